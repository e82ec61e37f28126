//! The arrows between Rust and JavaScript.
//!
//! The program is handed one value when it starts, and calls back through that. The Rust file that declares the value's type
//! defines it, so the script that makes such a value has the arrow, and calls through it are none. Apart from that:
//!
//! - A script that finds the program by its link (`modulepreload`) names the program's first file, and the files of the exported
//!   functions it calls.
//! - A Rust file names a script by `#[wasm_bindgen(module = "…")]`, by listening to an event that a script makes, and by a
//!   declaration in an `extern` block, or a string for `Reflect`, with the name of a property that a script assigns to a shared
//!   object.
//! - A script names a Rust file by listening to an event that is made there.

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

/// What a Rust file says to JavaScript and hears from it.
#[derive(Default)]
struct Binding {
    /// Its strings, also those in attributes.
    texts: BTreeSet<String>,
    /// What it declares in `extern` blocks.
    declares: BTreeSet<String>,
    /// The functions that JavaScript can call.
    exports: BTreeSet<String>,
    /// The types of the events it makes.
    makes: BTreeSet<String>,
    /// Whether it looks properties up by their names.
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
            for event in script.hears.intersection(&rust.makes) {
                arrows.add(script_path, path, event);
            }
            for text in &rust.texts {
                let names_file = text.trim_start_matches('/') == *script_path;
                if names_file || script.makes.contains(text) && !rust.makes.contains(text) {
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
                Token::Ident(name) if name.ends_with("Event") => binding.makes.extend(made_event(&code[at + 1..])),
                _ => {}
            }
        }
        binding
    }
}

/// The type of the event that `::new("…")` makes.
fn made_event(code: &[Token]) -> Option<String> {
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
        // With their attributes, which give some of them another name.
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
    fn the_script_that_starts_the_program_names_it() {
        let script =
            "const { start } = await import(document.querySelector('link[rel=modulepreload]').href); start(1);";
        let program = "src/loader.js -> src/main.rs";
        assert_eq!(found("#[wasm_bindgen] pub fn start() {}", script), [TO_RUST[0], program]);
        assert_eq!(found("pub fn start() {}", script), [program]);
        assert!(found("#[wasm_bindgen] pub fn start() {}", "start()").is_empty());
    }

    #[test]
    fn events_lead_to_the_file_that_makes_them() {
        let (rust, script) = ("fn f() { listen(\"x\") }", "dispatchEvent(new Event('x'))");
        assert_eq!(found(rust, script), TO_SCRIPT);
        assert_eq!(found("fn f() { CustomEvent::new(\"x\"); }", "addEventListener('x', f)"), TO_RUST);
        assert!(found("fn f() { listen(\"y\") }", script).is_empty());
    }

    #[test]
    fn properties_of_shared_objects_lead_to_the_script_that_assigns_them() {
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
