//! Every Rust file is short enough to read in one sitting.

use super::repository::{self, Files};

/// The largest number of lines of a file.
const MAX_LINES: usize = 300;

/// Describes the files that are too long.
fn too_long(files: &Files) -> Vec<String> {
    let lines = files.iter().map(|(path, text)| (path, text.lines().count()));
    lines.filter(|(_, lines)| *lines > MAX_LINES).map(|(path, lines)| format!("{path} has {lines} lines")).collect()
}

#[test]
fn rust_files_are_short() {
    let files = repository::texts(|path| path.ends_with(".rs"));
    assert!(files.len() > 50, "only {} files were found", files.len());
    let found = too_long(&files);
    assert!(found.is_empty(), "more than {MAX_LINES} lines:\n{}", found.join("\n"));
}

#[test]
fn long_files_are_reported() {
    let lines = |count| "x\n".repeat(count);
    let files = repository::files([("a.rs", &lines(MAX_LINES)), ("b.rs", &lines(MAX_LINES + 1))]);
    assert_eq!(too_long(&files), [format!("b.rs has {} lines", MAX_LINES + 1)]);
}
