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
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.query_selector(selector).ok().flatten());
    let element = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok()) && has_focus(selector)
}
