//! Reads one entry. Known fields are taken out of the object; what stays is kept as unknown.

use super::error::Problem;
use super::fields::{Fields, kind};
use super::path::Path;
use crate::connection::{Agreement, Connection, ConnectionStatus, UtilityConnection, UtilityStatus};
use serde_json::Value;

/// The longest reference that is read, in characters: the limit in Leap's definitions of other services. Links have 50 at most.
const LONGEST_REFERENCE: usize = 256;

/// Reads an entry; `None`, with a problem, if it is not an object.
pub(super) fn read(value: Value, path: Path<'_>, problems: &mut Vec<Problem>) -> Option<Connection> {
    let mut fields = Fields::of(value, path, problems)?;
    let id = fields.required("id");
    let reference = fields.reference();
    let connection = Connection {
        id,
        reference,
        region: fields.text("transmission_region"),
        started: fields.moment("start_date_time_utc"),
        last_interaction: fields.moment("last_interaction_date_time_utc"),
        status: fields.required("connection_status").as_deref().map(ConnectionStatus::read),
        utilities: fields.utilities(),
        agreements: fields.agreements(),
        other: fields.object,
    };
    Some(connection)
}

impl Fields<'_> {
    /// The reference. A whole number is one too, as long as its digits are exact.
    fn reference(&mut self) -> Option<String> {
        const NAME: &str = "ref_id";
        let text = match self.object.get(NAME) {
            Some(Value::Number(number)) if number.as_str().bytes().all(|byte| byte.is_ascii_digit()) => {
                let digits = number.as_str().to_owned();
                self.object.remove(NAME);
                digits
            }
            _ => self.required(NAME)?,
        };
        if text.is_empty() || text.chars().count() > LONGEST_REFERENCE {
            let found = if text.is_empty() { "an empty text" } else { "a longer text" };
            self.report(NAME, "a text of 1 to 256 characters", found);
            return None;
        }
        Some(text)
    }

    fn utilities(&mut self) -> Vec<UtilityConnection> {
        const NAME: &str = "utility_connections";
        let items = match self.take(NAME) {
            None => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(other) => {
                self.report(NAME, "an array", kind(&other));
                return Vec::new();
            }
        };
        let mut utilities = Vec::with_capacity(items.len());
        let list = self.path.key(NAME);
        for (at, item) in items.into_iter().enumerate() {
            let Some(mut fields) = Fields::of(item, list.index(at), self.problems) else { continue };
            utilities.push(UtilityConnection {
                authorization: fields.text("authorization_uuid"),
                name: fields.text("utility_name"),
                is_required: fields.bool("utility_is_required"),
                status: fields.required("status").as_deref().map(UtilityStatus::read),
                error_code: fields.code(),
                started: fields.moment("start_date_time_utc"),
                last_interaction: fields.moment("last_interaction_date_time_utc"),
                other: fields.object,
            });
        }
        utilities
    }

    /// The error code. A number is one too.
    fn code(&mut self) -> Option<String> {
        const NAME: &str = "error_code";
        match self.object.get(NAME) {
            Some(Value::Number(number)) => {
                let digits = number.to_string();
                self.object.remove(NAME);
                Some(digits)
            }
            _ => self.text(NAME).filter(|code| !code.is_empty()),
        }
    }

    /// The forms. Each member is one, whatever its name, so that a new form is not overlooked.
    fn agreements(&mut self) -> Vec<Agreement> {
        const NAME: &str = "agreements";
        let members = match self.take(NAME) {
            None => return Vec::new(),
            Some(Value::Object(members)) => members,
            Some(other) => {
                self.report(NAME, "an object", kind(&other));
                return Vec::new();
            }
        };
        let mut agreements = Vec::with_capacity(members.len());
        for (name, value) in members {
            let status = match value {
                Value::String(status) => status,
                other => {
                    if !other.is_null() {
                        let path = self.path.key(NAME).key(&name).written();
                        self.problems.push(Problem { path, expected: "a text or null", found: kind(&other) });
                    }
                    other.to_string()
                }
            };
            agreements.push(Agreement { name, status });
        }
        agreements
    }
}
