//! The overview: what was earned, when, and the participation.

use super::{chart, control, insight, notice, period, swipe, table};
use crate::app::App;
use leptos::prelude::*;
use vpp_core::locale::MessageId;
use vpp_core::view_model::{PageView, RefreshView, StatusIcon, StatusView};
use vpp_ui::keyed::nothing;
use vpp_ui::tags::{a, dd, div, dl, dt, h2, p, section, span, strong};
use vpp_ui::{El, Icon, icon};

pub(super) fn view(app: App) -> El {
    let figures = app.keyed(
        |page| -> u32 {
            match &page.summary {
                Some(summary) if summary.figures.is_some() => 2,
                Some(summary) if summary.no_figures.is_some() => 1,
                _ => 0,
            }
        },
        move |shown| match shown {
            2 => earnings(app).view(),
            1 => no_figures(app).view(),
            _ => nothing(),
        },
    );
    div()
        .class("columns")
        .child(div().class("column").child(figures))
        .child(div().class("column").child(call(app)).child(status(app)).child(insight::facts_card(app)))
}

fn earnings(app: App) -> El {
    let heading = h2()
        .attr("id", "earned")
        .child(app.text(|page| Some(page.figures()?.heading)))
        .child(" ")
        .child(span().class("period-name").child(app.text(|page| Some(&page.figures()?.period))));
    let amount = p()
        .class("amount")
        .attr("data-total", "earnings")
        .attr("data-length", app.attr(length))
        .child(app.text(|page| Some(&page.figures()?.earnings)));
    let energy = div()
        .child(dt().child(app.message(MessageId::EnergyDispatched)))
        .child(dd().attr("data-total", "energy").child(app.text(|page| Some(&page.figures()?.energy))));
    let dispatches = div()
        .child(dt().child(app.text(|page| Some(page.figures()?.dispatches.label))))
        .child(dd().child(app.text(|page| Some(&page.figures()?.dispatches.count))));
    let headline =
        div().class("headline").child(heading).child(amount).child(dl().class("facts").child(energy).child(dispatches));
    section()
        .class("card earnings")
        .attr("aria-labelledby", "earned")
        .child(swipe::on(app, headline))
        .child(swipe::on(app, period::view(app)))
        .child(chart::view(app))
        .child(notice::of_period(app))
        .child(insight::remarks(app))
        .child(table::view(app))
        .child(refresh(app))
}

/// When the figures arrived, and the way to newer ones.
fn refresh(app: App) -> El {
    fn refresh(page: &PageView) -> Option<&RefreshView> {
        page.figures()?.refresh.as_ref()
    }
    p().class("refresh").child(app.text(|page| Some(&refresh(page)?.updated))).child(control::view(
        app,
        "quiet",
        |page| refresh(page)?.control.as_ref(),
    ))
}

/// How long the amount is. A long one is written smaller: one that breaks could be misread.
fn length(page: &PageView) -> Option<&str> {
    match page.figures()?.earnings.chars().count() {
        0..=8 => None,
        9..=11 => Some("long"),
        _ => Some("longer"),
    }
}

fn no_figures(app: App) -> El {
    section()
        .class("card empty")
        .child(h2().child(app.text(|page| Some(page.summary.as_ref()?.no_figures.as_ref()?.title))))
        .child(p().child(app.text(|page| Some(page.summary.as_ref()?.no_figures.as_ref()?.meaning))))
}

/// The page's one call to action, while it is needed.
fn call(app: App) -> AnyView {
    app.when(
        |page| page.summary.as_ref().is_some_and(|summary| summary.call.is_some()),
        move || {
            section()
                .class("card call")
                .child(p().child(app.text(|page| Some(page.summary.as_ref()?.call.as_ref()?.reason))))
                .child(control::view(app, "primary", |page| Some(&page.summary.as_ref()?.call.as_ref()?.control)))
                .view()
        },
    )
}

fn status(app: App) -> El {
    fn status(page: &PageView) -> Option<&StatusView> {
        Some(&page.summary.as_ref()?.status)
    }
    let shape = app.keyed(
        |page| status(page).map(|status| status.icon).unwrap_or_default() as u32,
        move |_| {
            let shape = app.peek(|page| status(page).map(|status| status.icon));
            icon(status_icon(shape.unwrap_or_default())).view()
        },
    );
    let word = p()
        .class("status-word")
        .child(span().class("status-icon").child(shape))
        .child(strong().child(app.text(|page| Some(status(page)?.word))));
    section()
        .class("card status")
        .attr("aria-labelledby", "participation")
        .attr("data-participation-state", app.attr(|page| Some(&status(page)?.name)))
        .child(h2().attr("id", "participation").child(app.message(MessageId::Status)))
        .child(word)
        .child(p().child(app.text(|page| Some(&status(page)?.meaning))))
        .child(learn_more(app))
}

fn learn_more(app: App) -> El {
    let new_tab = span().class("sr-only").child(" (").child(app.message(MessageId::OpensNewTab)).child(")");
    a().class("learn-more")
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .attr("href", app.attr(|page| page.summary.as_ref()?.learn_more.as_deref()))
        .attr("hidden", app.flag(|page| page.summary.as_ref().is_none_or(|summary| summary.learn_more.is_none())))
        .child(app.message(MessageId::LearnMore))
        .child(icon(Icon::External))
        .child(new_tab)
}

const fn status_icon(icon: StatusIcon) -> Icon {
    match icon {
        StatusIcon::Outside => Icon::CircleMinus,
        StatusIcon::Waiting => Icon::Clock,
        StatusIcon::Good => Icon::CircleCheck,
        StatusIcon::Paused => Icon::CirclePause,
        StatusIcon::Left => Icon::Exit,
        StatusIcon::Failed => Icon::CircleCross,
        StatusIcon::Unknown => Icon::CircleQuestion,
    }
}
