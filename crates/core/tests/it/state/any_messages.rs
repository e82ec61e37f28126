//! Invariants: they hold after any messages in any order.

use crate::support::page::{NOON, Page, foreign};
use crate::support::{any, token};
use chrono::{NaiveDate, TimeDelta};
use proptest::{collection, option, prelude::*, sample};
use vpp_core::domain::{Action, Address, Answer, ForeignRoute, Intent, Period, Problem, ProblemKind, Request};
use vpp_core::state::{CursorMove, Effect, FocusTarget, HostEvent, Measure, Model, Msg, Pending, Phase, Tab};
use vpp_core::view_model::{Control, PageView, PeriodChoice, RemedyView};

/// Something that happens, if it is possible at the time.
#[derive(Clone, Debug)]
enum Event {
    Open { resume: bool },
    Choose { intent: Intent, today: NaiveDate, step: bool },
    Answer(Box<Result<Answer, Problem>>),
    LateAnswer(u32, Box<Result<Answer, Problem>>),
    PopHistory(Period, NaiveDate),
    MoveCursor(CursorMove, usize),
    OpenPicker(i32),
    Return { online: bool, seconds: i64 },
    Simple(u8),
}

fn address() -> impl Strategy<Value = Option<Address>> {
    option::of(Just("https://partner.example/").prop_map(|text| Address::parse(text).unwrap()))
}

/// A period of a few years, so that periods come again; sometimes one with other days than the calendar's.
fn near_period() -> impl Strategy<Value = Period> {
    let calendar = (any::kind(), any::day_from(2024, 2026)).prop_map(|(kind, day)| Period::containing(kind, day));
    let stated = (any::kind(), any::day_from(2024, 2026), 0..60i64)
        .prop_map(|(kind, day, length)| Period::stated(kind, day, day + TimeDelta::days(length)).unwrap());
    prop_oneof![9 => calendar, 1 => stated]
}

fn foreign_route() -> impl Strategy<Value = ForeignRoute> {
    let name = sample::select(vec!["payment_history", "vpp_landing"]);
    let exits = sample::subsequence(vec![Action::Back, Action::Close], 0..=2);
    (name, exits).prop_map(|(name, exits)| foreign(name, &exits))
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        4 => any::summary_in(near_period()).prop_map(|summary| Answer::Summary(summary.into())),
        1 => address().prop_map(Answer::Redirect),
        1 => address().prop_map(Answer::Complete),
        2 => foreign_route().prop_map(Answer::Foreign),
    ]
}

/// Problems as responses give them: only a rate limit has a pause, and it has one always.
fn problem() -> impl Strategy<Value = Problem> {
    use ProblemKind::{Ended, Offline, RateLimit, Refused, Server, Timeout, Unreadable};
    let kinds = vec![Offline, Timeout, Ended, Refused, Unreadable, Server, RateLimit, RateLimit];
    (sample::select(kinds), 0..4u32).prop_map(|(kind, seconds)| Problem {
        retry_after: (kind == RateLimit).then_some(seconds),
        ..Problem::new(kind)
    })
}

fn result() -> impl Strategy<Value = Result<Answer, Problem>> {
    prop_oneof![2 => answer().prop_map(Ok), 1 => problem().prop_map(Err)]
}

fn event() -> impl Strategy<Value = Event> {
    let day = || any::day_from(2020, 2030);
    let buckets = prop_oneof![0..40usize, Just(usize::MAX)];
    prop_oneof![
        1 => any::<bool>().prop_map(|resume| Event::Open { resume }),
        6 => (any::intent(), day(), prop::bool::weighted(0.2))
            .prop_map(|(intent, today, step)| Event::Choose { intent, today, step }),
        8 => result().prop_map(|result| Event::Answer(Box::new(result))),
        1 => (any::<u32>(), result()).prop_map(|(id, result)| Event::LateAnswer(id, Box::new(result))),
        2 => (near_period(), day()).prop_map(|(period, today)| Event::PopHistory(period, today)),
        2 => (any::cursor_move(), buckets).prop_map(|(to, buckets)| Event::MoveCursor(to, buckets)),
        1 => (2022..2028i32).prop_map(Event::OpenPicker),
        2 => (any::<bool>(), 0..400i64).prop_map(|(online, seconds)| Event::Return { online, seconds }),
        8 => (0..14u8).prop_map(Event::Simple),
    ]
}

/// The page and the world around it.
struct World {
    page: Page,
    /// The seconds of the countdown that are on their way.
    ticks: usize,
    /// The highest number of a request so far.
    last_id: u32,
    /// The period of the current entry in the browser's history.
    entry: Option<Period>,
    /// Whether a notice stands above the summary.
    banner: bool,
}

fn changes_period(pending: &Pending) -> bool {
    matches!(&pending.request, Request::Submit(submission) if submission.period().is_some())
}

fn number(model: &Model) -> Option<u32> {
    model.pending.as_ref().map(|pending| pending.id)
}

impl World {
    fn new() -> Self {
        let mut world = Self { page: Page::new(), ticks: 0, last_id: 0, entry: None, banner: false };
        world.send(Msg::SessionOpened { token: token(), resume: false }).unwrap();
        world
    }

    /// The message of an event; `None` if it is not possible now.
    fn message(&mut self, event: Event) -> Option<Msg> {
        let pending = self.page.model.pending.as_ref().map(|pending| pending.id);
        Some(match event {
            Event::Open { resume } => Msg::SessionOpened { token: token(), resume },
            Event::Choose { intent, today, step: false } => Msg::IntentChosen { intent, today },
            Event::Choose { intent, today, step: true } => Msg::StepRequested { intent, today },
            Event::Answer(result) => Msg::AnswerReceived { id: pending?, result: *result, now: NOON },
            Event::LateAnswer(id, _) if Some(id) == pending => return None,
            Event::LateAnswer(id, result) => Msg::AnswerReceived { id, result: *result, now: NOON },
            Event::PopHistory(period, today) => {
                Msg::HistoryPopped { kind: period.kind(), start: period.start(), today }
            }
            Event::MoveCursor(to, buckets) => Msg::CursorMoved { to, buckets },
            Event::OpenPicker(year) => Msg::PickerOpened(year),
            Event::Return { online, seconds } => {
                self.page.now += seconds;
                let now = self.page.now;
                if online { Msg::ConnectionRestored { now } } else { Msg::PageShown { now } }
            }
            Event::Simple(0) => Msg::RetryRequested,
            Event::Simple(1) => Msg::PickerClosed,
            Event::Simple(2) => Msg::NavigationFailed,
            Event::Simple(3) => Msg::TabSelected(Tab::Settings),
            Event::Simple(4) => Msg::TableToggled,
            Event::Simple(5) => Msg::MeasureSelected(Measure::Energy),
            Event::Simple(6) => Msg::ChartResized { width: 599 },
            Event::Simple(7) => Msg::LanguageLoaded,
            Event::Simple(8) => match self.page.model.phase {
                Phase::Foreign { .. } => Msg::HandOffFound(Address::parse("https://app.example/").unwrap()),
                _ => return None,
            },
            Event::Simple(9) if self.ticks.is_multiple_of(2) => Msg::PickerLeft,
            Event::Simple(9) => Msg::LogToggled,
            Event::Simple(10) if self.ticks.is_multiple_of(2) => Msg::CopyRequested,
            Event::Simple(10) => Msg::StatusRequested,
            Event::Simple(11) => Msg::AnswerOverdue(pending?),
            Event::Simple(_) => {
                self.ticks = self.ticks.checked_sub(1)?;
                Msg::SecondElapsed
            }
        })
    }

    /// Sends a message and checks what must hold after any.
    fn send(&mut self, msg: Msg) -> Result<Option<Effect>, TestCaseError> {
        let (before, view) = (self.page.model.clone(), self.page.view());
        let quiet = before.pending.as_ref().is_some_and(|pending| pending.quiet);
        let opened = matches!(msg, Msg::SessionOpened { .. });
        let replaces = matches!(msg, Msg::HistoryPopped { .. }) && before.pending.as_ref().is_some_and(changes_period);
        let moves_cursor = matches!(msg, Msg::CursorMoved { .. } | Msg::ChartResized { .. });
        let answered = match &msg {
            Msg::AnswerReceived { id, result, .. }
                if before.pending.as_ref().is_some_and(|pending| pending.id == *id) =>
            {
                Some(result.clone())
            }
            _ => None,
        };
        if let Msg::HistoryPopped { kind, start, .. } = &msg {
            // Only calendar periods can be requested.
            self.entry = Some(Period::containing(*kind, *start));
        }
        let what = format!("{msg:?}");
        let effect = self.page.send(msg);
        let model = &self.page.model;
        match &effect {
            Some(Effect::Post(pending)) => {
                prop_assert!(
                    opened || replaces || quiet || before.pending.is_none(),
                    "{} posts during another request",
                    what
                );
                prop_assert_eq!(model.pending.as_ref(), Some(pending));
                prop_assert!(pending.id > self.last_id, "{} repeats number {}", what, pending.id);
                self.last_id = pending.id;
            }
            Some(Effect::StartCountdown) => self.ticks += 1,
            Some(Effect::Redirect { .. } | Effect::ReturnToPartner(_) | Effect::HandOff(_)) => {
                prop_assert_ne!(&model.phase, &Phase::Summary);
            }
            Some(Effect::SetHistory { period, push }) => {
                let by_control = before.pending.as_ref().is_some_and(|pending| pending.intent.is_some());
                prop_assert!(!push || by_control, "{} adds an entry that no control asked for", what);
                self.entry = Some(*period);
            }
            _ => {
                let started = model.pending.is_some() && number(model) != number(&before);
                prop_assert!(!started, "{} starts a request that is never sent", what);
            }
        }
        let posted = matches!(effect, Some(Effect::Post(_)));
        let event = self.page.events.iter().any(|one| matches!(one, HostEvent::Action(_)));
        prop_assert_eq!(posted, event, "{}", what);
        let kept = before.pending.is_none() || number(model) == number(&before) || (quiet && posted);
        prop_assert!(kept || opened || replaces || answered.is_some(), "{} drops the request under way", what);
        if let (Some(Ok(Answer::Summary(_))), Some(period)) = (&answered, model.period()) {
            prop_assert_eq!(self.entry, Some(period), "{} leaves the history behind", what);
        }
        let figures = |model: &Model| model.summary.as_ref().and_then(|summary| summary.performance.clone());
        if figures(&before) != figures(model) {
            prop_assert!(opened || before.chart_key != model.chart_key, "{} keeps the key of other figures", what);
        }
        if before.period() != model.period() {
            prop_assert_eq!((model.cursor, model.picker_year), (None, None), "{}", what);
            let shown = model.period().map(HostEvent::Period);
            prop_assert_eq!(shown.is_some_and(|shown| self.page.events.contains(&shown)), model.period().is_some());
        }
        prop_assert!(moves_cursor || model.cursor.is_none() || before.cursor == model.cursor, "{}", what);
        prop_assert!(opened || before.summary.is_none() || model.summary.is_some(), "{} loses the summary", what);
        let had_banner = std::mem::replace(&mut self.banner, self.page.view().banner.is_some());
        if self.banner && !had_banner {
            prop_assert_eq!(&self.page.focus, &Some(Effect::Focus(FocusTarget::Notice)), "{}", what);
        }
        // Nobody notices a request that nobody asked for, nor that it fails.
        let fails = matches!(&answered, Some(Err(problem)) if problem.kind != ProblemKind::Ended);
        let starts = before.pending.is_none() && model.pending.as_ref().is_some_and(|pending| pending.quiet);
        if starts || (quiet && fails) {
            prop_assert_eq!(self.page.view(), view, "{}", what);
        }
        Ok(effect)
    }
}

/// The intents of all controls that can be used.
fn intents(view: &PageView) -> Vec<Intent> {
    let mut controls: Vec<&Control> = [&view.header.back, &view.header.close].into_iter().flatten().collect();
    let mut choices: Vec<&PeriodChoice> = Vec::new();
    if let Some(RemedyView::Leave(control)) = view.notice.as_ref().and_then(|notice| notice.remedy.as_ref()) {
        controls.push(control);
    }
    if let Some(summary) = &view.summary {
        controls.extend(summary.call.iter().map(|call| &call.control));
        controls.extend(summary.settings.iter().filter_map(|row| row.control.as_ref()));
        if let Some(figures) = &summary.figures {
            controls.extend(figures.types.iter().chain(&figures.previous).chain(&figures.next));
            controls.extend(figures.refresh.iter().filter_map(|refresh| refresh.control.as_ref()));
            choices.extend(figures.picker.iter().flat_map(|picker| &picker.choices));
            choices.extend(figures.empty.iter().filter_map(|empty| empty.offer.as_ref()));
        }
    }
    controls.retain(|control| !control.disabled && !control.pressed);
    choices.retain(|choice| !choice.disabled && !choice.selected && !view.waiting);
    controls.into_iter().map(|control| control.intent).chain(choices.into_iter().map(|choice| choice.intent)).collect()
}

proptest! {
    #![proptest_config(crate::support::cases(64))]

    #[test]
    fn the_state_keeps_its_invariants(events in collection::vec(event(), 1..40)) {
        let mut world = World::new();
        for event in events {
            let Some(msg) = world.message(event) else { continue };
            world.send(msg)?;
            prop_assert!(world.ticks <= 1, "{} countdowns run", world.ticks);
            // A pause that nobody counts down would never end.
            let waiting = world.page.model.problem.as_ref().is_some_and(|problem| problem.retry_after.is_some());
            prop_assert!(!waiting || world.ticks > 0);
        }
    }

    #[test]
    fn every_control_that_can_be_used_posts_a_request(events in collection::vec(event(), 1..25), today in any::day_from(2020, 2030)) {
        let mut world = World::new();
        for event in events {
            let Some(msg) = world.message(event) else { continue };
            world.send(msg)?;
            let view = world.page.view();
            if view.busy {
                continue;
            }
            let open = world.page.readout().and_then(|readout| readout.open).filter(|_| !view.waiting && view.summary.is_some());
            for intent in intents(&view).into_iter().chain(open.map(|choice| choice.intent)) {
                let mut page = world.page.clone();
                let effect = page.send(Msg::IntentChosen { intent, today });
                prop_assert!(matches!(effect, Some(Effect::Post(_))), "{:?} posts nothing: {:?}", intent, page.model.problem);
            }
            let at_chart = view.figures().and_then(|figures| figures.problem.as_ref());
            let notice = view.notice.as_ref().or(view.banner.as_ref()).or(at_chart);
            if let Some(RemedyView::TryAgain { waiting: false, .. }) = notice.and_then(|notice| notice.remedy.as_ref()) {
                let effect = world.page.clone().send(Msg::RetryRequested);
                prop_assert!(matches!(effect, Some(Effect::Post(_) | Effect::Reload)), "{:?} cannot be retried", notice);
            }
        }
    }
}
