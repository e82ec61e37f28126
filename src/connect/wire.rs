//! JSON as Connect speaks it. Besides `host`, this is the only module that knows serde.

use crate::domain::calendar::iso_date;
use crate::domain::{Action, Decimal, Request, Token, action::Route};
use serde::Serialize;
use serde_json::Value;
use std::fmt;

/// The body of a POST: the only messages this page can send, each one valid against `schema/request`.
pub fn body(token: &Token, request: &Request) -> String {
    let (route, action, data) = match request {
        Request::Start => ("session_start", Some("VPP"), None),
        Request::Restore => ("session_restore", None, None),
        Request::Leave(route) => (route.name(), Some(Action::Back.name()), None),
        Request::Respond(response) => {
            // The encoding of CHANGE_PERIOD is undocumented. This is the page's own choice, made here and nowhere
            // else: the field names of the answer, and the first day of the period.
            let data = response
                .period()
                .map(|period| PeriodData { period_type: period.kind().name(), period_start: iso_date(period.start()) });
            (Route::SUMMARY, Some(response.action().name()), data)
        }
    };
    let post = Post { connect_token: token.reveal(), route, r#type: "submit", action, data };
    // Serialising plain strings cannot fail.
    serde_json::to_string(&post).unwrap_or_default()
}

#[derive(Serialize)]
struct Post<'a> {
    connect_token: &'a str,
    route: &'a str,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<PeriodData>,
}

#[derive(Serialize)]
struct PeriodData {
    period_type: &'static str,
    period_start: String,
}

/// A received document. Read through accessors that know where they are, since derived `Deserialize` costs the page
/// nine kilobytes more and reports no path.
pub struct Document(Value);

impl Document {
    /// Parses a body; `None` when it is no JSON.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self)
    }

    /// The document's root.
    pub fn root(&self) -> Node<'_> {
        Node { value: &self.0, path: Path::default() }
    }
}

/// A value within a document, and where it stands.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    value: &'a Value,
    /// The way from the root to here.
    pub path: Path,
}

impl<'a> Node<'a> {
    /// A member of an object; `None` when it is missing or null, or when this is no object.
    pub fn get(self, key: &'static str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Self { value, path: self.path.then(Step::Key(key)) })
    }

    /// Whether this is an object.
    pub fn is_object(self) -> bool {
        self.value.is_object()
    }

    /// The text of a string.
    pub fn text(self) -> Option<&'a str> {
        self.value.as_str()
    }

    /// A boolean.
    pub fn truth(self) -> Option<bool> {
        self.value.as_bool()
    }

    /// An exact number.
    pub fn decimal(self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Decimal::parse(number.as_str()),
            _ => None,
        }
    }

    /// The elements of an array; `None` when this is none.
    pub fn items(self) -> Option<impl Iterator<Item = Self>> {
        let items = self.value.as_array()?;
        Some(items.iter().zip(0..).map(move |(value, index)| Self { value, path: self.path.then(Step::Index(index)) }))
    }
}

/// Steps of a path; no message of this API is deeper than this.
const DEPTH: usize = 4;

/// A JSON path. It is a plain value, so that reading 36,600 points allocates nothing for the paths of the good ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Path([Step; DEPTH]);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    End,
    Key(&'static str),
    Index(u32),
}

impl Path {
    /// The path of a member of what is here.
    pub fn member(self, key: &'static str) -> Self {
        self.then(Step::Key(key))
    }

    fn then(mut self, step: Step) -> Self {
        if let Some(free) = self.0.iter_mut().find(|step| **step == Step::End) {
            *free = step;
        }
        self
    }
}

/// Writes a JSON Pointer such as `/performance/series/3/date`.
impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in self.0 {
            match step {
                Step::End => {}
                Step::Key(key) => write!(formatter, "/{key}")?,
                Step::Index(index) => write!(formatter, "/{index}")?,
            }
        }
        Ok(())
    }
}
