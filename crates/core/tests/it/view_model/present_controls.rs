//! What can be done on the page: the controls that Connect offers, and nothing else.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use proptest::prelude::*;
use support::plain::Plain;
use support::{Iana, any, date, documented, token};
use vpp_core::connect::Answer;
use vpp_core::domain::{Action, Intent, PeriodType, Summary};
use vpp_core::view_model::{SummaryView, Control, Page, Env};
use vpp_core::state::{Model, Msg, update};

fn ready(summary: Summary) -> Model {
    let mut model = Model::default();
    update(&mut model, Msg::SessionOpened { token: token(), resume: false });
    update(&mut model, Msg::AnswerReceived { id: 1, result: Ok(Answer::Summary(summary.into())) });
    model
}

fn show(model: &Model) -> Page {
    let zone = Iana::named("America/Denver");
    Page::of(
        model,
        &Env { locale: &Plain, zone: &zone, today: date("2025-02-28"), narrow: false, title: None, home: None },
    )
}

fn with(change: impl FnOnce(&mut Summary)) -> Page {
    let mut summary = documented();
    change(&mut summary);
    show(&ready(summary))
}

fn content(page: &Page) -> &SummaryView {
    page.summary.as_ref().unwrap_or_else(|| panic!("{page:?} should show a summary"))
}

/// Every control of the page.
fn controls(page: &Page) -> Vec<&Control> {
    let content = content(page);
    let mut controls: Vec<&Control> = [&page.header.back, &page.header.close].into_iter().flatten().collect();
    controls.extend(content.call.iter().map(|(_, control)| control));
    controls.extend(content.settings.iter().filter_map(|row| row.control.as_ref()));
    if let Some(figures) = &content.figures {
        controls.extend(figures.types.iter().chain(&figures.previous).chain(&figures.next));
    }
    controls
}

fn actions(page: &Page) -> Vec<Action> {
    let mut actions: Vec<Action> = controls(page).iter().map(|control| control.intent.action()).collect();
    actions.sort_by_key(|action| action.name());
    actions.dedup();
    actions
}

#[test]
fn every_action_that_is_offered_has_a_control() {
    let mut all = Action::ALL.to_vec();
    all.sort_by_key(|action| action.name());
    assert_eq!(actions(&with(|_| {})), all);
    for action in Action::ALL {
        let without = with(|summary| summary.actions.retain(|offered| *offered != action));
        assert!(!actions(&without).contains(&action), "{action:?} is not offered");
        assert_eq!(actions(&without).len(), 5, "{action:?}");
    }
    assert_eq!(actions(&with(|summary| summary.actions.clear())), []);
}

#[test]
fn connecting_a_tariff_is_called_for_only_while_there_is_none() {
    for (connected, called_for) in [(Some(true), false), (Some(false), true), (None, true)] {
        let page = with(|summary| summary.tariff_connected = connected);
        assert_eq!(content(&page).call.is_some(), called_for, "{connected:?}");
        assert_eq!(actions(&page).contains(&Action::ConnectTariff), called_for, "{connected:?}");
        let mark = content(&page).settings[0].mark.as_ref().map(|mark| mark.0);
        assert_eq!(mark, connected);
    }
}

#[test]
fn settings_say_so_when_there_is_nothing_to_manage() {
    let page = with(|summary| {
        summary.actions = vec![Action::Close];
        summary.tariff_connected = None;
    });
    let rows = &content(&page).settings;
    assert_eq!((rows.len(), &rows[0].control), (1, &None));
    assert!(!rows[0].text.is_empty());
}

#[test]
fn the_steps_are_disabled_where_there_is_nothing() {
    for (previous, next) in [(true, true), (true, false), (false, true), (false, false)] {
        let page = with(|summary| {
            let shown = summary.performance.as_mut().unwrap();
            (shown.has_previous, shown.has_next) = (previous, next);
        });
        let figures = content(&page).figures.as_ref().unwrap();
        let usable = |control: &Option<Control>| control.as_ref().is_some_and(|control| !control.disabled);
        assert_eq!((usable(&figures.previous), usable(&figures.next)), (previous, next));
        assert!(figures.previous.is_some() && figures.next.is_some(), "they keep their places");
    }
}

#[test]
fn a_step_to_a_type_of_period_that_is_not_available_cannot_be_used() {
    // Whoever clicked it would be told that something did not work.
    let page = with(|summary| {
        let shown = summary.performance.as_mut().unwrap();
        (shown.has_previous, shown.has_next) = (true, true);
        shown.available = vec![PeriodType::Year];
    });
    let figures = content(&page).figures.as_ref().unwrap();
    for control in figures.previous.iter().chain(&figures.next) {
        assert!(control.disabled, "{control:?}");
    }
}

#[test]
fn the_period_types_are_those_available_with_the_one_shown_pressed() {
    let types = |available: &[PeriodType]| {
        let page = with(|summary| summary.performance.as_mut().unwrap().available = available.to_vec());
        let figures = content(&page).figures.clone().unwrap();
        figures.types.iter().map(|control| (control.intent, control.pressed)).collect::<Vec<_>>()
    };
    use PeriodType::{Day, Month, Year};
    let day_month_year = [(Intent::Show(Day), false), (Intent::Show(Month), true), (Intent::Show(Year), false)];
    assert_eq!(types(&[Day, Month, Year]), day_month_year);
    assert_eq!(types(&[Year, Day]), [(Intent::Show(Day), false), (Intent::Show(Year), false)]);
    assert_eq!(types(&[]), []);
}

#[test]
fn the_control_that_asked_is_the_one_that_is_busy() {
    for intent in [Intent::Previous, Intent::Show(PeriodType::Year), Intent::Do(Action::Close)] {
        let mut model = ready(documented());
        update(&mut model, Msg::IntentChosen(intent, date("2025-02-28")));
        let page = show(&model);
        let busy: Vec<Intent> = controls(&page).iter().filter(|control| control.busy).map(|one| one.intent).collect();
        assert_eq!(busy, [intent]);
    }
}

#[test]
fn a_customer_without_figures_has_everything_else() {
    let page = with(|summary| summary.performance = None);
    assert_eq!((content(&page).figures.as_ref(), page.state), (None, "ready"));
    assert_eq!(actions(&page).len(), 5);
}

proptest! {
    #![proptest_config(support::cases(256))]

    #[test]
    fn no_control_is_there_without_its_action(summary in any::summary()) {
        let page = show(&ready(summary.clone()));
        for action in actions(&page) {
            prop_assert!(summary.offers(action), "{:?}", action);
        }
    }

    #[test]
    fn nothing_that_is_shown_is_empty_or_unfinished(summary in any::summary(), table in any::<bool>()) {
        let mut model = ready(summary);
        if table {
            update(&mut model, Msg::TableToggled);
        }
        let page = show(&model);
        let content = content(&page);
        let mut texts = vec![page.document_title.clone(), page.header.title.clone()];
        texts.extend([content.status.word.to_string(), content.status.meaning.clone()]);
        texts.extend(content.call.iter().map(|(text, _)| text.to_string()));
        texts.extend(controls(&page).iter().map(|control| control.label.to_string()));
        for row in &content.settings {
            texts.extend([row.title.to_string(), row.text.clone()]);
            texts.extend(row.mark.iter().map(|mark| mark.1.to_string()));
        }
        if let Some(figures) = &content.figures {
            texts.extend([&figures.period, &figures.key, &figures.earnings, &figures.energy].map(Clone::clone));
            texts.extend([&figures.chart_name, &figures.chart_summary, &figures.table_caption].map(Clone::clone));
            texts.extend([figures.dispatches.0.to_string(), figures.dispatches.1.clone(), figures.table.1.to_string()]);
            texts.extend(figures.columns.iter().map(|column| column.to_string()));
            texts.extend(figures.marks.iter().map(|mark| mark.label.clone()));
            texts.extend(figures.bars.iter().map(|bar| bar.name.clone()));
            texts.extend(figures.bars.iter().filter_map(|bar| bar.label.clone()));
            texts.extend(figures.rows.iter().flat_map(|row| [row.name.clone(), row.place.clone(), row.earnings.clone()]));
        }
        for text in texts {
            prop_assert!(!text.trim().is_empty() && !text.contains("{0}"), "{:?}", text);
        }
    }
}
