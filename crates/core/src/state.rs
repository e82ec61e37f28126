//! What the page knows, and how it changes: a pure function from state and message to state and effect.
//!
//! One request is under way at most. Whatever the customer asks for meanwhile is dropped, and so is an answer which does
//! not belong to the request under way.

mod reading;
mod seen;
mod update;

pub use reading::{Reading, Step};
pub use seen::Seen;
pub use update::update;

use crate::connect::Answer;
use crate::domain::action::Route;
use crate::domain::{Address, Intent, Period, PeriodType, Problem, Request, Summary, Token};
use chrono::NaiveDate;
use std::sync::Arc;

/// The two parts of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Earnings and status.
    #[default]
    Overview,
    /// Tariff, payments and participation.
    Settings,
}

/// What the chart's bars stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// The money earned.
    #[default]
    Earnings,
    /// The energy dispatched.
    Energy,
}

/// Where the session stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Stage {
    /// The summary is shown, or will be.
    #[default]
    Here,
    /// Connect leads the customer to a route that this page does not show.
    Elsewhere {
        /// The route.
        route: Route,
        /// What the customer had asked for, where it was the customer who asked.
        intent: Option<Intent>,
    },
    /// The customer is leaving for another address, in the middle of the session.
    Leaving(Address),
    /// The session is over. The customer is handed back at the address, if there is one to follow.
    Complete(Option<Address>),
}

/// A request under way.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// Its number. An answer with another number is late.
    pub id: u32,
    /// What was asked.
    pub request: Request,
    /// The control that asked, so that the page can show where it is busy.
    pub intent: Option<Intent>,
}

/// Everything that the page knows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// The session's credential.
    pub token: Option<Token>,
    /// The last summary that Connect gave. Kept when something goes wrong later.
    pub summary: Option<Arc<Summary>>,
    /// Where the session stands.
    pub stage: Stage,
    /// The request under way.
    pub pending: Option<Pending>,
    /// What went wrong last.
    pub problem: Option<Problem>,
    /// The part of the page which is shown.
    pub tab: Tab,
    /// Whether the figures are shown as a table too.
    pub table: bool,
    /// What the chart shows.
    pub measure: Measure,
    /// The place of the chart that is read.
    pub reading: Option<Reading>,
    /// Whether a period is being picked; for months, of which year.
    pub picker: Option<i32>,
    /// The periods seen so far.
    pub seen: Seen,
    /// Counts what changes the figures shown, so that others are told from the same.
    pub revision: u32,
    /// The period that the browser's history stands at.
    remembered: Option<Period>,
    /// The request that failed, to be sent again.
    failed: Option<(Request, Option<Intent>)>,
    /// Where the customer stands if the address of a hand-off turns out not to be followed.
    instead: Option<Stage>,
    /// Whether a [`Msg::SecondPassed`] is on its way; there is one countdown at most.
    counting: bool,
    last_id: u32,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// The page was opened with this token; `resume` when it comes back from an address that Connect had sent it to.
    Opened {
        /// The session's credential.
        token: Token,
        /// Whether to go on rather than to start.
        resume: bool,
    },
    /// The page cannot work at all.
    Failed(Problem),
    /// The customer used a control, on this day in the programme's zone.
    Wanted(Intent, NaiveDate),
    /// A request came to its end.
    Answered {
        /// The request's number.
        id: u32,
        /// What came of it.
        result: Result<Answer, Problem>,
    },
    /// The customer wants to try again.
    TryAgain,
    /// The customer wants to return from a route that this page does not show.
    ReturnHere,
    /// One second of the time to wait before another try has passed.
    SecondPassed,
    /// Somebody is configured who shows the route that the session goes on at.
    HandedOver(Address),
    /// The browser refused an address.
    NotFollowed,
    /// The customer chose a part of the page.
    Chose(Tab),
    /// The customer wants to see the table, or no longer.
    ToggledTable,
    /// The customer wants the chart to show this.
    Measured(Measure),
    /// A step of reading the chart, whose axis has so many places.
    Read(Step, usize),
    /// The customer wants to pick a period, in this year where it is a month, or no longer.
    Picking(Option<i32>),
    /// The browser's history leads to the period of this type which starts on this day; then comes today.
    Recalled(PeriodType, NaiveDate, NaiveDate),
}

/// Something to be done outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Send a request to Connect.
    Post(Pending),
    /// Go to an address in the middle of the session, with the token; `resume` asks for a [`Msg::Opened`] that resumes.
    Leave(Address),
    /// Hand the customer back at this address; the session is over.
    HandBack(Option<Address>),
    /// Hand the session over to whoever shows this route, if anybody is configured.
    HandOver(Route),
    /// Say [`Msg::SecondPassed`] after a second.
    WaitASecond,
    /// Let the browser's history stand at this period: by a new entry if `push`, else by changing the present one.
    Remember {
        /// The period, which is all that an entry holds.
        period: Period,
        /// Whether going back leads to the period before.
        push: bool,
    },
}
