//! The settings: tariff, payments, participation.

use super::{Ui, control};
use crate::present::{Page, SettingRow};
use leptos::prelude::*;

pub(super) fn view(ui: Ui) -> AnyView {
    let rows: Vec<AnyView> = CONTROLS.into_iter().zip(0..).map(|(read, index)| row(ui, index, read)).collect();
    view! { <div class="settings">{rows}</div> }.into_any()
}

/// There are at most this many rows, and each one's control is read by a function of its own.
const CONTROLS: [control::Read; 3] = [
    |page| nth(page, 0)?.control.as_ref(),
    |page| nth(page, 1)?.control.as_ref(),
    |page| nth(page, 2)?.control.as_ref(),
];

fn nth(page: &Page, index: usize) -> Option<&SettingRow> {
    page.summary.as_ref()?.settings.get(index)
}

fn row(ui: Ui, index: usize, read: control::Read) -> AnyView {
    let text =
        move |read: fn(&SettingRow) -> String| ui.text(move |page| nth(page, index).map(read).unwrap_or_default());
    let mark = |row: &SettingRow| row.mark.as_ref().map(|(_, word)| word.clone()).unwrap_or_default();
    let is_good = move |page: &Page| nth(page, index).and_then(|row| row.mark.as_ref()).map(|(good, _)| *good);
    view! {
        <section class="card setting" hidden=ui.test(move |page| nth(page, index).is_none())>
            <h2>{text(|row| row.title.clone())}</h2>
            <p
                class="mark"
                data-good=ui.attribute(move |page| is_good(page).map(|good| good.to_string()))
                hidden=ui.test(move |page| is_good(page).is_none())
            >
                {control::icon("M5 12.5l4.5 4.5L19 7.5")} {control::icon("M12 6v7M12 17v.01")} {text(mark)}
            </p>
            <p>{text(|row| row.text.clone())}</p>
            {control::view(ui, "secondary", None, read)}
        </section>
    }
    .into_any()
}
