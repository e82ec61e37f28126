//! The keyboard focus.

use leptos::tachys::dom::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Whether the focused element matches the selector.
pub fn has_focus(selector: &str) -> bool {
    document().active_element().is_some_and(|element| element.matches(selector).unwrap_or(false))
}

/// Focuses the first element that matches the selector and scrolls to it. False if there is none, or if it cannot have the
/// focus.
pub fn focus(selector: &str) -> bool {
    let root = document().document_element();
    let element = root.and_then(|root| root.query_selector(selector).ok()?);
    element.is_some_and(|element| element.unchecked_ref::<HtmlElement>().focus().is_ok()) && has_focus(selector)
}
