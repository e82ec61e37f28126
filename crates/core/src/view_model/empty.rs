//! A period without dispatch.

use super::env::Env;
use super::naming::period_name;
use super::picker::PeriodChoice;
use crate::domain::{Participation, Performance};
use crate::locale::MessageId;
use crate::state::Model;

/// What stands in the chart of a period without dispatch.
#[derive(Clone, Debug, PartialEq)]
pub struct EmptyView {
    /// The title.
    pub title: String,
    /// The last period with dispatch, if one is known.
    pub offer: Option<PeriodChoice>,
}

impl EmptyView {
    /// `period` is the period in words.
    pub(super) fn of(performance: &Performance, period: &str, pickable: bool, model: &Model, env: &Env<'_>) -> Self {
        let locale = env.locale;
        let title =
            if is_running(performance, model, env) { MessageId::NoDispatchYetIn } else { MessageId::NoDispatchIn };
        let reachable = pickable && performance.has_previous;
        let last = if reachable { model.cache.last_with_dispatch(performance.period) } else { None };
        let label = |last| locale.with(MessageId::LastWithDispatch, &period_name(last, locale));
        Self { title: locale.with(title, period), offer: last.map(|last| PeriodChoice::new(last, label(last), model)) }
    }
}

/// Whether the period may still earn: it is not over, and the customer takes part or is about to.
pub(super) fn is_running(performance: &Performance, model: &Model, env: &Env<'_>) -> bool {
    use Participation::{Failed, NotEnrolled, Unenrolled};
    let participation = model.summary.as_ref().map(|summary| &summary.programme.participation);
    let is_over = performance.has_next || !performance.period.contains(env.today);
    !is_over && !matches!(participation, Some(Failed | NotEnrolled | Unenrolled))
}
