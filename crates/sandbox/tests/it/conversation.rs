//! The conversation: sessions, periods, refusals and faults.

use chrono::TimeDelta;
use sandbox::connect::{Answer, Sandbox};
use serde_json::json;

use crate::support::{Customer, code, date, now, page};

#[test]
fn pages_of_other_routes_lead_back_to_the_summary() {
    let sandbox = Sandbox::new();
    for (action, route) in [("MANAGE_PAYMENTS", "payment_history"), ("MANAGE_PARTICIPATION", "participation")] {
        let customer = Customer::named(&sandbox, "documented");
        customer.start();
        assert_eq!(customer.act(action).value().unwrap()["route"], route);
        assert_eq!(customer.restore().value().unwrap()["route"], route);
        let misplaced = customer.act("CLOSE");
        assert_eq!((misplaced.status, code(&misplaced).as_str()), (422, "action_invalid"));
        page(&customer.act_on(route, "BACK"));
        page(&customer.restore());
    }
}

#[test]
fn a_period_is_kept_until_the_session_starts_again() {
    let sandbox = Sandbox::new();
    let customer = Customer::named(&sandbox, "documented");
    customer.start();
    let january = customer.period("MONTH", "2025-01-01");
    assert_eq!(january["performance"]["period_start"], "2025-01-01");
    customer.act("MANAGE_PAYMENTS");
    assert_eq!(page(&customer.act_on("payment_history", "BACK")), january);
    assert_eq!(page(&customer.restore()), january);
    assert_eq!(page(&customer.start())["performance"]["period_start"], "2025-02-01");
}

#[test]
fn a_connected_tariff_stays_connected() {
    let sandbox = Sandbox::new().with_origin("http://127.0.0.1:9000");
    let customer = Customer::named(&sandbox, "documented");
    assert_eq!(page(&customer.start())["tariff_connected"], false);
    let redirect = customer.act("CONNECT_TARIFF").value().unwrap();
    assert_eq!(redirect["data"]["redirect_url"], "http://127.0.0.1:9000/sandbox/tariff");
    assert!(sandbox.finish_tariff(&customer.token, false));
    assert_eq!(page(&customer.restore())["tariff_connected"], false);
    assert!(sandbox.finish_tariff(&customer.token, true));
    let connected = page(&customer.restore());
    assert_eq!(connected["tariff_connected"], true);
    assert!(!connected["actions"].as_array().unwrap().contains(&json!("CONNECT_TARIFF")));
    assert_eq!(code(&customer.act("CONNECT_TARIFF")), "action_invalid");
    assert_eq!(page(&customer.start())["tariff_connected"], true);
    assert!(!sandbox.finish_tariff("cot_nobody", true));
}

#[test]
fn a_complete_session_is_gone_until_it_is_started_again() {
    for last in ["BACK", "CLOSE"] {
        let sandbox = Sandbox::new();
        let customer = Customer::named(&sandbox, "documented");
        customer.start();
        sandbox.finish_tariff(&customer.token, true);
        let complete = customer.act(last).value().unwrap();
        assert_eq!(complete["route"], "session_complete");
        assert_eq!(
            complete["data"],
            json!({"callback_url": "http://127.0.0.1:8080/sandbox/callback?reference=sandbox"})
        );
        for gone in [customer.restore(), customer.act(last)] {
            assert_eq!((gone.status, code(&gone).as_str()), (410, "session_completed"));
        }
        assert_eq!(page(&customer.start())["tariff_connected"], false);
    }
}

#[test]
fn an_action_or_period_type_that_is_not_offered_is_refused() {
    let sandbox = Sandbox::new();
    let customer = Customer::named(&sandbox, "few_actions");
    customer.start();
    for action in ["CONNECT_TARIFF", "MANAGE_PAYMENTS", "MANAGE_PARTICIPATION", "BACK", "REFER_A_FRIEND"] {
        assert_eq!(code(&customer.act(action)), "action_invalid", "{action}");
    }
    let customer = Customer::named(&sandbox, "disorder");
    customer.start();
    let answer = customer.post(&json!({
        "connect_token": customer.token, "route": "vpp_summary", "type": "submit", "action": "CHANGE_PERIOD",
        "data": {"period_type": "DAY", "period_start": "2025-02-16"},
    }));
    assert_eq!(code(&answer), "data_json_invalid");
    assert!(answer.body.contains("at /data/period_type"), "{}", answer.body);
}

#[test]
fn unknown_tokens_are_refused() {
    let answer = Sandbox::new()
        .handle(br#"{"connect_token":"cot_stranger","route":"session_start","type":"submit","action":"VPP"}"#, now());
    assert_eq!((answer.status, code(&answer).as_str()), (401, "connect_token_invalid"));
    assert_eq!(answer.value().unwrap()["connect_token"], "cot_stranger");
}

#[test]
fn an_unknown_session_opens_on_the_answered_page() {
    let sandbox = Sandbox::new();
    page(&Customer::named(&sandbox, "documented").act("CHANGE_PERIOD"));
    page(&Customer::named(&sandbox, "documented").restore());
    page(&Customer::named(&sandbox, "documented").act_on("payment_history", "BACK"));
}

#[test]
fn sessions_are_separate() {
    let sandbox = Sandbox::new();
    let (one, other) = (Customer::named(&sandbox, "documented"), Customer::named(&sandbox, "documented"));
    one.start();
    other.start();
    one.act("CLOSE");
    page(&other.restore());
}

#[test]
fn temporary_faults_pass() {
    let sandbox = Sandbox::new();
    let customer = Customer::named(&sandbox, "fails_once");
    assert_eq!(customer.start().status, 503);
    page(&customer.start());

    let customer = Customer::named(&sandbox, "fails_once_on_action");
    let before = page(&customer.start());
    assert_eq!(customer.act("CLOSE").status, 503);
    assert_eq!(page(&customer.restore()), before, "a failed request changes nothing");
    assert_eq!(customer.act("CLOSE").value().unwrap()["route"], "session_complete");

    let customer = Customer::named(&sandbox, "ends_on_action");
    customer.start();
    assert_eq!(code(&customer.act("CHANGE_PERIOD")), "connect_token_expired");
    page(&customer.start());
}

#[test]
fn a_rate_limit_holds_until_the_time_it_gave() {
    let sandbox = Sandbox::new();
    let mut customer = Customer::named(&sandbox, "rate_limit");
    let wait = |answer: Answer| answer.headers.first().map(|(_, seconds)| seconds.clone());
    assert_eq!(wait(customer.start()), Some("5".to_owned()));
    customer.now += TimeDelta::milliseconds(3500);
    assert_eq!(wait(customer.start()), Some("2".to_owned()));
    customer.now += TimeDelta::milliseconds(1500);
    page(&customer.start());
}

#[test]
fn a_late_answer_is_the_proper_answer() {
    let sandbox = Sandbox::new();
    let customer = Customer::named(&sandbox, "slow_action");
    customer.start();
    assert_eq!(page(&customer.act("CHANGE_PERIOD"))["performance"]["period_start"], "2025-01-01");
    assert_eq!(page(&customer.restore())["performance"]["period_start"], "2025-01-01");
}

#[test]
fn today_is_the_day_in_the_programmes_time_zone() {
    let sandbox = Sandbox::new();
    let mut customer = Customer::named(&sandbox, "active");
    // At two in the morning UTC, it is still the previous evening in Denver.
    customer.now = "2025-07-01T02:00:00Z".parse().unwrap();
    assert_eq!(page(&customer.start())["performance"]["period_start"], "2025-06-01");
    customer.now = "2025-07-01T08:00:00Z".parse().unwrap();
    assert_eq!(page(&customer.start())["performance"]["period_start"], "2025-07-01");
    let sandbox = Sandbox::new().with_today(Some(date("2024-02-29")));
    let leap = page(&Customer::named(&sandbox, "active").start());
    assert_eq!(leap["performance"]["period_end"], "2024-02-29");
    let pinned = page(&Customer::named(&sandbox, "documented").start());
    assert_eq!(pinned["performance"]["period_end"], "2025-02-28");
}
