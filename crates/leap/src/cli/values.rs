//! Parsers of values.

use chrono::{DateTime, TimeDelta, Utc};
use leap::instant;
use leap::language::Language;
use leap::link::{LinkKind, Variant};
use leap::text::visible;
use std::fmt::Write;

pub(crate) fn time(text: &str) -> Result<DateTime<Utc>, String> {
    let reason = || format!("\"{}\" is not a time such as 2026-07-01T10:00:00Z", visible(text));
    instant::parse(text).ok_or_else(reason)
}

pub(crate) fn language(text: &str) -> Result<Language, String> {
    let known = || names(Language::ALL.map(Language::tag));
    Language::of_tag(text).ok_or_else(|| format!("\"{}\" is none of {}", visible(text), known()))
}

pub(crate) fn kind(text: &str) -> Result<LinkKind, String> {
    let known = || names(LinkKind::ALL.map(LinkKind::as_str));
    LinkKind::parse(text).ok_or_else(|| format!("\"{}\" is none of {}", visible(text), known()))
}

pub(crate) fn variant(text: &str) -> Result<Variant, String> {
    let known = || names(Variant::ALL.map(Variant::as_str));
    Variant::parse(text).ok_or_else(|| format!("\"{}\" is none of {}", visible(text), known()))
}

/// The number of a run.
pub(crate) fn run(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("\"{}\" is not the number of a run, such as 12", visible(text)))
}

/// A duration such as `90s`, `5m`, `1h` or `2d`.
pub(crate) fn duration(text: &str) -> Result<TimeDelta, String> {
    let reason = || format!("\"{}\" is not a duration such as 90s, 5m, 1h or 2d", visible(text));
    let number = text.trim_end_matches(|character: char| character.is_ascii_alphabetic());
    let count: i64 = number.parse().ok().filter(|count| *count >= 0).ok_or_else(reason)?;
    let seconds = match &text[number.len()..] {
        "s" => 1,
        "m" => 60,
        "h" => 60 * 60,
        "d" => 24 * 60 * 60,
        _ => return Err(reason()),
    };
    count.checked_mul(seconds).and_then(TimeDelta::try_seconds).ok_or_else(reason)
}

fn names<const N: usize>(names: [&str; N]) -> String {
    let mut list = String::new();
    for (at, name) in names.iter().enumerate() {
        let _ = write!(list, "{}{name}", if at == 0 { "" } else { ", " });
    }
    list
}
