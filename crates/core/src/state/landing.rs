//! Where a switch to a shorter type of period leads: to something that can be read.

use super::model::Model;
use crate::domain::calendar::Bucket;
use crate::domain::performance::{BucketValue, Tense, by_month};
use crate::domain::{Intent, Period, PeriodType, Zone};
use chrono::NaiveDate;

/// A zone that nobody knows: points with a time then count at their own distance to UTC.
struct Unnamed;

impl Zone for Unnamed {
    fn offset_at(&self, _: i64) -> i32 {
        0
    }

    fn is_known(&self) -> bool {
        false
    }
}

impl Model {
    /// The buckets of the chart and the table. A phone has too few pixels for the days of a year.
    pub fn displayed(&self, values: Vec<BucketValue>) -> Vec<BucketValue> {
        if self.narrow_chart && values.len() > 31 { by_month(values) } else { values }
    }

    /// The period to open instead: that of the bucket being read, or of the last one with dispatch. `None` where it is not
    /// known.
    pub(super) fn landing(&self, intent: Intent, today: NaiveDate) -> Option<Intent> {
        let Intent::Show(kind) = intent else { return None };
        let performance = self.performance()?;
        let values = performance.bucket_values(&Unnamed, today);
        let last = values.iter().rev().find(|value| value.has_dispatch()).copied();
        let read = self.cursor.and_then(|cursor| self.displayed(values).get(cursor.index).copied());
        let bucket = read.filter(|value| value.tense != Tense::Future).or(last)?.bucket;
        let is_fine = kind == PeriodType::Month || matches!(bucket, Bucket::Day(_));
        let is_shorter = kind < performance.period.kind();
        (is_fine && is_shorter).then(|| Intent::Open(kind, Period::containing(kind, bucket.date()).start()))
    }
}
