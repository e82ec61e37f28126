//! `leap meters` and `leap funnel`.

use crate::api::{KEY, poll_arguments, url};
use crate::run::{Place, Run};
use serde_json::{Value, json};

fn with_key(place: &Place, arguments: &[&str]) -> Run {
    Run::of(place.command(arguments).env("LEAP_API_KEY", KEY).output().unwrap())
}

fn polled() -> Place {
    let place = Place::new();
    let arguments = poll_arguments("");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let run = with_key(&place, &[&arguments[..], &["--store", "s.db"]].concat());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    place
}

#[test]
fn meters_are_fetched_matched_and_counted() {
    let place = polled();
    let url = url();
    let sync = ["meters", "sync", "--api-url", &url, "--store", "s.db"];
    let first: Value =
        serde_json::from_slice(&with_key(&place, &[&sync[..], &["--format", "json"]].concat()).stdout).unwrap();
    assert!(first["new"].as_u64().unwrap() >= 5 && first["new"] == first["meters"], "{first}");
    assert_eq!(first["left_out"], json!(["R1"]), "the search takes no reference of two characters");
    let again: Value =
        serde_json::from_slice(&with_key(&place, &[&sync[..], &["--format", "json"]].concat()).stdout).unwrap();
    assert_eq!((&again["new"], &again["meters"]), (&json!(0), &first["meters"]));
    let meters = place.json(&["meters", "--store", "s.db"]);
    let of = |reference: &str| -> Vec<Value> {
        let has = |meter: &&Value| {
            meter["connection_references"].as_array().unwrap().contains(&json!(reference))
                || meter["partner_reference"] == reference
        };
        meters.as_array().unwrap().iter().filter(has).cloned().collect()
    };
    assert_eq!(
        (of("with-a-meter").len(), of("with-two-meters").len(), of("meter-by-partner-reference").len()),
        (1, 2, 1)
    );
    let needs = &of("meter-needs-documents")[0];
    assert_eq!((&needs["meter_type"], &needs["transmission_region"]), (&json!("UTILITY_METER"), &json!("NYISO")));
    assert_eq!(needs["required_actions"][0]["action_type"], "DOCUMENTS_SIGNED");
    let funnel = place.json(&["funnel", "--store", "s.db"]);
    let stages: Vec<&str> =
        funnel["stages"].as_array().unwrap().iter().map(|stage| stage["stage"].as_str().unwrap()).collect();
    assert_eq!(stages, ["linked", "opened", "connected", "completed", "meter_seen"]);
    assert_eq!(funnel["stages"][4]["customers"], 4);
    assert_eq!(funnel["overdue"][0]["ref_id"], "meter-overdue");
    let table = place.ok(&["funnel", "--store", "s.db"]);
    assert!(table.contains("link opened (by a person or a mail scanner)"), "{table}");
}

#[test]
fn a_meter_explains_a_direct_link_that_is_in_no_poll() {
    let place = polled();
    for reference in ["with-a-meter-only", "direct-without"] {
        place.ok(&[
            "link",
            "direct",
            "--org",
            "O",
            "--utility",
            "pge",
            "--store",
            "s.db",
            "--ref-id",
            reference,
            "--now",
            "2020-01-01T00:00:00Z",
        ]);
    }
    let connection = rusqlite::Connection::open(place.path("s.db")).unwrap();
    connection.execute_batch("INSERT INTO meter VALUES ('m1', 'with-a-meter-only', '{}', 0, 0)").unwrap();
    let step = |reference: &str| place.json(&["next", "--store", "s.db", "--ref-id", reference])[0].clone();
    assert_eq!(step("with-a-meter-only")["action"], "none");
    assert_eq!(step("direct-without")["action"], "review");
    assert!(step("direct-without")["reason"].as_str().unwrap().starts_with("direct_absent: "));
}
