//! Sends one request and reads its answer. No redirect is followed, so the key goes to one address only.

use super::endpoint::ApiUrl;
use super::key::ApiKey;
use super::proxy::Proxies;
use chrono::{DateTime, Utc};
use std::io::ErrorKind;
use std::time::Duration;
use ureq::config::AutoHeaderValue;
use ureq::http::{HeaderMap, Response};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error, RequestBuilder, Timeout};

/// The largest answer that is read, in bytes. 100,000 connections have about 70 MB.
const LARGEST_ANSWER: u64 = 256 * 1024 * 1024;

const CONNECTING: Duration = Duration::from_secs(30);
/// Until the first byte of an answer.
const ANSWERING: Duration = Duration::from_secs(120);
const READING: Duration = Duration::from_secs(300);

/// A request.
pub(super) enum Request<'a> {
    /// Asks with a path and a query.
    Get(&'a str),
    /// Posts JSON to a path.
    Post(&'a str, &'a str),
}

/// An answer, whatever its status.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) content_type: String,
    /// When the server sent it, by its own clock.
    pub(super) date: Option<DateTime<Utc>>,
    pub(super) retry_after: Option<String>,
    pub(super) location: Option<String>,
    pub(super) body: Vec<u8>,
}

/// Why there is no answer.
pub(super) enum Failure {
    /// No connection could be made.
    Unreachable(String),
    /// A connection was made, and broke.
    Broken(String),
    /// The answer is too large.
    TooLarge(u64),
}

pub(super) struct Transport {
    agent: Agent,
    url: ApiUrl,
    key: ApiKey,
}

impl Transport {
    pub(super) fn new(url: ApiUrl, key: ApiKey, proxies: &Proxies) -> Self {
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .https_only(url.is_https())
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(proxies.of(&url))
            .timeout_connect(Some(CONNECTING))
            .timeout_recv_response(Some(ANSWERING))
            .timeout_recv_body(Some(READING))
            .tls_config(tls)
            .user_agent(concat!("leap/", env!("CARGO_PKG_VERSION")))
            .accept(AutoHeaderValue::from("application/json"))
            .build();
        Self { agent: config.new_agent(), url, key }
    }

    pub(super) fn key(&self) -> &ApiKey {
        &self.key
    }

    pub(super) fn send(&self, request: &Request<'_>) -> Result<Answer, Failure> {
        let address = |path: &str| format!("{}{path}", self.url);
        let response = match request {
            Request::Get(path) => self.authorized(self.agent.get(address(path))).call(),
            Request::Post(path, json) => {
                let request = self.authorized(self.agent.post(address(path)));
                request.header("content-type", "application/json").send(*json)
            }
        };
        self.read(response.map_err(|error| failure(&error))?)
    }

    fn authorized<Kind>(&self, request: RequestBuilder<Kind>) -> RequestBuilder<Kind> {
        request.header("authorization", self.key.authorization())
    }

    fn read(&self, response: Response<Body>) -> Result<Answer, Failure> {
        let (parts, body) = response.into_parts();
        let header = |name: &str| text(&parts.headers, name);
        let mut answer = Answer {
            status: parts.status.as_u16(),
            content_type: header("content-type").unwrap_or_default(),
            date: header("date").as_deref().and_then(http_date),
            retry_after: header("retry-after"),
            location: header("location"),
            body: Vec::new(),
        };
        // One that says that it is too large is not fetched.
        if parts.status.is_success() && body.content_length().is_some_and(|length| length > LARGEST_ANSWER) {
            return Err(Failure::TooLarge(LARGEST_ANSWER));
        }
        match body.into_with_config().limit(LARGEST_ANSWER).read_to_vec() {
            Ok(body) => answer.body = body,
            // The status of a failure counts even if its explanation is cut off.
            Err(_) if !parts.status.is_success() => {}
            Err(Error::BodyExceedsLimit(_)) => return Err(Failure::TooLarge(LARGEST_ANSWER)),
            Err(error) => return Err(Failure::Broken(error.to_string())),
        }
        Ok(answer)
    }
}

/// An instant as HTTP writes it: `Wed, 01 Jul 2026 10:00:00 GMT`.
pub(super) fn http_date(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(text.trim()).ok().map(|instant| instant.to_utc())
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// Tells a connection that could not be made from one that broke.
fn failure(error: &Error) -> Failure {
    let is_broken = match error {
        Error::Timeout(timeout) => !matches!(timeout, Timeout::Connect | Timeout::Resolve),
        Error::Protocol(_) | Error::LargeResponseHeader(..) => true,
        Error::Io(error) => matches!(
            error.kind(),
            ErrorKind::UnexpectedEof
                | ErrorKind::ConnectionReset
                | ErrorKind::ConnectionAborted
                | ErrorKind::BrokenPipe
        ),
        _ => false,
    };
    let reason = match error {
        Error::HostNotFound => "no such host".to_owned(),
        Error::Io(error) => error.to_string(),
        Error::ConnectProxyFailed(reason) => format!("the proxy refused: {reason}"),
        other => other.to_string(),
    };
    if is_broken { Failure::Broken(reason) } else { Failure::Unreachable(reason) }
}
