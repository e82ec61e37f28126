//! Quiet hours, on the clock of the customer's wall.

use crate::text::visible;
use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use std::error::Error;
use std::fmt;

/// How far a clock jumps at most. Samoa once left out a day.
const LONGEST_JUMP_MINUTES: i64 = 26 * 60;

/// Hours in which nothing is given out, such as 21:00–08:00.
///
/// ```
/// use leap::reengagement::{QuietHours, time_zone};
///
/// let quiet = QuietHours::parse("21:00-08:00")?;
/// let now = leap::instant::parse("2026-07-01T04:00:00Z").ok_or("no date-time")?;
/// let until = quiet.held_until(now, time_zone("America/Los_Angeles")?);
/// assert_eq!(until.map(leap::instant::format), Some("2026-07-01T15:00:00Z".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    from: NaiveTime,
    to: NaiveTime,
}

impl QuietHours {
    /// Parses `21:00-08:00`.
    ///
    /// # Errors
    /// If it is not two different times of day with a hyphen between them.
    pub fn parse(text: &str) -> Result<Self, QuietHoursError> {
        let times = text.split_once('-').and_then(|(from, to)| Some((time_of_day(from)?, time_of_day(to)?)));
        match times {
            Some((from, to)) if from != to => Ok(Self { from, to }),
            _ => Err(QuietHoursError(visible(text))),
        }
    }

    /// When the quiet hours that an instant is in end; `None` if it is in none.
    ///
    /// If the clock jumps over their end, they end after the jump. If it shows their end twice, they end at the second time.
    pub fn held_until(&self, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
        let local = now.with_timezone(&zone).naive_local();
        let time = local.time();
        let is_over_midnight = self.to < self.from;
        let is_quiet = match is_over_midnight {
            true => time >= self.from || time < self.to,
            false => (self.from..self.to).contains(&time),
        };
        if !is_quiet {
            return None;
        }
        let days = if is_over_midnight && time >= self.from { 1 } else { 0 };
        let end = local.date().checked_add_days(Days::new(days))?.and_time(self.to);
        let end = first_instant(end, zone)?;
        // A clock that jumps over the end may land in the next quiet hours.
        Some(self.held_until(end, zone).unwrap_or(end))
    }
}

/// The instant at which a clock shows a time, or has jumped over it.
fn first_instant(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    (0..=LONGEST_JUMP_MINUTES).find_map(|minutes| {
        let shown = local.checked_add_signed(TimeDelta::minutes(minutes))?;
        Some(zone.from_local_datetime(&shown).latest()?.to_utc())
    })
}

/// Parses `08:00`.
fn time_of_day(text: &str) -> Option<NaiveTime> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str| {
        let is_number = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse().ok()).flatten()
    };
    NaiveTime::from_hms_opt(number(hours)?, number(minutes)?, 0)
}

/// Parses the name of a time zone, such as `America/Los_Angeles`.
///
/// ```
/// use leap::reengagement::time_zone;
///
/// assert!(time_zone("America/Los_Angeles").is_ok());
/// assert!(time_zone("America/Atlantis").is_err());
/// ```
///
/// # Errors
/// If there is no such zone.
pub fn time_zone(name: &str) -> Result<Tz, UnknownTimeZone> {
    name.parse().map_err(|_| UnknownTimeZone(visible(name)))
}

impl fmt::Display for QuietHours {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from, self.to);
        write!(formatter, "{:02}:{:02}-{:02}:{:02}", from.hour(), from.minute(), to.hour(), to.minute())
    }
}

/// A text that is not two different times of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuietHoursError(String);

impl fmt::Display for QuietHoursError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\"{}\" is not two different times such as 21:00-08:00", self.0)
    }
}

impl Error for QuietHoursError {}

/// The name of no time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTimeZone(String);

impl fmt::Display for UnknownTimeZone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\"{}\" is not a time zone; expected one such as America/Los_Angeles", self.0)
    }
}

impl Error for UnknownTimeZone {}
