//! Who may do what: words of the code that only some files may use, and some that none may.

use super::javascript::Script;
use super::javascript_arrows::is_shipped;
use super::repository::{self, Files};
use super::tokens::{self, Token};

/// Pieces of code, and the only files that may contain them: those whose paths begin like this.
struct Privilege {
    code: &'static [&'static str],
    of: &'static [&'static str],
}

/// What only some files of the page may do. The borders of crates hold the rest: `vpp-core` cannot reach a browser.
const PRIVILEGES: &[Privilege] = &[
    // JSON as Connect speaks it, and the JSON of a browser.
    Privilege {
        code: &["serde", "serde_json"],
        of: &["crates/core/src/connect/json.rs", "crates/core/src/connect/request.rs", "src/platform"],
    },
    Privilege { code: &["gloo_net"], of: &["src/platform"] },
    // Elsewhere time is a value, so that every day and every hour can be tested. The system has no clock in a browser.
    Privilege { code: &["Date::now"], of: &["src/platform"] },
    Privilege { code: &["SystemTime", "Instant::now", "Utc::now", "Local::now"], of: &[] },
    Privilege { code: &["plotters", "plotters_backend"], of: &["src/drawing"] },
    // The token leaves its type for the request, for an address that the session goes on at, and for the tab's storage.
    Privilege {
        code: &[".reveal", "::reveal"],
        of: &["crates/core/src/connect/request.rs", "crates/core/src/domain/address.rs", "src/platform/storage.rs"],
    },
    Privilege { code: &[".session_storage"], of: &["src/platform/storage.rs"] },
    Privilege { code: &[".local_storage", "cookie", "set_cookie"], of: &[] },
    Privilege { code: &["console"], of: &["src/platform"] },
    Privilege { code: &["logging", "print!", "println!", "eprint!", "eprintln!"], of: &[] },
    // A text is never read as markup or as code.
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
    // Clippy holds the other ways to panic. A constant is asserted when the page is compiled, so that may fail.
    Privilege {
        code: &["assert!", "assert_eq!", "assert_ne!", "unreachable!", "unimplemented!", ".unwrap_err", ".expect_err"],
        of: &[],
    },
];

/// Names of attributes and properties that make markup or code of a text.
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

/// Names in JavaScript that make code of a text.
const EVALUATION: [&str; 3] = ["eval", "Function", "DOMParser"];

/// Which files have code that is not theirs to have.
fn trespasses(files: &Files, privileges: &[Privilege]) -> Vec<String> {
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

/// Whether code contains a piece, apart from what it asserts of constants.
fn contains(code: &[Token], piece: &str) -> bool {
    let piece = tokens::of(piece.parse().expect("a piece of code is Rust"));
    let places = (0..code.len()).filter(|at| code[*at..].starts_with(&piece));
    places.into_iter().any(|at| !is_in_constant(&code[..at]))
}

/// Whether code goes on within a constant: `const _: () = …`, or `const { … }`.
fn is_in_constant(before: &[Token]) -> bool {
    let is_border = |token: &Token| matches!(token, Token::Punct(';') | Token::Open('{') | Token::Close('{'));
    let start = before.iter().rposition(is_border).map_or(0, |at| at + 1);
    let is_block = start >= 2 && before[start - 1] == Token::Open('{') && before[start - 2].is("const");
    is_block || before[start..].iter().any(|token| token.is("const"))
}

/// Which scripts make markup or code of a text.
fn evaluations(scripts: &[(&str, Script)]) -> Vec<String> {
    let mut found = Vec::new();
    for (path, script) in scripts.iter().filter(|(path, _)| is_shipped(path)) {
        let words = MARKUP.iter().chain(&EVALUATION).filter(|word| script.names.contains(**word));
        found.extend(words.map(|word| format!("{path}: {word}")));
    }
    found
}

/// Whether a file is code of the page.
pub(super) fn is_of_page(path: &str) -> bool {
    path.ends_with(".rs")
        && ["src/", "crates/core/src/", "crates/ui/src/"].iter().any(|folder| path.starts_with(folder))
}

#[test]
fn only_those_that_may_do_it() {
    let files = repository::texts(is_of_page);
    assert!(files.len() > 25, "only {} files were found", files.len());
    let found = trespasses(&files, PRIVILEGES);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn no_script_reads_a_text_as_markup_or_code() {
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
        trespasses(&files([(path, code)]), PRIVILEGES).len()
    }

    #[test]
    fn every_privilege_is_noticed() {
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
    fn those_that_may_do_it_pass() {
        assert_eq!(
            found("src/platform/storage.rs", "fn f() { window.session_storage(token.reveal()); console::log(); }"),
            0
        );
        assert_eq!(found("src/platform/other.rs", "fn f() { token.reveal() }"), 1);
    }

    #[test]
    fn names_are_whole_and_strings_are_no_code() {
        assert_eq!(found("src/a.rs", "fn serde_like() { \"serde console eval\"; reveal(); x.revealed() }"), 0);
        assert_eq!(found("src/a.rs", "fn f() { x.set(\"innerHTML\") }"), 1);
    }

    #[test]
    fn constants_may_be_asserted() {
        let allowed = "const _: () = assert!(true); fn f() { const { assert!(true) } }";
        assert_eq!(found("src/a.rs", allowed), 0);
        assert_eq!(found("src/a.rs", "const fn f() { g(); assert!(true); }"), 1);
    }

    #[test]
    fn markup_in_scripts_is_noticed() {
        let noticed = |text| evaluations(&javascript::scripts(&files([("src/a.js", text)]))).len();
        assert_eq!(noticed("a.innerHTML = b; new Function('c'); eval(d);"), 3);
        assert_eq!(noticed("a.textContent = 'innerHTML'; function f() {} // eval()"), 0);
    }
}
