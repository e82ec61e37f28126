//! How periods and buckets are named.

use crate::domain::Decimal;
use crate::domain::calendar::{Bucket, Period, PeriodType};
use crate::domain::performance::{BucketState, BucketValue, Tense};
use crate::locale::{DateStyle, Locale, MessageId};

pub(super) const SEPARATOR: &str = " · ";

/// The period in words, such as "February 2025".
pub(super) fn period_name(period: Period, locale: &dyn Locale) -> String {
    let style = match period.kind() {
        PeriodType::Day => DateStyle::Day,
        PeriodType::Month => DateStyle::Month,
        PeriodType::Year => DateStyle::Year,
    };
    let first = locale.date(period.start(), style);
    // A stated period that differs from the calendar's is named by its first and last day.
    if period == Period::containing(period.kind(), period.start()) {
        return first;
    }
    let [start, end] = [period.start(), period.end()].map(|date| locale.date(date, DateStyle::Day));
    [&start, " – ", &end].concat()
}

/// The bucket in words. `count` is the number of buckets on its axis.
pub(super) fn bucket_name(bucket: Bucket, count: usize, locale: &dyn Locale) -> String {
    match bucket {
        // Where the clocks change, the same hour can come twice; the UTC offset tells them apart.
        Bucket::Hour { civil, .. } if count != 24 => {
            let name = bucket.name();
            let offset = name.get(name.len().saturating_sub(6)..).unwrap_or_default();
            let time = [&locale.time(civil), " (", offset, ")"].concat();
            // No day has more than 25 hours.
            if count > 25 { [&locale.date(civil.date(), DateStyle::Weekday), ", ", &time].concat() } else { time }
        }
        Bucket::Hour { civil, .. } => locale.time(civil),
        Bucket::Day(date) => locale.date(date, DateStyle::FullDay),
        Bucket::Month(date) => locale.date(date, DateStyle::Month),
    }
}

/// The bucket in as few words as the chart beside it allows.
pub(super) fn bucket_label(bucket: Bucket, count: usize, locale: &dyn Locale) -> String {
    match bucket {
        Bucket::Day(date) => locale.date(date, DateStyle::Weekday),
        other => bucket_name(other, count, locale),
    }
}

/// A bucket's figures in words.
pub(super) struct Cells {
    /// The earnings, or why there are none.
    pub(super) earnings: String,
    /// The energy; empty where it is not known or nothing was dispatched.
    pub(super) energy: String,
}

impl Cells {
    pub(super) fn of(value: &BucketValue, currency: &str, locale: &dyn Locale) -> Self {
        let without_earnings = match value.state() {
            BucketState::Future => MessageId::StillToCome,
            BucketState::Pending => MessageId::NotKnownYet,
            BucketState::Unknown => MessageId::NotKnown,
            BucketState::Earned | BucketState::Nothing if value.tense == Tense::Current => MessageId::NoDispatchYetIn,
            BucketState::Earned | BucketState::Nothing => MessageId::NoDispatch,
        };
        let earnings = value.earnings.map(|earnings| locale.money(earnings, currency));
        Self {
            earnings: earnings.unwrap_or_else(|| locale.text(without_earnings).to_owned()),
            energy: value.energy.map(|energy| kwh(energy, 2, locale)).unwrap_or_default(),
        }
    }
}

pub(super) fn kwh(energy: Decimal, decimals: u8, locale: &dyn Locale) -> String {
    locale.with(MessageId::Kwh, &locale.number(energy, decimals))
}

/// Hours are not marked as current: which one it is changes while the page is open.
pub(super) fn is_marked(value: &BucketValue) -> bool {
    value.tense == Tense::Current && !matches!(value.bucket, Bucket::Hour { .. })
}

/// Whether it is today, and drawn as a day.
pub(super) fn is_today(value: &BucketValue) -> bool {
    is_marked(value) && matches!(value.bucket, Bucket::Day(_))
}

/// The messages that depend on what the buckets are.
pub(super) struct BucketWords {
    pub(super) column: MessageId,
    pub(super) dispatches: MessageId,
    pub(super) count: MessageId,
    pub(super) best: MessageId,
    pub(super) average: MessageId,
    pub(super) table: MessageId,
}

impl BucketWords {
    pub(super) fn of(values: &[BucketValue]) -> Self {
        match values.first().map(|value| value.bucket) {
            Some(Bucket::Hour { .. }) => Self {
                column: MessageId::ColumnHour,
                dispatches: MessageId::DispatchHours,
                count: MessageId::CountHours,
                best: MessageId::BestHour,
                average: MessageId::PerDispatchHour,
                table: MessageId::TableOfHours,
            },
            Some(Bucket::Month(_)) => Self {
                column: MessageId::ColumnMonth,
                dispatches: MessageId::DispatchMonths,
                count: MessageId::CountMonths,
                best: MessageId::BestMonth,
                average: MessageId::PerDispatchMonth,
                table: MessageId::TableOfMonths,
            },
            Some(Bucket::Day(_)) | None => Self {
                column: MessageId::ColumnDay,
                dispatches: MessageId::DispatchDays,
                count: MessageId::CountDays,
                best: MessageId::BestDay,
                average: MessageId::PerDispatchDay,
                table: MessageId::TableOfDays,
            },
        }
    }
}
