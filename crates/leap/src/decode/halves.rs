//! Halves of characters: `\ud800` without its other half. JSON allows that and no text can have it, so a parser would refuse
//! the whole document. Each is replaced by U+FFFD, and reported by its path.

use super::error::Problem;
use super::path::Path;
use std::borrow::Cow;
use std::ops::Range;

/// Deeper documents are refused anyway.
const DEEPEST: usize = 128;

/// What stands in the place of half a character. It is as long, so that positions in the document stay.
const REPLACEMENT: &str = "\\ufffd";

/// The document without halves of characters, and where there were any.
pub(super) fn replaced(json: &str) -> (Cow<'_, str>, Vec<Problem>) {
    // Most documents have no such escape at all.
    if !json.match_indices("\\u").any(|(at, _)| surrogate(json, at).is_some()) {
        return (Cow::Borrowed(json), Vec::new());
    }
    let mut scan = Scan { json, frames: Vec::new(), halves: Vec::new(), problems: Vec::new() };
    scan.run();
    (without(json, &scan.halves), scan.problems)
}

/// A half of a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    First,
    Second,
}

/// The half of a character that an escape at a place stands for.
fn surrogate(json: &str, at: usize) -> Option<Half> {
    let escape = json.get(at..at + REPLACEMENT.len())?.strip_prefix("\\u")?;
    let is_hex = escape.bytes().all(|byte| byte.is_ascii_hexdigit());
    match u16::from_str_radix(escape, 16) {
        Ok(0xd800..=0xdbff) if is_hex => Some(Half::First),
        Ok(0xdc00..=0xdfff) if is_hex => Some(Half::Second),
        _ => None,
    }
}

/// The text with the escapes at these places replaced.
fn without<'a>(json: &'a str, halves: &[usize]) -> Cow<'a, str> {
    if halves.is_empty() {
        return Cow::Borrowed(json);
    }
    let (mut whole, mut from) = (String::with_capacity(json.len()), 0);
    for at in halves {
        whole.push_str(&json[from..*at]);
        whole.push_str(REPLACEMENT);
        from = at + REPLACEMENT.len();
    }
    whole.push_str(&json[from..]);
    Cow::Owned(whole)
}

/// A list or an object around the place that is read.
enum Frame {
    /// The index of the element.
    List(usize),
    Object {
        /// Where the member's name is, with its quotes.
        name: Range<usize>,
        is_name_next: bool,
    },
}

/// Reads strings, and as much between them as paths need. What is no JSON is left for the parser to refuse.
struct Scan<'a> {
    json: &'a str,
    frames: Vec<Frame>,
    halves: Vec<usize>,
    problems: Vec<Problem>,
}

impl Scan<'_> {
    fn run(&mut self) {
        let bytes = self.json.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'{' => self.frames.push(Frame::Object { name: 0..0, is_name_next: true }),
                b'[' => self.frames.push(Frame::List(0)),
                b'}' | b']' => drop(self.frames.pop()),
                b',' => match self.frames.last_mut() {
                    Some(Frame::List(index)) => *index += 1,
                    Some(Frame::Object { is_name_next, .. }) => *is_name_next = true,
                    None => {}
                },
                b'"' => {
                    at = self.string(at);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// Reads a string that begins at a place, and gives the place after it.
    fn string(&mut self, start: usize) -> usize {
        let before = self.halves.len();
        let end = halves(self.json, start, &mut self.halves);
        if let Some(Frame::Object { name, is_name_next: is_name_next @ true }) = self.frames.last_mut() {
            (*name, *is_name_next) = (start..end, false);
        }
        if self.halves.len() > before && self.frames.len() <= DEEPEST {
            let path = written(&self.frames, self.json, Path::Root);
            self.problems.push(Problem { path, expected: "a text", found: "half a character" });
        }
        end
    }
}

/// Finds the halves of characters in a string that begins at a place, and gives the place after it.
fn halves(json: &str, start: usize, found: &mut Vec<usize>) -> usize {
    let bytes = json.as_bytes();
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        at += match (byte, surrogate(json, at)) {
            (b'"', _) => return at + 1,
            (b'\\', Some(Half::First)) if surrogate(json, at + REPLACEMENT.len()) == Some(Half::Second) => {
                2 * REPLACEMENT.len()
            }
            (b'\\', Some(_)) => {
                found.push(at);
                REPLACEMENT.len()
            }
            (b'\\', None) => 2,
            _ => 1,
        };
    }
    at.min(bytes.len())
}

/// Writes the path through these lists and objects.
fn written(frames: &[Frame], json: &str, parent: Path<'_>) -> String {
    match frames.split_first() {
        None => parent.written(),
        Some((Frame::List(index), inner)) => written(inner, json, parent.index(*index)),
        Some((Frame::Object { name, .. }, inner)) => {
            let name = json.get(name.clone()).unwrap_or_default();
            let mut found = Vec::new();
            halves(name, 0, &mut found);
            let name: String = serde_json::from_str(&without(name, &found)).unwrap_or_default();
            written(inner, json, parent.key(&name))
        }
    }
}
