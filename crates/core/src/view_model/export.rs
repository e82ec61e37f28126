//! The period shown as a file for spreadsheets.

use super::Setting;
use crate::domain::Performance;
use crate::domain::calendar::iso_date;
use crate::domain::earnings::Tense;
use crate::state::Model;

/// A file to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Its name, such as `earnings-month-2025-02-01.csv`.
    pub name: String,
    /// Comma-separated values as RFC 4180 has them: a header, a line for each place that is not still to come, exact
    /// figures with a decimal point, and empty fields where nothing was dispatched.
    pub text: String,
}

impl Export {
    /// The figures of the period shown; `None` when there are none.
    pub fn of(model: &Model, setting: &Setting<'_>) -> Option<Self> {
        let performance: &Performance = model.summary.as_ref()?.performance.as_ref()?;
        // No field holds a comma, a quotation mark or anything that a spreadsheet would calculate: the columns are
        // dates, numbers and the code of a currency, which the decoder takes only in three letters.
        let mut text = "start,earnings,currency,energy_kwh\r\n".to_owned();
        for slot in performance.slots(setting.zone, setting.today) {
            if slot.dispatch.is_none() && slot.tense == Tense::Future {
                continue;
            }
            let [earnings, energy] = match slot.dispatch {
                Some(dispatch) => [dispatch.earnings.to_string(), dispatch.energy.to_string()],
                None => [String::new(), String::new()],
            };
            text.push_str(&[&*slot.place.name(), &earnings, &performance.currency, &energy].join(","));
            text.push_str("\r\n");
        }
        let period = performance.period;
        let kind = period.kind().name().to_ascii_lowercase();
        Some(Self { name: ["earnings-", &kind, "-", &iso_date(period.start()), ".csv"].concat(), text })
    }
}
