//! What follows from the figures, in words.

use super::empty::is_running;
use super::env::Env;
use super::naming::{BucketWords, bucket_name, kwh, period_name};
use crate::domain::{Decimal, Insight, Performance, PeriodType};
use crate::locale::{DateStyle, MessageId};
use crate::state::Model;

/// Something that follows from the figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// What belongs to the value, such as the day; may be empty.
    pub detail: String,
}

/// The facts of a period. `buckets` is the number of buckets that `insight` was computed from.
pub(super) fn facts(
    performance: &Performance,
    buckets: usize,
    insight: &Insight,
    words: &BucketWords,
    model: &Model,
    env: &Env<'_>,
) -> Vec<Fact> {
    let locale = env.locale;
    let money = |amount| locale.money(amount, &performance.currency);
    let mut facts = Vec::new();
    let mut add = |name: String, value, detail| facts.push(Fact { name, value, detail });
    let name = |id| locale.text(id).to_owned();
    if let Some([paid, charged]) = insight.sides {
        add(name(MessageId::Paid), money(paid), String::new());
        add(name(MessageId::Charged), money(charged), String::new());
    }
    for (label, bucket) in [(words.best, insight.best), (MessageId::LargestCharge, insight.worst)] {
        if let Some((bucket, earnings)) = bucket.and_then(|bucket| Some((bucket, bucket.earnings?))) {
            add(name(label), money(earnings), bucket_name(bucket.bucket, buckets, locale));
        }
    }
    if let Some(average) = insight.per_bucket {
        let count = locale.plural(words.count, u32::try_from(insight.dispatched).unwrap_or(u32::MAX));
        add(name(words.average), money(average), count);
    }
    if let Some(average) = insight.per_kwh {
        add(name(MessageId::AveragePerKwh), locale.rate(average, &performance.currency), String::new());
    }
    let before = model.cache.get(performance.period.previous());
    let comparable = |before: &&Performance| {
        before.currency == performance.currency && before.knows_earnings && performance.knows_earnings
    };
    if let Some(before) = before.filter(comparable) {
        let name = period_name(before.period, locale);
        let earned = performance.total.earnings;
        // What is written alike does not differ for a customer.
        let difference = |was: Decimal| {
            if money(was) == money(earned) { Decimal::ZERO } else { earned.saturating_sub(was) }
        };
        if is_running(performance, model, env) {
            // A part of a period is only compared with the same part of the one before. The page does not know the hour.
            let kind = performance.period.kind();
            let until = kind.day_before(env.today).filter(|_| kind != PeriodType::Day);
            let part = until.and_then(|day| Some((day, before.earned_until(day, env.zone, env.today)?)));
            if let Some((day, was)) = part {
                let difference = difference(was);
                let (text, difference) = if difference.is_negative() {
                    (MessageId::LessThanBy, Decimal::ZERO.saturating_sub(difference))
                } else {
                    (MessageId::MoreThanBy, difference)
                };
                let value = locale.with_two(text, [&money(difference), &locale.date(day, DateStyle::ShortDay)]);
                add(locale.with(MessageId::SoFarComparedWith, &name), value, String::new());
            }
        } else {
            let was = before.total.earnings;
            let detail = [name.as_str(), ": ", &money(was)].concat();
            let difference = locale.difference(difference(was), &performance.currency);
            add(locale.with(MessageId::ComparedWith, &name), difference, detail);
        }
    }
    facts
}

/// Remarks on the figures.
pub(super) fn remarks(performance: &Performance, insight: &Insight, env: &Env<'_>) -> Vec<String> {
    let locale = env.locale;
    let money = |amount| locale.money(amount, &performance.currency);
    let [earned, metered] = [money(insight.sum.earnings), kwh(insight.sum.energy, locale)];
    let mut remarks = Vec::new();
    let mut add = |holds: bool, id, value: &str| {
        if holds {
            remarks.push(locale.with(id, value));
        }
    };
    // What is written alike does not differ for a customer.
    add(earned != money(performance.total.earnings), MessageId::SumDiffers, &earned);
    add(metered != kwh(performance.total.energy, locale), MessageId::SumDiffers, &metered);
    add(insight.open, MessageId::Incomplete, "");
    add(performance.has_unknown_times(env.zone), MessageId::TimesInUtc, "");
    add(true, MessageId::Restated, "");
    remarks
}
