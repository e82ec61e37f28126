//! The bodies that this page sends, each one valid against `schema/request`.

use crate::domain::calendar::iso_date;
use crate::domain::{Request, Route, Token};
use serde::Serialize;

/// The body of a POST.
pub fn body(token: &Token, request: &Request) -> String {
    let (route, action, data) = match request {
        Request::Start => ("session_start", Some("VPP"), None),
        Request::Restore => ("session_restore", None, None),
        Request::LeaveRoute { route, action } => (route.name(), Some(action.name()), None),
        Request::Submit(submission) => {
            // The encoding of CHANGE_PERIOD is undocumented. This is our own choice, made here only: the field names of
            // the answer, and the first day of the period.
            let data = submission
                .period()
                .map(|period| PeriodData { period_type: period.kind().name(), period_start: iso_date(period.start()) });
            (Route::SUMMARY, Some(submission.action().name()), data)
        }
    };
    let body = Body { connect_token: token.reveal(), route, r#type: "submit", action, data };
    // Serialising plain strings cannot fail.
    serde_json::to_string(&body).unwrap_or_default()
}

#[derive(Serialize)]
struct Body<'a> {
    connect_token: &'a str,
    route: &'a str,
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<PeriodData>,
}

#[derive(Serialize)]
struct PeriodData {
    period_type: &'static str,
    period_start: String,
}
