//! What the page sends: valid against the schemas, accepted by the sandbox, and refused where it could not be valid.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use chrono::NaiveDate;
use proptest::{prelude::*, sample};
use sandbox::request::{Action as Sent, Step};
use sandbox::schema;
use serde_json::Value;
use support::{any, date, documented};
use vpp_core::connect::request::body;
use vpp_core::domain::action::{Submission, Route};
use vpp_core::domain::calendar::iso_date;
use vpp_core::domain::{Action, Intent, Period, PeriodType, Refusal, Request, Summary, Token};

const TODAY: &str = "2025-02-28";

fn to(summary: &Summary, intent: Intent) -> Result<Submission, Refusal> {
    Submission::to(summary, intent, date(TODAY))
}

/// The names that belong to the protocol itself: they are routes, but no pages to leave.
const PROTOCOL: [&str; 4] = ["session_start", "session_restore", "session_redirect", "session_complete"];

/// The schema that a request has to follow, apart from the one of all requests.
fn schema_of(request: &Request) -> &'static str {
    match request {
        Request::Start => "request/session_start",
        Request::Restore => "request/session_restore",
        Request::Leave(_) => "request/back",
        Request::Respond(response) => match response.action() {
            Action::ConnectTariff => "request/connect_tariff",
            Action::ChangePeriod => "request/change_period",
            Action::ManagePayments => "request/manage_payments",
            Action::ManageParticipation => "request/manage_participation",
            Action::Back => "request/back",
            Action::Close => "request/close",
        },
    }
}

/// Checks a message against the schemas and the sandbox's decoder, which has to understand what was meant.
fn check(token: &Token, request: &Request) -> Result<(), TestCaseError> {
    let sent = body(token, request);
    let value: Value = serde_json::from_str(&sent).unwrap();
    for name in [schema_of(request), "request"] {
        let checked = schema::check(name, &value);
        prop_assert!(checked.is_ok(), "{} is refused by {}: {}", sent, name, checked.unwrap_err());
    }
    let read = sandbox::request::read(sent.as_bytes());
    let Ok(read) = read else { return Err(TestCaseError::fail(format!("{sent} is refused: {:?}", read.unwrap_err()))) };
    prop_assert_eq!(&read.token, token.reveal());
    match (request, &read.step) {
        (Request::Start, Step::Start) | (Request::Restore, Step::Restore) => {}
        (Request::Leave(left), Step::Act { route, action: Sent::Back }) => prop_assert_eq!(left.name(), route),
        (Request::Respond(response), Step::Act { route, action }) => {
            prop_assert_eq!(route, Route::SUMMARY);
            prop_assert_eq!(response.action().name(), action.as_str());
            let sent = match action {
                Sent::ChangePeriod(period) => Some((period.kind().as_str(), period.start(), period.end())),
                _ => None,
            };
            let meant = response.period().map(|period| (period.kind().name(), period.start(), period.end()));
            prop_assert_eq!(meant, sent);
        }
        (request, step) => prop_assert!(false, "{:?} was understood as {:?}", request, step),
    }
    Ok(())
}

#[test]
fn every_message_is_exactly_this() {
    let token = Token::parse("cot_a").unwrap();
    let sent = |request: &Request| body(&token, request);
    let response = |intent| sent(&Request::Respond(to(&documented(), intent).unwrap()));
    let summary = |rest: &str| format!(r#"{{"connect_token":"cot_a","route":"vpp_summary","type":"submit",{rest}}}"#);
    assert_eq!(
        sent(&Request::Start),
        r#"{"connect_token":"cot_a","route":"session_start","type":"submit","action":"VPP"}"#
    );
    assert_eq!(sent(&Request::Restore), r#"{"connect_token":"cot_a","route":"session_restore","type":"submit"}"#);
    assert_eq!(
        sent(&Request::Leave(Route::parse("payment_history").unwrap())),
        r#"{"connect_token":"cot_a","route":"payment_history","type":"submit","action":"BACK"}"#
    );
    for (action, name) in [
        (Action::ConnectTariff, "CONNECT_TARIFF"),
        (Action::ManagePayments, "MANAGE_PAYMENTS"),
        (Action::ManageParticipation, "MANAGE_PARTICIPATION"),
        (Action::Back, "BACK"),
        (Action::Close, "CLOSE"),
    ] {
        assert_eq!(response(Intent::Do(action)), summary(&format!(r#""action":"{name}""#)));
    }
    for (intent, kind, start) in [
        (Intent::Previous, "MONTH", "2025-01-01"),
        (Intent::Show(PeriodType::Day), "DAY", "2025-02-28"),
        (Intent::Show(PeriodType::Month), "MONTH", "2025-02-01"),
        (Intent::Show(PeriodType::Year), "YEAR", "2025-01-01"),
    ] {
        let data = format!(r#""action":"CHANGE_PERIOD","data":{{"period_type":"{kind}","period_start":"{start}"}}"#);
        assert_eq!(response(intent), summary(&data));
    }
}

#[test]
fn the_names_of_the_protocol_itself_are_no_routes_to_leave() {
    // An answer of such a name cannot be left: no schema has a BACK from there.
    for name in PROTOCOL {
        if let Some(route) = Route::parse(name) {
            check(&support::token(), &Request::Leave(route)).unwrap();
        }
    }
}

#[test]
fn a_year_that_cannot_be_written_in_four_digits_is_never_asked_for() {
    for (first, intent) in [("0000-01-01", Intent::Previous), ("9999-12-31", Intent::Next)] {
        for kind in PeriodType::ALL {
            let mut summary = documented();
            let shown = summary.performance.as_mut().unwrap();
            (shown.has_previous, shown.has_next) = (true, true);
            shown.period = Period::containing(kind, date(first));
            if let Ok(response) = to(&summary, intent) {
                check(&support::token(), &Request::Respond(response)).unwrap();
            }
        }
    }
}

fn token() -> impl Strategy<Value = Token> {
    "cot_[A-Za-z0-9_-]{1,252}".prop_map(|text| Token::parse(&text).unwrap())
}

/// Whether the documentation allows to ask for a period, said in another way than the page does.
fn allowed(summary: &Summary, kind: PeriodType, start: NaiveDate) -> bool {
    let Some(shown) = &summary.performance else { return false };
    let text = iso_date(start);
    let first_day = match kind {
        PeriodType::Day => true,
        PeriodType::Month => text.ends_with("-01"),
        PeriodType::Year => text.ends_with("-01-01"),
    };
    let end = Period::containing(kind, start).end();
    summary.actions.contains(&Action::ChangePeriod)
        && shown.available.contains(&kind)
        && first_day
        && (shown.has_previous || end >= shown.period.start())
        && (shown.has_next || start <= shown.period.end())
}

proptest! {
    #![proptest_config(support::cases(512))]

    #[test]
    fn whatever_can_be_said_to_a_summary_is_valid(
        token in token(), summary in any::summary(), intent in any::intent(), today in any::day(),
    ) {
        if let Ok(response) = Submission::to(&summary, intent, today) {
            prop_assert_eq!(response.action(), intent.action());
            check(&token, &Request::Respond(response))?;
        }
    }

    #[test]
    fn a_response_can_be_built_exactly_when_it_is_allowed(
        summary in any::summary(), kind in any::kind(), near in -800..800i64, day in any::day(), action in any::action(),
    ) {
        let start = summary.performance.as_ref().map_or(day, |shown| shown.period.start());
        let start = Period::containing(kind, start.checked_add_signed(chrono::TimeDelta::days(near)).unwrap()).start();
        for start in [start, day] {
            let built = Submission::change_period(&summary, kind, start);
            prop_assert_eq!(built.is_ok(), allowed(&summary, kind, start), "{:?}", built);
            let asked = built.ok().and_then(|response| response.period());
            prop_assert!(asked.is_none_or(|period| period == Period::containing(kind, start)));
        }
        let plain = Submission::plain(&summary, action);
        prop_assert_eq!(plain.is_ok(), action != Action::ChangePeriod && summary.actions.contains(&action));
        prop_assert!(!plain.is_ok_and(|response| response.period().is_some()));
    }

    #[test]
    fn whatever_period_is_asked_for_is_valid(token in token(), summary in any::summary(), kind in any::kind(), day in any::day()) {
        if let Ok(response) = Submission::change_period(&summary, kind, day) {
            check(&token, &Request::Respond(response))?;
        }
    }

    #[test]
    fn start_restore_and_leave_are_valid(token in token(), name in "[a-z][a-z0-9_]{0,63}") {
        check(&token, &Request::Start)?;
        check(&token, &Request::Restore)?;
        check(&token, &Request::Leave(Route::parse(&name).unwrap()))?;
    }

    #[test]
    fn tokens_and_routes_are_taken_exactly_when_the_schemas_take_them(
        text in prop_oneof![".{0,12}", "cot_[ -~]{0,8}", "[a-z0-9_]{0,66}", sample::select(PROTOCOL.to_vec()).prop_map(str::to_owned)],
    ) {
        let valid = |name: &str, body: Value| schema::check(name, &body).is_ok();
        let token = serde_json::json!({"connect_token": text, "route": "session_restore", "type": "submit"});
        prop_assert_eq!(Token::parse(&text).is_some(), valid("request/session_restore", token));
        let back = serde_json::json!({"connect_token": "cot_a", "route": text, "type": "submit", "action": "BACK"});
        prop_assert_eq!(Route::parse(&text).is_some(), valid("request/back", back));
    }
}
