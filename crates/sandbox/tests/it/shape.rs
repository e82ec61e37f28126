//! The shapes in which `vpp_summary` and errors can arrive.

use sandbox::connect::{FaultKind, Sandbox, Trigger, fields::field, scenario, scenarios, schema};
use serde_json::{Value, json};

use crate::support::{Customer, page};

/// The fields of a summary, moved from `data` to the top level.
fn flattened(mut page: Value) -> Value {
    let members = page.as_object_mut().unwrap();
    if let Some(Value::Object(data)) = members.remove("data") {
        members.extend(data);
    }
    members.remove("connect_token");
    page
}

#[test]
fn fields_under_data_are_those_of_the_top_level() {
    for (name, at_the_top) in [("in_data", &[][..]), ("partly_in_data", &["actions", "live_mode"])] {
        let sandbox = Sandbox::new();
        let (nested, flat) = (Customer::named(&sandbox, name), Customer::named(&sandbox, "suspended"));
        let first = page(&nested.start());
        let names: Vec<&str> = first.as_object().unwrap().keys().map(String::as_str).collect();
        let mut expected = [at_the_top, &["connect_token", "data", "route"]].concat();
        expected.sort_unstable();
        assert_eq!(names, expected);
        assert_eq!(flattened(first), flattened(page(&flat.start())));
        assert_eq!(flattened(nested.period("DAY", "2025-02-16")), flattened(flat.period("DAY", "2025-02-16")));

        nested.act("CONNECT_TARIFF");
        sandbox.finish_tariff(&nested.token, true);
        let connected = flattened(page(&nested.restore()));
        assert_eq!(connected["tariff_connected"], true);
        assert!(!connected["actions"].as_array().unwrap().contains(&json!("CONNECT_TARIFF")));
        assert_eq!(nested.act("CLOSE").value().unwrap()["route"], "session_complete");
    }
}

#[test]
fn data_beside_a_programme_at_the_top_level_is_not_read() {
    let mut page = scenario("suspended").unwrap().page.clone();
    for data in [json!({"currency_code": "JPY", "programme": {}}), json!(7)] {
        page["data"] = data;
        assert_eq!(field(&page, "currency_code"), Some(&json!("USD")));
        schema::check("answer/vpp_summary", &page).unwrap();
    }
}

#[test]
fn the_current_participation_state_is_found_in_every_shape() {
    for (name, state) in [
        ("suspended", Some("SUSPENDED")),
        ("in_data", Some("SUSPENDED")),
        ("state_object", Some("SUSPENDED")),
        ("state_timeline", Some("SUSPENDED")),
        ("state_timeline_done", None),
        ("awaiting_meter_access", Some("AWAITING_METER_ACCESS")),
        ("minimal", None),
    ] {
        assert_eq!(scenario(name).unwrap().participation_state(), state, "{name}");
    }
}

#[test]
fn participation_states_come_in_three_shapes() {
    let sandbox = Sandbox::new();
    let state = |name| page(&Customer::named(&sandbox, name).start())["programme"]["participation_state"].clone();
    assert!(state("awaiting_meter_access").is_string());
    assert_eq!(state("state_object")["status"], "IN_PROGRESS");
    let current = |name| {
        let steps = state(name).as_array().unwrap().clone();
        steps.iter().filter(|step| step["status"] == "IN_PROGRESS").count()
    };
    assert_eq!((current("state_timeline"), current("state_timeline_done")), (1, 0));
}

#[test]
fn the_schema_accepts_these_shapes_and_no_others() {
    let suspended = &scenario("suspended").unwrap().page;
    let with_state = |state: Value| {
        let mut page = suspended.clone();
        page["programme"]["participation_state"] = state;
        schema::check("answer/vpp_summary", &page).map_err(|violation| violation.path)
    };
    for state in [json!("LEFT"), json!([]), json!({"state": "LEFT"}), json!([{"state": "LEFT", "status": "PENDING"}])] {
        assert_eq!(with_state(state.clone()), Ok(()), "{state}");
    }
    for state in [json!(null), json!(7), json!({}), json!(["LEFT"]), json!([{"status": "PENDING"}])] {
        assert_eq!(with_state(state.clone()), Err("/programme/participation_state".to_owned()), "{state}");
    }

    let nested = &scenario("in_data").unwrap().page;
    let without = |pointer: &str, name: &str| {
        let mut page = nested.clone();
        page.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(name);
        schema::check("answer/vpp_summary", &page).map_err(|violation| violation.path)
    };
    assert_eq!(without("", "data"), Err("/data".to_owned()));
    assert_eq!(without("/data", "programme"), Err("/data/programme".to_owned()));
    assert_eq!(without("/data", "currency_code"), Err("/data/currency_code".to_owned()));
    assert_eq!(without("/data/performance", "period_end"), Err("/data/performance/period_end".to_owned()));
    assert_eq!(without("/data", "actions"), Ok(()));
}

#[test]
fn an_error_body_may_lack_object() {
    let mut statuses = Vec::new();
    for scenario in scenarios() {
        let Some(fault) = &scenario.fault else { continue };
        let FaultKind::NoObject { status } = fault.kind else { continue };
        assert_eq!(fault.when, Trigger::Start);
        let sandbox = Sandbox::new();
        let answer = Customer::new(&sandbox, scenario).start();
        let body = answer.value().unwrap();
        assert_eq!((answer.status, answer.content_type), (status, "application/json"));
        assert!(body.get("object").is_none() && body["message"].is_string(), "{body}");
        assert!(body.get("route").is_none(), "nothing in it makes it a page");
        schema::check("answer/error", &body).unwrap();
        statuses.push(status);
    }
    assert_eq!(statuses, [403, 404, 500]);
    assert!(schema::check("answer/error", &json!({"error": "denied"})).is_err());
}
