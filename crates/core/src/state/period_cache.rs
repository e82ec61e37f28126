//! The periods that the customer has seen in this session. They are kept in memory only.

use crate::domain::{Performance, Period};
use chrono::NaiveDate;

/// How many periods are kept. Years of clicking through months fit; a page that stays open for ever does not grow.
const MOST: usize = 100;

/// What Connect has told about periods so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// In the order in which they were seen last.
    performances: Vec<Performance>,
    /// The first and the last day of which Connect has said that there is something.
    known: Option<(NaiveDate, NaiveDate)>,
    /// The last day of the finest period after which Connect has said that there is nothing.
    end: Option<NaiveDate>,
}

impl Seen {
    /// Keeps a period's figures in place of what was known about it.
    pub(super) fn keep(&mut self, performance: &Performance) {
        let period = performance.period;
        let start = if performance.has_previous { period.previous().start() } else { period.start() };
        let end = if performance.has_next { period.next().end() } else { period.end() };
        self.known = Some(match self.known {
            Some((first, last)) => (first.min(start), last.max(end)),
            None => (start, end),
        });
        // A year that goes on ends with days still to come; its current month or day knows better. What lies later than
        // that was added while the page was open.
        let nothing_after = (!performance.has_next).then(|| period.end());
        self.end = match (self.end, nothing_after) {
            (Some(known), Some(end)) if period.start() <= known => Some(known.min(end)),
            (Some(known), None) if period.end() < known => Some(known),
            _ => nothing_after,
        };
        self.performances.retain(|seen| seen.period != period);
        if self.performances.len() == MOST {
            self.performances.remove(0);
        }
        self.performances.push(performance.clone());
    }

    /// The figures of exactly this period.
    pub fn find(&self, period: Period) -> Option<&Performance> {
        self.performances.iter().find(|seen| seen.period == period)
    }

    /// The last period of the same type before this one in which anything was dispatched.
    pub fn last_with_dispatch(&self, before: Period) -> Option<Period> {
        let earlier = self.performances.iter().filter(|seen| {
            seen.period.kind() == before.kind() && seen.period.end() < before.start() && !seen.points.is_empty()
        });
        earlier.map(|seen| seen.period).max_by_key(|period| period.start())
    }

    /// The first and the last day of which Connect has said that there is something, whether seen or not.
    pub fn known(&self) -> Option<(NaiveDate, NaiveDate)> {
        self.known.map(|(first, last)| (first, self.end.map_or(last, |end| last.min(end))))
    }
}
