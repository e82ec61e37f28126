//! The stand-in: finds out what goes wrong for a key, and lets the operation answer.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    answer::{LeapAnswer, bare, coded, named, titled},
    connections,
    entry::Known,
    journeys::Journeys,
    keys::{self, Key, Trouble},
    meters,
    request::Request,
};

/// The path of the connection statuses. Leap's is not public.
pub const CONNECTIONS_PATH: &str = "/v1.1/connect/connections";

/// The path of the meter search.
pub const METERS_PATH: &str = "/v2/meters/search";

/// The path of the enrolment search.
pub const ENROLMENTS_PATH: &str = "/v2/meters/enrollments/search";

/// So many requests are remembered at most, for the keys with which each request fails once.
const MOST_REMEMBERED: usize = 100_000;

/// A stand-in for Leap's API.
#[derive(Debug)]
pub struct Leap {
    started: DateTime<Utc>,
    journeys: Arc<Journeys>,
    failed_once: Mutex<HashSet<String>>,
}

impl Leap {
    /// A stand-in whose customers' ages are relative to this time.
    pub fn new(started: DateTime<Utc>) -> Self {
        Self { started, journeys: Arc::default(), failed_once: Mutex::default() }
    }

    /// The journeys of those who open a link here.
    pub fn journeys(&self) -> Arc<Journeys> {
        Arc::clone(&self.journeys)
    }

    /// Answers a request.
    pub fn answer(&self, request: &Request<'_>, now: DateTime<Utc>) -> LeapAnswer {
        let trouble = match keys::read(request.authorization) {
            Key::Known(trouble) => trouble,
            Key::OtherEnvironment => return named(403, "Forbidden", "The key belongs to another environment"),
            Key::Unknown => return titled(401, "Unauthorized", json!({})),
        };
        let operation = match (request.path, request.method) {
            (CONNECTIONS_PATH, "GET") => connections::answer,
            (METERS_PATH, "POST") => meters::details,
            (ENROLMENTS_PATH, "POST") => meters::enrolments,
            (CONNECTIONS_PATH, _) => return titled(405, "Method not allowed", json!({})).with_header("allow", "GET"),
            (METERS_PATH | ENROLMENTS_PATH, _) => {
                return titled(405, "Method not allowed", json!({})).with_header("allow", "POST");
            }
            _ => return titled(404, "Not found", json!({ "path": request.path })),
        };
        match trouble {
            Trouble::Forbidden => {
                named(403, "Forbidden", "You do not have the necessary permissions for this operation")
            }
            Trouble::Busy if self.is_first(request) => {
                coded(429, "Too many requests", "RATE_0001").with_header("retry-after", 1)
            }
            Trouble::Failing if self.is_first(request) => bare(500, "An error happened whilst processing your request"),
            Trouble::Down => bare(503, "An error happened whilst processing your request"),
            Trouble::Html => LeapAnswer::text(
                200,
                "text/html; charset=utf-8",
                "<!doctype html>\n<title>Sign in</title>\n".to_owned(),
            ),
            Trouble::Redirect => titled(302, "Moved", json!({})).with_header("location", "/leap/elsewhere"),
            Trouble::Echo => {
                let authorization = request.authorization.unwrap_or_default();
                titled(400, "Bad request", json!({ "authorization": authorization }))
            }
            other => operation(request, other, &self.known(now)),
        }
    }

    fn known(&self, now: DateTime<Utc>) -> Known {
        let journeys = self.journeys.all().into_iter();
        let travellers = journeys.filter_map(|journey| journey.customer().map(|customer| (journey, customer)));
        Known { start: self.started, now, travellers: travellers.collect() }
    }

    /// Whether a request comes for the first time.
    fn is_first(&self, request: &Request<'_>) -> bool {
        let mut failed = self.failed_once.lock().unwrap_or_else(PoisonError::into_inner);
        if failed.len() >= MOST_REMEMBERED {
            failed.clear();
        }
        let body = String::from_utf8_lossy(request.body);
        let key = request.authorization.unwrap_or_default();
        failed.insert([key, request.path, request.query, &body].join("\n"))
    }
}
