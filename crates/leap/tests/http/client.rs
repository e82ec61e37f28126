//! The client, with every key of the sandbox.

use crate::sandbox::{client, now, poll, question, start};
use chrono::TimeDelta;
use leap::class::CustomerClass;
use leap::client::{ClientError, Filters, Question, Retry};
use leap::connection::Connection;
use leap::entries::by_reference;
use leap::inventory::{Customer, Funnel, Matched, MeterPaths, Wanted, enrolment_searches, searches};
use leap::name::ReferenceId;
use leap::next_step::{Policy, next_step};
use std::collections::{BTreeMap, BTreeSet};

/// All connections for a key for which nothing stays wrong.
fn connections(origin: &str, key: &str, query: &str) -> Vec<Connection> {
    poll(&client(origin, key), query).into_iter().flat_map(|page| page.unwrap().connections).collect()
}

/// The error that ends a poll, and how many pages came before.
fn failure(origin: &str, key: &str) -> (usize, ClientError) {
    let mut pages = poll(&client(origin, key), "");
    let last = pages.pop().unwrap();
    (pages.len(), last.unwrap_err())
}

#[test]
fn every_customer_of_the_sandbox_is_read_and_gets_a_step() {
    let origin = start(now());
    let pages = poll(&client(&origin, "sandbox:ok"), "");
    assert_eq!(pages.len(), 5);
    let problems: Vec<String> =
        pages.iter().flat_map(|page| &page.as_ref().unwrap().problems).map(|one| one.path.clone()).collect();
    assert_eq!(problems, ["connections[7].last_interaction_date_time_utc"]);
    let connections = connections(&origin, "sandbox:ok", "");
    // Written by hand, from the protocol: for a household, and for a company.
    let expected = BTreeMap::from([
        ("opened", "resend"),
        ("opened-just-now", "wait"),
        ("opened-yesterday", "resend"),
        ("opened-three-days-ago", "resend"),
        ("opened-last-month", "resend"),
        ("from-the-future", "wait"),
        ("no-interaction", "resend"),
        ("unreadable-time", "review"),
        ("unfinished", "resend"),
        ("unknown-status", "review"),
        ("unknown-utility-status", "review"),
        ("without-utilities", "review"),
        ("cancelled", "tailored"),
        ("declined", "tailored"),
        ("wrong-password", "tailored"),
        ("second-factor", "tailored"),
        ("access-code", "tailored"),
        ("locked", "tailored"),
        ("not-registered", "tailored"),
        ("session-expired", "tailored"),
        ("utility-down", "tailored"),
        ("unknown-code", "tailored"),
        ("without-code", "tailored"),
        ("attestation-open", "complete_agreement"),
        ("agreement-open", "complete_agreement"),
        ("new-form", "complete_agreement"),
        ("form-is-null", "complete_agreement"),
        ("finishing", "wait"),
        ("stuck", "review"),
        ("two-required-one-open", "wait/resend"),
        ("two-required-one-failed", "wait/tailored"),
        ("two-failed", "tailored"),
        ("stray-click", "complete_agreement"),
        ("connected-elsewhere", "connected_elsewhere/resend"),
        ("none-requested", "wait/resend"),
        ("required-not-told", "resend"),
        ("with-a-meter", "none"),
        ("with-two-meters", "none"),
        ("meter-by-partner-reference", "none"),
        ("meter-needs-documents", "none"),
        ("meter-soon", "none"),
        ("meter-expected", "none"),
        ("meter-late", "none"),
        ("meter-overdue", "none"),
        ("two-regions", "none tailored"),
        ("-hyphen", "resend"),
        ("00123", "resend"),
        ("RRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRRR", "resend"),
        ("R1", "resend"),
    ]);
    let steps = |entries: &[&Connection], class| -> String {
        let step = |entry: &&Connection| next_step(entry, now(), Some(class), &Policy::default()).action.as_str();
        entries.iter().map(step).collect::<Vec<_>>().join(" ")
    };
    let customers = by_reference(&connections);
    let found: BTreeMap<&str, String> = customers
        .iter()
        .map(|(reference, entries)| {
            let (home, company) =
                (steps(entries, CustomerClass::Residential), steps(entries, CustomerClass::Commercial));
            (*reference, if home == company { home } else { format!("{home}/{company}") })
        })
        .collect();
    let expected: BTreeMap<&str, String> = expected.into_iter().map(|(name, steps)| (name, steps.to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_key_with_which_every_page_fails_once_gives_the_same_connections() {
    let origin = start(now());
    let all = connections(&origin, "sandbox:ok", "");
    for key in ["sandbox:busy", "sandbox:failing"] {
        assert_eq!(connections(&origin, key, ""), all, "{key}");
    }
    assert_eq!(connections(&origin, "sandbox:empty", "").len(), 0);
    assert!(connections(&origin, "sandbox:half", "").len() < all.len() * 6 / 10);
}

#[test]
fn every_other_key_ends_a_poll_with_its_own_error() {
    let origin = start(now());
    let day = Retry::At(now() + TimeDelta::days(1));
    let soon = Retry::At(now() + TimeDelta::seconds(31));
    for (key, pages, retry, keeps_token, text) in [
        (
            "production:ok",
            0,
            Retry::Never,
            true,
            "403: the key is invalid, or belongs to the other environment (Leap says: \"Forbidden: ",
        ),
        (
            "sandbox:forbidden",
            0,
            Retry::Never,
            true,
            "403: the key is invalid, or belongs to the other environment (Leap says: \"Forbidden: ",
        ),
        ("wrong:key", 0, Retry::Never, true, "401: the key is not accepted (Leap says: \"Unauthorized"),
        (
            "sandbox:limited",
            1,
            day,
            true,
            "429, after one try: next request possible at 2023-07-02T12:00:00Z (Leap says: ",
        ),
        (
            "sandbox:down",
            0,
            soon,
            true,
            "503, after 5 tries: next request possible at 2023-07-01T12:00:31Z (Leap says: ",
        ),
        ("sandbox:truncated", 1, soon, true, "the connection broke, after 5 tries: "),
        ("sandbox:dropped", 1, soon, true, "the connection broke, after 5 tries: "),
        ("sandbox:html", 0, Retry::Later, true, "not JSON: text/html, \"<!doctype html>\""),
        ("sandbox:redirect", 0, Retry::Never, true, "302: the answer is at /leap/elsewhere; the key is not sent there"),
        ("sandbox:repeated-token", 3, Retry::Never, false, "a token of a page came twice"),
        ("sandbox:expired-token", 1, Retry::Never, false, "410: the token of the page is no longer taken"),
        (
            "sandbox:echo",
            0,
            Retry::Never,
            true,
            "400: the request is refused (Leap says: \"Bad request {\"authorization\":\"Bearer [key]\"}\")",
        ),
    ] {
        let (before, error) = failure(&origin, key);
        assert!(error.to_string().starts_with(text), "{key}: {error}");
        assert_eq!((before, error.retry(), error.keeps_token()), (pages, retry, keeps_token), "{key}");
        assert!(!format!("{error} {error:?}").contains(key), "{error:?}");
    }
}

#[test]
fn an_interrupted_poll_goes_on_where_it_was() {
    let origin = start(now());
    let mut pages = poll(&client(&origin, "sandbox:limited"), "");
    let first = pages.remove(0).unwrap();
    let good = client(&origin, "sandbox:ok");
    let rest = good.poll(question(""), first.next.clone()).map(Result::unwrap);
    let mut joined = first.connections;
    joined.extend(rest.flat_map(|page| page.connections));
    assert_eq!(joined, connections(&origin, "sandbox:ok", ""));
    // The token belongs to its question.
    let other = client(&origin, "sandbox:ok").poll(question("page-size=5"), first.next).next().unwrap().unwrap_err();
    assert!(matches!(other, ClientError::TokenRefused { status: 400, .. }), "{other:?}");
}

#[test]
fn hostile_texts_are_kept_as_they_came_and_their_paths_are_safe() {
    let origin = start(now());
    let pages = poll(&client(&origin, "sandbox:hostile"), "");
    let page = pages[0].as_ref().unwrap();
    assert_eq!(page.connections.len(), 5);
    assert_eq!(page.connections[0].reference.as_deref(), Some("\u{1b}]0;owned\u{7}"));
    assert!(page.connections[..4].iter().all(|entry| entry.reference_id().unwrap().is_err()));
    assert!(!page.problems.is_empty());
    assert!(!page.problems.iter().any(|problem| problem.to_string().chars().any(char::is_control)));
    for entry in &page.connections {
        let step = next_step(entry, now(), None, &Policy::default());
        assert!(!step.reason.to_string().chars().any(char::is_control));
    }
}

#[test]
fn filters_reach_the_api() {
    let origin = start(now());
    let references = |filters| -> Vec<String> {
        let question = Question { filters, ..question("") };
        let client = client(&origin, "sandbox:ok");
        client.poll(question, None).flat_map(|page| page.unwrap().connections).filter_map(|one| one.reference).collect()
    };
    let reference = |text| ReferenceId::parse(text).unwrap();
    let some = Filters { references: vec![reference("-hyphen"), reference("locked")], ..Filters::default() };
    assert_eq!(references(some), ["locked", "-hyphen"]);
    let since = Some(now() - TimeDelta::hours(2));
    let active = references(Filters { active_since: since, ..Filters::default() });
    assert_eq!(active, ["opened", "opened-just-now", "from-the-future"], "that second is included");
    assert_eq!(
        references(Filters { started_since: since, ..Filters::default() }),
        ["opened-just-now", "from-the-future"]
    );
}

#[test]
fn many_connections_come_in_large_pages() {
    let origin = start(now());
    let pages = poll(&client(&origin, "sandbox:ok"), "count=2600");
    let sizes: Vec<usize> = pages.iter().map(|page| page.as_ref().unwrap().connections.len()).collect();
    assert_eq!(sizes, [500, 500, 500, 500, 500, 49]);
}

#[test]
fn meters_are_fetched_matched_and_counted() {
    let origin = start(now());
    let client = client(&origin, "sandbox:busy");
    let connections = connections(&origin, "sandbox:ok", "");
    let mut wanted = Wanted::of(&connections);
    wanted.push(Wanted { reference: "direct-with-meter".to_owned(), since: None });
    let (searches, left_out) = searches(wanted);
    assert_eq!(left_out.0, ["R1"]);
    let mut meters: Vec<_> =
        client.meters(&MeterPaths::default(), searches).flat_map(|page| page.unwrap().items).collect();
    meters.sort_by(|one, other| one.id.cmp(&other.id));
    meters.dedup();
    // That of `meter-soon` too: by the sandbox's own clock its time has come.
    assert_eq!(meters.len(), 7);
    let ids = meters.iter().map(|meter| meter.id.clone());
    let enrolments =
        client.enrolments(&MeterPaths::default(), enrolment_searches(ids)).flat_map(|page| page.unwrap().items);
    let mut states: Vec<String> = enrolments.filter_map(|one| one.status).collect();
    states.sort();
    assert_eq!(states, ["ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "ELIGIBLE", "INELIGIBLE", "PENDING"]);
    let customers = by_reference(&connections);
    let mut known: BTreeSet<&str> = customers.keys().copied().collect();
    known.insert("direct-with-meter");
    let matched = Matched::new(&meters, &known);
    assert_eq!(matched.meters["with-two-meters"].len(), 2);
    assert!(matched.unmatched.is_empty());
    let none = Vec::new();
    let customers = known.iter().map(|reference| Customer {
        reference,
        has_link: true,
        entries: customers.get(reference).unwrap_or(&none),
        has_meter: matched.meters.contains_key(reference),
    });
    let (_, funnel) = Funnel::at(customers, now());
    let expected = Funnel {
        links: 50,
        opened: 50,
        connected: 22,
        completed: 10,
        meter_seen: 6,
        late: 1,
        overdue: 1,
        without_link: 0,
    };
    assert_eq!(funnel, expected);
}
