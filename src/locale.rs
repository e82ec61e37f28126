//! Everything that depends on the visitor's language: the texts, and how money, numbers and dates are written.
//!
//! [`Locale`] is a trait so that `present` can be tested natively; in the browser [`intl`] implements it by `Intl`.

#[cfg(target_arch = "wasm32")]
pub mod intl;
pub mod text;

pub use text::Text;

use crate::domain::Decimal;
use chrono::{NaiveDate, NaiveDateTime};

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// "Sunday, 16 February 2025"
    FullDay,
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
    fn text(&self, text: Text) -> &'static str;

    /// An amount with its currency's sign and as many decimals as the currency has.
    fn money(&self, amount: Decimal, currency: &str) -> String;

    /// A number with at most `decimals` decimals.
    fn number(&self, value: Decimal, decimals: u8) -> String;

    /// A civil date.
    fn date(&self, date: NaiveDate, style: DateStyle) -> String;

    /// A time of the day, in hours and minutes.
    fn time(&self, time: NaiveDateTime) -> String;

    /// A text with its first place holder filled in.
    fn with(&self, text: Text, value: &str) -> String {
        match self.text(text).split_once('{').map(|(before, rest)| (before, rest.split_once('}'))) {
            Some((before, Some((_, after)))) => [before, value, after].concat(),
            _ => self.text(text).to_owned(),
        }
    }
}
