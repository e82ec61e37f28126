//! JSON as Connect speaks it. Besides `host`, this is the only module that knows serde.

use crate::domain::calendar::iso_date;
use crate::domain::{Action, Decimal, Request, Token, action::Route};
use serde::Serialize;
use std::fmt;
#[cfg(target_arch = "wasm32")]
use tree_in_browser::Tree;
#[cfg(not(target_arch = "wasm32"))]
use tree_natively::Tree;

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

/// A received document.
pub struct Document(Tree);

impl Document {
    /// Parses a body; `None` when it is no JSON.
    pub fn parse(text: &str) -> Option<Self> {
        Tree::parse(text).map(Self)
    }

    /// The document's root.
    pub fn root(&self) -> Node {
        Node { tree: self.0.clone(), path: Path::default() }
    }
}

/// A value within a document, and where it stands.
#[derive(Clone)]
pub struct Node {
    tree: Tree,
    /// The way from the root to here.
    pub path: Path,
}

impl Node {
    /// A member of an object; `None` when it is missing or null, or when this is no object.
    pub fn get(&self, key: &'static str) -> Option<Self> {
        Some(Self { tree: self.tree.get(key)?, path: self.path.member(key) })
    }

    /// Whether this is an object.
    pub fn is_object(&self) -> bool {
        self.tree.is_object()
    }

    /// The text of a string.
    pub fn text(&self) -> Option<String> {
        self.tree.text()
    }

    /// A boolean.
    pub fn truth(&self) -> Option<bool> {
        self.tree.truth()
    }

    /// An exact number.
    pub fn decimal(&self) -> Option<Decimal> {
        Decimal::parse(&self.tree.digits()?)
    }

    /// The elements of an array; `None` when this is none.
    pub fn items(&self) -> Option<impl Iterator<Item = Self>> {
        let path = self.path;
        let element = move |(tree, index)| Self { tree, path: path.then(Step::Index(index)) };
        Some(self.tree.items()?.into_iter().zip(0..).map(element))
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

/// JSON as the browser parses it. Its parser is there already and fast; one of our own costs the page nine kilobytes. A
/// number keeps the decimal digits it was sent with, as far as a double holds them (fifteen), because JavaScript writes
/// the shortest decimal that is this double.
#[cfg(target_arch = "wasm32")]
mod tree_in_browser {
    use js_sys::{Array, JSON, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    #[derive(Clone)]
    pub(super) struct Tree(JsValue);

    impl Tree {
        pub(super) fn parse(text: &str) -> Option<Self> {
            JSON::parse(text).ok().map(Self)
        }

        pub(super) fn get(&self, key: &'static str) -> Option<Self> {
            // What is no object has no members, whatever its prototype has.
            let value = if self.is_object() { Reflect::get(&self.0, &key.into()).ok()? } else { JsValue::NULL };
            (!value.is_null() && !value.is_undefined()).then_some(Self(value))
        }

        pub(super) fn is_object(&self) -> bool {
            self.0.is_object() && !Array::is_array(&self.0)
        }

        pub(super) fn text(&self) -> Option<String> {
            self.0.as_string()
        }

        pub(super) fn truth(&self) -> Option<bool> {
            self.0.as_bool()
        }

        pub(super) fn digits(&self) -> Option<String> {
            self.0.as_f64()?;
            self.0.unchecked_ref::<js_sys::Number>().to_string_with_radix(10).ok().map(String::from)
        }

        pub(super) fn items(&self) -> Option<Vec<Self>> {
            self.0.dyn_ref::<Array>().map(|array| array.iter().map(Self).collect())
        }
    }
}

/// The same for native tests.
#[cfg(not(target_arch = "wasm32"))]
mod tree_natively {
    use serde_json::Value;

    #[derive(Clone)]
    pub(super) struct Tree(Value);

    impl Tree {
        pub(super) fn parse(text: &str) -> Option<Self> {
            serde_json::from_str(text).ok().map(Self)
        }

        pub(super) fn get(&self, key: &'static str) -> Option<Self> {
            self.0.get(key).filter(|value| !value.is_null()).cloned().map(Self)
        }

        pub(super) fn is_object(&self) -> bool {
            self.0.is_object()
        }

        pub(super) fn text(&self) -> Option<String> {
            self.0.as_str().map(str::to_owned)
        }

        pub(super) fn truth(&self) -> Option<bool> {
            self.0.as_bool()
        }

        pub(super) fn digits(&self) -> Option<String> {
            match &self.0 {
                Value::Number(number) => Some(number.as_str().to_owned()),
                _ => None,
            }
        }

        pub(super) fn items(&self) -> Option<Vec<Self>> {
            self.0.as_array().map(|array| array.iter().cloned().map(Self).collect())
        }
    }
}
