//! Dependencies are listed once, inherited and used.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::repository::{self, Files};
use super::rust_crates::{Package, manifest, packages};
use super::tokens::{self, Token};

/// The packages that the project has to use.
const PRESCRIBED: [&str; 8] =
    ["chrono", "gloo-net", "leptos", "plotters", "serde", "serde_json", "wasm-bindgen", "web-sys"];

/// A dependency of a member.
struct Dependency<'a> {
    name: &'a str,
    table: &'a str,
    value: &'a Value,
}

impl Dependency<'_> {
    fn is_inherited(&self) -> bool {
        self.value.get("workspace").and_then(Value::as_bool) == Some(true)
    }
}

/// Describes what is wrong with the dependencies.
fn faults(files: &Files) -> Vec<String> {
    let top = manifest(files, "Cargo.toml");
    let listed = top["workspace"].get("dependencies").and_then(Value::as_table).cloned().unwrap_or_default();
    let mut faults = Vec::new();
    let mut inherited = BTreeSet::new();
    for package in packages(files) {
        let names = Names::of(&package, files);
        for dependency in dependencies(&package.manifest) {
            let Dependency { name, table, .. } = dependency;
            let line = format!("{}Cargo.toml: [{table}] {name}", package.folder);
            if dependency.is_inherited() {
                inherited.insert(name.to_owned());
            } else if listed.contains_key(name) {
                faults.push(format!("{line} is also in [workspace.dependencies]; inherit it"));
            }
            if !names.of_table(table).contains(&name.replace('-', "_")) {
                faults.push(format!("{line} is not used"));
            }
        }
    }
    let missing = PRESCRIBED.iter().filter(|name| !listed.contains_key(**name));
    faults.extend(missing.map(|name| format!("Cargo.toml: [workspace.dependencies] lacks {name}")));
    let unused = listed.keys().filter(|name| !inherited.contains(*name));
    faults.extend(unused.map(|name| format!("Cargo.toml: [workspace.dependencies] {name} is not inherited")));
    faults
}

/// The dependencies in a manifest, including those for a target.
fn dependencies(manifest: &Table) -> Vec<Dependency<'_>> {
    let targets = manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values);
    let tables = targets.filter_map(Value::as_table).chain([manifest]);
    let mut found = Vec::new();
    for tables in tables {
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let entries = tables.get(table).and_then(Value::as_table).into_iter().flatten();
            found.extend(entries.map(|(name, value)| Dependency { name, table, value }));
        }
    }
    found
}

/// The names that occur in the code of a package.
struct Names {
    /// In its library and programs, without tests.
    source: BTreeSet<String>,
    /// In all code but the build script.
    all: BTreeSet<String>,
    /// In its build script.
    build: BTreeSet<String>,
}

impl Names {
    fn of(package: &Package, files: &Files) -> Self {
        let mut names = Self { source: BTreeSet::new(), all: BTreeSet::new(), build: BTreeSet::new() };
        for (path, text) in files {
            match path.strip_prefix(&package.folder) {
                Some("build.rs") => names.build.extend(all_names(tokens::of_file(path, text))),
                Some(inner) if inner.ends_with(".rs") => {
                    let is_source = inner.starts_with("src/");
                    if is_source {
                        names.source.extend(all_names(tokens::of_file(path, text)));
                    }
                    if is_source || ["tests/", "examples/", "benches/"].iter().any(|folder| inner.starts_with(folder)) {
                        let stream = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
                        names.all.extend(all_names(tokens::of(stream)));
                    }
                }
                _ => {}
            }
        }
        names
    }

    fn of_table(&self, table: &str) -> &BTreeSet<String> {
        match table {
            "dev-dependencies" => &self.all,
            "build-dependencies" => &self.build,
            _ => &self.source,
        }
    }
}

fn all_names(code: Vec<Token>) -> impl Iterator<Item = String> {
    code.into_iter().filter_map(|token| if let Token::Ident(name) = token { Some(name) } else { None })
}

#[test]
fn dependencies_are_listed_once_inherited_and_used() {
    let files = repository::texts(|path| path.ends_with(".rs") || path.ends_with("Cargo.toml"));
    let faults = faults(&files);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The faults of a workspace whose only member has these dependencies and this code.
    fn found(listed: &str, member: &str, code: [(&str, &str); 2]) -> Vec<String> {
        let prescribed: Vec<String> = PRESCRIBED.iter().map(|name| format!("{name} = \"1\"\n")).collect();
        let top = format!("[workspace]\nmembers = [\"a\"]\n[workspace.dependencies]\n{listed}{}", prescribed.concat());
        let member = format!("[package]\nname = \"a\"\n{member}");
        let mut files = repository::files([("Cargo.toml", &top), ("a/Cargo.toml", &member)]);
        files.extend(code.map(|(path, text)| (format!("a/{path}"), text.to_owned())));
        let mut faults = faults(&files);
        faults.retain(|fault| !PRESCRIBED.iter().any(|name| fault.ends_with(&format!("{name} is not inherited"))));
        faults
    }

    const NO_TEST: (&str, &str) = ("tests/it.rs", "");

    #[test]
    fn inherited_and_used_dependencies_pass() {
        let (listed, member) = ("b-c = \"1\"\n", "[dependencies]\nb-c.workspace = true\nd = \"1\"");
        let code = ("src/lib.rs", "use b_c::B; #[d::test] fn e() {}");
        assert_eq!(found(listed, member, [code, NO_TEST]), [""; 0]);
    }

    #[test]
    fn dependencies_listed_twice_are_reported() {
        let member = "[target.'cfg(unix)'.dependencies]\nserde = \"1\"";
        let expected = "a/Cargo.toml: [dependencies] serde is also in [workspace.dependencies]; inherit it";
        assert_eq!(found("", member, [("src/lib.rs", "use serde::S;"), NO_TEST]), [expected]);
    }

    #[test]
    fn unused_dependencies_are_reported() {
        let lib = ("src/lib.rs", "// serde\n#[cfg(test)] mod tests { use serde::S; }");
        let not_used = |table: &str| vec![format!("a/Cargo.toml: [{table}] serde is not used")];
        let member = |table: &str| format!("[{table}]\nserde.workspace = true");
        let test = ("tests/it/main.rs", "use serde::S;");
        assert_eq!(found("", &member("dependencies"), [lib, test]), not_used("dependencies"));
        assert_eq!(found("", &member("build-dependencies"), [lib, test]), not_used("build-dependencies"));
        assert_eq!(found("", &member("dev-dependencies"), [lib, NO_TEST]), [""; 0]);
        assert_eq!(found("", &member("dev-dependencies"), [("src/lib.rs", ""), test]), [""; 0]);
        assert_eq!(found("", &member("dev-dependencies"), [("src/lib.rs", ""), NO_TEST]), not_used("dev-dependencies"));
    }

    #[test]
    fn dependencies_that_no_member_inherits_are_reported() {
        let expected = "Cargo.toml: [workspace.dependencies] b is not inherited";
        assert_eq!(found("b = \"1\"\n", "", [("src/lib.rs", ""), NO_TEST]), [expected]);
    }

    #[test]
    fn missing_prescribed_packages_are_reported() {
        let top = "[workspace]\nmembers = []\n[workspace.dependencies]\n";
        let faults = faults(&repository::files([("Cargo.toml", top)]));
        assert_eq!(faults.len(), PRESCRIBED.len());
        assert_eq!(faults[0], "Cargo.toml: [workspace.dependencies] lacks chrono");
    }
}
