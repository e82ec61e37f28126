//! The crates of the workspace, read from its manifests.

use toml::{Table, Value};

use super::repository::Files;

/// A crate: a library or a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Crate {
    /// Its name in Rust code, such as `vpp_core`.
    pub(super) name: String,
    /// The file of its root module.
    pub(super) root: String,
    /// Whether other crates can depend on it.
    pub(super) is_library: bool,
}

/// A package of the workspace.
pub(super) struct Package {
    /// Its name.
    pub(super) name: String,
    /// Its folder with a trailing slash; empty for the top-level folder.
    pub(super) folder: String,
    /// Its manifest.
    pub(super) manifest: Table,
}

/// The packages of the workspace.
///
/// # Panics
/// When a manifest is missing or cannot be parsed.
pub(super) fn packages(files: &Files) -> Vec<Package> {
    let top = manifest(files, "Cargo.toml");
    let members = top["workspace"]["members"].as_array().expect("the workspace has a list of members");
    let package = |member: &Value| {
        let member = member.as_str().expect("a member is a folder");
        assert!(!member.contains('*'), "list members one by one, without patterns: {member}");
        let folder = if member == "." { String::new() } else { format!("{member}/") };
        let manifest = manifest(files, &format!("{folder}Cargo.toml"));
        let name = manifest["package"]["name"].as_str().expect("a package has a name").to_owned();
        Package { name, folder, manifest }
    };
    members.iter().map(package).collect()
}

/// Parses a manifest.
///
/// # Panics
/// When it is missing or cannot be parsed.
pub(super) fn manifest(files: &Files, path: &str) -> Table {
    let text = files.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    text.parse().unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The libraries and programs of the workspace.
pub(super) fn crates(files: &Files) -> Vec<Crate> {
    packages(files).iter().flat_map(|package| crates_of(package, files)).collect()
}

fn crates_of(package: &Package, files: &Files) -> Vec<Crate> {
    let source = format!("{}src/", package.folder);
    let name = package.name.replace('-', "_");
    let mut roots = vec![(format!("{source}lib.rs"), true), (format!("{source}main.rs"), false)];
    let is_program = |path: &&String| {
        let inner = path.strip_prefix(&source).and_then(|path| path.strip_prefix("bin/"));
        inner.is_some_and(|inner| inner.ends_with("/main.rs") || inner.ends_with(".rs") && !inner.contains('/'))
    };
    roots.extend(files.keys().filter(is_program).map(|path| (path.clone(), false)));
    let programs = package.manifest.get("bin").and_then(Value::as_array);
    let paths = programs.into_iter().flatten().chain(package.manifest.get("lib"));
    for path in paths.filter_map(|target| target.get("path")?.as_str()) {
        roots.push((format!("{}{path}", package.folder), path.ends_with("lib.rs")));
    }
    roots.retain(|(root, _)| files.contains_key(root));
    roots.sort();
    roots.dedup();
    assert!(!roots.is_empty(), "{} has no library and no program", package.name);
    roots.into_iter().map(|(root, is_library)| Crate { name: name.clone(), root, is_library }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::repository::files;
    use super::*;

    #[test]
    fn libraries_and_programs_are_found() {
        let files = files([
            ("Cargo.toml", "workspace.members = [\".\", \"crates/two\"]\npackage.name = \"o-ne\""),
            ("src/main.rs", ""),
            ("crates/two/Cargo.toml", "package.name = \"two\"\n[[bin]]\nname = \"x\"\npath = \"src/x.rs\""),
            ("crates/two/src/lib.rs", ""),
            ("crates/two/src/x.rs", ""),
            ("crates/two/src/bin/y.rs", ""),
            ("crates/two/src/bin/z/inner.rs", ""),
        ]);
        let found: Vec<_> = crates(&files).into_iter().map(|one| (one.name, one.root, one.is_library)).collect();
        let expected = [
            ("o_ne", "src/main.rs", false),
            ("two", "crates/two/src/bin/y.rs", false),
            ("two", "crates/two/src/lib.rs", true),
            ("two", "crates/two/src/x.rs", false),
        ];
        assert_eq!(found, expected.map(|(name, root, is_library)| (name.to_owned(), root.to_owned(), is_library)));
    }
}
