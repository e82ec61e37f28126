//! Request bodies: valid ones, and valid ones with changes.

use proptest::{collection, prelude::*, sample};
use serde_json::{Map, Value, json};

const ACTIONS: [&str; 6] =
    ["CONNECT_TARIFF", "CHANGE_PERIOD", "MANAGE_PAYMENTS", "MANAGE_PARTICIPATION", "BACK", "CLOSE"];

/// Bodies that Connect accepts.
pub(crate) fn valid() -> impl Strategy<Value = Value> {
    let token = "cot_[A-Za-z0-9_-]{1,40}";
    let route = prop_oneof![Just("vpp_summary".to_owned()), "[a-z][a-z0-9_]{0,20}"];
    let start = (1_i32..=9999, 1_u32..=12, 1_u32..=28);
    let kind = sample::select(vec!["DAY", "MONTH", "YEAR"]);
    (token, 0_usize..8, route, start, kind).prop_map(|(token, which, route, (year, month, day), kind)| {
        let mut body = json!({"connect_token": token, "type": "submit"});
        match which {
            0 => {
                body["route"] = json!("session_start");
                body["action"] = json!("VPP");
            }
            1 => body["route"] = json!("session_restore"),
            _ => {
                let action = ACTIONS[which - 2];
                body["route"] = json!(if matches!(action, "BACK" | "CLOSE") { &route } else { "vpp_summary" });
                body["action"] = json!(action);
                if action == "CHANGE_PERIOD" {
                    let (month, day) = match kind {
                        "DAY" => (month, day),
                        "MONTH" => (month, 1),
                        _ => (1, 1),
                    };
                    let start = format!("{year:04}-{month:02}-{day:02}");
                    body["data"] = json!({"period_type": kind, "period_start": start});
                }
            }
        }
        body
    })
}

/// Values that are nearly valid, as JSON.
const NEAR: &str = r#"[
  null, true, 0, -1.5, [], {}, "", " ",
  "submit", "SUBMIT", "VPP", "BACK", "CLOSE", "CHANGE_PERIOD", "back", {"BACK": null}, ["BACK"],
  "WEEK", "DAY", "MONTH", "YEAR", {"DAY": null}, "day",
  "vpp_summary", "session_start", "session_restore", "session_redirect", "session_complete", "payment_history",
  "Payment", "_x", "9x", "x-y", "vpp_summary\n",
  "2025-02-01", "2025-02-16", "2025-01-01", "2024-02-29", "2025-02-29", "2025-02-30", "2025-13-01", "2025-00-01",
  "2025-2-1", "2025-02-01T00:00:00Z", "+2025-02-01", "02025-02-01", "2025-02-01 ", " 2025-02-01", "0000-01-01",
  "-001-01-01", "2025-01-01\n", "٢٠٢٥-٠١-٠١", "20250101", "9999-12-01",
  "cot_", "cot_a", "cot_é", "COT_a", "cot_a\n", "cot_a b", "xcot_a",
  {"period_type": "DAY", "period_start": "2025-02-16"}, ["DAY", "2025-02-16"],
  {"period_type": "YEAR", "period_start": "2025-02-01"}, {"period_start": "2025-02-01"},
  {"$serde_json::private::Number": "1"}
]"#;

/// Values that are nearly valid, including those at the length limits.
pub(crate) fn near() -> Vec<Value> {
    let mut near: Vec<Value> = serde_json::from_str(NEAR).unwrap();
    for length in [64, 65] {
        near.push(json!("x".repeat(length)));
    }
    for length in [252, 253] {
        near.push(json!(format!("cot_{}", "a".repeat(length))));
    }
    near
}

/// Values that are nearly valid, and arbitrary ones.
pub(crate) fn odd() -> impl Strategy<Value = Value> {
    let near = sample::select(near());
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".*".prop_map(Value::from)
    ];
    let any = leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            collection::btree_map("[a-z_]{1,8}", inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    });
    prop_oneof![4 => near, 1 => any]
}

/// The members of a request, and some others.
pub(crate) const NAMES: [&str; 9] =
    ["connect_token", "route", "type", "action", "data", "period_type", "period_start", "Action", "extra"];

/// One change to a body or to its data.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Drop(usize),
    Set(usize, Value),
    Rename(usize, usize),
    AsArray,
}

fn change() -> impl Strategy<Value = (bool, Change)> {
    let name = 0..NAMES.len();
    let change = prop_oneof![
        3 => name.clone().prop_map(Change::Drop),
        8 => (name.clone(), odd()).prop_map(|(name, value)| Change::Set(name, value)),
        2 => (name.clone(), name).prop_map(|(from, to)| Change::Rename(from, to)),
        1 => Just(Change::AsArray),
    ];
    (any::<bool>(), change)
}

/// Applies a change to the body, or to its data if it has any.
pub(crate) fn apply(body: &mut Value, inside_data: bool, change: Change) {
    let target = match body.get_mut("data") {
        Some(data) if inside_data => data,
        _ => body,
    };
    if let Change::AsArray = change {
        // A derived decoder reads the members of a struct from an array in this order, if it is allowed to.
        let order = ["connect_token", "route", "type", "action", "data", "period_type", "period_start"];
        *target = order.iter().filter_map(|name| target.get(name).cloned()).collect();
        return;
    }
    let Some(members) = target.as_object_mut() else {
        return;
    };
    match change {
        Change::Drop(name) => drop(members.remove(NAMES[name])),
        Change::Set(name, value) => drop(members.insert(NAMES[name].to_owned(), value)),
        Change::Rename(from, to) => {
            if let Some(value) = members.remove(NAMES[from]) {
                members.insert(NAMES[to].to_owned(), value);
            }
        }
        Change::AsArray => {}
    }
}

/// Valid bodies with a few changes. Some of them are still valid.
pub(crate) fn mutated() -> impl Strategy<Value = Value> {
    (valid(), collection::vec(change(), 1..4)).prop_map(|(mut body, changes)| {
        for (inside_data, change) in changes {
            apply(&mut body, inside_data, change);
        }
        body
    })
}
