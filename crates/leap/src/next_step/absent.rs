//! The next step for a customer whose link is not in the API.

use super::action::Action;
use super::reason::Reason;
use super::step::{NextStep, who};
use crate::link::LinkKind;

/// What is known of a link that is not in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbsentLink {
    /// Its kind. Only links of Leap Connect are promised to appear.
    pub kind: LinkKind,
    /// Whether a poll of all connections has looked for it since it was made.
    pub is_polled: bool,
    /// Whether an earlier poll had it.
    pub was_seen: bool,
    /// Whether a meter has its reference.
    pub has_meter: bool,
}

/// The next step for a customer whose link is not in the API.
///
/// ```
/// use leap::link::LinkKind;
/// use leap::next_step::{AbsentLink, Action, next_step_of_absent};
///
/// let link = AbsentLink { kind: LinkKind::Connect, is_polled: true, was_seen: false, has_meter: false };
/// assert_eq!(next_step_of_absent(link).action, Action::Resend);
/// assert_eq!(next_step_of_absent(AbsentLink { kind: LinkKind::Direct, ..link }).action, Action::Review);
/// ```
pub fn next_step_of_absent(link: AbsentLink) -> NextStep {
    let (action, reason) = match link {
        AbsentLink { was_seen: true, .. } => (Action::Review, Reason::Vanished),
        AbsentLink { has_meter: true, .. } => (Action::None, Reason::MeterSeen),
        AbsentLink { is_polled: false, .. } => (Action::Wait, Reason::NotPolled),
        AbsentLink { kind: LinkKind::Direct, .. } => (Action::Review, Reason::DirectAbsent),
        AbsentLink { kind: LinkKind::Connect | LinkKind::Connect2025, .. } => (Action::Resend, Reason::NotOpened),
    };
    let who = who(action, &reason);
    NextStep { action, who, reason, due: None, then: None, utilities: Vec::new(), agreements: None }
}
