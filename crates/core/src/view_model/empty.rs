//! A period without dispatch.

use super::env::Env;
use super::naming::{SEPARATOR, period_name};
use super::picker::PeriodChoice;
use crate::domain::{Participation, Performance, Period, PeriodType};
use crate::locale::MessageId;
use crate::state::{Known, Model};

/// What stands in the chart of a period without dispatch.
#[derive(Clone, Debug, PartialEq)]
pub struct EmptyView {
    /// The title.
    pub title: &'static str,
    /// Why there may be nothing, if the participation says so.
    pub reason: Option<&'static str>,
    /// The way to a period that has something to show, or may have.
    pub offer: Option<PeriodChoice>,
}

impl EmptyView {
    pub(super) fn of(performance: &Performance, pickable: bool, model: &Model, env: &Env<'_>) -> Self {
        let locale = env.locale;
        let title =
            if is_running(performance, model, env) { MessageId::NoDispatchYetIn } else { MessageId::NoDispatchIn };
        Self {
            title: locale.text(title),
            reason: reason(performance, model, env).map(|reason| locale.text(reason)),
            offer: if pickable { offer(performance, model, env) } else { None },
        }
    }
}

/// The way to something: the last period with dispatch that is known, or the whole year, or the year before.
fn offer(performance: &Performance, model: &Model, env: &Env<'_>) -> Option<PeriodChoice> {
    let (shown, locale) = (performance.period, env.locale);
    let known = model.cache.last_with_dispatch(shown, env.zone, env.today).filter(|_| performance.has_previous);
    let year = Period::containing(PeriodType::Year, shown.start());
    let (period, text, earnings) = match known {
        Some(Known { period, earnings, currency }) => {
            (period, MessageId::LastWithDispatch, earnings.map(|earnings| locale.money(earnings, currency)))
        }
        None if shown.kind() == PeriodType::Year => {
            let previous = performance.has_previous.then(|| shown.previous());
            // Before the first year there is only the way back.
            let other = previous.or_else(|| performance.has_next.then(|| shown.next()))?;
            (other, MessageId::LastWithDispatch, None)
        }
        None => (performance.available.contains(&PeriodType::Year).then_some(year)?, MessageId::SeeAllOf, None),
    };
    let mut name = period_name(period, locale);
    if let Some(earnings) = earnings {
        name = [&name, SEPARATOR, &earnings].concat();
    }
    Some(PeriodChoice::new(period, locale.with(text, &name), model))
}

/// Whether the period may still earn: it is not over, and the customer takes part or is about to.
pub(super) fn is_running(performance: &Performance, model: &Model, env: &Env<'_>) -> bool {
    use Participation::{Failed, NotEnrolled, Unenrolled};
    let is_over = performance.has_next || !performance.period.contains(env.today);
    !is_over && !matches!(participation(model), Some(Failed | NotEnrolled | Unenrolled))
}

/// Why there are no events. Only for active customers does that depend on the grid.
fn reason(performance: &Performance, model: &Model, env: &Env<'_>) -> Option<MessageId> {
    match participation(model)? {
        Participation::Active => Some(MessageId::NoDispatchActive),
        Participation::NotEnrolled => Some(MessageId::NotEnrolledMeaning),
        Participation::Enrolling => Some(MessageId::NoDispatchEnrolling),
        Participation::Unenrolled => Some(MessageId::NoDispatchUnenrolled),
        // What holds now says nothing of a period that was over before.
        _ if performance.period.end() < env.today => None,
        Participation::Suspended => Some(MessageId::NoDispatchSuspended),
        Participation::Unenrolling => Some(MessageId::UnenrollingMeaning),
        Participation::Failed | Participation::Unknown(_) => None,
    }
}

fn participation(model: &Model) -> Option<&Participation> {
    Some(&model.summary.as_ref()?.programme.participation)
}
