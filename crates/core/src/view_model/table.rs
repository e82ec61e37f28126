//! The chart's figures as a table, on request and on paper.

use super::env::Env;
use super::naming::{BucketWords, Cells, bucket_label, kwh, period_name};
use crate::locale::MessageId;
use crate::state::Model;

/// The table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableView {
    /// The caption.
    pub caption: String,
    /// The column heads.
    pub columns: [&'static str; 3],
    /// The rows.
    pub rows: Vec<Row>,
    /// The last row.
    pub total: Row,
}

/// A row of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its stable name, as in the chart.
    pub name: String,
    /// The day, hour or month.
    pub bucket: String,
    /// The earnings, or why there are none.
    pub earnings: String,
    /// The energy; empty where it is not known or nothing was dispatched.
    pub energy: String,
}

impl TableView {
    /// The figures of the displayed period; `None` if there are none, and while another one is loading.
    pub fn of(model: &Model, env: &Env<'_>) -> Option<Self> {
        let performance = model.performance().filter(|_| model.loading().is_none())?;
        let locale = env.locale;
        let text = |id| locale.text(id);
        let values = model.displayed(performance.bucket_values(env.zone, env.today));
        let words = BucketWords::of(&values);
        let row = |value| {
            let Cells { earnings, energy } = Cells::of(value, &performance.currency, locale);
            // The caption names the year and, for days, the month.
            let bucket = bucket_label(value.bucket, values.len(), locale);
            Row { name: value.bucket.name(), bucket, earnings, energy }
        };
        let or_unknown = |is_known, figure, id| if is_known { figure } else { text(id).to_owned() };
        let total = performance.total;
        let earnings = locale.money(total.earnings, &performance.currency);
        Some(Self {
            caption: locale.with(MessageId::TableCaption, &period_name(performance.period, locale)),
            columns: [words.column, MessageId::ColumnEarnings, MessageId::ColumnEnergy].map(text),
            rows: values.iter().map(row).collect(),
            total: Row {
                name: "total".to_owned(),
                bucket: text(MessageId::Total).to_owned(),
                earnings: or_unknown(performance.knows_earnings, earnings, MessageId::NotKnownYet),
                energy: or_unknown(performance.knows_energy, kwh(total.energy, 2, locale), MessageId::NotKnown),
            },
        })
    }
}
