//! Where the conversation leads: redirects, callbacks, and pages of other routes.

use sandbox::connect::{Answer, Sandbox, scenario, schema};
use serde_json::{Value, json};

use crate::support::{Customer, code, page};

/// The `data` of an answer, which must be valid and have this route.
fn data(answer: &Answer, route: &str) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let value = answer.value().unwrap();
    assert_eq!(value["route"], route, "{value}");
    schema::check(&format!("answer/{route}"), &value).unwrap();
    value["data"].clone()
}

fn answer_to(name: &str, action: &str) -> (String, Answer) {
    let sandbox = Sandbox::new();
    let customer = Customer::named(&sandbox, name);
    customer.start();
    (customer.token.clone(), customer.act(action))
}

#[test]
fn callback_addresses_are_those_of_the_scenarios() {
    let end = |name| data(&answer_to(name, "CLOSE").1, "session_complete");
    assert_eq!(end("app_link"), json!({"callback_url": "myapp://vpp/done"}));
    assert_eq!(end("hostile_callback"), json!({"callback_url": "javascript:alert(document.domain)"}));
    assert!(end("callback_uri")["callback_uri"].is_string());
}

#[test]
fn redirect_addresses_are_those_of_the_scenarios() {
    let redirect = |name| data(&answer_to(name, "CONNECT_TARIFF").1, "session_redirect")["redirect_url"].clone();
    let tariff = "http://127.0.0.1:8080/sandbox/tariff";
    assert_eq!(redirect("redirect_with_query"), format!("{tariff}?lang=en&from=vpp#connect"));
    assert_eq!(redirect("redirect_with_token"), format!("{tariff}?fp_cot=cot_stale&from=vpp#connect"));
    assert_eq!(redirect("hostile_redirect"), "javascript:alert(document.domain)");
}

#[test]
fn a_callback_address_can_already_hold_the_sessions_token() {
    let (token, answer) = answer_to("callback_with_token", "CLOSE");
    let address = format!("http://127.0.0.1:8080/sandbox/callback?fp_cot={token}&reference=sandbox");
    assert_eq!(data(&answer, "session_complete"), json!({"callback_url": address}));
}

#[test]
fn payments_can_be_managed_at_a_payment_provider() {
    let sandbox = Sandbox::new();
    let customer = Customer::named(&sandbox, "payments_redirect");
    let before = page(&customer.start());
    let redirect = data(&customer.act("MANAGE_PAYMENTS"), "session_redirect");
    assert_eq!(redirect, json!({"redirect_url": "http://127.0.0.1:8080/sandbox/payments"}));
    assert_eq!(page(&customer.restore()), before, "the session waits on the summary");
}

#[test]
fn a_session_can_end_with_a_redirect_to_the_partner() {
    for action in ["BACK", "CLOSE"] {
        let sandbox = Sandbox::new();
        let customer = Customer::named(&sandbox, "ends_by_redirect");
        customer.start();
        let redirect = data(&customer.act(action), "session_redirect");
        assert_eq!(redirect, json!({"redirect_url": "http://127.0.0.1:8080/sandbox/callback?reference=sandbox"}));
        assert_eq!(code(&customer.restore()), "session_completed");
    }
}

/// A page of another route, which must be valid.
fn foreign(answer: &Answer, route: &str) -> Value {
    let page = answer.value().unwrap();
    assert_eq!(page["route"], route, "{page}");
    schema::check("answer/foreign_page", &page).unwrap();
    page
}

#[test]
fn a_landing_page_leads_back_to_the_partner() {
    let sandbox = Sandbox::new();
    let customer = Customer::named(&sandbox, "starts_elsewhere");
    assert_eq!(foreign(&customer.start(), "vpp_landing")["actions"], json!(["BACK"]));
    data(&customer.act_on("vpp_landing", "BACK"), "session_complete");
}

#[test]
fn a_page_of_another_route_is_left_as_its_actions_say() {
    let route = "postal_address_input";
    for (name, listed, accepted) in [
        ("foreign_back", Some(json!(["BACK"])), &["BACK"][..]),
        ("foreign_close", Some(json!(["CLOSE"])), &["CLOSE"]),
        ("foreign_both", Some(json!(["SUBMIT", "BACK", "CLOSE"])), &["BACK", "CLOSE"]),
        ("foreign_neither", Some(json!(["SUBMIT"])), &[]),
        ("foreign_unlisted", None, &["BACK"]),
    ] {
        for action in ["BACK", "CLOSE"] {
            let sandbox = Sandbox::new();
            let customer = Customer::named(&sandbox, name);
            let first = foreign(&customer.start(), route);
            assert_eq!(first.get("actions"), listed.as_ref(), "{name}");
            let answer = customer.act_on(route, action);
            if accepted.contains(&action) {
                data(&answer, "session_complete");
            } else {
                assert_eq!((answer.status, code(&answer).as_str()), (422, "action_invalid"), "{name} {action}");
                foreign(&customer.restore(), route);
            }
        }
    }
}

#[test]
fn behind_the_summary_back_leads_to_it_and_close_ends_the_session() {
    let sandbox = Sandbox::new();
    let customer = Customer::named(&sandbox, "foreign_both");
    // An unknown session opens on the page that is answered, here the summary.
    foreign(&customer.act("MANAGE_PARTICIPATION"), "participation");
    page(&customer.act_on("participation", "BACK"));
    foreign(&customer.act("MANAGE_PAYMENTS"), "payment_history");
    data(&customer.act_on("payment_history", "CLOSE"), "session_complete");
}

#[test]
fn other_routes_list_back_unless_the_scenario_says_otherwise() {
    assert_eq!(scenario("documented").unwrap().foreign_actions, Some(vec!["BACK".to_owned()]));
    let sandbox = Sandbox::new();
    let customer = Customer::named(&sandbox, "documented");
    customer.start();
    assert_eq!(foreign(&customer.act("MANAGE_PAYMENTS"), "payment_history")["actions"], json!(["BACK"]));
    assert_eq!(code(&customer.act_on("payment_history", "CLOSE")), "action_invalid");
}
