//! The figures of the displayed period.

use super::chart::{self, Axis, Bar};
use super::control::Control;
use super::empty::{EmptyView, is_running};
use super::env::Env;
use super::highlights::{self, Fact};
use super::naming::{BucketWords, kwh, period_name};
use super::notice::{self, Notice};
use super::picker::{self, Picker};
use super::refresh::RefreshView;
use super::table::TableView;
use crate::domain::performance::{BucketValue, Dispatch, Tense};
use crate::domain::{Decimal, Insight, Intent, Performance, PeriodType, Summary};
use crate::locale::MessageId;
use crate::state::{Measure, Model};

/// The figures of one period, in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeriodView {
    /// The period's name, from Connect's answer.
    pub period: String,
    /// What the amount is: earnings, in a running period so far, or the net result if it is negative.
    pub heading: &'static str,
    /// The amount.
    pub earnings: String,
    /// The energy dispatched.
    pub energy: String,
    /// How many buckets have dispatch.
    pub dispatches: DispatchCount,
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
    /// What the chart can show.
    pub measures: [MeasureOption; 2],
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
    /// What follows from the figures.
    pub facts: Vec<Fact>,
    /// Remarks on the figures.
    pub remarks: Vec<String>,
    /// The figures as a table.
    pub table: TableView,
    /// Whether another period is loading, whose name stands here, and of which no figure is known.
    pub loading: bool,
    /// A period that could not be had.
    pub problem: Option<Notice>,
    /// When the figures arrived, and the way to newer ones.
    pub refresh: Option<RefreshView>,
}

/// What stands for a figure that has not come yet.
const NOT_YET: &str = "–";

/// How many buckets have dispatch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DispatchCount {
    /// What is counted, such as days.
    pub label: &'static str,
    /// How many.
    pub count: String,
}

/// Something that the chart can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeasureOption {
    /// The measure.
    pub measure: Measure,
    /// Its name.
    pub label: &'static str,
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
        let fine_count = fine.len();
        let values = model.displayed(fine);
        let period = period_name(performance.period, locale);
        let or_unknown = |is_known, figure, id| {
            if is_known { figure } else { if loading { NOT_YET } else { text(id) }.to_owned() }
        };
        let earnings = locale.money(performance.total.earnings, &performance.currency);
        let earnings = or_unknown(performance.knows_earnings, earnings, MessageId::NotKnownYet);
        let energy = or_unknown(performance.knows_energy, kwh(performance.total.energy, locale), MessageId::NotKnown);
        let dispatched = u32::try_from(insight.dispatched).unwrap_or(u32::MAX);
        // A total may come without a series: then something was dispatched, and nobody knows when.
        let is_empty = dispatched == 0 && performance.total == Dispatch::default() && !insight.open;
        let chart_summary = if is_empty || loading {
            text(if loading { MessageId::Updating } else { MessageId::ChartSummaryNone }).to_owned()
        } else {
            // What was not understood may be dispatch as well.
            let count = locale.plural(words.count, dispatched);
            let count = if insight.unknown { text(MessageId::Incomplete) } else { &count };
            [earnings.as_str(), &energy, count].join(", ")
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
        let heading = match performance.total.earnings {
            total if total.is_negative() => MessageId::Balance,
            _ if is_running(performance, model, env) => MessageId::EarnedSoFar,
            _ => MessageId::Earned,
        };
        let count = locale.number(Decimal::from_count(insight.dispatched), 0);
        let count = match insight.unknown {
            _ if loading => NOT_YET.to_owned(),
            true => count + "+",
            false => count,
        };
        let totals = [period.as_str(), &earnings, &energy];
        Self {
            heading: text(heading),
            dispatches: DispatchCount { label: text(words.dispatches), count },
            types: types(summary, performance, model, env),
            previous: step(Intent::Previous, previous, performance.has_previous),
            next: step(Intent::Next, next, performance.has_next),
            pickable,
            picker_name: [&period, ", ", text(MessageId::ChoosePeriod)].concat(),
            picker: pickable.and_then(|_| Picker::of(performance, model, env)),
            measures: [(Measure::Earnings, MessageId::MeasureEarnings), (Measure::Energy, MessageId::MeasureEnergy)]
                .map(|(measure, label)| MeasureOption {
                    measure,
                    label: text(label),
                    selected: measure == model.measure,
                }),
            chart_name: locale.with(chart_name, &period),
            chart_summary,
            present,
            latest: last(BucketValue::has_dispatch).unwrap_or(present),
            bars: chart::bars(&values, model.measure, locale),
            bar_count: values.len().to_string(),
            axis: chart::axis(&values, performance, model.measure, locale),
            empty: is_empty.then(|| EmptyView::of(performance, pickable.is_some(), model, env)),
            facts: highlights::facts(performance, fine_count, &insight, &words, model, env),
            remarks: if loading { Vec::new() } else { highlights::remarks(performance, &insight, env) },
            table: TableView::of(&values, &performance.currency, totals, model.table, locale),
            loading,
            problem: notice::of_period(model, env),
            refresh: RefreshView::of(summary, performance, model, env),
            period,
            earnings,
            energy,
        }
    }

    /// What the live region announces when these figures arrive.
    pub(super) fn announcement(&self) -> String {
        format!("{}: {}, {}", self.period, self.earnings, self.energy)
    }

    /// The control of a period type.
    pub fn period_type(&self, kind: PeriodType) -> Option<&Control> {
        self.types.iter().find(|control| control.intent == Intent::Show(kind))
    }
}

/// The buckets of the chart and the table.
pub(super) fn displayed_values(performance: &Performance, model: &Model, env: &Env<'_>) -> Vec<BucketValue> {
    model.displayed(performance.bucket_values(env.zone, env.today))
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
