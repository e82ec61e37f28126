//! The browser's history. An entry holds a period's type and first day, such as `MONTH 2025-02-01`, and nothing else.

use super::window::window;
use chrono::NaiveDate;
use vpp_core::domain::calendar::{Period, PeriodType, iso_date, parse_date};

/// Records a period, in a new entry or in the current one.
pub(crate) fn record(period: Period, push: bool) {
    let entry = [period.kind().name(), &iso_date(period.start())].join(" ").into();
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // If the browser refuses more entries, the page's own controls remain.
        let _ = if push { history.push_state(&entry, "") } else { history.replace_state(&entry, "") };
    }
}

/// Reads an entry.
pub(crate) fn parse(entry: &str) -> Option<(PeriodType, NaiveDate)> {
    let (kind, start) = entry.split_once(' ')?;
    Some((PeriodType::parse(kind)?, parse_date(start)?))
}
