//! Says how old the data of the store is.

use super::output;
use chrono::{DateTime, TimeDelta, Utc};
use leap::store::Customers;

/// From when the data is too old to remind anybody.
const OLD: TimeDelta = TimeDelta::hours(2);

/// Says in one line on standard error if the data is over two hours old, or there is none.
pub(crate) fn tell(customers: &Customers, now: DateTime<Utc>) {
    match customers.last_complete_poll {
        None => output::warn("there was no complete poll yet: run `leap poll`"),
        Some(poll) if poll > now => output::warn("the last complete poll is in the future: a clock was wrong"),
        Some(poll) if now - poll > OLD => {
            output::warn(&format!("the data is {} old: run `leap poll`", age(now - poll)))
        }
        Some(_) => {}
    }
    if customers.mass_vanishing {
        output::warn(
            "a poll lost more than half of the entries, so nobody is reminded; if that is right, run `leap reengage --confirm-vanished`",
        );
    }
}

fn age(age: TimeDelta) -> String {
    match (age.num_days(), age.num_hours()) {
        (0, hours) => format!("{hours} h {} min", age.num_minutes() - hours * 60),
        (days, hours) => format!("{days} d {} h", hours - days * 24),
    }
}
