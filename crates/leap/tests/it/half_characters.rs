//! Halves of characters in strings: `\ud800` without the other half, which JSON allows and Unicode does not.

use leap::decode::{self, DecodeError, NextPage};
use proptest::prelude::*;

/// The problems of a document, and its entries' references.
fn read(json: &str) -> (Vec<String>, Vec<Option<String>>) {
    let page = decode::json(json).unwrap_or_else(|error| panic!("{json}: {error}"));
    let problems = page.problems.iter().map(ToString::to_string).collect();
    (problems, page.connections.into_iter().map(|connection| connection.reference).collect())
}

#[test]
fn each_is_replaced_and_reported_by_its_path() {
    let entry =
        |reference: &str| format!(r#"{{ "id": "1", "ref_id": "{reference}", "connection_status": "PARTIAL" }}"#);
    for (reference, expected) in [
        (r"a\ud800b", "a\u{fffd}b"),
        (r"\uDFFF", "\u{fffd}"),
        (r"\ud800", "\u{fffd}"),
        (r"\ud800\ud800", "\u{fffd}\u{fffd}"),
        (r"\ud800\u0041", "\u{fffd}A"),
        (r"\ud800\n", "\u{fffd}\n"),
        (r"\udc00\ud800", "\u{fffd}\u{fffd}"),
        (r"\ud83d\ude00\ud83d", "\u{1f600}\u{fffd}"),
        (r"\\ud800\ud800", "\\ud800\u{fffd}"),
    ] {
        let (problems, references) = read(&format!(r#"{{ "items": [{}, {}] }}"#, entry("R-1"), entry(reference)));
        assert_eq!(problems, ["items[1].ref_id: expected a text, found half a character"], "{reference}");
        assert_eq!(references, [Some("R-1".to_owned()), Some(expected.to_owned())], "{reference}");
    }
    for whole in [r"\ud83d\ude00", r"\uD83D\uDE00", r"\\ud800", r"\\\\ud800", "\u{1f600}"] {
        assert_eq!(read(&entry(whole)).0, [""; 0], "{whole}");
    }
}

#[test]
fn paths_lead_through_names_lists_and_other_texts() {
    let json = r#"{ "a": [1, "]", {"x": "\"{"}], "connections": [
        {"id": "1", "ref_id": "R", "connection_status": "PARTIAL", "agreements": {"f\ud800": "a", "b c": "\udc00"},
         "utility_connections": [{"status": "CONNECTED"}, {"status": "ERROR", "more": [[], ["\ud800"]]}]}],
        "last": "\ud800" }"#;
    assert_eq!(
        read(json).0,
        [
            "connections[0].agreements[\"f\u{fffd}\"]: expected a text, found half a character",
            "connections[0].agreements[\"b c\"]: expected a text, found half a character",
            "connections[0].utility_connections[1].more[1][0]: expected a text, found half a character",
            "last: expected a text, found half a character",
        ]
    );
    let meters = br#"{ "meters": [{ "meter_id": "m\ud800", "partner_reference": "R-1" }] }"#;
    let page = leap::inventory::meters(meters).unwrap();
    assert_eq!(page.items.len(), 1);
    assert_eq!(page.problems[0].to_string(), "meters[0].meter_id: expected a text, found half a character");
}

#[test]
fn what_is_no_json_for_other_reasons_is_refused_at_its_own_place() {
    for json in
        [r#"["\ud800", "#, r#"["\ud800"] x"#, r#"["\ud80"]"#, r#"["\ud800\u12"]"#, r#"["\ud800"#, r#"{"\ud800"}"#]
    {
        assert!(
            matches!(decode::json(json), Err(DecodeError::NotJson { .. } | DecodeError::Trailing { .. })),
            "{json}"
        );
    }
    assert!(decode::json(&format!("{}\"\\ud800\"", "[".repeat(100_000))).is_err());
    assert_eq!(decode::json("[\"\\ud800\"]\n x"), Err(DecodeError::Trailing { line: 2, column: 2 }));
}

#[test]
fn a_token_with_half_a_character_is_no_token_to_ask_with() {
    for name in ["nextPageToken", "next_page_token"] {
        let page = decode::json(&format!(r#"{{ "connections": [], "{name}": "a\ud800" }}"#)).unwrap();
        assert_eq!((page.next_page, page.problems.len()), (NextPage::Unreadable, 1), "{name}");
    }
}

proptest! {
    /// Whatever is escaped, the entries after it are read.
    #[test]
    fn no_escapes_hide_the_next_entry(units in proptest::collection::vec(any::<u16>(), 0..6)) {
        let text: String = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
        let json = format!(r#"[{{"id": "{text}", "ref_id": "R-1", "connection_status": "PARTIAL"}}]"#);
        let page = decode::json(&json).unwrap();
        prop_assert_eq!(page.connections[0].reference.as_deref(), Some("R-1"));
        prop_assert_eq!(page.connections[0].id.clone(), Some(String::from_utf16_lossy(&units)));
        let is_whole = String::from_utf16(&units).is_ok();
        prop_assert_eq!(page.problems.is_empty(), is_whole);
    }
}
