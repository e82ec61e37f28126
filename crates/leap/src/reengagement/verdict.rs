//! Whether a customer gets a touch now.

use super::hold::Hold;
use super::log::SendLog;
use super::quiet::QuietHours;
use super::touch::Touch;
use crate::codes::CodeClass;
use crate::next_step::{Action, NextStep, Reason};
use crate::utility::Utilities;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

/// How old the last complete poll may be. Polls come hourly; after two hours at least one has failed.
const FRESH: TimeDelta = TimeDelta::hours(2);

/// How long a webhook's news holds touches: until the API's data can have it too.
const NEWS_HOLDS: TimeDelta = TimeDelta::hours(1);

/// A customer, as far as reminders are concerned.
#[derive(Clone, Debug)]
pub struct Customer<'a> {
    /// The customer's reference.
    pub reference: &'a str,
    /// The next step; of several entries that of the [worst](crate::next_step::worst).
    pub step: &'a NextStep,
    /// From when touches count: the last activity of that entry, or for a link that was not opened the day it was made.
    pub since: DateTime<Utc>,
    /// The utilities of the customer's link, for a step that names none.
    pub link_utilities: &'a [String],
    /// The customer's time zone, if it is known.
    pub zone: Option<Tz>,
    /// Whether the customer wants no messages.
    pub opted_out: bool,
    /// When a webhook last had news of the customer.
    pub news: Option<DateTime<Utc>>,
}

/// What holds for all customers.
#[derive(Clone, Debug)]
pub struct Circumstances<'a> {
    /// The time.
    pub now: DateTime<Utc>,
    /// When the last complete poll began. A filtered or interrupted one is not complete.
    pub last_complete_poll: Option<DateTime<Utc>>,
    /// Whether that poll lost more than half of the entries, and nobody has confirmed it.
    pub mass_vanishing: bool,
    /// The utilities on hold, also holds that have ended.
    pub holds: &'a [Hold],
    /// The hours in which nothing is given out.
    pub quiet: Option<QuietHours>,
    /// The utilities, for the names of holds.
    pub utilities: &'a Utilities,
}

/// Whether a customer gets a touch now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// This touch is due now.
    Due(Touch),
    /// This touch is due, and held until some time. If that is after its window, it lapses.
    Held {
        /// The touch.
        touch: Touch,
        /// Until when.
        until: DateTime<Utc>,
    },
    /// Nothing is due.
    Nothing(NothingDue),
}

/// Why nothing is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NothingDue {
    /// The step has no message to the customer.
    NoMessage,
    /// The customer wants no messages.
    OptedOut,
    /// There is no complete poll, or it is over two hours old, or from the future.
    StaleData,
    /// More than half of the entries vanished at once, and nobody has confirmed it.
    MassVanishing,
    /// The next touch is due at this time.
    NotYet(DateTime<Utc>),
    /// All touches were given out or have lapsed.
    Finished,
}

/// Whether a customer gets a touch now. It marks nothing: see [`SendLog::mark`].
///
/// ```
/// use leap::link::LinkKind;
/// use leap::next_step::{AbsentLink, next_step_of_absent};
/// use leap::reengagement::{Circumstances, Customer, SendLog, Touch, Verdict, verdict};
/// use leap::utility::Utilities;
///
/// let step = next_step_of_absent(AbsentLink { kind: LinkKind::Connect, is_polled: true, was_seen: false, has_meter: false });
/// let since = leap::instant::parse("2026-07-01T10:00:00Z").ok_or("no date-time")?;
/// let now = leap::instant::parse("2026-07-01T11:00:00Z").ok_or("no date-time")?;
/// let customer = Customer { reference: "R1", step: &step, since, link_utilities: &[], zone: None, opted_out: false, news: None };
/// let utilities = Utilities::built_in();
/// let circumstances = Circumstances {
///     now, last_complete_poll: Some(now), mass_vanishing: false, holds: &[], quiet: None, utilities: &utilities,
/// };
/// assert_eq!(verdict(&customer, &SendLog::default(), &circumstances), Verdict::Due(Touch::First));
/// # Ok::<(), &str>(())
/// ```
pub fn verdict(customer: &Customer<'_>, log: &SendLog, circumstances: &Circumstances<'_>) -> Verdict {
    let now = circumstances.now;
    let nothing = Verdict::Nothing;
    if !customer.step.action.is_message() {
        return nothing(NothingDue::NoMessage);
    }
    if customer.opted_out {
        return nothing(NothingDue::OptedOut);
    }
    // A poll from the future was stamped by a wrong clock, so its age is not known.
    let is_fresh = |poll: DateTime<Utc>| (TimeDelta::zero()..=FRESH).contains(&now.signed_duration_since(poll));
    if !circumstances.last_complete_poll.is_some_and(is_fresh) {
        return nothing(NothingDue::StaleData);
    }
    if circumstances.mass_vanishing {
        return nothing(NothingDue::MassVanishing);
    }
    let last = log.last_since(customer.reference, customer.since);
    let left = Touch::ALL.into_iter().filter(|touch| Some(*touch) > last);
    for touch in left {
        let Some(window) = touch.window(customer.since) else { continue };
        let is_early = touch == Touch::First && waits_for_second(customer, circumstances);
        if is_early || window.end <= now {
            continue;
        }
        if now < window.start {
            return nothing(NothingDue::NotYet(window.start));
        }
        return match held_until(customer, circumstances) {
            Some(until) => Verdict::Held { touch, until },
            None => Verdict::Due(touch),
        };
    }
    nothing(NothingDue::Finished)
}

/// Whether the first touch is left out: an outage has hardly ended after an hour. The end of a hold says that it has.
fn waits_for_second(customer: &Customer<'_>, circumstances: &Circumstances<'_>) -> bool {
    let is_outage = matches!(customer.step.reason, Reason::Failed { class: CodeClass::Outage, .. });
    let mut holds = holds(customer, circumstances);
    is_outage && !holds.any(|hold| customer.since < hold.until)
}

/// Until when a touch is held. The reasons may follow each other, so the latest end counts.
fn held_until(customer: &Customer<'_>, circumstances: &Circumstances<'_>) -> Option<DateTime<Utc>> {
    let now = circumstances.now;
    let holds = holds(customer, circumstances).map(|hold| hold.until);
    // The next poll wins over a webhook.
    let news = customer.news.filter(|news| circumstances.last_complete_poll.is_none_or(|poll| poll <= *news));
    let news = news.and_then(|news| news.checked_add_signed(NEWS_HOLDS));
    let held = holds.chain(news).filter(|until| now < *until).max();
    // The touch may go out then, unless that is in quiet hours too.
    let quiet = circumstances.quiet.zip(customer.zone);
    let quiet = quiet.and_then(|(quiet, zone)| quiet.held_until(held.unwrap_or(now), zone));
    quiet.or(held)
}

/// The holds on the utilities that the customer would be sent to. A form is filled in at Leap, so no hold is on it.
fn holds<'a>(customer: &'a Customer<'_>, circumstances: &'a Circumstances<'_>) -> impl Iterator<Item = &'a Hold> {
    let named: Vec<&str> = customer.step.labels().collect();
    let of_link = || customer.link_utilities.iter().map(String::as_str).collect();
    let utilities = if named.is_empty() { of_link() } else { named };
    let is_for_form = customer.step.action == Action::CompleteAgreement;
    let is_concerned =
        move |hold: &&Hold| !is_for_form && utilities.iter().any(|name| hold.is_for(name, circumstances.utilities));
    circumstances.holds.iter().filter(is_concerned)
}
