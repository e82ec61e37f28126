//! Civil days, reporting periods and the buckets of a chart's axis.
//!
//! Days are civil dates in the programme's time zone, never instants. Only the hours of a day need the zone itself, which is
//! an argument. All steps are by date, because steps of 24 hours skip or repeat a day where the clocks change.

use super::digits::two_digits;
use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime};

/// A time zone: how far its clocks are ahead of UTC at an instant.
pub trait Zone {
    /// Seconds to add to UTC to get the local time at `instant` (Unix seconds).
    fn offset_at(&self, instant: i64) -> i32;

    /// Whether this is the zone that was meant. One whose name nobody knows is UTC.
    fn is_known(&self) -> bool {
        true
    }

    /// The civil date and time at `instant` (Unix seconds).
    fn civil(&self, instant: i64) -> NaiveDateTime {
        at_unix(instant + i64::from(self.offset_at(instant)))
    }
}

/// The length of a reporting period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeriodType {
    /// One civil day.
    Day,
    /// One calendar month.
    Month,
    /// One calendar year.
    Year,
}

impl PeriodType {
    /// All types, from fine to coarse.
    pub const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    /// The API's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "DAY",
            Self::Month => "MONTH",
            Self::Year => "YEAR",
        }
    }

    /// The number of months of a month or year.
    const fn months(self) -> Months {
        match self {
            Self::Day => Months::new(0),
            Self::Month => Months::new(1),
            Self::Year => Months::new(12),
        }
    }

    /// The same day, a period of this type earlier: the month's last day where it has no such day.
    pub fn day_before(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Day => day.pred_opt(),
            kind => day.checked_sub_months(kind.months()),
        }
    }

    /// Parses the API's name; `None` for a type of a newer release.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A reporting period: the days from `start` to `end`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    kind: PeriodType,
    start: NaiveDate,
    end: NaiveDate,
}

impl Period {
    /// The calendar day, month or year that contains `date`.
    pub fn containing(kind: PeriodType, date: NaiveDate) -> Self {
        let start = match kind {
            PeriodType::Day => date,
            PeriodType::Month => first_of_month(date),
            PeriodType::Year => date.with_ordinal(1).unwrap_or(date),
        };
        Self::starting(kind, start)
    }

    /// The day, month or year that starts on this day: a billing month, say, from the 15th to the 14th.
    pub fn starting(kind: PeriodType, start: NaiveDate) -> Self {
        let next = match kind {
            PeriodType::Day => start.succ_opt(),
            _ => start.checked_add_months(kind.months()),
        };
        // There is always a next period, except at the end of chrono's calendar in the year 262142.
        let end = next.and_then(|next| next.pred_opt()).unwrap_or(start);
        Self { kind, start, end }
    }

    /// A period as Connect states it, which can differ from the calendar's. `None` if it ends before it starts or touches more
    /// than 400 months, which no chart could show.
    pub fn stated(kind: PeriodType, start: NaiveDate, end: NaiveDate) -> Option<Self> {
        let limit = first_of_month(start).checked_add_months(Months::new(400))?;
        (start <= end && end < limit).then_some(Self { kind, start, end })
    }

    /// Its type.
    pub const fn kind(self) -> PeriodType {
        self.kind
    }

    /// Its first day.
    pub const fn start(self) -> NaiveDate {
        self.start
    }

    /// Its last day.
    pub const fn end(self) -> NaiveDate {
        self.end
    }

    /// Whether it contains the day.
    pub fn contains(self, date: NaiveDate) -> bool {
        self.start <= date && date <= self.end
    }

    /// The period of the same type before this one. It starts on the same day of the month, or on the month's last day.
    pub fn previous(self) -> Self {
        let start = self.kind.day_before(self.start);
        Self::starting(self.kind, start.unwrap_or(self.start))
    }

    /// The period of the same type after this one. It starts on the day after its end.
    pub fn next(self) -> Self {
        Self::starting(self.kind, self.end.succ_opt().unwrap_or(self.end))
    }

    /// The period to show when the customer switches to another type: a coarser one contains this period, a finer one is its
    /// last part that has begun.
    pub fn switched_to(self, kind: PeriodType, today: NaiveDate) -> Self {
        if kind == self.kind {
            return self;
        }
        if kind > self.kind {
            return Self::containing(kind, self.start);
        }
        let last = if self.contains(today) { today } else { self.end };
        Self::containing(kind, last)
    }

    /// How many days it has.
    pub fn length(self) -> i64 {
        (self.end - self.start).num_days() + 1
    }

    /// Its days, in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.start.iter_days().take_while(move |day| *day <= self.end)
    }
}

/// A bucket on the chart's axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bucket {
    /// An hour of a day.
    Hour {
        /// Its first instant, in Unix seconds.
        instant: i64,
        /// The civil date and time in the programme's zone then.
        civil: NaiveDateTime,
        /// The zone's UTC offset then, in seconds.
        offset: i32,
    },
    /// A civil day.
    Day(NaiveDate),
    /// A calendar month, by its first day.
    Month(NaiveDate),
}

impl Bucket {
    /// The civil day on which it begins.
    pub fn date(self) -> NaiveDate {
        match self {
            Self::Hour { civil, .. } => civil.date(),
            Self::Day(date) | Self::Month(date) => date,
        }
    }

    /// Its stable name in the API's notation: `2025-02-16T17:00:00-07:00`, `2025-02-16` or `2025-02`.
    pub fn name(self) -> String {
        match self {
            Self::Day(date) => iso_date(date),
            Self::Month(date) => {
                let mut name = iso_date(date);
                name.truncate(7);
                name
            }
            Self::Hour { civil, offset, .. } => {
                use chrono::Timelike;
                let sign = if offset < 0 { "-" } else { "+" };
                let minutes = offset.unsigned_abs() / 60;
                let clock = |parts: &[u32]| parts.iter().map(|part| two(*part)).collect::<Vec<_>>().join(":");
                let time = clock(&[civil.hour(), civil.minute(), civil.second()]);
                [&iso_date(civil.date()), "T", &time, sign, &clock(&[minutes / 60, minutes % 60])].concat()
            }
        }
    }
}

/// The hours of a civil day in a zone: usually 24, and 23 or 25 where the clocks change. In a zone whose clocks change by half
/// an hour, the last one is a half.
pub fn hours(day: NaiveDate, zone: &dyn Zone) -> Vec<Bucket> {
    let first = first_instant(day, zone);
    let end = first_instant(day.succ_opt().unwrap_or(day), zone);
    let mut hours = Vec::with_capacity(25);
    let mut instant = first;
    // A bound, in case a zone reports impossible offsets.
    while instant < end && hours.len() < 48 {
        hours.push(Bucket::Hour { instant, civil: zone.civil(instant), offset: zone.offset_at(instant) });
        instant += 3600;
    }
    hours
}

/// The first day of the month that contains `date`.
pub fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}

/// Converts Unix seconds to a civil date and time in UTC.
pub fn at_unix(seconds: i64) -> NaiveDateTime {
    /// The number of 1 January 1970 in chrono's count of days, which starts with the year 1.
    const EPOCH: i64 = 719_163;
    let days = i32::try_from(seconds.div_euclid(86_400) + EPOCH).unwrap_or(0);
    let time = u32::try_from(seconds.rem_euclid(86_400)).unwrap_or(0);
    let date = NaiveDate::from_num_days_from_ce_opt(days).unwrap_or_default();
    date.and_time(NaiveTime::from_num_seconds_from_midnight_opt(time, 0).unwrap_or_default())
}

/// The date in ISO 8601, such as `2025-02-16`.
pub fn iso_date(date: NaiveDate) -> String {
    // The API has years of four digits only.
    let year = date.year().rem_euclid(10_000).unsigned_abs();
    [&two(year / 100), &two(year), "-", &two(date.month()), "-", &two(date.day())].concat()
}

/// Parses an ISO 8601 date such as `2025-02-16`. By hand, because chrono's parser costs several kilobytes.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = i32::try_from(number(&bytes[0..4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&bytes[5..7])?, number(&bytes[8..10])?)
}

/// Parses ASCII digits; `None` for anything else.
pub(super) fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0')))
}

/// The first instant of a civil day, in Unix seconds. Where the clocks skip midnight it is the instant of the change; where
/// midnight comes twice it is the first.
fn first_instant(day: NaiveDate, zone: &dyn Zone) -> i64 {
    let midnight = day.and_time(NaiveTime::MIN);
    let as_utc = midnight.and_utc().timestamp();
    // No zone changes its clocks twice within two days, so one of these offsets applies at that midnight.
    let before = i64::from(zone.offset_at(as_utc - 86_400));
    let after = i64::from(zone.offset_at(as_utc + 86_400));
    let earlier = as_utc - before.max(after);
    let later = as_utc - before.min(after);
    if zone.civil(earlier) == midnight {
        earlier
    } else if zone.civil(later) == midnight {
        later
    } else {
        as_utc - before
    }
}

fn two(value: u32) -> String {
    two_digits(u64::from(value))
}
