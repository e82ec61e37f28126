//! Civil days, and the periods and hours of a programme's time zone.

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The type of a reporting period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodType {
    /// One civil day.
    Day,
    /// One calendar month.
    Month,
    /// One calendar year.
    Year,
}

impl PeriodType {
    /// All types, from the shortest to the longest.
    pub const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    /// The name that Connect uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "DAY",
            Self::Month => "MONTH",
            Self::Year => "YEAR",
        }
    }

    /// The type with this name in Connect.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// A calendar day, month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    kind: PeriodType,
    start: NaiveDate,
}

impl Period {
    /// The period of this type that contains the day.
    pub fn containing(kind: PeriodType, day: NaiveDate) -> Self {
        let start = match kind {
            PeriodType::Day => Some(day),
            PeriodType::Month => day.with_day(1),
            PeriodType::Year => day.with_ordinal(1),
        };
        Self { kind, start: start.unwrap_or(day) }
    }

    /// The type of the period.
    pub fn kind(self) -> PeriodType {
        self.kind
    }

    /// The first day.
    pub fn start(self) -> NaiveDate {
        self.start
    }

    /// The last day, inclusive.
    pub fn end(self) -> NaiveDate {
        let next = match self.kind {
            PeriodType::Day => return self.start,
            PeriodType::Month => self.start.checked_add_months(Months::new(1)),
            PeriodType::Year => self.start.checked_add_months(Months::new(12)),
        };
        next.and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// The days of the period, in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        let end = self.end();
        self.start.iter_days().take_while(move |day| *day <= end)
    }

    /// The nearest period of the same type that contains a day of `first..=last`.
    pub fn clamped(self, first: NaiveDate, last: NaiveDate) -> Self {
        Self::containing(self.kind, self.start.min(last).max(self.start_bound(first)))
    }

    /// Whether an earlier period of the same type ends on `first` or later.
    pub fn has_previous(self, first: NaiveDate) -> bool {
        self.start > self.start_bound(first)
    }

    /// Whether a later period of the same type starts on `last` or earlier.
    pub fn has_next(self, last: NaiveDate) -> bool {
        self.end() < last
    }

    fn start_bound(self, first: NaiveDate) -> NaiveDate {
        Self::containing(self.kind, first).start
    }
}

/// The civil day in a time zone at an instant.
pub fn today(now: DateTime<Utc>, zone: Tz) -> NaiveDate {
    now.with_timezone(&zone).date_naive()
}

/// The starts of the hours of a civil day: 24 of them, or 23 or 25 when the clocks change.
///
/// The steps are elapsed time from the day's first instant, so an hour that the clock shows twice counts twice, and one
/// that it skips does not count.
pub fn hours(day: NaiveDate, zone: Tz) -> Vec<DateTime<Tz>> {
    let (Some(mut hour), Some(next)) =
        (first_instant(day, zone), day.checked_add_days(Days::new(1)).and_then(|day| first_instant(day, zone)))
    else {
        return Vec::new();
    };
    let mut hours = Vec::with_capacity(25);
    while hour < next {
        hours.push(hour.with_timezone(&zone));
        hour += TimeDelta::hours(1);
    }
    hours
}

/// The first instant of a civil day. Some time zones skip midnight, so it is not always 00:00.
fn first_instant(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let midnight = day.and_time(NaiveTime::MIN);
    (0..=8)
        .map(|half_hours| midnight + TimeDelta::minutes(30 * half_hours))
        .find_map(|time| zone.from_local_datetime(&time).earliest())
        .map(|instant| instant.with_timezone(&Utc))
}
