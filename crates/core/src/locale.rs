//! Everything that depends on the visitor's language: the texts, and how money, numbers and dates are written.
//!
//! [`Locale`] is a trait, so that the view model can be tested natively; in the browser `src/platform/intl.rs` implements it
//! by `Intl`.

pub mod message;

pub use message::MessageId;

use crate::domain::Decimal;
use chrono::{NaiveDate, NaiveDateTime};

/// How a date is written.
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

/// A language and its ways of writing.
pub trait Locale {
    /// The text of the catalogue.
    fn text(&self, text: MessageId) -> &'static str;

    /// An amount with its currency's sign and as many decimals as the currency has.
    fn money(&self, amount: Decimal, currency: &str) -> String;

    /// A difference of amounts, with its sign even where it is above zero.
    fn difference(&self, amount: Decimal, currency: &str) -> String;

    /// A share of which 1 is all, in whole per cent.
    fn percent(&self, share: Decimal) -> String;

    /// A number with at most `decimals` decimals.
    fn number(&self, value: Decimal, decimals: u8) -> String;

    /// A civil date.
    fn date(&self, date: NaiveDate, style: DateStyle) -> String;

    /// A time of the day, in hours and minutes.
    fn time(&self, time: NaiveDateTime) -> String;

    /// The category of CLDR, such as `one`, that a count belongs to in the language of the texts.
    fn category(&self, count: u32) -> String;

    /// A text with its first place holder filled in.
    fn with(&self, text: MessageId, value: &str) -> String {
        fill(self.text(text), value)
    }

    /// A text that counts, in the form for this count: `one:{0} day|other:{0} days`.
    fn plural(&self, text: MessageId, count: u32) -> String {
        let category = self.category(count);
        let mut chosen = "";
        // `other` is the last form in every language, so it is what stays where a category has no form of its own.
        for form in self.text(text).split('|') {
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
        // Some languages say a small number in words.
        _ => text.to_owned(),
    }
}
