//! The requests of the page: valid against the schemas and understood by the sandbox.

use crate::support::page::today;
use crate::support::wire::{check_request, schema};
use crate::support::{any, date, documented, documented_with_figures, token};
use chrono::NaiveDate;
use proptest::{prelude::*, sample};
use serde_json::{Value, json};
use vpp_core::connect::request::body;
use vpp_core::domain::{Action, Intent, Period, PeriodType, Request, Route, Submission, Summary, Token};

/// The names of the protocol itself. They stand in `route`, but are not pages.
const PROTOCOL: [&str; 4] = ["session_start", "session_restore", "session_redirect", "session_complete"];

fn leave(route: &str, action: Action) -> Request {
    Request::LeaveRoute { route: Route::parse(route).unwrap(), action }
}

#[test]
fn each_request_has_exactly_this_body() {
    let token = Token::parse("cot_a").unwrap();
    let body = |request: &Request| body(&token, request);
    let submit = |intent| body(&Request::Submit(Submission::for_intent(&documented(), intent, today()).unwrap()));
    let of_route =
        |route: &str, rest: &str| format!(r#"{{"connect_token":"cot_a","route":"{route}","type":"submit"{rest}}}"#);
    let of_summary = |rest: &str| of_route("vpp_summary", rest);
    assert_eq!(body(&Request::Start), of_route("session_start", r#","action":"VPP""#));
    assert_eq!(body(&Request::Restore), of_route("session_restore", ""));
    for (action, name) in [(Action::Back, "BACK"), (Action::Close, "CLOSE")] {
        let expected = of_route("payment_history", &format!(r#","action":"{name}""#));
        assert_eq!(body(&leave("payment_history", action)), expected);
    }
    for (action, name) in [
        (Action::ConnectTariff, "CONNECT_TARIFF"),
        (Action::ManagePayments, "MANAGE_PAYMENTS"),
        (Action::ManageParticipation, "MANAGE_PARTICIPATION"),
        (Action::Back, "BACK"),
        (Action::Close, "CLOSE"),
    ] {
        assert_eq!(submit(Intent::Do(action)), of_summary(&format!(r#","action":"{name}""#)));
    }
    for (intent, kind, start) in [
        (Intent::Previous, "MONTH", "2025-01-01"),
        (Intent::Show(PeriodType::Day), "DAY", "2025-02-28"),
        (Intent::Show(PeriodType::Month), "MONTH", "2025-02-01"),
        (Intent::Show(PeriodType::Year), "YEAR", "2025-01-01"),
    ] {
        let data = format!(r#","action":"CHANGE_PERIOD","data":{{"period_type":"{kind}","period_start":"{start}"}}"#);
        assert_eq!(submit(intent), of_summary(&data));
    }
}

#[test]
fn the_protocols_own_names_are_not_routes_to_leave() {
    for name in PROTOCOL {
        assert_eq!(Route::parse(name), None, "{name}");
    }
}

#[test]
fn a_year_without_four_digits_is_never_requested() {
    for (first, intent) in [("0000-01-01", Intent::Previous), ("9999-12-31", Intent::Next)] {
        for kind in PeriodType::ALL {
            let summary = documented_with_figures(|figures| {
                (figures.has_previous, figures.has_next) = (true, true);
                figures.period = Period::containing(kind, date(first));
            });
            if let Ok(submission) = Submission::for_intent(&summary, intent, today()) {
                check_request(&token(), &Request::Submit(submission)).unwrap();
            }
        }
    }
}

fn any_token() -> impl Strategy<Value = Token> {
    "cot_[A-Za-z0-9_-]{1,252}".prop_map(|text| Token::parse(&text).unwrap())
}

/// Whether Connect allows to ask for a period, derived from the documentation in another way than the page does it.
fn is_allowed(summary: &Summary, kind: PeriodType, start: NaiveDate) -> bool {
    let Some(shown) = &summary.performance else { return false };
    let end = Period::starting(kind, start).end();
    summary.actions.contains(&Action::ChangePeriod)
        && shown.available.contains(&kind)
        && (shown.has_previous || end >= shown.period.start())
        && (shown.has_next || start <= shown.period.end())
}

proptest! {
    #![proptest_config(crate::support::cases(96))]

    #[test]
    fn every_submission_is_valid(
        token in any_token(), summary in any::summary(), intent in any::intent(), today in any::day(),
    ) {
        if let Ok(submission) = Submission::for_intent(&summary, intent, today) {
            prop_assert_eq!(submission.action(), intent.action());
            check_request(&token, &Request::Submit(submission))?;
        }
    }

    #[test]
    fn every_change_of_period_is_valid(token in any_token(), summary in any::summary(), kind in any::kind(), day in any::day()) {
        if let Ok(submission) = Submission::change_period(&summary, kind, day) {
            check_request(&token, &Request::Submit(submission))?;
        }
    }

    #[test]
    fn starting_restoring_and_leaving_are_valid(token in any_token(), name in "[a-z][a-z0-9_]{0,63}") {
        check_request(&token, &Request::Start)?;
        check_request(&token, &Request::Restore)?;
        check_request(&token, &leave(&name, Action::Back))?;
    }

    #[test]
    fn tokens_and_routes_are_accepted_exactly_when_the_schemas_accept_them(
        text in prop_oneof![".{0,12}", "cot_[ -~]{0,8}", "[a-z0-9_]{0,66}", sample::select(PROTOCOL.to_vec()).prop_map(str::to_owned)],
    ) {
        let is_valid = |name: &str, body: Value| schema::check(name, &body).is_ok();
        let restore = json!({"connect_token": text, "route": "session_restore", "type": "submit"});
        prop_assert_eq!(Token::parse(&text).is_some(), is_valid("request/session_restore", restore));
        let back = json!({"connect_token": "cot_a", "route": text, "type": "submit", "action": "BACK"});
        prop_assert_eq!(Route::parse(&text).is_some(), is_valid("request/back", back));
    }
}

proptest! {
    #![proptest_config(crate::support::cases(256))]

    #[test]
    fn a_submission_exists_exactly_when_connect_allows_it(
        summary in any::summary(), kind in any::kind(), near in -800..800i64, day in any::day(), action in any::action(),
    ) {
        let start = summary.performance.as_ref().map_or(day, |shown| shown.period.start());
        let start = Period::containing(kind, start.checked_add_signed(chrono::TimeDelta::days(near)).unwrap()).start();
        for start in [start, day] {
            let built = Submission::change_period(&summary, kind, start);
            prop_assert_eq!(built.is_ok(), is_allowed(&summary, kind, start), "{:?}", built);
            let period = built.ok().and_then(|submission| submission.period());
            prop_assert!(period.is_none_or(|period| period == Period::starting(kind, start)));
        }
        let plain = Submission::plain(&summary, action);
        prop_assert_eq!(plain.is_ok(), action != Action::ChangePeriod && summary.actions.contains(&action));
        prop_assert!(!plain.is_ok_and(|submission| submission.period().is_some()));
    }
}
