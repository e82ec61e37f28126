//! The entries of a poll.

use crate::support::cases;
use leap::address::percent_encoded;
use leap::connection::Connection;
use leap::decode;
use leap::entries::{by_reference, is_mass_vanishing, sort, unique};
use proptest::prelude::*;
use serde_json::json;

/// An entry with this id, reference and hour of the last interaction.
fn entry(id: &str, reference: &str, hour: &str) -> Connection {
    let time = if hour.is_empty() { None } else { Some(format!("2026-07-01T{hour}:00:00Z")) };
    let json = json!({ "id": id, "ref_id": reference, "connection_status": "PARTIAL", "last_interaction_date_time_utc": time });
    decode::json(&json.to_string()).unwrap().connections.remove(0)
}

fn described(connections: &[Connection]) -> Vec<String> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let hour = |entry: &Connection| entry.last_activity().map_or(String::new(), |time| time.format("%H").to_string());
    connections.iter().map(|entry| format!("{} {} {}", text(&entry.id), text(&entry.reference), hour(entry))).collect()
}

#[test]
fn of_one_id_the_entry_with_the_later_interaction_stays() {
    let list = vec![
        entry("1", "a", "10"),
        entry("2", "b", "10"),
        entry("1", "a", "11"),
        entry("2", "b", "09"),
        entry("3", "c", ""),
    ];
    assert_eq!(described(&unique(list)), ["1 a 11", "2 b 10", "3 c "]);
    assert_eq!(described(&unique(vec![entry("1", "a", ""), entry("1", "a", "08")])), ["1 a 08"]);
    let without_id = || Connection { id: None, ..entry("1", "a", "10") };
    assert_eq!(unique(vec![without_id(), without_id()]).len(), 2);
}

#[test]
fn the_newest_interaction_comes_first_and_equal_ones_by_reference() {
    let mut list = vec![
        entry("1", "b", "10"),
        entry("2", "z", ""),
        entry("3", "a", "10"),
        entry("4", "c", "12"),
        entry("5", "a", ""),
    ];
    sort(&mut list);
    assert_eq!(described(&list), ["4 c 12", "3 a 10", "1 b 10", "5 a ", "2 z "]);
}

#[test]
fn entries_of_two_regions_with_one_reference_belong_to_one_customer() {
    let nobody = Connection { reference: None, ..entry("9", "x", "10") };
    let list = [entry("1", "a", "10"), entry("2", "b", "10"), entry("3", "a", "11"), nobody, entry("4", "A", "10")];
    let customers = by_reference(&list);
    let counts: Vec<_> = customers.iter().map(|(reference, entries)| (*reference, entries.len())).collect();
    assert_eq!(counts, [("A", 1), ("a", 2), ("b", 1)]);
}

#[test]
fn more_than_half_of_the_entries_must_not_vanish_unseen() {
    for (before, vanished, expected) in [
        (300, 300, true),
        (300, 151, true),
        (300, 150, false),
        (3, 2, true),
        (3, 1, false),
        (1, 1, true),
        (0, 0, false),
    ] {
        assert_eq!(is_mass_vanishing(before, vanished), expected, "{vanished} of {before}");
    }
}

#[test]
fn the_token_of_the_next_page_is_encoded_once() {
    for (token, encoded) in [
        ("+RID:~j3==#RT:1|x", "%2BRID%3A~j3%3D%3D%23RT%3A1%7Cx"),
        ("a b/c%2B", "a%20b%2Fc%252B"),
        ("é", "%C3%A9"),
        ("Az09-._~", "Az09-._~"),
    ] {
        assert_eq!(percent_encoded(token), encoded);
    }
}

/// A decoder of its own, as a server would have it.
fn form_decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'%' => {
                decoded.push(u8::from_str_radix(&text[at + 1..at + 3], 16).unwrap());
                at += 3;
            }
            b'+' => {
                decoded.push(b' ');
                at += 1;
            }
            byte => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    decoded
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn every_token_arrives_as_it_was(token in ".{0,40}") {
        prop_assert_eq!(form_decoded(&percent_encoded(&token)), token.as_bytes());
        prop_assert!(percent_encoded(&token).bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)));
    }
}
