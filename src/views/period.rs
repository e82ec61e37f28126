//! The period control: the type of period, its name, and the steps to its neighbours.

use super::{Ui, control, overview, picker};
use crate::domain::{Intent, PeriodType};
use crate::locale::MessageId;
use crate::view_model::{Control, Page};
use leptos::prelude::*;

/// Arrows to what was before and what comes after.
pub(super) const PREVIOUS: &str = "M14 6l-6 6 6 6";
pub(super) const NEXT: &str = "M10 6l6 6-6 6";

pub(super) fn view(ui: Ui) -> AnyView {
    let segments = ui
        .element("div", "segments")
        .child(control::view(ui, "segment", None, |page| of_type(page, PeriodType::Day)))
        .child(control::view(ui, "segment", None, |page| of_type(page, PeriodType::Month)))
        .child(control::view(ui, "segment", None, |page| of_type(page, PeriodType::Year)));
    let stepper = ui
        .element("div", "stepper")
        .child(control::view(ui, "round", Some(PREVIOUS), |page| overview::figures(page)?.previous.as_ref()))
        .child(picker::name(ui))
        .child(control::view(ui, "round", Some(NEXT), |page| overview::figures(page)?.next.as_ref()));
    ui.element("div", "period")
        .set("role", "group")
        .set("aria-label", ui.message(MessageId::ReportingPeriod))
        .add(segments)
        .add(stepper)
        .child(picker::panel(ui))
        .view()
}

/// Steps to a neighbour by another way than its control, as long as that could be used: beyond the last period there is
/// none, and nobody has done anything wrong.
pub(super) fn step(ui: Ui, intent: Intent) {
    let can = ui.page.with_untracked(|page| {
        let figures = overview::figures(page)?;
        let control = if intent == Intent::Previous { &figures.previous } else { &figures.next };
        Some(!control.as_ref()?.disabled)
    });
    if can == Some(true) {
        ui.want(intent);
    }
}

fn of_type(page: &Page, kind: PeriodType) -> Option<&Control> {
    overview::figures(page)?.types.iter().find(|control| control.intent == Intent::Show(kind))
}
