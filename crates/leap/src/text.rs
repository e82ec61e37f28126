//! Why a text is refused: which character, and where, or how long it is.

use std::error::Error;
use std::fmt;

/// Letters that have no ink.
const FILLERS: [char; 4] = ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'];

/// Why a text is refused.
///
/// ```
/// use leap::name::ReferenceId;
///
/// let refused = ReferenceId::parse("abd\u{a0}").map_err(|error| error.to_string());
/// assert_eq!(refused, Err("U+00A0 at character 4 is not allowed".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextError {
    /// It has no characters.
    Empty,
    /// It has more characters than allowed.
    TooLong {
        /// How many it has.
        length: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// It has a character that is not allowed.
    Character {
        /// The first such character.
        character: char,
        /// Its position, counted in characters from 1.
        position: usize,
    },
    /// It is `.` or `..`, which browsers take out of an address.
    Dots,
}

impl fmt::Display for TextError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("it is empty"),
            Self::TooLong { length, limit } => {
                write!(formatter, "it has {length} characters, and at most {limit} are allowed")
            }
            Self::Character { character, position } => {
                write!(formatter, "{} at character {position} is not allowed", name(*character))
            }
            Self::Dots => formatter.write_str("a name of dots only is not allowed: browsers take it out of an address"),
        }
    }
}

impl Error for TextError {}

/// Checks the length of a text, and each of its characters.
pub(crate) fn check(text: &str, limit: usize, is_allowed: impl Fn(char) -> bool) -> Result<(), TextError> {
    if let Some((at, character)) = text.chars().enumerate().find(|(_, character)| !is_allowed(*character)) {
        return Err(TextError::Character { character, position: at + 1 });
    }
    match text.chars().count() {
        0 => Err(TextError::Empty),
        length if length > limit => Err(TextError::TooLong { length, limit }),
        _ => Ok(()),
    }
}

/// Whether RFC 3986 calls a character unreserved: it means the same in an address with and without percent-encoding.
pub(crate) fn is_unreserved(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_' | '~')
}

/// Whether a text has 1 to `limit` unreserved characters and no others: what [`check`] says in more words.
pub(crate) fn is_plain(text: &str, limit: usize) -> bool {
    (1..=limit).contains(&text.len()) && text.bytes().all(|byte| is_unreserved(char::from(byte)))
}

/// A text with its control, format and other unseen characters escaped, so that it cannot command a terminal or hide
/// something from a reader.
///
/// ```
/// assert_eq!(leap::text::visible("R1\r\u{202e}é"), "R1\\u{d}\\u{202e}é");
/// ```
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_unseen(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// What to call a character: its code, and the character itself if it can be seen.
fn name(character: char) -> String {
    let code = format!("U+{:04X}", u32::from(character));
    let is_seen = character.is_ascii_graphic() || (character.is_alphanumeric() && !is_unseen(character));
    if is_seen { format!("\"{character}\" ({code})") } else { code }
}

/// Whether a character has an effect but no ink. White space other than the plain space counts, since it passes for one.
fn is_unseen(character: char) -> bool {
    let is_odd_space = character.is_whitespace() && character != ' ';
    let is_format = matches!(u32::from(character),
        0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfe00..=0xfe0f | 0xfeff
        | 0xfff9..=0xfffb | 0xe0000..=0xe01ef);
    character.is_control() || is_odd_space || is_format || FILLERS.contains(&character)
}
