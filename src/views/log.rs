//! What happened, newest first, and all of it as a table or a file.

use super::{headline, table};
use crate::app::App;
use leptos::ev;
use vpp_core::locale::MessageId;
use vpp_core::state::Msg;
use vpp_core::view_model::{LogRow, LogView, PageView};
use vpp_ui::tags::{button, div, h2, li, p, section, strong, ul};
use vpp_ui::{El, aria_bool};

pub(super) fn card(app: App) -> El {
    let has_rows = |page: &PageView| log(page).is_some_and(|log| log.title.is_some());
    let head = div()
        .class("log-head")
        .attr("hidden", app.flag(move |page| !has_rows(page)))
        .child(h2().attr("id", "log").child(app.text(|page| log(page)?.title)))
        .child(p().child(app.message(MessageId::NewestFirst)));
    let key = |page: &PageView| page.chart_key.wrapping_mul(2) + u32::from(page.whole_log);
    let rows = app.keyed(key, move |_| rows(app).view());
    let more = app.when(
        |page| log(page).is_some_and(|log| log.toggle.is_some()),
        move || {
            button()
                .class("quiet")
                .attr("aria-expanded", app.attr(|page| Some(aria_bool(page.whole_log))))
                .on(ev::click, move |_| app.dispatch(Msg::LogToggled))
                .child(app.text(|page| log(page)?.toggle.as_deref()))
                .view()
        },
    );
    section()
        .class("card log")
        .attr("aria-labelledby", "log")
        .child(head)
        .child(rows)
        .child(div().class("tools").child(more).child(table::toggle(app)).child(table::export(app)))
        .child(table::place(app))
}

fn log(page: &PageView) -> Option<&LogView> {
    Some(&page.figures()?.log)
}

fn rows(app: App) -> El {
    let rows = app.runtime.with_value(|runtime| LogRow::all(&runtime.model, &runtime.env()));
    ul().attr("data-log", "").children(rows.iter().map(|log_row| row(app, log_row)))
}

/// A row reads its bar.
fn row(app: App, row: &LogRow) -> El {
    let index = row.index;
    let is_read =
        app.readout_attr(move |readout| Some(aria_bool(readout.is_some_and(|readout| readout.index == index))));
    let button = button()
        .attr("aria-pressed", is_read)
        .on(ev::click, move |_| headline::toggle(app, Some(index)))
        .child(&row.name)
        .child(strong().child(&row.value))
        .child(p().child(&row.detail));
    li().child(button)
}
