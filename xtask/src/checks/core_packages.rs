//! `vpp-core` knows no browser: nothing that it is built from for the page does.

use std::process::Command;

use super::repository;

/// The packages that belong to a browser, or to what is drawn in one.
const OF_THE_BROWSER: [&str; 5] = ["web-sys", "js-sys", "wasm-bindgen", "leptos", "plotters"];

/// The packages of the browser in what `cargo tree --prefix none` prints. `leptos_dom` belongs to Leptos.
fn of_the_browser(tree: &str) -> Vec<&str> {
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let mut found: Vec<&str> = names
        .filter(|name| {
            OF_THE_BROWSER.iter().any(|package| {
                name.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
            })
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn the_core_is_built_from_nothing_of_the_browser() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["tree", "--package", "vpp-core", "--target", "wasm32-unknown-unknown"])
        .args(["--edges", "normal", "--prefix", "none", "--locked", "--offline"])
        .current_dir(repository::root())
        .output()
        .expect("cargo can be started");
    let tree = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "`cargo tree` has failed:\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(tree.starts_with("vpp-core ") && tree.contains("\nchrono "), "an unexpected tree:\n{tree}");
    assert_eq!(of_the_browser(&tree), [""; 0], "in what vpp-core is built from");
}

#[test]
fn packages_are_found_by_their_names() {
    let tree = "vpp-core v0.1.0 (/x/web-sys)\nchrono v0.4.44\njs-sys v0.3.103 (*)\nleptos_dom v0.8.7\nwasm-bindgen-x v1\njs-sys v0.3.103\n";
    assert_eq!(of_the_browser(tree), ["js-sys", "leptos_dom", "wasm-bindgen-x"]);
    assert_eq!(of_the_browser("leptosy v1\nplot v1\n"), [""; 0]);
}
