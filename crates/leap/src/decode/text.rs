//! The text of a file: UTF-8 or UTF-16, with or without a byte order mark.

use super::error::DecodeError;
use std::borrow::Cow;

/// The text of a file.
pub(crate) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, DecodeError> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, 2, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, 2, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf_8(rest, 3),
        // JSON begins with an ASCII character, so a zero beside it tells UTF-16.
        [first, 0, ..] if *first != 0 => utf_16(bytes, 0, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => utf_16(bytes, 0, u16::from_be_bytes),
        _ => utf_8(bytes, 0),
    }
}

fn utf_8(bytes: &[u8], before: usize) -> Result<Cow<'_, str>, DecodeError> {
    let text = std::str::from_utf8(bytes);
    text.map(Cow::Borrowed).map_err(|error| DecodeError::NotText { byte: before + error.valid_up_to() + 1 })
}

fn utf_16(bytes: &[u8], before: usize, unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, DecodeError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(DecodeError::NotText { byte: before + bytes.len() });
    }
    let mut text = String::with_capacity(pairs.len());
    let mut at = 0;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let character = decoded.map_err(|_| DecodeError::NotText { byte: before + at + 1 })?;
        at += character.len_utf16() * 2;
        text.push(character);
    }
    Ok(Cow::Owned(text))
}
