//! The window, its document and its console.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Window};

/// The window.
pub(crate) fn window() -> Option<Window> {
    Some(leptos::prelude::window())
}

/// The document.
pub(crate) fn document() -> Option<Document> {
    Some(leptos::tachys::dom::document())
}

/// The language of the document.
pub(crate) fn language() -> String {
    root_attribute("lang").unwrap_or_default()
}

/// Whether the document is written from right to left.
pub(crate) fn is_right_to_left() -> bool {
    root_attribute("dir").as_deref() == Some("rtl")
}

/// Two attributes of each element that matches the selector.
pub(crate) fn attributes(selector: &str, first: &str, second: &str) -> Vec<(String, String)> {
    let found = root().and_then(|root| root.query_selector_all(selector).ok());
    let mut attributes = Vec::new();
    for index in 0..found.as_ref().map_or(0, |found| found.length()) {
        let element = found.as_ref().and_then(|found| found.item(index)).map(JsCast::unchecked_into::<Element>);
        let attribute = |name| element.as_ref()?.get_attribute(name);
        attributes.push((attribute(first).unwrap_or_default(), attribute(second).unwrap_or_default()));
    }
    attributes
}

/// Warns the operator. Callers pass paths and rules, never values.
pub(crate) fn warn(text: &str) {
    web_sys::console::warn_1(&["vpp-summary: ", text].concat().into());
}

fn root_attribute(name: &str) -> Option<String> {
    root()?.get_attribute(name)
}

/// The root element. Its methods are those of every element; each of the document's own would add to the glue.
fn root() -> Option<Element> {
    document()?.document_element()
}
