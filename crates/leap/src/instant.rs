//! Instants as the Connect API writes them, and as others write them.

use chrono::{DateTime, NaiveDate, SecondsFormat, TimeDelta, Utc};

/// Parses a date-time such as `2023-01-11T02:45:50Z`; `None` for other texts.
///
/// Fractions and offsets are read, also without a colon, `t` and `z` in lower case, and a space for the `T`. Without a zone
/// the time is in UTC, as the names of the API's fields say.
///
/// ```
/// use leap::instant::{format, parse};
///
/// let written = |text| parse(text).map(format);
/// assert_eq!(written("2023-01-11 04:45:50.5+0200"), Some("2023-01-11T02:45:50.500Z".to_owned()));
/// assert_eq!(written("yesterday"), None);
/// ```
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| digits(bytes.get(from..to)?);
    let is = |at: usize, allowed: &[u8]| bytes.get(at).is_some_and(|byte| allowed.contains(byte));
    let is_shaped = is(4, b"-") && is(7, b"-") && is(10, b"Tt ") && is(13, b":") && is(16, b":");
    if !is_shaped {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)?;
    let (fraction, zone) = split_fraction(text.get(19..)?)?;
    // A leap second is the first second of the next minute.
    let (second, leap) = match number(17, 19)? {
        60 => (59, TimeDelta::seconds(1)),
        second => (second, TimeDelta::zero()),
    };
    let local = date.and_hms_nano_opt(number(11, 13)?, number(14, 16)?, second, fraction)?;
    Some(local.checked_add_signed(leap)?.checked_sub_signed(offset(zone)?)?.and_utc())
}

/// Writes an instant in UTC, with milliseconds if it has any.
pub fn format(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Splits `.5Z` into nanoseconds and the zone.
fn split_fraction(text: &str) -> Option<(u32, &str)> {
    let Some(rest) = text.strip_prefix('.') else { return Some((0, text)) };
    let (fraction, zone) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
    // What is finer than a nanosecond is cut off.
    let nine: String = fraction.chars().chain("000000000".chars()).take(9).collect();
    (!fraction.is_empty()).then_some((digits(nine.as_bytes())?, zone))
}

/// The distance to UTC of `Z`, `+02:00`, `+0200` or `+02`.
fn offset(zone: &str) -> Option<TimeDelta> {
    if ["", "Z", "z"].contains(&zone) {
        return Some(TimeDelta::zero());
    }
    let (sign, rest) = (zone.strip_prefix('-').map_or(1, |_| -1), zone.strip_prefix(['+', '-'])?);
    let (hours, minutes) = match rest.as_bytes() {
        [hours @ .., b':', tens, ones] if hours.len() == 2 => (digits(hours)?, digits(&[*tens, *ones])?),
        [hours @ .., tens, ones] if hours.len() == 2 => (digits(hours)?, digits(&[*tens, *ones])?),
        hours if hours.len() == 2 => (digits(hours)?, 0),
        _ => return None,
    };
    let is_offset = hours < 24 && minutes < 60;
    is_offset.then(|| TimeDelta::minutes(sign * i64::from(hours * 60 + minutes)))
}

fn digits(bytes: &[u8]) -> Option<u32> {
    let mut number = 0;
    for byte in bytes {
        number = number * 10 + char::from(*byte).to_digit(10)?;
    }
    Some(number)
}
