//! The other side of the conversation: the schemas and the sandbox. Only this file names items of the `sandbox` crate.

pub use sandbox::connect::{FaultKind, Sandbox, Scenario, Trigger, fields, scenario, scenarios, schema};

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use sandbox::connect::{Action as SandboxAction, Delivery, RequestKind};
use serde_json::Value;
use vpp_core::connect::reply::{self, Reply};
use vpp_core::connect::{Decoded, request};
use vpp_core::domain::{Action, Period, Problem, Request, Route, Token};

/// The schema that a request has to follow, apart from the one of all requests.
fn schema_of(request: &Request) -> &'static str {
    let action = match request {
        Request::Start => return "request/session_start",
        Request::Restore => return "request/session_restore",
        Request::LeaveRoute { action, .. } => *action,
        Request::Submit(submission) => submission.action(),
    };
    match action {
        Action::ConnectTariff => "request/connect_tariff",
        Action::ChangePeriod => "request/change_period",
        Action::ManagePayments => "request/manage_payments",
        Action::ManageParticipation => "request/manage_participation",
        Action::Back => "request/back",
        Action::Close => "request/close",
    }
}

/// Checks a request against the schemas and the sandbox's decoder, which has to understand what was meant.
pub fn check_request(token: &Token, request: &Request) -> Result<(), TestCaseError> {
    let body = request::body(token, request);
    let value: Value = serde_json::from_str(&body).unwrap();
    for name in [schema_of(request), "request"] {
        let checked = schema::check(name, &value);
        prop_assert!(checked.is_ok(), "{} is refused by {}: {}", body, name, checked.unwrap_err());
    }
    let read = match sandbox::connect::request::read(body.as_bytes()) {
        Ok(read) => read,
        Err(problem) => return Err(TestCaseError::fail(format!("{body} is refused: {problem:?}"))),
    };
    prop_assert_eq!(&read.token, token.reveal());
    match (request, &read.kind) {
        (Request::Start, RequestKind::Start) | (Request::Restore, RequestKind::Restore) => {}
        (Request::LeaveRoute { route: left, action: left_by }, RequestKind::Act { route, action }) => {
            prop_assert_eq!((left.name(), left_by.name()), (route.as_str(), action.as_str()));
        }
        (Request::Submit(submission), RequestKind::Act { route, action }) => {
            prop_assert_eq!(route, Route::SUMMARY);
            prop_assert_eq!(submission.action().name(), action.as_str());
            let sent = match action {
                SandboxAction::ChangePeriod(period) => Some((period.kind().as_str(), period.start(), period.end())),
                _ => None,
            };
            // The sandbox answers with the calendar period that contains the day.
            let meant = submission.period().map(|period| Period::containing(period.kind(), period.start()));
            let meant = meant.map(|period| (period.kind().name(), period.start(), period.end()));
            prop_assert_eq!(meant, sent);
        }
        (request, kind) => prop_assert!(false, "{:?} was understood as {:?}", request, kind),
    }
    Ok(())
}

/// Whether the sandbox can read a body.
pub fn is_readable(body: &str) -> bool {
    sandbox::connect::request::read(body.as_bytes()).is_ok()
}

/// The time at which conversations with the sandbox take place.
pub fn now() -> DateTime<Utc> {
    "2025-06-18T20:15:00Z".parse().unwrap()
}

/// Posts a body to the sandbox and reads its answer; `None` when the connection was dropped.
pub fn post(sandbox: &Sandbox, body: &str, now: DateTime<Utc>) -> Option<Result<Decoded, Problem>> {
    let answer = sandbox.handle(body.as_bytes(), now);
    if answer.delivery == Delivery::Dropped {
        return None;
    }
    let retry_after = answer.headers.iter().find(|(name, _)| *name == "retry-after");
    let retry_after = retry_after.and_then(|(_, value)| value.parse().ok());
    Some(reply::read::<Value>(&Reply { status: answer.status, retry_after, body: &answer.body }))
}
