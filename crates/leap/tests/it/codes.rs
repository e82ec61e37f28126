//! Error codes and their classes.

use crate::support::cases;
use leap::codes::{CodeClass, ErrorCodes};
use proptest::prelude::*;
use proptest::sample;

#[test]
fn whole_words_of_a_code_decide_in_the_order_of_the_classes() {
    use CodeClass::{Cancelled, Credentials, Locked, Outage, Registration, SecondFactor, Session, Unknown};
    let codes = ErrorCodes::built_in();
    for (code, class) in [
        ("mfa_missing", SecondFactor),
        ("ACCESS_CODE_NEEDED", SecondFactor),
        ("INVALID_OTP", SecondFactor),
        ("LOGIN_VERIFICATION", SecondFactor),
        ("MFAMissing", SecondFactor),
        ("accessCodeMissing", SecondFactor),
        ("access-code", SecondFactor),
        ("incomplete_registration", Registration),
        ("ACCOUNT_NOT_FOUND", Registration),
        ("NoAccount", Registration),
        ("ACCOUNT_LOCKED", Locked),
        ("INVALID_LOGIN_LOCKED", Locked),
        ("USER_CANCELED", Cancelled),
        ("access_denied", Cancelled),
        ("UserCancelled", Cancelled),
        ("INVALID_CREDENTIALS", Credentials),
        ("access_invalid", Credentials),
        ("SESSION_TIMEOUT", Session),
        ("linkExpired", Session),
        ("utility_down", Outage),
        ("temporarily_unavailable", Outage),
        ("server_error", Outage),
        ("BLOCKED_BY_USER", Unknown),
        ("CLOCK_SKEW", Unknown),
        ("ACCOUNT_FOUND", Unknown),
        ("NO_BILLING_ACCOUNT", Unknown),
        ("MFAS", Unknown),
        ("", Unknown),
        ("_-_", Unknown),
        ("密码", Unknown),
    ] {
        assert_eq!(codes.class(Some(code)), class, "{code}");
    }
    assert_eq!(codes.class(None), Unknown);
}

#[test]
fn a_partners_own_codes_replace_the_built_in_ones() {
    let codes = ErrorCodes::parse(r#"{"classes":[{"class":"outage","words":["USER_CANCELED"]}]}"#).unwrap();
    assert_eq!(codes.class(Some("userCanceled")), CodeClass::Outage);
    assert_eq!(codes.class(Some("MFA")), CodeClass::Unknown);
    for (json, error) in [
        (r#"{"classes":[{"class":"nap","words":[]}]}"#, "classes[0].class: \"nap\" is not a class"),
        (r#"{"classes":[{"class":"\u001b[2J","words":[]}]}"#, "classes[0].class: \"\\u{1b}[2J\" is not a class"),
        (r#"{"classes":[{"class":"locked","words":["A","_"]}]}"#, "classes[0].words[1]: it has no letters"),
    ] {
        assert_eq!(ErrorCodes::parse(json).unwrap_err().to_string(), error);
    }
    assert_eq!(ErrorCodes::parse("{").unwrap_err().to_string(), "line 1, column 1: EOF while parsing an object");
}

#[test]
fn the_built_in_file_has_every_class_but_unknown() {
    let file = include_str!("../../data/codes.json");
    assert_eq!(ErrorCodes::parse(file).unwrap(), ErrorCodes::built_in());
    for class in CodeClass::ALL.into_iter().filter(|class| *class != CodeClass::Unknown) {
        assert!(file.contains(&format!("\"class\": \"{}\"", class.as_str())), "{class:?}");
    }
}

/// Every word of the built-in file that has one part, with its class.
const WORDS: [(&str, CodeClass); 22] = [
    ("MFA", CodeClass::SecondFactor),
    ("OTP", CodeClass::SecondFactor),
    ("VERIFICATION", CodeClass::SecondFactor),
    ("LOCK", CodeClass::Locked),
    ("LOCKED", CodeClass::Locked),
    ("REGISTRATION", CodeClass::Registration),
    ("CANCEL", CodeClass::Cancelled),
    ("CANCELED", CodeClass::Cancelled),
    ("CANCELLED", CodeClass::Cancelled),
    ("DECLINED", CodeClass::Cancelled),
    ("DENIED", CodeClass::Cancelled),
    ("CREDENTIAL", CodeClass::Credentials),
    ("CREDENTIALS", CodeClass::Credentials),
    ("LOGIN", CodeClass::Credentials),
    ("PASSWORD", CodeClass::Credentials),
    ("INVALID", CodeClass::Credentials),
    ("SESSION", CodeClass::Session),
    ("EXPIRED", CodeClass::Session),
    ("UTILITY", CodeClass::Outage),
    ("TIMEOUT", CodeClass::Outage),
    ("UNAVAILABLE", CodeClass::Outage),
    ("SERVER", CodeClass::Outage),
];

/// A code of these words: `A_B`, `a-b` or `ABc`.
fn joined(words: &[String], style: u8) -> String {
    let capitalised = |word: &String| format!("{}{}", &word[..1], word[1..].to_ascii_lowercase());
    match style {
        0 => words.join("_"),
        1 => words.join("-").to_ascii_lowercase(),
        _ => words.iter().map(capitalised).collect(),
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn one_word_decides_wherever_it_stands_and_however_the_code_is_written(
        (word, class) in sample::select(WORDS.to_vec()),
        before in proptest::collection::vec("XQ[A-Z]{0,4}", 0..3),
        after in proptest::collection::vec("XQ[A-Z]{0,4}", 0..3),
        style in 0_u8..3,
    ) {
        let words = [before, vec![word.to_owned()], after].concat();
        prop_assert_eq!(ErrorCodes::built_in().class(Some(&joined(&words, style))), class);
    }

    #[test]
    fn a_part_of_a_word_never_decides((word, _) in sample::select(WORDS.to_vec()), before in "XQ?", after in "(XQ?)?", style in 0_u8..3) {
        let code = joined(&[format!("{before}{word}{after}")], style);
        prop_assert_eq!(ErrorCodes::built_in().class(Some(&code)), CodeClass::Unknown);
    }

    #[test]
    fn arbitrary_codes_never_panic(code in ".{0,30}") {
        let _ = ErrorCodes::built_in().class(Some(&code));
    }
}
