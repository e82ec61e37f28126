//! Decodes what the Connect API answers: an array of entries, one entry, or an envelope around entries.
//!
//! Each entry is read on its own, so that a large answer needs little memory. What cannot be read in it is left out and
//! reported with its JSON path; everything else of it is kept. Half a character in a text becomes U+FFFD and is reported, too. A
//! document that is not whole is refused as a whole.

mod entry;
mod envelope;
mod error;
mod fields;
mod halves;
mod path;
mod text;

pub use envelope::{NextPage, Page};
pub(crate) use envelope::{next_page, value};
pub use error::{DecodeError, Problem};
pub(crate) use fields::{Fields, kind};
pub(crate) use path::Path;
pub(crate) use text::decoded;

/// Decodes an answer, or a file with a saved one: UTF-8, or UTF-16 as PowerShell writes it.
///
/// ```
/// let saved = br#"[{ "id": "1", "ref_id": "R1", "connection_status": "PARTIAL", "utility_connections": [null] }]"#;
/// let page = leap::decode::bytes(saved)?;
/// assert_eq!(page.connections[0].reference.as_deref(), Some("R1"));
/// assert_eq!(page.problems[0].to_string(), "[0].utility_connections[0]: expected an object, found null");
/// # Ok::<(), leap::decode::DecodeError>(())
/// ```
///
/// # Errors
/// If it is not text, not one whole JSON document, or has no entries to look for.
pub fn bytes(bytes: &[u8]) -> Result<Page, DecodeError> {
    json(&text::decoded(bytes)?)
}

/// Decodes an answer.
///
/// ```
/// use leap::decode::NextPage;
///
/// let page = leap::decode::json(r#"{ "connections": [], "nextPageToken": "a+b=" }"#)?;
/// assert_eq!(page.next_page, NextPage::Token("a+b=".to_owned()));
/// # Ok::<(), leap::decode::DecodeError>(())
/// ```
///
/// # Errors
/// If it is not one whole JSON document, or has no entries to look for.
pub fn json(json: &str) -> Result<Page, DecodeError> {
    envelope::read(json)
}
