//! The answers of the two searches.

use crate::support::{at, cases};
use leap::connection::Moment;
use leap::decode::{DecodeError, NextPage};
use leap::inventory::{Meter, RequiredOf, enrolments, meters};
use proptest::collection;
use proptest::prelude::*;
use serde_json::json;

#[test]
fn what_says_how_a_customer_came_along_is_kept_and_nothing_personal() {
    let json = json!({ "meters": [{
        "meter_id": "11111111-1111-1111-1111-111111111111",
        "partner_reference": "site-1",
        "transmission_region": "CAISO",
        "customer_classification": "RESIDENTIAL",
        "meter_type": "UTILITY_METER",
        "connection_references": ["R1", "R2"],
        "is_archived": false,
        "customer": { "end_customer_name": "Ann Person", "street_1": "132 My Street", "end_customer_email": "ann@example.com" },
        "utility": { "utility_name": "PGE", "electric_service_account_number": "12243243-121" },
        "audit": { "created_by": "UTILITY", "created_at": "2000-01-23T04:56:07.000+00:00" },
    }], "next_page_token": "a+b=" });
    let page = meters(json.to_string().as_bytes()).unwrap();
    assert_eq!((page.problems, page.next_page), (vec![], NextPage::Token("a+b=".to_owned())));
    let text = |text: &str| Some(text.to_owned());
    let expected = Meter {
        id: "11111111-1111-1111-1111-111111111111".to_owned(),
        references: vec!["R1".to_owned(), "R2".to_owned()],
        partner_reference: text("site-1"),
        kind: text("UTILITY_METER"),
        region: text("CAISO"),
        utility: text("PGE"),
        class: text("RESIDENTIAL"),
        created: Moment::At(at("2000-01-23T04:56:07Z")),
        is_archived: Some(false),
    };
    assert_eq!(page.items, [expected]);
}

#[test]
fn the_states_of_every_programme_and_what_is_required_are_kept() {
    let json = json!({ "meters": [{
        "meter_id": "m1",
        "global_enrollment_status": "PENDING",
        "program_enrollment": [
            { "program_identifier": "CCA", "delivery_period": "CAISO-CCA_2024_OCT", "enrollment_status": "ACTIVE" },
            { "program_identifier": "DRAM", "enrollment_status": "LATER" },
        ],
        "required_actions": {
            "partner": [{ "action_type": "IS_AUTHORIZED", "action_code": "AUTH_0001", "action_description": "Re-authorize" }],
            "leap": [{ "action_type": "IS_ASSIGNED_TO_A_RESOURCE" }],
        },
    }] });
    let page = enrolments(json.to_string().as_bytes()).unwrap();
    let enrolment = &page.items[0];
    assert_eq!((enrolment.meter.as_str(), enrolment.status.as_deref()), ("m1", Some("PENDING")));
    let states: Vec<_> = enrolment.programmes.iter().map(|one| one.status.as_deref().unwrap()).collect();
    assert_eq!(
        (states, enrolment.programmes[0].period.as_deref()),
        (vec!["ACTIVE", "LATER"], Some("CAISO-CCA_2024_OCT"))
    );
    let actions: Vec<_> = enrolment.actions.iter().map(|one| (one.of, one.action.as_deref().unwrap())).collect();
    let expected = [(RequiredOf::Partner, "IS_AUTHORIZED"), (RequiredOf::Leap, "IS_ASSIGNED_TO_A_RESOURCE")];
    assert_eq!(actions, expected);
    assert_eq!(page.next_page, NextPage::Last);
}

#[test]
fn what_cannot_be_read_is_reported_by_path_and_the_rest_is_kept() {
    let json = json!({ "meters": [
        7,
        { "connection_references": ["R1"] },
        { "meter_id": "m1", "connection_references": ["R1", 7, null], "partner_reference": "", "audit": [],
            "utility": { "utility_name": 1 }, "meter_type": null, "is_archived": "no" },
        { "meter_id": "m2", "audit": { "created_at": "yesterday" } },
    ], "next_page_token": {} });
    let page = meters(json.to_string().as_bytes()).unwrap();
    let problems: Vec<String> = page.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "next_page_token: expected a text or null, found an object",
            "meters[0]: expected an object, found a number",
            "meters[1].meter_id: expected a text, found nothing",
            "meters[2].connection_references[1]: expected a text, found a number",
            "meters[2].connection_references[2]: expected a text, found null",
            "meters[2].is_archived: expected true or false, found a text",
            "meters[2].audit: expected an object, found an array",
            "meters[2].utility.utility_name: expected a text, found a number",
            "meters[3].audit.created_at: expected a date-time, found another text",
        ]
    );
    assert_eq!(page.next_page, NextPage::Unreadable);
    let ids: Vec<&str> = page.items.iter().map(|meter| meter.id.as_str()).collect();
    assert_eq!((ids, page.items[0].references.as_slice()), (vec!["m1", "m2"], ["R1".to_owned()].as_slice()));
    assert_eq!((&page.items[0].partner_reference, &page.items[0].created), (&None, &Moment::Absent));
    let json =
        json!({ "meters": [{ "meter_id": "m", "program_enrollment": {}, "required_actions": { "partner": [7] } }] });
    let page = enrolments(json.to_string().as_bytes()).unwrap();
    let problems: Vec<String> = page.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "meters[0].program_enrollment: expected an array, found an object",
            "meters[0].required_actions.partner[0]: expected an object, found a number",
        ]
    );
}

#[test]
fn a_document_without_meters_is_refused() {
    for text in ["{}", "[]", r#"{"meters":{}}"#, "7"] {
        assert_eq!(meters(text.as_bytes()), Err(DecodeError::NoMeters), "{text}");
    }
    assert_eq!(meters(b""), Err(DecodeError::Empty));
    assert!(matches!(meters(br#"{"meters":["#), Err(DecodeError::NotJson { .. })));
    assert_eq!(meters(br#"{"results":[{"meter_id":"m"}]}"#).unwrap().items.len(), 1);
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in collection::vec(any::<u8>(), 0..60), text in "[\\[\\]{}\",:a-z0-9 ]{0,60}") {
        let _ = (meters(&bytes), enrolments(&bytes), meters(text.as_bytes()), enrolments(text.as_bytes()));
    }
}
