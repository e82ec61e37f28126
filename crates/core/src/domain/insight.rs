//! What follows from the figures. Nothing here is estimated: a value that does not follow from Connect's figures is absent.

use super::decimal::Decimal;
use super::performance::{BucketValue, Dispatch, Performance};

/// What follows from the figures of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Insight {
    /// The number of buckets with dispatch.
    pub dispatched: usize,
    /// The first bucket with the highest earnings; `None` unless two buckets have dispatch and one earned something.
    pub best: Option<BucketValue>,
    /// The average earnings of a bucket with dispatch.
    pub per_bucket: Option<Decimal>,
    /// The average earnings of a kilowatt-hour.
    pub per_kwh: Option<Decimal>,
    /// The earnings of the series, if they differ from Connect's total.
    pub sum: Option<Decimal>,
}

impl Insight {
    /// What follows from these figures; `values` is their series on its axis.
    pub fn of(performance: &Performance, values: &[BucketValue]) -> Self {
        let total = performance.total;
        let mut insight = Self { per_kwh: rate(total), ..Self::default() };
        let mut sum = Decimal::ZERO;
        for (value, dispatch) in values.iter().filter_map(|value| Some((value, value.dispatch?))) {
            insight.dispatched += 1;
            sum = sum.saturating_add(dispatch.earnings);
            let highest = insight.best.and_then(|best| best.dispatch).unwrap_or_default();
            if dispatch.earnings > highest.earnings {
                insight.best = Some(*value);
            }
        }
        if insight.dispatched < 2 {
            insight.best = None;
        } else {
            insight.per_bucket = total.earnings.checked_div(Decimal::from_count(insight.dispatched));
        }
        insight.sum = (sum != total.earnings).then_some(sum);
        insight
    }
}

/// The earnings of a kilowatt-hour; `None` without energy.
pub fn rate(dispatch: Dispatch) -> Option<Decimal> {
    dispatch.earnings.checked_div(dispatch.energy)
}

/// The share of a part in the whole, from 0 to 1. `None` for a penalty, and in a period whose total is smaller than the part
/// or negative.
pub fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    if part.is_negative() || part > whole { None } else { part.checked_div(whole) }
}
