//! The answers of the sandbox, read by the page's decoder.

use crate::support::customer::Customer;
use crate::support::wire::{self, FaultKind, Sandbox, Scenario, Trigger, fields, scenarios};
use crate::support::{date, of_bucket, read, sum, summary_of};
use serde_json::{Value, json};
use vpp_core::connect::Decoded;
use vpp_core::domain::{Action, Address, Answer, Period, PeriodType, Problem, ProblemKind};

/// The paths that the page cannot read, by scenario. All other scenarios are read without a warning.
fn warnings_of(scenario: &str) -> &'static [&'static str] {
    match scenario {
        "additions" => &["/actions/2", "/performance/available_period_types/1"],
        "minimal" => MINIMAL,
        "state_timeline_done" => &["/programme/participation_state"],
        "markup_in_names" => &["/programme/learn_more_url"],
        _ => &[],
    }
}

/// Everything that may be missing from a page with figures.
const MINIMAL: &[&str] = &[
    "/actions",
    "/live_mode",
    "/performance/available_period_types",
    "/performance/has_next",
    "/performance/has_previous",
    "/programme/participation_state",
    "/programme/programme_display_name",
    "/programme/provider_display_name",
    "/tariff_connected",
    "/timezone",
];

#[test]
fn the_page_of_each_scenario_is_read() {
    for scenario in scenarios() {
        let decoded =
            read(200, &scenario.page.to_string()).unwrap_or_else(|problem| panic!("{}: {problem:?}", scenario.name));
        let mut paths: Vec<String> = decoded.warnings.iter().map(|warning| warning.path.to_string()).collect();
        paths.sort();
        assert_eq!(paths, warnings_of(&scenario.name), "{}", scenario.name);
        let summary = summary_of(&scenario.page);
        let field = |name| fields::field(&scenario.page, name);
        let text = |object, member| field(object)?.get(member)?.as_str();
        let state = scenario.participation_state();
        assert_eq!(summary.programme.participation.name(), state.unwrap_or_default(), "{}", scenario.name);
        assert_eq!(summary.programme.name, text("programme", "programme_display_name").unwrap_or_default().trim());
        assert_eq!(summary.time_zone, field("timezone").and_then(Value::as_str).unwrap_or_default());
        assert_eq!(summary.live, field("live_mode") != Some(&json!(false)));
        let shown = summary.performance.as_ref();
        assert_eq!(
            shown.map(|shown| shown.period.kind().name()),
            text("performance", "period_type"),
            "{}",
            scenario.name
        );
        assert_eq!(shown.map(|shown| shown.period.start().to_string()).as_deref(), text("performance", "period_start"));
        let series = field("performance").and_then(|it| it.get("series")?.as_array());
        // One scenario has a point twice.
        let points = series
            .map_or(0, |series| series.iter().map(Value::to_string).collect::<std::collections::HashSet<_>>().len());
        assert_eq!(shown.map_or(0, |shown| shown.points.len()), points, "{}", scenario.name);
        let unknown = ["REFER_A_FRIEND"];
        let actions: Vec<&str> = scenario.actions().into_iter().filter(|name| !unknown.contains(name)).collect();
        assert_eq!(
            summary.actions.iter().map(|action| action.name()).collect::<Vec<_>>(),
            actions,
            "{}",
            scenario.name
        );
    }
}

/// The problem that a fault causes; `None` when the answer is right, if late.
fn problem_of(fault: &FaultKind) -> Option<ProblemKind> {
    match fault {
        FaultKind::Slow { .. } | FaultKind::Dropped => None,
        FaultKind::Html { .. } | FaultKind::ApiError { .. } => Some(ProblemKind::Server),
        FaultKind::Expired => Some(ProblemKind::Ended),
        FaultKind::NoObject { status: 403 | 404 } => Some(ProblemKind::Ended),
        FaultKind::NoObject { .. } => Some(ProblemKind::Server),
        FaultKind::Refused => Some(ProblemKind::Refused),
        FaultKind::RateLimit { .. } => Some(ProblemKind::RateLimit),
        FaultKind::Truncated | FaultKind::NotJson => Some(ProblemKind::Unreadable),
    }
}

/// Checks an answer in a scenario that may have a fault now.
fn check(scenario: &Scenario, when: Trigger, answer: Option<Result<Decoded, Problem>>, what: &str) -> Option<Answer> {
    let fault = scenario.fault.as_ref().filter(|fault| fault.when == when).map(|fault| &fault.kind);
    let Some(answer) = answer else {
        assert!(matches!(fault, Some(FaultKind::Dropped)), "{} {what}", scenario.name);
        return None;
    };
    match (answer, fault.and_then(problem_of)) {
        (Ok(decoded), None) => Some(decoded.answer),
        (Err(problem), Some(expected)) => {
            assert_eq!(problem.kind, expected, "{} {what}", scenario.name);
            assert!(!format!("{problem:?}").contains(&scenario.token()), "{} {what}", scenario.name);
            None
        }
        (answer, expected) => panic!("{} {what}: {answer:?} instead of {expected:?}", scenario.name),
    }
}

#[test]
fn a_session_starts_with_the_summary_a_foreign_route_or_the_scenarios_fault() {
    for scenario in scenarios() {
        match check(scenario, Trigger::Start, Customer::of(scenario).start(), "start") {
            Some(Answer::Summary(_)) => assert_eq!(scenario.start_route, None, "{}", scenario.name),
            Some(Answer::Foreign(route)) => assert_eq!(Some(route.name.name()), scenario.start_route.as_deref()),
            Some(other) => panic!("{}: {other:?}", scenario.name),
            None => assert!(scenario.fault.is_some(), "{}", scenario.name),
        }
    }
}

#[test]
fn each_action_of_each_scenario_gets_its_documented_answer() {
    let followed = |address: &Option<Address>| address.is_some();
    for scenario in scenarios().iter().filter(|scenario| scenario.start_route.is_none()) {
        for action in scenario.actions().into_iter().filter_map(Action::parse) {
            let customer = Customer::of(scenario);
            let _ = customer.start();
            let name = &scenario.name;
            let Some(answer) = check(scenario, Trigger::Action, customer.submit(action.name()), action.name()) else {
                continue;
            };
            match (action, answer) {
                (Action::ConnectTariff, Answer::Redirect(to)) => assert_eq!(followed(&to), name != "hostile_redirect"),
                (Action::ChangePeriod, Answer::Summary(summary)) => {
                    assert_eq!(summary.programme, summary_of(&scenario.page).programme, "{name}");
                }
                (Action::ManagePayments, Answer::Redirect(to)) => {
                    assert!(followed(&to) && name == "payments_redirect", "{name}");
                }
                (Action::Back | Action::Close, Answer::Redirect(to)) => {
                    assert!(followed(&to) && name == "ends_by_redirect", "{name}");
                }
                (Action::ManagePayments, Answer::Foreign(route)) => assert_eq!(route.name.name(), "payment_history"),
                (Action::ManageParticipation, Answer::Foreign(route)) => assert_eq!(route.name.name(), "participation"),
                (Action::Back | Action::Close, Answer::Complete(to)) => {
                    assert_eq!(followed(&to), name != "hostile_callback", "{name}");
                }
                (action, answer) => panic!("{name} {action:?}: {answer:?}"),
            }
        }
    }
}

#[test]
fn a_generated_period_is_a_calendar_one_whose_points_add_up() {
    for scenario in scenarios().iter().filter(|scenario| scenario.generator.is_some() && scenario.fault.is_none()) {
        if !scenario.actions().contains(&"CHANGE_PERIOD") || scenario.start_route.is_some() {
            continue;
        }
        let customer = Customer::of(scenario);
        let _ = customer.start();
        let zone = crate::support::Iana(scenario.zone());
        for (kind, start) in [
            (PeriodType::Month, "2024-01-01"),
            (PeriodType::Month, "2024-02-01"),
            (PeriodType::Year, "2024-01-01"),
            (PeriodType::Year, "2025-01-01"),
            (PeriodType::Day, "2024-01-01"),
            (PeriodType::Day, "2024-10-06"),
            (PeriodType::Day, "2024-11-03"),
            (PeriodType::Day, "2025-02-16"),
        ] {
            let shown = customer.period(kind, start).performance.unwrap();
            let what = format!("{} {kind:?} {start}", scenario.name);
            assert_eq!(shown.period, Period::containing(kind, date(start)), "{what}");
            let values = shown.bucket_values(&zone, scenario.today.unwrap_or(wire::now().date_naive()));
            assert_eq!(sum(values.iter().filter_map(of_bucket)), shown.total, "{what}");
            assert_eq!(shown.has_previous, shown.period.start() > date("2024-01-01"), "{what}");
        }
    }
}

#[test]
fn a_connected_tariff_is_shown_and_not_offered_again() {
    let customer = Customer::named("documented");
    let _ = customer.start();
    assert!(matches!(customer.submit("CONNECT_TARIFF"), Some(Ok(Decoded { answer: Answer::Redirect(Some(_)), .. }))));
    assert!(customer.sandbox.finish_tariff(&customer.token, true));
    let restored = customer.post(json!({"route": "session_restore"})).unwrap().unwrap();
    let Answer::Summary(summary) = restored.answer else { panic!("{restored:?}") };
    assert_eq!(summary.tariff_connected, Some(true));
    assert!(!summary.offers(Action::ConnectTariff));
}

#[test]
fn a_refused_request_names_its_code() {
    let customer = Customer::named("few_actions");
    let _ = customer.start();
    let problem = customer.submit("MANAGE_PAYMENTS").unwrap().unwrap_err();
    assert_eq!((problem.kind, problem.detail.as_deref()), (ProblemKind::Refused, Some("action_invalid")));
    assert!(problem.request_id.is_some_and(|id| id.starts_with("req_")));
    let unknown = Customer { sandbox: Sandbox::new(), token: "cot_nobody".to_owned() };
    assert_eq!(unknown.start().unwrap().unwrap_err().kind, ProblemKind::Ended);
}
