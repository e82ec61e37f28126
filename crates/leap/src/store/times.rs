//! Times in the store: microseconds since 1970.

use super::error::StoreError;
use chrono::{DateTime, Utc};

pub(super) fn stored(instant: DateTime<Utc>) -> i64 {
    instant.timestamp_micros()
}

pub(super) fn read(micros: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_micros(micros).ok_or_else(|| StoreError::Damaged(format!("{micros} is not a time")))
}

pub(super) fn read_optional(micros: Option<i64>) -> Result<Option<DateTime<Utc>>, StoreError> {
    micros.map(read).transpose()
}
