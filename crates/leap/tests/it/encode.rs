//! Connections as JSON.

use crate::arbitrary_json::{any_entry, any_value};
use crate::support::cases;
use leap::connection::Connection;
use leap::decode;
use proptest::prelude::*;

/// Writes connections and reads them back.
fn again(connections: &[Connection]) -> Vec<Connection> {
    decode::json(&serde_json::to_string(connections).unwrap()).unwrap().connections
}

#[test]
fn the_inputs_of_the_reports_survive() {
    for file in [
        &include_bytes!("inputs/documented.json")[..],
        include_bytes!("inputs/odd-entries.json"),
        include_bytes!("inputs/times.json"),
        include_bytes!("inputs/powershell.json"),
    ] {
        let connections = decode::bytes(file).unwrap().connections;
        assert!(!connections.is_empty());
        assert_eq!(again(&connections), connections);
    }
}

#[test]
fn the_documented_entry_is_written_as_it_came() {
    let file = include_str!("inputs/documented.json");
    let page = decode::json(file).unwrap();
    let written: serde_json::Value = serde_json::to_value(&page.connections[0]).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(file).unwrap());
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn whatever_was_decoded_is_read_back_alike(entries in proptest::collection::vec(prop_oneof![any_entry(), any_value()], 0..4)) {
        let text = serde_json::Value::Array(entries).to_string();
        let connections = decode::json(&text).unwrap().connections;
        prop_assert_eq!(again(&connections), connections);
    }
}
