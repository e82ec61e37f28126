//! The sessions: one per token, in memory.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::{
    request::{Request, RequestKind},
    scenario::Scenario,
};
use crate::calendar::Period;

/// Beyond this number of sessions, a new one replaces the one that has been idle longest.
const MAX_SESSIONS: usize = 10_000;

/// How far one customer's conversation has come.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// The page that the customer is on.
    pub(super) route: String,
    pub(super) tariff_connected: bool,
    /// The period that the customer asked for last.
    pub(super) period: Option<Period>,
    pub(super) ended: bool,
    /// How many times the scenario's fault has happened.
    pub(super) faults: u32,
    /// When the rate limit ends, once a request has met it.
    pub(super) limited_until: Option<DateTime<Utc>>,
    /// The number of the last request in the session.
    pub(super) last_request: u64,
}

impl Session {
    pub(super) fn new(route: &str) -> Self {
        Self {
            route: route.to_owned(),
            tariff_connected: false,
            period: None,
            ended: false,
            faults: 0,
            limited_until: None,
            last_request: 0,
        }
    }
}

/// All sessions by token, and the number of requests so far.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    by_token: HashMap<String, Session>,
    requests: u64,
}

impl Sessions {
    /// Counts a request and returns its number.
    pub(super) fn count_request(&mut self) -> u64 {
        self.requests += 1;
        self.requests
    }

    /// The session of a request. An unknown session, perhaps from before a restart of the sandbox, opens on the page
    /// that the request answers.
    pub(super) fn open(&mut self, request: &Request, scenario: &Scenario) -> &mut Session {
        let route = match &request.kind {
            RequestKind::Act { route, .. } => route,
            RequestKind::Start | RequestKind::Restore => scenario.first_route(),
        };
        self.get_or_create(&request.token, route)
    }

    /// The session of a token. A new one starts on this route.
    pub(super) fn get_or_create(&mut self, token: &str, route: &str) -> &mut Session {
        if !self.by_token.contains_key(token) && self.by_token.len() >= MAX_SESSIONS {
            self.remove_idlest();
        }
        let session = self.by_token.entry(token.to_owned()).or_insert_with(|| Session::new(route));
        session.last_request = self.requests;
        session
    }

    fn remove_idlest(&mut self) {
        let idlest = self.by_token.iter().min_by_key(|(_, session)| session.last_request);
        if let Some(token) = idlest.map(|(token, _)| token.clone()) {
            self.by_token.remove(&token);
        }
    }
}
