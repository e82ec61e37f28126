//! A button that posts an action.

use super::Ui;
use crate::domain::{Action, Intent};
use crate::present::{Control, Page};
use leptos::prelude::*;

/// A button for a control of the page, as long as it is there. `icon` is drawn in place of its text, which then only
/// names it.
pub(super) fn view(
    ui: Ui,
    class: &'static str,
    icon: Option<&'static str>,
    read: fn(&Page) -> Option<&Control>,
) -> AnyView {
    let present = Memo::new(move |_| {
        ui.page
            .with(|page| read(page).map(|control| control.intent))
    });
    (move || {
        present
            .get()
            .map(|intent| button(ui, class, icon, intent, read))
    })
    .into_any()
}

fn button(
    ui: Ui,
    class: &'static str,
    icon: Option<&'static str>,
    intent: Intent,
    read: fn(&Page) -> Option<&Control>,
) -> AnyView {
    let label = move || {
        ui.page.with(|page| {
            read(page)
                .map(|control| control.label.clone())
                .unwrap_or_default()
        })
    };
    let is =
        move |test: fn(&Control) -> bool| move || ui.page.with(|page| read(page).is_some_and(test));
    let (step, kind) = match intent {
        Intent::Previous => (Some("previous"), None),
        Intent::Next => (Some("next"), None),
        Intent::Show(kind) => (None, Some(kind.name())),
        Intent::Do(_) => (None, None),
    };
    let pressed = move || kind.map(|_| is(|control| control.pressed)().to_string());
    // A busy control keeps the focus, so it is not disabled; a second click sends nothing all the same.
    view! {
        <button
            type="button"
            class=class
            data-action=intent.action().name()
            data-step=step
            data-period-type=kind
            disabled=is(|control| control.disabled)
            aria-busy=move || is(|control| control.busy)().then_some("true")
            aria-pressed=pressed
            aria-label=move || icon.map(|_| label())
            title=move || icon.map(|_| label())
            on:click=move |_| send(ui, intent)
        >
            {icon.map(super::control::icon)}
            {move || icon.is_none().then(label)}
        </button>
    }
    .into_any()
}

fn send(ui: Ui, intent: Intent) {
    // On a route which this page does not show, the only way is back.
    let elsewhere = ui.page.with_untracked(|page| page.summary.is_none());
    if elsewhere && intent == Intent::Do(Action::Back) {
        ui.send(crate::state::Msg::ReturnHere);
    } else {
        ui.want(intent);
    }
}

/// A picture on a field of 24 × 24, drawn in lines of the text's colour.
pub(super) fn icon(path: &'static str) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path></path>
        </svg>
    }
    .into_any()
}
