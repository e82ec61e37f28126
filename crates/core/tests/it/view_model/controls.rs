//! The controls: what Connect offers, and nothing else.

use crate::support::page::{Page, foreign};
use crate::support::{any, in_period};
use proptest::prelude::*;
use vpp_core::domain::{Action, Intent, Participation, PeriodType, Summary};
use vpp_core::view_model::{Control, PageView, SettingRow};

const STATES: [&str; 8] =
    ["NOT_ENROLLED", "ENROLLING", "ACTIVE", "SUSPENDED", "UNENROLLING", "UNENROLLED", "FAILED", "NEW"];

/// The controls of a page with a summary.
fn controls(view: &PageView) -> Vec<&Control> {
    let summary = view.summary.as_ref().unwrap();
    let mut controls: Vec<&Control> = [&view.header.back, &view.header.close].into_iter().flatten().collect();
    controls.extend(summary.call.iter().map(|call| &call.control).chain(&summary.manage));
    controls.extend(summary.settings.iter().filter_map(|row| row.control.as_ref()));
    if let Some(figures) = &summary.figures {
        controls.extend(figures.types.iter().chain(&figures.previous).chain(&figures.next));
    }
    controls
}

fn actions(view: &PageView) -> Vec<Action> {
    let mut actions: Vec<Action> = controls(view).iter().map(|control| control.intent.action()).collect();
    actions.sort_by_key(|action| action.name());
    actions.dedup();
    actions
}

/// The settings' row of the tariff, which is the last one.
fn tariff(view: &PageView) -> &SettingRow {
    view.summary.as_ref().unwrap().settings.last().unwrap()
}

fn view_with(change: impl FnOnce(&mut Summary)) -> PageView {
    Page::with(change).view()
}

#[test]
fn each_offered_action_has_a_control_and_no_other() {
    let mut all = Action::ALL.to_vec();
    all.sort_by_key(|action| action.name());
    assert_eq!(actions(&view_with(|_| {})), all);
    for action in Action::ALL {
        let without = view_with(|summary| summary.actions.retain(|offered| *offered != action));
        assert!(!actions(&without).contains(&action), "{action:?}");
        assert_eq!(actions(&without).len(), 5, "{action:?}");
    }
    assert_eq!(actions(&view_with(|summary| summary.actions.clear())), []);
}

#[test]
fn connecting_a_tariff_is_called_for_only_while_there_is_none() {
    for (connected, called_for) in [(Some(true), false), (Some(false), true), (None, true)] {
        let view = view_with(|summary| summary.tariff_connected = connected);
        let summary = view.summary.as_ref().unwrap();
        assert_eq!(summary.call.is_some(), called_for, "{connected:?}");
        assert_eq!(actions(&view).contains(&Action::ConnectTariff), called_for, "{connected:?}");
        assert_eq!(tariff(&view).control.is_some(), called_for, "{connected:?}");
    }
}

#[test]
fn the_call_is_secondary_for_who_is_not_taking_part() {
    for (state, primary) in [
        ("NOT_ENROLLED", false),
        ("FAILED", false),
        ("UNENROLLING", false),
        ("UNENROLLED", false),
        ("ENROLLING", true),
        ("ACTIVE", true),
        ("SUSPENDED", true),
        ("NEW", true),
    ] {
        let view = view_with(|summary| summary.programme.participation = Participation::parse(state));
        assert!(tariff(&view).control.is_some(), "the settings offer it, too");
        assert_eq!(view.summary.unwrap().call.unwrap().primary, primary, "{state}");
    }
}

#[test]
fn the_participation_can_be_managed_where_it_is_offered_in_every_state() {
    for state in STATES {
        for offered in [true, false] {
            let view = view_with(|summary| {
                summary.programme.participation = Participation::parse(state);
                summary.actions.retain(|action| offered || *action != Action::ManageParticipation);
            });
            let manage = view.summary.unwrap().manage.map(|control| (control.label, control.intent));
            let expected = ("Manage participation", Intent::Do(Action::ManageParticipation));
            assert_eq!(manage, offered.then_some(expected), "{state}");
        }
    }
}

#[test]
fn the_steps_and_the_table_say_what_they_lead_to() {
    for (kind, previous, next, table) in [
        (PeriodType::Day, "Previous day", "Next day", "All hours as a table"),
        (PeriodType::Month, "Previous month", "Next month", "All days as a table"),
        (PeriodType::Year, "Previous year", "Next year", "All months as a table"),
    ] {
        let figures = Page::ready(in_period(kind, "2025-02-01", vec![])).figures();
        assert_eq!(figures.previous.unwrap().label, previous);
        assert_eq!(figures.next.unwrap().label, next);
        assert_eq!(figures.table_toggle, table);
    }
}

#[test]
fn steps_are_disabled_beyond_the_first_and_the_last_period() {
    for (previous, next) in [(true, true), (true, false), (false, true), (false, false)] {
        let view = view_with(|summary| {
            let shown = summary.performance.as_mut().unwrap();
            (shown.has_previous, shown.has_next) = (previous, next);
        });
        let figures = view.figures().unwrap();
        let usable = |control: &Option<Control>| !control.as_ref().unwrap().disabled;
        assert_eq!((usable(&figures.previous), usable(&figures.next)), (previous, next));
    }
}

#[test]
fn steps_are_disabled_where_their_period_type_is_not_available() {
    let view = view_with(|summary| {
        let shown = summary.performance.as_mut().unwrap();
        (shown.has_previous, shown.has_next) = (true, true);
        shown.available = vec![PeriodType::Year];
    });
    let figures = view.figures().unwrap();
    assert!(figures.previous.as_ref().unwrap().disabled && figures.next.as_ref().unwrap().disabled);
}

#[test]
fn the_available_period_types_are_offered_with_the_displayed_one_pressed() {
    use PeriodType::{Day, Month, Year};
    let types = |available: &[PeriodType]| {
        let view = view_with(|summary| summary.performance.as_mut().unwrap().available = available.to_vec());
        view.figures().unwrap().types.iter().map(|control| (control.intent, control.pressed)).collect::<Vec<_>>()
    };
    assert_eq!(
        types(&[Day, Month, Year]),
        [(Intent::Show(Day), false), (Intent::Show(Month), true), (Intent::Show(Year), false)]
    );
    assert_eq!(types(&[Year, Day]), [(Intent::Show(Day), false), (Intent::Show(Year), false)]);
    assert_eq!(types(&[]), []);
    let figures = Page::documented().figures();
    assert_eq!(figures.period_type(Day).unwrap().label, "Day");
    let only_month = Page::with(|summary| summary.performance.as_mut().unwrap().available = vec![Month]).figures();
    assert_eq!(only_month.period_type(Year), None);
}

#[test]
fn only_the_control_that_asked_is_busy() {
    for intent in [Intent::Previous, Intent::Show(PeriodType::Year), Intent::Do(Action::Close)] {
        let mut page = Page::documented();
        page.request(intent);
        let view = page.view();
        let busy: Vec<Intent> = controls(&view).iter().filter(|control| control.busy).map(|one| one.intent).collect();
        assert_eq!(busy, [intent]);
    }
}

#[test]
fn a_customer_without_figures_has_all_other_controls() {
    assert_eq!(actions(&view_with(|summary| summary.performance = None)).len(), 5);
}

#[test]
fn an_ended_session_has_no_controls() {
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.fail(vpp_core::domain::ProblemKind::Ended);
    assert_eq!(actions(&page.view()), []);
}

#[test]
fn close_has_its_usual_place_on_a_foreign_route_that_offers_both_exits() {
    for (exits, in_header) in [
        (vec![Action::Back, Action::Close], true),
        (vec![Action::Back], false),
        (vec![Action::Close], false),
        (vec![], false),
    ] {
        for intent in [None, Some(Intent::Do(Action::ManagePayments))] {
            let header = Page::at_foreign(intent, foreign("consent", &exits)).view().header;
            assert_eq!(header.back, None, "{exits:?}");
            assert_eq!(
                header.close.map(|control| control.intent),
                in_header.then_some(Intent::Do(Action::Close)),
                "{exits:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(crate::support::cases(96))]

    #[test]
    fn no_control_appears_without_its_action(summary in any::summary()) {
        let view = Page::ready(summary.clone()).view();
        for action in actions(&view) {
            prop_assert!(summary.offers(action), "{:?}", action);
        }
    }
}
