//! The documented page with one value missing or of another type, for every value: it is left out with a warning, or the
//! page is unreadable; either way the path says where.

use crate::support::wire::schema;
use crate::support::{documented, documented_figures, documented_page, read_page};
use serde_json::{Value, json};
use vpp_core::domain::{Answer, Point, ProblemKind, Summary};

/// The result of reading a page.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    /// It can be read, with warnings at these paths.
    Read(Vec<String>),
    /// It cannot, because of the value at this path.
    Unreadable(String),
}

fn outcome(page: &Value) -> (Outcome, Option<Summary>) {
    match read_page(page) {
        Ok(decoded) => {
            let paths = decoded.warnings.iter().map(|warning| warning.path.to_string()).collect();
            let Answer::Summary(summary) = decoded.answer else { panic!("{page} should be a summary") };
            (Outcome::Read(paths), Some(Summary::clone(&summary)))
        }
        Err(problem) => {
            assert_eq!(problem.kind, ProblemKind::Unreadable, "{page}");
            let detail = problem.detail.unwrap();
            (Outcome::Unreadable(detail.split(": expected ").next().unwrap().to_owned()), None)
        }
    }
}

/// How much the page needs a value.
#[derive(Clone, Copy)]
enum Need {
    /// It is never read.
    Ignored,
    /// It may be missing; a value of another type is left out with a warning.
    MayBeMissing,
    /// Without it there is a warning.
    Wanted,
    /// Without it the page is unreadable.
    Required,
}
use Need::{Ignored, MayBeMissing, Required, Wanted};

/// The values of the documented page, with one point of the series for all.
const NEEDS: [(&str, Need); 25] = [
    ("/connect_token", Ignored),
    ("/route", Required),
    ("/timezone", Wanted),
    ("/currency_code", Wanted),
    ("/live_mode", Wanted),
    ("/actions", Wanted),
    ("/tariff_connected", Wanted),
    ("/programme", Required),
    ("/programme/provider_id", Ignored),
    ("/programme/provider_display_name", Wanted),
    ("/programme/programme_id", Ignored),
    ("/programme/programme_display_name", Wanted),
    ("/programme/learn_more_url", MayBeMissing),
    ("/programme/participation_state", Wanted),
    ("/performance/period_type", Wanted),
    ("/performance/period_start", Wanted),
    ("/performance/period_end", Wanted),
    ("/performance/available_period_types", Wanted),
    ("/performance/has_previous", Wanted),
    ("/performance/has_next", Wanted),
    ("/performance/energy_dispatched_kwh", MayBeMissing),
    ("/performance/earnings", MayBeMissing),
    ("/performance/series", Wanted),
    ("/performance/series/3/dispatched_kwh", Wanted),
    ("/performance/series/3/earnings", Wanted),
];

fn samples() -> [Value; 6] {
    [json!(null), json!(true), json!(7), json!("7 of something"), json!(["7"]), json!({"a": 7})]
}

fn same_type(a: &Value, b: &Value) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}

fn with(path: &str, value: Value) -> Value {
    let mut page = documented_page();
    *page.pointer_mut(path).unwrap() = value;
    page
}

fn without(path: &str) -> Value {
    let mut page = documented_page();
    let (parent, name) = path.rsplit_once('/').unwrap();
    page.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name).unwrap();
    page
}

/// The changed pages: what was changed, whether the value is missing, and the page.
fn changes(path: &str) -> Vec<(String, bool, Value)> {
    let now = documented_page().pointer(path).unwrap().clone();
    let mut changes = vec![(format!("{path} removed"), true, without(path))];
    for sample in samples() {
        if !same_type(&sample, &now) {
            changes.push((format!("{path} = {sample}"), sample.is_null(), with(path, sample)));
        }
    }
    changes
}

#[test]
fn a_damaged_value_is_reported_by_its_path() {
    for (path, need) in NEEDS {
        for (what, missing, page) in changes(path) {
            let expected = match need {
                Ignored => Outcome::Read(vec![]),
                MayBeMissing if missing => Outcome::Read(vec![]),
                Wanted | MayBeMissing => Outcome::Read(vec![path.to_owned()]),
                Required => Outcome::Unreadable(path.to_owned()),
            };
            assert_eq!(outcome(&page).0, expected, "{what}");
        }
    }
}

#[test]
fn a_page_that_is_valid_for_the_schema_is_readable() {
    for (path, _) in NEEDS {
        for (what, _, page) in changes(path) {
            if schema::check("answer/vpp_summary", &page).is_ok() && page["performance"]["period_type"] == "MONTH" {
                assert!(matches!(outcome(&page).0, Outcome::Read(_)), "{what} is valid");
            }
        }
    }
}

#[test]
fn every_value_of_the_documented_page_is_tested() {
    let mut known: Vec<String> = NEEDS.iter().map(|(path, _)| (*path).to_owned()).collect();
    known.extend(["/performance".to_owned(), "/performance/series/3/date".to_owned()]);
    let page = documented_page();
    for (base, value) in [
        ("", &page),
        ("/programme", &page["programme"]),
        ("/performance", &page["performance"]),
        ("/performance/series/3", &page["performance"]["series"][3]),
    ] {
        for name in value.as_object().unwrap().keys() {
            assert!(known.contains(&format!("{base}/{name}")), "{base}/{name} is not tested");
        }
    }
}

/// Values without which no figures are shown.
const NO_FIGURES_WITHOUT: [&str; 6] = [
    "/currency_code",
    "/performance/period_type",
    "/performance/period_start",
    "/performance/period_end",
    "/performance/energy_dispatched_kwh",
    "/performance/earnings",
];

#[test]
fn leaving_a_value_out_changes_nothing_else() {
    let whole = documented();
    for (path, _) in NEEDS {
        for (what, _, page) in changes(path) {
            let Some(mut summary) = outcome(&page).1 else { continue };
            if std::mem::take(&mut summary.unreadable) {
                // Wrong figures would be worse than none; the rest of the page stays.
                assert!(NO_FIGURES_WITHOUT.contains(&path), "{what}");
                assert_eq!(std::mem::replace(&mut summary.performance, whole.performance.clone()), None, "{what}");
                assert_eq!(summary, whole, "{what}");
                continue;
            }
            let (shown, was) = (summary.performance.as_mut().unwrap(), whole.performance.as_ref().unwrap());
            match path {
                "/timezone" => assert_eq!(std::mem::replace(&mut summary.time_zone, whole.time_zone.clone()), ""),
                "/actions" => assert!(std::mem::replace(&mut summary.actions, whole.actions.clone()).is_empty()),
                "/tariff_connected" => {
                    assert_eq!(std::mem::replace(&mut summary.tariff_connected, whole.tariff_connected), None);
                }
                "/performance/has_previous" => assert!(!std::mem::replace(&mut shown.has_previous, was.has_previous)),
                "/performance/available_period_types" => {
                    assert!(std::mem::replace(&mut shown.available, was.available.clone()).is_empty());
                }
                "/performance/series" => {
                    assert!(std::mem::replace(&mut shown.points, was.points.clone()).is_empty());
                    let missing = page["performance"]["series"].is_null();
                    assert_eq!(std::mem::take(&mut shown.undated), !missing, "{what}");
                }
                "/performance/series/3/dispatched_kwh" | "/performance/series/3/earnings" => {
                    // Without its energy the point keeps its earnings; what is not understood keeps nothing.
                    let (energy, earnings) = (was.points[3].energy, was.points[3].earnings);
                    let missing = page["performance"]["series"][3]["earnings"].is_null();
                    let (energy, earnings) =
                        if path.ends_with("kwh") { (None, earnings) } else { (energy.filter(|_| missing), None) };
                    assert_eq!(shown.points[3], Point { energy, earnings, ..was.points[3] }, "{what}");
                    shown.points[3] = was.points[3];
                }
                _ => {}
            }
            match path.strip_prefix("/programme/") {
                Some("provider_display_name") => summary.programme.provider = "Leap".to_owned(),
                Some("programme_display_name") => summary.programme.name = "Community Powershare".to_owned(),
                Some("participation_state") => summary.programme.participation = whole.programme.participation.clone(),
                Some("learn_more_url") => summary.programme.learn_more = whole.programme.learn_more.clone(),
                _ => {}
            }
            // An unknown mode counts as live, and the missing totals are the sums of the series, as on the whole page.
            assert_eq!(summary, whole, "{what}");
        }
    }
}

#[test]
fn a_performance_of_another_type_is_unreadable_but_may_be_missing() {
    for page in [without("/performance"), with("/performance", json!(null))] {
        let (outcome, summary) = outcome(&page);
        assert_eq!(outcome, Outcome::Read(vec![]));
        assert_eq!(summary.unwrap().performance, None);
    }
    for sample in [json!(true), json!(7), json!("x"), json!([]), json!({})] {
        let (outcome, summary) = outcome(&with("/performance", sample));
        assert_eq!(outcome, Outcome::Read(vec!["/performance/period_type".to_owned()]));
        assert!(summary.unwrap().unreadable);
    }
}

#[test]
fn a_page_without_performance_needs_no_currency() {
    let mut page = without("/performance");
    page["currency_code"] = json!(null);
    assert_eq!(outcome(&page).0, Outcome::Read(vec![]));
}

#[test]
fn a_point_without_a_date_is_left_out() {
    let path = "/performance/series/3/date";
    for (what, _, page) in
        changes(path).into_iter().chain([("a wrong date".to_owned(), false, with(path, json!("2025-02-30")))])
    {
        let (outcome, summary) = outcome(&page);
        assert_eq!(outcome, Outcome::Read(vec![path.to_owned()]), "{what}");
        let mut points = documented_figures().points;
        points.remove(3);
        let shown = summary.unwrap().performance.unwrap();
        assert_eq!((shown.points, shown.undated), (points, true), "{what}");
    }
}

#[test]
fn a_point_that_is_not_an_object_is_left_out() {
    for sample in samples().into_iter().filter(|sample| !sample.is_object()) {
        let (outcome, summary) = outcome(&with("/performance/series/3", sample.clone()));
        let Outcome::Read(paths) = outcome else { panic!("{sample}") };
        assert!(paths.contains(&"/performance/series/3/date".to_owned()), "{sample}: {paths:?}");
        assert!(paths.iter().all(|path| path.starts_with("/performance/series/3/")), "{sample}: {paths:?}");
        assert_eq!(summary.unwrap().performance.unwrap().points.len(), 11, "{sample}");
    }
}

#[test]
fn an_element_that_is_not_a_name_is_left_out_of_its_list() {
    for (path, list) in [("/actions/2", "actions"), ("/performance/available_period_types/1", "types")] {
        for sample in samples() {
            let (outcome, summary) = outcome(&with(path, sample.clone()));
            assert_eq!(outcome, Outcome::Read(vec![path.to_owned()]), "{sample}");
            let summary = summary.unwrap();
            let left =
                if list == "actions" { summary.actions.len() } else { summary.performance.unwrap().available.len() };
            assert_eq!(left, if list == "actions" { 5 } else { 2 }, "{sample}");
        }
    }
}

#[test]
fn a_currency_is_three_letters_in_any_case() {
    for code in ["usd", "Usd", "USD"] {
        let summary = outcome(&with("/currency_code", json!(code))).1.unwrap();
        assert_eq!(summary.performance.unwrap().currency, "USD");
    }
    for code in ["", "US", "USDT", "U$D", "US ", "ÜS", "١٢٣"] {
        let expected = Outcome::Read(vec!["/currency_code".to_owned()]);
        assert_eq!(outcome(&with("/currency_code", json!(code))).0, expected, "{code}");
    }
}
