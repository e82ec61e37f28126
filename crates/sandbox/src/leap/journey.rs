//! How far one customer has come on a journey.

use chrono::{DateTime, TimeDelta, Utc};
use leap::name::ReferenceId;
use serde_json::{Map, json};

use super::{
    customers::{By, Customer, Meter, Utility},
    ids::uuid,
    plan::{Form, Offer, Plan},
};

/// The places of journeys in the list of customers begin here, beyond those of all others.
const FIRST_PLACE: usize = 10_000_000;

/// The code of a customer who leaves at the utility. It is the only one that Leap has made public.
pub const CANCELLED: &str = "USER_CANCELED";

/// A journey.
#[derive(Clone, Debug)]
pub struct Journey {
    /// Its number.
    pub number: usize,
    /// The customer's reference. Without one, the Connect API has no entry.
    pub reference: Option<ReferenceId>,
    /// What the link asked for.
    pub plan: Plan,
    /// The utilities that were requested or chosen, in order.
    pub attempts: Vec<Attempt>,
    has_signed: bool,
    /// When the link was opened first.
    pub started: DateTime<Utc>,
    /// When the customer last tried to connect a utility.
    pub last_interaction: DateTime<Utc>,
}

/// A utility of a journey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The utility.
    pub utility: Offer,
    /// How it went.
    pub outcome: Outcome,
}

/// How a connection to a utility went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was requested or chosen, and is not finished.
    Open,
    /// It failed, with this code.
    Failed(&'static str),
    /// The utility shares the meter's data.
    Connected,
}

/// What a customer who has connected is to the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// Leap waits for the meter.
    Enrolling,
    /// The meter is there.
    Active,
}

impl Journey {
    /// A journey whose link has just been opened.
    pub(super) fn new(number: usize, plan: Plan, reference: Option<ReferenceId>, now: DateTime<Utc>) -> Self {
        let attempts = Vec::new();
        Self { number, reference, plan, attempts, has_signed: false, started: now, last_interaction: now }
    }

    /// The utility with this id is tried. Returns false if the journey does not offer it.
    pub fn attempt(&mut self, id: &str, outcome: Outcome, now: DateTime<Utc>) -> bool {
        let Some(utility) = self.plan.offer(id).cloned() else { return false };
        let requested = self.plan.requested.clone();
        for utility in requested.into_iter().chain([utility]) {
            if self.attempts.iter().all(|attempt| attempt.utility.id != utility.id) {
                self.attempts.push(Attempt { utility, outcome: Outcome::Open });
            }
        }
        // What is connected stays connected, whatever happens at a second attempt.
        for attempt in self.attempts.iter_mut().filter(|attempt| attempt.utility.id == id) {
            if attempt.outcome != Outcome::Connected {
                attempt.outcome = outcome;
            }
        }
        self.last_interaction = now;
        true
    }

    /// The form is signed, if one is open. Leap does not count that as an interaction.
    pub fn sign(&mut self) {
        self.has_signed |= self.open_form().is_some();
    }

    /// How the connection to a utility went.
    pub fn outcome(&self, id: &str) -> Option<Outcome> {
        self.attempts.iter().find(|attempt| attempt.utility.id == id).map(|attempt| attempt.outcome)
    }

    /// Whether enough utilities are connected: for a business all requested ones, for a household one of them. If none is
    /// requested, all count that were tried.
    pub fn is_connected(&self) -> bool {
        let has_requested = !self.plan.requested.is_empty();
        let counts = |attempt: &&Attempt| !has_requested || self.plan.is_requested(&attempt.utility.id);
        let mut counted = self.attempts.iter().filter(counts).map(|attempt| attempt.outcome == Outcome::Connected);
        let is_enough = match self.plan.is_commercial {
            true => !self.attempts.is_empty() && counted.all(|is_connected| is_connected),
            false => counted.any(|is_connected| is_connected),
        };
        is_enough || self.plan.is_form_only
    }

    /// The form that has to be signed next.
    pub fn open_form(&self) -> Option<Form> {
        self.plan.form.filter(|_| self.is_connected() && !self.has_signed)
    }

    /// The status in the Connect API.
    pub fn status(&self) -> &'static str {
        let has_failed = self.attempts.iter().any(|attempt| matches!(attempt.outcome, Outcome::Failed(_)));
        let has_begun = !self.attempts.is_empty() || self.has_signed;
        match () {
            () if !has_begun => "NOT_STARTED",
            () if self.is_connected() && self.open_form().is_none() => "COMPLETED",
            () if has_failed && !self.is_connected() => "ERROR",
            () => "PARTIAL",
        }
    }

    /// The id of the latest authorization, which the customer returns with.
    pub fn authorization(&self) -> String {
        let connected = self.attempts.iter().rposition(|attempt| attempt.outcome == Outcome::Connected);
        uuid(self.place(), connected.unwrap_or_default() + 1)
    }

    /// What the customer has become. A day after the last interaction the meter is there.
    pub fn joined(&self, now: DateTime<Utc>) -> Option<Joined> {
        let has_meter = now - self.last_interaction >= METER_AFTER;
        (self.status() == "COMPLETED").then_some(if has_meter { Joined::Active } else { Joined::Enrolling })
    }

    /// All that the customer did was a day earlier.
    pub(super) fn pass_a_day(&mut self) {
        self.started -= METER_AFTER;
        self.last_interaction -= METER_AFTER;
    }

    /// The place in the list of customers, from which ids are made.
    pub(super) fn place(&self) -> usize {
        FIRST_PLACE + self.number
    }

    /// The customer as the Connect API and the meter search show them; `None` without a reference.
    pub(super) fn customer(&self) -> Option<Customer> {
        let reference = self.reference.as_ref()?;
        let is_completed = self.status() == "COMPLETED";
        let meter = Meter {
            hours_after: METER_AFTER.num_hours(),
            kind: "UTILITY_METER".to_owned(),
            status: "ACTIVE".to_owned(),
            by: By::Connection,
            action: None,
        };
        Some(Customer {
            name: reference.to_string(),
            meaning: String::new(),
            minutes: 0,
            status: Some(self.status().to_owned()),
            region: self.plan.region.to_string(),
            utilities: self.attempts.iter().map(|attempt| self.utility(attempt)).collect(),
            agreements: Some(
                Form::ALL.into_iter().map(|form| (form.field().to_owned(), json!(self.form_status(form)))).collect(),
            ),
            overridden: Map::new(),
            meters: if is_completed { vec![meter] } else { Vec::new() },
        })
    }

    fn utility(&self, attempt: &Attempt) -> Utility {
        let (status, error_code) = match attempt.outcome {
            Outcome::Open => ("NOT_CONNECTED", None),
            Outcome::Failed(code) => ("ERROR", Some(code.to_owned())),
            Outcome::Connected => ("CONNECTED", None),
        };
        Utility {
            name: attempt.utility.label.clone(),
            required: Some(self.plan.is_requested(&attempt.utility.id)),
            status: status.to_owned(),
            error_code,
        }
    }

    /// The status of a form. What Leap calls an open one is not public.
    fn form_status(&self, form: Form) -> &'static str {
        let has_chosen = !self.attempts.is_empty() || self.plan.is_form_only;
        match self.plan.form {
            Some(own) if own == form && self.has_signed => "COMPLETED",
            Some(own) if own == form && has_chosen => "PENDING",
            _ => "NOT_REQUIRED",
        }
    }
}

/// How long after the last interaction a meter appears.
const METER_AFTER: TimeDelta = TimeDelta::hours(24);
