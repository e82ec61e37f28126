//! The three lines above the chart.

use crate::support::page::Page;
use crate::support::shown::{earnings, energy, third_line};
use crate::support::{any, at, date, decimal, dispatch, documented, documented_with_figures, in_period, on};
use proptest::prelude::*;
use vpp_core::domain::{Participation, Period, PeriodType, Point, Summary};
use vpp_core::state::{CursorMove, Measure, Msg};
use vpp_core::view_model::PeriodView;

fn february(points: Vec<Point>) -> Summary {
    in_period(PeriodType::Month, "2025-02-01", points)
}

fn of_energy(mut page: Page) -> Page {
    page.send(Msg::MeasureSelected(Measure::Energy));
    page
}

fn label(summary: Summary, today: &str) -> String {
    Page::ready(summary).on(today).figures().headline.label
}

#[test]
fn a_running_period_says_so_and_how_many_days_it_has_left() {
    for (today, expected) in [
        ("2025-01-31", "Earned"),
        ("2025-02-01", "Earned so far · 27 days to go"),
        ("2025-02-27", "Earned so far · 1 day to go"),
        ("2025-02-28", "Earned so far"),
        ("2025-03-01", "Earned"),
    ] {
        assert_eq!(label(documented(), today), expected, "{today}");
    }
    let one = |kind| in_period(kind, "2025-02-16", vec![on("2025-02-16", "1", "1")]);
    assert_eq!(label(one(PeriodType::Day), "2025-02-16"), "Earned so far");
    assert_eq!(label(one(PeriodType::Day), "2025-02-17"), "Earned");
    assert_eq!(label(one(PeriodType::Year), "2025-02-16"), "Earned so far · 318 days to go");
    assert_eq!(label(one(PeriodType::Year), "2025-12-31"), "Earned so far");
    let billing = documented_with_figures(|figures| {
        figures.period = Period::stated(PeriodType::Month, date("2025-02-10"), date("2025-03-09")).unwrap();
    });
    assert_eq!(label(billing, "2025-02-28"), "Earned so far · 9 days to go");
}

#[test]
fn what_cannot_earn_any_more_is_not_running() {
    let in_state = |state| {
        let mut summary = documented();
        summary.programme.participation = Participation::parse(state);
        label(summary, "2025-02-16")
    };
    for state in ["UNENROLLED", "FAILED", "NOT_ENROLLED"] {
        assert_eq!(in_state(state), "Earned", "{state}");
    }
    for state in ["ACTIVE", "ENROLLING", "SUSPENDED", "UNENROLLING", "NEW"] {
        assert_eq!(in_state(state), "Earned so far · 12 days to go", "{state}");
    }
    // The device's clock may be behind: Connect has a period after this one.
    assert_eq!(label(documented_with_figures(|figures| figures.has_next = true), "2025-02-16"), "Earned");
}

#[test]
fn a_negative_total_is_a_net_result_and_zero_is_none() {
    let total = |earnings| documented_with_figures(|figures| figures.total = dispatch("1", earnings));
    assert_eq!(label(total("-0.01"), "2025-02-16"), "Net result · 12 days to go");
    assert_eq!(label(total("-0.01"), "2025-02-28"), "Net result");
    assert_eq!(label(total("-0.01"), "2025-03-01"), "Net result");
    assert_eq!(label(total("0"), "2025-02-16"), "Earned so far · 12 days to go");
    assert_eq!(label(total("0"), "2025-03-01"), "Earned");
    let figures = Page::ready(total("-3.2")).figures();
    assert_eq!(figures.headline.totals[0].text, "USD -3.2");
}

#[test]
fn the_amount_follows_the_chart() {
    let page = Page::documented();
    let totals = |figures: &PeriodView| figures.headline.totals.clone().map(|total| (total.name, total.text));
    let earned = ("earnings", "USD 62.1".to_owned());
    let contributed = ("energy", "54.7 kWh".to_owned());
    assert_eq!(totals(&page.figures()), [earned.clone(), contributed.clone()]);
    let page = of_energy(page);
    assert_eq!(totals(&page.figures()), [contributed, earned]);
    assert_eq!(third_line(&page.figures()), "USD 62.1 · 12 event days last Fri 02-28");
    let label = |page: &Page, today: &str| page.on(today).figures().headline.label;
    assert_eq!(label(&page, "2025-02-16"), "Energy contributed · 12 days to go");
    assert_eq!(label(&page, "2025-03-01"), "Energy contributed");
    let charged = of_energy(Page::ready(february(vec![on("2025-02-03", "1", "-3")])));
    assert_eq!(label(&charged, "2025-03-01"), "Energy contributed", "it is not a net result");
}

#[test]
fn the_third_line_has_the_other_total_the_count_and_the_last_event() {
    let line = |summary| third_line(&Page::ready(summary).figures());
    assert_eq!(line(documented()), "54.7 kWh · 12 event days last Fri 02-28");
    assert_eq!(line(february(vec![on("2025-02-03", "1", "2")])), "1 kWh · 1 event day last Mon 02-03");
    // There may be more than were understood.
    let unknown = vec![on("2025-02-03", "1", "2"), on("2025-02-08", "?", "?")];
    assert_eq!(line(february(unknown)), "1 kWh · Event days: 1+ last Mon 02-03");
    let mut undated = documented();
    undated.performance.as_mut().unwrap().undated = true;
    assert_eq!(line(undated), "54.7 kWh · Event days: 12+ last Fri 02-28");
    // Energy whose money is not settled has happened.
    let unpaid = vec![on("2025-02-03", "1", "2"), on("2025-02-08", "3.5", "?")];
    let mut page = Page::ready(february(unpaid));
    assert_eq!(third_line(&page.figures()), "4.5 kWh · 2 event days last Sat 02-08");
    // Nobody knows when it was.
    assert_eq!(line(documented_with_figures(|figures| figures.points.clear())), "54.7 kWh");
    page.answer_unknown_energy();
    assert_eq!(third_line(&page.figures()), "Not known · 2 event days last Sat 02-08");
}

impl Page {
    /// The same figures, whose energy nobody knows.
    fn answer_unknown_energy(&mut self) {
        let mut summary = (**self.model.summary.as_ref().unwrap()).clone();
        summary.performance.as_mut().unwrap().knows_energy = false;
        self.reload(summary);
    }
}

#[test]
fn where_something_was_charged_the_third_line_has_both_sides() {
    let points = || vec![on("2025-02-03", "1", "30"), on("2025-02-03", "2", "-5"), on("2025-02-07", "3", "-20.71")];
    let page = Page::ready(february(points()));
    assert_eq!(third_line(&page.figures()), "Paid USD 30 · Charged USD -25.71");
    assert_eq!((page.figures().headline.last, earnings(&page.figures())), (None, "USD 4.29"));
    // Where the chart shows energy, the money is the other total.
    assert_eq!(third_line(&of_energy(page).figures()), "USD 4.29 · 2 event days last Fri 02-07");
    let only = Page::ready(february(vec![on("2025-02-07", "3", "-20.71")])).figures();
    assert_eq!(third_line(&only), "Paid USD 0 · Charged USD -20.71");
    // What does not add up to Connect's own total would only be another riddle.
    let mut differs = february(points());
    differs.performance.as_mut().unwrap().total.earnings = decimal("4.3");
    assert_eq!(third_line(&Page::ready(differs).figures()), "6 kWh · 2 event days last Fri 02-07");
}

#[test]
fn an_empty_period_has_no_third_line() {
    for points in [vec![], vec![on("2025-02-03", "0", "0")]] {
        for page in [Page::ready(february(points.clone())), of_energy(Page::ready(february(points)))] {
            let figures = page.figures();
            assert!(figures.empty.is_some());
            assert_eq!((third_line(&figures).as_str(), figures.headline.last.as_ref()), ("", None));
            assert_eq!((earnings(&figures), energy(&figures)), ("USD 0", "0 kWh"), "for screen readers");
        }
    }
}

#[test]
fn a_total_of_energy_has_one_decimal_and_two_if_there_is_hardly_any() {
    for (total, expected) in [
        ("576.54", "576.5 kWh"),
        ("54.75", "54.8 kWh"),
        ("45.2", "45.2 kWh"),
        ("1", "1 kWh"),
        ("1.04", "1 kWh"),
        ("0.994", "0.99 kWh"),
        ("0.05", "0.05 kWh"),
        ("0", "0 kWh"),
        ("-0.25", "-0.25 kWh"),
        ("-54.75", "-54.8 kWh"),
    ] {
        let page = Page::ready(documented_with_figures(|figures| figures.total.energy = decimal(total)));
        assert_eq!(energy(&page.figures()), expected);
        // A day has two.
        assert_eq!(page.log()[0].detail.split(" · ").next(), Some("4.87 kWh"));
    }
}

#[test]
fn the_last_event_is_one_of_the_bars_and_is_read_there() {
    let hours = vec![at("2025-02-16T17:00:00-07:00", "1", "1"), at("2025-02-16T18:30:00-07:00", "1", "2")];
    let days = || vec![on("2025-01-05", "1", "2"), on("2025-02-01", "1", "1"), on("2025-02-09", "1", "?")];
    let year = |points| Page::ready(in_period(PeriodType::Year, "2025-01-01", points));
    for (page, index, text) in [
        (Page::documented(), 27, "last Fri 02-28"),
        (Page::ready(in_period(PeriodType::Day, "2025-02-16", hours)), 18, "last 18:00"),
        (year(vec![on("2025-01-01", "1", "1"), on("2025-03-01", "1", "1")]), 2, "last Mar"),
        (year(days()), 39, "last Sun 02-09"),
        // On a narrow chart the bars are months.
        (year(days()).narrow(), 1, "last Feb"),
    ] {
        let last = page.figures().headline.last.unwrap();
        assert_eq!((last.index, last.text.as_str()), (index, text));
        let read = page.clone().read(CursorMove::Hover(last.index)).unwrap();
        assert_eq!((read.value, read.detail), (page.log()[0].value.clone(), page.log()[0].detail.clone()), "{text}");
    }
}

proptest! {
    #![proptest_config(crate::support::cases(96))]

    #[test]
    fn both_totals_are_there_once_and_hold_nothing_but_the_figure(
        summary in any::summary(), measure in prop_oneof![Just(Measure::Earnings), Just(Measure::Energy)],
    ) {
        let performance = summary.performance.clone();
        let mut page = Page::ready(summary);
        page.send(Msg::MeasureSelected(measure));
        let view = page.view();
        let Some(figures) = view.figures() else { return Ok(()) };
        let performance = performance.unwrap();
        let total = format!("{} {}", performance.currency, performance.total.earnings);
        prop_assert!(performance.currency == "JPY" || performance.currency == "KWD" || earnings(figures) == total || performance.total.earnings.millionths().abs() < 5_000);
        prop_assert!(energy(figures).ends_with(" kWh") && !energy(figures).contains('·'));
        let names = figures.headline.totals.clone().map(|total| total.name);
        let expected = match measure {
            Measure::Earnings => ["earnings", "energy"],
            Measure::Energy => ["energy", "earnings"],
        };
        prop_assert_eq!(names, expected);
        // The sum of the rest is no total: nothing in it repeats the amount's hook.
        let line = third_line(figures);
        prop_assert!(!line.starts_with(' ') && !line.ends_with('·') && !line.contains("··"), "{:?}", line);
        prop_assert_eq!(line.is_empty(), figures.empty.is_some(), "{:?}", line);
    }
}
