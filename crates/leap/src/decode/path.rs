//! Where a value is in a document. A path is written only when something is wrong there.

use crate::text::visible;

/// A path to a value.
#[derive(Clone, Copy)]
pub(crate) enum Path<'a> {
    Root,
    Key(&'a Self, &'a str),
    Index(&'a Self, usize),
}

impl<'a> Path<'a> {
    pub(crate) fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    pub(crate) fn index(&'a self, index: usize) -> Self {
        Self::Index(self, index)
    }

    /// Writes a path such as `connections[2].ref_id`. Other names than plain ones are quoted: `agreements["a b"]`.
    pub(crate) fn written(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Index(parent, index) => format!("{}[{index}]", parent.written()),
            Self::Key(parent, key) => {
                let parent = parent.written();
                let is_plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                match (is_plain, parent.is_empty()) {
                    (true, true) => (*key).to_owned(),
                    (true, false) => format!("{parent}.{key}"),
                    (false, _) => format!("{parent}[\"{}\"]", visible(&key.replace('\\', "\\\\").replace('"', "\\\""))),
                }
            }
        }
    }
}
