//! The three lines above the chart: the period's totals or, while a bar is read, that bar's figures. Both have the same
//! lines, so that nothing moves.

use super::control::choice;
use crate::app::App;
use leptos::ev;
use vpp_core::locale::MessageId;
use vpp_core::state::{CursorMove, Msg};
use vpp_core::view_model::{Headline, MeasureOption, PageView, Total};
use vpp_ui::keyed::{keyed, nothing};
use vpp_ui::tags::{button, div, h2, p, span};
use vpp_ui::{El, aria_bool};

pub(super) fn view(app: App) -> El {
    div()
        .class("headline")
        .attr("data-reading", app.readout_attr(|readout| readout.map(|_| "")))
        .child(totals(app))
        .child(reading(app))
        .child(switch(app))
}

fn headline(page: &PageView) -> Option<&Headline> {
    Some(&page.figures()?.headline)
}

/// While a bar is read, the style sheet leaves this to screen readers.
fn totals(app: App) -> El {
    let label = h2()
        .class("label")
        .attr("id", "earned")
        .child(app.text(|page| Some(&headline(page)?.label)))
        .child(" ")
        .child(span().class("sr-only").child(app.text(|page| Some(&page.figures()?.period))));
    let rest = span().child(app.text(|page| Some(&headline(page)?.rest)));
    let charged = span().child(app.text(|page| Some(&headline(page)?.charged)));
    let last = app.when(
        |page| headline(page).is_some_and(|headline| headline.last.is_some()),
        move || {
            let read = move |page: &PageView| headline(page)?.last.as_ref().map(|last| last.index);
            button()
                .class("last")
                .on(ev::click, move |_| toggle(app, app.peek(read)))
                .child(app.text(|page| Some(&headline(page)?.last.as_ref()?.text)))
                .view()
        },
    );
    div().class("totals").child(label).child(total(app, "amount", |page| headline(page)?.totals.first())).child(
        div()
            .class("detail")
            .attr("data-aside", app.flag(|page| headline(page).is_some_and(|headline| !headline.shows_other)))
            .child(total(app, "other", |page| headline(page)?.totals.last()))
            .child(rest)
            .child(charged)
            .child(last),
    )
}

/// A total, and nothing but the figure.
fn total(app: App, class: &'static str, read: fn(&PageView) -> Option<&Total>) -> El {
    p().class(class)
        .attr("data-total", app.attr(move |page| Some(read(page)?.name)))
        .attr("data-length", app.attr(move |page| length(&read(page)?.text)))
        .child(app.text(move |page| Some(&read(page)?.text)))
}

fn reading(app: App) -> El {
    let label = p().class("label").child(app.readout_text(|readout| &readout.bucket));
    let key = move || {
        app.with_readout(|readout| {
            let open = readout.filter(|readout| readout.open.is_some());
            open.map_or(0, |readout| 1 + u32::try_from(readout.index).unwrap_or(0))
        })
    };
    let open = keyed(
        Box::new(key),
        Box::new(move |_| {
            app.peek_readout(|readout| {
                let open = readout.and_then(|readout| readout.open.as_ref());
                open.map_or_else(nothing, |open| choice(app, "open", open).view())
            })
        }),
    );
    let amount = p()
        .class("amount")
        .attr("data-length", app.readout_attr(|readout| length(&readout?.value)))
        .child(app.readout_text(|readout| &readout.value));
    let detail = p().class("detail").child(app.readout_text(|readout| &readout.detail));
    div()
        .class("reading")
        .attr("hidden", app.readout_attr(|readout| readout.is_none().then_some("")))
        .child(div().class("place").child(label).child(open))
        .child(amount)
        .child(detail)
}

/// How long a figure is. A long one is written smaller, since one that breaks could be misread, and so are words.
fn length(figure: &str) -> Option<&'static str> {
    let is_number = figure.chars().any(|c| matches!(c, '0'..='9' | '٠'..='٩'));
    match figure.chars().count() {
        0..=16 if !is_number => Some("words"),
        0..=8 => None,
        9..=11 => Some("long"),
        12..=16 => Some("longer"),
        _ => Some("longest"),
    }
}

/// Reads a bar that was chosen outside the chart, or lets it go.
pub(super) fn toggle(app: App, bar: Option<usize>) {
    if let Some(bar) = bar {
        let buckets = app.peek(|page| page.figures().map_or(0, |figures| figures.bars.len()));
        app.dispatch(Msg::CursorMoved { to: CursorMove::Toggle(bar), buckets });
    }
}

/// What the chart and the amount show.
fn switch(app: App) -> El {
    div()
        .class("switch")
        .attr("role", "group")
        .attr("aria-label", app.message(MessageId::ShowInChart))
        .attr("hidden", app.flag(|page| option(page, 0).is_none()))
        .child(measure(app, 0))
        .child(measure(app, 1))
}

fn option(page: &PageView, index: usize) -> Option<&MeasureOption> {
    page.figures()?.measures.as_ref()?.get(index)
}

fn measure(app: App, index: usize) -> El {
    let read = move |page: &PageView| Some(option(page, index)?.measure);
    button()
        .attr("dir", "auto")
        .attr("aria-pressed", app.attr(move |page| Some(aria_bool(option(page, index)?.selected))))
        .attr("aria-label", app.attr(move |page| Some(&option(page, index)?.name)))
        .on(ev::click, move |_| {
            if let Some(measure) = app.peek(read) {
                app.dispatch(Msg::MeasureSelected(measure));
            }
        })
        .child(app.text(move |page| Some(&option(page, index)?.sign)))
}
