//! The overview: what was earned, when, and the participation.

use super::{chart, control, headline, insight, joining, log, period, status, swipe};
use crate::app::App;
use vpp_core::view_model::{CallToAction, PageView, RefreshView};
use vpp_ui::El;
use vpp_ui::keyed::nothing;
use vpp_ui::tags::{div, h2, p, section};

pub(super) fn view(app: App) -> El {
    let has_figures = |page: &PageView| page.figures().is_some();
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
        .child(status::strip(app))
        .child(
            div()
                .class("columns")
                .attr("data-outside", app.flag(|page| call(page).is_some_and(|call| !call.primary)))
                .child(figures)
                .child(joining::view(app, false))
                .child(control::view(app, "primary call", |page| Some(&call(page)?.control)))
                .child(app.when(has_figures, move || log::card(app).view()))
                .child(insight::facts_card(app))
                .child(status::card(app)),
        )
        .child(foot(app))
        .child(p().class("printed").child(app.text(|page| Some(&page.summary.as_ref()?.printed))))
}

fn earnings(app: App) -> El {
    section()
        .class("card earnings")
        .attr("aria-labelledby", "earned")
        .child(swipe::on(app, headline::view(app)))
        .child(swipe::on(app, period::view(app)))
        .child(chart::view(app))
        .child(insight::remarks(app))
}

/// What holds for all figures, when they arrived, and the way to newer ones.
fn foot(app: App) -> El {
    fn refresh(page: &PageView) -> Option<&RefreshView> {
        page.figures()?.refresh.as_ref()
    }
    div()
        .class("foot")
        .child(p().child(app.text(|page| page.summary.as_ref()?.restated)))
        .child(p().class("updated").child(app.text(|page| Some(&refresh(page)?.updated))))
        .child(control::view(app, "quiet", |page| refresh(page)?.control.as_ref()))
}

fn no_figures(app: App) -> El {
    section()
        .class("card empty")
        .child(h2().child(app.text(|page| Some(page.summary.as_ref()?.no_figures.as_ref()?.title))))
        .child(p().child(app.text(|page| Some(page.summary.as_ref()?.no_figures.as_ref()?.meaning))))
}

/// The page's one call to action, while it is needed.
fn call(page: &PageView) -> Option<&CallToAction> {
    page.summary.as_ref()?.call.as_ref()
}
