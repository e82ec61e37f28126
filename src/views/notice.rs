//! Messages: in place of the summary, or above it.

use super::element::nothing;
use super::{Ui, control};
use crate::view_model::{Notice, Page, Remedy};
use crate::state::Msg;
use leptos::prelude::*;

/// A message that is the whole page.
pub(super) fn in_place_of_summary(ui: Ui) -> AnyView {
    ui.element("div", "notice-page").child(view(ui, |page| page.notice.as_ref())).view()
}

/// A message above what is still shown, as long as there is one.
pub(super) fn above_summary(ui: Ui) -> AnyView {
    ui.part_if(|page| page.banner.is_some(), move || view(ui, |page| page.banner.as_ref()))
}

type Read = fn(&Page) -> Option<&Notice>;

fn view(ui: Ui, read: Read) -> AnyView {
    let reference = ui
        .element("p", "reference")
        .flag("hidden", move |page| read(page).is_none_or(|notice| notice.reference.is_none()))
        .text(move |page| read(page)?.reference.as_deref());
    let message = ui
        .element("div", "")
        .set("role", "alert")
        .add(ui.element("h2", "").set("tabindex", "-1").text(move |page| Some(read(page)?.title)))
        .add(ui.element("p", "").text(move |page| Some(&read(page)?.text)))
        .add(reference);
    ui.element("section", "notice")
        .bind("data-problem", move |page| read(page)?.problem)
        .add(message)
        .child(remedy(ui, read))
        .view()
}

/// What helps. Its text follows without making it anew, so that it keeps the focus.
fn remedy(ui: Ui, read: Read) -> AnyView {
    let kind = move |page: &Page| match read(page).and_then(|notice| notice.remedy.as_ref()) {
        Some(Remedy::TryAgain { .. }) => 1,
        Some(Remedy::Return(_)) => 2,
        Some(Remedy::Link { .. }) => 3,
        None => 0,
    };
    ui.part(kind, move |kind| match kind {
        1 => ui
            .element("button", "primary")
            .set("type", "button")
            .set("data-remedy", "try_again")
            .bind("aria-disabled", move |page| match read(page)?.remedy {
                Some(Remedy::TryAgain { waiting: true, .. }) => Some("true"),
                _ => None,
            })
            .on("click", move |_| ui.send(Msg::RetryRequested))
            .text(move |page| match read(page)?.remedy.as_ref()? {
                Remedy::TryAgain { label, .. } => Some(label),
                _ => None,
            })
            .view(),
        2 => control::view(ui, "primary", None, |page| match page.notice.as_ref()?.remedy.as_ref()? {
            Remedy::Return(control) => Some(control),
            Remedy::TryAgain { .. } | Remedy::Link { .. } => None,
        }),
        3 => ui
            .element("a", "primary")
            .set("data-remedy", "link")
            .set("rel", "noreferrer")
            .bind("href", move |page| match read(page)?.remedy.as_ref()? {
                Remedy::Link { address, .. } => Some(address),
                _ => None,
            })
            .text(move |page| match read(page)?.remedy.as_ref()? {
                Remedy::Link { label, .. } => Some(label),
                _ => None,
            })
            .view(),
        _ => nothing(),
    })
}
