//! The conversation: one small state machine per token, in memory.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::{
    answer::{About, Answer, FaultKind, Problem, When},
    calendar::{self, Period},
    request::{self, Action, Request, Step},
    scenario::{self, Scenario},
    summary::{self, View},
};

/// Sessions beyond this number push out the one that was idle longest.
const MAX_SESSIONS: usize = 10_000;

/// Where the sandbox says it is, unless told otherwise.
pub const DEFAULT_ORIGIN: &str = "http://127.0.0.1:8080";

/// A stand-in for Connect, with its sessions.
#[derive(Debug)]
pub struct Sandbox {
    origin: String,
    today: Option<NaiveDate>,
    sessions: Mutex<Sessions>,
}

#[derive(Debug, Default)]
struct Sessions {
    by_token: HashMap<String, Session>,
    requests: u64,
}

#[derive(Clone, Debug)]
struct Session {
    route: String,
    tariff_connected: bool,
    period: Option<Period>,
    ended: bool,
    faults: u32,
    limited_until: Option<DateTime<Utc>>,
    used: u64,
}

impl Session {
    fn new(route: &str) -> Self {
        Self {
            route: route.to_owned(),
            tariff_connected: false,
            period: None,
            ended: false,
            faults: 0,
            limited_until: None,
            used: 0,
        }
    }
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}

impl Sandbox {
    /// A sandbox without sessions.
    pub fn new() -> Self {
        Self {
            origin: DEFAULT_ORIGIN.to_owned(),
            today: None,
            sessions: Mutex::default(),
        }
    }

    /// The same, saying that it is at this origin, such as `http://127.0.0.1:9000`.
    #[must_use]
    pub fn with_origin(self, origin: impl Into<String>) -> Self {
        Self {
            origin: origin.into(),
            ..self
        }
    }

    /// The same, taking this day for today in the scenarios that do not pin one.
    #[must_use]
    pub fn with_today(self, today: Option<NaiveDate>) -> Self {
        Self { today, ..self }
    }

    /// Answers one POST to Connect.
    pub fn handle(&self, body: &[u8], now: DateTime<Utc>) -> Answer {
        self.handle_at(&self.origin, body, now)
    }

    /// The same for a client that reached the sandbox at another origin.
    pub fn handle_at(&self, origin: &str, body: &[u8], now: DateTime<Utc>) -> Answer {
        let mut sessions = self.lock();
        sessions.requests += 1;
        let token = request::token_of(body);
        let scenario = token.as_deref().and_then(scenario::addressed_by);
        let about = About {
            token,
            live_mode: scenario.is_some_and(Scenario::live_mode),
            now,
            request_id: format!("req_{:024x}", sessions.requests),
        };
        let answer = request::read(body).and_then(|request| {
            let scenario = scenario.ok_or_else(|| {
                let message = "no such token at /connect_token; /sandbox lists those there are";
                Problem::invalid("connect_token_invalid", message).with_status(401)
            })?;
            let mut turn = Turn {
                origin,
                scenario,
                today: self.today_in(scenario, now),
                session: sessions.open(&request, scenario),
                about: &about,
            };
            turn.answer(&request)
        });
        answer.unwrap_or_else(|problem| problem.answer(&about))
    }

    /// Refuses a request that does not come as far as the conversation.
    pub fn refuse(&self, problem: &Problem, now: DateTime<Utc>) -> Answer {
        let mut sessions = self.lock();
        sessions.requests += 1;
        problem.answer(&About {
            token: None,
            live_mode: false,
            now,
            request_id: format!("req_{:024x}", sessions.requests),
        })
    }

    /// Marks the tariff as connected, or not, for the session of a token, and brings it back to the summary.
    ///
    /// Answers false if the token addresses no scenario.
    pub fn finish_tariff(&self, token: &str, connected: bool) -> bool {
        if !request::is_token(token) || scenario::addressed_by(token).is_none() {
            return false;
        }
        let mut sessions = self.lock();
        let session = sessions
            .by_token
            .entry(token.to_owned())
            .or_insert_with(|| Session::new("vpp_summary"));
        session.tariff_connected |= connected;
        session.route = "vpp_summary".to_owned();
        true
    }

    /// The day that counts as today in a scenario.
    pub fn today_in(&self, scenario: &Scenario, now: DateTime<Utc>) -> NaiveDate {
        let pinned = scenario.today.or(self.today);
        pinned
            .unwrap_or_else(|| calendar::today(now, scenario.zone()))
            .max(summary::FIRST_DAY)
    }

    fn lock(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sessions {
    /// The session of a request. One that is not known, perhaps because the sandbox was restarted, opens on the page
    /// that the request answers.
    fn open(&mut self, request: &Request, scenario: &Scenario) -> &mut Session {
        let known = self.by_token.contains_key(&request.token);
        if !known && self.by_token.len() >= MAX_SESSIONS {
            let idle = self.by_token.iter().min_by_key(|(_, session)| session.used);
            if let Some(token) = idle.map(|(token, _)| token.clone()) {
                self.by_token.remove(&token);
            }
        }
        let route = match &request.step {
            Step::Act { route, .. } => route,
            Step::Start | Step::Restore => start_route(scenario),
        };
        let session = self
            .by_token
            .entry(request.token.clone())
            .or_insert_with(|| Session::new(route));
        session.used = self.requests;
        session
    }
}

fn start_route(scenario: &Scenario) -> &str {
    scenario.start_route.as_deref().unwrap_or("vpp_summary")
}

/// One request and everything that its answer depends on.
struct Turn<'a> {
    origin: &'a str,
    scenario: &'a Scenario,
    today: NaiveDate,
    session: &'a mut Session,
    about: &'a About,
}

impl Turn<'_> {
    fn answer(&mut self, request: &Request) -> Result<Answer, Problem> {
        if self.session.ended {
            if request.step != Step::Start {
                let message = "the session is complete; session_start begins a new one";
                return Err(Problem::invalid("session_completed", message).with_status(410));
            }
            // Starting anew forgets everything, so that a developer can play a scenario again.
            *self.session = Session {
                used: self.session.used,
                ..Session::new(start_route(self.scenario))
            };
        }
        let before = self.session.clone();
        let right = Answer::json(200, &self.step(request)?);
        let Some(fault) = self.due_fault(request) else {
            return Ok(right);
        };
        // A request that got no proper answer has changed nothing, except that late is not never.
        if !matches!(fault, FaultKind::Slow { .. }) {
            let faults = self.session.faults;
            let limited_until = self.session.limited_until;
            *self.session = Session {
                faults,
                limited_until,
                ..before
            };
        }
        Ok(fault.befall(right, self.about))
    }

    /// The fault that befalls this request, if any.
    fn due_fault(&mut self, request: &Request) -> Option<FaultKind> {
        let fault = self.scenario.fault.as_ref()?;
        let when = match request.step {
            Step::Start | Step::Restore => When::Start,
            Step::Act { .. } => When::Action,
        };
        if fault.when != when {
            return None;
        }
        if let FaultKind::RateLimit {
            retry_after: Some(seconds),
        } = fault.kind
        {
            return self.rate_limit(seconds);
        }
        if fault
            .times
            .is_some_and(|times| self.session.faults >= times)
        {
            return None;
        }
        self.session.faults += 1;
        Some(fault.kind.clone())
    }

    /// The limit holds until the time that the first refusal named, and never again after that.
    fn rate_limit(&mut self, seconds: u32) -> Option<FaultKind> {
        let now = self.about.now;
        let until = *self
            .session
            .limited_until
            .get_or_insert_with(|| now + TimeDelta::seconds(seconds.into()));
        let left = (until - now).num_milliseconds();
        (left > 0).then(|| FaultKind::RateLimit {
            retry_after: u32::try_from((left + 999) / 1000).ok(),
        })
    }

    fn step(&mut self, request: &Request) -> Result<Value, Problem> {
        match &request.step {
            Step::Start => {
                self.session.route = start_route(self.scenario).to_owned();
                self.session.period = None;
                Ok(self.current_page())
            }
            Step::Restore => Ok(self.current_page()),
            Step::Act { route, action } => self.act(route, *action),
        }
    }

    fn act(&mut self, route: &str, action: Action) -> Result<Value, Problem> {
        if route != self.session.route {
            let here = &self.session.route;
            let message = format!("the session is on {here}, not on the page named at /route");
            return Err(Problem::invalid("action_invalid", message));
        }
        if route != "vpp_summary" {
            // The schema lets only BACK through here.
            return Ok(if route == start_route(self.scenario) {
                self.complete()
            } else {
                self.show("vpp_summary")
            });
        }
        let page = self.current_page();
        let offered = page["actions"].as_array();
        if !offered.is_some_and(|actions| actions.iter().any(|name| name == action.as_str())) {
            let message = "the page does not offer the action at /action";
            return Err(Problem::invalid("action_invalid", message));
        }
        match action {
            Action::ConnectTariff => Ok(self.redirect()),
            Action::ChangePeriod(period) => {
                let types = page.pointer("/performance/available_period_types");
                let offered = types.and_then(Value::as_array);
                let kind = period.kind().as_str();
                if !offered.is_some_and(|kinds| kinds.iter().any(|name| name == kind)) {
                    let message = "the page does not offer the period type at /data/period_type";
                    return Err(Problem::invalid("data_json_invalid", message));
                }
                self.session.period = Some(period);
                Ok(self.current_page())
            }
            Action::ManagePayments => Ok(self.show("payment_history")),
            Action::ManageParticipation => Ok(self.show("participation")),
            Action::Back | Action::Close => Ok(self.complete()),
        }
    }

    fn show(&mut self, route: &str) -> Value {
        self.session.route = route.to_owned();
        self.current_page()
    }

    fn current_page(&self) -> Value {
        let token = self.about.token.as_deref().unwrap_or_default();
        let summary = summary::page(
            self.scenario,
            View {
                token,
                tariff_connected: self.session.tariff_connected,
                period: self.session.period,
                today: self.today,
            },
        );
        match self.session.route.as_str() {
            "vpp_summary" => summary,
            route => summary::elsewhere(route, token, &summary),
        }
    }

    fn redirect(&self) -> Value {
        let url = self.scenario.redirect_url.as_deref();
        let url = url.unwrap_or("{origin}/sandbox/tariff");
        json!({
            "connect_token": self.about.token,
            "route": "session_redirect",
            "data": { "redirect_url": url.replace("{origin}", self.origin) },
        })
    }

    fn complete(&mut self) -> Value {
        self.session.ended = true;
        let url = self.scenario.callback_url.as_deref();
        let url = url.unwrap_or("{origin}/sandbox/callback?reference=sandbox");
        let name = if self.scenario.older_callback {
            "callback_uri"
        } else {
            "callback_url"
        };
        json!({
            "connect_token": self.about.token,
            "route": "session_complete",
            "data": { name: url.replace("{origin}", self.origin) },
        })
    }
}
