//! The displayed period as a file for spreadsheets.

use super::env::Env;
use crate::domain::Decimal;
use crate::domain::calendar::iso_date;
use crate::domain::performance::BucketState;
use crate::state::Model;

/// A file to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its name, such as `earnings-month-2025-02-01.csv`.
    pub name: String,
    /// Comma-separated values by RFC 4180: a header, a line for each bucket that is neither in the future nor unknown, exact
    /// figures with a decimal point, and empty fields without dispatch and for a figure that is not known yet.
    pub text: String,
}

impl Export {
    /// The figures of the displayed period; `None` if there are none.
    pub fn of(model: &Model, env: &Env<'_>) -> Option<Self> {
        let performance = model.performance()?;
        // No field holds a comma, a quotation mark or anything that a spreadsheet would calculate: the columns are
        // dates, numbers and the code of a currency, which the decoder takes only in three letters.
        let mut text = "start,earnings,currency,energy_kwh\r\n".to_owned();
        for value in performance.bucket_values(env.zone, env.today) {
            // A line without figures says that nothing was dispatched.
            if matches!(value.state(), BucketState::Future | BucketState::Unknown) {
                continue;
            }
            let [earnings, energy] =
                [value.earnings, value.energy].map(|figure| figure.map(Decimal::text).unwrap_or_default());
            text.push_str(&[&*value.bucket.name(), &earnings, &performance.currency, &energy].join(","));
            text.push_str("\r\n");
        }
        let period = performance.period;
        let kind = period.kind().name().to_ascii_lowercase();
        Some(Self { name: ["earnings-", &kind, "-", &iso_date(period.start()), ".csv"].concat(), text })
    }
}
