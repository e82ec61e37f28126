//! Notices: instead of the summary, or above it.

use super::control;
use crate::app::App;
use leptos::ev;
use vpp_core::locale::MessageId;
use vpp_core::state::Msg;
use vpp_core::view_model::{Notice, PageView, RemedyView};
use vpp_ui::keyed::{Key, nothing};
use vpp_ui::tags::{a, button, div, h2, p, section};
use vpp_ui::{El, View};

type ReadNotice = fn(&PageView) -> Option<&Notice>;

/// A notice that is the whole page.
pub(super) fn instead_of_summary(app: App) -> View {
    div().class("notice-page").child(view(app, |page| page.notice.as_ref())).view()
}

/// A notice above the summary, while there is one.
pub(super) fn above_summary(app: App) -> View {
    app.when(|page| page.banner.is_some(), move || view(app, |page| page.banner.as_ref()).view())
}

/// A notice about a period, at the chart, while there is one.
pub(super) fn of_period(app: App) -> View {
    fn notice(page: &PageView) -> Option<&Notice> {
        page.figures()?.problem.as_ref()
    }
    app.when(|page| notice(page).is_some(), move || view(app, notice).view())
}

fn view(app: App, read: ReadNotice) -> El {
    let message = div()
        .attr("role", "alert")
        .child(h2().attr("tabindex", "-1").child(app.text(move |page| Some(&read(page)?.title))))
        .child(p().child(app.text(move |page| Some(&read(page)?.text))));
    let copy = button().class("quiet").on(ev::click, move |_| app.dispatch(Msg::CopyRequested));
    let reference = div()
        .class("reference")
        .attr("hidden", app.flag(move |page| read(page).is_none_or(|notice| notice.reference.is_none())))
        .child(app.text(move |page| read(page)?.reference.as_deref()))
        .child(copy.child(app.message(MessageId::Copy)));
    section()
        .class("notice")
        .attr("data-problem", app.attr(move |page| read(page)?.problem))
        .child(message)
        .child(remedy(app, read))
        .child(reference)
}

/// Which remedy there is.
#[derive(Clone, Copy)]
enum Kind {
    Nothing,
    TryAgain,
    Leave,
    Link,
}

impl Key for Kind {
    fn to_u32(self) -> u32 {
        self as u32
    }

    fn from_u32(number: u32) -> Self {
        match number {
            1 => Self::TryAgain,
            2 => Self::Leave,
            3 => Self::Link,
            _ => Self::Nothing,
        }
    }
}

/// Its text follows without rebuilding it, so that it keeps the focus.
fn remedy(app: App, read: ReadNotice) -> View {
    let kind = move |page: &PageView| match read(page).and_then(|notice| notice.remedy.as_ref()) {
        Some(RemedyView::TryAgain { .. }) => Kind::TryAgain,
        Some(RemedyView::Leave(_)) => Kind::Leave,
        Some(RemedyView::Link { .. }) => Kind::Link,
        None => Kind::Nothing,
    };
    app.keyed(kind, move |kind| match kind {
        Kind::Nothing => nothing(),
        Kind::TryAgain => try_again(app, read).view(),
        Kind::Leave => control::view(app, "primary", |page| match page.notice.as_ref()?.remedy.as_ref()? {
            RemedyView::Leave(control) => Some(control),
            RemedyView::TryAgain { .. } | RemedyView::Link { .. } => None,
        }),
        Kind::Link => link(app, read).view(),
    })
}

fn try_again(app: App, read: ReadNotice) -> El {
    button()
        .class("primary")
        .attr("data-remedy", "try_again")
        .attr(
            "aria-disabled",
            app.attr(move |page| match read(page)?.remedy {
                Some(RemedyView::TryAgain { waiting: true, .. }) => Some("true"),
                _ => None,
            }),
        )
        .on(ev::click, move |_| app.dispatch(Msg::RetryRequested))
        .child(app.text(move |page| match read(page)?.remedy.as_ref()? {
            RemedyView::TryAgain { label, .. } => Some(label),
            _ => None,
        }))
}

fn link(app: App, read: ReadNotice) -> El {
    a().class("primary")
        .attr("data-remedy", "link")
        .attr("rel", "noreferrer")
        .attr(
            "href",
            app.attr(move |page| match read(page)?.remedy.as_ref()? {
                RemedyView::Link { address, .. } => Some(address),
                _ => None,
            }),
        )
        .child(app.text(move |page| match read(page)?.remedy.as_ref()? {
            RemedyView::Link { label, .. } => Some(label),
            _ => None,
        }))
}
