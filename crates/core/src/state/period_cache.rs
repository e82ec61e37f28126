//! The periods of this session that Connect has sent, in memory only.

use crate::domain::calendar::Bucket;
use crate::domain::performance::by_month;
use crate::domain::{Decimal, Performance, Period, PeriodType, Zone};
use chrono::NaiveDate;

/// The number of periods kept: enough for eight years of months, and a bound for a page that stays open for weeks.
const CAPACITY: usize = 100;

/// What Connect has said about periods so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeriodCache {
    /// In the order in which they last arrived, with the time in Unix seconds.
    performances: Vec<(Performance, i64)>,
    /// The first and the last day for which Connect has confirmed data.
    known: Option<(NaiveDate, NaiveDate)>,
    /// The last day of the finest period without a next one.
    end: Option<NaiveDate>,
}

/// A period with dispatch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Known<'a> {
    /// The period.
    pub period: Period,
    /// What it earned, if that is known.
    pub earnings: Option<Decimal>,
    /// The currency of that.
    pub currency: &'a str,
}

impl PeriodCache {
    /// Stores a period's figures, which have just arrived, and replaces older ones.
    pub(super) fn insert(&mut self, performance: &Performance, now: i64) {
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
        self.performances.retain(|(cached, _)| cached.period != period);
        if self.performances.len() == CAPACITY {
            self.performances.remove(0);
        }
        self.performances.push((performance.clone(), now));
    }

    /// The figures of exactly this period.
    pub fn get(&self, period: Period) -> Option<&Performance> {
        self.all().find(|cached| cached.period == period)
    }

    /// When the figures of exactly this period arrived, in Unix seconds.
    pub fn arrived(&self, period: Period) -> Option<i64> {
        self.performances.iter().find_map(|(cached, arrived)| (cached.period == period).then_some(*arrived))
    }

    /// The last period of the same type before this one that has any dispatch, by its own figures or as a part of longer ones.
    pub fn last_with_dispatch(&self, before: Period, zone: &dyn Zone, today: NaiveDate) -> Option<Known<'_>> {
        let kind = before.kind();
        let last_of = |cached: &Performance| {
            let own = cached.period.kind() == kind;
            let values = cached.bucket_values(zone, today);
            let values = if kind == PeriodType::Month { by_month(values) } else { values };
            let value = values.into_iter().rev().find(|value| {
                // Hours are of one day, and the days of a month that is given by months are not known.
                let fits = own || matches!(value.bucket, Bucket::Day(_)) == (kind == PeriodType::Day);
                fits && value.has_dispatch() && value.bucket.date() < before.start()
            })?;
            let (period, earnings) = if own {
                (cached.period, Some(cached.total.earnings))
            } else {
                (Period::containing(kind, value.bucket.date()), value.earnings.filter(|_| !value.incomplete))
            };
            (cached.period.kind() >= kind && period.end() < before.start()).then_some((period, earnings))
        };
        let known = self.all().filter_map(|cached| {
            let (period, earnings) = last_of(cached)?;
            Some(Known { period, earnings, currency: &cached.currency })
        });
        known.max_by_key(|known| known.period.start())
    }

    /// The first day from which on there may be data: that of the shortest period without a previous one.
    pub fn beginning(&self) -> NaiveDate {
        let first = self.all().filter(|cached| !cached.has_previous).map(|cached| cached.period.start());
        first.max().unwrap_or_default()
    }

    /// The first and the last day for which Connect has confirmed data.
    pub fn known(&self) -> Option<(NaiveDate, NaiveDate)> {
        self.known.map(|(first, last)| (first, self.end.map_or(last, |end| last.min(end))))
    }

    fn all(&self) -> impl Iterator<Item = &Performance> {
        self.performances.iter().map(|(cached, _)| cached)
    }
}
