//! What customers are told.

use leap::agreements::AgreementRules;
use leap::class::CustomerClass;
use leap::connection::Agreement;
use leap::decode;
use leap::language::Language;
use leap::messages::{Cause, Message, Messages};
use leap::next_step::{NextStep, Policy, next_step};
use std::collections::BTreeSet;

use crate::support::at;

const LINK: &str = "https://onboarding.leap.energy/O/t/?requestedUtilities=sdge&refId=R1";

fn messages() -> impl Iterator<Item = (Language, Cause, Message)> {
    Language::ALL.into_iter().flat_map(|language| {
        let messages = Messages::built_in(language);
        Cause::ALL.map(|cause| (language, cause, messages.text(cause).unwrap().clone()))
    })
}

fn step(status: &str, utilities: &str, agreements: &str) -> NextStep {
    let json = format!(
        r#"{{"id":"1","ref_id":"R1","connection_status":"{status}","last_interaction_date_time_utc":"2026-07-01T10:00:00Z","utility_connections":[{utilities}],"agreements":{agreements}}}"#
    );
    let connection = decode::json(&json).unwrap().connections.remove(0);
    next_step(&connection, at("2026-07-02T10:00:00Z"), None, &Policy::default())
}

#[test]
fn every_cause_has_a_message_in_every_language() {
    let english: Vec<Message> = messages().take(Cause::ALL.len()).map(|(.., message)| message).collect();
    for (language, cause, message) in messages() {
        let place = Cause::ALL.iter().position(|other| *other == cause).unwrap();
        for text in [&message.subject, &message.body, &message.short] {
            assert!(!text.is_empty() && text.trim() == text && !text.contains("  "), "{language:?} {cause:?}: {text}");
        }
        let is_english = [Language::English, Language::AmericanEnglish].contains(&language);
        assert_eq!(message.body == english[place].body, is_english && message.body == english[place].body);
        assert!(is_english || message.subject != english[place].subject, "{language:?} {cause:?} is not translated");
    }
    let texts: BTreeSet<String> = messages().map(|(.., message)| message.body).collect();
    assert!(texts.len() > 6 * Cause::ALL.len());
}

#[test]
fn a_message_has_its_link_once_and_only_known_placeholders() {
    for (language, cause, message) in messages() {
        let name = format!("{language:?} {cause:?}");
        assert_eq!((message.body.matches("{link}").count(), message.short.matches("{link}").count()), (1, 1), "{name}");
        let names_utility = matches!(cause, Cause::NotConnected | Cause::Failed(_) | Cause::Elsewhere);
        assert_eq!(message.body.contains("{utility}"), names_utility, "{name}");
        assert_eq!(message.body.contains("{form}"), cause == Cause::Form, "{name}");
        assert!(!message.subject.contains('{'), "{name}");
        let braces = |text: &str| text.matches('{').count();
        assert_eq!(braces(&message.short), 1, "{name}");
        assert_eq!(braces(&message.body), 1 + usize::from(names_utility || cause == Cause::Form), "{name}");
    }
}

#[test]
fn a_short_text_leaves_room_for_its_link() {
    for (language, cause, message) in messages() {
        let length = message.short.replace("{link}", "").chars().count();
        assert!(length <= 120, "{language:?} {cause:?} has {length} characters");
        assert!(message.subject.chars().count() <= 60, "{language:?} {cause:?}: {}", message.subject);
    }
}

#[test]
fn no_message_says_that_the_customer_opened_the_link_or_blames_anybody() {
    let words = [
        "opened",
        "clicked",
        "wrong",
        "fault",
        "mistake",
        "failed",
        "geöffnet",
        "geklickt",
        "falsch",
        "Fehler",
        "ouvert le",
        "cliqué",
        "erreur",
        "faute",
        "abrió",
        "clic",
        "error",
        "culpa",
        "geopend",
        "geklikt",
        "fout",
        "schuld",
        "فتحت",
        "خطأ",
    ];
    for (language, cause, message) in messages() {
        for text in [&message.subject, &message.body, &message.short] {
            let found = words.iter().find(|word| text.contains(**word));
            assert_eq!(found, None, "{language:?} {cause:?}: {text}");
        }
    }
}

#[test]
fn the_second_factor_and_the_registration_have_their_advice() {
    let english = Messages::built_in(Language::English);
    let body = |name: &str| {
        let cause = Cause::ALL.into_iter().find(|cause| cause.as_str() == name).unwrap();
        english.text(cause).unwrap().body.clone()
    };
    assert!(
        body("second_factor")
            .contains("Have your phone at hand, and stay on the page: the code can take two minutes to arrive.")
    );
    assert!(body("registration").contains("how to create one") && !body("registration").contains("password"));
}

#[test]
fn the_step_chooses_the_message_and_its_values() {
    let english = Messages::built_in(Language::English);
    let rules = AgreementRules::built_in();
    let text = |step: &NextStep| english.of(step, LINK, &rules);
    let failed = |code: &str| {
        format!(r#"{{"utility_name":"SDG&E: San Diego Gas & Electric","status":"ERROR","error_code":"{code}"}}"#)
    };

    let message = text(&step("ERROR", &failed("INVALID_OTP"), "{}")).unwrap();
    assert!(message.body.contains("(SDG&E: San Diego Gas & Electric)"));
    assert!(message.body.ends_with(LINK) && message.short.ends_with(LINK));
    assert_eq!(message.subject, "Your utility asks for a code");
    assert_eq!(text(&step("ERROR", &failed("UTILITY_DOWN"), "{}")).unwrap().subject, "Please try again");

    let forms = r#"{"prohibited_resource_attestation_status":"SENT","new_form":null,"done":"SIGNED"}"#;
    let message = text(&step("PARTIAL", r#"{"status":"CONNECTED"}"#, forms)).unwrap();
    assert!(message.body.contains("new form, Prohibited Resource Attestation"), "{}", message.body);

    for (status, utilities) in
        [("COMPLETED", ""), ("PAUSED", ""), ("PARTIAL", ""), ("PARTIAL", r#"{"status":"CONNECTED"}"#)]
    {
        assert_eq!(text(&step(status, utilities, "{}")), None, "{status} {utilities}");
    }
}

#[test]
fn a_name_from_the_api_is_put_in_as_it_is_and_cannot_bring_another_link() {
    let hostile = r#"{"utility_name":"{link} {form}\u001b[0m","status":"NOT_CONNECTED"}"#;
    let messages = Messages::built_in(Language::English);
    let message = messages.of(&step("PARTIAL", hostile, "{}"), LINK, &AgreementRules::built_in()).unwrap();
    assert!(message.body.contains(r"({link} {form}\u{1b}[0m)"), "{}", message.body);
    assert_eq!(message.body.matches(LINK).count(), 1);
}

#[test]
fn a_customer_who_is_connected_elsewhere_gets_a_message_only_if_that_is_followed_up() {
    let utilities = r#"[{"utility_name":"SCE: x","utility_is_required":true,"status":"NOT_CONNECTED"},{"utility_name":"PG&E: y","utility_is_required":false,"status":"CONNECTED"}]"#;
    let json = format!(
        r#"{{"id":"1","ref_id":"R1","connection_status":"PARTIAL","last_interaction_date_time_utc":"2026-07-01T10:00:00Z","utility_connections":{utilities}}}"#
    );
    let connection = decode::json(&json).unwrap().connections.remove(0);
    let message = |follow_up_elsewhere| {
        let policy = Policy { follow_up_elsewhere, ..Policy::default() };
        let step = next_step(&connection, at("2026-07-02T10:00:00Z"), Some(CustomerClass::Residential), &policy);
        Messages::built_in(Language::English).of(&step, LINK, &policy.agreements)
    };
    assert_eq!(message(false), None);
    assert!(message(true).unwrap().body.contains("not the one that we asked for (SCE: x)"));
}

#[test]
fn a_utility_without_a_label_leaves_no_trace_in_any_language() {
    for language in Language::ALL {
        for utility in [r#"{"status":"NOT_CONNECTED"}"#, r#"{"status":"ERROR"}"#] {
            let step = step("PARTIAL", utility, "{}");
            assert_eq!(step.utilities, ["utility_connections[0]"]);
            let message = Messages::built_in(language).of(&step, LINK, &AgreementRules::built_in()).unwrap();
            let is_clean = |text: &str| !["utility_", "()", "{", "  ", " ."].iter().any(|part| text.contains(part));
            assert!(is_clean(&message.body) && is_clean(&message.short), "{language:?}: {}", message.body);
        }
    }
}

#[test]
fn a_partners_own_messages_must_be_complete() {
    let file = include_str!("../../data/messages/en.json");
    assert!(Messages::parse(file).is_ok());
    let error = Messages::parse(&file.replace("\"form\"", "\"forms\"")).unwrap_err();
    assert_eq!(error.to_string(), "messages.form: it is missing");
    let extra = file
        .replace("\"messages\": {", "\"messages\": { \"nap\": { \"subject\": \"\", \"body\": \"\", \"short\": \"\" },");
    assert_eq!(Messages::parse(&extra).unwrap_err().to_string(), "messages.nap: there is no such cause");
}

#[test]
fn a_tag_finds_its_language() {
    for (tag, language) in [
        ("en", Some(Language::English)),
        ("en-GB", Some(Language::English)),
        ("en_US", Some(Language::AmericanEnglish)),
        ("DE-ch", Some(Language::German)),
        ("fr-CA", Some(Language::French)),
        ("ar", Some(Language::Arabic)),
        ("", None),
        ("den", None),
    ] {
        assert_eq!(Language::of_tag(tag), language, "{tag}");
    }
}

#[test]
fn every_data_file_says_what_is_unverified() {
    for file in [
        include_str!("../../data/utilities.json"),
        include_str!("../../data/codes.json"),
        include_str!("../../data/agreements.json"),
        include_str!("../../data/messages/en.json"),
        include_str!("../../data/messages/ar.json"),
    ] {
        let value: serde_json::Value = serde_json::from_str(file).unwrap();
        assert!(value["unverified"].as_str().unwrap().len() > 60);
    }
}

#[test]
fn a_form_with_a_status_that_is_not_known_is_open() {
    let rules = AgreementRules::built_in();
    let is_open = |status: &str| rules.is_open(&Agreement { name: "x".to_owned(), status: status.to_owned() });
    for done in ["NOT_REQUIRED", "COMPLETED", "SIGNED", "ACCEPTED", "AGREED"] {
        assert!(!is_open(done), "{done}");
    }
    for open in ["PENDING", "signed", "null", "", "not_required"] {
        assert!(is_open(open), "{open}");
    }
    let own = AgreementRules::parse(r#"{"not_required":["N/A"],"done":[]}"#).unwrap();
    assert!(own.is_open(&Agreement { name: "x".to_owned(), status: "SIGNED".to_owned() }));
    assert!(AgreementRules::parse(r#"{"done":[]}"#).unwrap_err().to_string().contains("not_required"));
}

#[test]
fn the_languages_are_those_of_the_customers_page() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../core/src/locale");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let page: BTreeSet<String> = names.filter_map(|name| Some(name.strip_suffix(".json")?.to_owned())).collect();
    let here: BTreeSet<String> = Language::ALL.iter().map(|language| language.tag().to_owned()).collect();
    assert_eq!(here, page);
}
