//! SVG, node by node: Leptos' elements of that kind would each be a type of their own.

use crate::host::browser;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// The namespace of the page's own elements.
pub(super) const HTML: &str = "http://www.w3.org/1999/xhtml";
/// The namespace of pictures.
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
/// The attribute with the path of an icon that is still to be drawn.
pub(super) const ICON: &str = "data-icon";

/// Draws the icons that have come to the page since the last time.
pub(super) fn draw_icons() {
    let Some(found) = browser::document().and_then(|page| page.query_selector_all("[data-icon]:empty").ok()) else {
        return;
    };
    for index in 0..found.length() {
        if let Some(place) = found.item(index).and_then(|node| node.dyn_into::<Element>().ok()) {
            // An icon that cannot be drawn leaves its control with its name.
            let _ = draw_icon(&place);
        }
    }
}

fn draw_icon(place: &Element) -> Option<()> {
    let picture = child(place, SVG, "svg", "")?;
    picture.set_attribute("viewBox", "0 0 24 24").ok()?;
    child(&picture, SVG, "path", "")?.set_attribute("d", &place.get_attribute(ICON)?).ok()
}

/// A new element within another one, with these classes if not empty.
pub(super) fn child(parent: &Element, namespace: &str, name: &str, class: &str) -> Option<Element> {
    let child = parent.owner_document()?.create_element_ns(Some(namespace), name).ok()?;
    if !class.is_empty() {
        let _ = child.set_attribute("class", class);
    }
    parent.append_child(&child).ok()?;
    Some(child)
}
