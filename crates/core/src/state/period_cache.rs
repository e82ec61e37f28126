//! The periods of this session that Connect has sent, in memory only.

use crate::domain::{Performance, Period, Point};
use chrono::NaiveDate;

/// The number of periods kept: enough for eight years of months, and a bound for a page that stays open for weeks.
const CAPACITY: usize = 100;

/// What Connect has said about periods so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeriodCache {
    /// In the order in which they last arrived.
    performances: Vec<Performance>,
    /// The first and the last day for which Connect has confirmed data.
    known: Option<(NaiveDate, NaiveDate)>,
    /// The last day of the finest period without a next one.
    end: Option<NaiveDate>,
}

impl PeriodCache {
    /// Stores a period's figures and replaces older ones.
    pub(super) fn insert(&mut self, performance: &Performance) {
        let period = performance.period;
        let start = if performance.has_previous { period.previous().start() } else { period.start() };
        let end = if performance.has_next { period.next().end() } else { period.end() };
        self.known = Some(match self.known {
            Some((first, last)) => (first.min(start), last.max(end)),
            None => (start, end),
        });
        // The current year ends in the future; its current month or day is closer to the real end. A period after the known
        // end means that time has passed while the page was open.
        let nothing_after = (!performance.has_next).then(|| period.end());
        self.end = match (self.end, nothing_after) {
            (Some(known), Some(end)) if period.start() <= known => Some(known.min(end)),
            (Some(known), None) if period.end() < known => Some(known),
            _ => nothing_after,
        };
        self.performances.retain(|cached| cached.period != period);
        if self.performances.len() == CAPACITY {
            self.performances.remove(0);
        }
        self.performances.push(performance.clone());
    }

    /// The figures of exactly this period.
    pub fn get(&self, period: Period) -> Option<&Performance> {
        self.performances.iter().find(|cached| cached.period == period)
    }

    /// The last period of the same type before this one that has any dispatch.
    pub fn last_with_dispatch(&self, before: Period) -> Option<Period> {
        let earlier = self.performances.iter().filter(|cached| {
            cached.period.kind() == before.kind()
                && cached.period.end() < before.start()
                && cached.points.iter().any(Point::is_dispatch)
        });
        earlier.map(|cached| cached.period).max_by_key(|period| period.start())
    }

    /// The first and the last day for which Connect has confirmed data.
    pub fn known(&self) -> Option<(NaiveDate, NaiveDate)> {
        self.known.map(|(first, last)| (first, self.end.map_or(last, |end| last.min(end))))
    }
}
