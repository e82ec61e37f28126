//! Whole conversations with the sandbox, without a browser: state, requests, answers and view model.

use crate::support::plain::Plain;
use crate::support::wire::{self, Sandbox, Scenario, Trigger, scenarios};
use crate::support::{Iana, any, date};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::{collection, prelude::*, sample};
use std::collections::VecDeque;
use vpp_core::connect::request;
use vpp_core::domain::{Action, Answer, Intent, Period, PeriodType, Problem, ProblemKind, Token};
use vpp_core::state::{Effect, Model, Msg, Phase, update};
use vpp_core::view_model::{Env, PageView};

/// A tab without a browser: it runs the effects until none are left.
struct Tab {
    model: Model,
    sandbox: Sandbox,
    scenario: &'static Scenario,
    now: DateTime<Utc>,
    /// The bodies of all requests.
    sent: Vec<String>,
}

impl Tab {
    fn open(name: &str) -> Self {
        let scenario = wire::scenario(name).unwrap_or_else(|| panic!("there is no scenario {name}"));
        let mut tab =
            Self { model: Model::default(), sandbox: Sandbox::new(), scenario, now: wire::now(), sent: Vec::new() };
        tab.load(false);
        tab
    }

    fn load(&mut self, resume: bool) {
        let token = Token::parse(&self.scenario.token()).unwrap();
        self.send(Msg::SessionOpened { token, resume });
    }

    fn send(&mut self, msg: Msg) {
        let mut effects: VecDeque<Effect> = update(&mut self.model, msg).into();
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Post(pending) => {
                    let result = self.post(&request::body(self.model.token.as_ref().unwrap(), &pending.request));
                    effects.extend(update(
                        &mut self.model,
                        Msg::AnswerReceived { id: pending.id, result, now: self.now.timestamp() },
                    ));
                }
                Effect::StartCountdown => {
                    self.now += TimeDelta::seconds(1);
                    effects.extend(update(&mut self.model, Msg::SecondElapsed));
                }
                _ => {}
            }
        }
        let view = self.view();
        assert!(!view.busy, "every request is answered");
        assert_eq!(view.notice.is_none(), view.summary.is_some(), "either the summary or a notice is shown");
    }

    fn post(&mut self, body: &str) -> Result<Answer, Problem> {
        self.sent.push(body.to_owned());
        let dropped = || Err(Problem::new(ProblemKind::Offline));
        wire::post(&self.sandbox, body, self.now).unwrap_or_else(dropped).map(|decoded| decoded.answer)
    }

    fn today(&self) -> NaiveDate {
        self.sandbox.today_in(self.scenario, self.now)
    }

    fn choose(&mut self, intent: Intent) {
        self.send(Msg::IntentChosen { intent, today: self.today() });
    }

    fn view(&self) -> PageView {
        let zone = Iana(self.scenario.zone());
        PageView::of(
            &self.model,
            &Env { locale: &Plain, zone: &zone, today: self.today(), title: None, home: None, leap: None },
        )
    }

    /// The displayed period.
    fn period(&self) -> (PeriodType, String) {
        let period = self.model.period().unwrap();
        (period.kind(), period.start().to_string())
    }

    fn problem(&self) -> Option<ProblemKind> {
        self.model.problem.as_ref().map(|problem| problem.kind)
    }
}

#[test]
fn a_day_is_opened_where_something_was_dispatched() {
    let mut tab = Tab::open("active");
    tab.now += TimeDelta::days(1);
    tab.choose(Intent::Show(PeriodType::Day));
    let figures = tab.view().summary.unwrap().figures.unwrap();
    assert_eq!((figures.empty, tab.period().0), (None, PeriodType::Day));
}

#[test]
fn a_customer_who_has_left_finds_their_earnings_in_three_taps() {
    let mut tab = Tab::open("unenrolled");
    tab.now += TimeDelta::days(600);
    tab.load(false);
    let mut taps = 0;
    while let Some(empty) = tab.view().summary.and_then(|summary| summary.figures?.empty) {
        taps += 1;
        assert!(taps <= 3, "{empty:?}");
        tab.choose(empty.offer.unwrap().intent);
        assert_eq!(tab.problem(), None);
    }
    assert!(taps > 0, "it began where nothing is");
}

#[test]
fn the_documented_customer_steps_through_periods() {
    let mut tab = Tab::open("documented");
    let mut periods = vec![tab.period()];
    for intent in [
        Intent::Previous,
        Intent::Show(PeriodType::Year),
        Intent::Previous,
        Intent::Next,
        Intent::Show(PeriodType::Month),
        Intent::Show(PeriodType::Day),
        Intent::Previous,
        Intent::Show(PeriodType::Month),
    ] {
        tab.choose(intent);
        assert_eq!(tab.problem(), None, "{intent:?}");
        periods.push(tab.period());
    }
    let expected = [
        (PeriodType::Month, "2025-02-01"),
        (PeriodType::Month, "2025-01-01"),
        (PeriodType::Year, "2025-01-01"),
        (PeriodType::Year, "2024-01-01"),
        (PeriodType::Year, "2025-01-01"),
        (PeriodType::Month, "2025-02-01"),
        (PeriodType::Day, "2025-02-28"),
        (PeriodType::Day, "2025-02-27"),
        (PeriodType::Month, "2025-02-01"),
    ];
    assert_eq!(periods, expected.map(|(kind, start)| (kind, start.to_owned())));
    assert_eq!(tab.sent.len(), expected.len());
}

#[test]
fn after_a_tariff_is_connected_the_session_goes_on() {
    let mut tab = Tab::open("documented");
    assert!(tab.view().summary.unwrap().call.is_some());
    tab.choose(Intent::Do(Action::ConnectTariff));
    assert!(matches!(tab.model.phase, Phase::Leaving(_)));
    assert!(tab.sandbox.finish_tariff(&tab.scenario.token(), true));
    tab.load(true);
    let content = tab.view().summary.unwrap();
    assert!(content.call.is_none());
    assert_eq!(content.settings.last().map(|row| (row.value, row.attention)), Some(("Connected", false)));
}

#[test]
fn payments_and_participation_are_foreign_routes_with_a_way_back() {
    for action in [Action::ManagePayments, Action::ManageParticipation] {
        let mut tab = Tab::open("documented");
        tab.choose(Intent::Do(action));
        assert!(matches!(tab.model.phase, Phase::Foreign { .. }));
        tab.choose(Intent::Do(Action::Back));
        assert_eq!((tab.view().state, tab.period()), ("ready", (PeriodType::Month, "2025-02-01".to_owned())));
    }
}

#[test]
fn back_and_close_end_the_session() {
    for action in [Action::Back, Action::Close] {
        for (name, followed) in
            [("documented", true), ("app_link", true), ("callback_uri", true), ("hostile_callback", false)]
        {
            let mut tab = Tab::open(name);
            tab.choose(Intent::Do(action));
            assert!(matches!(&tab.model.phase, Phase::Complete(to) if to.is_some() == followed), "{name}");
            assert_eq!(tab.view().state, "ended", "{name}");
        }
    }
}

#[test]
fn a_request_that_fails_once_succeeds_when_retried() {
    let mut tab = Tab::open("fails_once");
    assert_eq!((tab.view().state, tab.problem()), ("problem", Some(ProblemKind::Server)));
    tab.send(Msg::RetryRequested);
    assert_eq!((tab.view().state, tab.problem()), ("ready", None));
    let mut tab = Tab::open("fails_once_on_action");
    tab.choose(Intent::Previous);
    assert_eq!((tab.view().state, tab.period()), ("stale", (PeriodType::Month, "2025-02-01".to_owned())));
    tab.send(Msg::RetryRequested);
    assert_eq!((tab.view().state, tab.period()), ("ready", (PeriodType::Month, "2025-01-01".to_owned())));
}

#[test]
fn after_a_rate_limit_the_request_succeeds() {
    let mut tab = Tab::open("rate_limit");
    assert_eq!(tab.problem(), Some(ProblemKind::RateLimit));
    tab.send(Msg::RetryRequested);
    assert_eq!((tab.view().state, tab.problem()), ("ready", None));
}

#[test]
fn after_a_refused_action_the_session_is_started_again() {
    let mut tab = Tab::open("refuses_action");
    tab.choose(Intent::Previous);
    assert_eq!((tab.view().state, tab.problem()), ("stale", Some(ProblemKind::Refused)));
    tab.send(Msg::RetryRequested);
    assert_eq!((tab.view().state, tab.problem()), ("ready", None));
    assert!(tab.sent.last().unwrap().contains("session_start"));
}

#[test]
fn each_scenario_shows_a_summary_or_its_fault() {
    for scenario in scenarios() {
        let view = Tab::open(&scenario.name).view();
        let failing = scenario.fault.as_ref().is_some_and(|fault| fault.when == Trigger::Start);
        let late = scenario.name.contains("slow");
        assert_eq!(view.state == "problem", failing && !late, "{}: {:?}", scenario.name, view.notice);
    }
}

fn healthy() -> Vec<&'static str> {
    scenarios().iter().filter(|one| one.fault.is_none()).map(|one| one.name.as_str()).collect()
}

proptest! {
    #![proptest_config(crate::support::cases(32))]

    #[test]
    fn connect_accepts_every_request_of_the_page(
        name in sample::select(healthy()), intents in collection::vec(any::intent(), 1..12),
    ) {
        let mut tab = Tab::open(name);
        for intent in intents {
            let before = tab.sent.len();
            tab.choose(intent);
            // The page sends nothing that it refuses itself.
            let refused = tab.sent.len() > before && tab.problem() == Some(ProblemKind::Refused);
            prop_assert!(!refused, "{}: {:?} after {:?}: {:?}", name, intent, tab.sent, tab.model.problem);
            if let Phase::Foreign { .. } = tab.model.phase {
                tab.choose(Intent::Do(Action::Back));
            }
            if let Phase::Leaving(_) | Phase::Complete(_) = tab.model.phase {
                tab.load(tab.model.phase != Phase::Complete(None));
            }
        }
        for body in &tab.sent {
            prop_assert!(wire::is_readable(body), "{}", body);
        }
    }

    #[test]
    fn the_displayed_period_is_the_requested_one(
        intents in collection::vec(prop_oneof![Just(Intent::Previous), Just(Intent::Next), any::kind().prop_map(Intent::Show)], 1..12),
    ) {
        let mut tab = Tab::open("documented");
        for intent in intents {
            let before = tab.sent.len();
            let shown = tab.model.period().unwrap();
            tab.choose(intent);
            let now = tab.model.period().unwrap();
            let expected = match intent {
                _ if tab.sent.len() == before => shown,
                Intent::Previous => shown.previous(),
                Intent::Next => shown.next(),
                // A longer period contains this one, and a shorter one is a part of it.
                Intent::Show(kind) if kind >= shown.kind() => shown.switched_to(kind, date("2025-02-28")),
                Intent::Show(kind) => {
                    prop_assert!(now.kind() == kind && shown.contains(now.start()));
                    now
                }
                Intent::Open(kind, start) => Period::containing(kind, start),
                Intent::Do(_) | Intent::Refresh => shown,
            };
            prop_assert_eq!(now, expected);
            prop_assert!(now.start() <= date("2025-02-28"), "the sandbox has no figures of the future");
        }
    }
}
