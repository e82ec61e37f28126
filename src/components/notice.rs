//! Messages: in place of the summary, or above it.

use super::{Ui, control};
use crate::present::{Notice, Page, Remedy};
use crate::state::Msg;
use leptos::prelude::*;

/// A message that is the whole page.
pub(super) fn in_place_of_summary(ui: Ui) -> AnyView {
    ui.element("div", "notice-page").with([view(ui, |page| page.notice.as_ref())]).view()
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
        .text(move |page| read(page)?.reference.clone());
    let message = ui.element("div", "").set("role", "alert").with([
        ui.element("h2", "").text(move |page| Some(read(page)?.title.clone())).view(),
        ui.element("p", "").text(move |page| Some(read(page)?.text.clone())).view(),
        reference.view(),
    ]);
    ui.element("section", "notice")
        .bind("data-problem", move |page| read(page)?.problem.map(str::to_owned))
        .with([message.view(), remedy(ui, read)])
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
    let label = move |page: &Page| match read(page)?.remedy.as_ref()? {
        Remedy::TryAgain { label, .. } | Remedy::Link { label, .. } => Some(label.clone()),
        Remedy::Return(control) => Some(control.label.clone()),
    };
    ui.part(kind, move |kind| match kind {
        1 => ui
            .element("button", "primary")
            .set("type", "button")
            .set("data-remedy", "try_again")
            .bind("aria-disabled", move |page| match read(page)?.remedy {
                Some(Remedy::TryAgain { waiting: true, .. }) => Some("true".to_owned()),
                _ => None,
            })
            .on("click", move |_| ui.send(Msg::TryAgain))
            .text(label)
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
                Remedy::Link { address, .. } => Some(address.clone()),
                _ => None,
            })
            .text(label)
            .view(),
        _ => ().into_any(),
    })
}
