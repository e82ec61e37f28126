//! The client: sends a request until Leap answers, as far as waiting helps.

use super::clock::{Clock, SystemClock, Wait};
use super::endpoint::ApiUrl;
use super::error::ClientError;
use super::key::ApiKey;
use super::message::{ApiMessage, NotJson};
use super::proxy::Proxies;
use super::transport::{Answer, Failure, Request, Transport, http_date};
use crate::decode::DecodeError;
use crate::text::visible;
use chrono::{DateTime, Utc};
use std::fmt;
use std::time::Duration;

/// How often a request is sent before it is given up. **Unverified**: Leap publishes no limits of the Connect API.
const TRIES: u32 = 5;

/// The longest `Retry-After` that is waited out in place. **Unverified**, as above.
const LONGEST_WAIT: Duration = Duration::from_secs(10 * 60);

/// The first wait without `Retry-After`. Each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(1);

/// The longest time from now that a message names, in seconds: a year. Some servers write absurd numbers.
const FURTHEST: u64 = 366 * 24 * 3600;

/// Asks Leap.
///
/// ```no_run
/// use leap::client::{ApiKey, ApiUrl, Client, Filters, Parameters, Proxies, Question, RequestPath};
///
/// let url = ApiUrl::parse("https://api.leap.energy")?;
/// let key = ApiKey::parse(&std::env::var("LEAP_API_KEY")?)?;
/// let client = Client::new(url, key, &Proxies::from_environment()?);
/// let path = RequestPath::parse("/v1.1/connect/connections")?;
/// let question = Question { path, filters: Filters::default(), parameters: Parameters::default() };
/// for page in client.poll(question, None) {
///     println!("{} connections", page?.connections.len());
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Client {
    transport: Transport,
    clock: Box<dyn Clock>,
}

impl Client {
    /// A client of an API.
    pub fn new(url: ApiUrl, key: ApiKey, proxies: &Proxies) -> Self {
        Self { transport: Transport::new(url, key, proxies), clock: Box::new(SystemClock) }
    }

    /// The same with another clock.
    #[must_use]
    pub fn with_clock(self, clock: impl Clock + 'static) -> Self {
        Self { clock: Box::new(clock), ..self }
    }

    /// The time by the client's clock.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A text without the key.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.transport.key().redact(text)
    }

    /// Asks with a path and a query. `has_token` says whether the query has the token of a page.
    pub(super) fn get(&self, path: &str, has_token: bool) -> Result<Reply, ClientError> {
        self.ask(&Request::Get(path), has_token)
    }

    /// Posts JSON. Only searches are posted, so sending one again does no harm.
    pub(crate) fn post(&self, path: &str, json: &str, has_token: bool) -> Result<Reply, ClientError> {
        self.ask(&Request::Post(path, json), has_token)
    }

    /// Why the body of a reply cannot be used.
    pub(crate) fn unreadable(&self, reply: &Reply, error: DecodeError) -> ClientError {
        if NotJson::is_json(&reply.content_type, &error) {
            ClientError::Unreadable(error)
        } else {
            let what = NotJson::read_without(&reply.content_type, &reply.body, |text| self.redact(text));
            ClientError::NotJson(what)
        }
    }

    fn ask(&self, request: &Request<'_>, has_token: bool) -> Result<Reply, ClientError> {
        let mut tries = 0;
        loop {
            tries += 1;
            let sent = self.transport.send(request);
            let now = self.clock.now();
            let trouble = match sent {
                Ok(answer) if is_busy(answer.status) => Trouble::Busy(answer),
                Ok(answer) => return self.judged(answer, has_token, now),
                Err(Failure::Broken(reason)) => Trouble::Broken(reason),
                Err(Failure::Unreachable(reason)) => return Err(ClientError::Unreachable(self.redact(&reason))),
                Err(Failure::TooLarge(limit)) => return Err(ClientError::TooLarge(limit)),
            };
            let duration = trouble.retry_after(now).unwrap_or(FIRST_WAIT * 2_u32.pow(tries - 1));
            if tries == TRIES || duration > LONGEST_WAIT {
                return Err(self.given_up(trouble, tries, now + duration));
            }
            self.clock.wait(&Wait { duration, status: trouble.status(), tries });
        }
    }

    fn given_up(&self, trouble: Trouble, tries: u32, until: DateTime<Utc>) -> ClientError {
        match trouble {
            Trouble::Busy(answer) => {
                ClientError::Busy { status: answer.status, tries, until, message: self.message(&answer) }
            }
            Trouble::Broken(reason) => ClientError::Broken { tries, until, reason: self.redact(&reason) },
        }
    }

    fn judged(&self, answer: Answer, has_token: bool, received: DateTime<Utc>) -> Result<Reply, ClientError> {
        let status = answer.status;
        let said = || self.message(&answer);
        Err(match status {
            200..=299 => {
                return Ok(Reply { received, content_type: answer.content_type, body: answer.body });
            }
            300..=399 => {
                let to = answer.location.as_deref().unwrap_or("another address");
                ClientError::Redirected { status, to: visible(&self.redact(to)) }
            }
            401 => ClientError::Unauthorized(said()),
            403 => ClientError::Forbidden(said()),
            400 | 404 | 410 if has_token => ClientError::TokenRefused { status, message: said() },
            404 => ClientError::NotFound(said()),
            _ => ClientError::Refused { status, message: said() },
        })
    }

    fn message(&self, answer: &Answer) -> ApiMessage {
        ApiMessage::read_without(&answer.content_type, &answer.body, |text| self.redact(text))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Client")
    }
}

/// A good answer.
pub(crate) struct Reply {
    /// When it was received, by the client's clock.
    pub(crate) received: DateTime<Utc>,
    pub(crate) body: Vec<u8>,
    content_type: String,
}

/// What waiting can help against.
enum Trouble {
    /// 429 or 5xx.
    Busy(Answer),
    /// The connection broke.
    Broken(String),
}

impl Trouble {
    fn status(&self) -> Option<u16> {
        match self {
            Self::Busy(answer) => Some(answer.status),
            Self::Broken(_) => None,
        }
    }

    /// How long Leap asks to wait: seconds, or a date, which counts by Leap's own clock.
    fn retry_after(&self, now: DateTime<Utc>) -> Option<Duration> {
        let Self::Busy(answer) = self else { return None };
        let text = answer.retry_after.as_deref()?.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Duration::from_secs(text.parse().unwrap_or(FURTHEST).min(FURTHEST)));
        }
        let wait = http_date(text)? - answer.date.unwrap_or(now);
        Some(wait.to_std().unwrap_or_default().min(Duration::from_secs(FURTHEST)))
    }
}

fn is_busy(status: u16) -> bool {
    status == 429 || (500..=599).contains(&status)
}
