//! What is asked.

use crate::support::at;
use chrono::{DateTime, TimeDelta, Utc};
use leap::decode;
use leap::inventory::{Search, SearchBy, Wanted, enrolment_searches, searches};

fn wanted(reference: impl ToString, since: Option<DateTime<Utc>>) -> Wanted {
    Wanted { reference: reference.to_string(), since }
}

#[test]
fn a_hundred_references_share_a_request_from_the_earliest_last_interaction_among_them() {
    let start = at("2026-07-01T10:00:00Z");
    let minutes = |minutes| start + TimeDelta::minutes(minutes);
    // The oldest comes last.
    let all = (0..150).map(|number| wanted(format!("ref-{number}"), Some(minutes(150 - number))));
    let (searches, left_out) = searches(all.collect());
    assert!(left_out.0.is_empty());
    let described: Vec<_> =
        searches.iter().map(|search| (search.by, search.values.len(), search.since.unwrap())).collect();
    assert_eq!(
        described,
        [
            (SearchBy::ConnectionReference, 100, minutes(1)),
            (SearchBy::PartnerReference, 100, minutes(1)),
            (SearchBy::ConnectionReference, 50, minutes(101)),
            (SearchBy::PartnerReference, 50, minutes(101)),
        ]
    );
    assert_eq!(searches[0].values, searches[1].values);
}

#[test]
fn references_without_a_time_are_asked_for_without_one_and_do_not_change_the_others() {
    let mut all = vec![wanted("never", None)];
    all.extend((0..99).map(|number| wanted(format!("n{number}x"), None)));
    all.push(wanted("abc", Some(at("2026-07-01T10:00:00Z"))));
    // The same reference twice counts once, by the earlier time.
    all.push(wanted("abc", Some(at("2026-06-01T10:00:00Z"))));
    let (searches, _) = searches(all);
    assert_eq!((searches[0].values.len(), searches[0].since), (100, None));
    assert_eq!(
        (searches[2].values.as_slice(), searches[2].since),
        (["abc".to_owned()].as_slice(), Some(at("2026-06-01T10:00:00Z")))
    );
    let (once, _) =
        leap::inventory::searches(vec![wanted("abc", Some(at("2026-06-01T10:00:00Z"))), wanted("abc", None)]);
    assert_eq!(once[0].since, None, "no time means all meters");
}

#[test]
fn references_that_would_fail_their_request_are_left_out() {
    let all = ["a1", "abc", "a b", "a/b", "x|y", "-a1", "a.~_"].map(|reference| wanted(reference, None));
    let (searches, left_out) = searches(all.to_vec());
    assert_eq!(searches[0].values, ["-a1", "a b", "a.~_", "abc"]);
    assert_eq!(left_out.0, ["a/b", "a1", "x|y"]);
    assert!(leap::inventory::searches(vec![wanted("a1", None)]).0.is_empty());
}

#[test]
fn a_body_has_the_token_and_the_time_if_there_are_any() {
    let search = Search {
        by: SearchBy::ConnectionReference,
        values: vec!["abc".to_owned()],
        since: Some(at("2026-07-01T10:00:00.5Z")),
    };
    let body: serde_json::Value = serde_json::from_str(&search.body(Some("+/="))).unwrap();
    assert_eq!(
        body,
        serde_json::json!({ "connection_reference_ids": ["abc"], "page_size": 500, "page_token": "+/=",
            "created_after_date_time": "2026-07-01T10:00:00.500Z" })
    );
    let ids: Vec<String> = (0..1001).map(|id| id.to_string()).collect();
    let lengths: Vec<usize> = enrolment_searches(ids).iter().map(|search| search.values.len()).collect();
    assert_eq!(lengths, [500, 500, 1]);
    assert!(enrolment_searches([]).is_empty());
}

#[test]
fn connections_are_wanted_since_their_earliest_last_interaction() {
    let page = decode::json(
        r#"[
            { "id": "1", "ref_id": "abc", "connection_status": "COMPLETED", "last_interaction_date_time_utc": "2026-07-02T10:00:00Z" },
            { "id": "2", "ref_id": "abc", "connection_status": "ERROR", "start_date_time_utc": "2026-07-01T10:00:00Z" },
            { "id": "3", "ref_id": "abd", "connection_status": "ERROR" },
            { "id": "4", "connection_status": "ERROR" }
        ]"#,
    );
    let wanted = Wanted::of(&page.unwrap().connections);
    assert_eq!(wanted, [self::wanted("abc", Some(at("2026-07-01T10:00:00Z"))), self::wanted("abd", None)]);
}
