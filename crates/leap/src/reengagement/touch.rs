//! The touches, and when each is due.

use chrono::{DateTime, TimeDelta, Utc};

/// When the last touch lapses. **Unverified**: Leap only says "then back into ordinary marketing". A first poll must not write
/// to customers who left long ago.
const LAST_LAPSES: TimeDelta = TimeDelta::days(7);

/// A reminder.
///
/// ```
/// use leap::reengagement::Touch;
///
/// let since = leap::instant::parse("2026-07-01T10:00:00Z").ok_or("no date-time")?;
/// let window = Touch::Second.window(since).ok_or("too late")?;
/// assert_eq!(leap::instant::format(window.start), "2026-07-02T10:00:00Z");
/// assert_eq!(leap::instant::format(window.end), "2026-07-04T10:00:00Z");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Touch {
    /// After an hour.
    First,
    /// After a day.
    Second,
    /// After three days.
    Third,
}

impl Touch {
    /// All touches, in order.
    pub const ALL: [Self; 3] = [Self::First, Self::Second, Self::Third];

    /// Its number, from 1.
    pub fn number(self) -> u8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
            Self::Third => 3,
        }
    }

    /// The touch with this number, from 1.
    pub fn of_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|touch| touch.number() == number)
    }

    /// How long after the last interaction it is due. **Unverified**: Leap's page has two wordings, and its first window, within
    /// the hour, cannot be reached with data that is an hour old.
    fn after(self) -> TimeDelta {
        match self {
            Self::First => TimeDelta::hours(1),
            Self::Second => TimeDelta::hours(24),
            Self::Third => TimeDelta::hours(72),
        }
    }

    /// When it may go out: until the next is due. `None` beyond the end of the calendar.
    pub fn window(self, since: DateTime<Utc>) -> Option<std::ops::Range<DateTime<Utc>>> {
        let lapses = match self {
            Self::First => Self::Second.after(),
            Self::Second => Self::Third.after(),
            Self::Third => LAST_LAPSES,
        };
        Some(since.checked_add_signed(self.after())?..since.checked_add_signed(lapses)?)
    }
}
