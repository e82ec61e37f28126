//! The schemas and the decoder of requests, held against each other.

use proptest::{collection, prelude::*, sample};
use sandbox::{Sandbox, request, schema};
use serde_json::{Map, Value, json};

use crate::support::now;

const ACTIONS: [&str; 6] = [
    "CONNECT_TARIFF",
    "CHANGE_PERIOD",
    "MANAGE_PAYMENTS",
    "MANAGE_PARTICIPATION",
    "BACK",
    "CLOSE",
];

fn valid() -> impl Strategy<Value = Value> {
    let token = "cot_[A-Za-z0-9_-]{1,40}";
    let route = prop_oneof![Just("vpp_summary".to_owned()), "[a-z][a-z0-9_]{0,20}"];
    let start = (1_i32..=9999, 1_u32..=12, 1_u32..=28);
    let kind = sample::select(vec!["DAY", "MONTH", "YEAR"]);
    (token, 0_usize..8, route, start, kind).prop_map(
        |(token, which, route, (year, month, day), kind)| {
            let mut body = json!({"connect_token": token, "type": "submit"});
            match which {
                0 => {
                    body["route"] = json!("session_start");
                    body["action"] = json!("VPP");
                }
                1 => body["route"] = json!("session_restore"),
                _ => {
                    let action = ACTIONS[which - 2];
                    body["route"] = json!(if action == "BACK" {
                        &route
                    } else {
                        "vpp_summary"
                    });
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
        },
    )
}

/// Values that sit close to valid ones, and values that sit nowhere near.
fn odd() -> impl Strategy<Value = Value> {
    let near = sample::select(vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1.5),
        json!([]),
        json!({}),
        json!(""),
        json!(" "),
        json!("submit"),
        json!("SUBMIT"),
        json!("VPP"),
        json!("BACK"),
        json!("CLOSE"),
        json!("CHANGE_PERIOD"),
        json!("back"),
        json!({"BACK": null}),
        json!(["BACK"]),
        json!("WEEK"),
        json!("DAY"),
        json!("MONTH"),
        json!("YEAR"),
        json!({"DAY": null}),
        json!("vpp_summary"),
        json!("session_start"),
        json!("session_restore"),
        json!("payment_history"),
        json!("Payment"),
        json!("_x"),
        json!("x".repeat(64)),
        json!("x".repeat(65)),
        json!("vpp_summary\n"),
        json!("2025-02-01"),
        json!("2025-02-29"),
        json!("2024-02-29"),
        json!("2025-13-01"),
        json!("2025-00-01"),
        json!("2025-2-1"),
        json!("2025-02-01T00:00:00Z"),
        json!("+2025-02-01"),
        json!("02025-02-01"),
        json!("2025-02-01 "),
        json!(" 2025-02-01"),
        json!("2025-02-16"),
        json!("2025-01-01"),
        json!("0000-01-01"),
        json!("-001-01-01"),
        json!("٢٠٢٥-٠١-٠١"),
        json!("cot_"),
        json!("cot_a"),
        json!("cot_é"),
        json!("COT_a"),
        json!("cot_a\n"),
        json!("cot_a b"),
        json!(format!("cot_{}", "a".repeat(252))),
        json!(format!("cot_{}", "a".repeat(253))),
        json!({"period_type": "DAY", "period_start": "2025-02-16"}),
        json!(["DAY", "2025-02-16"]),
        json!({"period_type": "YEAR", "period_start": "2025-02-01"}),
        json!({"period_start": "2025-02-01"}),
    ]);
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

const NAMES: [&str; 9] = [
    "connect_token",
    "route",
    "type",
    "action",
    "data",
    "period_type",
    "period_start",
    "Action",
    "extra",
];

#[derive(Clone, Debug)]
enum Change {
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

fn apply(body: &mut Value, inside_data: bool, change: Change) {
    let target = match body.get_mut("data") {
        Some(data) if inside_data => data,
        _ => body,
    };
    if let Change::AsArray = change {
        // A struct's decoder reads its members from an array in order, if it is allowed to.
        let order = [
            "connect_token",
            "route",
            "type",
            "action",
            "data",
            "period_type",
            "period_start",
        ];
        *target = order
            .iter()
            .filter_map(|name| target.get(name).cloned())
            .collect();
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

fn mutated() -> impl Strategy<Value = Value> {
    (valid(), collection::vec(change(), 1..4)).prop_map(|(mut body, changes)| {
        for (inside_data, change) in changes {
            apply(&mut body, inside_data, change);
        }
        body
    })
}

/// Schema, decoder and the reader that uses both agree on a body.
fn agree(body: &Value) -> Result<bool, TestCaseError> {
    let allowed = schema::check("request", body);
    let decoded = request::decode(body);
    prop_assert!(
        allowed.is_ok() || decoded.is_err(),
        "the decoder takes {body}: {allowed:?}"
    );
    prop_assert!(
        allowed.is_err() || decoded.is_ok(),
        "the decoder refuses {body}: {decoded:?}"
    );
    let read = request::read(body.to_string().as_bytes());
    prop_assert_eq!(
        read.is_ok(),
        allowed.is_ok(),
        "the reader judges {} otherwise: {:?}",
        body,
        read
    );
    Ok(allowed.is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_valid_is_taken(body in valid()) {
        prop_assert!(agree(&body)?, "{}", body);
    }

    #[test]
    fn what_the_schema_refuses_the_decoder_refuses(body in prop_oneof![9 => mutated(), 1 => odd()]) {
        agree(&body)?;
    }

    #[test]
    fn no_body_is_too_strange(body in collection::vec(any::<u8>(), 0..64)) {
        let answer = Sandbox::new().handle(&body, now());
        prop_assert_eq!(answer.status, 422);
    }
}

fn refusal(body: &Value) -> (String, String) {
    let answer = Sandbox::new().handle(body.to_string().as_bytes(), now());
    assert_eq!(answer.status, 422, "{}", answer.body);
    let error = answer.value().unwrap();
    schema::check("answer/error", &error).unwrap();
    assert_eq!(error["context"], "connect.vpp_summary");
    assert_eq!(error["type"], "invalid_request");
    let text = |name: &str| error[name].as_str().unwrap().to_owned();
    assert!(text("time_created").ends_with('Z') && text("request_id").starts_with("req_"));
    (text("code"), text("message"))
}

#[test]
fn refusals_name_the_reason_and_the_place() {
    let body = |extra: Value| {
        let mut body = json!({"connect_token": "cot_sandbox-documented", "route": "vpp_summary", "type": "submit"});
        body.as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        body
    };
    let period = |kind: &str, start: &str| {
        body(
            json!({"action": "CHANGE_PERIOD", "data": {"period_type": kind, "period_start": start}}),
        )
    };
    for (body, code, place) in [
        (body(json!({})), "action_missing", "/action"),
        (
            body(json!({"route": "session_start"})),
            "action_missing",
            "/action",
        ),
        (
            body(json!({"action": "DANCE"})),
            "action_invalid",
            "/action",
        ),
        (body(json!({"action": "VPP"})), "action_invalid", "/action"),
        (
            body(json!({"route": "session_start", "action": "BACK"})),
            "action_invalid",
            "/action",
        ),
        (body(json!({"action": 7})), "data_json_invalid", "/action"),
        (
            body(json!({"action": "BACK", "data": {}})),
            "data_json_invalid",
            "/data",
        ),
        (
            body(json!({"action": "BACK", "type": "click"})),
            "data_json_invalid",
            "/type",
        ),
        (
            body(json!({"action": "BACK", "connect_token": "cot_"})),
            "data_json_invalid",
            "/connect_token",
        ),
        (
            body(json!({"action": "CLOSE", "route": "payment_history"})),
            "data_json_invalid",
            "/route",
        ),
        (
            body(json!({"action": "CHANGE_PERIOD"})),
            "data_json_invalid",
            "/data",
        ),
        (
            period("WEEK", "2025-02-03"),
            "data_json_invalid",
            "/data/period_type",
        ),
        (
            period("DAY", "2025-02-30"),
            "data_json_invalid",
            "/data/period_start",
        ),
        (
            period("MONTH", "2025-02-02"),
            "data_json_invalid",
            "/data/period_start",
        ),
        (
            period("YEAR", "2025-02-01"),
            "data_json_invalid",
            "/data/period_start",
        ),
        (json!([]), "data_json_invalid", "the top level"),
    ] {
        let (found, message) = refusal(&body);
        assert_eq!(found, code, "{body}: {message}");
        assert!(
            message.ends_with(&format!("at {place}")),
            "{body}: {message}"
        );
    }
}

#[test]
fn refusals_repeat_no_token_that_is_none() {
    let body = json!({"connect_token": "cot_<script>", "route": "vpp_summary", "type": "submit", "action": "BACK"});
    let answer = Sandbox::new().handle(body.to_string().as_bytes(), now());
    assert!(!answer.body.contains("script"), "{}", answer.body);
    assert!(answer.value().unwrap().get("connect_token").is_none());
}
