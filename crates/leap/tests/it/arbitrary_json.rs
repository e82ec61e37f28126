//! Arbitrary input: the decoder never panics, and loses nothing.

use crate::support::{at, cases};
use leap::connection::Connection;
use leap::decode;
use leap::next_step::{Policy, next_step};
use proptest::prelude::*;
use proptest::{collection, sample};
use serde_json::{Map, Value, json};

/// Names of the API, so that arbitrary objects come close to real ones.
const NAMES: [&str; 20] = [
    "id",
    "ref_id",
    "transmission_region",
    "start_date_time_utc",
    "last_interaction_date_time_utc",
    "connection_status",
    "utility_connections",
    "agreements",
    "authorization_uuid",
    "utility_name",
    "utility_is_required",
    "status",
    "error_code",
    "connections",
    "results",
    "items",
    "data",
    "nextPageToken",
    "next_page_token",
    "x y",
];

pub fn any_value() -> impl Strategy<Value = Value> {
    let near =
        ["COMPLETED", "PARTIAL", "ERROR", "CONNECTED", "NOT_CONNECTED", "USER_CANCELED", "2023-01-11T02:45:50Z", ""];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        sample::select(near.to_vec()).prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 48, 6, |inner| {
        let members = collection::vec((sample::select(NAMES.to_vec()), inner.clone()), 0..6);
        prop_oneof![
            collection::vec(inner, 0..6).prop_map(Value::from),
            members.prop_map(|members| {
                Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
            }),
        ]
    })
}

/// A well-formed entry, with fields that nobody knows.
pub fn any_entry() -> impl Strategy<Value = Value> {
    let status = sample::select(vec!["COMPLETED", "NOT_STARTED", "PARTIAL", "ERROR", "LATER"]);
    let utility = (
        sample::select(vec!["CONNECTED", "NOT_CONNECTED", "ERROR", "LATER"]),
        any::<bool>(),
        proptest::option::of("[A-Z_]{1,12}"),
    );
    let utility = utility.prop_map(|(status, required, code)| {
        json!({ "authorization_uuid": null, "utility_name": "SCE: x", "utility_is_required": required, "status": status,
            "error_code": code, "start_date_time_utc": "2023-01-11T02:44:57Z", "last_interaction_date_time_utc": null, "new": 1 })
    });
    let forms = collection::btree_map("[a-z]{1,6}_status", sample::select(vec!["NOT_REQUIRED", "SENT"]), 0..4);
    ("[ -~]{1,20}", status, collection::vec(utility, 0..4), forms, any_value()).prop_map(
        |(reference, status, utilities, forms, new)| {
            json!({ "id": "1", "ref_id": reference, "transmission_region": "CAISO", "connection_status": status,
                "start_date_time_utc": "2023-01-11T02:44:57Z", "last_interaction_date_time_utc": "2023-01-11T02:45:50.5Z",
                "utility_connections": utilities, "agreements": forms, "new": new })
        },
    )
}

/// The entry as the API wrote it.
fn written(connection: &Connection) -> Value {
    let utility = |utility: &leap::connection::UtilityConnection| {
        let mut object = utility.other.clone();
        object.insert("authorization_uuid".to_owned(), json!(utility.authorization));
        object.insert("utility_name".to_owned(), json!(utility.name));
        object.insert("utility_is_required".to_owned(), json!(utility.is_required));
        object.insert("status".to_owned(), json!(utility.status.as_ref().map(|status| status.as_str())));
        object.insert("error_code".to_owned(), json!(utility.error_code));
        object.insert("start_date_time_utc".to_owned(), json!("2023-01-11T02:44:57Z"));
        object.insert("last_interaction_date_time_utc".to_owned(), Value::Null);
        Value::Object(object)
    };
    let forms: Map<String, Value> =
        connection.agreements.iter().map(|form| (form.name.clone(), json!(form.status))).collect();
    let mut object = connection.other.clone();
    object.insert("id".to_owned(), json!(connection.id));
    object.insert("ref_id".to_owned(), json!(connection.reference));
    object.insert("transmission_region".to_owned(), json!(connection.region));
    object.insert("connection_status".to_owned(), json!(connection.status.as_ref().map(|status| status.as_str())));
    object.insert("start_date_time_utc".to_owned(), json!("2023-01-11T02:44:57Z"));
    object.insert("last_interaction_date_time_utc".to_owned(), json!("2023-01-11T02:45:50.5Z"));
    object.insert("utility_connections".to_owned(), connection.utilities.iter().map(utility).collect());
    object.insert("agreements".to_owned(), Value::Object(forms));
    Value::Object(object)
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn arbitrary_json_never_panics_and_its_paths_are_safe_to_show(json in any_value()) {
        let list = matches!(&json, Value::Array(_));
        let decoded = decode::json(&json.to_string());
        prop_assert!(decoded.is_ok() || !list, "a list is always read");
        if let Ok(page) = decoded {
            for problem in &page.problems {
                prop_assert!(!problem.to_string().chars().any(char::is_control));
            }
            for connection in &page.connections {
                let step = next_step(connection, at("2026-07-01T10:00:00Z"), None, &Policy::default());
                prop_assert!(!step.reason.to_string().chars().any(char::is_control));
            }
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in collection::vec(any::<u8>(), 0..60), text in "[\\[\\]{}\",:a-z0-9 ]{0,60}") {
        let _ = (decode::bytes(&bytes), decode::json(&text));
    }

    #[test]
    fn nothing_of_a_well_formed_entry_is_lost(entries in collection::vec(any_entry(), 0..4), name in sample::select(vec!["connections", "results", "items", "data"])) {
        let page = decode::json(&json!({ name: entries }).to_string()).unwrap();
        prop_assert_eq!(&page.problems, &[]);
        let read: Vec<Value> = page.connections.iter().map(written).collect();
        prop_assert_eq!(&read, &entries);
        prop_assert_eq!(decode::json(&Value::Array(entries).to_string()).unwrap().connections, page.connections);
    }
}
