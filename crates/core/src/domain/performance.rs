//! The figures of one reporting period.
//!
//! A missing point is not zero: it means that nothing was dispatched. The axis comes from the period and never from
//! the data, so points outside the period, in disorder or twice cannot bend it.

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

/// One point of the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The day or hour, or the month by its first day.
    pub when: Timestamp,
    /// What was dispatched and earned then.
    pub dispatch: Dispatch,
}

/// Energy dispatched and money earned by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dispatch {
    /// Kilowatt-hours.
    pub energy: Decimal,
    /// In the page's currency. Negative for a penalty.
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

/// The figures of one period, as Connect gives them.
#[derive(Clone, Debug, PartialEq)]
pub struct Performance {
    /// ISO 4217 code of the currency of all amounts.
    pub currency: String,
    /// The period.
    pub period: Period,
    /// The types of period that can be asked for.
    pub available: Vec<PeriodType>,
    /// Whether there is a period before this one.
    pub has_previous: bool,
    /// Whether there is a period after this one.
    pub has_next: bool,
    /// Connect's own totals, which are what is paid.
    pub total: Dispatch,
    /// The points as they were sent, in any order.
    pub points: Vec<Point>,
}

/// How a bucket on the axis lies to the current day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// It is over.
    Past,
    /// It is or holds today.
    Current,
    /// It is still to come.
    Future,
}

/// One bucket on the axis with what happened there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BucketValue {
    /// The bucket.
    pub bucket: Bucket,
    /// What was dispatched; `None` when nothing was.
    pub dispatch: Option<Dispatch>,
    /// Whether it is over.
    pub tense: Tense,
}

impl Performance {
    /// The series over every bucket of the period: each day, month or hour, whether anything was dispatched or not.
    pub fn bucket_values(&self, zone: &dyn Zone, today: NaiveDate) -> Vec<BucketValue> {
        let buckets = self.buckets(zone);
        let mut values: Vec<BucketValue> = buckets
            .iter()
            .map(|bucket| BucketValue { bucket: *bucket, dispatch: None, tense: tense(*bucket, today) })
            .collect();
        // A point that repeats the one before it at its bucket is the same point, sent twice.
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

    /// The buckets of the axis. A year is shown by month when all points are dated the first of one, a day by hour
    /// unless its points have dates only.
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

/// The days of a year put together to its months, exactly: for a chart that has no room for each day. Other buckets stay
/// as they are.
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

/// The last bucket that begins no later than the point.
fn find(buckets: &[Bucket], when: Timestamp, date: NaiveDate) -> Option<usize> {
    let behind = buckets.partition_point(|bucket| match (*bucket, when) {
        (Bucket::Hour { instant, .. }, Timestamp::Instant(point)) => instant <= point,
        (other, _) => other.date() <= date,
    });
    match when {
        // A point with a date only among hours cannot be told to an hour; it counts at the first.
        Timestamp::Date(_) if matches!(buckets.first(), Some(Bucket::Hour { .. })) => {
            buckets.iter().position(|bucket| bucket.date() == date)
        }
        _ => behind.checked_sub(1),
    }
}
