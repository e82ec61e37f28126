//! The header: where the customer is, and the ways out.

use super::{Ui, control};
use leptos::prelude::*;

const BACK: &str = "M15 5l-7 7 7 7";
const CLOSE: &str = "M6 6l12 12M18 6L6 18";

pub(super) fn view(ui: Ui) -> AnyView {
    let name = ui.element("div", "bar-name").with([
        ui.element("h1", "").text(|page| Some(page.header.title.clone())).view(),
        ui.element("p", "").text(|page| Some(page.header.provider.clone())).view(),
    ]);
    let meaning = ui.element("span", "sr-only").text(|page| Some(page.header.test_mode.as_ref()?.1.clone()));
    let badge = ui
        .element("p", "badge")
        .set("data-live", "false")
        .flag("hidden", |page| page.header.test_mode.is_none())
        .text(|page| Some(page.header.test_mode.as_ref()?.0.clone()))
        .with([meaning.view()]);
    ui.element("header", "bar")
        .with([
            control::view(ui, "round", Some(BACK), |page| page.header.back.as_ref()),
            name.view(),
            badge.view(),
            control::view(ui, "round", Some(CLOSE), |page| page.header.close.as_ref()),
        ])
        .view()
}
