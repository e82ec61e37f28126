//! The figures of a reporting period.
//!
//! A missing point means that nothing was dispatched, which differs from zero. The axis comes from the period and not from the
//! data, so it stays the same if points lie outside the period, are out of order or come twice.

use super::calendar::{self, Bucket, Period, PeriodType, Zone};
use super::decimal::Decimal;
use chrono::{Datelike, NaiveDate};

/// When a point of the series was dispatched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timestamp {
    /// A civil date in the programme's zone.
    Date(NaiveDate),
    /// An instant, in Unix seconds.
    Instant(i64),
}

/// A point of the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The day or hour, or the month by its first day.
    pub when: Timestamp,
    /// The dispatch.
    pub dispatch: Dispatch,
}

/// Energy that was dispatched, and the money that it earned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dispatch {
    /// Kilowatt-hours.
    pub energy: Decimal,
    /// In the currency of the figures. Negative for a penalty.
    pub earnings: Decimal,
}

impl Dispatch {
    fn saturating_add(self, other: Self) -> Self {
        Self {
            energy: self.energy.saturating_add(other.energy),
            earnings: self.earnings.saturating_add(other.earnings),
        }
    }
}

/// The figures of a period, as Connect gives them.
#[derive(Clone, Debug, PartialEq)]
pub struct Performance {
    /// The ISO 4217 code of the currency of all amounts.
    pub currency: String,
    /// The period.
    pub period: Period,
    /// The types of period that can be requested.
    pub available: Vec<PeriodType>,
    /// Whether there is a period before this one.
    pub has_previous: bool,
    /// Whether there is a period after this one.
    pub has_next: bool,
    /// Connect's own totals. They are what the page shows, even if the series has another sum.
    pub total: Dispatch,
    /// The points as they were sent, in any order.
    pub points: Vec<Point>,
}

/// The position of a bucket relative to the current day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// It is over.
    Past,
    /// It is today, or contains it.
    Current,
    /// It is still to come.
    Future,
}

/// A bucket of the axis and its dispatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BucketValue {
    /// The bucket.
    pub bucket: Bucket,
    /// The dispatch; `None` if nothing was dispatched.
    pub dispatch: Option<Dispatch>,
    /// Whether it is past, current or future.
    pub tense: Tense,
}

impl Performance {
    /// The series on its axis: every bucket of the period, with dispatch or without.
    pub fn bucket_values(&self, zone: &dyn Zone, today: NaiveDate) -> Vec<BucketValue> {
        let buckets = self.buckets(zone);
        let mut values: Vec<BucketValue> = buckets
            .iter()
            .map(|bucket| BucketValue { bucket: *bucket, dispatch: None, tense: tense(*bucket, today) })
            .collect();
        // A point that repeats the one before it in its bucket was sent twice.
        let mut last: Vec<Option<&Point>> = vec![None; values.len()];
        for point in &self.points {
            let date = match point.when {
                Timestamp::Date(date) => date,
                Timestamp::Instant(instant) => zone.civil(instant).date(),
            };
            let found = if self.period.contains(date) { find(&buckets, point.when, date) } else { None };
            let Some(index) = found else { continue };
            if let (Some(value), Some(last)) = (values.get_mut(index), last.get_mut(index))
                && last.replace(point) != Some(point)
            {
                value.dispatch = Some(value.dispatch.unwrap_or_default().saturating_add(point.dispatch));
            }
        }
        values
    }

    /// The buckets of the axis. A year has months if all its points are dated the first of a month, and days otherwise. A day has
    /// hours, unless all its points are dates.
    fn buckets(&self, zone: &dyn Zone) -> Vec<Bucket> {
        let dated = |test: fn(NaiveDate) -> bool| {
            self.points.iter().all(|point| matches!(point.when, Timestamp::Date(date) if test(date)))
        };
        match self.period.kind() {
            PeriodType::Day if self.points.is_empty() || !dated(|_| true) => {
                self.period.days().flat_map(|day| calendar::hours(day, zone)).collect()
            }
            PeriodType::Year if dated(|date| date.day() == 1) => {
                self.period.days().filter(|day| day.day() == 1).map(Bucket::Month).collect()
            }
            _ => self.period.days().map(Bucket::Day).collect(),
        }
    }
}

/// Groups days into months, for a chart without room for each day of a year. Other buckets stay as they are.
pub fn by_month(days: Vec<BucketValue>, today: NaiveDate) -> Vec<BucketValue> {
    let mut months: Vec<BucketValue> = Vec::with_capacity(12);
    for day in days {
        let Bucket::Day(date) = day.bucket else {
            months.push(day);
            continue;
        };
        let bucket = Bucket::Month(calendar::first_of_month(date));
        match months.last_mut().filter(|month| month.bucket == bucket) {
            Some(month) => {
                month.dispatch = match (month.dispatch, day.dispatch) {
                    (Some(sum), Some(dispatch)) => Some(sum.saturating_add(dispatch)),
                    (sum, dispatch) => sum.or(dispatch),
                }
            }
            None => months.push(BucketValue { bucket, dispatch: day.dispatch, tense: tense(bucket, today) }),
        }
    }
    months
}

fn tense(bucket: Bucket, today: NaiveDate) -> Tense {
    let (date, today) = match bucket {
        Bucket::Month(month) => (month, calendar::first_of_month(today)),
        other => (other.date(), today),
    };
    match date.cmp(&today) {
        std::cmp::Ordering::Less => Tense::Past,
        std::cmp::Ordering::Equal => Tense::Current,
        std::cmp::Ordering::Greater => Tense::Future,
    }
}

/// The index of the bucket that contains the point.
fn find(buckets: &[Bucket], when: Timestamp, date: NaiveDate) -> Option<usize> {
    let after = buckets.partition_point(|bucket| match (*bucket, when) {
        (Bucket::Hour { instant, .. }, Timestamp::Instant(point)) => instant <= point,
        (other, _) => other.date() <= date,
    });
    match when {
        // Among hours, a point with a date counts in the first hour of that day.
        Timestamp::Date(_) if matches!(buckets.first(), Some(Bucket::Hour { .. })) => {
            buckets.iter().position(|bucket| bucket.date() == date)
        }
        _ => after.checked_sub(1),
    }
}
