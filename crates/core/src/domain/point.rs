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

    /// Whether this is the same point as another, each as far as it is known.
    fn is_same(&self, other: &Self) -> bool {
        let alike = |one: Option<Decimal>, other: Option<Decimal>| one == other || one.is_none() || other.is_none();
        self.moment() == other.moment()
            && (self.energy == other.energy && alike(self.earnings, other.earnings)
                || self.earnings == other.earnings && alike(self.energy, other.energy))
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

/// The points, each once: servers send some twice, one after the other or list after list. One that is known in part is the
/// same as one that adds the rest.
pub fn distinct(points: Vec<Point>) -> Vec<Point> {
    // Indices into `kept` by the moment, so that a long series takes no longer than many short ones.
    let mut kept: Vec<Point> = Vec::with_capacity(points.len());
    let mut seen: Vec<Vec<usize>> = vec![Vec::new(); 1021];
    for point in points {
        let Some(seen) = seen.get_mut(usize::try_from(point.moment().1.rem_euclid(1021)).unwrap_or(0)) else {
            continue;
        };
        match seen.iter().copied().find(|index| kept.get(*index).is_some_and(|other| other.is_same(&point))) {
            Some(index) => {
                if let Some(same) = kept.get_mut(index) {
                    same.energy = same.energy.or(point.energy);
                    same.earnings = same.earnings.or(point.earnings);
                }
            }
            None => {
                seen.push(kept.len());
                kept.push(point);
            }
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
