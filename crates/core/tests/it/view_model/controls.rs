//! The controls: what Connect offers, and nothing else.

use crate::support::page::{Page, foreign};
use crate::support::{any, in_period};
use proptest::prelude::*;
use vpp_core::domain::{Action, Intent, Participation, PeriodType, Summary};
use vpp_core::state::Msg;
use vpp_core::view_model::{Control, PageView};

/// The controls of a page with a summary.
fn controls(view: &PageView) -> Vec<&Control> {
    let summary = view.summary.as_ref().unwrap();
    let mut controls: Vec<&Control> = [&view.header.back, &view.header.close].into_iter().flatten().collect();
    controls.extend(summary.call.iter().map(|call| &call.control));
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
        assert_eq!(summary.settings[0].mark.map(|mark| mark.good), connected);
        assert_eq!(summary.settings[0].control.is_some(), called_for, "{connected:?}");
    }
}

#[test]
fn customers_outside_the_programme_are_not_called_to_connect_a_tariff() {
    for (state, called_for) in
        [("FAILED", false), ("UNENROLLING", false), ("UNENROLLED", false), ("ACTIVE", true), ("NEW", true)]
    {
        let view = view_with(|summary| summary.programme.participation = Participation::parse(state));
        let summary = view.summary.unwrap();
        assert_eq!(summary.call.is_some(), called_for, "{state}");
        assert!(summary.settings[0].control.is_some(), "the settings still offer it");
    }
}

#[test]
fn the_tariff_is_listed_if_it_is_known_or_can_be_connected() {
    let rows = |offered: bool, connected| {
        let view = view_with(|summary| {
            summary.tariff_connected = connected;
            summary.actions.retain(|action| offered || *action != Action::ConnectTariff);
        });
        view.summary.unwrap().settings
    };
    assert_eq!(rows(false, None).len(), 2);
    for (offered, connected) in [(true, None), (false, Some(true)), (false, Some(false)), (true, Some(true))] {
        assert_eq!(rows(offered, connected)[0].title, "Electricity tariff", "{offered} {connected:?}");
    }
}

#[test]
fn the_settings_say_so_when_there_is_nothing_to_manage() {
    let view = view_with(|summary| (summary.actions, summary.tariff_connected) = (vec![Action::Close], None));
    let rows = view.summary.unwrap().settings;
    assert_eq!((rows.len(), &rows[0].control), (1, &None));
    assert!(!rows[0].text.is_empty());
}

#[test]
fn the_participation_setting_has_the_word_of_the_status() {
    for state in ["ACTIVE", "SUSPENDED", "NEW"] {
        let view = view_with(|summary| summary.programme.participation = Participation::parse(state));
        let mut summary = view.summary.unwrap();
        assert_eq!(summary.settings.pop().unwrap().text, summary.status.word, "{state}");
    }
}

#[test]
fn the_tariff_setting_asks_only_for_what_can_be_done() {
    let text = |offered: bool, connected| {
        let view = view_with(|summary| {
            summary.tariff_connected = connected;
            summary.actions.retain(|action| offered || *action != Action::ConnectTariff);
        });
        view.summary.unwrap().settings[0].text
    };
    for (offered, connected, asks) in [
        (true, Some(false), true),
        (true, None, true),
        (true, Some(true), false),
        (false, Some(false), false),
        (false, Some(true), false),
    ] {
        let expected = if asks { "Connect your tariff to finish setting up." } else { "" };
        assert_eq!(text(offered, connected), expected, "{offered} {connected:?}");
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
        assert_eq!(figures.table.toggle, table);
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

    #[test]
    fn no_text_is_empty_or_has_a_placeholder(summary in any::summary(), table in any::<bool>()) {
        let mut page = Page::ready(summary);
        if table {
            page.send(Msg::TableToggled);
        }
        let view = page.view();
        let summary = view.summary.as_ref().unwrap();
        let mut texts = vec![view.document_title.as_str(), &view.header.title, summary.status.word, &summary.status.meaning];
        texts.extend(summary.no_figures.iter().flat_map(|none| [none.title, none.meaning]));
        texts.extend(summary.call.iter().map(|call| call.reason));
        texts.extend(controls(&view).iter().map(|control| control.label));
        for row in &summary.settings {
            texts.push(row.title);
            // The badge may say it all.
            texts.extend(row.mark.iter().map(|mark| mark.label).chain([row.text]).filter(|text| !text.is_empty()));
            prop_assert!(row.mark.is_some() || !row.text.is_empty(), "{:?}", row);
        }
        if let Some(figures) = &summary.figures {
            let table = &figures.table;
            texts.extend([figures.period.as_str(), figures.heading, &figures.earnings, &figures.energy]);
            texts.extend([figures.picker_name.as_str(), &figures.chart_name, &figures.chart_summary, &figures.bar_count]);
            texts.extend([figures.dispatches.label, &figures.dispatches.count, table.toggle, &table.caption]);
            texts.extend(table.columns);
            texts.extend(figures.measures.iter().map(|measure| measure.label));
            texts.extend(figures.axis.ticks.iter().map(|tick| tick.label.as_str()));
            texts.extend(figures.bars.iter().map(|bar| bar.name.as_str()));
            texts.extend(figures.bars.iter().filter_map(|bar| bar.label.as_deref()));
            let rows = table.rows.iter().chain([&table.total]);
            texts.extend(rows.flat_map(|row| [row.name.as_str(), &row.bucket, &row.earnings]));
        }
        for text in texts {
            prop_assert!(!text.trim().is_empty() && !text.contains("{0}") && !text.contains(" ,"), "{:?}", text);
        }
    }
}
