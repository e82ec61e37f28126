//! `leap forget`.

use crate::api::{KEY, poll_arguments};
use crate::run::{Place, Run};
use std::fs;

fn poll(place: &Place, now: &str) -> Run {
    let arguments = poll_arguments("");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let arguments = [&arguments[..], &["--store", "s.db", "--now", now]].concat();
    Run::of(place.command(&arguments).env("LEAP_API_KEY", KEY).output().unwrap())
}

#[test]
fn a_customer_who_is_forgotten_leaves_only_the_reference_and_stays_away() {
    let place = Place::new();
    assert_eq!(poll(&place, "2026-07-01T10:00:00Z").code, Some(0));
    let is_listed = || {
        let listed = place.json(&["connections", "--store", "s.db", "--ref-id", "wrong-password"]);
        !listed.as_array().unwrap().is_empty()
    };
    assert!(is_listed());
    let link = ["link", "direct", "--org", "O", "--utility", "pge", "--store", "s.db", "--ref-id", "wrong-password"];
    place.ok(&link);
    let run = place.leap(&["forget", "wrong-password", "nobody", "--store", "s.db"]);
    assert_eq!(run.stderr, "1 forgotten, 1 were not in the store; none comes back\n");
    assert!(!is_listed());
    assert_eq!(poll(&place, "2026-07-01T11:00:00Z").code, Some(0));
    assert!(!is_listed(), "the next poll does not bring the customer back");
    let stored = fs::read(place.path("s.db")).unwrap();
    let has = |text: &str| stored.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(has("unknown-code") && has("wrong-password"));
    assert!(
        !has("CAISO_5a9db0c5-0000-4000-8000-000000000000_wrong-password") && !has("_wrong-password"),
        "nothing else is left"
    );
    assert!(place.refused(&link).contains("wrong-password was forgotten"));
    let list = place.write("list.csv", "ref_id,kind,org,utility\nwrong-password,direct,O,pge\nnew-1,direct,O,pge\n");
    let run = place.leap(&["links", "--from", &list, "--to", "links.csv", "--store", "s.db"]);
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("row 2: wrong-password was forgotten"), "{}", run.stderr);
    assert!(place.read("links.csv").contains("new-1") && !place.read("links.csv").contains("wrong-password"));
}
