//! The changes of entries.

use super::desk::{Desk, entry, opened};
use crate::support::{at, cases};
use leap::store::Store;
use proptest::prelude::*;

#[test]
fn each_change_is_kept_with_the_time_when_it_was_seen() {
    let mut desk = Desk::new();
    let partial = entry("a", "PARTIAL", "2026-07-01T10:30:00Z");
    for (now, entries) in [
        ("2026-07-01T11:00:00Z", vec![opened("a"), opened("b")]),
        ("2026-07-01T12:00:00Z", vec![opened("a"), opened("b")]),
        ("2026-07-01T13:00:00Z", vec![partial.clone(), opened("b")]),
        ("2026-07-01T14:00:00Z", vec![opened("b")]),
        ("2026-07-01T15:00:00Z", vec![opened("b")]),
        ("2026-07-01T16:00:00Z", vec![partial.clone(), opened("b")]),
    ] {
        desk.poll(now, &entries);
    }
    let changes = desk.store.changes("a").unwrap();
    let seen: Vec<_> = changes.into_iter().map(|change| (change.seen, change.connection)).collect();
    let expected = [
        ("2026-07-01T11:00:00Z", Some(opened("a"))),
        ("2026-07-01T13:00:00Z", Some(partial.clone())),
        ("2026-07-01T14:00:00Z", None),
        ("2026-07-01T16:00:00Z", Some(partial)),
    ];
    assert_eq!(seen, expected.map(|(seen, connection)| (at(seen), connection)));
    let stored = desk.store.customers().unwrap().entries;
    let of_a = stored.iter().find(|entry| entry.connection.reference.as_deref() == Some("a")).unwrap();
    let (first, last) = (at("2026-07-01T11:00:00Z"), at("2026-07-01T16:00:00Z"));
    assert_eq!((of_a.first_seen, of_a.last_seen, of_a.vanished), (first, last, None));
}

#[test]
fn entries_without_an_id_are_told_by_region_and_reference() {
    let mut desk = Desk::new();
    let json = r#"[{ "ref_id": "a", "transmission_region": "CAISO", "connection_status": "PARTIAL" },
        { "ref_id": "a", "transmission_region": "NYISO", "connection_status": "PARTIAL" }, { "connection_status": "ERROR" }]"#;
    let entries = leap::decode::json(json).unwrap().connections;
    assert_eq!(desk.poll("2026-07-01T11:00:00Z", &entries).new, 3);
    assert_eq!(desk.poll("2026-07-01T12:00:00Z", &entries).new, 0);
}

#[test]
fn a_reader_sees_a_whole_poll_or_none_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("leap.db");
    let mut writer = Store::open(&path).unwrap();
    let reader = Store::open_to_read(&path).unwrap();
    let question = super::desk::all();
    let now = at("2026-07-01T11:00:00Z");
    let poll = writer.begin_poll(&question, now, &[opened("a")], Some("t")).unwrap();
    assert!(reader.customers().unwrap().entries.is_empty());
    writer.append_page(poll, &[opened("b")], None).unwrap();
    assert!(reader.customers().unwrap().entries.is_empty());
    writer.complete_poll(poll, now, super::desk::RETENTION).unwrap();
    assert_eq!(reader.customers().unwrap().entries.len(), 2);
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn after_any_polls_the_entries_are_those_of_the_last_and_the_others_have_vanished(
        polls in proptest::collection::vec(proptest::collection::btree_map("[a-e]", prop_oneof!["PARTIAL", "ERROR"], 0..5), 1..6)
    ) {
        let mut desk = Desk::new();
        let mut ever = std::collections::BTreeSet::new();
        for (hour, poll) in polls.iter().enumerate() {
            let entries: Vec<_> = poll.iter().map(|(name, status)| entry(name, status, "2026-07-01T10:00:00Z")).collect();
            ever.extend(poll.keys().cloned());
            desk.poll(&format!("2026-07-01T{:02}:00:00Z", hour + 11), &entries);
            let expected: Vec<_> = ever.iter().map(|name| (name.clone(), !poll.contains_key(name))).collect();
            prop_assert_eq!(desk.entries(), expected);
        }
        for name in &ever {
            let changes = desk.store.changes(name).unwrap();
            let is_there = polls.last().unwrap().contains_key(name);
            prop_assert_eq!(changes.last().unwrap().connection.is_some(), is_there);
            prop_assert!(changes.windows(2).all(|pair| pair[0].connection != pair[1].connection), "only changes are kept");
        }
    }
}
