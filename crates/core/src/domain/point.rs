//! The points of a series: when something was dispatched, and what is known of it.

use super::calendar::{self, Zone};
use super::decimal::Decimal;
use chrono::{Datelike, NaiveDate};

/// When a point of the series was dispatched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timestamp {
    /// A civil date in the programme's zone.
    Date(NaiveDate),
    /// A civil time, in seconds as if it were UTC, and its distance to UTC in seconds. Without one it is a time in the
    /// programme's zone.
    Time(i64, Option<i32>),
}

/// A point of the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The day or hour, or the month by its first day.
    pub when: Timestamp,
    /// Kilowatt-hours; `None` while nobody knows.
    pub energy: Option<Decimal>,
    /// In the currency of the figures. Negative for a penalty. `None` while nobody knows: energy is metered at once, and
    /// money is settled later.
    pub earnings: Option<Decimal>,
}

impl Point {
    /// Whether it is known that something was dispatched. A row of zeros is none, and neither is one without figures.
    pub fn is_dispatch(&self) -> bool {
        [self.energy, self.earnings].into_iter().flatten().any(|figure| figure != Decimal::ZERO)
    }

    /// Where the point is among others, whatever its distance to UTC.
    fn moment(&self) -> (u8, i64) {
        match self.when {
            Timestamp::Date(date) => (0, date.num_days_from_ce().into()),
            Timestamp::Time(civil, None) => (1, civil),
            Timestamp::Time(civil, Some(offset)) => (2, civil - i64::from(offset)),
        }
    }
}

type Key = ((u8, i64), Option<Decimal>, Option<Decimal>);

/// The points in order, each once: servers send some twice, one after the other or list after list. One that is known in part
/// is the same as one that adds the rest.
pub fn distinct(mut points: Vec<Point>) -> Vec<Point> {
    let keys: [fn(&Point) -> Key; 2] = [
        |point| (point.moment(), point.energy, point.earnings),
        |point| (point.moment(), point.earnings, point.energy),
    ];
    for key in keys {
        points.sort_unstable_by_key(key);
        points.dedup_by(|next, kept| {
            let (now, before) = (key(next), key(kept));
            let same =
                now.0 == before.0 && now.1 == before.1 && (now.2 == before.2 || before.2.is_none() && now.1.is_some());
            if same {
                *kept = *next;
            }
            same
        });
    }
    points
}

/// The programme's zone. If nobody knows its name, the points' own distances to UTC count.
pub struct ProgrammeZone<'a> {
    /// The zone of that name.
    pub named: &'a dyn Zone,
    /// The points.
    pub points: &'a [Point],
}

impl Zone for ProgrammeZone<'_> {
    fn offset_at(&self, instant: i64) -> i32 {
        if self.named.is_known() {
            return self.named.offset_at(instant);
        }
        // The distance of the last point before, because clocks may change; before all points that of the first.
        let own = self.points.iter().filter_map(|point| match point.when {
            Timestamp::Time(civil, Some(offset)) => Some((civil - i64::from(offset) - instant, offset)),
            _ => None,
        });
        own.min_by_key(|(ahead, _)| (*ahead > 0, ahead.abs())).map_or(0, |(_, offset)| offset)
    }
}

impl ProgrammeZone<'_> {
    /// The instant of a point, unless it has only a date; and its civil day.
    pub fn resolve(&self, when: Timestamp) -> (Option<i64>, NaiveDate) {
        let (civil, own) = match when {
            Timestamp::Date(date) => return (None, date),
            Timestamp::Time(civil, own) => (civil, own),
        };
        let offset = own.unwrap_or_else(|| self.offset_at(civil - i64::from(self.offset_at(civil))));
        let instant = civil - i64::from(offset);
        let known = own.is_some() && self.named.is_known();
        (Some(instant), if known { self.civil(instant) } else { calendar::at_unix(civil) }.date())
    }
}
