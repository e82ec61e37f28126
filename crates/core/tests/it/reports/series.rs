//! What comes twice, what is zero, and what does not add up.

use super::{Shown, bucket, february, figures, line, marked, page, report, with_series};
use crate::support::page::Page;
use crate::support::shown::{count, earnings, facts};
use crate::support::{date, in_period, on, summary_of};
use serde_json::{Value, json};
use vpp_core::domain::{Intent, PeriodType};

#[test]
fn a_point_sent_twice_counts_once_in_any_order() {
    let answer = report("half-hours-twice");
    let mut orders = vec![answer.clone()];
    let mut series = answer["performance"]["series"].as_array().unwrap().clone();
    for _ in 0..6 {
        series.rotate_left(1);
        series.swap(1, 4);
        orders.push(with_series("DAY", "2025-02-16", "2025-02-16", json!(series)));
    }
    for mut answer in orders {
        answer["performance"]["earnings"] = json!(null);
        answer["performance"]["energy_dispatched_kwh"] = json!(null);
        let page = page(&answer);
        let shown = Shown::by(&page);
        assert_eq!(bucket(&shown, "2025-02-16T17:00:00-07:00").2, "USD 9");
        assert_eq!(bucket(&shown, "2025-02-16T18:00:00-07:00").2, "USD 1");
        // Without Connect's own total that of the series counts.
        assert_eq!((earnings(&shown), shown.remarks.len()), ("USD 10", 0));
        assert_eq!(facts(&shown)[0], ("Best hour", "USD 9"));
        assert_eq!(line(&page, "2025-02-16T17").as_deref(), Some("2025-02-16T17:00:00-07:00,9,USD,7"));
    }
}

#[test]
fn a_point_known_in_part_is_the_same_as_the_whole_one() {
    let whole = json!({"date": "2025-02-03", "dispatched_kwh": 2, "earnings": 3});
    let metered = json!({"date": "2025-02-03", "dispatched_kwh": 2, "earnings": null});
    let paid = json!({"date": "2025-02-03", "earnings": 3});
    let of = |series: Value| {
        let shown = figures(&february(series));
        let (mark, _, earnings, energy) = bucket(&shown, "2025-02-03");
        [mark, earnings, energy].map(str::to_owned)
    };
    for series in [json!([whole, metered, paid]), json!([metered, paid, whole]), json!([paid, whole, whole, metered])] {
        assert_eq!(of(series), ["earned", "USD 3", "2 kWh"]);
    }
    assert_eq!(of(json!([metered, metered])), ["pending", "Earnings not known yet", "2 kWh"]);
    // Different ones add up.
    let other = json!({"date": "2025-02-03", "dispatched_kwh": 2, "earnings": 4});
    assert_eq!(of(json!([whole, other, metered])), ["earned", "USD 7", "4 kWh"]);
    let hour = |time: &str| json!({"date": time, "dispatched_kwh": 2, "earnings": 3});
    let hours = [hour("2025-02-03T17:00:00-07:00"), hour("2025-02-03T17:15:00-07:00"), hour("2025-02-04T00:00:00Z")];
    assert_eq!(of(json!(hours)), ["earned", "USD 6", "4 kWh"], "the last one is the first in another offset");
}

#[test]
fn rows_of_zeros_are_no_dispatch() {
    let shown = figures(&report("zero-filled-month"));
    assert_eq!((count(&shown), marked(&shown, "earned"), marked(&shown, "none")), ("12 event days", 12, 16));
    assert_eq!(facts(&shown)[1], ("Average per event day", "USD 5.175"));
    assert_eq!(bucket(&shown, "2025-02-05"), ("none", None, "No event", ""));
    let shown = figures(&report("zero-filled-hours"));
    assert_eq!((count(&shown), shown.bars.len(), facts(&shown).len()), ("1 event hour", 24, 1));
    let zero = page(&report("all-zero-month"));
    assert!(zero.figures().empty.is_some() && facts(&zero.figures()).is_empty());
    assert_eq!(line(&zero, "2025-02-01").as_deref(), Some("2025-02-01,,USD,"));
}

#[test]
fn a_period_of_zeros_is_not_offered_as_the_last_with_dispatch() {
    let mut page = Page::ready(in_period(PeriodType::Month, "2024-12-01", vec![on("2024-12-03", "1", "1")]));
    page.reload(in_period(PeriodType::Month, "2025-01-01", vec![on("2025-01-03", "0", "0")]));
    page.reload(summary_of(&report("all-zero-month")));
    let offer = page.figures().empty.unwrap().offer.unwrap();
    assert_eq!(offer.intent, Intent::Open(PeriodType::Month, date("2024-12-01")));
}

#[test]
fn energy_that_does_not_add_up_is_remarked_on() {
    for answer in [report("energy-total-double"), report("energy-total-half")] {
        let shown = figures(&answer);
        assert!(shown.remarks[0].starts_with("The bars add up to 54.7 kWh."), "{:?}", shown.remarks);
        assert_eq!(shown.remarks.len(), 1);
    }
}
