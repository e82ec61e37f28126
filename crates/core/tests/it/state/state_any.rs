//! Any sequence of messages: the state keeps its promises whatever happens in which order.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use chrono::{NaiveDate, TimeDelta};
use proptest::{collection, option, prelude::*, sample};
use support::screen::{TODAY, in_setting, show};
use support::{any, token};
use vpp_core::connect::Answer;
use vpp_core::domain::action::Route;
use vpp_core::domain::{Address, Intent, Performance, Period, Problem, ProblemKind, Request};
use vpp_core::view_model::{Choice, Control, Page, Remedy};
use vpp_core::state::{Effect, Measure, Model, Msg, Pending, Phase, CursorMove, Tab, update};

/// Something that happens. The world outside decides what of it is possible.
#[derive(Clone, Debug)]
enum Event {
    Open(bool),
    Want(Intent, NaiveDate),
    Answer(Box<Result<Answer, Problem>>),
    LateAnswer(u32, Box<Result<Answer, Problem>>),
    Recall(Period, NaiveDate),
    Read(CursorMove, usize),
    Pick(Option<i32>),
    Simple(u8),
}

fn address() -> impl Strategy<Value = Option<Address>> {
    option::of(Just("https://partner.example/").prop_map(|text| Address::parse(text).unwrap()))
}

/// A period of these years, so that the same ones come again; sometimes one that is no calendar one.
fn near() -> impl Strategy<Value = Period> {
    let calendar = (any::kind(), any::day_from(2024, 2026)).prop_map(|(kind, day)| Period::containing(kind, day));
    let stated = (any::kind(), any::day_from(2024, 2026), 0..366i64)
        .prop_map(|(kind, day, length)| Period::stated(kind, day, day + TimeDelta::days(length)).unwrap());
    prop_oneof![9 => calendar, 1 => stated]
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        4 => any::summary_in(near()).prop_map(|summary| Answer::Summary(summary.into())),
        1 => address().prop_map(Answer::Redirect),
        1 => address().prop_map(Answer::Complete),
        1 => sample::select(vec!["payment_history", "vpp_landing"])
            .prop_map(|name| Answer::Elsewhere(Route::parse(name).unwrap())),
    ]
}

/// Problems as `reply` and `http` make them: only a rate limit has a time to wait.
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
    prop_oneof![
        1 => any::<bool>().prop_map(Event::Open),
        6 => (any::intent(), any::day_from(2020, 2030)).prop_map(|(intent, today)| Event::Want(intent, today)),
        8 => result().prop_map(|result| Event::Answer(Box::new(result))),
        1 => (any::<u32>(), result()).prop_map(|(id, result)| Event::LateAnswer(id, Box::new(result))),
        2 => (near(), any::day_from(2020, 2030)).prop_map(|(period, today)| Event::Recall(period, today)),
        2 => (any::step(), prop_oneof![0..40usize, Just(usize::MAX)]).prop_map(|(step, places)| Event::Read(step, places)),
        1 => option::of(2022..2028i32).prop_map(Event::Pick),
        6 => (0..8u8).prop_map(Event::Simple),
    ]
}

/// The page and the world around it.
struct World {
    model: Model,
    /// Seconds that were asked for and have not passed yet.
    waits: usize,
    /// The highest number of a request so far.
    last_id: u32,
    /// The period that the entry of the browser's history stands for.
    entry: Option<Period>,
}

fn asks_for_a_period(pending: &Pending) -> bool {
    matches!(&pending.request, Request::Respond(response) if response.period().is_some())
}

fn shown(model: &Model) -> Option<&Performance> {
    model.summary.as_ref()?.performance.as_ref()
}

impl World {
    fn new() -> Self {
        let mut world = Self { model: Model::default(), waits: 0, last_id: 0, entry: None };
        world.send(Msg::SessionOpened { token: token(), resume: false }).unwrap();
        world
    }

    /// Turns an event into a message, if the world allows it now.
    fn message(&mut self, event: Event) -> Option<Msg> {
        let pending = self.model.pending.as_ref().map(|pending| pending.id);
        Some(match event {
            Event::Open(resume) => Msg::SessionOpened { token: token(), resume },
            Event::Want(intent, today) => Msg::IntentChosen(intent, today),
            Event::Answer(result) => Msg::AnswerReceived { id: pending?, result: *result },
            Event::LateAnswer(id, _) if Some(id) == pending => return None,
            Event::LateAnswer(id, result) => Msg::AnswerReceived { id, result: *result },
            Event::Recall(period, today) => Msg::HistoryPopped(period.kind(), period.start(), today),
            Event::Read(step, places) => Msg::CursorMoved(step, places),
            Event::Pick(year) => Msg::Picking(year),
            Event::Simple(0) => Msg::RetryRequested,
            Event::Simple(1) => Msg::ReturnHere,
            Event::Simple(2) => Msg::NavigationFailed,
            Event::Simple(3) => Msg::TabSelected(Tab::Settings),
            Event::Simple(4) => Msg::TableToggled,
            Event::Simple(5) => Msg::MeasureSelected(Measure::Energy),
            Event::Simple(6) => Msg::MeasureSelected(Measure::Earnings),
            Event::Simple(_) => {
                self.waits = self.waits.checked_sub(1)?;
                Msg::SecondElapsed
            }
        })
    }

    /// Sends a message and checks what must hold after any.
    fn send(&mut self, msg: Msg) -> Result<Option<Effect>, TestCaseError> {
        let before = self.model.clone();
        let opened = matches!(msg, Msg::SessionOpened { .. });
        let supersedes = matches!(msg, Msg::HistoryPopped(..)) && before.pending.as_ref().is_some_and(asks_for_a_period);
        let answered = match &msg {
            Msg::AnswerReceived { id, result } if before.pending.as_ref().is_some_and(|pending| pending.id == *id) => {
                Some(result.clone())
            }
            _ => None,
        };
        if let Msg::HistoryPopped(kind, start, _) = &msg {
            // Connect cannot be asked for any but a calendar period.
            self.entry = Some(Period::containing(*kind, *start));
        }
        let reads = matches!(msg, Msg::CursorMoved(..));
        let what = format!("{msg:?}");
        let effect = update(&mut self.model, msg);
        match &effect {
            Some(Effect::Post(pending)) => {
                prop_assert!(
                    opened || supersedes || before.pending.is_none(),
                    "{} posts while another is under way",
                    what
                );
                prop_assert_eq!(self.model.pending.as_ref(), Some(pending));
                prop_assert!(pending.id > self.last_id, "{} repeats number {}", what, pending.id);
                self.last_id = pending.id;
            }
            Some(Effect::StartCountdown) => self.waits += 1,
            Some(Effect::Redirect(_) | Effect::ReturnToPartner(_) | Effect::HandOff(_)) => {
                prop_assert_ne!(&self.model.stage, &Phase::Here);
            }
            Some(Effect::SetHistory { period, push }) => {
                let by_a_control = before.pending.as_ref().is_some_and(|pending| pending.intent.is_some());
                prop_assert!(!push || by_a_control, "{} adds an entry for what nobody asked for", what);
                self.entry = Some(*period);
            }
            None => {
                let started = self.model.pending.is_some() && self.model.pending != before.pending;
                prop_assert!(!started, "{} starts a request that nobody sends", what);
            }
        }
        let kept = before.pending.is_none() || self.model.pending == before.pending;
        prop_assert!(kept || opened || supersedes || answered.is_some(), "{} drops what is under way", what);
        if let (Some(Ok(Answer::Summary(_))), Some(shown)) = (&answered, shown(&self.model)) {
            prop_assert_eq!(self.entry, Some(shown.period), "{} leaves the history behind", what);
        }
        if shown(&before) != shown(&self.model) {
            prop_assert!(opened || before.revision != self.model.revision, "{} is not drawn", what);
        }
        if shown(&before).map(|shown| shown.period) != shown(&self.model).map(|shown| shown.period) {
            prop_assert_eq!((self.model.reading, self.model.picker), (None, None), "{}", what);
        }
        prop_assert!(reads || self.model.reading.is_none() || before.reading == self.model.reading, "{}", what);
        prop_assert!(opened || before.summary.is_none() || self.model.summary.is_some(), "{} loses the summary", what);
        Ok(effect)
    }

    fn page(&self) -> Page {
        show(&self.model)
    }
}

/// What every control asks for that the page shows and that can be used.
fn intents(page: &Page) -> Vec<Intent> {
    let mut controls: Vec<&Control> = [&page.header.back, &page.header.close].into_iter().flatten().collect();
    let mut choices: Vec<&Choice> = Vec::new();
    if let Some(content) = &page.summary {
        controls.extend(content.call.iter().map(|(_, control)| control));
        controls.extend(content.settings.iter().filter_map(|row| row.control.as_ref()));
        if let Some(figures) = &content.figures {
            controls.extend(figures.types.iter().chain(&figures.previous).chain(&figures.next));
            choices.extend(figures.picker.iter().flat_map(|picker| &picker.choices));
            choices.extend(figures.reading.iter().filter_map(|reading| reading.open.as_ref()));
            choices.extend(figures.empty.iter().filter_map(|(_, offer)| offer.as_ref()));
        }
    }
    controls.retain(|control| !control.disabled && !control.pressed);
    choices.retain(|choice| !choice.disabled && !choice.chosen && !page.waiting);
    controls.into_iter().map(|control| control.intent).chain(choices.into_iter().map(|choice| choice.intent)).collect()
}

proptest! {
    #![proptest_config(support::cases(512))]

    #[test]
    fn whatever_happens_the_state_keeps_its_promises(events in collection::vec(event(), 1..40)) {
        let mut world = World::new();
        for event in events {
            if let Some(msg) = world.message(event) {
                world.send(msg)?;
            }
        }
    }

    #[test]
    fn whatever_happens_one_countdown_runs_at_most(events in collection::vec(event(), 1..40)) {
        let mut world = World::new();
        for event in events {
            if let Some(msg) = world.message(event) {
                world.send(msg)?;
                prop_assert!(world.waits <= 1, "{} seconds are being waited for at once", world.waits);
                // A time to wait which nobody counts down would never end.
                let waiting = world.model.problem.as_ref().is_some_and(|problem| problem.retry_after.is_some());
                prop_assert!(!waiting || world.waits > 0);
            }
        }
    }

    #[test]
    fn whatever_happens_each_remedy_that_is_offered_does_something(events in collection::vec(event(), 1..25)) {
        let mut world = World::new();
        for event in events {
            let Some(msg) = world.message(event) else { continue };
            world.send(msg)?;
            let page = world.page();
            let notice = page.notice.as_ref().or(page.banner.as_ref());
            let msg = match notice.and_then(|notice| notice.remedy.as_ref()) {
                Some(Remedy::TryAgain { waiting: false, .. }) => Msg::RetryRequested,
                Some(Remedy::Return(_)) if !page.busy => Msg::ReturnHere,
                _ => continue,
            };
            let effect = update(&mut world.model.clone(), msg);
            prop_assert!(matches!(effect, Some(Effect::Post(_))), "{:?} does nothing", notice);
        }
    }

    #[test]
    fn whatever_happens_each_control_that_can_be_used_sends_a_request(
        events in collection::vec(event(), 1..25), today in any::day_from(2020, 2030),
    ) {
        let mut world = World::new();
        for event in events {
            let Some(msg) = world.message(event) else { continue };
            world.send(msg)?;
            let page = world.page();
            for intent in intents(&page).into_iter().filter(|_| !page.busy) {
                let mut model = world.model.clone();
                let effect = update(&mut model, Msg::IntentChosen(intent, today));
                let unavailable = model.problem.as_ref().and_then(|problem| problem.detail.as_deref());
                prop_assert!(matches!(effect, Some(Effect::Post(_))), "{:?} does nothing: {:?}", intent, unavailable);
            }
        }
    }
}

proptest! {
    #![proptest_config(support::cases(128))]

    #[test]
    fn whatever_happens_following_what_is_read_gives_the_page_as_it_would_be_made(
        events in collection::vec(event(), 1..12), step in any::step(),
    ) {
        let mut world = World::new();
        for event in events {
            let Some(msg) = world.message(event) else { continue };
            world.send(msg)?;
            let mut page = world.page();
            let mut model = world.model.clone();
            update(&mut model, Msg::CursorMoved(step, 31));
            in_setting(TODAY, false, |setting| page.follow_reading(&model, setting));
            prop_assert_eq!(page, show(&model));
        }
    }
}
