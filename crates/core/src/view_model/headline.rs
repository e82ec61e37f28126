//! The three lines above the chart: what the amount is, the amount, and what belongs to it.

use super::empty::is_running;
use super::env::Env;
use super::naming::{BucketWords, SEPARATOR, kwh};
use crate::domain::performance::BucketValue;
use crate::domain::{Insight, Performance, PeriodType};
use crate::locale::{DateStyle, MessageId};
use crate::state::{Measure, Model};
use crate::{domain::calendar::Bucket, domain::decimal::Decimal};

/// The three lines, while no bar is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Headline {
    /// What the amount is, and how many days a running period still has.
    pub label: String,
    /// The two totals. That of the chart's measure is the amount.
    pub totals: [Total; 2],
    /// Whether the third line begins with the other total. Where it does not, that one is for screen readers only.
    pub shows_other: bool,
    /// The rest of the third line.
    pub rest: String,
    /// What was charged, where the rest is what was paid.
    pub charged: String,
    /// The last bucket with dispatch.
    pub last: Option<LastDispatch>,
}

/// What stands for a figure that has not come yet.
const NOT_YET: &str = "–";

/// A total.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// The hook `data-total`.
    pub name: &'static str,
    /// The figure.
    pub text: String,
}

/// The last bucket with dispatch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastDispatch {
    /// Its index among the bars.
    pub index: usize,
    /// When it was.
    pub text: String,
}

impl Headline {
    /// `values` are the bars; `insight` follows from the finest buckets, which `words` name.
    pub(super) fn of(
        performance: &Performance,
        values: &[BucketValue],
        insight: &Insight,
        words: &BucketWords,
        is_empty: bool,
        model: &Model,
        env: &Env<'_>,
    ) -> Self {
        let locale = env.locale;
        let money = |amount| locale.money(amount, &performance.currency);
        let loading = model.loading().is_some();
        let or_unknown = |is_known, figure, id| {
            if is_known { figure } else { if loading { NOT_YET } else { locale.text(id) }.to_owned() }
        };
        let earnings =
            or_unknown(performance.knows_earnings, money(performance.total.earnings), MessageId::NotKnownYet);
        let energy =
            or_unknown(performance.knows_energy, total_energy(performance.total.energy, env), MessageId::NotKnown);
        let mut totals = [Total { name: "earnings", text: earnings }, Total { name: "energy", text: energy }];
        let (mut rest, mut charged) = (String::new(), String::new());
        let add = |line: &mut String, text: &str| {
            line.push_str(SEPARATOR);
            line.push_str(text);
        };
        let sides = insight.sides.filter(|_| model.measure == Measure::Earnings);
        if let Some([paid, taken]) = sides {
            let side = |id, amount| [locale.text(id), " ", &money(amount)].concat();
            rest = side(MessageId::Paid, paid);
            add(&mut charged, &side(MessageId::Charged, taken));
        } else if insight.unknown {
            let count = locale.number(Decimal::from_count(insight.dispatched), 0);
            add(
                &mut rest,
                &locale.with_two(MessageId::Named, [locale.text(words.dispatches), &[&count, "+"].concat()]),
            );
        } else if insight.dispatched > 0 {
            add(&mut rest, &locale.plural(words.count, u32::try_from(insight.dispatched).unwrap_or(u32::MAX)));
        }
        if is_empty || loading {
            (rest, charged) = Default::default();
        }
        if model.measure == Measure::Energy {
            totals.swap(0, 1);
        }
        let last = values.iter().rposition(BucketValue::has_dispatch).filter(|_| sides.is_none());
        let last = last.and_then(|index| {
            let name = match values.get(index)?.bucket {
                Bucket::Hour { civil, .. } => locale.time(civil),
                Bucket::Day(date) => locale.date(date, DateStyle::Weekday),
                Bucket::Month(date) => locale.date(date, DateStyle::ShortMonth),
            };
            Some(LastDispatch { index, text: locale.with(MessageId::LastEvent, &name) })
        });
        Self {
            label: label(performance, model, env),
            totals,
            shows_other: sides.is_none() && !is_empty && !loading,
            rest,
            charged,
            last,
        }
    }
}

/// The energy of a period. Tenths of a kilowatt-hour are enough, unless there is hardly any.
pub(super) fn total_energy(energy: Decimal, env: &Env<'_>) -> String {
    let is_small = energy.millionths().unsigned_abs() < 1_000_000;
    kwh(energy, if is_small { 2 } else { 1 }, env.locale)
}

fn label(performance: &Performance, model: &Model, env: &Env<'_>) -> String {
    let locale = env.locale;
    let is_running = is_running(performance, model, env);
    let id = match (model.measure, performance.total.earnings) {
        (Measure::Energy, _) => MessageId::EnergyDispatched,
        (_, total) if total.is_negative() => MessageId::Balance,
        _ if is_running => MessageId::EarnedSoFar,
        _ => MessageId::Earned,
    };
    let mut label = locale.text(id).to_owned();
    let left = (performance.period.end() - env.today).num_days();
    if let (true, Ok(left @ 1..)) = (is_running && performance.period.kind() != PeriodType::Day, u32::try_from(left)) {
        label.push_str(SEPARATOR);
        label.push_str(&locale.plural(MessageId::DaysToGo, left));
    }
    label
}
