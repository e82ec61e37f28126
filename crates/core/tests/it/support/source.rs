//! The sources of the page as text, with comments and the contents of strings told apart from code.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file without its tests.
pub struct Source {
    /// Its path below `src`, such as `domain/token.rs`.
    pub path: String,
    /// How long the file is, with its tests.
    pub lines: usize,
    /// The code, with comments taken out and strings emptied.
    pub code: String,
    /// The strings, each with the code right before it.
    pub strings: Vec<(String, String)>,
}

impl Source {
    /// The module at the top that the file belongs to, such as `domain`.
    pub fn layer(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap()
    }
}

/// Every source file of the page.
pub fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).unwrap();
        let path = file.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        let (code, strings) = split(text.split("#[cfg(test)]").next().unwrap());
        Source { path, lines: text.lines().count(), code, strings }
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// Takes comments out and empties strings. Knows as much of Rust's lexer as these sources use.
fn split(text: &str) -> (String, Vec<(String, String)>) {
    let mut code = String::new();
    let mut strings = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let raw = rest.strip_prefix("r#\"").and_then(|body| body.split_once("\"#"));
        if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
        } else if let Some((body, after)) = raw {
            keep(&mut code, &mut strings, body);
            rest = after;
        } else if c == '"' {
            let end = end_of_string(&rest[1..]);
            keep(&mut code, &mut strings, &rest[1..=end]);
            rest = &rest[end + 2..];
        } else if let Some(length) = length_of_char(rest) {
            code.push_str("' '");
            rest = &rest[length..];
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    (code, strings)
}

fn keep(code: &mut String, strings: &mut Vec<(String, String)>, body: &str) {
    let before = code.trim_end().chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    strings.push((before, body.to_owned()));
    code.push_str("\"\"");
}

/// Where a string ends whose opening quote is taken off.
fn end_of_string(body: &str) -> usize {
    let mut escaped = false;
    for (index, c) in body.char_indices() {
        match c {
            '"' if !escaped => return index,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    body.len() - 1
}

/// The length of a character literal; nothing for a lifetime or anything else.
fn length_of_char(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('\'')?;
    let first = body.chars().next()?;
    let skip = if first == '\\' { 2 } else { first.len_utf8() };
    let end = body.get(skip..)?.find('\'')?;
    (end == 0 || first == '\\' && end <= 8).then_some(skip + end + 2)
}
