//! A button that posts an action.

use super::Ui;
use super::element::nothing;
use crate::domain::{Action, Intent};
use crate::view_model::{Control, Page};
use crate::state::Msg;
use leptos::prelude::*;

/// How a control is found on the page.
pub(super) type Read = fn(&Page) -> Option<&Control>;

/// A button for a control of the page, as long as it is there. `icon` is drawn in place of its text, which then only
/// names it.
pub(super) fn view(ui: Ui, class: &'static str, icon: Option<&'static str>, read: Read) -> AnyView {
    ui.part_if(move |page| read(page).is_some(), move || button(ui, class, icon, read))
}

fn button(ui: Ui, class: &'static str, icon: Option<&'static str>, read: Read) -> AnyView {
    let Some(intent) = ui.page.with_untracked(|page| read(page).map(|control| control.intent)) else {
        return nothing();
    };
    // A busy control keeps the focus, so it is not disabled; a second click sends nothing all the same.
    let button = ui
        .element("button", class)
        .set("type", "button")
        .set("data-action", intent.action().name())
        .flag("disabled", move |page| read(page).is_some_and(|control| control.disabled))
        .bind("aria-busy", move |page| read(page).filter(|control| control.busy).map(|_| "true"))
        .on("click", move |_| send(ui, intent));
    let button = match intent {
        Intent::Previous => button.set("data-step", "previous"),
        Intent::Next => button.set("data-step", "next"),
        Intent::Show(kind) => button
            .set("data-period-type", kind.name())
            .bind("aria-pressed", move |page| read(page).map(|control| truth(control.pressed))),
        Intent::Do(_) | Intent::Open(..) => button,
    };
    let label = ui.page.with_untracked(|page| read(page).map(|control| control.label)).unwrap_or_default();
    match icon {
        Some(path) => button.set("aria-label", label).add(ui.icon(path)).view(),
        None => button.literal(label).view(),
    }
}

fn send(ui: Ui, intent: Intent) {
    // On a route which this page does not show, the only way is back.
    let elsewhere = ui.page.with_untracked(|page| page.summary.is_none());
    if elsewhere && intent == Intent::Do(Action::Back) {
        ui.send(Msg::ReturnHere);
    } else {
        ui.want(intent);
    }
}

/// A truth as attributes of ARIA have it.
pub(super) const fn truth(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
