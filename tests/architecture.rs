//! The invariants of the architecture, read from the sources: who may know what, and what nobody does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use std::{fs, path::Path};
use support::source::{Source, all};

/// Fails with every place at which a word stands outside the files that may use it.
fn only_in(word: &str, allowed: &[&str]) {
    let is_allowed = |source: &Source| allowed.iter().any(|prefix| source.path.starts_with(prefix));
    let found: Vec<String> = all()
        .into_iter()
        .filter(|source| source.code.contains(word) && !is_allowed(source))
        .map(|one| one.path)
        .collect();
    assert!(found.is_empty(), "`{word}` in {found:?}");
}

#[test]
fn the_sources_are_read_as_they_are() {
    let sources = all();
    assert!(sources.len() > 25, "{}", sources.len());
    let token = sources.iter().find(|source| source.path == "domain/token.rs").unwrap();
    assert!(token.code.contains("strip_prefix(\"\")") && !token.code.contains("bearer credential"));
    assert!(!token.code.contains("mod tests"), "tests are left out");
    assert!(token.strings.iter().any(|(_, text)| text == "cot_"));
}

#[test]
fn only_the_wire_and_the_host_know_serde() {
    only_in("serde", &["connect/wire.rs", "host"]);
}

#[test]
fn only_the_views_know_leptos() {
    only_in("leptos", &["components"]);
}

#[test]
fn only_the_outer_layers_know_the_browser() {
    for word in ["web_sys", "js_sys", "wasm_bindgen", "gloo"] {
        only_in(
            word,
            &["components", "host/browser.rs", "host/frame.rs", "connect/http.rs", "connect/wire.rs", "locale/intl.rs"],
        );
    }
    only_in("gloo", &["connect/http.rs"]);
}

#[test]
fn the_domain_knows_no_clock_and_nobody_asks_the_system_for_one() {
    for word in ["SystemTime", "std::time::Instant", "Local::now", "Utc::now"] {
        only_in(word, &[]);
    }
    only_in("Date::now", &["locale/intl.rs", "connect/http.rs"]);
    only_in("intl::now", &["components"]);
}

#[test]
fn only_the_network_and_the_browser_reveal_the_token() {
    only_in(".reveal()", &["connect/wire.rs", "domain/address.rs", "host/browser.rs"]);
    only_in("session_storage", &["host/browser.rs"]);
    only_in("local_storage", &[]);
    only_in("cookie", &[]);
}

#[test]
fn only_the_host_and_the_report_of_a_panic_write_to_the_console() {
    only_in("console", &["host/browser.rs", "components.rs"]);
    for word in ["println!", "dbg!"] {
        only_in(word, &[]);
    }
}

#[test]
fn nothing_is_parsed_as_markup_or_code() {
    for word in
        ["inner_html", "outer_html", "insert_adjacent_html", "eval(", "document_write", "srcdoc", "Function::new"]
    {
        only_in(word, &[]);
    }
    let markup =
        |text: &str| ["innerHTML", "outerHTML", "srcdoc", "onclick", "onerror"].iter().any(|word| text.contains(word));
    for source in all() {
        let found: Vec<&String> = source.strings.iter().map(|(_, text)| text).filter(|text| markup(text)).collect();
        assert!(found.is_empty(), "{}: {found:?}", source.path);
    }
}

#[test]
fn nothing_outside_tests_unwraps_or_panics() {
    for word in [".unwrap()", ".expect(\"", "panic!", "unreachable!", "todo!", "unimplemented!", ".unwrap_err()"] {
        only_in(word, &[]);
    }
    only_in("unsafe", &[]);
    for source in all() {
        // What is asserted of a constant fails when the page is compiled, and not when it runs.
        let code = source
            .code
            .replace("const _: () = assert!", "")
            .replace("assert!(holds_the_catalogue", "")
            .replace("debug_assert!", "");
        assert!(!code.contains("assert!"), "{}", source.path);
    }
}

#[test]
fn the_layers_know_only_those_before_them() {
    let may_use = |layer: &str| -> &[&str] {
        match layer {
            "domain" => &["domain"],
            "connect" => &["connect", "domain"],
            "state" => &["connect", "domain"],
            "locale" => &["domain"],
            "present" => &["domain", "locale", "state"],
            "chart" => &["present"],
            "host" => &["domain"],
            _ => &["chart", "components", "connect", "domain", "host", "locale", "present", "state"],
        }
    };
    for source in all() {
        for used in source.code.split("crate::").skip(1) {
            let name: String = used.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            assert!(may_use(source.layer()).contains(&name.as_str()), "{} uses {name}", source.path);
        }
    }
}

/// Whether a string is for people: it has a capitalised word or at least three words.
fn is_text(text: &str) -> bool {
    // The names of keys are capitalised too.
    if text.starts_with("Arrow") || ["PageUp", "PageDown", "Home", "End", "Enter", "Escape"].contains(&text) {
        return false;
    }
    let words =
        || text.split(' ').filter(|word| word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || c == '\''));
    let capitalised = |word: &str| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
    words().any(capitalised) || words().count() > 2
}

#[test]
fn the_views_have_no_word_of_their_own() {
    assert!(is_text("Overview") && is_text("Try again") && is_text("opens in a new tab"));
    assert!(!is_text("card earnings") && !is_text("M14 6l-6 6 6 6") && !is_text("0 0 24 24"));
    for source in all().iter().filter(|source| source.layer() == "components") {
        // The reason of an attribute is for whoever reads the code.
        let texts = source.strings.iter().filter(|(before, text)| is_text(text) && !before.ends_with("reason ="));
        let found: Vec<&String> = texts.map(|(_, text)| text).collect();
        assert!(found.is_empty(), "{}: {found:?}", source.path);
    }
}

#[test]
fn every_word_for_customers_stands_in_the_catalogue() {
    for source in all().iter().filter(|source| matches!(source.layer(), "present" | "state" | "chart")) {
        let texts =
            source.strings.iter().map(|(_, text)| text).filter(|text| is_text(text) && !text.contains("expected"));
        let found: Vec<&String> = texts.collect();
        assert!(found.is_empty(), "{}: {found:?}", source.path);
    }
}

/// The messages that src/loader.js shows when the page has broken, the last of the catalogue.
const BROKEN: [&str; 4] = ["Broken", "BrokenMeaning", "BrokenRemedy", "LoadAgain"];

#[test]
fn every_message_of_the_catalogue_is_used() {
    let sources = all();
    let catalogue = sources.iter().find(|source| source.path == "locale/text.rs").unwrap();
    let (_, messages) = catalogue.code.split_once("catalogue! {").unwrap();
    let messages = messages.split("\n}").next().unwrap();
    let words = messages.split(|c: char| !c.is_ascii_alphanumeric());
    let names: Vec<&str> = words.filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase())).collect();
    assert!(names.len() > 80, "{names:?}");
    let is_used = |name: &str| {
        let used = format!("Text::{name}");
        let follows =
            |code: &str| code.split(&used).skip(1).any(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()));
        sources.iter().any(|source| follows(&source.code))
    };
    let last = names[names.len() - BROKEN.len()..].to_vec();
    let unused: Vec<&str> = names.into_iter().filter(|name| !is_used(name)).collect();
    assert_eq!((&unused, &unused), (&BROKEN.to_vec(), &last), "the loader counts its messages from the end");
}

#[test]
fn what_is_shown_without_the_catalogue_stands_in_it_as_well() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("index.html")).unwrap();
    let (_, template) = page.split_once("<template id=\"crash-page\">").unwrap();
    let mut rest = template.split("</template>").next().unwrap();
    let english = fs::read_to_string(root.join("src/locale/en.json")).unwrap();
    let english: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&english).unwrap();
    for name in BROKEN {
        let text = format!(">{}<", english[name].as_str().unwrap());
        rest = rest.split_once(&text).unwrap_or_else(|| panic!("{name} is not there, or not in order")).1;
    }
}

#[test]
fn every_file_can_be_read_in_one_sitting() {
    for source in all() {
        assert!(source.lines <= 400, "{} has {} lines", source.path, source.lines);
    }
}
