//! What happened, newest first: the days, hours or months with dispatch.

use super::env::Env;
use super::naming::{BucketWords, bucket_label};
use super::readout::figures;
use crate::domain::Performance;
use crate::domain::decimal::Decimal;
use crate::domain::performance::BucketValue;
use crate::locale::MessageId;
use crate::state::Model;

/// How many rows there are at first.
const FEW: usize = 5;

/// The head of the log, and what leads to more of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LogView {
    /// What is listed; `None` where there is nothing to list.
    pub title: Option<&'static str>,
    /// The button that shows all rows, or the first ones only.
    pub toggle: Option<String>,
}

/// A row of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// The index of its bar.
    pub index: usize,
    /// When it was.
    pub name: String,
    /// What the bar shows, or why there is no figure.
    pub value: String,
    /// The other figures.
    pub detail: String,
}

impl LogView {
    pub(super) fn of(values: &[BucketValue], model: &Model, env: &Env<'_>) -> Self {
        let count = values.iter().filter(|value| value.has_dispatch()).count();
        let locale = env.locale;
        let more = || locale.with(MessageId::ShowAll, &locale.number(Decimal::from_count(count), 0));
        let toggle = if model.whole_log { locale.text(MessageId::ShowFewer).to_owned() } else { more() };
        Self {
            title: (count > 0).then(|| locale.text(BucketWords::of(values).dispatches)),
            toggle: (count > FEW).then_some(toggle),
        }
    }
}

impl LogRow {
    /// The rows of the displayed period; none while another one is loading.
    pub fn all(model: &Model, env: &Env<'_>) -> Vec<Self> {
        let Some(performance) = model.performance().filter(|_| model.loading().is_none()) else { return Vec::new() };
        let values = model.displayed(performance.bucket_values(env.zone, env.today));
        let most = if model.whole_log { usize::MAX } else { FEW };
        let dispatched = values.iter().enumerate().rev().filter(|(_, value)| value.has_dispatch());
        dispatched
            .take(most)
            .map(|(index, value)| Self::of(index, value, values.len(), performance, model, env))
            .collect()
    }

    fn of(
        index: usize,
        value: &BucketValue,
        count: usize,
        performance: &Performance,
        model: &Model,
        env: &Env<'_>,
    ) -> Self {
        let name = bucket_label(value.bucket, count, env.locale);
        let (value, detail) = figures(value, performance, model, env);
        Self { index, name, value, detail }
    }
}
