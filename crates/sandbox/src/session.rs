//! The sessions: one small state machine per token, in memory.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    answer::{About, Answer, Problem},
    calendar::{self, Period},
    request::{self, Request, Step},
    scenario::{self, Scenario},
    summary,
    turn::Turn,
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

/// How far one customer's conversation has come.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    /// The page on which the customer stands.
    pub(crate) route: String,
    pub(crate) tariff_connected: bool,
    /// The period that the customer asked for last.
    pub(crate) period: Option<Period>,
    pub(crate) ended: bool,
    /// How often the scenario's mishap has happened.
    pub(crate) faults: u32,
    /// The end of the rate limit, once it was met.
    pub(crate) limited_until: Option<DateTime<Utc>>,
    /// The number of the request that used the session last.
    pub(crate) used: u64,
}

impl Session {
    pub(crate) fn new(route: &str) -> Self {
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
        Self { origin: DEFAULT_ORIGIN.to_owned(), today: None, sessions: Mutex::default() }
    }

    /// The same, saying that it is at this origin, such as `http://127.0.0.1:9000`.
    #[must_use]
    pub fn with_origin(self, origin: impl Into<String>) -> Self {
        Self { origin: origin.into(), ..self }
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
        let session = sessions.by_token.entry(token.to_owned()).or_insert_with(|| Session::new("vpp_summary"));
        session.tariff_connected |= connected;
        session.route = "vpp_summary".to_owned();
        true
    }

    /// The day that counts as today in a scenario.
    pub fn today_in(&self, scenario: &Scenario, now: DateTime<Utc>) -> NaiveDate {
        let pinned = scenario.today.or(self.today);
        pinned.unwrap_or_else(|| calendar::today(now, scenario.zone())).max(summary::FIRST_DAY)
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
            Step::Start | Step::Restore => scenario.first_route(),
        };
        let session = self.by_token.entry(request.token.clone()).or_insert_with(|| Session::new(route));
        session.used = self.requests;
        session
    }
}
