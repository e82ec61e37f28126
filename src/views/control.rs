//! Buttons that ask Connect for something.

use crate::app::App;
use leptos::ev;
use vpp_core::domain::Intent;
use vpp_core::view_model::{Control, PageView, PeriodChoice};
use vpp_ui::keyed::nothing;
use vpp_ui::tags::button;
use vpp_ui::{El, Icon, View, aria_bool, icon};

/// How a control is found on the page.
pub(super) type ReadControl = fn(&PageView) -> Option<&Control>;

/// A button with the control's label, while the control is there.
pub(super) fn view(app: App, class: &'static str, read: ReadControl) -> View {
    app.when(move |page| read(page).is_some(), move || control(app, class, None, read))
}

/// A button with an icon, named by the control's label, while the control is there.
pub(super) fn icon_button(app: App, shape: Icon, read: ReadControl) -> View {
    app.when(move |page| read(page).is_some(), move || control(app, "round", Some(shape), read))
}

fn control(app: App, class: &'static str, shape: Option<Icon>, read: ReadControl) -> View {
    let Some(button) = posting(app, read) else { return nothing() };
    let button = button.class(class);
    match shape {
        // It names the kind of period, which changes.
        Some(shape) => {
            button.attr("aria-label", app.attr(move |page| Some(read(page)?.label))).child(icon(shape)).view()
        }
        None => button.child(app.text(move |page| Some(read(page)?.label))).view(),
    }
}

/// A button without content that posts the control's action; `None` while the control is not there.
pub(super) fn posting(app: App, read: ReadControl) -> Option<El> {
    let intent = app.peek(|page| read(page).map(|control| control.intent))?;
    // A busy control keeps the focus, so it is not disabled; a second click sends nothing all the same.
    let button = button()
        .attr("data-action", intent.action().name())
        .attr("disabled", app.flag(move |page| read(page).is_some_and(|control| control.disabled)))
        .attr("aria-busy", app.attr(move |page| read(page).filter(|control| control.busy).map(|_| "true")))
        .on(ev::click, move |_| app.request(intent));
    Some(match intent {
        Intent::Previous => button.attr("data-step", "previous"),
        Intent::Next => button.attr("data-step", "next"),
        Intent::Show(kind) => button
            .attr("data-period-type", kind.name())
            .attr("aria-pressed", app.attr(move |page| read(page).map(|control| aria_bool(control.pressed)))),
        Intent::Do(_) | Intent::Open(..) | Intent::Refresh => button,
    })
}

/// A button that asks for one period.
pub(super) fn choice(app: App, class: &'static str, choice: &PeriodChoice) -> El {
    let PeriodChoice { ref label, intent, selected, disabled } = *choice;
    let button = button()
        .class(class)
        .attr("data-action", intent.action().name())
        .attr("disabled", app.flag(move |page| disabled || page.waiting))
        .on(ev::click, move |_| app.request(intent))
        .child(label);
    if selected { button.attr("aria-current", "true") } else { button }
}
