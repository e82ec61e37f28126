//! Every Rust file can be read in one sitting.

use super::repository::{self, Files};

/// The most lines that a file may have.
const MOST: usize = 300;

/// The files that are too long, each with its number of lines.
fn too_long(files: &Files) -> Vec<String> {
    let lines = files.iter().map(|(path, text)| (path, text.lines().count()));
    lines.filter(|(_, lines)| *lines > MOST).map(|(path, lines)| format!("{path} has {lines} lines")).collect()
}

#[test]
fn no_rust_file_is_too_long() {
    let files = repository::texts(|path| path.ends_with(".rs"));
    assert!(files.len() > 50, "only {} files were found", files.len());
    let found = too_long(&files);
    assert!(found.is_empty(), "more than {MOST} lines:\n{}", found.join("\n"));
}

#[test]
fn lines_are_counted() {
    let lines = |count| "x\n".repeat(count);
    let files = repository::files([("a.rs", &lines(MOST)), ("b.rs", &lines(MOST + 1))]);
    assert_eq!(too_long(&files), [format!("b.rs has {} lines", MOST + 1)]);
}
