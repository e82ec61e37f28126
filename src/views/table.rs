//! The chart's figures as a table, on request.

use super::element::{Element, nothing};
use super::{Ui, control, overview};
use crate::locale::MessageId;
use crate::view_model::{Page, Row};
use crate::state::Msg;
use leptos::prelude::*;

pub(super) fn view(ui: Ui) -> Element {
    let shown = |page: &Page| overview::figures(page).is_some_and(|figures| figures.table.0);
    let toggle = ui
        .element("button", "quiet")
        .set("type", "button")
        .set("aria-controls", "table")
        .bind("aria-expanded", move |page| Some(control::truth(shown(page))))
        .on("click", move |_| ui.send(Msg::TableToggled))
        .text(|page| Some(overview::figures(page)?.table.1));
    // Made anew with every change of the figures; nothing in it can have the focus.
    let table = ui.part(
        move |page| if shown(page) { page.revision } else { 0 },
        move |revision| if revision == 0 { nothing() } else { table(ui) },
    );
    let place = ui.element("div", "table").set("id", "table").flag("hidden", move |page| !shown(page)).child(table);
    let export = ui
        .element("button", "quiet")
        .set("type", "button")
        .set("data-export", "")
        .on("click", move |_| ui.export())
        .message(MessageId::ExportCsv);
    ui.element("div", "").add(ui.element("div", "tools").add(toggle).add(export)).add(place)
}

fn table(ui: Ui) -> AnyView {
    ui.page.with_untracked(|page| {
        let Some(figures) = overview::figures(page) else { return nothing() };
        let heads = figures.columns.iter().map(|text| cell(ui, "th", Some("col"), text));
        ui.element("table", "")
            .set("data-table", "")
            .add(ui.element("caption", "").literal(&figures.table_caption))
            .add(ui.element("thead", "").add(ui.element("tr", "").add_all(heads)))
            .add(ui.element("tbody", "").add_all(figures.rows.iter().map(|entry| row(ui, entry))))
            .add(ui.element("tfoot", "").add(row(ui, &figures.total)))
            .view()
    })
}

fn row(ui: Ui, row: &Row) -> Element {
    ui.element("tr", "")
        .set_owned("data-row", row.name.clone())
        .add(cell(ui, "th", Some("row"), &row.place))
        .add(cell(ui, "td", None, &row.earnings))
        .add(cell(ui, "td", None, &row.energy))
}

fn cell(ui: Ui, tag: &'static str, scope: Option<&'static str>, text: &str) -> Element {
    let cell = ui.element(tag, "").literal(text);
    match scope {
        Some(scope) => cell.set("scope", scope),
        None => cell,
    }
}
