//! JSON as Connect sends it, independent of the parser.
//!
//! [`Json`] is what a parser has to offer. Natively serde_json implements it here; in the browser `JSON.parse` does, in
//! `src/platform/json.rs`, because a second parser would cost the page nine kilobytes.

use crate::domain::Decimal;
use crate::domain::digits::digits;
use serde_json::Value;
use std::fmt;

/// A parsed JSON value.
pub trait Json: Clone {
    /// Parses a document; `None` if it is not JSON.
    fn parse(text: &str) -> Option<Self>;

    /// A member of an object; `None` if it is missing or null, or if this is not an object.
    fn get(&self, key: &'static str) -> Option<Self>;

    /// Whether this is an object.
    fn is_object(&self) -> bool;

    /// The text of a string.
    fn as_string(&self) -> Option<String>;

    /// A boolean.
    fn as_bool(&self) -> Option<bool>;

    /// The decimal digits of a number, such as `62.10` or `5.85e1`, at least as exact as a double.
    fn digits(&self) -> Option<String>;

    /// The elements of an array.
    fn items(&self) -> Option<Vec<Self>>;
}

/// The native back end.
impl Json for Value {
    fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    fn get(&self, key: &'static str) -> Option<Self> {
        Self::get(self, key).filter(|value| !value.is_null()).cloned()
    }

    fn is_object(&self) -> bool {
        Self::is_object(self)
    }

    fn as_string(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn as_bool(&self) -> Option<bool> {
        Self::as_bool(self)
    }

    fn digits(&self) -> Option<String> {
        match self {
            Self::Number(number) => Some(number.as_str().to_owned()),
            _ => None,
        }
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.as_array().cloned()
    }
}

/// A value within a document, and where it is.
#[derive(Clone)]
pub struct Node<J> {
    value: J,
    /// The path from the root to this value.
    pub path: Path,
}

impl<J: Json> Node<J> {
    /// Parses a document; `None` if it is not JSON.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self { value: J::parse(text)?, path: Path::default() })
    }

    /// A member of an object; `None` if it is missing or null, or if this is not an object.
    pub fn get(&self, key: &'static str) -> Option<Self> {
        Some(Self { value: self.value.get(key)?, path: self.path.member(key) })
    }

    /// Whether this is an object.
    pub fn is_object(&self) -> bool {
        self.value.is_object()
    }

    /// The text of a string.
    pub fn text(&self) -> Option<String> {
        self.value.as_string()
    }

    /// A boolean.
    pub fn bool(&self) -> Option<bool> {
        self.value.as_bool()
    }

    /// An exact number.
    pub fn decimal(&self) -> Option<Decimal> {
        Decimal::parse(&self.value.digits()?)
    }

    /// The elements of an array; `None` if this is not one.
    pub fn items(&self) -> Option<impl Iterator<Item = Self>> {
        let path = self.path;
        let element = move |(value, index)| Self { value, path: path.then(PathSegment::Index(index)) };
        Some(self.value.items()?.into_iter().zip(0..).map(element))
    }
}

/// The deepest path that this API needs: `/data/performance/series/3/date`.
const DEPTH: usize = 5;

/// A JSON path. It is a plain value, so that the paths of 36,600 points allocate nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Path([PathSegment; DEPTH]);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum PathSegment {
    #[default]
    End,
    Key(&'static str),
    Index(u32),
}

impl Path {
    /// The path of a member.
    pub fn member(self, key: &'static str) -> Self {
        self.then(PathSegment::Key(key))
    }

    /// The path as a JSON Pointer, such as `/performance/series/3/date`.
    pub fn text(self) -> String {
        let mut text = String::new();
        for segment in self.0 {
            let name = match segment {
                PathSegment::End => break,
                PathSegment::Key(key) => key,
                PathSegment::Index(index) => &digits(u64::from(index)),
            };
            text.push('/');
            text.push_str(name);
        }
        text
    }

    fn then(mut self, segment: PathSegment) -> Self {
        if let Some(free) = self.0.iter_mut().find(|segment| **segment == PathSegment::End) {
            *free = segment;
        }
        self
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text())
    }
}
