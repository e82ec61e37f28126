//! While another period is loading: its name and no figure, from a tenth of a second on, and never an old amount under it.

use crate::support::page::{NOON, Page, chosen, today};
use crate::support::shown::{earnings, energy};
use crate::support::{date, documented, january, month, token};
use vpp_core::domain::{Action, Answer, Intent, PeriodType, Problem, ProblemKind};
use vpp_core::locale::MessageId;
use vpp_core::state::{CursorMove, Effect, Msg};
use vpp_core::view_model::{Control, PeriodView, TableView};

/// The documented customer while January keeps them waiting.
fn loading() -> Page {
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.wait();
    page
}

/// Whether any text that can be seen has a figure of the documented month.
fn has_old_figure(view: &PeriodView) -> bool {
    let facts =
        view.facts.iter().flat_map(|fact| [&fact.value, &fact.detail]).chain(&view.sentences).chain(&view.remarks);
    let totals = view.headline.totals.iter().map(|total| &total.text);
    let mut all = totals.chain([&view.headline.rest, &view.chart_summary]).chain(facts);
    all.any(|text| text.contains(|letter: char| letter.is_ascii_digit()))
}

#[test]
fn until_a_tenth_of_a_second_has_passed_only_the_control_is_busy() {
    let mut page = Page::documented();
    let before = page.figures();
    let pending = page.request(Intent::Previous);
    assert_eq!(page.watched, Some(pending.id));
    let (view, figures) = (page.view(), page.figures());
    assert!(view.busy && figures.previous.as_ref().is_some_and(|control| control.busy));
    let previous = figures.previous.clone().map(|control| Control { busy: false, ..control });
    assert_eq!(PeriodView { previous, ..figures }, before);
}

#[test]
fn then_its_name_stands_there_and_no_figure() {
    let mut page = Page::documented();
    page.send(Msg::TableToggled);
    page.request(Intent::Previous);
    assert!(has_old_figure(&page.figures()), "the test would see one");
    page.wait();
    let (view, figures) = (page.view(), page.figures());
    assert_eq!((figures.period.as_str(), figures.loading, view.busy), ("January 2025", true, true));
    assert_eq!((earnings(&figures), energy(&figures), figures.headline.rest.as_str()), ("–", "–", ""));
    assert_eq!((figures.headline.last.clone(), page.log()), (None, vec![]));
    assert_eq!((page.in_env(TableView::of), figures.sentences.len()), (None, 0));
    assert!(figures.bars.iter().all(|bar| bar.value.is_none()));
    assert!(!has_old_figure(&figures), "{figures:?}");
    assert_eq!((figures.facts, figures.remarks, figures.empty), (vec![], vec![], None));
    // What is read aloud agrees.
    assert_eq!(figures.chart_summary, MessageId::Updating.english());
    assert!(figures.chart_name.contains("January 2025") && figures.picker_name.starts_with("January 2025"));
    assert_eq!((view.announcement.as_str(), view.state), (MessageId::Updating.english(), "ready"));
    assert!(!view.document_title.contains("62"));
}

#[test]
fn the_controls_stay_and_the_type_is_that_of_the_period_asked_for() {
    for (intent, name, kind) in [
        (Intent::Open(PeriodType::Year, date("2024-01-01")), "2024", PeriodType::Year),
        (Intent::Open(PeriodType::Day, date("2025-02-03")), "Mon 2025-02-03", PeriodType::Day),
        // A switch to a shorter type leads to the day that is read.
        (Intent::Show(PeriodType::Day), "Sun 2025-02-16", PeriodType::Day),
    ] {
        let mut page = Page::documented();
        page.read(CursorMove::Hover(15));
        let before = page.figures();
        page.request(intent);
        page.wait();
        let figures = page.figures();
        let pressed: Vec<_> =
            figures.types.iter().filter(|control| control.pressed).map(|control| control.intent).collect();
        assert_eq!((figures.period.as_str(), pressed), (name, vec![Intent::Show(kind)]));
        let steps =
            |view: &PeriodView| [&view.previous, &view.next].map(|step| step.as_ref().map(|step| step.disabled));
        assert_eq!((steps(&figures), figures.pickable.is_some()), (steps(&before), before.pickable.is_some()));
    }
}

#[test]
fn parts_that_are_rebuilt_with_the_figures_keep_their_place_until_the_answer_has_come() {
    let mut page = Page::documented();
    page.request(Intent::Previous);
    let key = page.view().chart_key;
    page.wait();
    assert_eq!(page.view().chart_key, key);
    page.fail(ProblemKind::Server);
    assert_ne!(page.view().chart_key, key, "what was rebuilt meanwhile has no figures");
}

#[test]
fn a_failure_brings_back_all_that_was_shown() {
    let before = Page::documented().figures();
    let mut page = loading();
    page.fail(ProblemKind::Offline);
    assert_eq!(PeriodView { problem: None, ..page.figures() }, before);
    // Another try keeps the customer waiting in the same way.
    page.post(Msg::RetryRequested);
    page.wait();
    let figures = page.figures();
    assert_eq!((figures.period.as_str(), earnings(&figures)), ("January 2025", "–"));
    assert_eq!(figures.problem.unwrap().title, "Couldn’t load January 2025");
    page.answer_summary(january());
    assert_eq!((page.figures().period.as_str(), page.figures().loading), ("January 2025", false));
}

#[test]
fn a_problem_does_not_stand_under_the_name_of_yet_another_period() {
    let mut page = Page::documented();
    page.request(Intent::Previous);
    page.fail(ProblemKind::Server);
    page.request(Intent::Show(PeriodType::Year));
    assert!(page.period_notice().is_some(), "the displayed period is still February");
    page.wait();
    assert_eq!((page.period_notice(), page.figures().period.as_str()), (None, "2025"));
}

#[test]
fn going_back_to_the_displayed_period_ends_the_loading() {
    let mut page = loading();
    let key = page.view().chart_key;
    let february = Msg::HistoryPopped { kind: PeriodType::Month, start: date("2025-02-01"), today: today() };
    assert_eq!(page.send(february), None);
    assert_eq!(PeriodView { loading: false, ..page.figures() }, Page::documented().figures());
    assert_ne!(page.view().chart_key, key);
}

#[test]
fn the_same_period_again_is_shown_again() {
    let mut page = loading();
    let key = page.view().chart_key;
    page.answer_summary(documented());
    let figures = page.figures();
    assert_eq!(figures.problem.as_ref().unwrap().title, MessageId::SamePeriod.english());
    assert_eq!(PeriodView { problem: None, ..figures }, Page::documented().figures());
    assert_ne!(page.view().chart_key, key);
}

#[test]
fn only_another_period_that_was_not_seen_before_is_waited_for() {
    let mut page = Page::documented();
    for intent in [Intent::Refresh, Intent::Do(Action::ManagePayments)] {
        page.clone().request(intent);
        assert_eq!(page.watched, None, "{intent:?}");
    }
    let mut seen = Page::ready(january());
    seen.reload(documented());
    let pending = seen.request(Intent::Previous);
    assert_eq!((seen.watched, seen.period()), (None, month("2025-01-01")));
    // An effect that nobody asked for would change nothing.
    page.request(Intent::Do(Action::ManagePayments));
    for page in [&mut seen, &mut page] {
        page.send(Msg::AnswerOverdue(pending.id + 1));
        assert!(!page.figures().loading);
    }
}

#[test]
fn nothing_is_drawn_before_the_first_answer_or_a_tenth_of_a_second() {
    assert!(!Page::new().view().started);
    let mut waiting = Page::opened();
    assert_eq!((waiting.watched, waiting.view().started), (Some(1), false));
    assert_eq!(waiting.view().announcement, "");
    let mut answered = waiting.clone();
    answered.answer_summary(documented());
    let mut failed = waiting.clone();
    failed.answer(Err(Problem::new(ProblemKind::Offline)));
    let mut broken = Page::new();
    broken.send(Msg::StartFailed(Problem::new(ProblemKind::NoToken)));
    waiting.wait();
    assert_eq!((waiting.view().state, waiting.view().announcement.as_str()), ("loading", MessageId::Loading.english()));
    for page in [&waiting, &answered, &failed, &broken] {
        assert!(page.view().started, "{page:?}");
    }
    // Another session does not leave the figures of the one before on the page.
    answered.post(Msg::SessionOpened { token: token(), resume: false });
    assert_eq!((answered.watched, answered.view().started, answered.view().state), (None, true, "loading"));
}

#[test]
fn an_answer_in_time_is_never_overdue() {
    let mut page = Page::documented();
    let first = page.request(Intent::Previous);
    page.answer_summary(january());
    let before = page.model.clone();
    page.send(Msg::AnswerOverdue(first.id));
    assert_eq!(page.model, before);
    // The number of an earlier request says nothing of a later one.
    page.request(Intent::Show(PeriodType::Year));
    page.send(Msg::AnswerOverdue(first.id));
    assert!(!page.figures().loading);
}

#[test]
fn nothing_is_sent_or_read_while_a_period_is_loading() {
    let mut page = Page::documented();
    page.read(CursorMove::Press(15));
    assert!(page.readout().is_some());
    page.request(Intent::Previous);
    page.wait();
    assert_eq!(page.readout(), None);
    for to in [CursorMove::Hover(3), CursorMove::Press(15), CursorMove::Previous, CursorMove::Lift] {
        assert_eq!(page.read(to), None, "{to:?}");
    }
    let step = Msg::StepRequested { intent: Intent::Previous, today: today() };
    for msg in [chosen(Intent::Previous), chosen(Intent::Refresh), step, Msg::RetryRequested, Msg::ExportRequested] {
        let what = format!("{msg:?}");
        assert_eq!(page.send(msg), None, "{what}");
    }
    page.fail(ProblemKind::Server);
    assert_eq!((page.readout(), page.send(Msg::ExportRequested)), (None, Some(Effect::Download)));
    assert!(page.read(CursorMove::Hover(3)).is_some());
}

#[test]
fn a_late_answer_does_not_end_the_loading() {
    let mut page = Page::documented();
    let first = page.request(Intent::Previous);
    let back = Msg::HistoryPopped { kind: PeriodType::Year, start: date("2024-01-01"), today: today() };
    page.post(back);
    page.wait();
    page.send(Msg::AnswerReceived { id: first.id, result: Ok(Answer::Summary(january().into())), now: NOON });
    assert_eq!((page.figures().period.as_str(), earnings(&page.figures())), ("2024", "–"));
}
