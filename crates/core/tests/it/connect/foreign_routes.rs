//! Foreign routes: their names mean nothing to the page, and their own `actions` say how to leave them.

use crate::support::{documented_page, read_page};
use serde_json::{Value, json};
use vpp_core::domain::{Action, Answer, ForeignRoute, Refusal, Request};

fn foreign_route(page: &Value) -> ForeignRoute {
    match read_page(page).unwrap().answer {
        Answer::Foreign(route) => route,
        other => panic!("{other:?} should be a foreign route"),
    }
}

fn exits(actions: &Value) -> Vec<Action> {
    foreign_route(&json!({"route": "payment_history", "actions": actions})).exits
}

#[test]
fn any_other_route_is_foreign_under_any_name() {
    for name in ["payment_history", "vpp_landing", "participation", "leave_progress", "vpp_summary2", "a", "x9_"] {
        // Fields of the summary do not make it one.
        for mut page in [json!({"anything": [1]}), documented_page()] {
            page["route"] = json!(name);
            assert_eq!(foreign_route(&page).name.name(), name);
        }
    }
}

#[test]
fn a_route_with_an_impossible_name_is_unreadable() {
    for name in ["", "Payment", "../x", "a b", "payment-history", "https://x", "9x", "_x", &"x".repeat(65), "é"] {
        let problem = read_page(&json!({"route": name})).unwrap_err();
        assert!(problem.detail.unwrap().starts_with("/route: "), "{name}");
    }
}

#[test]
fn back_and_close_are_exits_as_the_route_lists_them() {
    assert_eq!(exits(&json!(["BACK"])), [Action::Back]);
    assert_eq!(exits(&json!(["CLOSE"])), [Action::Close]);
    assert_eq!(exits(&json!(["CLOSE", "PAY", "BACK", "BACK"])), [Action::Back, Action::Close]);
    assert_eq!(exits(&json!(["CONNECT_TARIFF", "MANAGE_PAYMENTS", "PAY"])), []);
    assert_eq!(exits(&json!(["back", 7, null, "CLOSE "])), []);
}

#[test]
fn back_is_the_exit_of_a_route_that_lists_nothing() {
    for actions in [json!(null), json!([]), json!({}), json!("CLOSE"), json!(7), json!([7, {}])] {
        assert_eq!(exits(&actions), [Action::Back], "{actions}");
    }
    assert_eq!(foreign_route(&json!({"route": "payment_history"})).exits, [Action::Back]);
}

#[test]
fn a_route_is_left_only_by_an_exit_it_offers() {
    let route = foreign_route(&json!({"route": "consent", "actions": ["CLOSE", "ALLOW"]}));
    let request = Request::LeaveRoute { route: route.name.clone(), action: Action::Close };
    assert_eq!(route.leave(Action::Close), Ok(request));
    for action in [Action::Back, Action::ConnectTariff] {
        assert_eq!(route.leave(action), Err(Refusal::NotOffered(action)));
    }
}
