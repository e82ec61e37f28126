//! What follows from the figures. Nothing here is estimated: a value that does not follow from Connect's figures is absent.

use super::decimal::Decimal;
use super::performance::{BucketState, BucketValue, Dispatch, Performance};

/// What follows from the figures of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Insight {
    /// The number of buckets with dispatch.
    pub dispatched: usize,
    /// Whether there may be more of them, because something was not understood.
    pub unknown: bool,
    /// Whether there may be more earnings than the series says.
    pub open: bool,
    /// The first bucket with the highest earnings; `None` unless two buckets have dispatch and one earned something.
    pub best: Option<BucketValue>,
    /// The average earnings of a bucket with dispatch; `None` while some are not known.
    pub per_bucket: Option<Decimal>,
    /// The average earnings of a kilowatt-hour; `None` while energy lacks its earnings, or earnings their energy.
    pub per_kwh: Option<Decimal>,
    /// What the series adds up to.
    pub sum: Dispatch,
    /// The first bucket with the lowest earnings, if they are negative.
    pub worst: Option<BucketValue>,
    /// What was paid and what was charged; `None` where nothing was charged, or if they do not add up to the total.
    pub sides: Option<[Decimal; 2]>,
}

impl Insight {
    /// What follows from these figures; `values` is their series on its axis.
    pub fn of(performance: &Performance, values: &[BucketValue]) -> Self {
        let total = performance.total;
        // A point whose date was not understood can belong anywhere.
        let mut insight = Self { unknown: performance.undated, open: performance.undated, ..Self::default() };
        let (mut highest, mut lowest, mut complete) = (Decimal::ZERO, Decimal::ZERO, true);
        for value in values {
            insight.open |= value.is_open();
            complete &= !value.incomplete;
            insight.unknown |= value.state() == BucketState::Unknown;
            insight.dispatched += usize::from(value.earnings.or(value.energy).is_some());
            let (energy, earnings) = (value.energy.unwrap_or_default(), value.earnings.unwrap_or_default());
            insight.sum.energy = insight.sum.energy.saturating_add(energy);
            insight.sum.earnings = insight.sum.earnings.saturating_add(earnings);
            if earnings > highest {
                highest = earnings;
                insight.best = Some(*value);
            }
            if earnings < lowest {
                lowest = earnings;
                insight.worst = Some(*value);
            }
        }
        let mut sides = [Decimal::ZERO; 2];
        for amount in performance.points.iter().filter_map(|point| point.earnings) {
            let side = &mut sides[usize::from(amount.is_negative())];
            *side = side.saturating_add(amount);
        }
        let adds_up = sides[0].saturating_add(sides[1]) == total.earnings;
        insight.sides = (sides[1].is_negative() && adds_up).then_some(sides);
        if insight.dispatched < 2 {
            insight.best = None;
        } else if !insight.open {
            insight.per_bucket = total.earnings.checked_div(Decimal::from_count(insight.dispatched));
        }
        if complete {
            insight.per_kwh = rate(total.energy, total.earnings);
        }
        insight
    }
}

/// The earnings of a kilowatt-hour; `None` without energy.
pub fn rate(energy: Decimal, earnings: Decimal) -> Option<Decimal> {
    earnings.checked_div(energy)
}

/// The share of a part in the whole, from 0 to 1. `None` for a penalty, and in a period whose total is smaller than the part
/// or negative.
pub fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    if part.is_negative() || part > whole { None } else { part.checked_div(whole) }
}
