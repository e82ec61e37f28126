//! The bucket under the cursor, in full.

use super::chart::measured;
use super::env::Env;
use super::headline::total_energy;
use super::naming::{Cells, SEPARATOR, bucket_label, bucket_name, is_today};
use super::picker::PeriodChoice;
use crate::domain::calendar::{Bucket, Period, PeriodType};
use crate::domain::digits::digits;
use crate::domain::insight::{rate as rate_of, share as share_of};
use crate::domain::performance::{BucketValue, Tense};
use crate::domain::{Action, Performance, Summary};
use crate::locale::MessageId;
use crate::state::{Measure, Model};

/// What the cursor reads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readout {
    /// The bucket's index among the bars, from 0.
    pub index: usize,
    /// The same from 1, for assistive technology.
    pub number: String,
    /// The date, the hour or the month.
    pub bucket: String,
    /// What the bar shows, or why there is none.
    pub value: String,
    /// The other figures: earnings or energy, rate and share; empty without dispatch.
    pub detail: String,
    /// All of it, as assistive technology announces it.
    pub value_text: String,
    /// The bucket's own period, where Connect offers it.
    pub open: Option<PeriodChoice>,
}

impl Readout {
    /// What the cursor reads; `None` without a cursor on the displayed axis.
    pub fn of(model: &Model, env: &Env<'_>) -> Option<Self> {
        let index = model.cursor?.index;
        let summary = model.summary.as_ref()?;
        let performance = summary.performance.as_ref()?;
        let values = model.displayed(performance.bucket_values(env.zone, env.today));
        let value = values.get(index)?;
        let locale = env.locale;
        let today = |mut name: String| {
            if is_today(value) {
                name.push_str(SEPARATOR);
                name.push_str(locale.text(MessageId::Today));
            }
            name
        };
        let bucket = today(bucket_label(value.bucket, values.len(), locale));
        let full_name = today(bucket_name(value.bucket, values.len(), locale));
        let (shown, detail) = figures(value, performance, model, env);
        let separator = if detail.is_empty() { "" } else { SEPARATOR };
        let value_text = locale.with_two(MessageId::Named, [&full_name, &[&shown, separator, &detail].concat()]);
        let open = open(value, summary, performance, model, env);
        Some(Self { index, number: digits(index as u64 + 1), bucket, value: shown, detail, value_text, open })
    }
}

/// The measured figure, and the others behind it.
pub(super) fn figures(
    value: &BucketValue,
    performance: &Performance,
    model: &Model,
    env: &Env<'_>,
) -> (String, String) {
    let locale = env.locale;
    let Cells { earnings, energy } = Cells::of(value, &performance.currency, locale);
    let total = performance.total;
    let ([first, second], total, total_in_words) = match model.measure {
        Measure::Earnings => ([earnings, energy], total.earnings, locale.money(total.earnings, &performance.currency)),
        Measure::Energy => ([energy, earnings], total.energy, total_energy(total.energy, env)),
    };
    let rate = match (value.energy, value.earnings) {
        (Some(energy), Some(earnings)) if !value.incomplete => rate_of(energy, earnings),
        _ => None,
    };
    let rate = rate.map(|rate| locale.with(MessageId::PerKwh, &locale.rate(rate, &performance.currency)));
    let share = measured(value, model.measure).and_then(|part| share_of(part, total));
    let share = share.map(|share| locale.with_two(MessageId::ShareOfTotal, [&locale.percent(share), &total_in_words]));
    let (mut shown, mut detail) = (first, String::new());
    for more in [second, rate.unwrap_or_default(), share.unwrap_or_default()] {
        if shown.is_empty() {
            shown = more;
        } else if !more.is_empty() {
            detail.push_str(if detail.is_empty() { "" } else { SEPARATOR });
            detail.push_str(&more);
        }
    }
    (shown, detail)
}

fn open(
    value: &BucketValue,
    summary: &Summary,
    performance: &Performance,
    model: &Model,
    env: &Env<'_>,
) -> Option<PeriodChoice> {
    let (kind, label) = match value.bucket {
        Bucket::Hour { .. } => return None,
        // From the days of a year the next step is their month.
        Bucket::Day(_) if performance.period.kind() != PeriodType::Year => (PeriodType::Day, MessageId::OpenDay),
        Bucket::Day(_) | Bucket::Month(_) => (PeriodType::Month, MessageId::OpenMonth),
    };
    let possible = value.tense != Tense::Future
        && kind != performance.period.kind()
        && performance.available.contains(&kind)
        && summary.offers(Action::ChangePeriod)
        && !model.has_ended();
    let period = Period::containing(kind, value.bucket.date());
    possible.then(|| PeriodChoice::new(period, env.locale.text(label).to_owned(), model))
}
