//! The figures of a reporting period.
//!
//! A missing point means that nothing was dispatched; so does one of zeros. One that is known in part, or not understood, means
//! that something may have been. The axis comes from the period and not from the data, so it stays the same if points lie
//! outside the period, are out of order or come twice.

use super::calendar::{self, Bucket, Period, PeriodType, Zone};
use super::decimal::Decimal;
use super::point::{Point, ProgrammeZone, Timestamp};
use chrono::{Datelike, NaiveDate};

/// Energy that was dispatched, and the money that it earned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dispatch {
    /// Kilowatt-hours.
    pub energy: Decimal,
    /// In the currency of the figures. Negative for a penalty.
    pub earnings: Decimal,
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
    /// Whether anything is known of the total energy. Without a total of Connect's it is the sum of what is known.
    pub knows_energy: bool,
    /// The same of the total earnings.
    pub knows_earnings: bool,
    /// The points, each once.
    pub points: Vec<Point>,
    /// Whether there were points whose date was not understood: they can belong anywhere.
    pub undated: bool,
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

/// A bucket of the axis and what was dispatched there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BucketValue {
    /// The bucket.
    pub bucket: Bucket,
    /// The energy, as far as it is known.
    pub energy: Option<Decimal>,
    /// The earnings, as far as they are known.
    pub earnings: Option<Decimal>,
    /// Whether something about this bucket is not known: the energy or the earnings of a point, or all of it.
    pub incomplete: bool,
    /// Whether it is past, current or future.
    pub tense: Tense,
}

/// What can be said of a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BucketState {
    /// Its earnings are known.
    Earned,
    /// It has energy whose earnings are not known yet.
    Pending,
    /// Something came that is not understood.
    Unknown,
    /// It is still to come.
    Future,
    /// Nothing was dispatched.
    Nothing,
}

impl BucketValue {
    /// What can be said of it.
    pub fn state(&self) -> BucketState {
        match (self.earnings, self.energy) {
            (Some(_), _) => BucketState::Earned,
            (None, Some(_)) => BucketState::Pending,
            (None, None) if self.incomplete => BucketState::Unknown,
            (None, None) if self.tense == Tense::Future => BucketState::Future,
            (None, None) => BucketState::Nothing,
        }
    }

    /// Whether it is known that something was dispatched.
    pub fn has_dispatch(&self) -> bool {
        self.energy.or(self.earnings).is_some()
    }

    /// Whether it may have more earnings than are known.
    pub fn is_open(&self) -> bool {
        self.incomplete && (self.energy.is_some() || self.earnings.is_none())
    }

    fn add(&mut self, energy: Option<Decimal>, earnings: Option<Decimal>) {
        self.energy = sum(self.energy, energy);
        self.earnings = sum(self.earnings, earnings);
    }
}

fn sum(known: Option<Decimal>, more: Option<Decimal>) -> Option<Decimal> {
    more.map_or(known, |more| Some(known.unwrap_or_default().saturating_add(more)))
}

impl Performance {
    /// Another period before its answer has come: nothing is known of its figures.
    #[must_use]
    pub fn before_answer(&self, period: Period) -> Self {
        let mut unknown = self.clone();
        unknown.period = period;
        unknown.total = Dispatch::default();
        (unknown.knows_energy, unknown.knows_earnings, unknown.undated) = (false, false, true);
        unknown.points.clear();
        unknown
    }

    /// Whether another answer says the same of the period, in the same currency.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let flags = |one: &Self| [one.has_previous, one.has_next, one.knows_energy, one.knows_earnings, one.undated];
        let same = self.period == other.period && self.total == other.total && flags(self) == flags(other);
        same && self.currency == other.currency && self.points == other.points
    }

    /// The series on its axis: every bucket of the period, with dispatch or without.
    pub fn bucket_values(&self, zone: &dyn Zone, today: NaiveDate) -> Vec<BucketValue> {
        let zone = ProgrammeZone { named: zone, points: &self.points };
        let mut values = self.axis(&zone);
        // The device's clock may be behind. What has come is not still to come, and neither is what has a period after it.
        let mut last = if self.has_next { self.period.end() } else { today };
        // A month of a billing year can begin before the year does.
        let first = values.first().map_or(self.period.start(), |value| value.bucket.date());
        for point in &self.points {
            let (instant, date) = zone.resolve(point.when);
            let is_inside = first <= date && date <= self.period.end();
            let found = if is_inside { find(&values, instant, date) } else { None };
            let Some(value) = found.and_then(|index| values.get_mut(index)) else { continue };
            value.incomplete |= point.energy.is_none() || point.earnings.is_none();
            if point.is_dispatch() {
                value.add(point.energy, point.earnings);
                last = last.max(date);
            }
        }
        for value in &mut values {
            value.tense = tense(value.bucket, today, last);
            if value.earnings.or(value.energy).is_none() {
                value.incomplete = self.undated || value.incomplete && value.tense != Tense::Future;
            }
        }
        values
    }

    /// What was earned up to the end of a day of the period; `None` unless the series says it day by day and adds up to the total.
    pub fn earned_until(&self, last: NaiveDate, zone: &dyn Zone, today: NaiveDate) -> Option<Decimal> {
        let (mut until, mut all) = (Decimal::ZERO, Decimal::ZERO);
        for value in self.bucket_values(zone, today) {
            let Bucket::Day(day) = value.bucket else { return None };
            if value.is_open() {
                return None;
            }
            all = all.saturating_add(value.earnings.unwrap_or_default());
            if day <= last {
                until = all;
            }
        }
        (all == self.total.earnings && self.period.contains(last)).then_some(until)
    }

    /// Whether times are in UTC only because nobody knows the programme's zone.
    pub fn has_unknown_times(&self, zone: &dyn Zone) -> bool {
        for point in &self.points {
            if matches!(point.when, Timestamp::Time(_, Some(offset)) if offset != 0) {
                return false;
            }
        }
        !zone.is_known()
    }

    /// The buckets of the axis, at most 400. A year has months if all its points are dated the first of a month, and days
    /// otherwise. A day has hours, unless all its points are dates. No period is drawn finer than its length allows.
    fn axis(&self, zone: &dyn Zone) -> Vec<BucketValue> {
        let dated = |test: fn(NaiveDate) -> bool| {
            self.points.iter().all(|point| matches!(point.when, Timestamp::Date(date) if test(date)))
        };
        let (period, length) = (self.period, self.period.length());
        let has_hours = period.kind() == PeriodType::Day && length <= 2 && (self.points.is_empty() || !dated(|_| true));
        let has_months = length > 400 || period.kind() == PeriodType::Year && dated(|date| date.day() == 1);
        let mut values = Vec::new();
        let mut add = |bucket| {
            values.push(BucketValue { bucket, energy: None, earnings: None, incomplete: false, tense: Tense::Past });
        };
        for day in period.days() {
            if has_hours {
                calendar::hours(day, zone).into_iter().for_each(&mut add);
            } else if !has_months {
                add(Bucket::Day(day));
            } else if day.day() == 1 || day == period.start() {
                add(Bucket::Month(calendar::first_of_month(day)));
            }
        }
        values
    }
}

/// Groups days into months, for a chart without room for each day of a year. Other buckets stay as they are.
pub fn by_month(days: Vec<BucketValue>) -> Vec<BucketValue> {
    let mut months: Vec<BucketValue> = Vec::with_capacity(12);
    for day in days {
        let Bucket::Day(date) = day.bucket else {
            months.push(day);
            continue;
        };
        let bucket = Bucket::Month(calendar::first_of_month(date));
        match months.last_mut().filter(|month| month.bucket == bucket) {
            Some(month) => {
                month.add(day.energy, day.earnings);
                month.incomplete |= day.incomplete;
                if day.tense == Tense::Current {
                    month.tense = Tense::Current;
                }
            }
            None => months.push(BucketValue { bucket, ..day }),
        }
    }
    months
}

/// `last` is the last day that is not still to come.
fn tense(bucket: Bucket, today: NaiveDate, last: NaiveDate) -> Tense {
    let date = bucket.date();
    let current = if matches!(bucket, Bucket::Month(_)) { calendar::first_of_month(today) } else { today };
    if date == current {
        Tense::Current
    } else if date > last.max(today) {
        Tense::Future
    } else {
        Tense::Past
    }
}

/// The index of the bucket that contains the point.
fn find(values: &[BucketValue], instant: Option<i64>, date: NaiveDate) -> Option<usize> {
    let before = |bucket: Bucket| match (bucket, instant) {
        (Bucket::Hour { instant: hour, .. }, Some(instant)) => hour <= instant,
        (other, _) => other.date() <= date,
    };
    match values.first()?.bucket {
        // Among hours, a point with a date counts in the first hour of that day.
        Bucket::Hour { .. } if instant.is_none() => values.iter().position(|value| value.bucket.date() == date),
        _ => values.partition_point(|value| before(value.bucket)).checked_sub(1),
    }
}
