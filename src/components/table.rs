//! The chart's figures as a table, on request.

use super::{Ui, overview};
use crate::present::{Page, Row};
use crate::state::Msg;
use leptos::prelude::*;

pub(super) fn view(ui: Ui) -> AnyView {
    let shown = |page: &Page| overview::figures(page).is_some_and(|figures| figures.table.0);
    let toggle = ui
        .element("button", "quiet")
        .set("type", "button")
        .set("aria-controls", "table")
        .bind("aria-expanded", move |page| Some(shown(page).to_string()))
        .on("click", move |_| ui.send(Msg::ToggledTable))
        .text(|page| Some(overview::figures(page)?.table.1.clone()));
    // Made anew with every change of the figures; nothing in it can have the focus.
    let table = ui.part(
        move |page| if shown(page) { page.revision } else { 0 },
        move |revision| if revision == 0 { ().into_any() } else { table(ui) },
    );
    let place = ui.element("div", "table").set("id", "table").flag("hidden", move |page| !shown(page)).with([table]);
    vec![toggle.view(), place.view()].into_any()
}

fn table(ui: Ui) -> AnyView {
    ui.page.with_untracked(|page| {
        let Some(figures) = overview::figures(page) else { return ().into_any() };
        let heads = figures.columns.iter().map(|text| cell(ui, "th", Some("col"), text)).collect();
        let total = Row {
            name: "total".to_owned(),
            place: figures.total[0].clone(),
            earnings: figures.total[1].clone(),
            energy: figures.total[2].clone(),
        };
        ui.element("table", "")
            .set("data-table", "")
            .with([
                ui.element("caption", "").literal(figures.table_caption.clone()).view(),
                ui.element("thead", "").with([ui.element("tr", "").with_all(heads).view()]).view(),
                ui.element("tbody", "").with_all(figures.rows.iter().map(|entry| row(ui, entry)).collect()).view(),
                ui.element("tfoot", "").with([row(ui, &total)]).view(),
            ])
            .view()
    })
}

fn row(ui: Ui, row: &Row) -> AnyView {
    ui.element("tr", "")
        .set("data-row", row.name.clone())
        .with([
            cell(ui, "th", Some("row"), &row.place),
            cell(ui, "td", None, &row.earnings),
            cell(ui, "td", None, &row.energy),
        ])
        .view()
}

fn cell(ui: Ui, tag: &'static str, scope: Option<&'static str>, text: &str) -> AnyView {
    let cell = ui.element(tag, "").literal(text.to_owned());
    match scope {
        Some(scope) => cell.set("scope", scope).view(),
        None => cell.view(),
    }
}
