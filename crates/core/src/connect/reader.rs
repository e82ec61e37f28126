//! Reads values by name, and collects warnings of what was left out.

#![allow(
    clippy::result_large_err,
    reason = "an answer has one error at most, and a box for its path would cost the page bytes"
)]

use super::json::{Json, Node, Path};
use crate::domain::Decimal;

/// A value that was left out or replaced by a neutral one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where.
    pub path: Path,
    /// What was expected there.
    pub expected: &'static str,
}

/// An answer that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Where.
    pub path: Path,
    /// What was expected there.
    pub expected: &'static str,
}

#[derive(Default)]
pub(super) struct Reader {
    pub(super) warnings: Vec<Warning>,
}

impl Reader {
    /// The names of an array that this page knows, each once.
    pub(super) fn known<T: Copy + PartialEq>(
        &mut self,
        node: &Node<impl Json>,
        key: &'static str,
        expected: &'static str,
        parse: fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut found = Vec::new();
        let array = node.get(key);
        let Some(items) = array.as_ref().and_then(Node::items) else {
            self.warn(node.path.member(key), "an array");
            return found;
        };
        for item in items {
            match item.text().and_then(|name| parse(&name)) {
                Some(value) if !found.contains(&value) => found.push(value),
                Some(_) => {}
                None => self.warn(item.path, expected),
            }
        }
        found
    }

    pub(super) fn text(&mut self, node: &Node<impl Json>, key: &'static str, expected: &'static str) -> Option<String> {
        let value = node.get(key).and_then(|value| value.text());
        self.expect(value, node, key, expected)
    }

    pub(super) fn bool(&mut self, node: &Node<impl Json>, key: &'static str) -> Option<bool> {
        let value = node.get(key).and_then(|value| value.bool());
        self.expect(value, node, key, "true or false")
    }

    pub(super) fn number(&mut self, node: &Node<impl Json>, key: &'static str) -> Option<Decimal> {
        let value = node.get(key).and_then(|value| value.decimal());
        self.expect(value, node, key, "a number")
    }

    pub(super) fn expect<T>(
        &mut self,
        value: Option<T>,
        node: &Node<impl Json>,
        key: &'static str,
        expected: &'static str,
    ) -> Option<T> {
        if value.is_none() {
            self.warn(node.path.member(key), expected);
        }
        value
    }

    pub(super) fn warn(&mut self, path: Path, expected: &'static str) {
        self.warnings.push(Warning { path, expected });
    }
}

pub(super) fn required<J: Json, T>(
    node: &Node<J>,
    key: &'static str,
    expected: &'static str,
    read: impl Fn(&Node<J>) -> Option<T>,
) -> Result<T, Unreadable> {
    node.get(key).and_then(|value| read(&value)).ok_or(Unreadable { path: node.path.member(key), expected })
}
