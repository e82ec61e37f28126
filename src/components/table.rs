//! The chart's figures as a table, on request.

use super::{Ui, overview};
use crate::state::Msg;
use leptos::prelude::*;

pub(super) fn view(ui: Ui) -> AnyView {
    let shown = Memo::new(move |_| {
        ui.page
            .with(|page| overview::figures(page).is_some_and(|figures| figures.table.0))
    });
    view! {
        <button
            type="button"
            class="quiet"
            aria-expanded=move || shown.get().to_string()
            aria-controls="table"
            on:click=move |_| ui.send(Msg::ToggledTable)
        >
            {overview::figure(ui, |figures| figures.table.1.clone())}
        </button>
        <div id="table" class="table" hidden=move || !shown.get()>
            {move || shown.get().then(|| table(ui))}
        </div>
    }
    .into_any()
}

fn table(ui: Ui) -> AnyView {
    let rows = Memo::new(move |_| {
        ui.page.with(|page| {
            overview::figures(page)
                .map(|figures| figures.rows.clone())
                .unwrap_or_default()
        })
    });
    let head = move |index: usize| {
        move || {
            ui.page
                .with(|page| overview::figures(page).map(|figures| figures.columns[index].clone()))
        }
    };
    let total = move |index: usize| {
        move || {
            ui.page
                .with(|page| overview::figures(page).map(|figures| figures.total[index].clone()))
        }
    };
    view! {
        <table data-table>
            <caption>{overview::figure(ui, |figures| figures.table_caption.clone())}</caption>
            <thead>
                <tr>
                    <th scope="col">{head(0)}</th>
                    <th scope="col">{head(1)}</th>
                    <th scope="col">{head(2)}</th>
                </tr>
            </thead>
            <tbody>
                {move || {
                    rows.get()
                        .into_iter()
                        .map(|row| {
                            view! {
                                <tr data-row=row.name>
                                    <th scope="row">{row.place}</th>
                                    <td>{row.earnings}</td>
                                    <td>{row.energy}</td>
                                </tr>
                            }
                        })
                        .collect_view()
                }}
            </tbody>
            <tfoot>
                <tr>
                    <th scope="row">{total(0)}</th>
                    <td>{total(1)}</td>
                    <td>{total(2)}</td>
                </tr>
            </tfoot>
        </table>
    }
    .into_any()
}
