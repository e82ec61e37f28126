//! The figures of the displayed period.

use super::chart::{self, Axis, Bar};
use super::control::Control;
use super::empty::EmptyView;
use super::env::Env;
use super::headline::Headline;
use super::highlights::{self, Fact};
use super::log::LogView;
use super::naming::{BucketWords, period_name};
use super::notice::{self, Notice};
use super::picker::{self, Picker};
use super::refresh::RefreshView;
use crate::domain::digits::digits;
use crate::domain::performance::{BucketValue, Dispatch, Tense};
use crate::domain::{Decimal, Insight, Intent, Performance, PeriodType, Summary};
use crate::locale::{Locale, MessageId};
use crate::state::{Measure, Model};

/// The figures of one period, in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeriodView {
    /// The period's name, from Connect's answer.
    pub period: String,
    /// The three lines above the chart.
    pub headline: Headline,
    /// The period types on offer.
    pub types: Vec<Control>,
    /// To the period before.
    pub previous: Option<Control>,
    /// To the period after.
    pub next: Option<Control>,
    /// The year at which the picker opens; `None` where no period can be picked.
    pub pickable: Option<i32>,
    /// The accessible name of the button that opens the picker.
    pub picker_name: String,
    /// The open picker.
    pub picker: Option<Picker>,
    /// What the chart can show; nothing to choose from without dispatch.
    pub measures: Option<[MeasureOption; 2]>,
    /// The chart's name.
    pub chart_name: String,
    /// The chart in a sentence.
    pub chart_summary: String,
    /// One bar for each bucket of the axis.
    pub bars: Vec<Bar>,
    /// The index of the last bar that is not still to come.
    pub present: usize,
    /// The index of the last bar with dispatch, if there is one, else the same.
    pub latest: usize,
    /// How many bars there are.
    pub bar_count: String,
    /// The value axis.
    pub axis: Axis,
    /// What stands in the chart of a period without dispatch.
    pub empty: Option<EmptyView>,
    /// What happened, newest first.
    pub log: LogView,
    /// What follows from the figures.
    pub facts: Vec<Fact>,
    /// The same in sentences.
    pub sentences: Vec<String>,
    /// Remarks on the figures.
    pub remarks: Vec<String>,
    /// The text of the button that shows or hides the table.
    pub table_toggle: &'static str,
    /// Whether another period is loading, whose name stands here, and of which no figure is known.
    pub loading: bool,
    /// A period that could not be had.
    pub problem: Option<Notice>,
    /// When the figures arrived, and the way to newer ones.
    pub refresh: Option<RefreshView>,
}

/// Something that the chart can show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MeasureOption {
    /// The measure.
    pub measure: Measure,
    /// The sign of its unit.
    pub sign: String,
    /// Its accessible name, with the sign.
    pub name: String,
    /// Whether the chart shows it.
    pub selected: bool,
}

impl PeriodView {
    pub(super) fn of(summary: &Summary, performance: &Performance, model: &Model, env: &Env<'_>) -> Self {
        let locale = env.locale;
        let text = |id| locale.text(id);
        let loading = model.loading().is_some();
        // The facts of a period are the same on every screen, however many bars the chart has room for.
        let fine = performance.bucket_values(env.zone, env.today);
        let insight = Insight::of(performance, &fine);
        let words = BucketWords::of(&fine);
        let values = model.displayed(fine.clone());
        let period = period_name(performance.period, locale);
        // A total may come without a series: then something was dispatched, and nobody knows when.
        let is_empty = insight.dispatched == 0 && performance.total == Dispatch::default() && !insight.open;
        let headline = Headline::of(performance, &values, &insight, &words, is_empty, model, env);
        let chart_summary = if is_empty || loading {
            text(if loading { MessageId::Updating } else { MessageId::ChartSummaryNone }).to_owned()
        } else {
            // What was not understood may be dispatch as well.
            let dispatched = u32::try_from(insight.dispatched).unwrap_or(u32::MAX);
            let count = locale.plural(words.count, dispatched);
            let count = if insight.unknown { text(MessageId::Incomplete) } else { &count };
            [&headline.totals[0].text, &headline.totals[1].text, count].join(", ")
        };
        let pickable = picker::first_year(summary, performance, model);
        let available = performance.available.contains(&performance.period.kind());
        let step = |intent, label, possible: bool| {
            let control = Control::offered(summary, model, intent, text(label))?;
            Some(Control { disabled: control.disabled || !(possible && available), ..control })
        };
        let (previous, next) = match performance.period.kind() {
            PeriodType::Day => (MessageId::PreviousDay, MessageId::NextDay),
            PeriodType::Month => (MessageId::PreviousMonth, MessageId::NextMonth),
            PeriodType::Year => (MessageId::PreviousYear, MessageId::NextYear),
        };
        let chart_name = match model.measure {
            Measure::Earnings => MessageId::ChartName,
            Measure::Energy => MessageId::ChartNameEnergy,
        };
        let last = |test: fn(&BucketValue) -> bool| values.iter().rposition(test);
        let present = last(|value| value.tense != Tense::Future).unwrap_or(0);
        Self {
            headline,
            types: types(summary, performance, model, env),
            previous: step(Intent::Previous, previous, performance.has_previous),
            next: step(Intent::Next, next, performance.has_next),
            pickable,
            picker_name: [&period, ", ", text(MessageId::ChoosePeriod)].concat(),
            picker: pickable.and_then(|_| Picker::of(performance, model, env)),
            measures: (!is_empty).then(|| measures(performance, model, locale)),
            chart_name: locale.with(chart_name, &period),
            chart_summary,
            present,
            latest: last(BucketValue::has_dispatch).unwrap_or(present),
            bars: chart::bars(&values, model.measure, locale),
            bar_count: digits(values.len() as u64),
            axis: chart::axis(&values, performance, model.measure, locale),
            empty: is_empty.then(|| EmptyView::of(performance, pickable.is_some(), model, env)),
            log: match model.performance().filter(|_| loading) {
                // It keeps its place unseen.
                Some(shown) => LogView::of(&model.displayed(shown.bucket_values(env.zone, env.today)), model, env),
                None => LogView::of(&values, model, env),
            },
            facts: highlights::facts(performance, [&values, &fine], &insight, &words, env),
            sentences: highlights::sentences(performance, &fine, &insight, model, env),
            remarks: if loading { Vec::new() } else { highlights::remarks(performance, &insight, env) },
            table_toggle: text(if model.table { MessageId::HideTable } else { BucketWords::of(&values).table }),
            loading,
            problem: notice::of_period(model, env),
            refresh: RefreshView::of(summary, performance, model, env),
            period,
        }
    }

    /// What the live region announces when these figures arrive.
    pub(super) fn announcement(&self, locale: &dyn Locale) -> String {
        let [first, second] = &self.headline.totals;
        locale.with_two(MessageId::Named, [&self.period, &[&first.text, ", ", &second.text].concat()])
    }

    /// The control of a period type.
    pub fn period_type(&self, kind: PeriodType) -> Option<&Control> {
        self.types.iter().find(|control| control.intent == Intent::Show(kind))
    }
}

fn measures(performance: &Performance, model: &Model, locale: &dyn Locale) -> [MeasureOption; 2] {
    let money = locale.money(Decimal::ZERO, &performance.currency);
    let kwh = locale.with(MessageId::Kwh, "");
    [
        (Measure::Earnings, MessageId::MeasureEarnings, sign(&money)),
        (Measure::Energy, MessageId::MeasureEnergy, sign(&kwh)),
    ]
    .map(|(measure, label, sign)| MeasureOption {
        measure,
        name: [locale.text(label), ", ", sign].concat(),
        sign: sign.to_owned(),
        selected: measure == model.measure,
    })
}

/// What stands before or behind the digits of an amount.
fn sign(amount: &str) -> &str {
    let is_digit = |letter| matches!(letter, '0'..='9' | '٠'..='٩' | '۰'..='۹');
    let is_space = |letter| matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\u{200e}' | '\u{200f}' | '\u{61c}');
    let [before, behind] = [amount.split(is_digit).next(), amount.rsplit(is_digit).next()]
        .map(|side| side.unwrap_or_default().trim_matches(is_space));
    if before.is_empty() { behind } else { before }
}

fn types(summary: &Summary, performance: &Performance, model: &Model, env: &Env<'_>) -> Vec<Control> {
    let available = PeriodType::ALL.into_iter().filter(|kind| performance.available.contains(kind));
    let control = |kind| {
        let label = match kind {
            PeriodType::Day => MessageId::Day,
            PeriodType::Month => MessageId::Month,
            PeriodType::Year => MessageId::Year,
        };
        let control = Control::offered(summary, model, Intent::Show(kind), env.locale.text(label))?;
        Some(Control { pressed: kind == performance.period.kind(), ..control })
    };
    available.filter_map(control).collect()
}
