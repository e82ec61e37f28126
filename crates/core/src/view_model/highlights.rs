//! What follows from the figures, in words.

use super::empty::is_running;
use super::env::Env;
use super::naming::{BucketWords, bucket_name, kwh, period_name};
use crate::domain::{Insight, Performance};
use crate::locale::MessageId;
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
    if let Some((best, earnings)) = insight.best.and_then(|best| Some((best, best.earnings?))) {
        add(name(words.best), money(earnings), bucket_name(best.bucket, buckets, locale));
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
        // A running period is compared with a whole one, so the text says "so far".
        let running = is_running(performance, model, env);
        let label = if running { MessageId::SoFarComparedWith } else { MessageId::ComparedWith };
        let difference = performance.total.earnings.saturating_sub(before.total.earnings);
        let name = period_name(before.period, locale);
        let was = [name.as_str(), ": ", &money(before.total.earnings)].concat();
        add(locale.with(label, &name), locale.difference(difference, &performance.currency), was);
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
