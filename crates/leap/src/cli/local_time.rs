//! Times as people read them.

use chrono::{DateTime, Local, Utc};

/// An instant as people at this machine read it: in their time zone.
pub(crate) fn local(instant: DateTime<Utc>) -> String {
    instant.with_timezone(&Local).format("%Y-%m-%d %H:%M:%S %:z").to_string()
}
