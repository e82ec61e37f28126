//! The stand-in for Connect: finds the session of a request and lets the handler answer it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    answer::Answer,
    handler::Handler,
    joining,
    problem::{Problem, RequestContext},
    request,
    scenario::{self, Scenario},
    session::Sessions,
    summary,
};
use crate::{calendar, leap::Journeys};

/// The origin of the sandbox, unless it is given another one.
pub const DEFAULT_ORIGIN: &str = "http://127.0.0.1:8080";

/// A stand-in for Connect, with its sessions.
#[derive(Debug)]
pub struct Sandbox {
    origin: String,
    today: Option<NaiveDate>,
    journeys: Arc<Journeys>,
    sessions: Mutex<Sessions>,
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}

impl Sandbox {
    /// A sandbox without sessions.
    pub fn new() -> Self {
        Self { origin: DEFAULT_ORIGIN.to_owned(), today: None, journeys: Arc::default(), sessions: Mutex::default() }
    }

    /// Sets the origin of the addresses in answers, such as `http://127.0.0.1:9000`.
    #[must_use]
    pub fn with_origin(self, origin: impl Into<String>) -> Self {
        Self { origin: origin.into(), ..self }
    }

    /// Sets today for the scenarios that do not fix it.
    #[must_use]
    pub fn with_today(self, today: Option<NaiveDate>) -> Self {
        Self { today, ..self }
    }

    /// Sets the journeys at Leap, which customers can join by.
    #[must_use]
    pub fn with_journeys(self, journeys: Arc<Journeys>) -> Self {
        Self { journeys, ..self }
    }

    /// Answers one POST to Connect.
    pub fn handle(&self, body: &[u8], now: DateTime<Utc>) -> Answer {
        self.handle_at(&self.origin, body, now)
    }

    /// Answers one POST from a client that reached the sandbox at this origin.
    pub fn handle_at(&self, origin: &str, body: &[u8], now: DateTime<Utc>) -> Answer {
        let mut sessions = self.lock();
        let token = request::token_of(body);
        let scenario = token.as_deref().and_then(scenario::by_token);
        let joined =
            scenario.zip(token.as_deref()).and_then(|(one, token)| joining::joined(one, token, &self.journeys, now));
        let scenario = joined.as_ref().or(scenario);
        let context = RequestContext {
            token,
            live_mode: scenario.is_some_and(Scenario::live_mode),
            now,
            request_id: request_id(&mut sessions),
        };
        let answer = request::read(body).and_then(|request| {
            let scenario = scenario.ok_or_else(|| {
                let message = "no such token at /connect_token; /sandbox lists those there are";
                Problem::invalid("connect_token_invalid", message).with_status(401)
            })?;
            let mut handler = Handler {
                origin,
                scenario,
                today: self.today_in(scenario, now),
                session: sessions.open(&request, scenario),
                context: &context,
            };
            handler.answer(&request)
        });
        answer.unwrap_or_else(|problem| problem.answer(&context))
    }

    /// Refuses a request that does not get as far as the conversation.
    pub fn refuse(&self, problem: &Problem, now: DateTime<Utc>) -> Answer {
        let request_id = request_id(&mut self.lock());
        problem.answer(&RequestContext { token: None, live_mode: false, now, request_id })
    }

    /// Ends the detour to the tariff flow: connects the tariff or not, and returns the session to the summary.
    ///
    /// Returns false if the token selects no scenario.
    pub fn finish_tariff(&self, token: &str, connected: bool) -> bool {
        if !request::is_token(token) || scenario::by_token(token).is_none() {
            return false;
        }
        let mut sessions = self.lock();
        let session = sessions.get_or_create(token, "vpp_summary");
        session.tariff_connected |= connected;
        session.route = "vpp_summary".to_owned();
        true
    }

    /// Today in a scenario.
    pub fn today_in(&self, scenario: &Scenario, now: DateTime<Utc>) -> NaiveDate {
        let fixed = scenario.today.or(self.today);
        fixed.unwrap_or_else(|| calendar::today(now, scenario.zone())).max(summary::FIRST_DAY)
    }

    fn lock(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn request_id(sessions: &mut Sessions) -> String {
    format!("req_{:024x}", sessions.count_request())
}
