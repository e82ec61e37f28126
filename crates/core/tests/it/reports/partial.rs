//! What is known in part, and what is not understood.

use super::{INCOMPLETE, Shown, bucket, february, figures, line, marked, page, report, with_series};
use crate::support::shown::{count, earnings, energy, facts};
use serde_json::json;
use vpp_core::state::{CursorMove, Measure, Msg};
use vpp_core::view_model::Export;

#[test]
fn energy_whose_earnings_are_not_known_yet_is_shown() {
    let answer = report("pending-earnings");
    let mut page = page(&answer);
    let shown = Shown::by(&page);
    assert_eq!(bucket(&shown, "2025-02-08"), ("pending", None, "Earnings not known yet", "3.52 kWh"));
    assert_eq!(count(&shown), "12 event days");
    assert_eq!(shown.remarks, [INCOMPLETE]);
    // 58.1 / 12 and 58.1 / 54.7 would both be wrong.
    assert_eq!(facts(&shown), [("Best day", "USD 8.91")]);
    assert_eq!(line(&page, "2025-02-08").as_deref(), Some("2025-02-08,,USD,3.52"));
    let read = page.read(CursorMove::Hover(7)).unwrap();
    assert_eq!((read.value.as_str(), read.detail.as_str()), ("Earnings not known yet", "3.52 kWh"));
    page.send(Msg::MeasureSelected(Measure::Energy));
    assert_eq!(bucket(&Shown::by(&page), "2025-02-08").1, Some(3_520_000));
    let read = page.readout().unwrap();
    assert_eq!((read.value.as_str(), read.detail.as_str()), ("3.52 kWh", "Earnings not known yet · 6 % of 54.7 kWh"));
}

#[test]
fn earnings_without_energy_are_shown_as_earnings() {
    let mut page = page(&report("earnings-without-energy"));
    let shown = Shown::by(&page);
    assert_eq!(bucket(&shown, "2025-02-08"), ("earned", Some(4_000_000), "USD 4", ""));
    assert_eq!((count(&shown), shown.remarks.as_slice()), ("12 event days", &[][..]));
    // The earnings are all there, but not for the energy.
    assert_eq!(facts(&shown), [("Best day", "USD 8.91"), ("Average per event day", "USD 5.175")]);
    assert_eq!(line(&page, "2025-02-08").as_deref(), Some("2025-02-08,4,USD,"));
    assert_eq!(page.read(CursorMove::Hover(7)).unwrap().detail, "6 % of USD 62.1");
    page.send(Msg::MeasureSelected(Measure::Energy));
    let read = page.readout().unwrap();
    assert_eq!(
        (bucket(&Shown::by(&page), "2025-02-08").1, read.value.as_str(), read.detail.as_str()),
        (None, "USD 4", "")
    );
}

#[test]
fn a_point_that_is_not_understood_never_says_that_nothing_came() {
    let known = json!({"date": "2025-02-03", "dispatched_kwh": 2, "earnings": 3});
    for damaged in [
        json!({"date": "2025-02-08", "dispatched_kwh": 3.52, "earnings": "4.00"}),
        json!({"date": "2025-02-08", "dispatched_kwh": null, "earnings": null}),
        json!({"date": "2025-02-08", "earnings": 0}),
        json!({"date": "2025-02-08"}),
        json!({"date": "2025-02-08", "dispatched_kwh": 1, "earnings": 1e30}),
    ] {
        let mut page = page(&february(json!([known, damaged])));
        let shown = Shown::by(&page);
        assert_eq!(bucket(&shown, "2025-02-08"), ("unknown", None, "Not known", ""), "{damaged}");
        assert_eq!((marked(&shown, "none"), count(&shown)), (26, "Event days: 1+"), "{damaged}");
        assert!(shown.chart_summary.ends_with(INCOMPLETE) && shown.remarks.contains(&INCOMPLETE.to_owned()));
        assert_eq!(facts(&shown), [], "{damaged}");
        assert_eq!(line(&page, "2025-02-08"), None, "a line without figures would say that nothing was dispatched");
        assert_eq!(page.read(CursorMove::Hover(7)).unwrap().value_text, "Saturday 2025-02-08: Not known");
    }
    for undated in [
        json!({"date": "8 February", "dispatched_kwh": 1, "earnings": 1}),
        json!({"dispatched_kwh": 1, "earnings": 1}),
        json!(null),
        json!("2025-02-08"),
    ] {
        let page = page(&february(json!([known, undated])));
        // Wherever the point belongs, also after today.
        let shown = Shown::by(&page.on("2025-02-10"));
        assert_eq!((marked(&shown, "unknown"), marked(&shown, "earned")), (27, 1), "{undated}");
        assert_eq!(bucket(&shown, "2025-02-03"), ("earned", Some(3_000_000), "USD 3", "2 kWh"), "{undated}");
        assert_eq!(page.in_env(Export::of).unwrap().text.lines().count(), 2, "{undated}");
    }
    let mut nothing = february(json!({"date": "2025-02-08"}));
    (nothing["performance"]["earnings"], nothing["performance"]["energy_dispatched_kwh"]) = (json!(0), json!(0));
    let shown = figures(&nothing);
    assert_eq!((marked(&shown, "unknown"), shown.figures.empty), (28, None));
}

#[test]
fn no_energy_whose_earnings_are_not_known_is_no_dispatch() {
    let known = json!({"date": "2025-02-03", "dispatched_kwh": 2, "earnings": 3});
    for idle in [
        json!({"date": "2025-02-08", "dispatched_kwh": 0, "earnings": null}),
        json!({"date": "2025-02-08", "dispatched_kwh": 0}),
    ] {
        let shown = figures(&february(json!([known, idle])));
        assert_eq!(bucket(&shown, "2025-02-08"), ("none", None, "No event", ""), "{idle}");
        assert_eq!(count(&shown), "1 event day");
    }
}

#[test]
fn a_total_that_connect_leaves_out_is_the_sum_of_what_is_known() {
    let known = json!({"date": "2025-02-03", "dispatched_kwh": 2, "earnings": 3});
    let unpaid = json!({"date": "2025-02-08", "dispatched_kwh": 3.5, "earnings": null});
    let unmetered = json!({"date": "2025-02-09", "earnings": 4});
    for (series, money, metered) in [
        (json!([known, unpaid]), "USD 3", "5.5 kWh"),
        (json!([known, unmetered]), "USD 7", "2 kWh"),
        // Nothing known is not the same as nothing.
        (json!([unpaid]), "Earnings not known yet", "3.5 kWh"),
        (json!([unmetered]), "USD 4", "Not known"),
        (json!([]), "USD 0", "0 kWh"),
    ] {
        for missing in [true, false] {
            let mut answer = february(series.clone());
            let shown = answer["performance"].as_object_mut().unwrap();
            for key in ["earnings", "energy_dispatched_kwh"] {
                if missing {
                    shown.remove(key)
                } else {
                    shown.insert(key.to_owned(), json!(null))
                };
            }
            let shown = figures(&answer);
            assert_eq!((earnings(&shown), energy(&shown)), (money, metered), "{series}");
            assert!(!shown.remarks.iter().any(|remark| remark.contains("add up")), "{series}");
        }
    }
}

#[test]
fn an_undated_point_is_told_although_every_bucket_has_figures() {
    let day = |day| json!({"date": format!("2025-02-{day:02}"), "dispatched_kwh": 1, "earnings": 1});
    let mut series: Vec<_> = (1..=28).map(day).collect();
    series.push(json!({"date": "soon", "dispatched_kwh": 1, "earnings": 1}));
    let shown = figures(&february(json!(series)));
    assert_eq!((count(&shown), marked(&shown, "earned")), ("Event days: 28+", 28));
    assert!(shown.remarks.contains(&INCOMPLETE.to_owned()), "{:?}", shown.remarks);
    assert!(!facts(&shown).iter().any(|(name, _)| name.contains("Average per day")), "{:?}", facts(&shown));
}

#[test]
fn a_day_to_come_without_figures_is_still_to_come() {
    let rows = json!([
        {"date": "2025-02-03", "dispatched_kwh": 2, "earnings": 3},
        {"date": "2025-02-27", "dispatched_kwh": 0, "earnings": null},
        {"date": "2025-02-28", "dispatched_kwh": 0, "earnings": 0},
    ]);
    let page = page(&february(rows)).on("2025-02-10");
    let shown = Shown::by(&page);
    for day in ["2025-02-11", "2025-02-27", "2025-02-28"] {
        assert_eq!(bucket(&shown, day), ("future", None, "Still to come", ""), "{day}");
        assert_eq!(line(&page, day), None, "{day}");
    }
    assert_eq!(count(&shown), "1 event day");
}

#[test]
fn months_of_days_have_what_is_known_of_them() {
    let rows = json!([
        {"date": "2024-01-02", "dispatched_kwh": 2, "earnings": 3},
        {"date": "2024-01-03", "dispatched_kwh": 1, "earnings": null},
        {"date": "2024-02-03", "dispatched_kwh": 5, "earnings": null},
        {"date": "2024-03-03", "dispatched_kwh": 5, "earnings": "x"},
        {"date": "2024-04-03", "earnings": -1},
    ]);
    let mut page = page(&with_series("YEAR", "2024-01-01", "2024-12-31", rows)).narrow();
    let shown = Shown::by(&page);
    assert_eq!(bucket(&shown, "2024-01"), ("earned", Some(3_000_000), "USD 3", "3 kWh"));
    assert_eq!(bucket(&shown, "2024-02"), ("pending", None, "Earnings not known yet", "5 kWh"));
    assert_eq!(bucket(&shown, "2024-03"), ("unknown", None, "Not known", ""));
    assert_eq!(bucket(&shown, "2024-04"), ("penalty", Some(-1_000_000), "USD -1", ""));
    assert_eq!((bucket(&shown, "2024-05").0, count(&shown)), ("none", "Event days: 4+"));
    // Three dollars for three kilowatt-hours would be wrong: one of them is not paid yet.
    assert!(!page.read(CursorMove::Hover(0)).unwrap().detail.contains("/kWh"));
}
