//! The requests to Connect.
//!
//! A [`Submission`] exists only if Connect would accept it: its constructors refuse what the last answer does not allow, so it
//! needs no further check before it is sent.

use super::action::{Action, Intent};
use super::calendar::{Period, PeriodType};
use super::route::Route;
use super::summary::Summary;
use chrono::{Datelike, NaiveDate};

/// Why a submission cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Connect does not offer the action now.
    NotOffered(Action),
    /// CHANGE_PERIOD without a period.
    PeriodMissing,
    /// There are no figures whose period could change.
    NoPerformance,
    /// Connect does not offer periods of this type.
    TypeNotAvailable(PeriodType),
    /// There is no period before the displayed one.
    NoPrevious,
    /// There is no period after the displayed one.
    NoNext,
}

impl Refusal {
    /// The reason in a sentence, for the operator.
    pub fn reason(self) -> String {
        match self {
            Self::NotOffered(action) => [action.name(), " is not offered"].concat(),
            Self::PeriodMissing => "CHANGE_PERIOD needs a period".to_owned(),
            Self::NoPerformance => "there is no performance to change the period of".to_owned(),
            Self::TypeNotAvailable(kind) => [kind.name(), " is not in available_period_types"].concat(),
            Self::NoPrevious => "has_previous is false".to_owned(),
            Self::NoNext => "has_next is false".to_owned(),
        }
    }
}

/// A valid submission of the page `vpp_summary`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    action: Action,
    period: Option<Period>,
}

impl Submission {
    /// The submission for an action that carries no data.
    ///
    /// # Errors
    /// If the action is not offered, or is CHANGE_PERIOD.
    pub fn plain(summary: &Summary, action: Action) -> Result<Self, Refusal> {
        if action == Action::ChangePeriod {
            return Err(Refusal::PeriodMissing);
        }
        offered(summary, action)?;
        Ok(Self { action, period: None })
    }

    /// The submission that requests the period of this type that starts on this day.
    ///
    /// # Errors
    /// If CHANGE_PERIOD or the type is not offered, or if the period lies beyond the first or the last one.
    pub fn change_period(summary: &Summary, kind: PeriodType, start: NaiveDate) -> Result<Self, Refusal> {
        offered(summary, Action::ChangePeriod)?;
        let shown = summary.performance.as_ref().ok_or(Refusal::NoPerformance)?;
        if !shown.available.contains(&kind) {
            return Err(Refusal::TypeNotAvailable(kind));
        }
        let period = Period::starting(kind, start);
        // The API writes years with four digits.
        let writable = (0..=9999).contains(&start.year());
        if period.end() < shown.period.start() && !(shown.has_previous && writable) {
            return Err(Refusal::NoPrevious);
        }
        if period.start() > shown.period.end() && !(shown.has_next && writable) {
            return Err(Refusal::NoNext);
        }
        Ok(Self { action: Action::ChangePeriod, period: Some(period) })
    }

    /// The submission for an intent. `today` is the current day in the programme's zone.
    ///
    /// # Errors
    /// As for the other constructors.
    pub fn for_intent(summary: &Summary, intent: Intent, today: NaiveDate) -> Result<Self, Refusal> {
        if let Intent::Do(action) = intent {
            return Self::plain(summary, action);
        }
        offered(summary, Action::ChangePeriod)?;
        let shown = summary.performance.as_ref().ok_or(Refusal::NoPerformance)?;
        match intent {
            Intent::Previous if !shown.has_previous => return Err(Refusal::NoPrevious),
            Intent::Next if !shown.has_next => return Err(Refusal::NoNext),
            _ => {}
        }
        let period = intent.period(shown.period, today).ok_or(Refusal::PeriodMissing)?;
        Self::change_period(summary, period.kind(), period.start())
    }

    /// The action.
    pub const fn action(&self) -> Action {
        self.action
    }

    /// The requested period; only CHANGE_PERIOD has one.
    pub const fn period(&self) -> Option<Period> {
        self.period
    }
}

/// A request to Connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Start the session: a returning customer lands on the summary.
    Start,
    /// Restore the session after a redirect to another address.
    Restore,
    /// Submit an action of the summary.
    Submit(Submission),
    /// Leave a route that this page does not show.
    LeaveRoute {
        /// The route.
        route: Route,
        /// BACK or CLOSE, as the route offers it.
        action: Action,
    },
}

impl Request {
    /// The requested period; only CHANGE_PERIOD has one.
    pub const fn period(&self) -> Option<Period> {
        match self {
            Self::Submit(submission) => submission.period(),
            Self::Start | Self::Restore | Self::LeaveRoute { .. } => None,
        }
    }
}

fn offered(summary: &Summary, action: Action) -> Result<(), Refusal> {
    if summary.offers(action) { Ok(()) } else { Err(Refusal::NotOffered(action)) }
}
