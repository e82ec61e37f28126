//! A step: what to do, who has to do it, and when.

use super::action::{Action, Who};
use super::reason::Reason;
use crate::agreements::AgreementRules;
use crate::codes::{CodeClass, ErrorCodes};
use crate::instant;
use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer};

/// How the name of a utility without a label begins.
const UNNAMED: &str = "utility_connections[";

/// The next step for a customer. As JSON it has these fields in this order, with the instant in UTC.
///
/// ```
/// use leap::link::LinkKind;
/// use leap::next_step::{AbsentLink, next_step_of_absent};
///
/// let link = AbsentLink { kind: LinkKind::Direct, is_polled: true, was_seen: false, has_meter: true };
/// let json = serde_json::to_string(&next_step_of_absent(link))?;
/// assert_eq!(
///     json,
///     r#"{"action":"none","who":"nobody","reason":"meter_seen: a meter has this reference","due":null,"then":null,"utilities":[],"agreements":null}"#
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// What to do.
    pub action: Action,
    /// Who has to do it.
    pub who: Who,
    /// Why.
    pub reason: Reason,
    /// When waiting ends.
    #[serde(serialize_with = "write_due")]
    pub due: Option<DateTime<Utc>>,
    /// What follows the waiting if nothing changes.
    pub then: Option<Action>,
    /// The utilities that count and are not connected, by their labels. One that has none is named by its place, such as
    /// `utility_connections[0]`.
    pub utilities: Vec<String>,
    /// The open forms, by the names of their fields. `None` as long as Leap cannot know which forms are needed: before the
    /// customer has chosen a utility, "not required" means nothing.
    pub agreements: Option<Vec<String>>,
}

impl NextStep {
    /// The labels of the open utilities that have one, for messages to customers.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.utilities.iter().map(String::as_str).filter(|name| !name.starts_with(UNNAMED))
    }
}

/// What a partner decides, and the data files.
///
/// ```
/// use leap::next_step::Policy;
///
/// let policy = Policy { follow_up_elsewhere: true, ..Policy::default() };
/// assert!(policy.follow_up_elsewhere);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Whether to write to customers who have connected another utility than the requested one. They may have no meter at
    /// the requested one, so Leap leaves it open.
    pub follow_up_elsewhere: bool,
    /// What error codes mean.
    pub codes: ErrorCodes,
    /// What statuses of forms mean.
    pub agreements: AgreementRules,
}

impl Default for Policy {
    /// No message to customers who are connected elsewhere, and the data files of this crate.
    fn default() -> Self {
        Self { follow_up_elsewhere: false, codes: ErrorCodes::built_in(), agreements: AgreementRules::built_in() }
    }
}

/// The step that decides for a customer with several entries: the most urgent. A completed entry does not hide another.
///
/// ```
/// use leap::connection::Connection;
/// use leap::next_step::{Action, Policy, next_step, worst};
///
/// let now = leap::instant::parse("2023-01-12T00:00:00Z").ok_or("no date-time")?;
/// let steps = [next_step(&Connection::default(), now, None, &Policy::default())];
/// assert_eq!(worst(&steps).map(|step| step.action), Some(Action::Review));
/// # Ok::<(), &str>(())
/// ```
pub fn worst<'a>(steps: impl IntoIterator<Item = &'a NextStep>) -> Option<&'a NextStep> {
    // Of equal ones the first counts.
    steps.into_iter().reduce(|worst, step| if step.action > worst.action { step } else { worst })
}

/// Who has to act on this action, for this reason.
pub(super) fn who(action: Action, reason: &Reason) -> Who {
    match action {
        Action::None | Action::Wait | Action::ConnectedElsewhere => Who::Nobody,
        Action::Review => Who::Partner,
        Action::Tailored if matches!(reason, Reason::Failed { class: CodeClass::Outage, .. }) => Who::Utility,
        Action::Tailored | Action::Resend | Action::CompleteAgreement => Who::Customer,
    }
}

/// The name of a utility without a label.
pub(super) fn unnamed(place: usize) -> String {
    format!("{UNNAMED}{place}]")
}

fn write_due<S: Serializer>(due: &Option<DateTime<Utc>>, serializer: S) -> Result<S::Ok, S::Error> {
    due.map(instant::format).serialize(serializer)
}
