//! Files do not depend on each other in circles. An arrow goes from the file that names an item to the file that defines it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

use super::repository;
use super::{binding_arrows, javascript, javascript_arrows, rust_arrows};

/// How many of an arrow's names the report lists.
const EXAMPLES: usize = 3;

/// Arrows between files, each with the names that cause it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Arrows(pub(super) BTreeMap<(String, String), BTreeSet<String>>);

impl Arrows {
    /// Adds an arrow, unless both ends are the same file.
    pub(super) fn add(&mut self, from: &str, to: &str, name: &str) {
        if from != to {
            self.0.entry((from.to_owned(), to.to_owned())).or_default().insert(name.to_owned());
        }
    }

    /// Adds other arrows.
    pub(super) fn extend(&mut self, others: Self) {
        for (ends, names) in others.0 {
            self.0.entry(ends).or_default().extend(names);
        }
    }
}

/// Lists every circle with all arrows between its files; empty if there are none.
fn report(arrows: &Arrows) -> String {
    let graph: DiGraphMap<&str, ()> = arrows.0.keys().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    let mut report = String::new();
    for circle in tarjan_scc(&graph).into_iter().filter(|files| files.len() > 1) {
        let circle = BTreeSet::from_iter(circle);
        let _ = writeln!(report, "{} files in a circle:", circle.len());
        for ((from, to), names) in &arrows.0 {
            if circle.contains(from.as_str()) && circle.contains(to.as_str()) {
                let names: Vec<&str> = names.iter().take(EXAMPLES).map(String::as_str).collect();
                let _ = writeln!(report, "  {from} -> {to}  ({})", names.join(", "));
            }
        }
    }
    report
}

#[test]
fn no_files_are_in_a_circle() {
    let files = repository::texts(|path| {
        [".rs", ".js", ".mjs", ".jsx", ".vue"].iter().any(|ending| path.ends_with(ending))
            || ["Cargo.toml", "index.html"].iter().any(|name| path.ends_with(name))
    });
    let mut arrows = rust_arrows::arrows(&files);
    let scripts = javascript::scripts(&files);
    arrows.extend(javascript_arrows::arrows(&files, &scripts));
    arrows.extend(binding_arrows::arrows(&files, &scripts));
    // One known arrow of each kind: a check that finds no arrows would find no circles.
    for (from, to) in [
        ("src/main.rs", "src/app.rs"),
        ("src/app.rs", "crates/core/src/state/update.rs"),
        ("src/loader/loader.js", "src/loader/frame.js"),
        ("src/loader/loader.js", "src/main.rs"),
        ("tests/browser/support/test.mjs", "tests/browser/support/guard.mjs"),
    ] {
        assert!(arrows.0.contains_key(&(from.to_owned(), to.to_owned())), "no arrow {from} -> {to} was found");
    }
    let report = report(&arrows);
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn the_report_lists_the_arrows_of_a_circle() {
    let mut arrows = Arrows::default();
    for (from, to, name) in [("a", "b", "B"), ("b", "c", "C"), ("c", "b", "b::f"), ("c", "b", "B"), ("c", "c", "C")] {
        arrows.add(from, to, name);
    }
    assert_eq!(report(&arrows), "2 files in a circle:\n  b -> c  (C)\n  c -> b  (B, b::f)\n");
    arrows.0.remove(&("b".to_owned(), "c".to_owned()));
    assert_eq!(report(&arrows), "");
}
