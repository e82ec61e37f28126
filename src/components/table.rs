//! The chart's figures as a table, on request.

use super::ui::Part;
use super::{Ui, overview};
use crate::present::{Page, Row};
use crate::state::Msg;
use leptos::prelude::*;

pub(super) fn view(ui: Ui) -> AnyView {
    let shown = |page: &Page| overview::figures(page).is_some_and(|figures| figures.table.0);
    // The rows are made anew with each period; nothing in them can have the focus.
    let rows = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        let now = ui.page.with(|page| overview::figures(page).map(|figures| figures.rows.clone()).unwrap_or_default());
        if rows.with_untracked(|rows| *rows != now) {
            rows.set(now);
        }
    });
    let table: Part = Box::new(move || {
        let rows = rows.get();
        if rows.is_empty() { ().into_any() } else { table(ui, rows) }
    });
    view! {
        <button
            type="button"
            class="quiet"
            aria-expanded=ui.text(move |page| shown(page).to_string())
            aria-controls="table"
            on:click=move |_| ui.send(Msg::ToggledTable)
        >
            {overview::figure(ui, |figures| figures.table.1.clone())}
        </button>
        <div id="table" class="table" hidden=ui.test(move |page| !shown(page))>
            {table}
        </div>
    }
    .into_any()
}

fn table(ui: Ui, rows: Vec<Row>) -> AnyView {
    let body: Vec<AnyView> =
        rows.into_iter().map(|row| row_view(row.name, [row.place, row.earnings, row.energy])).collect();
    let foot = ui.page.with_untracked(|page| overview::figures(page).map(|figures| figures.total.clone()));
    view! {
        <table data-table>
            <caption>{overview::figure(ui, |figures| figures.table_caption.clone())}</caption>
            <thead>
                <tr>{(0..3).map(|column| head(ui, column)).collect::<Vec<_>>()}</tr>
            </thead>
            <tbody>{body}</tbody>
            <tfoot>{row_view("total".to_owned(), foot.unwrap_or_default())}</tfoot>
        </table>
    }
    .into_any()
}

fn head(ui: Ui, column: usize) -> AnyView {
    let text = ui.text(move |page| {
        let figures = overview::figures(page);
        figures.and_then(|figures| figures.columns.get(column)).cloned().unwrap_or_default()
    });
    view! { <th scope="col">{text}</th> }.into_any()
}

fn row_view(name: String, [place, earnings, energy]: [String; 3]) -> AnyView {
    view! {
        <tr data-row=name>
            <th scope="row">{place}</th>
            <td>{earnings}</td>
            <td>{energy}</td>
        </tr>
    }
    .into_any()
}
