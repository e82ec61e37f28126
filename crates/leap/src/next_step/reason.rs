//! Why a step is the next one.

use super::action::Action;
use crate::codes::CodeClass;
use crate::instant;
use crate::text::visible;
use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer};
use std::fmt;

/// Why a step is the next one. Written out, it begins with a name that stays, such as `vanished`.
///
/// ```
/// use leap::next_step::Reason;
///
/// assert_eq!(Reason::Vanished.to_string(), "vanished: the entry was in an earlier poll, and is gone");
/// assert_eq!(Reason::Vanished.name(), "vanished");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// All is done. A meter is expected from this time; `None` if the entry has no usable time.
    Completed {
        /// From when.
        meter_expected: Option<DateTime<Utc>>,
    },
    /// Nobody has logged in at the utility.
    NotStarted,
    /// The customer has not finished at the utility.
    NotConnected,
    /// The customer logged in, or tried to, and did not finish.
    Failed {
        /// The cause.
        class: CodeClass,
        /// The code as it came.
        code: Option<String>,
    },
    /// A form is open.
    FormOpen,
    /// The customer has connected another utility than the requested one.
    ConnectedElsewhere,
    /// The last interaction is less than an hour old, so the status may change at any moment.
    Recent {
        /// What follows if nothing changes.
        then: Action,
    },
    /// All is connected and no form is open, but the entry is not completed yet.
    Finishing,
    /// The same for more than a day.
    Unfinished,
    /// The status of the entry is unknown; `None` if it cannot be read.
    UnknownStatus(Option<String>),
    /// The status of a utility is unknown; `None` if it cannot be read.
    UnknownUtilityStatus(Option<String>),
    /// The entry has no utilities.
    NoUtilities,
    /// The entry has no usable time.
    NoTime,
    /// The link is not in the API, so it was not opened yet.
    NotOpened,
    /// The link is not in the API, but only Connect links are promised to appear there.
    DirectAbsent,
    /// The link is not in the API, but a meter has its reference.
    MeterSeen,
    /// The entry was there earlier, and is gone.
    Vanished,
    /// No complete poll has looked for the link yet.
    NotPolled,
}

impl Reason {
    /// The name of the reason. It does not change.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Completed { .. } => "completed",
            Self::NotStarted => "not_started",
            Self::NotConnected => "not_connected",
            Self::Failed { .. } => "failed",
            Self::FormOpen => "form_open",
            Self::ConnectedElsewhere => "connected_elsewhere",
            Self::Recent { .. } => "recent",
            Self::Finishing => "finishing",
            Self::Unfinished => "unfinished",
            Self::UnknownStatus(_) => "unknown_status",
            Self::UnknownUtilityStatus(_) => "unknown_utility_status",
            Self::NoUtilities => "no_utilities",
            Self::NoTime => "no_time",
            Self::NotOpened => "not_opened",
            Self::DirectAbsent => "direct_absent",
            Self::MeterSeen => "meter_seen",
            Self::Vanished => "vanished",
            Self::NotPolled => "not_polled",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &Option<String>| text.as_deref().map_or_else(|| "none".to_owned(), visible);
        write!(formatter, "{}: ", self.name())?;
        match self {
            Self::Completed { meter_expected: Some(time) } => {
                write!(formatter, "a meter is expected from {}", instant::format(*time))
            }
            Self::Completed { meter_expected: None } => formatter.write_str("a meter is expected within about a day"),
            Self::NotStarted => formatter.write_str(
                "the link was opened, by a person or a mail scanner, and nobody has logged in at the utility",
            ),
            Self::NotConnected => formatter.write_str("the customer has not finished at the utility"),
            Self::Failed { class, code } => {
                write!(formatter, "{}, code {}", class.as_str(), shown(code))
            }
            Self::FormOpen => formatter.write_str("the utilities are connected, and a form is open"),
            Self::ConnectedElsewhere => formatter.write_str(
                "another utility than the requested one is connected; the customer may have no meter at that",
            ),
            Self::Recent { then } => {
                write!(formatter, "the last interaction is less than an hour ago; then: {}", then.as_str())
            }
            Self::Finishing => formatter.write_str("all is connected and no form is open; then: review"),
            Self::Unfinished => {
                formatter.write_str("all has been connected and no form open for a day, and it is not completed")
            }
            Self::UnknownStatus(status) => write!(formatter, "the status is {}", shown(status)),
            Self::UnknownUtilityStatus(status) => write!(formatter, "the status of a utility is {}", shown(status)),
            Self::NoUtilities => formatter.write_str("the entry has no utilities"),
            Self::NoTime => formatter.write_str("the entry has no time that can be read"),
            Self::NotOpened => formatter.write_str("the link is in no complete poll, so nobody has opened it"),
            Self::DirectAbsent => {
                formatter.write_str("a direct link need not appear, and authorizing again can delay a utility")
            }
            Self::MeterSeen => formatter.write_str("a meter has this reference"),
            Self::Vanished => formatter.write_str("the entry was in an earlier poll, and is gone"),
            Self::NotPolled => formatter.write_str("no complete poll has looked for the link yet"),
        }
    }
}

/// Writes the reason as people read it.
impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
