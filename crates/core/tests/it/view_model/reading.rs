//! Reading the chart: which place is read after each step, and what is said of it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use proptest::{collection, option, prelude::*};
use support::screen::{figures, figures_on, in_period, in_setting, ready};
use support::{any, at, date, documented, on};
use vpp_core::domain::{Action, Intent, Period, PeriodType, Problem, ProblemKind, Summary};
use vpp_core::view_model::{self, Page};
use vpp_core::state::{Measure, Model, Msg, Reading, CursorMove, update};

fn at_place(place: usize) -> Option<Reading> {
    Some(Reading { place, pinned: false })
}

fn pinned(place: usize) -> Option<Reading> {
    Some(Reading { place, pinned: true })
}

fn after(reading: Option<Reading>, step: CursorMove, places: usize) -> Option<Reading> {
    let mut model = Model::default();
    model.reading = reading;
    assert_eq!(update(&mut model, Msg::CursorMoved(step, places)), None);
    model.reading
}

#[test]
fn every_step_leads_from_every_reading_where_it_should() {
    use CursorMove::{Away, Back, Choose, First, Last, On, Over, Pin, Release};
    for (step, from_nothing, from_a_place, from_a_pinned_one) in [
        (Over(4), at_place(4), at_place(4), pinned(2)),
        (Over(99), at_place(9), at_place(9), pinned(2)),
        (Away, None, None, pinned(2)),
        (Choose(4), pinned(4), pinned(4), pinned(4)),
        (Choose(99), pinned(9), pinned(9), pinned(9)),
        (Back, at_place(9), at_place(1), at_place(1)),
        (On, at_place(0), at_place(3), at_place(3)),
        (First, at_place(0), at_place(0), at_place(0)),
        (Last, at_place(9), at_place(9), at_place(9)),
        (Pin, None, pinned(2), pinned(2)),
        (Release, None, None, None),
    ] {
        assert_eq!(after(None, step, 10), from_nothing, "{step:?} from nothing");
        assert_eq!(after(at_place(2), step, 10), from_a_place, "{step:?} from a place");
        assert_eq!(after(pinned(2), step, 10), from_a_pinned_one, "{step:?} from a pinned place");
    }
}

#[test]
fn reading_stays_within_the_axis() {
    assert_eq!(after(at_place(0), CursorMove::Back, 10), at_place(0));
    assert_eq!(after(pinned(0), CursorMove::Back, 10), at_place(0));
    assert_eq!(after(at_place(9), CursorMove::On, 10), at_place(9));
    assert_eq!(after(at_place(0), CursorMove::On, 1), at_place(0));
}

#[test]
fn a_place_kept_on_a_longer_axis_does_not_hold_up_the_pointer_on_a_shorter_one() {
    // The days of a year become its months where the window becomes narrow; nothing is read then, nothing is kept.
    assert_eq!(after(pinned(200), CursorMove::Over(3), 12), at_place(3));
    assert_eq!(after(pinned(200), CursorMove::Away, 12), None);
    assert_eq!(after(pinned(200), CursorMove::Pin, 12), None);
    assert_eq!(after(pinned(200), CursorMove::Back, 12), at_place(11));
}

/// The documented month, or another, while this place is read.
fn read(summary: Summary, place: usize, change: impl FnOnce(&mut Model)) -> present::Reading {
    let mut model = ready(summary);
    update(&mut model, Msg::CursorMoved(CursorMove::Over(place), 400));
    change(&mut model);
    figures(&model).reading.unwrap()
}

#[test]
fn what_is_read_is_said_in_full() {
    let reading = read(documented(), 15, |_| ());
    assert_eq!((reading.index, reading.number.as_str()), (15, "16"));
    assert_eq!((reading.place.as_str(), reading.value.as_str()), ("Sunday 2025-02-16", "USD 8.91"));
    assert_eq!(reading.detail, "7.85 kWh · USD 1.135032 per kWh · 14 % of the total");
    assert_eq!(reading.spoken, format!("Sunday 2025-02-16: USD 8.91 · {}", reading.detail));
    let energy = read(documented(), 15, |model| assert_eq!(update(model, Msg::MeasureSelected(Measure::Energy)), None));
    assert_eq!(energy.value, "7.85 kWh");
    assert_eq!(energy.detail, "USD 8.91 · USD 1.135032 per kWh · 14 % of the total");
    let nothing = read(documented(), 4, |_| ());
    assert_eq!((nothing.value.as_str(), nothing.detail.as_str()), ("No dispatch", ""));
    assert_eq!(nothing.spoken, "Wednesday 2025-02-05: No dispatch");
    assert_eq!(read(documented(), 27, |_| ()).place, "Friday 2025-02-28 · Today");
}

#[test]
fn a_penalty_has_no_share_and_what_took_no_energy_no_rate() {
    let points = vec![on("2025-02-01", "0", "-2"), on("2025-02-02", "0", "5"), on("2025-02-03", "-1", "1")];
    let summary = in_period(PeriodType::Month, "2025-02-01", points);
    let detail = |place| read(summary.clone(), place, |_| ()).detail;
    assert_eq!(detail(0), "0 kWh");
    // Five of a total of four are no part of it.
    assert_eq!(detail(1), "0 kWh");
    assert_eq!(detail(2), "-1 kWh · 25 % of the total");
}

#[test]
fn what_is_read_can_be_opened_where_connect_can_be_asked_for_it() {
    let open = |summary: Summary, place| {
        let open = read(summary, place, |_| ()).open;
        open.map(|choice| (choice.intent, choice.label))
    };
    let points = vec![on("2025-01-31", "1", "1")];
    let daily = in_period(PeriodType::Year, "2025-01-01", points.clone());
    let monthly = in_period(PeriodType::Year, "2025-01-01", vec![on("2025-01-01", "1", "1")]);
    let hours = in_period(PeriodType::Day, "2025-02-16", vec![at("2025-02-16T17:00:00-07:00", "1", "1")]);
    let day = Intent::Open(PeriodType::Day, date("2025-02-05"));
    let month = |text| Some((Intent::Open(PeriodType::Month, date(text)), "Show this month".to_owned()));
    assert_eq!(open(documented(), 4), Some((day, "Show this day".to_owned())));
    assert_eq!((open(monthly.clone(), 1), open(monthly, 2)), (month("2025-02-01"), None), "March is still to come");
    assert_eq!((open(daily.clone(), 30), open(daily, 31)), (month("2025-01-01"), month("2025-02-01")));
    assert_eq!(open(hours, 17), None);
    let changed = |change: fn(&mut Summary)| {
        let mut summary = documented();
        change(&mut summary);
        open(summary, 4)
    };
    assert_eq!(changed(|summary| summary.performance.as_mut().unwrap().available = vec![PeriodType::Month]), None);
    assert_eq!(changed(|summary| summary.actions.retain(|action| *action != Action::ChangePeriod)), None);
    let ended = |model: &mut Model| {
        update(model, Msg::StartFailed(Problem::new(ProblemKind::Ended)));
    };
    assert_eq!(read(documented(), 4, ended).open, None);
}

#[test]
fn a_month_of_a_narrow_chart_opens_as_a_month_whatever_the_period_is() {
    // More days than a month has, which Connect calls a month.
    let mut summary = documented();
    let shown = summary.performance.as_mut().unwrap();
    shown.period = Period::stated(PeriodType::Month, date("2025-01-20"), date("2025-03-01")).unwrap();
    (shown.has_previous, shown.points) = (false, vec![on("2025-01-25", "1", "1")]);
    let mut model = ready(summary);
    update(&mut model, Msg::CursorMoved(CursorMove::First, 2));
    let reading = figures_on(&model, "2025-06-18", true).reading.unwrap();
    // The first of January is no day of this period, and Connect has nothing before it.
    assert_eq!((reading.place.as_str(), reading.open), ("January 2025", None));
}

#[test]
fn a_cursor_beyond_the_axis_reads_nothing() {
    for place in [28, 366, usize::MAX - 1, usize::MAX] {
        let mut model = ready(documented());
        model.reading = pinned(place);
        assert_eq!(figures(&model).reading, None, "{place}");
    }
    // A reading of a year's days finds no month of that number where the chart becomes narrow.
    let mut model = ready(in_period(PeriodType::Year, "2024-01-01", vec![on("2024-01-31", "1", "1")]));
    update(&mut model, Msg::CursorMoved(CursorMove::Last, 366));
    assert_eq!(figures_on(&model, "2025-02-28", false).reading.unwrap().place, "Tuesday 2024-12-31");
    assert_eq!(figures_on(&model, "2025-02-28", true).reading, None);
}

#[test]
fn what_is_read_stays_as_long_as_the_period_does() {
    let mut model = ready(documented());
    update(&mut model, Msg::CursorMoved(CursorMove::Choose(3), 28));
    support::screen::go(&mut model, Intent::Previous, support::driver::january());
    assert_eq!(model.reading, None);
    update(&mut model, Msg::CursorMoved(CursorMove::Choose(3), 31));
    update(&mut model, Msg::TableToggled);
    update(&mut model, Msg::MeasureSelected(Measure::Energy));
    assert_eq!(model.reading, pinned(3));
}

proptest! {
    #![proptest_config(support::cases(256))]

    #[test]
    fn whatever_is_read_is_on_the_axis(
        from in option::of((any::<usize>(), any::<bool>())), steps in collection::vec((any::step(), 0..40usize), 1..20),
    ) {
        let mut reading = from.map(|(place, pinned)| Reading { place, pinned });
        for (step, places) in steps {
            let next = after(reading, step, places);
            prop_assert!(next.is_none_or(|next| next.place < places), "{:?} {:?}", step, next);
            prop_assert_eq!(next.is_some_and(|next| next.pinned), match step {
                CursorMove::Choose(_) => places > 0,
                CursorMove::Over(_) | CursorMove::Away | CursorMove::Pin => {
                    let there = reading.filter(|reading| reading.place < places);
                    there.is_some_and(|there| there.pinned || step == CursorMove::Pin)
                }
                _ => false,
            });
            reading = next;
        }
    }
}

proptest! {
    #![proptest_config(support::cases(64))]

    #[test]
    fn following_what_is_read_gives_the_page_as_it_would_be_made(
        summary in any::summary(), steps in collection::vec(any::step(), 1..6), table in any::<bool>(), narrow in any::<bool>(),
        energy in any::<bool>(), places in 0..400usize,
    ) {
        let mut model = ready(summary);
        if table {
            update(&mut model, Msg::TableToggled);
        }
        if energy {
            update(&mut model, Msg::MeasureSelected(Measure::Energy));
        }
        let mut page = in_setting("2025-02-28", narrow, |setting| Page::of(&model, setting));
        for step in steps {
            update(&mut model, Msg::CursorMoved(step, places));
            in_setting("2025-02-28", narrow, |setting| page.follow_reading(&model, setting));
            prop_assert_eq!(&page, &in_setting("2025-02-28", narrow, |setting| Page::of(&model, setting)));
        }
    }
}
