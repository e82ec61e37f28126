//! The header: where the customer is, and the ways out.

use super::{Ui, control};
use leptos::prelude::*;

const BACK: &str = "M15 5l-7 7 7 7";
const CLOSE: &str = "M6 6l12 12M18 6L6 18";

pub(super) fn view(ui: Ui) -> AnyView {
    let name = ui
        .element("div", "bar-name")
        .add(ui.element("h1", "").text(|page| Some(&page.header.title)))
        .add(ui.element("p", "").text(|page| Some(&page.header.provider)));
    let meaning = ui.element("span", "sr-only").text(|page| Some(page.header.test_mode.as_ref()?.1));
    let badge = ui
        .element("p", "badge")
        .set("data-live", "false")
        .flag("hidden", |page| page.header.test_mode.is_none())
        .text(|page| Some(page.header.test_mode.as_ref()?.0))
        .add(meaning);
    ui.element("header", "bar")
        .child(control::view(ui, "round", Some(BACK), |page| page.header.back.as_ref()))
        .add(name)
        .add(badge)
        .child(control::view(ui, "round", Some(CLOSE), |page| page.header.close.as_ref()))
        .view()
}
