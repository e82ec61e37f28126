//! What the table decides by: four facts about an entry.

use super::step::{Policy, unnamed};
use crate::class::CustomerClass;
use crate::codes::CodeClass;
use crate::connection::{Connection, ConnectionStatus, UtilityConnection, UtilityStatus};
use chrono::{DateTime, TimeDelta, Utc};

/// How long all may be connected without the entry being completed. **Unverified**: Leap does not say how long that takes.
const FINISHING: TimeDelta = TimeDelta::hours(24);

/// The status of the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusFact {
    /// `COMPLETED`
    Completed,
    /// `NOT_STARTED`
    NotStarted,
    /// `PARTIAL` or `ERROR`: the utilities say more.
    Begun,
    /// Another one, or none.
    Unknown,
}

/// The utilities that count, by the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UtilityFact {
    /// The entry has none.
    None,
    /// One has a status that is not known.
    Unknown,
    /// One failed.
    Failed,
    /// One is not connected.
    NotConnected,
    /// All are connected.
    Connected,
    /// A household has connected one that was not requested, and no requested one. It is not followed up.
    Elsewhere,
    /// The same, and it is followed up.
    ElsewhereFollowed,
}

/// The forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormFact {
    /// None is open.
    Done,
    /// One is open.
    Open,
}

/// How long ago the last interaction was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgeFact {
    /// Nobody knows.
    Unreadable,
    /// Less than a day.
    Day,
    /// A day or more.
    Longer,
}

/// The facts about an entry, and what they come from.
pub(super) struct Facts<'a> {
    pub(super) status: StatusFact,
    pub(super) utilities: UtilityFact,
    pub(super) forms: FormFact,
    pub(super) age: AgeFact,
    /// The end of the day in which the entry should be completed.
    pub(super) finished_by: Option<DateTime<Utc>>,
    /// The utilities that count.
    pub(super) counting: Vec<(usize, &'a UtilityConnection)>,
    /// The names of the open forms; `None` as long as Leap cannot know them.
    pub(super) open_forms: Option<Vec<String>>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(
        connection: &'a Connection,
        now: DateTime<Utc>,
        class: Option<CustomerClass>,
        policy: &Policy,
    ) -> Self {
        let (elsewhere, counting) = counting(&connection.utilities, class);
        let utilities = match elsewhere {
            true if policy.follow_up_elsewhere => UtilityFact::ElsewhereFollowed,
            true => UtilityFact::Elsewhere,
            false => worst_of(&counting),
        };
        let open = connection.agreements.iter().filter(|form| policy.agreements.is_open(form));
        let open: Vec<String> = open.map(|form| form.name.clone()).collect();
        // COMPLETED means that all forms are done, whatever they say.
        let is_completed = connection.status == Some(ConnectionStatus::Completed);
        let open = if is_completed { Vec::new() } else { open };
        let has_choice = connection
            .utilities
            .iter()
            .any(|utility| matches!(utility.status, Some(UtilityStatus::Connected | UtilityStatus::Error)));
        let finished_by = connection.last_activity().and_then(|time| time.checked_add_signed(FINISHING));
        Self {
            status: match connection.status {
                Some(ConnectionStatus::Completed) => StatusFact::Completed,
                Some(ConnectionStatus::NotStarted) => StatusFact::NotStarted,
                Some(ConnectionStatus::Partial | ConnectionStatus::Error) => StatusFact::Begun,
                Some(ConnectionStatus::Other(_)) | None => StatusFact::Unknown,
            },
            utilities,
            forms: if open.is_empty() { FormFact::Done } else { FormFact::Open },
            age: match finished_by {
                None => AgeFact::Unreadable,
                Some(end) if now < end => AgeFact::Day,
                Some(_) => AgeFact::Longer,
            },
            finished_by,
            counting,
            open_forms: has_choice.then_some(open),
        }
    }

    /// The labels of the utilities that count and are not connected. One without a label is named by its place.
    pub(super) fn open_utilities(&self) -> Vec<String> {
        let open = self.counting.iter().filter(|(_, utility)| utility.status != Some(UtilityStatus::Connected));
        open.map(|(at, utility)| utility.name.clone().unwrap_or_else(|| unnamed(*at))).collect()
    }

    /// The status of the first utility that counts and has an unknown one.
    pub(super) fn unknown_status(&self) -> Option<String> {
        let statuses = self.counting.iter().map(|(_, utility)| &utility.status);
        let mut unknown = statuses.filter(|status| matches!(status, None | Some(UtilityStatus::Other(_))));
        unknown.next()?.as_ref().map(|status| status.as_str().to_owned())
    }

    /// The code that decides the message: the first one, but an outage only if all that failed are outages. The customer can
    /// do something about the others.
    pub(super) fn failure(&self, policy: &Policy) -> (CodeClass, Option<String>) {
        let failed = self.counting.iter().filter(|(_, utility)| utility.status == Some(UtilityStatus::Error));
        let classes = failed.map(|(_, utility)| {
            let code = utility.error_code.as_deref();
            (policy.codes.class(code), code.map(str::to_owned))
        });
        let classes: Vec<_> = classes.collect();
        let by_customer = classes.iter().find(|(class, _)| *class != CodeClass::Outage);
        by_customer.or(classes.first()).cloned().unwrap_or((CodeClass::Unknown, None))
    }
}

/// The utilities that count, with their places, and whether the customer has connected another one instead.
fn counting(utilities: &[UtilityConnection], class: Option<CustomerClass>) -> (bool, Vec<(usize, &UtilityConnection)>) {
    let is_required = |utility: &UtilityConnection| utility.is_required == Some(true);
    // A link without utilities shows every utility of the region, and then none is required.
    let any_required = utilities.iter().any(is_required);
    let is_requested = |utility: &UtilityConnection| is_required(utility) || !any_required;
    let is_connected = |utility: &UtilityConnection| utility.status == Some(UtilityStatus::Connected);
    let placed = utilities.iter().enumerate();
    let requested: Vec<_> = placed.filter(|(_, utility)| is_requested(utility)).collect();
    if class != Some(CustomerClass::Residential) {
        return (false, requested);
    }
    // A household usually has one utility, and other entries come from stray clicks.
    let connected: Vec<_> = requested.iter().filter(|(_, utility)| is_connected(utility)).copied().collect();
    if !connected.is_empty() {
        return (false, connected);
    }
    (utilities.iter().any(is_connected), requested)
}

fn worst_of(counting: &[(usize, &UtilityConnection)]) -> UtilityFact {
    let facts = counting.iter().map(|(_, utility)| match utility.status {
        Some(UtilityStatus::Connected) => UtilityFact::Connected,
        Some(UtilityStatus::NotConnected) => UtilityFact::NotConnected,
        Some(UtilityStatus::Error) => UtilityFact::Failed,
        Some(UtilityStatus::Other(_)) | None => UtilityFact::Unknown,
    });
    let facts: Vec<UtilityFact> = facts.collect();
    let order = [UtilityFact::Unknown, UtilityFact::Failed, UtilityFact::NotConnected, UtilityFact::Connected];
    order.into_iter().find(|fact| facts.contains(fact)).unwrap_or(UtilityFact::None)
}
