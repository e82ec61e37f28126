//! Finds the entries of a document, and reads them one by one.

use super::entry;
use super::error::{DecodeError, Problem};
use super::fields::kind;
use super::halves;
use super::path::Path;
use crate::connection::Connection;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// The names that the list of entries may have. **Unverified**: Leap's other services use several names.
const LISTS: [&str; 4] = ["connections", "results", "items", "data"];

/// The names that the token of the next page may have: the documented one, and that of Leap's newer services.
const TOKENS: [&str; 2] = ["nextPageToken", "next_page_token"];

/// Fields that tell an entry from an envelope.
const OF_ENTRY: [&str; 2] = ["connection_status", "ref_id"];

/// The entries of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The entries, in order.
    pub connections: Vec<Connection>,
    /// What could not be read.
    pub problems: Vec<Problem>,
    /// What follows the page.
    pub next_page: NextPage,
    /// Fields of the envelope that are not known.
    pub other: Map<String, Value>,
}

/// What follows a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NextPage {
    /// Nothing: the token is missing, null or empty.
    #[default]
    Last,
    /// Another page, with this token.
    Token(String),
    /// The token cannot be read, so nobody knows. This is never the last page: entries would pass for vanished.
    Unreadable,
}

/// Reads a document.
pub(super) fn read(json: &str) -> Result<Page, DecodeError> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    if json.trim_ascii().is_empty() {
        return Err(DecodeError::Empty);
    }
    let (json, problems) = halves::replaced(json);
    let mut page = Page { problems, ..Page::default() };
    // Read twice: first only where the entries are, and that the document is whole.
    let list = match parse(&json, Outline)? {
        Shape::List => None,
        Shape::Object(names) if OF_ENTRY.iter().any(|name| names.iter().any(|(other, _)| other == name)) => {
            let value = parse(&json, std::marker::PhantomData::<Value>)?;
            page.connections.extend(entry::read(value, Path::Root, &mut page.problems));
            return Ok(page);
        }
        Shape::Object(names) => {
            let is_list = |name: &&&str| names.iter().any(|(other, is_list)| other == **name && *is_list);
            Some(*LISTS.iter().find(is_list).ok_or(DecodeError::NoConnections)?)
        }
        Shape::Scalar => return Err(DecodeError::NoConnections),
    };
    parse(&json, Document { list, page: &mut page })?;
    page.next_page = next_page(&mut page.other, &mut page.problems);
    Ok(page)
}

/// Reads a whole document as one value, with the halves of characters in it.
pub(crate) fn value(json: &str) -> Result<(Value, Vec<Problem>), DecodeError> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    if json.trim_ascii().is_empty() {
        return Err(DecodeError::Empty);
    }
    let (json, problems) = halves::replaced(json);
    Ok((parse(&json, std::marker::PhantomData::<Value>)?, problems))
}

/// Takes the token out of the fields of the envelope.
pub(crate) fn next_page(envelope: &mut Map<String, Value>, problems: &mut Vec<Problem>) -> NextPage {
    let mut next = NextPage::Last;
    for name in TOKENS {
        // Half a character in a token makes another token of it.
        let is_damaged = problems.iter().any(|problem| problem.path == name);
        match envelope.remove(name) {
            Some(_) if is_damaged => next = NextPage::Unreadable,
            None | Some(Value::Null) => {}
            Some(Value::String(token)) if token.is_empty() => {}
            Some(Value::String(token)) => {
                if next == NextPage::Last {
                    next = NextPage::Token(token);
                }
            }
            Some(value) => {
                let found = kind(&value);
                problems.push(Problem { path: name.to_owned(), expected: "a text or null", found });
                next = NextPage::Unreadable;
            }
        }
    }
    next
}

fn parse<'de, S: DeserializeSeed<'de>>(json: &'de str, seed: S) -> Result<S::Value, DecodeError> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let value = seed.deserialize(&mut deserializer).map_err(|error| {
        // serde_json ends its messages with the position.
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
        DecodeError::NotJson { line: error.line(), column: error.column(), reason }
    })?;
    let end = deserializer.end();
    end.map_err(|error| DecodeError::Trailing { line: error.line(), column: error.column() })?;
    Ok(value)
}

/// What a document is, without its contents.
enum Shape {
    List,
    /// The names of its members, and whether each is a list.
    Object(Vec<(String, bool)>),
    Scalar,
}

/// Reads the shape of a document.
struct Outline;

impl<'de> DeserializeSeed<'de> for Outline {
    type Value = Shape;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Shape, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Outline {
    type Value = Shape;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("connections")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Shape, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Shape::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Shape, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = members.next_key::<String>()? {
            let is_list = if LISTS.contains(&name.as_str()) {
                matches!(members.next_value_seed(Self)?, Shape::List)
            } else {
                members.next_value::<IgnoredAny>()?;
                false
            };
            names.push((name, is_list));
        }
        Ok(Shape::Object(names))
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_str<E>(self, _: &str) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Shape, E> {
        Ok(Shape::Scalar)
    }
}

/// Reads the entries of a document: its own, or those of one of its members.
struct Document<'a> {
    list: Option<&'static str>,
    page: &'a mut Page,
}

impl<'de> DeserializeSeed<'de> for Document<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Document<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("connections")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let root = Path::Root;
        let list = self.list.map_or(root, |name| root.key(name));
        let mut index = 0;
        while let Some(value) = items.next_element::<Value>()? {
            let read = entry::read(value, list.index(index), &mut self.page.problems);
            self.page.connections.extend(read);
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<String>()? {
            if Some(name.as_str()) == self.list {
                members.next_value_seed(Document { list: self.list, page: &mut *self.page })?;
            } else {
                let value = members.next_value()?;
                self.page.other.insert(name, value);
            }
        }
        Ok(())
    }
}
