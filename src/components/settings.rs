//! The settings: tariff, payments, participation.

use super::{Ui, control};
use crate::present::{Page, SettingRow};
use leptos::prelude::*;

pub(super) fn view(ui: Ui) -> AnyView {
    let count = Memo::new(move |_| {
        ui.page.with(|page| {
            page.summary
                .as_ref()
                .map(|content| content.settings.len())
                .unwrap_or_default()
        })
    });
    (move || view! { <div class="settings">{(0..count.get()).map(|index| row(ui, index)).collect_view()}</div> })
        .into_any()
}

/// The rows' controls are read by fixed functions, one for each place there can be.
const CONTROLS: [fn(&Page) -> Option<&crate::present::Control>; 3] = [
    |page| nth(page, 0)?.control.as_ref(),
    |page| nth(page, 1)?.control.as_ref(),
    |page| nth(page, 2)?.control.as_ref(),
];

fn nth(page: &Page, index: usize) -> Option<&SettingRow> {
    page.summary.as_ref()?.settings.get(index)
}

fn row(ui: Ui, index: usize) -> AnyView {
    let text = move |read: fn(&SettingRow) -> String| {
        move || {
            ui.page
                .with(|page| nth(page, index).map(read).unwrap_or_default())
        }
    };
    let mark = Memo::new(move |_| ui.page.with(|page| nth(page, index)?.mark.clone()));
    view! {
        <section class="card setting">
            <h2>{text(|row| row.title.clone())}</h2>
            {move || {
                mark.get()
                    .map(|(good, word)| {
                        let path = if good { "M5 12.5l4.5 4.5L19 7.5" } else { "M12 6v7M12 17v.01" };
                        view! { <p class="mark" data-good=good.to_string()>{control::icon(path)} {word}</p> }
                    })
            }}
            <p>{text(|row| row.text.clone())}</p>
            {CONTROLS.get(index).map(|read| control::view(ui, "secondary", None, *read))}
        </section>
    }
    .into_any()
}
