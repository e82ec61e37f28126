//! `vpp-core` and `leap` depend on no browser, and `leap` on nothing that reads files or a network, not even through other
//! packages.

use std::process::Command;

use super::repository;

/// The packages that neither must depend on. The features of `leap` that need a network or files are off.
const FORBIDDEN: [&str; 13] = [
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "leptos",
    "plotters",
    "ureq",
    "reqwest",
    "hyper",
    "tokio",
    "rusqlite",
    "sqlx",
    "clap",
    "directories",
];

/// The forbidden packages in the output of `cargo tree --prefix none`, including parts such as `leptos_dom`.
fn forbidden(tree: &str) -> Vec<&str> {
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let mut found: Vec<&str> = names
        .filter(|name| {
            FORBIDDEN.iter().any(|package| {
                name.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
            })
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn the_core_and_leap_do_not_depend_on_a_browser() {
    for package in ["vpp-core", "leap"] {
        let tree = tree(package);
        assert!(tree.starts_with(&format!("{package} ")) && tree.contains("\nchrono "), "an unexpected tree:\n{tree}");
        assert_eq!(forbidden(&tree), [""; 0], "in the dependencies of {package}");
    }
}

/// The packages that a package depends on in a browser.
fn tree(package: &str) -> String {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["tree", "--package", package, "--no-default-features", "--target", "wasm32-unknown-unknown"])
        .args(["--edges", "normal", "--prefix", "none", "--locked", "--offline"])
        .current_dir(repository::root())
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "`cargo tree` failed:\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn forbidden_packages_are_found() {
    let tree = "vpp-core v0.1.0 (/x/web-sys)\nchrono v0.4.44\njs-sys v0.3.103 (*)\nleptos_dom v0.8.7\nwasm-bindgen-x v1\njs-sys v0.3.103\n";
    assert_eq!(forbidden(tree), ["js-sys", "leptos_dom", "wasm-bindgen-x"]);
    assert_eq!(forbidden("leptosy v1\nplot v1\n"), [""; 0]);
}
