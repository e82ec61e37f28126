//! The chart's figures as a table: on request, and on paper.

use crate::app::App;
use leptos::ev;
use vpp_core::locale::MessageId;
use vpp_core::state::Msg;
use vpp_core::view_model::{Row, TableView};
use vpp_ui::keyed::nothing;
use vpp_ui::tags::{button, caption, div, table, tbody, td, tfoot, th, thead, tr};
use vpp_ui::{El, aria_bool};

/// The button that shows and hides the table.
pub(super) fn toggle(app: App) -> El {
    button()
        .class("quiet")
        .attr("aria-controls", "table")
        .attr("aria-expanded", app.attr(|page| Some(aria_bool(page.table))))
        .on(ev::click, move |_| app.dispatch(Msg::TableToggled))
        .child(app.text(|page| Some(page.figures()?.table_toggle)))
}

/// The button that saves the figures.
pub(super) fn export(app: App) -> El {
    button()
        .class("quiet")
        .attr("data-export", "")
        .on(ev::click, move |_| app.dispatch(Msg::ExportRequested))
        .child(app.message(MessageId::ExportCsv))
}

/// The table. Paper shows it, so it is there while it is hidden, unless the whole log stands in for it. It is rebuilt with the
/// figures; nothing in it can have the focus.
pub(super) fn place(app: App) -> El {
    let content = app.keyed(
        |page| if page.whole_log { 0 } else { page.chart_key },
        move |key| {
            if key == 0 {
                return nothing();
            }
            let view = app.runtime.with_value(|runtime| TableView::of(&runtime.model, &runtime.env()));
            view.map_or_else(nothing, |view| full_table(&view).view())
        },
    );
    div()
        .class("table")
        .attr("id", "table")
        .attr("data-shown", app.attr(|page| Some(aria_bool(page.table))))
        .child(content)
}

fn full_table(view: &TableView) -> El {
    let heads = view.columns.iter().map(|text| th().attr("scope", "col").child(*text));
    table()
        .attr("data-table", "")
        .child(caption().child(&view.caption))
        .child(thead().child(tr().children(heads)))
        .child(tbody().children(view.rows.iter().map(row)))
        .child(tfoot().child(row(&view.total)))
}

fn row(row: &Row) -> El {
    tr().attr("data-row", row.name.clone())
        .child(th().attr("scope", "row").child(&row.bucket))
        .child(td().child(&row.earnings))
        .child(td().child(&row.energy))
}
