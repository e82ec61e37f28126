//! `leap reengage`, `leap hold` and `leap opt-out`.

use crate::api::{KEY, Manual, page};
use crate::run::{Place, Run};
use serde_json::{Value, json};
use std::process::Stdio;

/// When the customers last interacted is 10:00 UTC, and the first touch is due at 11:00.
const NOW: &str = "2026-07-01T11:00:00Z";

/// A store with four customers, each with a link, and an entry that was not started.
fn polled(now: &str) -> Place {
    let (place, manual) = (Place::new(), Manual::start());
    let list = "ref_id,kind,org,utility,language,time_zone\n\
        a-1,direct,O,pge,es,America/Los_Angeles\na-2,direct,O,pge,,\na-3,direct,O,sce,,\nnever-1,direct,O,pge,,\n";
    let list = place.write("list.csv", list);
    place.ok(&["links", "--from", &list, "--to", "links.csv", "--store", "s.db", "--now", "2026-06-01T00:00:00Z"]);
    poll(&place, &manual, now, &["a-1", "a-2", "a-3", "no-link"]);
    place
}

fn poll(place: &Place, manual: &Manual, now: &str, references: &[&str]) {
    let arguments = ["poll", "--api-url", &manual.origin, "--path", "/v1/x", "--store", "s.db", "--now", now];
    let child = place.start(&arguments, KEY);
    manual.next().1(&page(references, None));
    let run = Run::of(child.wait_with_output().unwrap());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

fn due(place: &Place, more: &[&str]) -> Vec<String> {
    let due = place.json(&[&["reengage", "--store", "s.db", "--now", NOW], more].concat());
    due.as_array().unwrap().iter().map(|one| one["ref_id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn those_who_are_due_get_their_touch_link_and_message_in_their_language() {
    let place = polled(NOW);
    let run = place.leap(&["reengage", "--store", "s.db", "--now", NOW, "--format", "json"]);
    assert!(run.stderr.contains("due, but without a link in the store: 1 customer;"), "{}", run.stderr);
    let due: Value = serde_json::from_slice(&run.stdout).unwrap();
    let link = "https://www.addleap.com/O/pge/getting-started?refId=a-1";
    let message = &due[0]["message"];
    assert!(message["body"].as_str().unwrap().ends_with(link), "{message}");
    assert!(
        message["subject"].as_str().unwrap().contains("compañía")
            || message["body"].as_str().unwrap().contains("compañía"),
        "in Spanish: {message}"
    );
    let mut rest = due[0].clone();
    rest["message"] = Value::Null;
    assert_eq!(
        rest,
        json!({
            "ref_id": "a-1", "touch": 1, "action": "resend",
            "reason": "not_started: the link was opened, by a person or a mail scanner, and nobody has logged in at the utility",
            "link": link, "language": "es", "message": null, "run": null,
        })
    );
    assert_eq!(due.as_array().unwrap().len(), 3, "a direct link that nobody opened is not written to");
}

#[test]
fn listing_changes_nothing_and_marking_happens_once() {
    let place = polled(NOW);
    for _ in 0..2 {
        assert_eq!(due(&place, &[]), ["a-1", "a-2", "a-3"]);
    }
    let marked = place.json(&["reengage", "--store", "s.db", "--now", NOW, "--mark-sent"]);
    assert!(marked.as_array().unwrap().iter().all(|one| one["run"] == 1));
    assert_eq!(due(&place, &["--mark-sent"]), [""; 0]);
    assert_eq!(due(&place, &[]), [""; 0]);
    let run = place.leap(&["reengage", "--store", "s.db", "--undo", "1"]);
    assert_eq!(run.stderr, "run 1 is taken back, with 3 reminders\n");
    assert!(place.refused(&["reengage", "--store", "s.db", "--undo", "1"]).contains("there is no run 1"));
    let again = place.json(&["reengage", "--store", "s.db", "--now", NOW, "--mark-sent"]);
    assert_eq!(again[0]["run"], 2, "numbers are not used again");
}

#[test]
fn of_two_at_once_only_one_gives_out_a_reminder() {
    let place = polled(NOW);
    let arguments = ["reengage", "--store", "s.db", "--now", NOW, "--mark-sent", "--format", "json"];
    let children: Vec<_> = (0..4).map(|_| place.start(&arguments, KEY)).collect();
    let lists = children.into_iter().map(|child| {
        let run = Run::of(child.wait_with_output().unwrap());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        serde_json::from_slice::<Value>(&run.stdout).unwrap().as_array().unwrap().len()
    });
    assert_eq!(lists.sum::<usize>(), 3);
}

#[test]
fn a_list_that_nobody_reads_to_its_end_names_the_run_to_take_back() {
    let place = polled(NOW);
    let mut child = place
        .command(&["reengage", "--store", "s.db", "--now", NOW, "--mark-sent", "--format", "csv"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // The reader is gone before anything is written.
    drop(child.stdout.take());
    let run = Run::of(child.wait_with_output().unwrap());
    assert_eq!(run.code, Some(1));
    assert!(run.stderr.contains("marked as run 1: `leap reengage --undo 1` takes them back"), "{}", run.stderr);
    place.ok(&["reengage", "--store", "s.db", "--undo", "1"]);
    assert_eq!(due(&place, &[]), ["a-1", "a-2", "a-3"]);
}

#[test]
fn nothing_goes_out_on_stale_data() {
    let place = polled("2026-07-01T09:00:00Z");
    assert_eq!(due(&place, &[]), ["a-1", "a-2", "a-3"], "two hours are not over two hours");
    let run = place.leap(&["reengage", "--store", "s.db", "--now", "2026-07-01T11:00:01Z", "--format", "json"]);
    assert_eq!(run.stdout, b"[]\n");
    assert!(run.stderr.contains("the data is 2 h 0 min old"), "{}", run.stderr);
}

#[test]
fn opt_outs_holds_and_quiet_hours_hold_reminders_back() {
    let place = polled(NOW);
    place.ok(&["opt-out", "a-2", "--store", "s.db"]);
    assert_eq!(due(&place, &[]), ["a-1", "a-3"]);
    place.ok(&["hold", "--utility", "SCE", "--until", "2026-07-01T12:00:00Z", "--store", "s.db", "--now", NOW]);
    assert_eq!(due(&place, &[]), ["a-1"]);
    // It is four in the morning in Los Angeles.
    let run = place.leap(&["reengage", "--store", "s.db", "--now", NOW, "--quiet", "21:00-08:00", "--format", "json"]);
    assert_eq!(run.stdout, b"[]\n");
    assert!(run.stderr.contains("held by quiet hours or a hold: 2 reminders"), "{}", run.stderr);
    place.ok(&["hold", "--utility", "sce", "--until", NOW, "--store", "s.db", "--now", NOW]);
    assert_eq!(due(&place, &[]), ["a-1", "a-3"], "a later call replaces the hold");
    let run = place.leap(&["hold", "--utility", "Nonsense Power", "--until", NOW, "--store", "s.db"]);
    assert!(run.stderr.contains("Nonsense Power is no known utility"), "{}", run.stderr);
}

#[test]
fn a_connect_link_that_nobody_opened_is_sent_again_after_a_complete_poll() {
    let (place, manual) = (Place::new(), Manual::start());
    let link = ["link", "connect", "--org", "O", "--title", "t", "--store", "s.db", "--ref-id"];
    place.ok(&[&link[..], &["seen-1", "--now", "2026-07-01T10:00:00Z"]].concat());
    place.ok(&[&link[..], &["never-1", "--now", "2026-07-01T10:00:00Z"]].concat());
    place.ok(&[&link[..], &["later-1", "--now", "2026-07-01T11:30:00Z"]].concat());
    poll(&place, &manual, NOW, &["seen-1"]);
    let step = |reference: &str| {
        place.json(&["next", "--store", "s.db", "--now", NOW, "--ref-id", reference])[0]["reason"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(step("never-1").starts_with("not_opened: ") && step("later-1").starts_with("not_polled: "));
    assert_eq!(due(&place, &[]), ["never-1", "seen-1"]);
}

#[test]
fn a_customer_with_two_entries_gets_one_touch_by_the_worse() {
    let (place, manual) = (Place::new(), Manual::start());
    place.ok(&["link", "direct", "--org", "O", "--utility", "pge", "--store", "s.db", "--ref-id", "a-1"]);
    let entry = |region: &str, status: &str, utilities: Value| {
        json!({ "id": format!("{region}_1_a-1"), "ref_id": "a-1", "transmission_region": region, "connection_status": status,
            "last_interaction_date_time_utc": "2026-07-01T10:00:00Z", "utility_connections": utilities })
    };
    let failed = json!([{ "utility_name": "PGE: Pacific", "status": "ERROR", "error_code": "INVALID_LOGIN" }]);
    let body = json!([entry("CAISO", "COMPLETED", json!([])), entry("NYISO", "ERROR", failed)]).to_string();
    let arguments = ["poll", "--api-url", &manual.origin, "--path", "/v1/x", "--store", "s.db", "--now", NOW];
    let child = place.start(&arguments, KEY);
    manual.next().1(&body);
    assert_eq!(Run::of(child.wait_with_output().unwrap()).code, Some(0));
    assert_eq!(place.json(&["next", "--store", "s.db", "--now", NOW]).as_array().unwrap().len(), 2, "both are listed");
    let due = place.json(&["reengage", "--store", "s.db", "--now", NOW]);
    assert_eq!(due.as_array().unwrap().len(), 1);
    assert_eq!(
        (&due[0]["action"], &due[0]["reason"]),
        (&json!("tailored"), &json!("failed: credentials, code INVALID_LOGIN"))
    );
}
