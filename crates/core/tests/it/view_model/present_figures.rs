//! The figures of a period: bars, marks, labels and table.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use proptest::{collection, prelude::*};
use std::collections::HashSet;
use support::plain::Plain;
use support::screen::in_period;
use support::{Iana, any, at, date, dispatch, documented, on, token};
use vpp_core::connect::Answer;
use vpp_core::domain::performance::Dispatch;
use vpp_core::domain::{Decimal, Performance, Period, PeriodType, Point, Summary, Timestamp};
use vpp_core::view_model::{PeriodView, Page, Env};
use vpp_core::state::{Model, Msg, CursorMove, update};

fn figures_on(summary: Summary, today: &str) -> PeriodView {
    figures_at(summary, today, None)
}

/// The figures while the place of this number is read.
fn figures_at(summary: Summary, today: &str, place: Option<usize>) -> PeriodView {
    let mut model = Model::default();
    update(&mut model, Msg::SessionOpened { token: token(), resume: false });
    update(&mut model, Msg::AnswerReceived { id: 1, result: Ok(Answer::Summary(summary.into())) });
    update(&mut model, Msg::TableToggled);
    if let Some(place) = place {
        update(&mut model, Msg::CursorMoved(CursorMove::Over(place), usize::MAX));
    }
    let zone = Iana::named("America/Denver");
    let setting = Env { locale: &Plain, zone: &zone, today: date(today), narrow: false, title: None, home: None };
    Page::of(&model, &setting).summary.unwrap().figures.unwrap()
}

/// What is said of the place of this number.
fn spoken(summary: &Summary, today: &str, place: usize) -> String {
    figures_at(summary.clone(), today, Some(place)).reading.unwrap().spoken
}

fn period(kind: PeriodType, day: &str, points: Vec<Point>) -> PeriodView {
    figures_on(in_period(kind, day, points), "2025-02-16")
}

fn labels(figures: &PeriodView) -> Vec<&str> {
    figures.bars.iter().filter_map(|bar| bar.label.as_deref()).collect()
}

#[test]
fn the_documented_month_has_28_bars_of_which_12_have_a_value() {
    let figures = figures_on(documented(), "2025-02-28");
    assert_eq!(figures.bars.len(), 28);
    assert_eq!(figures.bars.iter().filter(|bar| bar.value.is_some()).count(), 12);
    let bar = &figures.bars[15];
    assert_eq!((bar.name.as_str(), bar.value), ("2025-02-16", Some(8_910_000)));
    assert!(spoken(&documented(), "2025-02-28", 15).starts_with("Sunday 2025-02-16: USD 8.91 · 7.85 kWh"));
    assert_eq!(spoken(&documented(), "2025-02-28", 4), "Wednesday 2025-02-05: No dispatch");
    assert_eq!(figures.chart_summary, "USD 62.1, 54.7 kWh, 12 days with dispatch");
    assert_eq!(labels(&figures), ["1", "8", "15", "22"]);
    let marks: Vec<i64> = figures.marks.iter().map(|mark| mark.value).collect();
    assert_eq!(marks, [0, 5_000_000, 10_000_000]);
    assert_eq!(figures.marks[1].label, "USD 5");
}

#[test]
fn the_table_repeats_every_place_of_the_chart() {
    let figures = figures_on(documented(), "2025-02-28");
    assert_eq!(figures.rows.len(), figures.bars.len());
    for (place, (row, bar)) in figures.rows.iter().zip(&figures.bars).enumerate() {
        assert_eq!(row.name, bar.name);
        assert_eq!(row.energy.is_empty(), bar.value.is_none());
        let spoken = spoken(&documented(), "2025-02-28", place);
        assert!(spoken.contains(&row.earnings) && spoken.contains(&row.energy), "{spoken}");
    }
    assert_eq!(figures.rows[15].earnings, "USD 8.91");
    let total = format!("{:?}", figures.total);
    assert!(total.contains("USD 62.1") && total.contains("54.7 kWh"), "{total}");
}

#[test]
fn the_table_is_made_on_request_only() {
    let mut model = Model::default();
    update(&mut model, Msg::SessionOpened { token: token(), resume: false });
    update(&mut model, Msg::AnswerReceived { id: 1, result: Ok(Answer::Summary(documented().into())) });
    let zone = Iana::named("America/Denver");
    let setting =
        Env { locale: &Plain, zone: &zone, today: date("2025-02-28"), narrow: false, title: None, home: None };
    let hidden = Page::of(&model, &setting).summary.unwrap().figures.unwrap();
    update(&mut model, Msg::TableToggled);
    let shown = Page::of(&model, &setting).summary.unwrap().figures.unwrap();
    assert_eq!((hidden.table.0, hidden.rows.len(), shown.table.0, shown.rows.len()), (false, 0, true, 28));
    assert_ne!(hidden.table.1, shown.table.1);
    assert_eq!(hidden.bars, shown.bars);
}

#[test]
fn each_kind_of_axis_has_its_words_and_labels() {
    let day = period(PeriodType::Day, "2025-02-16", vec![at("2025-02-16T17:00:00-07:00", "1", "1")]);
    assert_eq!(
        (day.bars.len(), day.period.as_str(), day.columns[0].to_string()),
        (24, "Sun 2025-02-16", "Hour".to_owned())
    );
    assert_eq!(labels(&day), ["00:00", "06:00", "12:00", "18:00"]);
    assert_eq!(day.bars[17].name, "2025-02-16T17:00:00-07:00");
    let one = period(PeriodType::Day, "2025-02-16", vec![on("2025-02-16", "1", "1")]);
    assert_eq!((labels(&one), one.columns[0].to_string()), (vec!["02-16"], "Day".to_owned()));
    let monthly = period(PeriodType::Year, "2025-02-16", vec![]);
    assert_eq!(
        (monthly.bars.len(), monthly.period.as_str(), monthly.columns[0].to_string()),
        (12, "2025", "Month".to_owned())
    );
    assert_eq!(labels(&monthly)[..3], ["Jan", "Feb", "Mar"]);
    assert_eq!(monthly.bars[1].name, "2025-02");
    let daily = period(PeriodType::Year, "2024-02-16", vec![on("2024-02-16", "1", "1")]);
    assert_eq!((daily.bars.len(), labels(&daily).len(), daily.columns[0].to_string()), (366, 12, "Day".to_owned()));
    let words: HashSet<String> = [&day, &monthly, &daily].map(|figures| figures.dispatches.0.to_string()).into();
    assert_eq!(words.len(), 3);
}

#[test]
fn labels_of_days_never_stand_next_to_each_other() {
    for day in ["2025-02-01", "2024-02-01", "2025-04-01", "2025-12-01"] {
        let figures = period(PeriodType::Month, day, vec![]);
        let places: Vec<usize> = (0..figures.bars.len()).filter(|index| figures.bars[*index].label.is_some()).collect();
        assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= 7), "{day}: {places:?}");
        assert_eq!(places[0], 0, "{day}");
    }
}

#[test]
fn what_is_to_come_is_told_from_what_was_not_dispatched() {
    let figures = period(PeriodType::Month, "2025-02-01", vec![]);
    let tense = |index: usize| (figures.bars[index].current, figures.bars[index].future);
    assert_eq!((tense(14), tense(15), tense(16)), ((false, false), (true, false), (false, true)));
    let spoken = |place| spoken(&in_period(PeriodType::Month, "2025-02-01", vec![]), "2025-02-16", place);
    assert!(spoken(14).ends_with("No dispatch") && spoken(16).ends_with("Still to come"));
    assert!(figures.chart_summary.contains("Nothing was dispatched"), "{}", figures.chart_summary);
}

#[test]
fn penalties_are_negative_everywhere() {
    let mut summary = documented();
    let shown = summary.performance.as_mut().unwrap();
    shown.points = vec![on("2025-02-03", "0", "-3.5"), on("2025-02-04", "1", "1")];
    shown.total = dispatch("1", "-2.5");
    let figures = figures_on(summary, "2025-02-28");
    assert_eq!(figures.heading, vpp_core::locale::MessageId::Balance.english());
    assert_eq!((figures.earnings.as_str(), figures.bars[2].value), ("USD -2.5", Some(-3_500_000)));
    let marks: Vec<i64> = figures.marks.iter().map(|mark| mark.value).collect();
    assert_eq!(marks, [-4_000_000, -2_000_000, 0, 2_000_000]);
}

#[test]
fn a_stated_period_is_named_by_both_of_its_ends() {
    let mut summary = documented();
    let stated = Period::stated(PeriodType::Month, date("2025-02-10"), date("2025-03-09")).unwrap();
    summary.performance.as_mut().unwrap().period = stated;
    let figures = figures_on(summary, "2025-02-28");
    assert_eq!(figures.period, "Mon 2025-02-10 – Sun 2025-03-09");
    assert_eq!(figures.bars.len(), 28);
}

/// A month in which these amounts were earned, each as a point of its own, several on a day.
fn month_of(amounts: &[i64], per_day: usize) -> PeriodView {
    let mut summary = documented();
    let shown = summary.performance.as_mut().unwrap();
    let day = |index: usize| shown.period.start() + chrono::Days::new(u64::try_from(index / per_day).unwrap());
    let point = |(index, millionths): (usize, &i64)| Point {
        when: Timestamp::Date(day(index)),
        dispatch: Dispatch { energy: Decimal::ZERO, earnings: Decimal::from_millionths(*millionths) },
    };
    let points = amounts.iter().enumerate().map(point).collect();
    *shown = Performance { points, ..shown.clone() };
    figures_on(summary, "2025-02-28")
}

/// At most five marks, evenly spaced, with zero among them, around all values, and none of them idle.
fn check_marks(figures: &PeriodView) -> Result<(), TestCaseError> {
    let marks: Vec<i64> = figures.marks.iter().map(|mark| mark.value).collect();
    let values: Vec<i64> = figures.bars.iter().filter_map(|bar| bar.value).collect();
    let (low, high) =
        (values.iter().min().map_or(0, |low| *low.min(&0)), values.iter().max().map_or(0, |high| *high.max(&0)));
    prop_assert!((1..=5).contains(&marks.len()) && marks.contains(&0), "{:?}", marks);
    prop_assert!(marks[0] <= low && high <= marks[marks.len() - 1], "{:?} for {}..{}", marks, low, high);
    let step = marks.get(1).map_or(1, |second| second - marks[0]);
    prop_assert!(marks.windows(2).all(|pair| pair[1] - pair[0] == step), "{:?}", marks);
    prop_assert!(marks[0] > low - step && marks[marks.len() - 1] < high + step, "{:?} for {}..{}", marks, low, high);
    // Round: a 1, 2 or 5 with zeros.
    let digits = step.to_string();
    prop_assert!(["1", "2", "5"].contains(&digits.trim_end_matches('0')), "{}", step);
    Ok(())
}

#[test]
fn amounts_as_large_as_they_can_be_read_have_marks() {
    const LARGEST: i64 = 9_000_000_000_000_000;
    for amounts in
        [vec![LARGEST], vec![-LARGEST], vec![LARGEST, -LARGEST], vec![LARGEST; 28], vec![1], vec![-1], vec![0]]
    {
        check_marks(&month_of(&amounts, 1)).unwrap();
    }
}

#[test]
fn more_than_can_be_summed_does_not_break_the_page() {
    // Two thousand of the largest amounts on one day: the sum stays at the end of its range.
    for amount in [9_000_000_000_000_000, -9_000_000_000_000_000] {
        let figures = month_of(&[amount; 2000], 2000);
        assert!(figures.marks.iter().any(|mark| mark.value == 0));
        assert_eq!(figures.bars[0].value.unwrap().signum(), amount.signum());
    }
}

proptest! {
    #![proptest_config(support::cases(256))]

    #[test]
    fn marks_hold_all_values_and_are_few_and_round(
        scale in prop::sample::select(vec![10i64, 10_000, 100_000_000, 9_000_000_000_000_000]),
        shares in collection::vec(-1000i64..=1000, 0..28),
        only_earnings in any::<bool>(),
    ) {
        let amounts: Vec<i64> = shares.iter().map(|share| if only_earnings { share.abs() } else { *share }).map(|share| scale / 1000 * share + share % 7).collect();
        check_marks(&month_of(&amounts, 1))?;
    }

    #[test]
    fn any_figures_have_a_bar_for_every_place_and_each_a_name_of_its_own(summary in any::summary_in(
        (any::kind(), any::day_from(1990, 2035)).prop_map(|(kind, day)| Period::containing(kind, day)),
    )) {
        let Some(shown) = &summary.performance else { return Ok(()) };
        let values = shown.values(&Iana::named("America/Denver"), date("2025-02-28"));
        let figures = figures_on(summary.clone(), "2025-02-28");
        prop_assert_eq!(figures.bars.len(), values.len());
        for (bar, slot) in figures.bars.iter().zip(&values) {
            prop_assert_eq!(&bar.name, &slot.place.name());
            prop_assert_eq!(bar.value, slot.dispatch.map(|dispatch| dispatch.earnings.millionths()));
            prop_assert!(!(bar.current && bar.future));
        }
        let names: HashSet<&str> = figures.bars.iter().map(|bar| bar.name.as_str()).collect();
        prop_assert_eq!(names.len(), figures.bars.len());
        check_marks(&figures)?;
    }
}
