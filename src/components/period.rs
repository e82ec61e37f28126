//! The period control: the type of period, its name, and the steps to its neighbours.

use super::{Ui, control, overview};
use crate::domain::{Intent, PeriodType};
use crate::present::{Control, Page};
use leptos::prelude::*;

const PREVIOUS: &str = "M14 6l-6 6 6 6";
const NEXT: &str = "M10 6l6 6-6 6";

pub(super) fn view(ui: Ui) -> AnyView {
    let segments = ui.element("div", "segments").with([
        control::view(ui, "segment", None, |page| of_type(page, PeriodType::Day)),
        control::view(ui, "segment", None, |page| of_type(page, PeriodType::Month)),
        control::view(ui, "segment", None, |page| of_type(page, PeriodType::Year)),
    ]);
    let name = ui
        .element("p", "period-name")
        .set("data-period", "")
        .text(|page| Some(overview::figures(page)?.period.clone()));
    let stepper = ui.element("div", "stepper").with([
        control::view(ui, "round", Some(PREVIOUS), |page| overview::figures(page)?.previous.as_ref()),
        name.view(),
        control::view(ui, "round", Some(NEXT), |page| overview::figures(page)?.next.as_ref()),
    ]);
    ui.element("div", "period")
        .set("role", "group")
        .bind("aria-label", |page| Some(page.labels.period.clone()))
        .with([segments.view(), stepper.view()])
        .view()
}

fn of_type(page: &Page, kind: PeriodType) -> Option<&Control> {
    overview::figures(page)?.types.iter().find(|control| control.intent == Intent::Show(kind))
}
