//! SVG and other elements as plain nodes, for drawings: as reactive views they would cost time and kilobytes.

use leptos::tachys::dom::document;
use web_sys::Element;

/// The namespace of HTML.
pub const HTML: &str = "http://www.w3.org/1999/xhtml";
/// The namespace of SVG.
pub const SVG: &str = "http://www.w3.org/2000/svg";

/// Appends a new element to a parent, with these classes if not empty.
pub fn append(parent: &Element, namespace: &str, name: &str, class: &str) -> Option<Element> {
    let child = document().create_element_ns(Some(namespace), name).ok()?;
    if !class.is_empty() {
        let _ = child.set_attribute("class", class);
    }
    parent.append_child(&child).ok()?;
    Some(child)
}
