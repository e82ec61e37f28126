//! The files of this checkout, without those that git ignores.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The texts of files by their paths, such as `src/app.rs`.
pub(super) type Files = BTreeMap<String, String>;

/// The top-level folder of the checkout.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The paths of all files, relative to the top-level folder.
pub(super) fn paths() -> BTreeSet<String> {
    let root = root();
    let gitignore = fs::read_to_string(root.join(".gitignore")).expect("there is a .gitignore");
    let ignored = ignored(&gitignore);
    let mut paths = BTreeSet::new();
    collect(&root, "", &ignored, &mut paths);
    assert!(paths.contains("Cargo.toml"), "the checkout is not at {}", root.display());
    paths
}

/// Reads the files whose paths are selected.
pub(super) fn texts(selects: impl Fn(&str) -> bool) -> Files {
    let root = root();
    let read = |path: String| {
        let text = fs::read_to_string(root.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        (path, text)
    };
    paths().into_iter().filter(|path| selects(path)).map(read).collect()
}

/// Resolves a relative path in a file; `None` if it leaves the repository.
pub(super) fn join(from: &str, relative: &str) -> Option<String> {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for part in relative.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()?),
            _ => path.push(part),
        }
    }
    if relative.starts_with('/') { None } else { Some(path.join("/")) }
}

/// Files for tests.
pub(super) fn files<const N: usize>(files: [(&str, &str); N]) -> Files {
    files.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// The entries of the top-level folder that `.gitignore` lists.
fn ignored(gitignore: &str) -> BTreeSet<String> {
    let lines = gitignore.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let name = |line: &str| {
        let name = line.strip_prefix('/').unwrap_or_else(|| panic!(".gitignore: {line} does not start with a slash"));
        name.trim_end_matches('/').to_owned()
    };
    lines.map(name).chain([".git".to_owned()]).collect()
}

fn collect(folder: &Path, prefix: &str, ignored: &BTreeSet<String>, paths: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of the checkout can be listed") {
        let entry = entry.expect("an entry can be read");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if ignored.contains(&path) {
            continue;
        }
        if entry.file_type().expect("an entry has a type").is_dir() {
            collect(&entry.path(), &format!("{path}/"), ignored, paths);
        } else {
            paths.insert(path);
        }
    }
}

#[test]
fn ignored_entries_are_read() {
    assert_eq!(ignored("# Built\n/target\n\n/dist/\n"), BTreeSet::from([".git", "dist", "target"].map(str::to_owned)));
}

#[test]
fn relative_paths_are_resolved() {
    let joined = ["./c.js", "../c/", "..", "../../c", "/c"].map(|relative| join("a/b.js", relative));
    assert_eq!(joined, [Some("a/c.js"), Some("c"), Some(""), None, None].map(|path| path.map(str::to_owned)));
}
