//! The period control: the type of period, its name, and the steps to its neighbours.

use super::control::{self, icon_button};
use super::picker;
use crate::app::App;
use vpp_core::domain::PeriodType;
use vpp_core::locale::MessageId;
use vpp_ui::tags::div;
use vpp_ui::{El, Icon};

pub(super) fn view(app: App) -> El {
    let segments = div()
        .class("segments")
        .child(control::view(app, "segment", |page| page.figures()?.period_type(PeriodType::Day)))
        .child(control::view(app, "segment", |page| page.figures()?.period_type(PeriodType::Month)))
        .child(control::view(app, "segment", |page| page.figures()?.period_type(PeriodType::Year)));
    let stepper = div()
        .class("stepper")
        .child(icon_button(app, Icon::Previous, |page| page.figures()?.previous.as_ref()))
        .child(picker::name(app))
        .child(icon_button(app, Icon::Next, |page| page.figures()?.next.as_ref()));
    div()
        .class("period")
        .attr("role", "group")
        .attr("aria-label", app.message(MessageId::ReportingPeriod))
        .child(segments)
        .child(stepper)
        .child(picker::panel(app))
}
