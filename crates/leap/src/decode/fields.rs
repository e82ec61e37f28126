//! The fields of an object. Known ones are taken out; what stays is not known.

use super::error::Problem;
use super::path::Path;
use crate::connection::Moment;
use crate::instant;
use serde_json::{Map, Value};

/// The fields of an object that nothing has taken yet.
pub(crate) struct Fields<'a> {
    pub(super) object: Map<String, Value>,
    pub(crate) path: Path<'a>,
    pub(crate) problems: &'a mut Vec<Problem>,
}

impl<'a> Fields<'a> {
    pub(crate) fn of(value: Value, path: Path<'a>, problems: &'a mut Vec<Problem>) -> Option<Self> {
        match value {
            Value::Object(object) => Some(Self { object, path, problems }),
            other => {
                problems.push(Problem { path: path.written(), expected: "an object", found: kind(&other) });
                None
            }
        }
    }

    /// Takes a field; `None` if it is missing or null.
    pub(crate) fn take(&mut self, name: &str) -> Option<Value> {
        self.object.remove(name).filter(|value| !value.is_null())
    }

    pub(crate) fn report(&mut self, name: &str, expected: &'static str, found: &'static str) {
        self.problems.push(Problem { path: self.path.key(name).written(), expected, found });
    }

    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        match self.take(name)? {
            Value::String(text) => Some(text),
            other => {
                self.report(name, "a text", kind(&other));
                None
            }
        }
    }

    /// A text without which the entry says little.
    pub(crate) fn required(&mut self, name: &str) -> Option<String> {
        let found = match self.object.get(name) {
            None => "nothing",
            Some(Value::Null) => "null",
            Some(_) => return self.text(name),
        };
        self.object.remove(name);
        self.report(name, "a text", found);
        None
    }

    pub(crate) fn bool(&mut self, name: &str) -> Option<bool> {
        match self.take(name)? {
            Value::Bool(value) => Some(value),
            other => {
                self.report(name, "true or false", kind(&other));
                None
            }
        }
    }

    pub(crate) fn moment(&mut self, name: &str) -> Moment {
        let (shown, found) = match self.take(name) {
            None => return Moment::Absent,
            Some(Value::String(text)) if text.is_empty() => return Moment::Absent,
            Some(Value::String(text)) => match instant::parse(&text) {
                Some(instant) => return Moment::At(instant),
                None => (text, "another text"),
            },
            Some(other) => (other.to_string(), kind(&other)),
        };
        self.report(name, "a date-time", found);
        Moment::Unreadable(shown)
    }
}

/// The kind of a value, for people.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
