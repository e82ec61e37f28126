//! The keyboard focus.

use wasm_bindgen::JsCast;

/// Whether the focused element matches the selector.
pub fn has_focus(selector: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let active = document.and_then(|document| document.active_element());
    active.is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Focuses the first element that matches the selector and scrolls to it. False if there is none, or if it cannot have the
/// focus.
pub fn focus(selector: &str) -> bool {
    focus_with(selector, false)
}

/// The same without scrolling.
pub fn focus_in_place(selector: &str) -> bool {
    focus_with(selector, true)
}

fn focus_with(selector: &str, in_place: bool) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.query_selector(selector).ok().flatten());
    let element = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(in_place);
    element.is_some_and(|element| element.focus_with_options(&options).is_ok()) && has_focus(selector)
}
