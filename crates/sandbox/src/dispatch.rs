//! Made-up dispatch that is always the same: hours, and everything coarser as exact sums of hours.
//!
//! Whether, when and how much is dispatched follows from a hash of the generator's seed and the date alone, so that any
//! day can be asked for in any order. A day is complete from its first minute; answers do not change within a day.

use chrono::{DateTime, Datelike, NaiveDate};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::calendar;

/// Energy is counted in units of ten watt-hours: two decimals of a kilowatt-hour.
pub const ENERGY_DIGITS: u32 = 2;

/// How a scenario's figures come about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generator {
    /// Tells one series of figures from another.
    pub seed: u64,
    /// Minor units of the currency that one kilowatt-hour earns.
    pub minor_per_kwh: i64,
    /// Puts the documented figures into February 2025.
    #[serde(default)]
    pub documented: bool,
    /// The first day with dispatch, where that is not the first day that is known.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day with dispatch, where that is not today.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Leaves the current month without dispatch.
    #[serde(default)]
    pub quiet_month: bool,
    /// Adds a day on which the programme charges a penalty about once a week.
    #[serde(default)]
    pub penalties: bool,
    /// Whether a day is answered in hours or in one point.
    #[serde(default)]
    pub day_in: DayPoints,
    /// Whether a year is answered in months or in days.
    #[serde(default)]
    pub year_in: YearPoints,
}

/// The points of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayPoints {
    /// One point an hour, with a date-time.
    #[default]
    Hours,
    /// One point, with the date.
    Day,
}

/// The points of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearPoints {
    /// One point a month, dated the first.
    #[default]
    Months,
    /// One point a day.
    Days,
}

/// What one hour dispatched and earned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hour {
    /// The start of the hour.
    pub start: DateTime<Tz>,
    /// What it amounts to.
    pub amount: Amount,
}

/// Energy and money, both exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Energy in units of ten watt-hours.
    pub energy: i64,
    /// Earnings in minor units of the currency.
    pub earnings: i64,
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), |sum, amount| Self {
            energy: sum.energy + amount.energy,
            earnings: sum.earnings + amount.earnings,
        })
    }
}

/// The documented February 2025: day of the month, energy in ten watt-hours, cents, first hour.
const DOCUMENTED: [(u32, i64, i64, usize); 12] = [
    (1, 515, 585, 17),
    (2, 257, 292, 18),
    (3, 460, 522, 17),
    (4, 298, 338, 18),
    (7, 352, 400, 17),
    (8, 352, 400, 17),
    (9, 555, 630, 16),
    (15, 474, 538, 17),
    (16, 785, 891, 17),
    (22, 542, 615, 16),
    (26, 393, 446, 18),
    (28, 487, 553, 17),
];

impl Generator {
    /// The hours of a day in which something was dispatched, in order.
    ///
    /// `today` matters only to a generator whose current month is quiet; days after it are empty.
    pub fn hours(&self, day: NaiveDate, today: NaiveDate, zone: Tz) -> Vec<Hour> {
        let after = self.until.is_some_and(|until| day > until);
        let before = self.from.is_some_and(|from| day < from);
        let quiet = self.quiet_month && (day.year(), day.month()) == (today.year(), today.month());
        if day > today || before || after || quiet {
            return Vec::new();
        }
        let starts = calendar::hours(day, zone);
        if self.documented && (day.year(), day.month()) == (2025, 2) {
            return documented(day, &starts);
        }
        self.generated(day, &starts)
    }

    /// What a whole day amounts to.
    pub fn day(&self, day: NaiveDate, today: NaiveDate, zone: Tz) -> Amount {
        let hours = self.hours(day, today, zone);
        hours.into_iter().map(|hour| hour.amount).sum()
    }

    fn generated(&self, day: NaiveDate, starts: &[DateTime<Tz>]) -> Vec<Hour> {
        let date = u64::from(day.num_days_from_ce().unsigned_abs());
        let dice = |throw: u64| hash(self.seed, date * 64 + throw);
        let penalty = self.penalties && date.is_multiple_of(6);
        let clock_change = starts.len() != 24;
        if !clock_change && !penalty && dice(0) % 100 >= 42 {
            return Vec::new();
        }
        // Across a change of the clocks the small hours are used, where a mistake would show; else the evening.
        let (first, count) =
            if clock_change { (0, 4) } else { (16 + (dice(1) % 3) as usize, 1 + (dice(2) % 4) as usize) };
        let hours = starts.iter().skip(first).take(count).enumerate();
        hours
            .map(|(index, start)| {
                let energy = 60 + (dice(8 + index as u64) % 190) as i64;
                let fee = if penalty { -1 } else { 1 };
                let earnings = fee * (energy * self.minor_per_kwh + 50) / 100;
                Hour { start: *start, amount: Amount { energy, earnings } }
            })
            .collect()
    }
}

/// Splits a documented day into hours; the last one takes what the division leaves over.
fn documented(day: NaiveDate, starts: &[DateTime<Tz>]) -> Vec<Hour> {
    let Some(&(_, energy, earnings, first)) = DOCUMENTED.iter().find(|row| row.0 == day.day()) else {
        return Vec::new();
    };
    let count = if energy < 300 { 2 } else { 3 };
    let share = |total: i64, index: i64| {
        // Falling shares: the first hour dispatches most, as batteries do.
        let weight = |index: i64| count - index;
        let whole: i64 = (0..count).map(weight).sum();
        let others: i64 = (0..count - 1).map(|i| total * weight(i) / whole).sum();
        if index == count - 1 { total - others } else { total * weight(index) / whole }
    };
    let hours = starts.iter().skip(first).zip(0..count);
    hours
        .map(|(start, index)| Hour {
            start: *start,
            amount: Amount { energy: share(energy, index), earnings: share(earnings, index) },
        })
        .collect()
}

/// SplitMix64's finaliser over seed and value: small, well mixed and the same everywhere.
fn hash(seed: u64, value: u64) -> u64 {
    let mut bits = seed
        .wrapping_add(1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(value.wrapping_mul(0xd1b5_4a32_d192_ed03));
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
