//! The figures of one reporting period.
//!
//! A missing point is not zero: it means that nothing was dispatched. The axis comes from the period and never from
//! the data, so points outside the period, in disorder or twice cannot bend it.

use super::Decimal;
use super::calendar::{self, Period, PeriodType, Place, Zone};
use chrono::{Datelike, NaiveDate};

/// When a point of the series was dispatched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A civil date in the programme's zone.
    Date(NaiveDate),
    /// An instant, in Unix seconds.
    Instant(i64),
}

/// One point of the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The day or hour, or the month by its first day.
    pub when: When,
    /// What was dispatched and earned then.
    pub dispatch: Dispatch,
}

/// Energy dispatched and money earned by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dispatch {
    /// Kilowatt-hours.
    pub energy: Decimal,
    /// In the page's currency. Negative for a penalty.
    pub earnings: Decimal,
}

impl Dispatch {
    fn plus(self, other: Self) -> Self {
        Self { energy: self.energy.plus(other.energy), earnings: self.earnings.plus(other.earnings) }
    }
}

/// The figures of one period, as Connect gives them.
#[derive(Clone, Debug, PartialEq)]
pub struct Performance {
    /// ISO 4217 code of the currency of all amounts.
    pub currency: String,
    /// The period.
    pub period: Period,
    /// The types of period that can be asked for.
    pub available: Vec<PeriodType>,
    /// Whether there is a period before this one.
    pub has_previous: bool,
    /// Whether there is a period after this one.
    pub has_next: bool,
    /// Connect's own totals, which are what is paid.
    pub total: Dispatch,
    /// The points as they were sent, in any order.
    pub points: Vec<Point>,
}

/// How a place on the axis lies to the current day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// It is over.
    Past,
    /// It is or holds today.
    Current,
    /// It is still to come.
    Future,
}

/// One place on the axis with what happened there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The place.
    pub place: Place,
    /// What was dispatched; `None` when nothing was.
    pub dispatch: Option<Dispatch>,
    /// Whether it is over.
    pub tense: Tense,
}

impl Performance {
    /// The series over every place of the period: each day, month or hour, whether anything was dispatched or not.
    pub fn slots(&self, zone: &dyn Zone, today: NaiveDate) -> Vec<Slot> {
        let places = self.places(zone);
        let mut slots: Vec<Slot> =
            places.iter().map(|place| Slot { place: *place, dispatch: None, tense: tense(*place, today) }).collect();
        // A point that repeats the one before it at its place is the same point, sent twice.
        let mut last: Vec<Option<&Point>> = vec![None; slots.len()];
        for point in &self.points {
            let date = match point.when {
                When::Date(date) => date,
                When::Instant(instant) => zone.civil(instant).date(),
            };
            let found = if self.period.contains(date) { find(&places, point.when, date) } else { None };
            let Some(index) = found else { continue };
            if let (Some(slot), Some(last)) = (slots.get_mut(index), last.get_mut(index))
                && last.replace(point) != Some(point)
            {
                slot.dispatch = Some(slot.dispatch.unwrap_or_default().plus(point.dispatch));
            }
        }
        slots
    }

    /// The places of the axis. A year is shown by month when all points are dated the first of one, a day by hour
    /// unless its points have dates only.
    fn places(&self, zone: &dyn Zone) -> Vec<Place> {
        let dated = |test: fn(NaiveDate) -> bool| {
            self.points.iter().all(|point| matches!(point.when, When::Date(date) if test(date)))
        };
        match self.period.kind() {
            PeriodType::Day if self.points.is_empty() || !dated(|_| true) => {
                self.period.days().flat_map(|day| calendar::hours(day, zone)).collect()
            }
            PeriodType::Year if dated(|date| date.day() == 1) => {
                self.period.days().filter(|day| day.day() == 1).map(Place::Month).collect()
            }
            _ => self.period.days().map(Place::Day).collect(),
        }
    }
}

/// The days of a year put together to its months, exactly: for a chart that has no room for each day. Other places stay
/// as they are.
pub fn by_month(days: Vec<Slot>, today: NaiveDate) -> Vec<Slot> {
    let mut months: Vec<Slot> = Vec::with_capacity(12);
    for day in days {
        let Place::Day(date) = day.place else {
            months.push(day);
            continue;
        };
        let place = Place::Month(calendar::first_of_month(date));
        match months.last_mut().filter(|month| month.place == place) {
            Some(month) => {
                month.dispatch = match (month.dispatch, day.dispatch) {
                    (Some(sum), Some(dispatch)) => Some(sum.plus(dispatch)),
                    (sum, dispatch) => sum.or(dispatch),
                }
            }
            None => months.push(Slot { place, dispatch: day.dispatch, tense: tense(place, today) }),
        }
    }
    months
}

fn tense(place: Place, today: NaiveDate) -> Tense {
    let (date, today) = match place {
        Place::Month(month) => (month, calendar::first_of_month(today)),
        other => (other.date(), today),
    };
    match date.cmp(&today) {
        std::cmp::Ordering::Less => Tense::Past,
        std::cmp::Ordering::Equal => Tense::Current,
        std::cmp::Ordering::Greater => Tense::Future,
    }
}

/// The last place that begins no later than the point.
fn find(places: &[Place], when: When, date: NaiveDate) -> Option<usize> {
    let behind = places.partition_point(|place| match (*place, when) {
        (Place::Hour { instant, .. }, When::Instant(point)) => instant <= point,
        (other, _) => other.date() <= date,
    });
    match when {
        // A point with a date only among hours cannot be told to an hour; it counts at the first.
        When::Date(_) if matches!(places.first(), Some(Place::Hour { .. })) => {
            places.iter().position(|place| place.date() == date)
        }
        _ => behind.checked_sub(1),
    }
}
