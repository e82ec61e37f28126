//! Dates with a time of day, as Connect writes them.

use super::calendar::{number, parse_date};
use chrono::NaiveTime;

/// Parses a date-time such as `2025-02-16T17:00:00-07:00`: its civil time in seconds, as [`at_unix`](super::calendar::at_unix)
/// takes it, and its distance to UTC in seconds, if it has one. Fractions of a second are dropped.
pub fn parse_date_time(text: &str) -> Option<(i64, Option<i32>)> {
    let (date, time) = text.split_once(['T', 't'])?;
    let date = parse_date(date)?;
    let zone_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let clock = clock.as_bytes();
    let (hour, minute, second) = match clock.len() {
        5 => (number(&clock[0..2])?, number(&clock[3..5])?, 0),
        8 if clock[5] == b':' => (number(&clock[0..2])?, number(&clock[3..5])?, number(&clock[6..8])?),
        _ => return None,
    };
    if clock[2] != b':' || second > 60 {
        return None;
    }
    // A leap second counts as the second before it.
    let local = date.and_time(NaiveTime::from_hms_opt(hour, minute, second.min(59))?);
    let offset = match zone.as_bytes() {
        b"" => None,
        b"Z" | b"z" => Some(0),
        [sign, h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (number(&[*h1, *h2])?, number(&[*m1, *m2])?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
            Some(if *sign == b'-' { -seconds } else { seconds })
        }
        _ => return None,
    };
    Some((local.and_utc().timestamp(), offset))
}
