//! Any sequence of messages: the state keeps its promises whatever happens in which order.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use chrono::NaiveDate;
use proptest::{collection, option, prelude::*, sample};
use support::plain::Plain;
use support::{Iana, any, date, token};
use vpp_summary::connect::Answer;
use vpp_summary::domain::action::Route;
use vpp_summary::domain::{Address, Intent, Problem, ProblemKind};
use vpp_summary::present::{Control, Page, Remedy, Setting};
use vpp_summary::state::{Effect, Model, Msg, Stage, Tab, update};

/// Something that happens. The world outside decides what of it is possible.
#[derive(Clone, Debug)]
enum Event {
    Open(bool),
    Want(Intent, NaiveDate),
    Answer(Box<Result<Answer, Problem>>),
    LateAnswer(u32, Box<Result<Answer, Problem>>),
    Simple(u8),
}

fn address() -> impl Strategy<Value = Option<Address>> {
    option::of(Just("https://partner.example/").prop_map(|text| Address::parse(text).unwrap()))
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![
        4 => any::summary_in(any::day_from(2020, 2030).prop_map(|day| {
            vpp_summary::domain::Period::holding(vpp_summary::domain::PeriodType::Month, day)
        })).prop_map(|summary| Answer::Summary(summary.into())),
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
        6 => (0..6u8).prop_map(Event::Simple),
    ]
}

/// The page and the world around it.
struct World {
    model: Model,
    /// Seconds that were asked for and have not passed yet.
    waits: usize,
    /// The highest number of a request so far.
    last_id: u32,
}

impl World {
    fn new() -> Self {
        let mut world = Self { model: Model::default(), waits: 0, last_id: 0 };
        world.send(Msg::Opened { token: token(), resume: false }).unwrap();
        world
    }

    /// Turns an event into a message, if the world allows it now.
    fn message(&mut self, event: Event) -> Option<Msg> {
        let pending = self.model.pending.as_ref().map(|pending| pending.id);
        Some(match event {
            Event::Open(resume) => Msg::Opened { token: token(), resume },
            Event::Want(intent, today) => Msg::Wanted(intent, today),
            Event::Answer(result) => Msg::Answered { id: pending?, result: *result },
            Event::LateAnswer(id, _) if Some(id) == pending => return None,
            Event::LateAnswer(id, result) => Msg::Answered { id, result: *result },
            Event::Simple(0) => Msg::TryAgain,
            Event::Simple(1) => Msg::ReturnHere,
            Event::Simple(2) => Msg::NotFollowed,
            Event::Simple(3) => Msg::Chose(Tab::Settings),
            Event::Simple(4) => Msg::ToggledTable,
            Event::Simple(_) => {
                self.waits = self.waits.checked_sub(1)?;
                Msg::SecondPassed
            }
        })
    }

    /// Sends a message and checks what must hold after any.
    fn send(&mut self, msg: Msg) -> Result<Option<Effect>, TestCaseError> {
        let before = self.model.clone();
        let opened = matches!(msg, Msg::Opened { .. });
        let what = format!("{msg:?}");
        let effect = update(&mut self.model, msg);
        match &effect {
            Some(Effect::Post(pending)) => {
                prop_assert!(opened || before.pending.is_none(), "{} posts while another is under way", what);
                prop_assert_eq!(self.model.pending.as_ref(), Some(pending));
                prop_assert!(pending.id > self.last_id, "{} repeats number {}", what, pending.id);
                self.last_id = pending.id;
            }
            Some(Effect::WaitASecond) => self.waits += 1,
            Some(Effect::Leave(_) | Effect::HandBack(_) | Effect::HandOver(_)) => {
                prop_assert_ne!(&self.model.stage, &Stage::Here);
            }
            Some(Effect::Remember { period, .. }) => {
                let shown = self.model.summary.as_ref().and_then(|summary| summary.performance.as_ref());
                prop_assert_eq!(shown.map(|shown| shown.period), Some(*period), "{}", what);
            }
            None => {
                let started = self.model.pending.is_some() && self.model.pending != before.pending;
                prop_assert!(!started, "{} starts a request that nobody sends", what);
            }
        }
        prop_assert!(opened || before.summary.is_none() || self.model.summary.is_some(), "{} loses the summary", what);
        Ok(effect)
    }

    fn page(&self) -> Page {
        let zone = Iana::named("America/Denver");
        Page::of(
            &self.model,
            &Setting { locale: &Plain, zone: &zone, today: date("2025-02-28"), narrow: false, title: None, home: None },
        )
    }
}

/// Every control that the page shows and that can be used.
fn controls(page: &Page) -> Vec<&Control> {
    let mut controls: Vec<&Control> = [&page.header.back, &page.header.close].into_iter().flatten().collect();
    if let Some(content) = &page.summary {
        controls.extend(content.call.iter().map(|(_, control)| control));
        controls.extend(content.settings.iter().filter_map(|row| row.control.as_ref()));
        if let Some(figures) = &content.figures {
            controls.extend(figures.types.iter().chain(&figures.previous).chain(&figures.next));
        }
    }
    controls.retain(|control| !control.disabled && !control.pressed);
    controls
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
                Some(Remedy::TryAgain { waiting: false, .. }) => Msg::TryAgain,
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
            for control in controls(&page).into_iter().filter(|_| !page.busy) {
                let mut model = world.model.clone();
                let effect = update(&mut model, Msg::Wanted(control.intent, today));
                let unavailable = model.problem.as_ref().and_then(|problem| problem.detail.as_deref());
                prop_assert!(matches!(effect, Some(Effect::Post(_))), "{:?} does nothing: {:?}", control, unavailable);
            }
        }
    }
}
