//! From Connect's answers to the domain.

use crate::support::{
    SECRET, decimal, dispatch, documented, documented_page, page_of, read, read_page, summary_of, warnings,
};
use serde_json::{Value, json};
use vpp_core::domain::Answer;
use vpp_core::domain::performance::Dispatch;
use vpp_core::domain::{Action, Participation, PeriodType, ProblemKind};

#[test]
fn additions_of_newer_releases_change_nothing_else() {
    let decoded = read_page(&page_of("additions")).unwrap();
    assert_eq!(decoded.answer, Answer::Summary(documented().into()));
    assert_eq!(warnings(&page_of("additions")), ["/performance/available_period_types/1", "/actions/2"]);
}

#[test]
fn unknown_names_are_left_out_and_never_a_failure() {
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
fn amounts_are_exact_and_may_be_negative() {
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
fn a_missing_total_is_the_sum_of_the_series() {
    let mut page = documented_page();
    page["performance"]["earnings"] = Value::Null;
    page["performance"]["energy_dispatched_kwh"] = Value::Null;
    assert_eq!(summary_of(&page).performance.unwrap().total, dispatch("54.7", "62.1"));
    page["performance"]["series"][3]["earnings"] = json!("5.22");
    assert!(summary_of(&page).unreadable, "a sum with a gap is not a total");
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
fn a_link_to_read_more_is_an_https_address_or_absent() {
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
fn figures_without_a_valid_period_are_unreadable() {
    for (start, end, path) in [
        ("2025-02-29", "2025-03-01", "/performance/period_start"),
        ("2025-02-01T00:00:00Z", "2025-02-28", "/performance/period_start"),
        ("2025-02-01", "2025-02-30", "/performance/period_end"),
        ("2025-02-01", "2025-01-31", "/performance/period_end"),
        ("2025-02-01", "2058-06-01", "/performance/period_end"),
    ] {
        let mut page = documented_page();
        page["performance"]["period_start"] = json!(start);
        page["performance"]["period_end"] = json!(end);
        assert_eq!(warnings(&page), [path], "{start} {end}");
        assert!(summary_of(&page).unreadable, "{start} {end}");
    }
}

#[test]
fn redirects_and_callbacks_lead_only_to_safe_addresses() {
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

/// The path of what cannot be read; `None` when the page can be.
fn unreadable(page: &Value) -> Option<String> {
    let problem = read_page(page).err()?;
    assert_eq!(problem.kind, ProblemKind::Unreadable);
    let detail = problem.detail.unwrap();
    Some(detail.split_once(": expected ").unwrap_or_else(|| panic!("{detail}")).0.to_owned())
}

#[test]
fn a_body_that_is_not_an_answer_is_unreadable() {
    for body in ["", " ", "OK", "<!doctype html><p>ok", "{\"route\":\"vpp_summary\"", "nul", "{}{}"] {
        assert_eq!(read(200, body).unwrap_err().kind, ProblemKind::Unreadable, "{body}");
    }
    for page in [json!(null), json!([]), json!("vpp_summary"), json!(1), json!({}), json!([{"route": "vpp_summary"}])] {
        assert_eq!(unreadable(&page).as_deref(), Some("/route"), "{page}");
    }
}

#[test]
fn a_truncated_page_is_unreadable_wherever_it_is_cut() {
    let text = documented_page().to_string();
    for length in (0..text.len()).step_by(7).chain([text.len() - 1]) {
        assert_eq!(read(200, &text[..length]).unwrap_err().kind, ProblemKind::Unreadable, "{length}");
    }
}

/// The documented page as a draft of the API had it: all fields but the route under `data`.
fn under_data(mut page: Value) -> Value {
    let mut fields = page.as_object_mut().unwrap().clone();
    fields.remove("route");
    json!({"route": "vpp_summary", "connect_token": SECRET, "data": fields})
}

#[test]
fn fields_under_data_are_read_as_those_at_the_top_level() {
    assert_eq!(summary_of(&under_data(documented_page())), documented());
    assert_eq!(warnings(&under_data(documented_page())), [""; 0]);
}

#[test]
fn problems_under_data_are_reported_where_they_are() {
    let mut page = under_data(documented_page());
    page["data"]["timezone"] = json!(7);
    page["data"]["performance"]["series"][3]["date"] = json!("2025-02-30");
    assert_eq!(warnings(&page), ["/data/performance/series/3/date", "/data/timezone"]);
    page["data"]["programme"] = json!(7);
    assert_eq!(unreadable(&page).as_deref(), Some("/data/programme"));
}

#[test]
fn fields_may_be_partly_under_data() {
    let whole = documented_page();
    for key in ["live_mode", "actions", "timezone", "currency_code", "tariff_connected", "performance"] {
        let mut page = under_data(documented_page());
        page["data"].as_object_mut().unwrap().remove(key);
        page[key] = whole[key].clone();
        assert_eq!(summary_of(&page), documented(), "{key}");
        assert_eq!(warnings(&page), [""; 0], "{key}");
    }
}

#[test]
fn fields_at_the_top_level_win_over_those_under_data() {
    let mut page = documented_page();
    page["data"] = json!({"programme": {"programme_display_name": "Draft"}, "timezone": "UTC"});
    assert_eq!(summary_of(&page), documented());
}

#[test]
fn a_page_without_a_programme_is_unreadable() {
    assert_eq!(unreadable(&json!({"route": "vpp_summary", "data": null})).as_deref(), Some("/programme"));
    for data in [json!({}), json!([]), json!("x"), json!(7)] {
        let page = json!({"route": "vpp_summary", "data": data});
        assert_eq!(unreadable(&page).as_deref(), Some("/data/programme"), "{data}");
    }
}
