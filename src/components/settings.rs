//! The settings: tariff, payments, participation.

use super::{Ui, control};
use crate::present::{Page, SettingRow};
use leptos::prelude::*;

pub(super) fn view(ui: Ui) -> AnyView {
    let rows = CONTROLS.into_iter().zip(0..).map(|(read, index)| row(ui, index, read)).collect();
    ui.element("div", "settings").with_all(rows).view()
}

/// There are at most this many rows, and each one's control is read by a function of its own.
const CONTROLS: [control::Read; 3] = [
    |page| nth(page, 0)?.control.as_ref(),
    |page| nth(page, 1)?.control.as_ref(),
    |page| nth(page, 2)?.control.as_ref(),
];

const GOOD: &str = "M5 12.5l4.5 4.5L19 7.5";
const TO_DO: &str = "M12 6v7M12 17v.01";

fn nth(page: &Page, index: usize) -> Option<&SettingRow> {
    page.summary.as_ref()?.settings.get(index)
}

fn row(ui: Ui, index: usize, read: control::Read) -> AnyView {
    let mark = move |page: &Page| nth(page, index)?.mark.clone();
    let icon = ui.part(
        move |page| mark(page).is_some_and(|(good, _)| good).into(),
        |good| control::icon(if good == 1 { GOOD } else { TO_DO }),
    );
    let mark = ui
        .element("p", "mark")
        .bind("data-good", move |page| Some(mark(page)?.0.to_string()))
        .flag("hidden", move |page| mark(page).is_none())
        .with([icon])
        .text(move |page| Some(mark(page)?.1));
    ui.element("section", "card setting")
        .flag("hidden", move |page| nth(page, index).is_none())
        .with([
            ui.element("h2", "").text(move |page| Some(nth(page, index)?.title.clone())).view(),
            mark.view(),
            ui.element("p", "").text(move |page| Some(nth(page, index)?.text.clone())).view(),
            control::view(ui, "secondary", None, read),
        ])
        .view()
}
