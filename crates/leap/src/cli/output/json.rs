//! JSON that is safe to print: everything unseen in its strings is escaped, also what JSON allows there.

use crate::cli::failure::Failure;
use leap::text::visible;
use serde::Serialize;
use std::fmt::Write;

/// Writes a value as JSON, with a line end.
pub(crate) fn json(value: &impl Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(Failure::Json)?;
    let mut safe = String::with_capacity(text.len() + 1);
    let mut buffer = [0; 2];
    for character in text.chars() {
        // Outside of strings there are ASCII characters and line ends only.
        if character.is_ascii_graphic() || [' ', '\n'].contains(&character) || is_seen(character) {
            safe.push(character);
        } else {
            for unit in character.encode_utf16(&mut buffer) {
                let _ = write!(safe, "\\u{unit:04x}");
            }
        }
    }
    safe.push('\n');
    Ok(safe)
}

fn is_seen(character: char) -> bool {
    let mut buffer = [0; 4];
    let text: &str = character.encode_utf8(&mut buffer);
    visible(text) == text
}
