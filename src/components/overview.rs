//! The overview: what was earned, when, and how the customer stands.

use super::{Ui, chart, control, period, table};
use crate::present::{Content, Figures, Page};
use leptos::prelude::*;

pub(super) fn view(ui: Ui) -> AnyView {
    let figures = ui.part(
        |page| figures(page).is_some().into(),
        move |there| if there == 1 { earnings(ui) } else { no_figures(ui) },
    );
    ui.element("div", "columns")
        .with([
            ui.element("div", "column").with([figures]).view(),
            ui.element("div", "column").with([call(ui), status(ui)]).view(),
        ])
        .view()
}

/// The figures of the page, if it has any.
pub(super) fn figures(page: &Page) -> Option<&Figures> {
    page.summary.as_ref()?.figures.as_ref()
}

fn earnings(ui: Ui) -> AnyView {
    let period = ui.element("span", "period-name").text(|page| Some(figures(page)?.period.clone()));
    let heading = ui
        .element("h2", "")
        .set("id", "earned")
        .text(|page| Some(page.labels.earned.clone()))
        .literal(" ".to_owned())
        .with([period.view()]);
    let amount =
        ui.element("p", "amount").set("data-total", "earnings").text(|page| Some(figures(page)?.earnings.clone()));
    let energy = ui.element("dd", "").set("data-total", "energy").text(|page| Some(figures(page)?.energy.clone()));
    let facts = ui.element("dl", "facts").with([
        ui.element("div", "")
            .with([ui.element("dt", "").text(|page| Some(page.labels.energy.clone())).view(), energy.view()])
            .view(),
        ui.element("div", "")
            .with([
                ui.element("dt", "").text(|page| Some(figures(page)?.dispatches.0.clone())).view(),
                ui.element("dd", "").text(|page| Some(figures(page)?.dispatches.1.clone())).view(),
            ])
            .view(),
    ]);
    ui.element("section", "card earnings")
        .set("aria-labelledby", "earned")
        .with([
            ui.element("div", "headline").with([heading.view(), amount.view(), facts.view()]).view(),
            period::view(ui),
            chart::view(ui),
            table::view(ui),
        ])
        .view()
}

fn no_figures(ui: Ui) -> AnyView {
    ui.element("section", "card empty")
        .with([
            ui.element("h2", "").text(|page| Some(page.labels.no_earnings.clone())).view(),
            ui.element("p", "").text(|page| Some(page.labels.no_earnings_meaning.clone())).view(),
        ])
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
            let text = ui.element("p", "").text(|page| Some(page.summary.as_ref()?.call.as_ref()?.0.clone()));
            ui.element("section", "card call").with([text.view(), button()]).view()
        },
    )
}

fn status(ui: Ui) -> AnyView {
    let content = |page: &Page, read: fn(&Content) -> &String| page.summary.as_ref().map(read).cloned();
    let icon = ui.part(
        |page| page.summary.as_ref().map(|content| content.status.icon).unwrap_or_default() as u32,
        |icon| control::icon(PATHS.get(icon as usize).copied().unwrap_or_default()),
    );
    let word = ui.element("p", "status-word").with([
        ui.element("span", "status-icon").with([icon]).view(),
        ui.element("strong", "").text(move |page| content(page, |content| &content.status.word)).view(),
    ]);
    let new_tab = ui
        .element("span", "sr-only")
        .literal(" (".to_owned())
        .text(|page| Some(page.labels.new_tab.clone()))
        .literal(")".to_owned());
    let learn_more = ui
        .element("a", "learn-more")
        .set("target", "_blank")
        .set("rel", "noopener noreferrer")
        .bind("href", |page| Some(page.summary.as_ref()?.learn_more.as_ref()?.0.clone()))
        .flag("hidden", |page| page.summary.as_ref().is_none_or(|content| content.learn_more.is_none()))
        .text(|page| Some(page.summary.as_ref()?.learn_more.as_ref()?.1.clone()))
        .with([control::icon("M14 5h5v5M19 5l-8 8M18 14v5H5V6h5"), new_tab.view()]);
    ui.element("section", "card status")
        .set("aria-labelledby", "participation")
        .bind("data-participation-state", move |page| content(page, |content| &content.status.name))
        .with([
            ui.element("h2", "").set("id", "participation").text(|page| Some(page.labels.participation.clone())).view(),
            word.view(),
            ui.element("p", "").text(move |page| content(page, |content| &content.status.meaning)).view(),
            learn_more.view(),
        ])
        .view()
}

/// The pictures of the states, in the order of [`crate::present::Icon`].
const PATHS: [&str; 7] = [
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M8 12h8",
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4l3 2",
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M8.5 12.2l2.4 2.4 4.6-5",
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M10 9v6M14 9v6",
    "M13 5H6v14h7M11 12h9M17 9l3 3-3 3",
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M9.5 9.5l5 5M14.5 9.5l-5 5",
    "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M10 10a2 2 0 1 1 2 2.2v.8M12 16v.01",
];
