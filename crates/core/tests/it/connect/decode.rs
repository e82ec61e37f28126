//! From Connect's answers to the domain: every page that the sandbox has, and every way in which one can be wrong.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use serde_json::{Value, json};
use support::{SECRET, decimal, dispatch, documented_page, on, page_of, read, read_page, summary_of};
use vpp_core::connect::Answer;
use vpp_core::domain::{
    Action, Participation, Performance, Period, PeriodType, ProblemKind, Programme, Summary, performance::Dispatch,
};

fn warnings(page: &Value) -> Vec<String> {
    read_page(page).unwrap().warnings.iter().map(|warning| warning.path.to_string()).collect()
}

#[test]
fn the_documented_page_is_read_field_by_field() {
    let points = [
        ("01", "5.15", "5.85"),
        ("02", "2.57", "2.92"),
        ("03", "4.60", "5.22"),
        ("04", "2.98", "3.38"),
        ("07", "3.52", "4.00"),
        ("08", "3.52", "4.00"),
        ("09", "5.55", "6.30"),
        ("15", "4.74", "5.38"),
        ("16", "7.85", "8.91"),
        ("22", "5.42", "6.15"),
        ("26", "3.93", "4.46"),
        ("28", "4.87", "5.53"),
    ];
    let expected = Summary {
        live: true,
        time_zone: "America/Denver".to_owned(),
        actions: Action::ALL.to_vec(),
        unreadable: false,
        tariff_connected: Some(false),
        programme: Programme {
            provider: "Leap".to_owned(),
            name: "Community Powershare".to_owned(),
            learn_more: Some("https://leap.com/programmes/community-powershare".to_owned()),
            participation: Participation::Suspended,
        },
        performance: Some(Performance {
            currency: "USD".to_owned(),
            period: Period::containing(PeriodType::Month, support::date("2025-02-01")),
            available: PeriodType::ALL.to_vec(),
            has_previous: true,
            has_next: false,
            total: dispatch("54.70", "62.10"),
            points: points.map(|(day, energy, earnings)| on(&format!("2025-02-{day}"), energy, earnings)).to_vec(),
        }),
    };
    assert_eq!(summary_of(&documented_page()), expected);
    assert_eq!(warnings(&documented_page()), [""; 0]);
}

#[test]
fn additions_are_accepted_and_change_nothing_else() {
    let decoded = read_page(&page_of("additions")).unwrap();
    assert_eq!(decoded.answer, Answer::Summary(support::documented().into()));
    assert_eq!(warnings(&page_of("additions")), ["/performance/available_period_types/1", "/actions/2"]);
}

#[test]
fn unknown_names_degrade_to_less_and_never_to_a_failure() {
    let mut page = documented_page();
    page["programme"]["participation_state"] = json!("ON_HOLIDAY");
    page["actions"] = json!(["DANCE", "close", "CLOSE", "CLOSE", ""]);
    page["performance"]["available_period_types"] = json!(["WEEK", "YEAR", "DAY", "YEAR"]);
    let summary = summary_of(&page);
    assert_eq!(summary.programme.participation, Participation::Unknown("ON_HOLIDAY".to_owned()));
    assert_eq!(summary.programme.participation.name(), "ON_HOLIDAY");
    assert_eq!(summary.actions, [Action::Close]);
    assert_eq!(summary.performance.unwrap().available, [PeriodType::Year, PeriodType::Day]);
    let expected = ["/performance/available_period_types/0", "/actions/0", "/actions/1", "/actions/4"];
    let mut found = warnings(&page);
    found.sort_unstable_by_key(|path| expected.iter().position(|one| one == path));
    assert_eq!(found, expected);
    page["performance"]["period_type"] = json!("WEEK");
    assert!(warnings(&page).contains(&"/performance/period_type".to_owned()));
    let summary = summary_of(&page);
    assert_eq!((summary.performance, summary.unreadable), (None, true));
    assert_eq!(summary.actions, [Action::Close]);
}

#[test]
fn every_participation_state_keeps_its_name() {
    for name in
        ["NOT_ENROLLED", "ENROLLING", "ACTIVE", "SUSPENDED", "UNENROLLING", "UNENROLLED", "FAILED", "active", ""]
    {
        let state = Participation::parse(name);
        assert_eq!(state.name(), name);
        let known = !matches!(state, Participation::Unknown(_));
        assert_eq!(known, !name.is_empty() && name != "active", "{name}");
    }
}

#[test]
fn numbers_keep_their_decimals_and_may_be_negative() {
    let mut text = documented_page().to_string();
    for (number, expected) in [("62.10", "62.1"), ("-0.05", "-0.05"), ("6.21e1", "62.1"), ("0.000001", "0.000001")] {
        text = text.replacen("\"earnings\":62.1,", &format!("\"earnings\":{number},"), 1);
        let Answer::Summary(summary) = read(200, &text).unwrap().answer else { panic!("should be a summary") };
        assert_eq!(summary.performance.as_ref().unwrap().total.earnings, decimal(expected), "{number}");
        text = documented_page().to_string();
    }
    for number in ["1e30", "-1e30", "99999999999"] {
        let text = text.replacen("\"earnings\":62.1,", &format!("\"earnings\":{number},"), 1);
        let decoded = read(200, &text).unwrap();
        assert_eq!(decoded.warnings.len(), 1, "{number}");
        assert_eq!(decoded.warnings[0].path.to_string(), "/performance/earnings", "{number}");
    }
}

#[test]
fn where_there_is_no_total_the_sum_of_the_series_is_one() {
    let mut page = documented_page();
    page["performance"]["earnings"] = Value::Null;
    page["performance"]["energy_dispatched_kwh"] = Value::Null;
    assert_eq!(summary_of(&page).performance.unwrap().total, dispatch("54.7", "62.1"));
    page["performance"]["series"][3]["earnings"] = json!("5.22");
    assert!(summary_of(&page).unreadable, "a sum with a hole in it is no total");
    page["performance"]["series"] = json!([]);
    assert_eq!(summary_of(&page).performance.unwrap().total, Dispatch::default());
    page["performance"]["earnings"] = json!("62.10");
    assert!(summary_of(&page).unreadable, "a total that cannot be read is not replaced");
}

#[test]
fn a_stated_total_wins_over_the_sum_of_the_series() {
    let shown = summary_of(&page_of("sum_mismatch")).performance.unwrap();
    assert_eq!(shown.total, dispatch("54.71", "63.33"));
}

#[test]
fn a_link_to_read_more_is_a_web_address_or_none() {
    for (url, kept) in [
        ("https://leap.com", true),
        ("HTTPS://leap.com/x", true),
        ("http://leap.com", false),
        ("http://localhost/x", false),
        ("javascript:alert(1)", false),
        ("myapp://x", false),
        ("", false),
        ("/programmes", false),
    ] {
        let mut page = documented_page();
        page["programme"]["learn_more_url"] = json!(url);
        assert_eq!(summary_of(&page).programme.learn_more.as_deref(), kept.then_some(url), "{url}");
        assert_eq!(warnings(&page).len(), usize::from(!kept), "{url}");
    }
}

#[test]
fn without_a_period_there_are_no_figures() {
    for (start, end, path) in [
        ("2025-02-29", "2025-03-01", "/performance/period_start"),
        ("2025-02-01T00:00:00Z", "2025-02-28", "/performance/period_start"),
        ("2025-02-01", "2025-02-30", "/performance/period_end"),
        ("2025-02-01", "2025-01-31", "/performance/period_end"),
        ("2025-02-01", "2026-02-02", "/performance/period_end"),
    ] {
        let mut page = documented_page();
        page["performance"]["period_start"] = json!(start);
        page["performance"]["period_end"] = json!(end);
        assert_eq!(warnings(&page), [path], "{start} {end}");
        assert!(summary_of(&page).unreadable, "{start} {end}");
    }
}

#[test]
fn redirects_and_ends_lead_only_where_it_is_safe() {
    for (url, followed) in [
        ("https://partner.example/done?x=1", true),
        ("myapp://vpp/done", true),
        ("http://127.0.0.1:8080/sandbox/tariff", true),
        ("javascript:alert(document.domain)", false),
        ("data:text/html,x", false),
        ("http://partner.example", false),
        ("", false),
    ] {
        for (route, name) in [
            ("session_redirect", "redirect_url"),
            ("session_complete", "callback_url"),
            ("session_complete", "callback_uri"),
        ] {
            let page = json!({"route": route, "connect_token": SECRET, "data": {name: url}});
            let decoded = read_page(&page).unwrap();
            let (Answer::Redirect(address) | Answer::Complete(address)) = decoded.answer else { panic!("{page}") };
            assert_eq!(address.as_ref().map(|address| address.as_str()), followed.then_some(url), "{page}");
            let paths: Vec<String> = decoded.warnings.iter().map(|warning| warning.path.to_string()).collect();
            let expected = if followed { vec![] } else { vec![format!("/data/{name}")] };
            assert_eq!(paths, expected, "{page}");
        }
    }
    let both = json!({"route": "session_complete", "data": {"callback_uri": "https://old.example", "callback_url": "https://new.example"}});
    assert!(
        matches!(read_page(&both).unwrap().answer, Answer::Complete(Some(url)) if url.as_str() == "https://new.example")
    );
    for data in
        [json!(null), json!({}), json!([]), json!("https://a.example"), json!({"redirect_url": 1, "callback_url": {}})]
    {
        let page = |route: &str| json!({"route": route, "data": data});
        assert_eq!(read_page(&page("session_redirect")).unwrap().answer, Answer::Redirect(None), "{data}");
        assert_eq!(read_page(&page("session_complete")).unwrap().answer, Answer::Complete(None), "{data}");
    }
}

#[test]
fn any_other_route_is_elsewhere_as_long_as_it_is_a_name() {
    for route in ["payment_history", "vpp_landing", "participation", "a", "x9_"] {
        let decoded = read_page(&json!({"route": route, "anything": [1]})).unwrap();
        assert!(matches!(decoded.answer, Answer::Elsewhere(name) if name.name() == route), "{route}");
    }
    for route in ["", "Payment", "../x", "a b", "payment-history", "https://x", "9x", "_x", &"x".repeat(65), "é"] {
        assert_eq!(unreadable(&json!({"route": route})).as_deref(), Some("/route"), "{route}");
    }
}

/// The path of what cannot be read, or nothing when the page can be.
fn unreadable(page: &Value) -> Option<String> {
    let problem = read_page(page).err()?;
    assert_eq!(problem.kind, ProblemKind::Unreadable);
    let detail = problem.detail.unwrap();
    Some(detail.split_once(": expected ").unwrap_or_else(|| panic!("{detail}")).0.to_owned())
}

#[test]
fn what_is_no_answer_at_all_is_unreadable() {
    for body in ["", " ", "OK", "<!doctype html><p>ok", "{\"route\":\"vpp_summary\"", "nul", "{}{}"] {
        assert_eq!(read(200, body).unwrap_err().kind, ProblemKind::Unreadable, "{body}");
    }
    for page in [json!(null), json!([]), json!("vpp_summary"), json!(1), json!({}), json!([{"route": "vpp_summary"}])] {
        assert_eq!(unreadable(&page).as_deref(), Some("/route"), "{page}");
    }
}

#[test]
fn a_page_cut_anywhere_is_unreadable() {
    let text = documented_page().to_string();
    for length in 0..text.len() {
        assert_eq!(read(200, &text[..length]).unwrap_err().kind, ProblemKind::Unreadable, "{length}");
    }
}
