//! The overview: what was earned, when, and how the customer stands.

use super::{Ui, chart, control, insight, period, swipe, table};
use crate::locale::MessageId;
use crate::view_model::{PeriodView, Page, Status};
use leptos::prelude::*;

pub(super) fn view(ui: Ui) -> AnyView {
    let figures = ui.part(
        |page| figures(page).is_some().into(),
        move |there| if there == 1 { earnings(ui) } else { no_figures(ui) },
    );
    ui.element("div", "columns")
        .add(ui.element("div", "column").child(figures))
        .add(ui.element("div", "column").child(call(ui)).child(status(ui)).child(insight::view(ui)))
        .view()
}

/// The figures of the page, if it has any.
pub(super) fn figures(page: &Page) -> Option<&PeriodView> {
    page.summary.as_ref()?.figures.as_ref()
}

fn earnings(ui: Ui) -> AnyView {
    let period = ui.element("span", "period-name").text(|page| Some(&figures(page)?.period));
    let heading = ui.element("h2", "").set("id", "earned").message(MessageId::Earned).literal(" ").add(period);
    let amount = ui
        .element("p", "amount")
        .set("data-total", "earnings")
        .bind("data-length", length)
        .text(|page| Some(&figures(page)?.earnings));
    let energy = ui.element("dd", "").set("data-total", "energy").text(|page| Some(&figures(page)?.energy));
    let facts = ui
        .element("dl", "facts")
        .add(ui.element("div", "").add(ui.element("dt", "").message(MessageId::EnergyDispatched)).add(energy))
        .add(
            ui.element("div", "")
                .add(ui.element("dt", "").text(|page| Some(figures(page)?.dispatches.0)))
                .add(ui.element("dd", "").text(|page| Some(&figures(page)?.dispatches.1))),
        );
    swipe::on(ui.element("section", "card earnings"), ui)
        .set("aria-labelledby", "earned")
        .add(ui.element("div", "headline").add(heading).add(amount).add(facts))
        .child(period::view(ui))
        .add(chart::view(ui))
        .child(insight::remarks(ui))
        .add(table::view(ui))
        .view()
}

/// How long the amount is. A long one is written smaller, because one that breaks could be read as another.
fn length(page: &Page) -> Option<&str> {
    match figures(page)?.earnings.chars().count() {
        0..=8 => None,
        9..=11 => Some("long"),
        _ => Some("longer"),
    }
}

fn no_figures(ui: Ui) -> AnyView {
    ui.element("section", "card empty")
        .add(ui.element("h2", "").text(|page| Some(page.summary.as_ref()?.no_figures.0)))
        .add(ui.element("p", "").text(|page| Some(page.summary.as_ref()?.no_figures.1)))
        .view()
}

/// The page's one call to action, as long as it is needed.
fn call(ui: Ui) -> AnyView {
    let button = move || {
        control::view(ui, "primary", None, |page| page.summary.as_ref()?.call.as_ref().map(|(_, control)| control))
    };
    ui.part_if(
        |page| page.summary.as_ref().is_some_and(|content| content.call.is_some()),
        move || {
            let text = ui.element("p", "").text(|page| Some(page.summary.as_ref()?.call.as_ref()?.0));
            ui.element("section", "card call").add(text).child(button()).view()
        },
    )
}

fn status(ui: Ui) -> AnyView {
    fn status(page: &Page) -> Option<&Status> {
        Some(&page.summary.as_ref()?.status)
    }
    let icon = ui.part(
        |page| page.summary.as_ref().map(|content| content.status.icon).unwrap_or_default() as u32,
        move |icon| ui.icon(PATHS.get(icon as usize).copied().unwrap_or_default()).view(),
    );
    let word = ui
        .element("p", "status-word")
        .add(ui.element("span", "status-icon").child(icon))
        .add(ui.element("strong", "").text(|page| Some(status(page)?.word)));
    let new_tab = ui.element("span", "sr-only").literal(" (").message(MessageId::OpensNewTab).literal(")");
    let learn_more = ui
        .element("a", "learn-more")
        .set("target", "_blank")
        .set("rel", "noopener noreferrer")
        .bind("href", |page| page.summary.as_ref()?.learn_more.as_deref())
        .flag("hidden", |page| page.summary.as_ref().is_none_or(|content| content.learn_more.is_none()))
        .message(MessageId::LearnMore)
        .add(ui.icon("M14 5h5v5M19 5l-8 8M18 14v5H5V6h5"))
        .add(new_tab);
    ui.element("section", "card status")
        .set("aria-labelledby", "participation")
        .bind("data-participation-state", |page| Some(&status(page)?.name))
        .add(ui.element("h2", "").set("id", "participation").message(MessageId::Participation))
        .add(word)
        .add(ui.element("p", "").text(|page| Some(&status(page)?.meaning)))
        .add(learn_more)
        .view()
}

/// The pictures of the states, in the order of [`crate::view_model::Icon`].
const PATHS: [&str; 7] = [
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M8 12h8",
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4l3 2",
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M8.5 12.2l2.4 2.4 4.6-5",
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M10 9v6M14 9v6",
    "M13 5H6v14h7M11 12h9M17 9l3 3-3 3",
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M9.5 9.5l5 5M14.5 9.5l-5 5",
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M10 10a2 2 0 1 1 2 2.2v.8M12 16v.01",
];
