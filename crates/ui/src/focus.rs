//! The keyboard focus.

use js_sys::JSON;
use leptos::tachys::dom::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// Whether the focused element matches the selector.
pub fn has_focus(selector: &str) -> bool {
    document().active_element().is_some_and(|element| element.matches(selector).unwrap_or(false))
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
    let root = document().document_element();
    let element = root.and_then(|root| root.query_selector(selector).ok()?);
    // As an object of web-sys the options cost more.
    let options = if in_place { JSON::parse(r#"{"preventScroll":true}"#) } else { Ok(JsValue::UNDEFINED) };
    let focus = |element: web_sys::Element| {
        let element = element.unchecked_ref::<HtmlElement>();
        options.is_ok_and(|options| element.focus_with_options(options.unchecked_ref()).is_ok())
    };
    element.is_some_and(focus) && has_focus(selector)
}
