//! Files of the repository that comments, documents and programs mention exist.

use std::collections::BTreeSet;

use super::repository::{self, Files};

/// How a mentioned path begins.
const FOLDERS: [&str; 10] =
    ["crates/", "deploy/", "docs/", "embed/", "examples/", "schema/", "src/", "style/", "tests/", "xtask/"];

/// How a mentioned path ends.
const ENDINGS: [&str; 10] = ["css", "html", "js", "json", "jsx", "md", "mjs", "rs", "svg", "toml"];

/// The paths that a text mentions, such as `src/app.rs`.
fn pointers(text: &str) -> BTreeSet<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    let words = text.split(|c: char| !is_part(c)).map(|word| word.trim_end_matches('.'));
    let is_path = |word: &&str| {
        let ending = word.rsplit_once('.').map(|(_, ending)| ending);
        FOLDERS.iter().any(|folder| word.starts_with(folder)) && ending.is_some_and(|ending| ENDINGS.contains(&ending))
    };
    words.filter(is_path).collect()
}

/// Describes mentions of missing files. A path may start at the top-level folder or at any folder around the file.
fn stale(files: &Files, paths: &BTreeSet<String>) -> Vec<String> {
    let mut stale = Vec::new();
    for (path, text) in files {
        for pointer in pointers(text) {
            let folders = path.match_indices('/').map(|(at, _)| &path[..=at]).chain([""]);
            if !folders.into_iter().any(|folder| paths.contains(&format!("{folder}{pointer}"))) {
                stale.push(format!("{path}: {pointer}"));
            }
        }
    }
    stale
}

#[test]
fn mentioned_files_exist() {
    // The checks themselves mention files that exist in their tests only. The inputs of `leap` have several encodings. Lock
    // files mention files of the packages they lock.
    let others = ["xtask/src/checks/", "crates/leap/tests/it/inputs/"];
    let is_text = |path: &str| {
        let ending = path.rsplit(['.', '/']).next().unwrap_or_default();
        !["png", "lock"].contains(&ending)
            && !path.ends_with("package-lock.json")
            && !others.iter().any(|folder| path.starts_with(folder))
    };
    let files = repository::texts(is_text);
    assert!(files.len() > 100, "only {} files were found", files.len());
    let stale = stale(&files, &repository::paths());
    assert!(stale.is_empty(), "mentions of missing files:\n{}", stale.join("\n"));
}

#[test]
fn mentions_of_missing_files_are_found() {
    let text = "// See src/a.rs, `docs/b.md`. (src/c.rs#L1) \"tests/it.rs\"; ../src/d.rs /src/e.rs mysrc/f.rs src/*.rs src/g src/h.exe";
    assert_eq!(pointers(text), BTreeSet::from(["docs/b.md", "src/a.rs", "src/c.rs", "tests/it.rs"]));
    let files = repository::files([("crates/x/src/main.rs", text)]);
    let paths = ["src/a.rs", "crates/docs/b.md", "crates/x/tests/it.rs", "crates/y/src/c.rs"];
    assert_eq!(stale(&files, &paths.map(str::to_owned).into()), ["crates/x/src/main.rs: src/c.rs"]);
}
