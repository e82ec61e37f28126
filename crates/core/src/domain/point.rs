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

    /// Whether this says all that the other says.
    fn covers(&self, other: &Self) -> bool {
        let says = |other: Option<Decimal>, own| other.is_none() || other == own;
        says(other.energy, self.energy)
            && says(other.earnings, self.earnings)
            && other.energy.or(other.earnings).is_some()
    }

    /// A number for the moment, the same for each distance to UTC at which it can be written.
    fn moment(&self) -> i64 {
        match self.when {
            Timestamp::Date(date) => 3 * i64::from(date.num_days_from_ce()),
            Timestamp::Time(civil, None) => 3 * civil + 1,
            Timestamp::Time(civil, Some(offset)) => 3 * (civil - i64::from(offset)) + 2,
        }
    }
}

/// The points, each once: servers send some twice, one after the other or list after list. One that is known in part is the
/// same as one that adds the rest.
pub fn distinct(mut points: Vec<Point>) -> Vec<Point> {
    // Of each moment, those that are known in part come last.
    points.sort_unstable_by_key(|point| {
        2 * point.moment() + i64::from(point.energy.is_none() || point.earnings.is_none())
    });
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        let moment = point.moment();
        let mut same = kept.iter().rev().take_while(|other| other.moment() == moment);
        if !same.any(|other| other.covers(&point)) {
            kept.push(point);
        }
    }
    kept
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
        // That of the nearest point, because clocks may change.
        let (mut nearest, mut found) = (i64::MAX, 0);
        for point in self.points {
            if let Timestamp::Time(civil, Some(offset)) = point.when {
                let distance = (civil - i64::from(offset) - instant).abs();
                if distance < nearest {
                    (nearest, found) = (distance, offset);
                }
            }
        }
        found
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
