//! Error codes and their classes.

use leap::codes::{CodeClass, ErrorCodes};

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
        (r#"{"classes":[{"class":"nap","words":[]}]}"#, "classes[0].class: \"nap\" is no class"),
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
