//! What the figures on hand tell beyond themselves. Nothing in here is estimated: where a figure does not follow from
//! what Connect gave, there is none.

use super::decimal::Decimal;
use super::performance::{BucketValue, Dispatch, Performance};

/// What follows from one period's figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Insight {
    /// On how many buckets there was dispatch.
    pub dispatched: usize,
    /// The bucket with the highest earnings, the earlier one of two; `None` unless there are two buckets to choose from
    /// and one earned something.
    pub best: Option<BucketValue>,
    /// Earnings for each bucket with dispatch, in the currency.
    pub per_bucket: Option<Decimal>,
    /// Earnings for each kilowatt-hour, in the currency.
    pub per_kwh: Option<Decimal>,
    /// The sum of the series, in the currency, where that is not Connect's total.
    pub sum: Option<Decimal>,
}

impl Insight {
    /// What follows from these figures, whose series is laid out over these buckets.
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

/// What each kilowatt-hour earned, in the currency; `None` without energy.
pub fn rate(dispatch: Dispatch) -> Option<Decimal> {
    dispatch.earnings.checked_div(dispatch.energy)
}

/// The share that a part has of the whole, 1 being all of it; `None` where there is no whole to be part of, as with a
/// penalty or in a period that ended below zero.
pub fn share(part: Decimal, whole: Decimal) -> Option<Decimal> {
    if part.is_negative() || part > whole { None } else { part.checked_div(whole) }
}
