//! The chart's figures as a table, on request.

use crate::app::App;
use leptos::ev;
use vpp_core::locale::MessageId;
use vpp_core::state::Msg;
use vpp_core::view_model::{PageView, Row, TableView};
use vpp_ui::keyed::nothing;
use vpp_ui::tags::{button, caption, div, table, tbody, td, tfoot, th, thead, tr};
use vpp_ui::{El, aria_bool};

pub(super) fn view(app: App) -> El {
    let shown = |page: &PageView| page.figures().is_some_and(|figures| figures.table.shown);
    let toggle = button()
        .class("quiet")
        .attr("aria-controls", "table")
        .attr("aria-expanded", app.attr(move |page| Some(aria_bool(shown(page)))))
        .on(ev::click, move |_| app.dispatch(Msg::TableToggled))
        .child(app.text(|page| Some(page.figures()?.table.toggle)));
    // Rebuilt with the figures; nothing in it can have the focus.
    let content = app.keyed(
        move |page| if shown(page) { page.chart_key } else { 0 },
        move |key| {
            let figures = || app.peek(|page| Some(full_table(&page.figures()?.table).view()));
            if key == 0 { nothing() } else { figures().unwrap_or_else(nothing) }
        },
    );
    let place =
        div().class("table").attr("id", "table").attr("hidden", app.flag(move |page| !shown(page))).child(content);
    let export = button()
        .class("quiet")
        .attr("data-export", "")
        .on(ev::click, move |_| app.dispatch(Msg::ExportRequested))
        .child(app.message(MessageId::ExportCsv));
    div().child(div().class("tools").child(toggle).child(export)).child(place)
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
