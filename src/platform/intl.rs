//! The visitor's language and the programme's time zone by the browser's `Intl`, which knows every currency and date format.

use super::loader::{Language, PluralRules};
use chrono::{NaiveDate, NaiveDateTime};
use js_sys::JSON;
use std::cell::RefCell;
use vpp_core::domain::digits::digits;
use vpp_core::domain::{Decimal, Zone};
use vpp_core::locale::{DateStyle, Locale, MessageId};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    #[derive(Clone)]
    type NumberFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locales: &JsValue, options: &JsValue) -> Result<NumberFormat, JsValue>;
    // Given as a string, a number is formatted with all its digits.
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, value: &str) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    #[derive(Clone)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locales: &JsValue, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, milliseconds: f64) -> String;
}

/// The visitor's language by `Intl`. Formatters are cached: making one takes longer than using it a hundred times.
pub(crate) struct IntlLocale {
    languages: JsValue,
    messages: Vec<&'static str>,
    plurals: PluralRules,
    numbers: Cache<NumberFormat>,
    dates: Cache<DateTimeFormat>,
}

/// Invisible marks of the writing direction, which `Intl` puts into texts.
const LEFT_TO_RIGHT_MARK: char = '\u{200e}';
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// Hours and minutes.
const CLOCK: &str = r#""timeStyle":"short""#;

const MINUS: char = '\u{2212}';

type Cache<T> = RefCell<Vec<(String, T)>>;

impl IntlLocale {
    /// A language that has loaded. `texts` holds the texts of all languages so far.
    pub(crate) fn of(language: &Language, texts: &mut Vec<&'static str>) -> Self {
        let messages = language.messages().into_iter();
        Self {
            languages: language.languages().into(),
            messages: messages.map(|text| intern(text.as_string().unwrap_or_default(), texts)).collect(),
            plurals: language.plurals(),
            numbers: RefCell::default(),
            dates: RefCell::default(),
        }
    }

    /// Formats a number by these options of `Intl.NumberFormat`, or plainly with its unit if the browser refuses them.
    fn write(&self, value: Decimal, options: String, unit: &str) -> String {
        let value = value.text();
        let options = ["{", &options, "}"].concat();
        match cached(&self.numbers, options, |options| NumberFormat::new(&self.languages, options)) {
            Some(format) => {
                let mut text = format.format(&value);
                // What rounds to nothing keeps its sign, and a zero has none.
                if text == format.format("-0") {
                    text = format.format("0");
                }
                // A hyphen is shorter than a digit and easily overlooked. Files have it, since programs read them.
                text = text.chars().map(|letter| if letter == '-' { MINUS } else { letter }).collect();
                // A right-to-left amount can end with the sign of "US$", which alone would stand on the wrong side, and beside
                // a minus even as a whole.
                if text.chars().any(|letter| letter == RIGHT_TO_LEFT_MARK) {
                    if text.chars().any(|letter| letter == MINUS)
                        && let Some(end) = text.rfind(is_digit)
                    {
                        text.insert(end + 1, RIGHT_TO_LEFT_MARK);
                    }
                    text.push(LEFT_TO_RIGHT_MARK);
                }
                text
            }
            None => [&value, unit].join(" "),
        }
    }

    /// `options` are more than the currency, each with a comma after it.
    fn write_money(&self, amount: Decimal, options: &str, currency: &str) -> String {
        self.write(amount, [options, r#""style":"currency","currency":""#, currency, "\""].concat(), currency)
    }

    fn hours(&self, time: NaiveDateTime, options: &str) -> String {
        self.date_format(options, time.and_utc().timestamp() * 1000).unwrap_or_default()
    }

    fn date_format(&self, options: &str, milliseconds: i64) -> Option<String> {
        // Civil dates are formatted as if they were UTC, so that the viewer's zone cannot shift them. The programme's
        // months are those of the Gregorian calendar, whatever the visitor's own calendar is.
        self.format([r#"{"timeZone":"UTC","calendar":"gregory","#, options, "}"].concat(), milliseconds)
    }

    fn format(&self, options: String, milliseconds: i64) -> Option<String> {
        let format = cached(&self.dates, options, |options| DateTimeFormat::new(&self.languages, options))?;
        Some(format.format(js_number(milliseconds)))
    }
}

const fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// Texts are leaked, so that showing one copies nothing: each text once, however often the language changes.
fn intern(text: String, texts: &mut Vec<&'static str>) -> &'static str {
    let known = texts.iter().copied().find(|known| *known == text);
    known.unwrap_or_else(|| {
        let text = &*text.leak();
        texts.push(text);
        text
    })
}

fn cached<T: Clone>(formats: &Cache<T>, options: String, make: impl Fn(&JsValue) -> Result<T, JsValue>) -> Option<T> {
    let mut formats = formats.borrow_mut();
    if let Some((_, format)) = formats.iter().find(|(key, _)| *key == options) {
        return Some(format.clone());
    }
    let format = make(&JSON::parse(&options).ok()?).ok()?;
    formats.push((options, format.clone()));
    Some(format)
}

impl Locale for IntlLocale {
    fn text(&self, text: MessageId) -> &'static str {
        // The build ensures that no message is missing.
        self.messages.get(text as usize).copied().unwrap_or_default()
    }

    fn money(&self, amount: Decimal, currency: &str) -> String {
        self.write_money(amount, "", currency)
    }

    fn rate(&self, amount: Decimal, currency: &str) -> String {
        let [usual, exact] = [self.money(amount, currency), self.rounded(amount, currency)];
        if usual.len() < exact.len() { exact } else { usual }
    }

    fn rounded(&self, amount: Decimal, currency: &str) -> String {
        self.write_money(amount, r#""maximumSignificantDigits":2,"#, currency)
    }

    fn compact(&self, value: Decimal, currency: Option<&str>) -> String {
        let options = r#""maximumSignificantDigits":2,"notation":"compact","#;
        match currency {
            Some(currency) => self.write_money(value, options, currency),
            None => self.write(value, [options, r#""style":"decimal""#].concat(), ""),
        }
    }

    fn percent(&self, share: Decimal) -> String {
        self.write(share, r#""style":"percent""#.to_owned(), "")
    }

    fn number(&self, value: Decimal, decimals: u8) -> String {
        self.write(value, [r#""maximumFractionDigits":"#, &digits(u64::from(decimals))].concat(), "")
    }

    fn date(&self, date: NaiveDate, style: DateStyle) -> String {
        let options = match style {
            DateStyle::FullDay => r#""weekday":"long","day":"numeric","month":"long","year":"numeric""#,
            DateStyle::Day => r#""weekday":"short","day":"numeric","month":"short","year":"numeric""#,
            DateStyle::Weekday => r#""weekday":"short","day":"numeric","month":"short""#,
            DateStyle::ShortDay => r#""day":"numeric","month":"short""#,
            DateStyle::DayOfMonth => r#""day":"numeric""#,
            DateStyle::Month => r#""month":"long","year":"numeric""#,
            DateStyle::ShortMonth => r#""month":"short""#,
            DateStyle::Year => r#""year":"numeric""#,
        };
        let midnight = date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
        self.date_format(options, midnight * 1000).unwrap_or_default()
    }

    fn category(&self, count: u32) -> String {
        self.plurals.select(count)
    }

    fn time(&self, time: NaiveDateTime) -> String {
        self.hours(time, CLOCK)
    }

    fn hour(&self, time: NaiveDateTime) -> String {
        self.hours(time, r#""hour":"numeric""#)
    }

    fn clock(&self, instant: i64) -> String {
        // Without a zone the browser writes them by the visitor's own.
        self.format(["{", CLOCK, "}"].concat(), instant * 1000).unwrap_or_default()
    }
}

/// A time zone; UTC if the browser does not know its name.
pub(crate) struct IntlZone(Option<DateTimeFormat>);

impl IntlZone {
    /// A zone that is not known.
    pub(crate) const fn none() -> Self {
        Self(None)
    }

    /// The zone of this IANA name.
    pub(crate) fn named(name: &str) -> Self {
        let options = js_sys::Object::new();
        for (key, value) in
            [("timeZone", name), ("hourCycle", "h23"), ("calendar", "gregory"), ("numberingSystem", "latn")]
        {
            // Setting a member of a new object cannot fail.
            let _ = js_sys::Reflect::set(&options, &key.into(), &value.into());
        }
        for key in ["year", "month", "day", "hour", "minute", "second"] {
            let _ = js_sys::Reflect::set(&options, &key.into(), &"numeric".into());
        }
        Self(DateTimeFormat::new(&"en-US".into(), &options).ok())
    }
}

impl Zone for IntlZone {
    fn is_known(&self) -> bool {
        self.0.is_some()
    }

    fn offset_at(&self, instant: i64) -> i32 {
        self.offset(instant).unwrap_or(0)
    }
}

impl IntlZone {
    fn offset(&self, instant: i64) -> Option<i32> {
        // "2/16/2025, 17:00:00": the numbers stand in this order in American English, whatever is between them.
        let text = self.0.as_ref()?.format(js_number(instant * 1000));
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse::<u32>().ok());
        let mut next = || numbers.next();
        let (month, day, year) = (next()?, next()?, next()?);
        let (hour, minute, second) = (next()?, next()?, next()?);
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        let civil = date.and_hms_opt(hour, minute, second)?.and_utc().timestamp();
        // Before the year 1 the numbers count backwards.
        i32::try_from(civil - instant).ok().filter(|offset| offset.abs() < 86_400)
    }
}

/// The current time in Unix seconds.
pub(crate) fn now() -> i64 {
    // Seconds since 1970 are exact in a float for the next hundred million years.
    #[allow(clippy::cast_possible_truncation, reason = "see above")]
    {
        (js_sys::Date::now() / 1000.0) as i64
    }
}

fn js_number(value: i64) -> f64 {
    // Milliseconds of civil dates are far below 2^53.
    #[allow(clippy::cast_precision_loss, reason = "see above")]
    {
        value as f64
    }
}
