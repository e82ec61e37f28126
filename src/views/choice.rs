//! A button that asks for one period.

use super::Ui;
use super::element::nothing;
use crate::view_model::{Choice, Page};
use leptos::prelude::*;

/// A button for the choice that `read` finds; none where there is none. What it asks for stays as it is when it is made.
pub(super) fn view(
    ui: Ui,
    class: &'static str,
    read: impl Fn(&Page) -> Option<&Choice> + Send + Sync + Copy + 'static,
) -> AnyView {
    ui.page.with_untracked(|page| read(page).map_or_else(nothing, |choice| button(ui, class, choice)))
}

/// A button for this choice.
pub(super) fn button(ui: Ui, class: &'static str, choice: &Choice) -> AnyView {
    let Choice { intent, chosen, disabled, .. } = *choice;
    ui.element("button", class)
        .set("type", "button")
        .set("data-action", intent.action().name())
        .bind("aria-current", move |_| chosen.then_some("true"))
        .flag("disabled", move |page| disabled || page.waiting)
        .on("click", move |_| ui.want(intent))
        .literal(&choice.label)
        .view()
}
