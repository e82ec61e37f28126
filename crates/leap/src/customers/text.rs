//! The text of a list: UTF-8, UTF-16 or Windows-1252.

use super::error::SheetError;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The text of a list, and whether it is anything but plain UTF-8.
///
/// What is not UTF-8 is Windows-1252, in which every byte means something. No statistics are asked: they guess wrong on short
/// lists of names.
pub(super) fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, bool), SheetError> {
    let (encoding, rest) = match bytes {
        [0xff, 0xfe, rest @ ..] => (UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => return Ok((in_windows_1252_if_needed(rest), true)),
        // The first character of a header is ASCII, so a zero beside it tells UTF-16.
        [first, 0, ..] if *first != 0 => (UTF_16LE, bytes),
        [0, second, ..] if *second != 0 => (UTF_16BE, bytes),
        _ => {
            let text = in_windows_1252_if_needed(bytes);
            let is_other = matches!(text, Cow::Owned(_));
            return Ok((text, is_other));
        }
    };
    Ok((whole(encoding, rest)?, true))
}

fn in_windows_1252_if_needed(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()),
    }
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Result<Cow<'static, str>, SheetError> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or(SheetError::NotText)?;
    Ok(Cow::Owned(text.into_owned()))
}
