//! A language that writes everything in the plainest way, so that tests can say what they expect.

use chrono::{NaiveDate, NaiveDateTime};
use vpp_core::domain::Decimal;
use vpp_core::locale::{DateStyle, Locale, MessageId};

/// English words, ISO dates, bare decimals: exact amounts, and numbers with as many decimals as the page asks for.
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

    fn percent(&self, share: Decimal) -> String {
        format!("{} %", (share.millionths() + 5_000) / 10_000)
    }

    fn number(&self, value: Decimal, decimals: u8) -> String {
        let unit = 10i64.pow(6 - u32::from(decimals.min(6)));
        let half = unit / 2 * value.millionths().signum();
        Decimal::from_millionths(value.millionths().saturating_add(half) / unit * unit).to_string()
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

/// The plain language with another way to write all amounts, and another unit.
pub struct Writes {
    pub money: &'static str,
    pub kwh: &'static str,
}

impl Locale for Writes {
    fn text(&self, text: MessageId) -> &'static str {
        if text == MessageId::Kwh { self.kwh } else { Plain.text(text) }
    }

    fn money(&self, _: Decimal, _: &str) -> String {
        self.money.to_owned()
    }

    fn percent(&self, share: Decimal) -> String {
        Plain.percent(share)
    }

    fn number(&self, value: Decimal, decimals: u8) -> String {
        Plain.number(value, decimals)
    }

    fn date(&self, date: NaiveDate, style: DateStyle) -> String {
        Plain.date(date, style)
    }

    fn clock(&self, instant: i64) -> String {
        Plain.clock(instant)
    }

    fn time(&self, time: NaiveDateTime) -> String {
        Plain.time(time)
    }

    fn category(&self, count: u32) -> String {
        Plain.category(count)
    }
}
