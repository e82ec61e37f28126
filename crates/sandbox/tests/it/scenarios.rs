//! The scenario files.

use std::{collections::BTreeSet, fs, path::Path};

use sandbox::connect::{
    Answer, Delivery, FaultKind, Sandbox, Scenario, Trigger,
    request::is_token,
    scenario::{self, DOCUMENTED_TOKEN, FILES, Group},
    scenarios, schema,
    summary::{self, SummaryState},
};
use serde_json::Value;

use crate::support::{Customer, by_value, code, date, page};

#[test]
fn every_scenario_file_is_listed_and_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let found: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let listed: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, listed);
    for (name, text) in FILES {
        let read: Scenario = serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(read.name, *name);
    }
    assert_eq!(scenarios().len(), FILES.len());
}

#[test]
fn every_schema_file_is_listed_and_compiles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema");
    let mut found = BTreeSet::new();
    for part in ["", "request", "answer"] {
        for entry in fs::read_dir(folder.join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "json") {
                let name = path.strip_prefix(&folder).unwrap().with_extension("");
                found.insert(name.to_str().unwrap().to_owned());
            }
        }
    }
    let listed: BTreeSet<String> = schema::FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, listed);
    for (name, text) in schema::FILES {
        let schema: Value = serde_json::from_str(text).unwrap();
        jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
        let refused = schema::check(name, &Value::Null);
        assert!(refused.is_err() || *name == "common", "{name}");
        assert!(schema["$id"].as_str().unwrap().ends_with(&format!("/{name}.json")));
        assert!(schema["title"].is_string() && schema["description"].is_string(), "{name}");
    }
}

#[test]
fn every_page_is_valid() {
    for scenario in scenarios() {
        schema::check("answer/vpp_summary", &scenario.page)
            .unwrap_or_else(|violation| panic!("{}: {violation}", scenario.name));
    }
}

#[test]
fn every_page_has_the_generated_figures_of_its_last_day() {
    for scenario in scenarios().iter().filter(|one| one.generator.is_some()) {
        let last = scenario.performance().unwrap()["period_end"].as_str().unwrap();
        let sandbox = Sandbox::new().with_today(Some(date(last)));
        let customer = Customer::new(&sandbox, scenario);
        let state = SummaryState {
            token: scenario.page["connect_token"].as_str().unwrap(),
            tariff_connected: false,
            period: None,
            today: sandbox.today_in(scenario, customer.now),
        };
        let answered = summary::page(scenario, state);
        let same = by_value(&answered) == by_value(&scenario.page);
        assert!(same, "{}: `page` has to be\n{answered:#}", scenario.name);
    }
}

#[test]
fn the_documented_scenario_is_the_documented_example() {
    let example: Value = serde_json::from_str(include_str!("../fixtures/vpp_summary.json")).unwrap();
    let sandbox = Sandbox::new();
    let documented = scenario::scenario("documented").unwrap();
    assert_eq!(documented.token(), DOCUMENTED_TOKEN);
    assert_eq!(by_value(&documented.page), by_value(&example));
    let body =
        format!(r#"{{"connect_token":"{DOCUMENTED_TOKEN}","route":"session_start","type":"submit","action":"VPP"}}"#);
    let answer = sandbox.handle(body.as_bytes(), crate::support::now());
    assert_eq!(by_value(&page(&answer)), by_value(&example));
    assert!(answer.body.contains(r#""earnings":62.10,"#), "{}", answer.body);
}

#[test]
fn tokens_select_scenarios() {
    for scenario in scenarios() {
        for token in [scenario.token(), scenario.token_with("x"), format!("cot_sandbox-{}", scenario.name)] {
            assert!(is_token(&token), "{token}");
            assert_eq!(scenario::by_token(&token).unwrap().name, scenario.name);
        }
    }
    for token in ["cot_sandbox-", "cot_sandbox-no", "cot_documented", "cot_sandbox-active-", ""] {
        assert!(scenario::by_token(token).is_none(), "{token}");
    }
}

#[test]
fn customers_who_join_become_those_of_other_scenarios() {
    let joining: Vec<&Scenario> = scenarios().iter().filter(|one| one.group == Group::Joining).collect();
    let states: Vec<_> = joining.iter().filter_map(|one| one.participation_state()).collect();
    assert_eq!(states, ["NOT_ENROLLED", "FAILED", "UNENROLLED"]);
    for scenario in scenarios() {
        assert_eq!(scenario.joins.is_some(), scenario.group == Group::Joining, "{}", scenario.name);
        for name in scenario.joins.iter().flat_map(|joins| [&joins.enrolling, &joins.active]) {
            assert!(scenario::scenario(name).unwrap().joins.is_none(), "{name}");
        }
    }
}

#[test]
fn a_token_has_a_reference_that_links_take() {
    let long = "x".repeat(60) + "-12-3";
    for (token, reference) in [
        ("cot_sandbox-joining", "ref-joining".to_owned()),
        ("cot_sandbox-joining_failed--a-1", "ref-a-1".to_owned()),
        ("cot_sandbox-joining--a--b", "ref-a--b".to_owned()),
        (&format!("cot_sandbox-joining--{long}"), format!("ref-{}-12-3", "x".repeat(41))),
    ] {
        assert_eq!(scenario::reference_of(token), reference);
        assert!(leap::name::ReferenceId::parse(&reference).is_ok(), "{reference}");
        assert_eq!(scenario::by_token(token).unwrap().path(token), format!("/?fp_cot={token}&ref_id={reference}"));
    }
    assert_eq!(scenario::scenario("active").unwrap().path("cot_sandbox-active"), "/?fp_cot=cot_sandbox-active");
}

/// Every path through every scenario, one step deep: answers are valid, or the fault that the scenario is about.
#[test]
fn every_answer_is_valid() {
    let sandbox = Sandbox::new();
    for scenario in scenarios() {
        let name = &scenario.name;
        let answer = Customer::new(&sandbox, scenario).start();
        match &scenario.fault {
            Some(fault) if fault.when == Trigger::Start => assert_fault(&fault.kind, &answer, name),
            _ => assert_valid(&answer, name),
        }
        for action in scenario.actions() {
            if action == "REFER_A_FRIEND" || scenario.start_route.is_some() {
                continue;
            }
            let customer = Customer::new(&sandbox, scenario);
            customer.start();
            let answer = customer.act(action);
            match &scenario.fault {
                Some(fault) if fault.when == Trigger::Action => assert_fault(&fault.kind, &answer, name),
                _ => assert_valid(&answer, name),
            }
        }
    }
}

fn assert_valid(answer: &Answer, name: &str) {
    assert_eq!(answer.status, 200, "{name}: {}", answer.body);
    assert_eq!(answer.delivery, Delivery::Immediate, "{name}");
    let value = answer.value().unwrap();
    match value["route"].as_str().unwrap() {
        route @ ("vpp_summary" | "session_redirect" | "session_complete") => {
            schema::check(&format!("answer/{route}"), &value).unwrap_or_else(|violation| panic!("{name}: {violation}"));
        }
        _ => {
            schema::check("answer/foreign_page", &value).unwrap_or_else(|violation| panic!("{name}: {violation}"));
        }
    }
}

fn assert_fault(kind: &FaultKind, answer: &Answer, name: &str) {
    match kind {
        FaultKind::Slow { milliseconds } => {
            let delay = std::time::Duration::from_millis(*milliseconds);
            assert_eq!(answer.delivery, Delivery::Delayed(delay), "{name}");
        }
        FaultKind::Html { status } => {
            assert_eq!(answer.status, *status, "{name}");
            assert!(answer.content_type.starts_with("text/html"), "{name}");
        }
        FaultKind::ApiError { status } => {
            assert_eq!(answer.status, *status, "{name}");
            assert_eq!(answer.value().unwrap()["type"], "api_error", "{name}");
            assert!(answer.value().unwrap()["request_id"].is_string(), "{name}");
        }
        FaultKind::NoObject { status } => {
            assert_eq!(answer.status, *status, "{name}");
            schema::check("answer/error", &answer.value().unwrap()).unwrap();
        }
        FaultKind::Expired => assert_eq!((answer.status, code(answer).as_str()), (401, "connect_token_expired")),
        FaultKind::Refused => assert_eq!((answer.status, code(answer).as_str()), (422, "action_invalid")),
        FaultKind::RateLimit { retry_after } => {
            assert_eq!(answer.status, 429, "{name}");
            let header = answer.headers.iter().find(|(name, _)| *name == "retry-after");
            assert_eq!(header.map(|(_, value)| value.parse().unwrap()), *retry_after, "{name}");
        }
        FaultKind::Truncated | FaultKind::NotJson => {
            assert_eq!(answer.status, 200, "{name}");
            assert!(answer.value().is_none(), "{name}");
        }
        FaultKind::Dropped => assert_eq!(answer.delivery, Delivery::Dropped, "{name}"),
    }
}
