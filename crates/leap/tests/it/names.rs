//! References and names: which are legal, and how the others are refused.

use crate::support::cases;
use leap::name::ReferenceId;
use leap::text::TextError;
use proptest::prelude::*;

#[test]
fn a_reference_names_the_character_or_the_length_that_is_refused() {
    assert!(ReferenceId::parse(&"a".repeat(50)).is_ok());
    assert_eq!(ReferenceId::parse(&"a".repeat(51)), Err(TextError::TooLong { length: 51, limit: 50 }));
    for (text, reason) in [
        ("", "it is empty"),
        ("abc ", "U+0020 at character 4 is not allowed"),
        ("abd\u{a0}", "U+00A0 at character 4 is not allowed"),
        ("abe\u{200b}", "U+200B at character 4 is not allowed"),
        ("R1\r", "U+000D at character 3 is not allowed"),
        ("\u{feff}R1", "U+FEFF at character 1 is not allowed"),
        ("a\u{3164}", "U+3164 at character 2 is not allowed"),
        ("aé", "\"é\" (U+00E9) at character 2 is not allowed"),
        ("Müller/7", "\"ü\" (U+00FC) at character 2 is not allowed"),
        ("a/b", "\"/\" (U+002F) at character 2 is not allowed"),
    ] {
        assert_eq!(ReferenceId::parse(text).unwrap_err().to_string(), reason, "{text:?}");
    }
    for legal in ["-a1", "0", ".", "..", "~", "A.b_c-d~9", "00123"] {
        assert_eq!(ReferenceId::parse(legal).unwrap().as_str(), legal);
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_reference_is_legal_exactly_if_all_its_characters_are(text in "[ -~é\u{a0}]{0,60}") {
        let is_legal = (1..=50).contains(&text.chars().count())
            && text.chars().all(|c| matches!(c, 'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '.' | '_' | '~'));
        prop_assert_eq!(ReferenceId::parse(&text).is_ok(), is_legal);
        if let Ok(reference) = ReferenceId::parse(&text) {
            prop_assert_eq!(reference.as_str(), text);
        }
    }
}
