//! The arrows between Rust and JavaScript.
//!
//! The loader starts the program with one value, through which the program calls back. The Rust file that declares the type
//! of this value defines it, so calls through the value are not arrows. These are:
//!
//! - from a script that finds the program by its link (`modulepreload`) to the program's first file, and to the files of the
//!   exported functions that the script calls;
//! - from a Rust file to the script that `#[wasm_bindgen(module = "…")]` names;
//! - from a Rust file to a script that creates an event whose type is among the strings of the Rust file, and from a script
//!   that listens to an event to the Rust file that creates it;
//! - from a Rust file to a script that assigns a property of a shared object, if the Rust file declares the property in an
//!   `extern` block or looks it up with `Reflect`.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::visit::Visit;
use syn::{ItemFn, ItemForeignMod};

use super::circles::Arrows;
use super::javascript::Script;
use super::javascript_arrows::{Page, is_shipped};
use super::repository::Files;
use super::tokens::{self, Token};

/// The first file of the program that index.html starts.
const PROGRAM: &str = "src/main.rs";

/// What a Rust file shares with JavaScript.
#[derive(Default)]
struct Binding {
    /// Its strings, including those in attributes.
    texts: BTreeSet<String>,
    /// The names in its `extern` blocks.
    declares: BTreeSet<String>,
    /// The functions that JavaScript can call.
    exports: BTreeSet<String>,
    /// The types of the events that it creates.
    dispatches: BTreeSet<String>,
    /// Whether it looks up properties by name.
    reflects: bool,
}

/// The arrows between Rust files and scripts.
///
/// # Panics
/// When a file cannot be read.
pub(super) fn arrows(files: &Files, scripts: &[(&str, Script)]) -> Arrows {
    let page = Page::of(files);
    let in_page =
        |path: &str| path.ends_with(".rs") && (path.starts_with("src/") || path.starts_with("crates/ui/src/"));
    let mut arrows = Arrows::default();
    for (path, text) in files.iter().filter(|(path, _)| in_page(path)) {
        let rust = Binding::of(path, text);
        for (script_path, script) in scripts.iter().filter(|(path, _)| is_shipped(path)) {
            let names_program = script.texts.iter().any(|text| text.contains("modulepreload"));
            if names_program && path == PROGRAM {
                arrows.add(script_path, path, "modulepreload");
            }
            for export in rust.exports.intersection(&script.names).filter(|_| names_program) {
                arrows.add(script_path, path, export);
            }
            for event in script.listens_to.intersection(&rust.dispatches) {
                arrows.add(script_path, path, event);
            }
            for text in &rust.texts {
                let names_file = text.trim_start_matches('/') == *script_path;
                if names_file || script.dispatches.contains(text) && !rust.dispatches.contains(text) {
                    arrows.add(path, script_path, text);
                }
            }
            for (object, property) in script.assigns.iter().filter(|(object, _)| page.shares(object)) {
                if rust.declares.contains(property) || rust.reflects && rust.texts.contains(property) {
                    arrows.add(path, script_path, &format!("{object}.{property}"));
                }
            }
        }
    }
    arrows
}

impl Binding {
    fn of(path: &str, text: &str) -> Self {
        let mut binding = Self::default();
        let file = tokens::without_tests(tokens::parse(path, text));
        binding.visit_file(&file);
        let code = tokens::of(file.to_token_stream());
        for (at, token) in code.iter().enumerate() {
            match token {
                Token::Text(text) | Token::AttributeText(text) => binding.texts.extend([text.clone()]),
                Token::Ident(name) if name == "Reflect" => binding.reflects = true,
                Token::Ident(name) if name.ends_with("Event") => {
                    binding.dispatches.extend(dispatched_event(&code[at + 1..]))
                }
                _ => {}
            }
        }
        binding
    }
}

/// The type of the event that `::new("…")` creates.
fn dispatched_event(code: &[Token]) -> Option<String> {
    match code {
        [Token::Punct(':'), Token::Punct(':'), Token::Ident(new), Token::Open('('), Token::Text(text), ..]
            if new.starts_with("new") =>
        {
            Some(text.clone())
        }
        _ => None,
    }
}

impl<'ast> Visit<'ast> for Binding {
    fn visit_item_foreign_mod(&mut self, block: &'ast ItemForeignMod) {
        // Attributes count, because they can rename a declaration.
        for token in tokens::of(block.to_token_stream()) {
            if let Token::Ident(name) = token {
                self.declares.insert(name);
            }
        }
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        if function.attrs.iter().any(|attribute| attribute.path().is_ident("wasm_bindgen")) {
            self.exports.insert(function.sig.ident.to_string());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::javascript::scripts;
    use super::super::repository::files;
    use super::*;

    fn found(rust: &str, script: &str) -> Vec<String> {
        let page = "<div id=app></div>";
        let all = files([("index.html", page), ("src/a.rs", rust), ("src/loader.js", script), ("src/main.rs", "")]);
        arrows(&all, &scripts(&all)).0.into_keys().map(|(from, to)| format!("{from} -> {to}")).collect()
    }

    const TO_RUST: [&str; 1] = ["src/loader.js -> src/a.rs"];
    const TO_SCRIPT: [&str; 1] = ["src/a.rs -> src/loader.js"];

    #[test]
    fn the_script_that_starts_the_program_points_to_it() {
        let script =
            "const { start } = await import(document.querySelector('link[rel=modulepreload]').href); start(1);";
        let program = "src/loader.js -> src/main.rs";
        assert_eq!(found("#[wasm_bindgen] pub fn start() {}", script), [TO_RUST[0], program]);
        assert_eq!(found("pub fn start() {}", script), [program]);
        assert!(found("#[wasm_bindgen] pub fn start() {}", "start()").is_empty());
    }

    #[test]
    fn listeners_point_to_the_file_that_creates_the_event() {
        let (rust, script) = ("fn f() { listen(\"x\") }", "dispatchEvent(new Event('x'))");
        assert_eq!(found(rust, script), TO_SCRIPT);
        assert_eq!(found("fn f() { CustomEvent::new(\"x\"); }", "addEventListener('x', f)"), TO_RUST);
        assert!(found("fn f() { listen(\"y\") }", script).is_empty());
    }

    #[test]
    fn readers_point_to_the_script_that_assigns_a_shared_property() {
        for rust in [
            "extern \"C\" { type App; fn speak(this: &App); }",
            "extern \"C\" { #[wasm_bindgen(js_name = speak)] fn other(this: &App); }",
            "fn f() { Reflect::get(app, \"speak\") }",
        ] {
            assert_eq!(found(rust, "app.speak = f"), TO_SCRIPT, "{rust}");
            assert!(found(rust, "boot.speak = f; app.speak()").is_empty(), "{rust}");
        }
        assert!(found("fn f() { g(\"speak\") }", "app.speak = f").is_empty());
    }

    #[test]
    fn imported_scripts_are_arrows() {
        assert_eq!(found("#[wasm_bindgen(module = \"/src/loader.js\")] extern \"C\" {}", ""), TO_SCRIPT);
    }
}
