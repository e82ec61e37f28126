//! The requests to Connect.
//!
//! A [`Submission`] exists only if Connect would take it: its constructors refuse what the last answer does not allow, so
//! nothing is checked again before it is sent.

use super::action::{Action, Intent};
use super::calendar::{Period, PeriodType};
use super::route::Route;
use super::summary::Summary;
use chrono::{Datelike, NaiveDate};

/// Why a submission cannot be built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The action is not among those which Connect offers now.
    NotOffered(Action),
    /// CHANGE_PERIOD without a period; it has a constructor of its own.
    PeriodMissing,
    /// There are no figures to change the period of.
    NoPerformance,
    /// Connect does not offer periods of this type.
    TypeNotAvailable(PeriodType),
    /// The start is not the first day of a period of its type.
    NotTheFirstDay(NaiveDate),
    /// There is nothing before the period shown.
    NoPrevious,
    /// There is nothing after the period shown.
    NoNext,
}

impl Refusal {
    /// One sentence for the people who run the page.
    pub fn reason(self) -> String {
        match self {
            Self::NotOffered(action) => format!("{} is not offered", action.name()),
            Self::PeriodMissing => "CHANGE_PERIOD needs a period".to_owned(),
            Self::NoPerformance => "there is no performance to change the period of".to_owned(),
            Self::TypeNotAvailable(kind) => {
                format!("{} is not in available_period_types", kind.name())
            }
            Self::NotTheFirstDay(_) => "period_start is not the first day of its period".to_owned(),
            Self::NoPrevious => "has_previous is false".to_owned(),
            Self::NoNext => "has_next is false".to_owned(),
        }
    }
}

/// A valid response to the page `vpp_summary`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    action: Action,
    period: Option<Period>,
}

impl Submission {
    /// The submission for an action that carries no data.
    ///
    /// # Errors
    /// When the action is not offered, or is CHANGE_PERIOD.
    pub fn plain(summary: &Summary, action: Action) -> Result<Self, Refusal> {
        if action == Action::ChangePeriod {
            return Err(Refusal::PeriodMissing);
        }
        offered(summary, action)?;
        Ok(Self { action, period: None })
    }

    /// The submission that asks for the period of this type which starts on this day.
    ///
    /// # Errors
    /// Timestamp CHANGE_PERIOD or the type is not offered, `start` is not the first day of such a period, or the period
    /// lies on a side of the one shown where there is nothing.
    pub fn change_period(summary: &Summary, kind: PeriodType, start: NaiveDate) -> Result<Self, Refusal> {
        offered(summary, Action::ChangePeriod)?;
        let shown = summary.performance.as_ref().ok_or(Refusal::NoPerformance)?;
        if !shown.available.contains(&kind) {
            return Err(Refusal::TypeNotAvailable(kind));
        }
        let period = Period::containing(kind, start);
        if period.start() != start {
            return Err(Refusal::NotTheFirstDay(start));
        }
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

    /// The submission for what the customer asked for, on the day `today` in the programme's zone.
    ///
    /// # Errors
    /// As for the constructor that the intent stands for.
    pub fn for_intent(summary: &Summary, intent: Intent, today: NaiveDate) -> Result<Self, Refusal> {
        if let Intent::Do(action) = intent {
            return Self::plain(summary, action);
        }
        offered(summary, Action::ChangePeriod)?;
        let shown = summary.performance.as_ref().ok_or(Refusal::NoPerformance)?;
        let period = match intent {
            Intent::Previous if !shown.has_previous => return Err(Refusal::NoPrevious),
            Intent::Next if !shown.has_next => return Err(Refusal::NoNext),
            Intent::Previous => shown.period.previous(),
            Intent::Next => shown.period.next(),
            Intent::Show(kind) => shown.period.seen_as(kind, today),
            Intent::Open(kind, start) => return Self::change_period(summary, kind, start),
            Intent::Do(action) => return Self::plain(summary, action),
        };
        Self::change_period(summary, period.kind(), period.start())
    }

    /// The action.
    pub const fn action(&self) -> Action {
        self.action
    }

    /// The period asked for; there is one for CHANGE_PERIOD and for nothing else.
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

fn offered(summary: &Summary, action: Action) -> Result<(), Refusal> {
    if summary.offers(action) { Ok(()) } else { Err(Refusal::NotOffered(action)) }
}
