//! The request schemas and the decoder, checked against each other.

use proptest::{collection, prelude::*};
use sandbox::connect::{Sandbox, request, schema};
use serde_json::{Value, json};

use crate::{
    bodies::{Change, NAMES, apply, mutated, near, odd, valid},
    support::now,
};

/// Whether a body is valid. Schema, decoder and the reader that uses both must agree.
fn agree(body: &Value) -> Result<bool, TestCaseError> {
    let allowed = schema::check("request", body);
    let decoded = request::decode(body);
    prop_assert!(allowed.is_ok() || decoded.is_err(), "the decoder accepts {body}: {allowed:?}");
    prop_assert!(allowed.is_err() || decoded.is_ok(), "the decoder refuses {body}: {decoded:?}");
    let read = request::read(body.to_string().as_bytes());
    prop_assert_eq!(read.is_ok(), allowed.is_ok(), "the reader disagrees on {}: {:?}", body, read);
    Ok(allowed.is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn valid_bodies_are_accepted(body in valid()) {
        prop_assert!(agree(&body)?, "{}", body);
    }

    #[test]
    fn the_decoder_refuses_what_the_schema_refuses(body in prop_oneof![9 => mutated(), 1 => odd()]) {
        agree(&body)?;
    }

    #[test]
    fn arbitrary_bytes_are_refused(body in collection::vec(any::<u8>(), 0..64)) {
        let answer = Sandbox::new().handle(&body, now());
        prop_assert_eq!(answer.status, 422);
    }
}

/// One valid body of each kind, and BACK and CLOSE on a page of another route.
fn examples() -> Vec<Value> {
    let summary =
        |action: &str| json!({"connect_token": "cot_a", "route": "vpp_summary", "type": "submit", "action": action});
    let mut examples: Vec<Value> =
        ["CONNECT_TARIFF", "MANAGE_PAYMENTS", "MANAGE_PARTICIPATION", "BACK", "CLOSE"].map(summary).into();
    examples.push(json!({"connect_token": "cot_a", "route": "session_start", "type": "submit", "action": "VPP"}));
    examples.push(json!({"connect_token": "cot_a", "route": "session_restore", "type": "submit"}));
    for action in ["BACK", "CLOSE"] {
        examples
            .push(json!({"connect_token": "cot_a", "route": "provider_select", "type": "submit", "action": action}));
    }
    for (kind, start) in [("DAY", "2025-02-16"), ("MONTH", "2025-02-01"), ("YEAR", "2025-01-01")] {
        let mut body = summary("CHANGE_PERIOD");
        body["data"] = json!({"period_type": kind, "period_start": start});
        examples.push(body);
    }
    examples
}

/// Every single change to every kind of body. The property tests cover combinations.
#[test]
fn schema_and_decoder_agree_on_every_single_change() {
    let mut changes = vec![Change::AsArray];
    for name in 0..NAMES.len() {
        changes.push(Change::Drop(name));
        changes.extend((0..NAMES.len()).map(|to| Change::Rename(name, to)));
        changes.extend(near().into_iter().map(|value| Change::Set(name, value)));
    }
    let mut refused = 0;
    for example in examples() {
        assert!(agree(&example).unwrap(), "{example}");
        for (change, inside_data) in changes.iter().flat_map(|one| [(one, false), (one, true)]) {
            let mut body = example.clone();
            apply(&mut body, inside_data, change.clone());
            refused += usize::from(!agree(&body).unwrap());
        }
    }
    assert!(refused > 5000, "{refused}");
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
fn refusals_name_the_reason_and_the_path() {
    let body = |extra: Value| {
        let mut body = json!({"connect_token": "cot_sandbox-documented", "route": "vpp_summary", "type": "submit"});
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        body
    };
    let period = |kind: &str, start: &str| {
        body(json!({"action": "CHANGE_PERIOD", "data": {"period_type": kind, "period_start": start}}))
    };
    for (body, code, path) in [
        (body(json!({})), "action_missing", "/action"),
        (body(json!({"route": "session_start"})), "action_missing", "/action"),
        (body(json!({"action": "DANCE"})), "action_invalid", "/action"),
        (body(json!({"action": "VPP"})), "action_invalid", "/action"),
        (body(json!({"route": "session_start", "action": "BACK"})), "action_invalid", "/action"),
        (body(json!({"action": 7})), "data_json_invalid", "/action"),
        (body(json!({"action": "BACK", "data": {}})), "data_json_invalid", "/data"),
        (body(json!({"action": "BACK", "type": "click"})), "data_json_invalid", "/type"),
        (body(json!({"action": "BACK", "connect_token": "cot_"})), "data_json_invalid", "/connect_token"),
        (body(json!({"action": "CLOSE", "route": "session_start"})), "action_invalid", "/action"),
        (body(json!({"action": "CLOSE", "route": "session_complete"})), "data_json_invalid", "/route"),
        (body(json!({"action": "MANAGE_PAYMENTS", "route": "payment_history"})), "data_json_invalid", "/route"),
        (body(json!({"action": "CHANGE_PERIOD"})), "data_json_invalid", "/data"),
        (period("WEEK", "2025-02-03"), "data_json_invalid", "/data/period_type"),
        (period("DAY", "2025-02-30"), "data_json_invalid", "/data/period_start"),
        (json!([]), "data_json_invalid", "the top level"),
    ] {
        let (found, message) = refusal(&body);
        assert_eq!(found, code, "{body}: {message}");
        assert!(message.ends_with(&format!("at {path}")), "{body}: {message}");
    }
}

#[test]
fn refusals_do_not_repeat_a_malformed_token() {
    let body = json!({"connect_token": "cot_<script>", "route": "vpp_summary", "type": "submit", "action": "BACK"});
    let answer = Sandbox::new().handle(body.to_string().as_bytes(), now());
    assert!(!answer.body.contains("script"), "{}", answer.body);
    assert!(answer.value().unwrap().get("connect_token").is_none());
}
