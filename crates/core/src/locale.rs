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

    /// A difference of amounts, with a sign even if it is positive.
    fn difference(&self, amount: Decimal, currency: &str) -> String;

    /// A share from 0 to 1, in whole per cent.
    fn percent(&self, share: Decimal) -> String;

    /// A number with at most `decimals` decimals.
    fn number(&self, value: Decimal, decimals: u8) -> String;

    /// A civil date.
    fn date(&self, date: NaiveDate, style: DateStyle) -> String;

    /// A time of day in hours and minutes.
    fn time(&self, time: NaiveDateTime) -> String;

    /// CLDR's plural category of a count, such as `one`.
    fn category(&self, count: u32) -> String;

    /// A message with its placeholder filled in.
    fn with(&self, id: MessageId, value: &str) -> String {
        fill(self.text(id), value)
    }

    /// A message with both of its placeholders filled in. They come in order in every language.
    fn with_two(&self, id: MessageId, [first, second]: [&str; 2]) -> String {
        fill(&self.with(id, first), second)
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
        fill(chosen, &self.number(Decimal::from_count(count as usize), 0))
    }
}

fn fill(text: &str, value: &str) -> String {
    match text.split_once('{').map(|(before, rest)| (before, rest.split_once('}'))) {
        Some((before, Some((_, after)))) => [before, value, after].concat(),
        // Some languages put a small number in words.
        _ => text.to_owned(),
    }
}
