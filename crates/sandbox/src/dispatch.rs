//! Invented but reproducible dispatch: hours, and everything longer as exact sums of hours.
//!
//! A hash of the generator's seed and the date decides whether, when and how much is dispatched, so days can be asked
//! for in any order. A day is complete from its first minute, so answers do not change during a day.

use chrono::{DateTime, Datelike, NaiveDate};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::calendar;

/// Energy is counted in units of ten watt-hours, that is, two decimal places of a kilowatt-hour.
pub const ENERGY_DIGITS: u32 = 2;

/// How the figures of a scenario are generated.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Generator {
    /// Different seeds give different figures.
    pub seed: u64,
    /// What one kilowatt-hour earns, in minor units of the currency.
    pub minor_per_kwh: i64,
    /// Uses the documented figures for February 2025.
    #[serde(default)]
    pub documented: bool,
    /// The first day with dispatch, if it is not the first day with figures.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// The last day with dispatch, if it is not today.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Leaves the current month without dispatch.
    #[serde(default)]
    pub quiet_month: bool,
    /// Adds a day with a penalty about once a week.
    #[serde(default)]
    pub penalties: bool,
    /// Whether a day has one point per hour or a single point.
    #[serde(default)]
    pub day_in: DayPoints,
    /// Whether a year has one point per month or per day.
    #[serde(default)]
    pub year_in: YearPoints,
}

/// The points of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayPoints {
    /// One point per hour, with a date-time.
    #[default]
    Hours,
    /// A single point, with a date.
    Day,
}

/// The points of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearPoints {
    /// One point per month, dated the first.
    #[default]
    Months,
    /// One point per day.
    Days,
}

/// The dispatch of one hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hour {
    /// The start of the hour.
    pub start: DateTime<Tz>,
    /// Energy and earnings of the hour.
    pub amount: Amount,
}

/// Energy and earnings, both exact.
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
    /// The hours of a day with dispatch, in order. Days after `today` have none.
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

    /// The total of a day.
    pub fn day(&self, day: NaiveDate, today: NaiveDate, zone: Tz) -> Amount {
        let hours = self.hours(day, today, zone);
        hours.into_iter().map(|hour| hour.amount).sum()
    }

    fn generated(&self, day: NaiveDate, starts: &[DateTime<Tz>]) -> Vec<Hour> {
        let date = u64::from(day.num_days_from_ce().unsigned_abs());
        let roll = |index: u64| hash(self.seed, date * 64 + index);
        let penalty = self.penalties && date.is_multiple_of(6);
        let clock_change = starts.len() != 24;
        if !clock_change && !penalty && roll(0) % 100 >= 42 {
            return Vec::new();
        }
        // When the clocks change, dispatch is in the small hours, where a mistake would show; otherwise in the evening.
        let (first, count) =
            if clock_change { (0, 4) } else { (16 + (roll(1) % 3) as usize, 1 + (roll(2) % 4) as usize) };
        let hours = starts.iter().skip(first).take(count).enumerate();
        hours
            .map(|(index, start)| {
                let energy = 60 + (roll(8 + index as u64) % 190) as i64;
                let sign = if penalty { -1 } else { 1 };
                let earnings = sign * (energy * self.minor_per_kwh + 50) / 100;
                Hour { start: *start, amount: Amount { energy, earnings } }
            })
            .collect()
    }
}

/// Splits a documented day into hours. The last hour takes the remainder.
fn documented(day: NaiveDate, starts: &[DateTime<Tz>]) -> Vec<Hour> {
    let Some(&(_, energy, earnings, first)) = DOCUMENTED.iter().find(|row| row.0 == day.day()) else {
        return Vec::new();
    };
    let count = if energy < 300 { 2 } else { 3 };
    let share = |total: i64, index: i64| {
        // Decreasing shares: the first hour dispatches most, as batteries do.
        let weight = |index: i64| count - index;
        let weights: i64 = (0..count).map(weight).sum();
        let others: i64 = (0..count - 1).map(|i| total * weight(i) / weights).sum();
        if index == count - 1 { total - others } else { total * weight(index) / weights }
    };
    let hours = starts.iter().skip(first).zip(0..count);
    hours
        .map(|(start, index)| Hour {
            start: *start,
            amount: Amount { energy: share(energy, index), earnings: share(earnings, index) },
        })
        .collect()
}

/// SplitMix64's finaliser over seed and value: small, well mixed and the same on every platform.
fn hash(seed: u64, value: u64) -> u64 {
    let mut bits = seed
        .wrapping_add(1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(value.wrapping_mul(0xd1b5_4a32_d192_ed03));
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
