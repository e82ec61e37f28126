//! What depends on the visitor's language: the messages, and the formats of money, numbers and dates.
//!
//! [`Locale`] is a trait, so that the view model can be tested natively. In the browser `src/platform/intl.rs` implements it with
//! `Intl`.

pub mod message;

pub use message::MessageId;

use crate::domain::Decimal;
use chrono::{NaiveDate, NaiveDateTime};

/// The format of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// "Sunday, 16 February 2025"
    FullDay,
    /// "Sun, 16 Feb 2025"
    Day,
    /// "Sun, 16 Feb"
    Weekday,
    /// "16 Feb"
    ShortDay,
    /// "16"
    DayOfMonth,
    /// "February 2025"
    Month,
    /// "Feb"
    ShortMonth,
    /// "2025"
    Year,
}

/// A language and its formats.
pub trait Locale {
    /// The text of a message.
    fn text(&self, id: MessageId) -> &'static str;

    /// An amount with the sign and the decimals of its currency.
    fn money(&self, amount: Decimal, currency: &str) -> String;

    /// An amount for a unit of something, with at least two significant digits.
    fn rate(&self, amount: Decimal, currency: &str) -> String {
        self.money(amount, currency)
    }

    /// An amount with at most two significant digits.
    fn rounded(&self, amount: Decimal, currency: &str) -> String {
        self.money(amount, currency)
    }

    /// A large amount or, without a currency, a large number with at most two significant digits, such as "$10K".
    fn compact(&self, value: Decimal, currency: Option<&str>) -> String {
        currency.map_or_else(|| self.number(value, 0), |currency| self.money(value, currency))
    }

    /// A share from 0 to 1, in whole per cent.
    fn percent(&self, share: Decimal) -> String;

    /// A number with at most `decimals` decimals.
    fn number(&self, value: Decimal, decimals: u8) -> String;

    /// A civil date.
    fn date(&self, date: NaiveDate, style: DateStyle) -> String;

    /// A time of day in hours and minutes.
    fn time(&self, time: NaiveDateTime) -> String;

    /// A full hour, as short as the language has it.
    fn hour(&self, time: NaiveDateTime) -> String {
        self.time(time)
    }

    /// The time of day at an instant (Unix seconds), by the visitor's own clock.
    fn clock(&self, instant: i64) -> String;

    /// CLDR's plural category of a count, such as `one`.
    fn category(&self, count: u32) -> String;

    /// A message with its placeholder filled in.
    fn with(&self, id: MessageId, value: &str) -> String {
        fill(self.text(id), &[value])
    }

    /// A message with both placeholders filled in, in whichever order the language has them.
    fn with_two(&self, id: MessageId, values: [&str; 2]) -> String {
        fill(self.text(id), &values)
    }

    /// The form for a count of a message such as `one:{0} day|other:{0} days`.
    fn plural(&self, id: MessageId, count: u32) -> String {
        let category = self.category(count);
        let mut chosen = "";
        // `other` is the last form in every language, so it also serves categories without a form.
        for form in self.text(id).split('|') {
            let (name, words) = form.split_once(':').unwrap_or(("", form));
            chosen = words;
            if name == category {
                break;
            }
        }
        fill(chosen, &[&self.number(Decimal::from_count(count as usize), 0)])
    }
}

/// Puts the values into the places of their numbers. Some languages put a small number in words.
fn fill(mut text: &str, values: &[&str]) -> String {
    let mut filled = String::new();
    while let Some((before, rest)) = text.split_once('{') {
        let (number, after) = rest.split_once('}').unwrap_or_default();
        filled.push_str(before);
        filled.push_str(values[usize::from(number == "1") % values.len()]);
        text = after;
    }
    filled.push_str(text);
    filled
}
