//! Writes connections as JSON, with the fields of the Connect API. [`decode`](crate::decode) reads them back.

use crate::connection::{Agreement, Connection, Moment, UtilityConnection};
use crate::instant;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// Writes the fields of the API in the order of its example, then those that are not known.
///
/// ```
/// let page = leap::decode::json(r#"[{ "ref_id": "R1", "id": "1", "connection_status": "LATER", "new": 1.50 }]"#)?;
/// let written = serde_json::to_string(&page.connections)?;
/// assert!(written.starts_with(r#"[{"id":"1","transmission_region":null,"ref_id":"R1","#));
/// assert!(written.ends_with(r#""agreements":{},"new":1.50}]"#));
/// assert_eq!(leap::decode::json(&written)?.connections, page.connections);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl Serialize for Connection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("transmission_region", &self.region)?;
        map.serialize_entry("ref_id", &self.reference)?;
        map.serialize_entry("start_date_time_utc", &self.started)?;
        map.serialize_entry("last_interaction_date_time_utc", &self.last_interaction)?;
        map.serialize_entry("connection_status", &self.status.as_ref().map(|status| status.as_str()))?;
        map.serialize_entry("utility_connections", &self.utilities)?;
        map.serialize_entry("agreements", &Agreements(&self.agreements))?;
        for (name, value) in &self.other {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Serialize for UtilityConnection {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("authorization_uuid", &self.authorization)?;
        map.serialize_entry("utility_name", &self.name)?;
        map.serialize_entry("utility_is_required", &self.is_required)?;
        map.serialize_entry("status", &self.status.as_ref().map(|status| status.as_str()))?;
        map.serialize_entry("error_code", &self.error_code)?;
        map.serialize_entry("start_date_time_utc", &self.started)?;
        map.serialize_entry("last_interaction_date_time_utc", &self.last_interaction)?;
        for (name, value) in &self.other {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// An instant in UTC; a text that is none stays as it came.
impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_none(),
            Self::At(instant) => serializer.serialize_str(&instant::format(*instant)),
            Self::Unreadable(text) => serializer.serialize_str(text),
        }
    }
}

struct Agreements<'a>(&'a [Agreement]);

impl Serialize for Agreements<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|form| (&form.name, &form.status)))
    }
}
