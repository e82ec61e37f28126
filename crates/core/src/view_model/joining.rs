//! The way to Leap, where a customer lets their utility share the meter's data.

use super::env::Env;
use crate::domain::{Participation, Summary};
use crate::locale::MessageId;
use crate::state::Model;

/// The way to Leap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoiningView {
    /// Whether it is only for customers who have not finished: authorizing again delays the utility by days.
    pub quiet: bool,
    /// One link, or one for each utility to choose from.
    pub ways: Vec<Way>,
}

/// A link to Leap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Its text.
    pub label: &'static str,
    /// The address, with the customer's reference.
    pub address: String,
}

impl JoiningView {
    /// `None` where Leap is not set up, the partner gave no reference, or there is nothing to authorize.
    pub(super) fn of(summary: &Summary, model: &Model, env: &Env<'_>) -> Option<Self> {
        use Participation::{Enrolling, Failed, NotEnrolled, Unenrolled};
        let (leap, reference) = (env.leap?, model.joining.reference.as_ref()?);
        let quiet = match summary.programme.participation {
            Enrolling => true,
            NotEnrolled | Failed | Unenrolled => model.joining.returned,
            _ => return None,
        };
        let way = |utility, label| Way { label, address: leap.link.address(utility, reference) };
        let ways = match leap.utilities[..] {
            [] | [_] => {
                let label = if quiet { MessageId::NotFinished } else { MessageId::JoinStart };
                vec![way(leap.utilities.first().copied(), env.locale.text(label))]
            }
            _ => leap.utilities.iter().map(|utility| way(Some(utility), utility.label)).collect(),
        };
        Some(Self { quiet, ways })
    }
}
