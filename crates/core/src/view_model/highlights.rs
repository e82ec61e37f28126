//! What follows from the figures, in words.

use super::empty::is_running;
use super::env::Env;
use super::headline::total_energy;
use super::naming::{BucketWords, bucket_label, period_name};
use crate::domain::calendar::Bucket;
use crate::domain::performance::BucketValue;
use crate::domain::{Decimal, Insight, Performance, PeriodType};
use crate::locale::{DateStyle, MessageId};
use crate::state::Model;
use chrono::{Datelike, TimeDelta, Timelike, Weekday};

/// Something that follows from the figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// What belongs to the value, such as the day; may be empty.
    pub detail: String,
    /// The bar that it is about.
    pub bar: Option<usize>,
}

/// The facts of a period. `values` are the bars, `fine` the buckets that `insight` follows from.
pub(super) fn facts(
    performance: &Performance,
    [values, fine]: [&[BucketValue]; 2],
    insight: &Insight,
    words: &BucketWords,
    env: &Env<'_>,
) -> Vec<Fact> {
    let locale = env.locale;
    let money = |amount| locale.money(amount, &performance.currency);
    let mut facts = Vec::new();
    let mut add = |id, value, detail, bar| facts.push(Fact { name: locale.text(id), value, detail, bar });
    for (label, bucket) in [(words.best, insight.best), (MessageId::LargestCharge, insight.worst)] {
        if let Some((BucketValue { bucket, .. }, earnings)) = bucket.and_then(|it| Some((it, it.earnings?))) {
            // A chart of months has no bar for a day.
            let bar = values.iter().position(|value| value.bucket == bucket);
            add(label, money(earnings), bucket_label(bucket, fine.len(), locale), bar);
        }
    }
    if let Some(average) = insight.per_bucket {
        add(words.average, money(average), String::new(), None);
    }
    if let Some(average) = insight.per_kwh {
        add(MessageId::AveragePerKwh, locale.rate(average, &performance.currency), String::new(), None);
    }
    facts
}

/// What follows from the figures, in sentences: how they compare with the period before, and when events happen.
pub(super) fn sentences(
    performance: &Performance,
    fine: &[BucketValue],
    insight: &Insight,
    model: &Model,
    env: &Env<'_>,
) -> Vec<String> {
    comparison(performance, insight, model, env).into_iter().chain(pattern(fine, insight, env)).collect()
}

fn comparison(performance: &Performance, insight: &Insight, model: &Model, env: &Env<'_>) -> Option<String> {
    let locale = env.locale;
    let money = |amount| locale.money(amount, &performance.currency);
    let kind = performance.period.kind();
    // Whether there was an event on the day before is by chance.
    let before = model.cache.get(performance.period.previous()).filter(|_| kind != PeriodType::Day)?;
    // What is not settled yet would count as nothing.
    let is_open = insight.open || Insight::of(before, &before.bucket_values(env.zone, env.today)).open;
    let is_known = before.knows_earnings && performance.knows_earnings && !is_open;
    if !is_known || before.currency != performance.currency {
        return None;
    }
    // A part of a period is only compared with the same part of the one before.
    let (was, [less, more, alike], with) = if is_running(performance, model, env) {
        let day = kind.day_before(env.today)?;
        // In another year the same day needs its year.
        let style = if kind == PeriodType::Year { DateStyle::Day } else { DateStyle::ShortDay };
        let until = [MessageId::LessThanBy, MessageId::MoreThanBy, MessageId::AsMuchAsBy];
        (before.earned_until(day, env.zone, env.today)?, until, locale.date(day, style))
    } else {
        let whole = [MessageId::LessThanIn, MessageId::MoreThanIn, MessageId::AsMuchAsIn];
        (before.total.earnings, whole, period_name(before.period, locale))
    };
    let earned = performance.total.earnings;
    // What is written alike does not differ for a customer.
    if money(was) == money(earned) {
        return Some(locale.with(alike, &with));
    }
    let (id, difference) =
        if earned < was { (less, was.saturating_sub(earned)) } else { (more, earned.saturating_sub(was)) };
    Some(locale.with_two(id, [&money(difference), &with]))
}

/// From this many buckets with dispatch on it is said when events happen.
const ENOUGH: usize = 8;

fn pattern(fine: &[BucketValue], insight: &Insight, env: &Env<'_>) -> Option<String> {
    let locale = env.locale;
    if insight.dispatched < ENOUGH || insight.unknown {
        return None;
    }
    let dispatched = || fine.iter().filter(|value| value.has_dispatch());
    let [first, last] = [dispatched().next()?, dispatched().next_back()?].map(|value| value.bucket);
    match (first, last) {
        // On a day with a change of the clocks an hour would need its distance to UTC. A change by half an hour leaves 24
        // hours, of which those after it begin at half past.
        (Bucket::Hour { civil: first, .. }, Bucket::Hour { civil: last, .. })
            if fine.len() == 24 && last.minute() == 0 =>
        {
            let end = last.checked_add_signed(TimeDelta::hours(1))?;
            Some(locale.with_two(MessageId::EventsBetween, [&locale.time(first), &locale.time(end)]))
        }
        (Bucket::Day(_), _) => {
            let is_weekend =
                |value: &&BucketValue| matches!(value.bucket.date().weekday(), Weekday::Sat | Weekday::Sun);
            let count = |count| locale.number(Decimal::from_count(count), 0);
            let days = [count(dispatched().filter(is_weekend).count()), count(insight.dispatched)];
            Some(locale.with_two(MessageId::EventsOnWeekends, [&days[0], &days[1]]))
        }
        _ => None,
    }
}

/// Remarks on the figures.
pub(super) fn remarks(performance: &Performance, insight: &Insight, env: &Env<'_>) -> Vec<String> {
    let locale = env.locale;
    let money = |amount| locale.money(amount, &performance.currency);
    let [earned, metered] = [money(insight.sum.earnings), total_energy(insight.sum.energy, env)];
    let mut remarks = Vec::new();
    let mut add = |holds: bool, id, value: &str| {
        if holds {
            remarks.push(locale.with(id, value));
        }
    };
    // What is written alike does not differ for a customer.
    add(earned != money(performance.total.earnings), MessageId::SumDiffers, &earned);
    add(metered != total_energy(performance.total.energy, env), MessageId::SumDiffers, &metered);
    add(insight.open, MessageId::Incomplete, "");
    add(performance.has_unknown_times(env.zone), MessageId::TimesInUtc, "");
    remarks
}
