//! The participation: in the header as a chip, above the figures as a strip, and in full in a card.

use super::{control, joining};
use crate::app::App;
use leptos::ev;
use vpp_core::locale::MessageId;
use vpp_core::state::Msg;
use vpp_core::view_model::{PageView, StatusIcon, StatusView};
use vpp_ui::keyed::nothing;
use vpp_ui::tags::{a, button, div, h2, p, section, span, strong};
use vpp_ui::{El, Icon, View, icon};

fn status(page: &PageView) -> Option<&StatusView> {
    Some(&page.summary.as_ref()?.status)
}

/// The state in a word. It leads to the card; in a frame, where it would scroll the portal, it is a text.
pub(super) fn chip(app: App) -> View {
    let is_framed = app.runtime.with_value(|runtime| runtime.boot.host().is_some());
    app.when(
        |page| status(page).is_some(),
        move || {
            let chip =
                if is_framed { span() } else { button().on(ev::click, move |_| app.dispatch(Msg::StatusRequested)) };
            chip.class("chip")
                .attr("data-participation-state", app.attr(|page| Some(&status(page)?.name)))
                .attr("data-tone", app.attr(|page| Some(status(page)?.tone.name())))
                .child(shape(app))
                .child(span().child(app.text(|page| Some(status(page)?.short_word))))
                .view()
        },
    )
}

/// What a state that is not active means. Where the customer can manage their participation, it is the button for that.
pub(super) fn strip(app: App) -> View {
    let kind = |page: &PageView| -> u32 {
        match &page.summary {
            Some(summary) if summary.status.strip.is_some() => 1 + u32::from(summary.manage.is_some()),
            _ => 0,
        }
    };
    app.keyed(kind, move |kind| {
        let words = div()
            .child(strong().child(app.text(|page| Some(status(page)?.strip?.title))))
            .child(p().child(app.text(|page| Some(status(page)?.strip?.text))));
        let content = |strip: El| {
            strip
                .class("strip")
                .attr("data-tone", app.attr(|page| Some(status(page)?.tone.name())))
                .child(shape(app))
                .child(words)
        };
        match kind {
            0 => nothing(),
            1 => content(div()).view(),
            _ => {
                let button = control::posting(app, |page| page.summary.as_ref()?.manage.as_ref());
                button.map_or_else(nothing, |button| content(button).child(icon(Icon::Next)).view())
            }
        }
    })
}

pub(super) fn card(app: App) -> El {
    let word = p()
        .class("status-word")
        .attr("data-tone", app.attr(|page| Some(status(page)?.tone.name())))
        .child(shape(app))
        .child(strong().child(app.text(|page| Some(status(page)?.word))));
    section()
        .class("card status")
        .attr("aria-labelledby", "status")
        .child(h2().attr("id", "status").attr("tabindex", "-1").child(app.message(MessageId::Status)))
        .child(word)
        .child(p().child(app.text(|page| Some(&status(page)?.meaning))))
        .child(control::view(app, "secondary", |page| page.summary.as_ref()?.manage.as_ref()))
        .child(joining::view(app, true))
        .child(learn_more(app))
}

fn shape(app: App) -> View {
    app.keyed(
        |page| status(page).map(|status| status.icon).unwrap_or_default() as u32,
        move |_| {
            let shape = app.peek(|page| status(page).map(|status| status.icon));
            icon(status_icon(shape.unwrap_or_default())).view()
        },
    )
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
