//! A button that posts an action.

use super::Ui;
use super::ui::Part;
use crate::domain::{Action, Intent};
use crate::present::{Control, Page};
use crate::state::Msg;
use leptos::prelude::*;

/// How a control is found on the page.
pub(super) type Read = fn(&Page) -> Option<&Control>;

/// A button for a control of the page, as long as it is there. `icon` is drawn in place of its text, which then only
/// names it.
pub(super) fn view(ui: Ui, class: &'static str, icon: Option<&'static str>, read: Read) -> Part {
    let there = Memo::new(move |_| ui.page.with(|page| read(page).is_some()));
    Box::new(move || if there.get() { button(ui, class, icon, read) } else { ().into_any() })
}

fn button(ui: Ui, class: &'static str, icon: Option<&'static str>, read: Read) -> AnyView {
    let label = ui.text(move |page| read(page).map(|control| control.label.clone()).unwrap_or_default());
    let name = ui.attribute(move |page| icon.and_then(|_| read(page)).map(|control| control.label.clone()));
    let intent = ui.page.with_untracked(|page| read(page).map(|control| control.intent));
    let Some(intent) = intent else { return ().into_any() };
    let (step, kind) = match intent {
        Intent::Previous => (Some("previous"), None),
        Intent::Next => (Some("next"), None),
        Intent::Show(kind) => (None, Some(kind.name())),
        Intent::Do(_) => (None, None),
    };
    let pressed = move |page: &Page| kind.and_then(|_| read(page)).map(|control| control.pressed.to_string());
    let content = match icon {
        Some(path) => self::icon(path),
        None => label.into_any(),
    };
    // A busy control keeps the focus, so it is not disabled; a second click sends nothing all the same.
    view! {
        <button
            type="button"
            class=class
            data-action=intent.action().name()
            data-step=step
            data-period-type=kind
            disabled=ui.test(move |page| read(page).is_some_and(|control| control.disabled))
            aria-busy=ui.attribute(move |page| read(page).filter(|control| control.busy).map(|_| "true".to_owned()))
            aria-pressed=ui.attribute(pressed)
            aria-label=name
            on:click=move |_| send(ui, intent)
        >
            {content}
        </button>
    }
    .into_any()
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

/// A picture on a field of 24 × 24, drawn in lines of the text's colour.
pub(super) fn icon(path: &'static str) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=path></path>
        </svg>
    }
    .into_any()
}
