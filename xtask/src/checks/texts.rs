//! Every text for customers is in the catalogue, and every message of the catalogue is used.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::html::{self, Piece};
use super::privileges::is_of_page;
use super::repository::{self, Files};
use super::tokens::{self, Token};

/// The file that declares the messages, and the macro that does so.
const CATALOGUE: (&str, &str) = ("crates/core/src/locale/message.rs", "catalogue");

/// The type of the messages.
const MESSAGE: &str = "MessageId";

/// The last messages of the catalogue, in order. The loader shows them when the page has crashed; index.html has them in
/// English in case the catalogue has not loaded.
const OF_CRASH_PAGE: [&str; 4] = ["Broken", "BrokenMeaning", "BrokenRemedy", "LoadAgain"];

/// Where the code has no texts for customers of its own.
const WITHOUT_TEXTS: [&str; 5] =
    ["src/views", "src/drawing", "crates/ui/src", "crates/core/src/state", "crates/core/src/view_model"];

/// The names of keys, which are capitalised but are not texts.
const KEYS: [&str; 11] =
    ["ArrowDown", "ArrowLeft", "ArrowRight", "ArrowUp", "End", "Enter", "Escape", "Home", "PageDown", "PageUp", "Tab"];

/// Whether a string looks like a text for people: it has a capitalised word or at least three words.
fn is_for_people(text: &str) -> bool {
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || c == '\'');
    let words: Vec<&str> = text.split(' ').filter(is_word).collect();
    let is_capitalised = |word: &&str| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
    !KEYS.contains(&text) && (words.iter().any(is_capitalised) || words.len() > 2)
}

/// Describes texts for people in files that should not have any. Warnings in the console about Connect's answers, which say
/// what was expected, are allowed.
fn stray_texts(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| WITHOUT_TEXTS.iter().any(|prefix| path.starts_with(prefix))) {
        for token in tokens::of_file(path, text) {
            if let Token::Text(text) = token
                && is_for_people(&text)
                && !text.contains(": expected ")
            {
                found.push(format!("{path}: \"{text}\""));
            }
        }
    }
    found
}

/// The messages of the catalogue, in order.
fn messages(catalogue: &[Token]) -> Vec<&str> {
    let start = [Token::Ident(CATALOGUE.1.to_owned()), Token::Punct('!'), Token::Open('{')];
    let at = catalogue.windows(start.len()).position(|tokens| tokens == start).expect("the catalogue is declared");
    let names = catalogue[at + start.len()..].iter();
    names.map_while(|token| if let Token::Ident(name) = token { Some(name.as_str()) } else { None }).collect()
}

/// The messages that no code uses.
fn unused<'a>(messages: &[&'a str], files: &Files) -> Vec<&'a str> {
    let mut used = BTreeSet::new();
    for (path, text) in files {
        for tokens in tokens::of_file(path, text).windows(4) {
            if let [first, Token::Punct(':'), Token::Punct(':'), Token::Ident(name)] = tokens
                && first.is(MESSAGE)
            {
                used.insert(name.clone());
            }
        }
    }
    messages.iter().copied().filter(|name| !used.contains(*name)).collect()
}

/// The texts of the crash page in index.html, in order.
fn crash_page(page: &str) -> Vec<String> {
    let pieces = html::pieces("index.html", page).into_iter();
    let rest = pieces.skip_while(|piece| piece.attribute("id") != Some("crash-page"));
    let inner = rest.take_while(|piece| *piece != Piece::End("template".to_owned()));
    inner.filter_map(|piece| if let Piece::Text(text) = piece { Some(text) } else { None }).collect()
}

#[test]
fn texts_for_customers_are_in_the_catalogue() {
    let files = repository::texts(is_of_page);
    for prefix in WITHOUT_TEXTS {
        assert!(files.keys().any(|path| path.starts_with(prefix)), "there is no {prefix}");
    }
    let found = stray_texts(&files);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_message_is_used() {
    let files = repository::texts(is_of_page);
    let catalogue = tokens::of_file(CATALOGUE.0, &files[CATALOGUE.0]);
    let messages = messages(&catalogue);
    assert!(messages.len() > 80, "{messages:?}");
    // The last one also helps where the page itself cannot.
    assert_eq!(unused(&messages, &files), OF_CRASH_PAGE[..3], "only the loader uses these");
    assert!(messages.ends_with(&OF_CRASH_PAGE), "the loader counts its messages from the end");
}

#[test]
fn the_crash_page_has_the_english_texts() {
    let files = repository::texts(|path| ["index.html", "crates/core/src/locale/en.json"].contains(&path));
    let english: Map<String, Value> =
        serde_json::from_str(&files["crates/core/src/locale/en.json"]).expect("it is JSON");
    let expected = OF_CRASH_PAGE.map(|name| english[name].as_str().expect("a message is a text").to_owned());
    assert_eq!(crash_page(&files["index.html"]), expected);
}

#[cfg(test)]
mod tests {
    use super::super::repository::files;
    use super::*;

    #[test]
    fn texts_for_people_are_recognised() {
        assert!(["Overview", "Try again", "opens in a new tab"].into_iter().all(is_for_people));
        let others = ["card earnings", "M14 6l-6 6 6 6", "0 0 24 24", "ArrowLeft", "data-state", "GET"];
        assert!(!others.into_iter().any(is_for_people));
    }

    #[test]
    fn stray_texts_are_found() {
        let code =
            "/// Says hello to you.\n#[must_use = \"Hello to you\"] fn f() -> &'static str { format!(\"Hello {x}\") }";
        let files = files([("src/views/a.rs", code), ("src/platform/b.rs", code)]);
        assert_eq!(stray_texts(&files), ["src/views/a.rs: \"Hello {x}\""]);
    }

    #[test]
    fn unused_messages_are_found() {
        let code = "macro_rules! catalogue { () => {} } catalogue! { A // not this\n B C }";
        let catalogue = tokens::of_file("a.rs", code);
        assert_eq!(messages(&catalogue), ["A", "B", "C"]);
        let used = "fn f() { MessageId::A; vec![x::MessageId::BC]; Other::B; } #[cfg(test)] const C: MessageId = MessageId::C;";
        assert_eq!(unused(&["A", "B", "C"], &files([("a.rs", used)])), ["B", "C"]);
    }

    #[test]
    fn the_texts_of_the_crash_page_are_found() {
        let page = "<p>a</p><template id=crash-page><h1>b</h1><p>c d.</p></template><p>e</p>";
        assert_eq!(crash_page(page), ["b", "c d."]);
    }
}
