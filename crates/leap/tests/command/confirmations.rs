//! `leap confirmation`.

use crate::run::{Place, has_control_characters, input};
use serde_json::json;

#[test]
fn a_returning_address_is_never_verified_and_shown_beside_what_is_known() {
    let place = Place::new();
    let url =
        "https://partner.example/thanks?lang=de&refId=Test1012&authorizationId=910bfb80-8b22-4341-8b5b-8752a21dccad#x";
    let confirmation = place.json(&["confirmation", url, "--input", &input("documented.json")]);
    assert_eq!(
        confirmation,
        json!({
            "verified": false, "ref_id": "Test1012", "ref_id_problem": null,
            "authorization_id": "910bfb80-8b22-4341-8b5b-8752a21dccad", "other_parameters": ["lang=de"],
            "known": [{
                "matched_by": "ref_id and authorization_id", "ref_id": "Test1012",
                "id": "CAISO_62631455-9dfd-433b-9482-fd043f2336d4_Test1012", "connection_status": "ERROR",
            }],
        })
    );
    let by_authorization = "thanks?authorizationId=910bfb80-8b22-4341-8b5b-8752a21dccad";
    let confirmation = place.json(&["confirmation", by_authorization, "--input", &input("documented.json")]);
    assert_eq!(confirmation["known"][0]["matched_by"], "authorization_id");
}

#[test]
fn without_a_reference_nothing_is_looked_up() {
    let place = Place::new();
    let confirmation = place.json(&["confirmation", "https://partner.example/thanks", "--store", "none.db"]);
    assert_eq!((&confirmation["ref_id_problem"], &confirmation["known"]), (&json!("no reference"), &json!([])));
    let run = place.leap(&["confirmation", "https://partner.example/thanks"]);
    assert!(run.stderr.starts_with("unverified: "), "{}", run.stderr);
    assert_eq!(place.names(), [""; 0]);
}

#[test]
fn an_illegal_reference_is_shown_escaped_and_never_taken_for_one() {
    let place = Place::new();
    for (query, shown) in [("refId=a+b", "a+b"), ("refId=a%20b", "a%20b"), ("refId=a\u{1b}[31m", "a%1B[31m")] {
        let url = format!("https://partner.example/thanks?{query}&authorizationId=1");
        let confirmation = place.json(&["confirmation", &url]);
        assert_eq!(confirmation["ref_id"], json!(null));
        let problem = confirmation["ref_id_problem"].as_str().unwrap();
        assert!(problem.starts_with(&format!("{shown} is no legal reference: ")), "{problem}");
        assert!(!has_control_characters(&place.ok(&["confirmation", &url])));
    }
}

#[test]
fn what_cannot_be_decided_is_refused() {
    let place = Place::new();
    assert!(place.refused(&["confirmation", "thanks?refId=a&refId=b"]).contains("refId comes twice"));
    let escaped = place.refused(&["confirmation", "https://p.example/thanks?authorizationId=1&amp;refId=R1"]);
    assert!(
        escaped.contains("unverified")
            && escaped.contains("escaped twice")
            && escaped.contains("?authorizationId=1&refId=R1"),
        "{escaped}"
    );
}
