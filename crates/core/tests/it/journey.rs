//! The whole conversation without a browser: state, wire, sandbox, reply and presentation, message by message.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

mod support;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::{collection, prelude::*, sample};
use sandbox::answer::Timestamp;
use sandbox::{Delivery, Sandbox, Scenario, scenarios};
use support::plain::Plain;
use support::{Iana, any, date};
use vpp_core::connect::reply::{self, Reply};
use vpp_core::connect::request;
use vpp_core::domain::{Action, Intent, Period, PeriodType, Problem, ProblemKind, Token};
use vpp_core::view_model::{Page, Env};
use vpp_core::state::{Effect, Model, Msg, Phase, update};

/// A browser without a browser: it does what the page wants done, until there is nothing left to do.
struct Tab {
    model: Model,
    sandbox: Sandbox,
    scenario: &'static Scenario,
    now: DateTime<Utc>,
    /// Every body that was sent.
    sent: Vec<String>,
}

impl Tab {
    fn open(name: &str) -> Self {
        let scenario = sandbox::scenario(name).unwrap_or_else(|| panic!("there is no scenario {name}"));
        let now = "2025-06-18T20:15:00Z".parse().unwrap();
        let mut tab = Self { model: Model::default(), sandbox: Sandbox::new(), scenario, now, sent: Vec::new() };
        tab.load(false);
        tab
    }

    fn load(&mut self, resume: bool) {
        let token = Token::parse(&self.scenario.token()).unwrap();
        self.send(Msg::SessionOpened { token, resume });
    }

    fn send(&mut self, msg: Msg) {
        let mut effect = update(&mut self.model, msg);
        while let Some(todo) = effect {
            effect = match todo {
                Effect::Post(pending) => {
                    let result = self.post(&request::body(self.model.token.as_ref().unwrap(), &pending.request));
                    update(&mut self.model, Msg::AnswerReceived { id: pending.id, result })
                }
                Effect::StartCountdown => {
                    self.now += TimeDelta::seconds(1);
                    update(&mut self.model, Msg::SecondElapsed)
                }
                Effect::Redirect(_) | Effect::ReturnToPartner(_) | Effect::HandOff(_) | Effect::SetHistory { .. } => None,
            };
        }
        let page = self.page();
        assert!(!page.busy, "everything that was asked for is answered");
        assert_eq!(page.notice.is_none(), page.summary.is_some(), "there is always one thing to see");
    }

    fn post(&mut self, body: &str) -> Result<vpp_core::connect::Answer, Problem> {
        self.sent.push(body.to_owned());
        let answer = self.sandbox.handle(body.as_bytes(), self.now);
        if answer.delivery == Delivery::Dropped {
            return Err(Problem::new(ProblemKind::Offline));
        }
        let retry_after = answer.headers.iter().find(|(name, _)| *name == "retry-after");
        let retry_after = retry_after.and_then(|(_, value)| value.parse().ok());
        reply::read(&Reply { status: answer.status, retry_after, body: &answer.body }).map(|decoded| decoded.answer)
    }

    fn today(&self) -> NaiveDate {
        self.sandbox.today_in(self.scenario, self.now)
    }

    fn want(&mut self, intent: Intent) {
        self.send(Msg::IntentChosen(intent, self.today()));
    }

    fn page(&self) -> Page {
        let zone = Iana(self.scenario.zone());
        Page::of(
            &self.model,
            &Env { locale: &Plain, zone: &zone, today: self.today(), narrow: false, title: None, home: None },
        )
    }

    fn key(&self) -> String {
        self.page().summary.unwrap().figures.unwrap().key
    }

    fn problem(&self) -> Option<ProblemKind> {
        self.model.problem.as_ref().map(|problem| problem.kind)
    }
}

#[test]
fn the_documented_customer_walks_through_the_periods() {
    let mut tab = Tab::open("documented");
    let mut seen = vec![tab.key()];
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
        tab.want(intent);
        assert_eq!(tab.problem(), None, "{intent:?}");
        seen.push(tab.key());
    }
    let expected = [
        "MONTH 2025-02-01",
        "MONTH 2025-01-01",
        "YEAR 2025-01-01",
        "YEAR 2024-01-01",
        "YEAR 2025-01-01",
        "MONTH 2025-02-01",
        "DAY 2025-02-28",
        "DAY 2025-02-27",
        "MONTH 2025-02-01",
    ];
    assert_eq!(seen, expected);
    assert_eq!(tab.sent.len(), expected.len());
}

#[test]
fn a_tariff_is_connected_and_the_page_goes_on_where_it_was() {
    let mut tab = Tab::open("documented");
    assert!(tab.page().summary.unwrap().call.is_some());
    tab.want(Intent::Do(Action::ConnectTariff));
    assert!(matches!(tab.model.stage, Phase::Leaving(_)));
    assert!(tab.sandbox.finish_tariff(&tab.scenario.token(), true));
    tab.load(true);
    let content = tab.page().summary.unwrap();
    assert!(content.call.is_none());
    assert_eq!(content.settings[0].mark.as_ref().map(|mark| mark.0), Some(true));
}

#[test]
fn payments_and_participation_are_elsewhere_and_lead_back() {
    for action in [Action::ManagePayments, Action::ManageParticipation] {
        let mut tab = Tab::open("documented");
        tab.want(Intent::Do(action));
        assert!(matches!(tab.model.stage, Phase::Elsewhere { .. }));
        tab.send(Msg::ReturnHere);
        assert_eq!((tab.page().state, tab.key().as_str()), ("ready", "MONTH 2025-02-01"));
    }
}

#[test]
fn back_and_close_end_the_session() {
    for action in [Action::Back, Action::Close] {
        for (name, followed) in
            [("documented", true), ("app_link", true), ("callback_uri", true), ("hostile_callback", false)]
        {
            let mut tab = Tab::open(name);
            tab.want(Intent::Do(action));
            assert!(matches!(&tab.model.stage, Phase::Complete(to) if to.is_some() == followed), "{name}");
            assert_eq!(tab.page().state, "ended", "{name}");
        }
    }
}

#[test]
fn what_fails_once_works_at_the_second_try() {
    let mut tab = Tab::open("fails_once");
    assert_eq!((tab.page().state, tab.problem()), ("problem", Some(ProblemKind::Server)));
    tab.send(Msg::RetryRequested);
    assert_eq!((tab.page().state, tab.problem()), ("ready", None));
    let mut tab = Tab::open("fails_once_on_action");
    tab.want(Intent::Previous);
    assert_eq!((tab.page().state, tab.key().as_str()), ("stale", "MONTH 2025-02-01"));
    tab.send(Msg::RetryRequested);
    assert_eq!((tab.page().state, tab.key().as_str()), ("ready", "MONTH 2025-01-01"));
}

#[test]
fn a_rate_limit_is_over_when_the_page_says_so() {
    let mut tab = Tab::open("rate_limit");
    assert_eq!(tab.problem(), Some(ProblemKind::RateLimit));
    tab.send(Msg::RetryRequested);
    assert_eq!((tab.page().state, tab.problem()), ("ready", None));
}

#[test]
fn a_refused_action_loads_the_page_anew() {
    let mut tab = Tab::open("refuses_action");
    tab.want(Intent::Previous);
    assert_eq!((tab.page().state, tab.problem()), ("stale", Some(ProblemKind::Refused)));
    tab.send(Msg::RetryRequested);
    assert_eq!((tab.page().state, tab.problem()), ("ready", None));
    assert!(tab.sent.last().unwrap().contains("session_start"));
}

#[test]
fn every_scenario_shows_something_from_the_first_moment() {
    for scenario in scenarios() {
        let page = Tab::open(&scenario.name).page();
        let failing = scenario.fault.as_ref().is_some_and(|fault| fault.when == Timestamp::Start);
        let late = scenario.name.contains("slow");
        assert_eq!(page.state == "problem", failing && !late, "{}: {:?}", scenario.name, page.notice);
    }
}

fn healthy() -> Vec<&'static str> {
    scenarios().iter().filter(|one| one.fault.is_none()).map(|one| one.name.as_str()).collect()
}

proptest! {
    #![proptest_config(support::cases(96))]

    #[test]
    fn nothing_that_the_page_lets_a_customer_ask_for_is_refused(
        name in sample::select(healthy()), intents in collection::vec(any::intent(), 1..12),
    ) {
        let mut tab = Tab::open(name);
        for intent in intents {
            let before = tab.sent.len();
            tab.want(intent);
            // What the page itself refuses is not sent. Whatever is sent is taken.
            let refused = tab.sent.len() > before && tab.problem() == Some(ProblemKind::Refused);
            prop_assert!(!refused, "{}: {:?} after {:?}: {:?}", name, intent, tab.sent, tab.model.problem);
            if let Phase::Elsewhere { .. } = tab.model.stage {
                tab.send(Msg::ReturnHere);
            }
            if let Phase::Leaving(_) | Phase::Complete(_) = tab.model.stage {
                tab.load(tab.model.stage != Phase::Complete(None));
            }
        }
        for body in &tab.sent {
            prop_assert!(sandbox::request::read(body.as_bytes()).is_ok(), "{}", body);
        }
    }

    #[test]
    fn the_summary_that_is_shown_is_the_period_that_was_asked_for(
        intents in collection::vec(prop_oneof![Just(Intent::Previous), Just(Intent::Next), any::kind().prop_map(Intent::Show)], 1..12),
    ) {
        let mut tab = Tab::open("documented");
        for intent in intents {
            let before = tab.sent.len();
            let shown = tab.model.summary.clone().unwrap().performance.clone().unwrap().period;
            tab.want(intent);
            let now = tab.model.summary.clone().unwrap().performance.clone().unwrap();
            let expected = match intent {
                _ if tab.sent.len() == before => shown,
                Intent::Previous => shown.previous(),
                Intent::Next => shown.next(),
                Intent::Show(kind) => shown.seen_as(kind, date("2025-02-28")),
                Intent::Open(kind, start) => Period::containing(kind, start),
                Intent::Do(_) => shown,
            };
            prop_assert_eq!(now.period, expected);
            prop_assert!(now.period.start() <= date("2025-02-28"), "the sandbox knows no future");
        }
    }
}
