//! The table of Leap's three steps, and what is read from it.

use super::action::{Action, Who};
use super::facts::{AgeFact, Facts, FormFact, StatusFact, UtilityFact};
use super::reason::Reason;
use super::step::{NextStep, Policy, who};
use crate::class::CustomerClass;
use crate::connection::{Connection, ConnectionStatus};
use chrono::{DateTime, TimeDelta, Utc};

/// How old the last interaction has to be before anything is sent: Leap's data is an hour old at most.
const SETTLING: TimeDelta = TimeDelta::hours(1);

/// When a meter can be expected after the last interaction of a completed entry. Leap says "about 24 hours".
const METER_EXPECTED: TimeDelta = TimeDelta::hours(24);

/// A row of the table: what an entry has to be like, and what to do then. `None` stands for anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Leap's step, and a letter.
    pub step: &'static str,
    /// The status of the entry.
    pub status: Option<StatusFact>,
    /// The utilities that count.
    pub utilities: Option<UtilityFact>,
    /// The forms.
    pub forms: Option<FormFact>,
    /// How long ago the last interaction was.
    pub age: Option<AgeFact>,
    /// What to do.
    pub action: Action,
}

/// Leap's three steps, as "Track connection status" gives them. The first row that fits counts.
///
/// Waiting for the hour comes on top, since it only holds back what is sent.
///
/// ```
/// use leap::next_step::{Action, StatusFact, TABLE};
///
/// let row = TABLE.iter().find(|row| row.status == Some(StatusFact::NotStarted)).ok_or("no row")?;
/// assert_eq!((row.step, row.action), ("1d", Action::Resend));
/// # Ok::<(), &str>(())
/// ```
#[rustfmt::skip]
pub const TABLE: [Row; 13] = {
    use Action::{CompleteAgreement, ConnectedElsewhere, Resend, Review, Tailored, Wait};
    use AgeFact::{Day, Longer, Unreadable};
    use FormFact::{Done, Open};
    use StatusFact::{Begun, Completed, NotStarted, Unknown};
    use UtilityFact as Utility;
    [
        row("1a", Some(Completed),  None,                             None,       None,             Action::None),
        // Without a time nobody knows whether the data is stale.
        row("1b", None,             None,                             None,       Some(Unreadable), Review),
        row("1c", Some(Unknown),    None,                             None,       None,             Review),
        row("1d", Some(NotStarted), None,                             None,       None,             Resend),
        // From here on the status is PARTIAL or ERROR, and the utilities decide.
        row("2a", Some(Begun),      Some(Utility::None),              None,       None,             Review),
        row("2b", Some(Begun),      Some(Utility::Unknown),           None,       None,             Review),
        row("2c", Some(Begun),      Some(Utility::Failed),            None,       None,             Tailored),
        row("2d", Some(Begun),      Some(Utility::NotConnected),      None,       None,             Resend),
        row("2e", Some(Begun),      Some(Utility::Elsewhere),         None,       None,             ConnectedElsewhere),
        row("2f", Some(Begun),      Some(Utility::ElsewhereFollowed), None,       None,             Resend),
        // All utilities that count are connected, and the forms decide.
        row("3a", Some(Begun),      Some(Utility::Connected),         Some(Open), None,             CompleteAgreement),
        row("3b", Some(Begun),      Some(Utility::Connected),         Some(Done), Some(Day),        Wait),
        row("3c", Some(Begun),      Some(Utility::Connected),         Some(Done), Some(Longer),     Review),
    ]
};

/// The next step for the customer of a connection.
///
/// The stored class of a link, where there is one, is a better `class` than a general assumption. Without a class the rules
/// for commercial customers hold, since they overlook nothing.
///
/// ```
/// use leap::class::CustomerClass;
/// use leap::next_step::{Action, Policy, Who, next_step};
///
/// let saved = r#"{
///     "id": "CAISO_1_R1", "ref_id": "R1", "connection_status": "ERROR",
///     "last_interaction_date_time_utc": "2023-01-11T02:45:50Z",
///     "utility_connections": [
///         { "utility_name": "SDG&E: San Diego Gas & Electric", "utility_is_required": true, "status": "ERROR", "error_code": "USER_CANCELED" }
///     ]
/// }"#;
/// let connection = &leap::decode::json(saved)?.connections[0];
/// let at = |now| leap::instant::parse(now).map(|now| next_step(connection, now, Some(CustomerClass::Residential), &Policy::default()));
///
/// let step = at("2023-01-11T03:45:50Z").ok_or("no date-time")?;
/// assert_eq!((step.action, step.who), (Action::Tailored, Who::Customer));
/// assert_eq!(step.reason.to_string(), "failed: cancelled, code USER_CANCELED");
///
/// let step = at("2023-01-11T03:45:49Z").ok_or("no date-time")?;
/// assert_eq!((step.action, step.then), (Action::Wait, Some(Action::Tailored)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn next_step(
    connection: &Connection,
    now: DateTime<Utc>,
    class: Option<CustomerClass>,
    policy: &Policy,
) -> NextStep {
    let facts = Facts::of(connection, now, class, policy);
    let action = first_fitting(&facts).action;
    let reason = reason(connection, &facts, action, policy);
    let settled = connection.last_activity().and_then(|time| time.checked_add_signed(SETTLING));
    let step = NextStep {
        action,
        who: who(action, &reason),
        reason,
        due: None,
        then: None,
        utilities: if action == Action::None { Vec::new() } else { facts.open_utilities() },
        agreements: facts.open_forms.clone(),
    };
    match (action, settled) {
        (Action::None, _) => step,
        // All is connected, so the day counts from the beginning.
        (Action::Wait, _) => NextStep { due: facts.finished_by, then: Some(Action::Review), ..step },
        (then, Some(settled)) if now < settled => NextStep {
            action: Action::Wait,
            who: Who::Nobody,
            reason: Reason::Recent { then },
            due: Some(settled),
            then: Some(then),
            ..step
        },
        _ => step,
    }
}

const fn row(
    step: &'static str,
    status: Option<StatusFact>,
    utilities: Option<UtilityFact>,
    forms: Option<FormFact>,
    age: Option<AgeFact>,
    action: Action,
) -> Row {
    Row { step, status, utilities, forms, age, action }
}

/// The row of the table that decides.
fn first_fitting(facts: &Facts<'_>) -> Row {
    let fits = |row: &&Row| {
        row.status.is_none_or(|status| status == facts.status)
            && row.utilities.is_none_or(|utilities| utilities == facts.utilities)
            && row.forms.is_none_or(|forms| forms == facts.forms)
            && row.age.is_none_or(|age| age == facts.age)
    };
    // A test holds that a row fits whatever an entry is like, and that each row is needed.
    TABLE.iter().find(fits).copied().unwrap_or(TABLE[1])
}

fn reason(connection: &Connection, facts: &Facts<'_>, action: Action, policy: &Policy) -> Reason {
    match (facts.status, facts.utilities, action) {
        (StatusFact::Completed, ..) => {
            let expected = connection.last_activity().and_then(|time| time.checked_add_signed(METER_EXPECTED));
            Reason::Completed { meter_expected: expected }
        }
        _ if facts.age == AgeFact::Unreadable => Reason::NoTime,
        (StatusFact::Unknown, ..) => Reason::UnknownStatus(
            connection.status.as_ref().map(|status: &ConnectionStatus| status.as_str().to_owned()),
        ),
        (StatusFact::NotStarted, ..) => Reason::NotStarted,
        (_, UtilityFact::None, _) => Reason::NoUtilities,
        (_, UtilityFact::Unknown, _) => Reason::UnknownUtilityStatus(facts.unknown_status()),
        (_, UtilityFact::Failed, _) => {
            let (class, code) = facts.failure(policy);
            Reason::Failed { class, code }
        }
        (_, UtilityFact::NotConnected, _) => Reason::NotConnected,
        (_, UtilityFact::Elsewhere | UtilityFact::ElsewhereFollowed, _) => Reason::ConnectedElsewhere,
        (_, UtilityFact::Connected, Action::CompleteAgreement) => Reason::FormOpen,
        (_, UtilityFact::Connected, Action::Wait) => Reason::Finishing,
        (_, UtilityFact::Connected, _) => Reason::Unfinished,
    }
}
