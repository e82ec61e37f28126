//! The chart's figures as a table.

use super::naming::{BucketWords, Cells, bucket_name};
use crate::domain::calendar::Bucket;
use crate::domain::performance::BucketValue;
use crate::locale::{DateStyle, Locale, MessageId};

/// The table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableView {
    /// Whether it is shown.
    pub shown: bool,
    /// The text of the control that shows or hides it.
    pub toggle: &'static str,
    /// The caption.
    pub caption: String,
    /// The column heads.
    pub columns: [&'static str; 3],
    /// The rows; empty while the table is hidden.
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
    /// `period` is the period in words; `earnings` and `energy` are its totals.
    pub(super) fn of(
        values: &[BucketValue],
        currency: &str,
        [period, earnings, energy]: [&str; 3],
        shown: bool,
        locale: &dyn Locale,
    ) -> Self {
        let text = |id| locale.text(id);
        let words = BucketWords::of(values);
        Self {
            shown,
            toggle: text(if shown { MessageId::HideTable } else { words.table }),
            caption: locale.with(MessageId::TableCaption, period),
            columns: [words.column, MessageId::ColumnEarnings, MessageId::ColumnEnergy].map(text),
            rows: if shown {
                values.iter().map(|value| row(value, values.len(), currency, locale)).collect()
            } else {
                Vec::new()
            },
            total: Row {
                name: "total".to_owned(),
                bucket: text(MessageId::Total).to_owned(),
                earnings: earnings.to_owned(),
                energy: energy.to_owned(),
            },
        }
    }
}

fn row(value: &BucketValue, count: usize, currency: &str, locale: &dyn Locale) -> Row {
    let Cells { earnings, energy } = Cells::of(value, currency, locale);
    // The caption names the year and, for days, the month.
    let bucket = match value.bucket {
        Bucket::Day(date) => locale.date(date, DateStyle::Weekday),
        other => bucket_name(other, count, locale),
    };
    Row { name: value.bucket.name(), bucket, earnings, energy }
}
