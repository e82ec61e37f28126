//! What the customer may do, and the requests that follow from it.
//!
//! A [`Response`] to Connect exists only if it is valid: its constructors refuse everything that the page's answer
//! does not allow, so nothing has to be checked again before it is sent.

use super::Summary;
use super::calendar::{Period, PeriodType};
use chrono::{Datelike, NaiveDate};

/// What Connect may offer on the route `vpp_summary`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Leads to the tariff connection flow.
    ConnectTariff,
    /// Asks for another reporting period.
    ChangePeriod,
    /// Leads to the management of payments.
    ManagePayments,
    /// Leads to the management of the participation.
    ManageParticipation,
    /// Goes to the previous page, or back to the partner where there is none.
    Back,
    /// Goes back to the partner.
    Close,
}

impl Action {
    /// Every action, in the documentation's order.
    pub const ALL: [Self; 6] = [
        Self::ConnectTariff,
        Self::ChangePeriod,
        Self::ManagePayments,
        Self::ManageParticipation,
        Self::Back,
        Self::Close,
    ];

    /// The API's name of the action.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ConnectTariff => "CONNECT_TARIFF",
            Self::ChangePeriod => "CHANGE_PERIOD",
            Self::ManagePayments => "MANAGE_PAYMENTS",
            Self::ManageParticipation => "MANAGE_PARTICIPATION",
            Self::Back => "BACK",
            Self::Close => "CLOSE",
        }
    }

    /// Reads the API's name; `None` for an action this page has no control for.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }
}

/// What the customer asked the page for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// An action that carries no data.
    Do(Action),
    /// The period before the one shown.
    Previous,
    /// The period after the one shown.
    Next,
    /// The same time in days, months or years.
    Show(PeriodType),
    /// The period of this type which starts on this day.
    Open(PeriodType, NaiveDate),
}

impl Intent {
    /// The action that this needs.
    pub const fn action(self) -> Action {
        match self {
            Self::Do(action) => action,
            Self::Previous | Self::Next | Self::Show(_) | Self::Open(..) => Action::ChangePeriod,
        }
    }
}

/// Why a response cannot be built.
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
pub struct Response {
    action: Action,
    period: Option<Period>,
}

impl Response {
    /// The response for an action that carries no data.
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

    /// The response that asks for the period of this type which starts on this day.
    ///
    /// # Errors
    /// When CHANGE_PERIOD or the type is not offered, `start` is not the first day of such a period, or the period
    /// lies on a side of the one shown where there is nothing.
    pub fn change_period(summary: &Summary, kind: PeriodType, start: NaiveDate) -> Result<Self, Refusal> {
        offered(summary, Action::ChangePeriod)?;
        let shown = summary.performance.as_ref().ok_or(Refusal::NoPerformance)?;
        if !shown.available.contains(&kind) {
            return Err(Refusal::TypeNotAvailable(kind));
        }
        let period = Period::holding(kind, start);
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

    /// The response to what the customer asked for, on the day `today` in the programme's zone.
    ///
    /// # Errors
    /// As for the constructor that the intent stands for.
    pub fn to(summary: &Summary, intent: Intent, today: NaiveDate) -> Result<Self, Refusal> {
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

/// The name of a page of Connect, such as `payment_history`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route(String);

impl Route {
    /// The route which this page shows.
    pub const SUMMARY: &'static str = "vpp_summary";

    /// Names which the protocol itself uses; nobody can go back from them.
    const PROTOCOL: [&'static str; 4] = ["session_start", "session_restore", "session_redirect", "session_complete"];

    /// Reads a route's name; `None` for the protocol's own names, and when it has other characters than names of
    /// routes have.
    pub fn parse(name: &str) -> Option<Self> {
        let well_formed = name.bytes().next()?.is_ascii_lowercase()
            && name.len() <= 64
            && !Self::PROTOCOL.contains(&name)
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        well_formed.then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// What the page asks Connect for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Start the session: a returning customer lands on the summary.
    Start,
    /// Go on with a session after the customer was sent to an external address.
    Restore,
    /// Respond to the summary.
    Respond(Response),
    /// Go back from a route that this page does not show.
    Leave(Route),
}

fn offered(summary: &Summary, action: Action) -> Result<(), Refusal> {
    if summary.offers(action) { Ok(()) } else { Err(Refusal::NotOffered(action)) }
}
