//! A language that writes everything in the plainest way, so that tests can say what they expect.

use chrono::{NaiveDate, NaiveDateTime};
use vpp_core::domain::Decimal;
use vpp_core::locale::{DateStyle, Locale, MessageId};

/// English words, ISO dates, bare decimals.
pub struct Plain;

impl Locale for Plain {
    fn text(&self, text: MessageId) -> &'static str {
        text.english()
    }

    fn money(&self, amount: Decimal, currency: &str) -> String {
        // What is finer than the smallest coin is nothing, and all else is exact.
        let coin = match currency {
            "JPY" => 1_000_000,
            "KWD" => 1_000,
            _ => 10_000,
        };
        let amount = if amount.millionths().unsigned_abs() < coin / 2 { Decimal::ZERO } else { amount };
        format!("{currency} {amount}")
    }

    fn compact(&self, value: Decimal, currency: Option<&str>) -> String {
        let value = format!("{}K", value.millionths() / 1_000_000_000);
        currency.map(|currency| format!("{currency} {value}")).unwrap_or(value)
    }

    fn difference(&self, amount: Decimal, currency: &str) -> String {
        format!("{currency} {}{amount}", if amount > Decimal::ZERO { "+" } else { "" })
    }

    fn percent(&self, share: Decimal) -> String {
        format!("{} %", (share.millionths() + 5_000) / 10_000)
    }

    fn number(&self, value: Decimal, decimals: u8) -> String {
        let is_nothing = decimals == 2 && value.millionths().unsigned_abs() < 5_000;
        if is_nothing { Decimal::ZERO } else { value }.to_string()
    }

    fn date(&self, date: NaiveDate, style: DateStyle) -> String {
        let format = match style {
            DateStyle::FullDay => "%A %Y-%m-%d",
            DateStyle::Day => "%a %Y-%m-%d",
            DateStyle::Weekday => "%a %m-%d",
            DateStyle::ShortDay => "%m-%d",
            DateStyle::DayOfMonth => "%-d",
            DateStyle::Month => "%B %Y",
            DateStyle::ShortMonth => "%b",
            DateStyle::Year => "%Y",
        };
        date.format(format).to_string()
    }

    fn category(&self, count: u32) -> String {
        if count == 1 { "one" } else { "other" }.to_owned()
    }

    fn time(&self, time: NaiveDateTime) -> String {
        time.format("%H:%M").to_string()
    }

    fn clock(&self, instant: i64) -> String {
        // The visitor is in Berlin, in winter.
        self.time(vpp_core::domain::calendar::at_unix(instant + 3600))
    }

    fn hour(&self, time: NaiveDateTime) -> String {
        time.format("%H h").to_string()
    }
}
