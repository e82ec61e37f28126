//! The period control: the type of period, its name, and the steps to its neighbours.

use super::{Ui, control, overview};
use crate::domain::PeriodType;
use crate::present::{Control, Page};
use leptos::prelude::*;

const PREVIOUS: &str = "M14 6l-6 6 6 6";
const NEXT: &str = "M10 6l6 6-6 6";

pub(super) fn view(ui: Ui) -> AnyView {
    view! {
        <div class="period" role="group" aria-label=ui.text(|page| page.labels.period.clone())>
            <div class="segments">
                {control::view(ui, "segment", None, |page| of_type(page, PeriodType::Day))}
                {control::view(ui, "segment", None, |page| of_type(page, PeriodType::Month))}
                {control::view(ui, "segment", None, |page| of_type(page, PeriodType::Year))}
            </div>
            <div class="stepper">
                {control::view(ui, "round", Some(PREVIOUS), |page| overview::figures(page)?.previous.as_ref())}
                <p class="period-name" data-period>{overview::figure(ui, |figures| figures.period.clone())}</p>
                {control::view(ui, "round", Some(NEXT), |page| overview::figures(page)?.next.as_ref())}
            </div>
        </div>
    }
    .into_any()
}

fn of_type(page: &Page, kind: PeriodType) -> Option<&Control> {
    let types = &overview::figures(page)?.types;
    types.iter().find(|control| control.intent == crate::domain::Intent::Show(kind))
}
