//! Code that only some files may contain, and code that no file may contain.

use super::javascript::Script;
use super::javascript_arrows::is_shipped;
use super::repository::{self, Files};
use super::tokens::{self, Token};

/// Pieces of code that only some files may contain.
struct Privilege {
    code: &'static [&'static str],
    /// How the paths of these files begin.
    of: &'static [&'static str],
}

/// The privileges in the page. Crate borders enforce others: `vpp-core` cannot use the browser.
const PRIVILEGES: &[Privilege] = &[
    // Connect's JSON, and the browser's parser.
    Privilege {
        code: &["serde", "serde_json"],
        of: &["crates/core/src/connect/json.rs", "crates/core/src/connect/request.rs", "src/platform"],
    },
    Privilege { code: &["gloo_net"], of: &["src/platform"] },
    // Elsewhere time is a value, so that tests can choose it. `std` has no clock in a browser.
    Privilege { code: &["Date::now"], of: &["src/platform"] },
    Privilege { code: &["SystemTime", "Instant::now", "Utc::now", "Local::now"], of: &[] },
    Privilege { code: &["plotters", "plotters_backend"], of: &["src/drawing"] },
    // The token is written to requests, to the addresses where the session continues, and to the tab's storage.
    Privilege {
        code: &[".reveal", "::reveal"],
        of: &["crates/core/src/connect/request.rs", "crates/core/src/domain/address.rs", "src/platform/storage.rs"],
    },
    Privilege { code: &[".session_storage"], of: &["src/platform/storage.rs"] },
    Privilege { code: &[".local_storage", "cookie", "set_cookie"], of: &[] },
    Privilege { code: &["console"], of: &["src/platform"] },
    Privilege { code: &["logging", "print!", "println!", "eprint!", "eprintln!"], of: &[] },
    // Texts are never parsed as markup or evaluated.
    Privilege {
        code: &[
            "inner_html",
            "set_inner_html",
            "outer_html",
            "set_outer_html",
            "insert_adjacent_html",
            "create_contextual_fragment",
            "DomParser",
            "srcdoc",
            "set_srcdoc",
            "eval",
            "Function::new_no_args",
            "Function::new_with_args",
        ],
        of: &[],
    },
    // Clippy forbids the other ways to panic. Assertions about constants fail at compile time and are allowed.
    Privilege {
        code: &["assert!", "assert_eq!", "assert_ne!", "unreachable!", "unimplemented!", ".unwrap_err", ".expect_err"],
        of: &[],
    },
];

/// What the rules of `leap` do not contain: time is an argument, and texts come in and go out as values. The client has one
/// file for each thing that it asks of the system, the store has one that makes files, and the command uses what it needs.
const PRIVILEGES_OF_LEAP: &[Privilege] = &[
    Privilege { code: &["SystemTime", "Instant"], of: &[] },
    Privilege { code: &["Local"], of: &["crates/leap/src/cli/local_time.rs"] },
    Privilege {
        code: &["Utc::now", "std::thread"],
        of: &["crates/leap/src/client/clock.rs", "crates/leap/src/cli/clock.rs"],
    },
    Privilege {
        code: &["std::env"],
        of: &["crates/leap/src/client/proxy.rs", "crates/leap/src/cli/", "crates/leap/src/main.rs"],
    },
    Privilege { code: &["ureq"], of: &["crates/leap/src/client/proxy.rs", "crates/leap/src/client/transport.rs"] },
    Privilege {
        code: &["std::io"],
        of: &[
            "crates/leap/src/client/proxy.rs",
            "crates/leap/src/client/transport.rs",
            "crates/leap/src/store/error.rs",
            "crates/leap/src/store/open.rs",
            "crates/leap/src/cli/",
        ],
    },
    Privilege { code: &["std::fs"], of: &["crates/leap/src/store/open.rs", "crates/leap/src/cli/"] },
    Privilege {
        code: &["std::process"],
        of: &["crates/leap/src/store/open.rs", "crates/leap/src/cli", "crates/leap/src/main.rs"],
    },
    Privilege { code: &["rusqlite"], of: &["crates/leap/src/store/"] },
    Privilege { code: &["std::net"], of: &[] },
    // The key leaves its value in one file only.
    Privilege { code: &["expose_secret"], of: &["crates/leap/src/client/key.rs"] },
    Privilege { code: &["print!", "println!", "eprint!", "eprintln!"], of: &[] },
    Privilege {
        code: &["assert!", "assert_eq!", "assert_ne!", "unreachable!", "unimplemented!", ".unwrap_err", ".expect_err"],
        of: &[],
    },
];

/// Attributes and properties whose values are parsed as markup or evaluated.
const MARKUP: [&str; 8] = [
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "setHTMLUnsafe",
    "createContextualFragment",
    "srcdoc",
    "onclick",
    "onerror",
];

/// Names in JavaScript that parse or evaluate a text.
const EVALUATION: [&str; 3] = ["eval", "Function", "DOMParser"];

/// Describes code in files without the privilege.
fn violations(files: &Files, privileges: &[Privilege]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files {
        let code = tokens::of_file(path, text);
        for privilege in privileges.iter().filter(|one| !one.of.iter().any(|prefix| path.starts_with(prefix))) {
            let pieces = privilege.code.iter().filter(|piece| contains(&code, piece));
            found.extend(pieces.map(|piece| format!("{path}: `{piece}`")));
        }
        let markup = MARKUP
            .iter()
            .filter(|name| code.iter().any(|token| matches!(token, Token::Text(text) if text.contains(**name))));
        found.extend(markup.map(|name| format!("{path}: \"{name}\"")));
    }
    found
}

/// Whether code contains a piece outside of constants.
fn contains(code: &[Token], piece: &str) -> bool {
    let piece = tokens::of(piece.parse().expect("a piece of code is Rust"));
    let places = (0..code.len()).filter(|at| code[*at..].starts_with(&piece));
    places.into_iter().any(|at| !is_in_constant(&code[..at]))
}

/// Whether the code after this is inside a constant: `const _: () = …` or `const { … }`.
fn is_in_constant(before: &[Token]) -> bool {
    let is_border = |token: &Token| matches!(token, Token::Punct(';') | Token::Open('{') | Token::Close('{'));
    let start = before.iter().rposition(is_border).map_or(0, |at| at + 1);
    let is_block = start >= 2 && before[start - 1] == Token::Open('{') && before[start - 2].is("const");
    is_block || before[start..].iter().any(|token| token.is("const"))
}

/// Describes where scripts parse or evaluate texts.
fn evaluations(scripts: &[(&str, Script)]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, script) in scripts.iter().filter(|(path, _)| is_shipped(path)) {
        let words = MARKUP.iter().chain(&EVALUATION).filter(|word| script.names.contains(**word));
        found.extend(words.map(|word| format!("{path}: {word}")));
    }
    found
}

/// Whether a file is Rust code of the page.
pub(super) fn is_of_page(path: &str) -> bool {
    path.ends_with(".rs")
        && ["src/", "crates/core/src/", "crates/ui/src/"].iter().any(|folder| path.starts_with(folder))
}

#[test]
fn leaps_rules_have_no_clock_and_no_files() {
    let files = repository::texts(|path| path.starts_with("crates/leap/src/") && path.ends_with(".rs"));
    assert!(files.len() > 25, "only {} files were found", files.len());
    let found = violations(&files, PRIVILEGES_OF_LEAP);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn only_privileged_files_contain_such_code() {
    let files = repository::texts(is_of_page);
    assert!(files.len() > 25, "only {} files were found", files.len());
    let found = violations(&files, PRIVILEGES);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn scripts_do_not_parse_or_evaluate_texts() {
    let files = repository::texts(|path| path.ends_with(".js"));
    let scripts = super::javascript::scripts(&files);
    assert!(scripts.iter().any(|(path, _)| *path == "src/loader/loader.js"));
    let found = evaluations(&scripts);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::super::javascript;
    use super::super::repository::files;
    use super::*;

    fn found(path: &str, code: &str) -> usize {
        violations(&files([(path, code)]), PRIVILEGES).len()
    }

    #[test]
    fn every_violation_is_found() {
        for piece in PRIVILEGES.iter().flat_map(|privilege| privilege.code) {
            let code = match piece.strip_prefix("::").map(|name| format!("Token::{name}")) {
                Some(code) => code,
                None if piece.starts_with('.') => format!("x{piece}()"),
                None => piece.replace('!', "!()"),
            };
            assert!(found("src/views/a.rs", &format!("fn f() {{ {code}; }}")) > 0, "{piece}");
            assert_eq!(found("src/views/a.rs", &format!("#[cfg(test)] fn f() {{ {code}; }}")), 0, "{piece}");
        }
    }

    #[test]
    fn privileged_files_pass() {
        assert_eq!(
            found("src/platform/storage.rs", "fn f() { window.session_storage(token.reveal()); console::log(); }"),
            0
        );
        assert_eq!(found("src/platform/other.rs", "fn f() { token.reveal() }"), 1);
    }

    #[test]
    fn only_whole_names_in_code_count() {
        assert_eq!(found("src/a.rs", "fn serde_like() { \"serde console eval\"; reveal(); x.revealed() }"), 0);
        assert_eq!(found("src/a.rs", "fn f() { x.set(\"innerHTML\") }"), 1);
    }

    #[test]
    fn assertions_about_constants_pass() {
        let allowed = "const _: () = assert!(true); fn f() { const { assert!(true) } }";
        assert_eq!(found("src/a.rs", allowed), 0);
        assert_eq!(found("src/a.rs", "const fn f() { g(); assert!(true); }"), 1);
    }

    #[test]
    fn markup_in_scripts_is_found() {
        let found_in_script = |text| evaluations(&javascript::scripts(&files([("src/a.js", text)]))).len();
        assert_eq!(found_in_script("a.innerHTML = b; new Function('c'); eval(d);"), 3);
        assert_eq!(found_in_script("a.textContent = 'innerHTML'; function f() {} // eval()"), 0);
    }
}
