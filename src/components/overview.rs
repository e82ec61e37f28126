//! The overview: what was earned, when, and how the customer stands.

use super::ui::Part;
use super::{Ui, chart, control, period, table};
use crate::present::{Content, Figures, Page};
use leptos::prelude::*;

pub(super) fn view(ui: Ui) -> AnyView {
    let figures = ui.part(
        |page| figures(page).is_some().into(),
        move |there| if there == 1 { earnings(ui) } else { no_figures(ui) },
    );
    view! {
        <div class="columns">
            <div class="column">{figures}</div>
            <div class="column">{call(ui)} {status(ui)}</div>
        </div>
    }
    .into_any()
}

/// The figures of the page, if it has any.
pub(super) fn figures(page: &Page) -> Option<&Figures> {
    page.summary.as_ref()?.figures.as_ref()
}

/// A text of the figures that follows their changes.
pub(super) fn figure(ui: Ui, read: fn(&Figures) -> String) -> Signal<String> {
    ui.text(move |page| figures(page).map(read).unwrap_or_default())
}

fn content(ui: Ui, read: fn(&Content) -> String) -> Signal<String> {
    ui.text(move |page| page.summary.as_ref().map(read).unwrap_or_default())
}

fn earnings(ui: Ui) -> AnyView {
    view! {
        <section class="card earnings" aria-labelledby="earned">
            <div class="headline">
                <h2 id="earned">
                    {ui.text(|page| page.labels.earned.clone())} <span class="period-name">{figure(ui, |figures| figures.period.clone())}</span>
                </h2>
                <p class="amount" data-total="earnings">
                    {figure(ui, |figures| figures.earnings.clone())}
                </p>
                <dl class="facts">
                    <div>
                        <dt>{ui.text(|page| page.labels.energy.clone())}</dt>
                        <dd data-total="energy">{figure(ui, |figures| figures.energy.clone())}</dd>
                    </div>
                    <div>
                        <dt>{figure(ui, |figures| figures.dispatches.0.clone())}</dt>
                        <dd>{figure(ui, |figures| figures.dispatches.1.clone())}</dd>
                    </div>
                </dl>
            </div>
            {period::view(ui)} {chart::view(ui)} {table::view(ui)}
        </section>
    }
    .into_any()
}

fn no_figures(ui: Ui) -> AnyView {
    view! {
        <section class="card empty">
            <h2>{ui.text(|page| page.labels.no_earnings.clone())}</h2>
            <p>{ui.text(|page| page.labels.no_earnings_meaning.clone())}</p>
        </section>
    }
    .into_any()
}

/// The page's one call to action, as long as it is needed.
fn call(ui: Ui) -> Part {
    ui.part(
        |page| page.summary.as_ref().is_some_and(|content| content.call.is_some()).into(),
        move |there| {
            if there == 0 {
                return ().into_any();
            }
            let text = content(ui, |content| content.call.as_ref().map(|(text, _)| text.clone()).unwrap_or_default());
            let button = control::view(ui, "primary", None, |page| {
                page.summary.as_ref()?.call.as_ref().map(|(_, control)| control)
            });
            view! {
                <section class="card call">
                    <p>{text}</p>
                    {button}
                </section>
            }
            .into_any()
        },
    )
}

fn status(ui: Ui) -> AnyView {
    let icon = ui.part(
        |page| page.summary.as_ref().map(|content| content.status.icon).unwrap_or_default() as u32,
        |icon| control::icon(PATHS.get(icon as usize).copied().unwrap_or_default()),
    );
    view! {
        <section
            class="card status"
            aria-labelledby="participation"
            data-participation-state=content(ui, |content| content.status.name.clone())
        >
            <h2 id="participation">{ui.text(|page| page.labels.participation.clone())}</h2>
            <p class="status-word">
                <span class="status-icon">{icon}</span>
                <strong>{content(ui, |content| content.status.word.clone())}</strong>
            </p>
            <p>{content(ui, |content| content.status.meaning.clone())}</p>
            <a
                class="learn-more"
                href=ui.attribute(|page| Some(page.summary.as_ref()?.learn_more.as_ref()?.0.clone()))
                target="_blank"
                rel="noopener noreferrer"
                hidden=ui.test(|page| page.summary.as_ref().is_none_or(|content| content.learn_more.is_none()))
            >
                {content(ui, |content| content.learn_more.as_ref().map(|link| link.1.clone()).unwrap_or_default())}
                {control::icon("M14 5h5v5M19 5l-8 8M18 14v5H5V6h5")}
                <span class="sr-only">" (" {ui.text(|page| page.labels.new_tab.clone())} ")"</span>
            </a>
        </section>
    }
    .into_any()
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
