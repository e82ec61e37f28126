//! The address that a customer returns to.

use crate::support::reference;
use leap::confirmation::{Confirmation, ConfirmationError, ReturnedReference};
use serde_json::Value;

fn read(query: &str) -> Confirmation {
    Confirmation::parse(&format!("https://partner.example/leap/thanks{query}")).unwrap()
}

#[test]
fn both_parameters_are_read_in_any_order_and_others_are_kept() {
    for query in ["?authorizationId=9-a&refId=R1", "?refId=R1&authorizationId=9-a", "?refId=R1&authorizationId=9-a#x"] {
        let confirmation = read(query);
        assert_eq!(confirmation.reference, ReturnedReference::Legal(reference("R1")), "{query}");
        assert_eq!(confirmation.authorization.as_deref(), Some("9-a"));
        assert!(confirmation.foreign.is_empty());
    }
    let confirmation = read("?lang=de&refId=R1&authorizationId=1#x");
    assert_eq!(confirmation.foreign.iter().map(ToString::to_string).collect::<Vec<_>>(), ["lang=de"]);
    assert_eq!(Confirmation::parse("/thanks?refId=R1").unwrap().reference, ReturnedReference::Legal(reference("R1")));
}

#[test]
fn an_address_without_parameters_has_no_reference() {
    for query in ["", "?", "?lang=de", "?refId=", "#refId=R1"] {
        assert_eq!(read(query).reference, ReturnedReference::Missing, "{query}");
    }
}

#[test]
fn a_repeated_parameter_is_refused() {
    for (query, name) in [
        ("?refId=a&refId=b", "refId"),
        ("?refId=a&refId=a", "refId"),
        ("?refId=&refId=a", "refId"),
        ("?refId=a&ref%49d=b", "refId"),
        ("?authorizationId=1&authorizationId=2&refId=a", "authorizationId"),
    ] {
        assert_eq!(Confirmation::parse(query), Err(ConfirmationError::Repeated(name)), "{query}");
    }
}

#[test]
fn an_illegal_reference_is_shown_escaped_and_never_taken_for_one() {
    for (query, shown, reason) in [
        ("?refId=a+b&authorizationId=1", "a+b", "\"+\" (U+002B) at character 2 is not allowed"),
        ("?refId=a%20b", "a%20b", "U+0020 at character 2 is not allowed"),
        ("?refId=R1%0D%0A", "R1%0D%0A", "U+000D at character 3 is not allowed"),
        ("?refId=R1\u{a0}", "R1%C2%A0", "U+00A0 at character 3 is not allowed"),
        ("?refId=%FF", "%FF", "\"%\" (U+0025) at character 1 is not allowed"),
        ("?refId=%", "%", "\"%\" (U+0025) at character 1 is not allowed"),
    ] {
        let ReturnedReference::Illegal { text, error } = read(query).reference else { panic!("{query}") };
        assert_eq!((text.as_str(), error.to_string().as_str()), (shown, reason));
    }
}

#[test]
fn an_address_that_was_escaped_twice_is_named_and_not_repaired() {
    let error = Confirmation::parse("https://partner.example/thanks?authorizationId=1&amp;refId=R1").unwrap_err();
    let address = "https://partner.example/thanks?authorizationId=1&refId=R1".to_owned();
    assert_eq!(error, ConfirmationError::EscapedTwice { address });
    assert!(error.to_string().contains("escaped twice"));
}

#[test]
fn an_authorization_is_opaque_and_at_most_256_characters_long() {
    assert_eq!(read(&format!("?authorizationId={}", "x".repeat(256))).authorization.unwrap().len(), 256);
    let error = Confirmation::parse(&format!("?authorizationId={}", "x".repeat(257))).unwrap_err();
    assert_eq!(error.to_string(), "authorizationId: it has 257 characters, and at most 256 are allowed");
    assert_eq!(read("?authorizationId=a b\u{1b}").authorization.as_deref(), Some("a%20b%1B"));
}

/// The element for partners' pages repeats the rules in JavaScript; a browser test reads the same table.
#[test]
fn the_table_that_the_element_has_to_read_alike() {
    let table: Vec<Value> = serde_json::from_str(include_str!("inputs/confirmations.json")).unwrap();
    assert!(table.len() > 30);
    for row in &table {
        let text = |name: &str| row[name].as_str();
        let address = text("address").unwrap();
        match Confirmation::parse(address) {
            Err(error) => assert_eq!(Some(error.to_string().as_str()), text("refused"), "{address}"),
            Ok(read) => {
                assert_eq!(text("refused"), None, "{address}");
                assert_eq!(read.authorization.as_deref(), text("authorizationId"), "{address}");
                let legal = match &read.reference {
                    ReturnedReference::Legal(reference) => Some(reference.as_str()),
                    ReturnedReference::Missing | ReturnedReference::Illegal { .. } => None,
                };
                assert_eq!(legal, text("refId"), "{address}");
            }
        }
    }
}
