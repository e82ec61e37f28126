//! Why Leap could not be asked, and whether waiting helps.

use super::message::{ApiMessage, NotJson};
use crate::decode::DecodeError;
use crate::instant;
use crate::text::visible;
use chrono::{DateTime, Utc};
use std::error::Error;
use std::fmt;

/// Why Leap could not be asked. The key is in none of the texts, and all are fit for a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientError {
    /// 401: the key is not accepted.
    Unauthorized(ApiMessage),
    /// 403: the key is invalid, or belongs to the other environment.
    Forbidden(ApiMessage),
    /// 404, without a token: nothing is at this path.
    NotFound(ApiMessage),
    /// 400, 404 or 410, with a token: Leap no longer takes it.
    TokenRefused {
        /// The status.
        status: u16,
        /// What Leap says.
        message: ApiMessage,
    },
    /// Another status that says no.
    Refused {
        /// The status.
        status: u16,
        /// What Leap says.
        message: ApiMessage,
    },
    /// 3xx: the answer is elsewhere. The key is not sent there.
    Redirected {
        /// The status.
        status: u16,
        /// Where to, fit for a terminal.
        to: String,
    },
    /// 429 or 5xx, again and again or for longer than is waited in place.
    Busy {
        /// The status.
        status: u16,
        /// How often the request was sent.
        tries: u32,
        /// When to ask again.
        until: DateTime<Utc>,
        /// What Leap says.
        message: ApiMessage,
    },
    /// No connection could be made.
    Unreachable(String),
    /// The connection broke before the answer was whole, again and again.
    Broken {
        /// How often the request was sent.
        tries: u32,
        /// When to ask again.
        until: DateTime<Utc>,
        /// What happened the last time.
        reason: String,
    },
    /// The answer is too large, with the largest size in bytes.
    TooLarge(u64),
    /// A good status with something that is not JSON.
    NotJson(NotJson),
    /// A good status with JSON that is damaged, or something else than was asked for.
    Unreadable(DecodeError),
    /// The token of the next page is not a text, so what follows is not known.
    UnreadableToken,
    /// A page has the token of an earlier one: the pages would never end.
    RepeatedToken,
    /// There are more pages than this. They would hardly end.
    TooManyPages(usize),
}

/// Whether waiting helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// No: something has to be changed first.
    Never,
    /// Yes, but nobody knows how long.
    Later,
    /// Yes, until then.
    At(DateTime<Utc>),
}

impl ClientError {
    /// Whether the same request can succeed later, and when.
    ///
    /// ```
    /// use leap::client::{ClientError, Retry};
    ///
    /// assert_eq!(ClientError::RepeatedToken.retry(), Retry::Never);
    /// assert_eq!(ClientError::Unreachable("no such host".to_owned()).retry(), Retry::Later);
    /// ```
    pub fn retry(&self) -> Retry {
        match self {
            Self::Busy { until, .. } | Self::Broken { until, .. } => Retry::At(*until),
            Self::Unreachable(_) | Self::NotJson(_) | Self::Unreadable(_) => Retry::Later,
            Self::Unauthorized(_)
            | Self::Forbidden(_)
            | Self::NotFound(_)
            | Self::TokenRefused { .. }
            | Self::Refused { .. }
            | Self::Redirected { .. }
            | Self::TooLarge(_)
            | Self::UnreadableToken
            | Self::RepeatedToken
            | Self::TooManyPages(_) => Retry::Never,
        }
    }

    /// Whether an interrupted poll can go on with its token. If not, the next one starts at the first page.
    ///
    /// ```
    /// assert!(!leap::client::ClientError::RepeatedToken.keeps_token());
    /// ```
    pub fn keeps_token(&self) -> bool {
        !matches!(self, Self::TokenRefused { .. } | Self::UnreadableToken | Self::RepeatedToken | Self::TooManyPages(_))
    }

    /// The text for people, with its time as `written` writes it, such as in their time zone.
    ///
    /// ```
    /// use leap::client::ClientError;
    ///
    /// let until = leap::instant::parse("2026-07-01T10:00:00Z").unwrap();
    /// let error = ClientError::Broken { tries: 5, until, reason: "reset".to_owned() };
    /// let text = error.told(|time| time.format("%H:%M").to_string());
    /// assert_eq!(text, "the connection broke, after 5 tries: reset; next request possible at 10:00");
    /// ```
    pub fn told(&self, written: impl Fn(DateTime<Utc>) -> String) -> String {
        match self {
            Self::Busy { status, tries, until, message } => {
                let (tries, until) = (times(*tries), written(*until));
                format!("{status}, after {tries}: next request possible at {until}{}", quoted(message))
            }
            Self::Broken { tries, until, reason } => {
                let (tries, until, reason) = (times(*tries), written(*until), visible(reason));
                format!("the connection broke, after {tries}: {reason}; next request possible at {until}")
            }
            other => other.to_string(),
        }
    }
}

impl fmt::Display for ClientError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unauthorized(message) => said(formatter, "401: the key is not accepted", message),
            Self::Forbidden(message) => {
                said(formatter, "403: the key is invalid, or belongs to the other environment", message)
            }
            Self::NotFound(message) => said(formatter, "404: nothing is at this path", message),
            Self::TokenRefused { status, message } => {
                said(formatter, &format!("{status}: the token of the page is no longer taken"), message)
            }
            Self::Refused { status, message } => said(formatter, &format!("{status}: the request is refused"), message),
            Self::Redirected { status, to } => {
                write!(formatter, "{status}: the answer is at {to}; the key is not sent there")
            }
            Self::Busy { .. } | Self::Broken { .. } => formatter.write_str(&self.told(instant::format)),
            Self::Unreachable(reason) => write!(formatter, "no connection: {}{}", visible(reason), hint(reason)),
            Self::TooLarge(limit) => write!(formatter, "the answer has more than {} MiB", limit / (1024 * 1024)),
            Self::NotJson(what) => write!(formatter, "{what}"),
            Self::Unreadable(error) => write!(formatter, "the answer cannot be read: {error}"),
            Self::UnreadableToken => formatter.write_str("the token of the next page is not a text"),
            Self::RepeatedToken => formatter.write_str("a token of a page came twice: the pages would never end"),
            Self::TooManyPages(limit) => write!(formatter, "there are more than {limit} pages"),
        }
    }
}

impl Error for ClientError {}

fn said(formatter: &mut fmt::Formatter<'_>, text: &str, message: &ApiMessage) -> fmt::Result {
    write!(formatter, "{text}{}", quoted(message))
}

/// What Leap says, if it says something.
fn quoted(message: &ApiMessage) -> String {
    if message.is_empty() { String::new() } else { format!(" (Leap says: \"{message}\")") }
}

fn times(tries: u32) -> String {
    if tries == 1 { "one try".to_owned() } else { format!("{tries} tries") }
}

/// What helps against a certificate that nobody vouches for.
fn hint(reason: &str) -> &'static str {
    let is_unknown = reason.contains("UnknownIssuer") || reason.contains("not trusted");
    if is_unknown {
        ". If your company inspects connections, add its root certificate to the system's, or name its file in SSL_CERT_FILE"
    } else {
        ""
    }
}
