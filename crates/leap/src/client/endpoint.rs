//! Where Leap's API is: its address, and the path of an operation.

use crate::address::{Address, printable};
use std::error::Error;
use std::fmt;

/// The address of an API, such as `https://api.leap.energy`. The key is sent there and nowhere else.
///
/// ```
/// use leap::client::ApiUrl;
///
/// assert_eq!(ApiUrl::parse("https://api.leap.energy/")?.to_string(), "https://api.leap.energy");
/// assert_eq!(ApiUrl::parse("http://127.0.0.1:8080/leap")?.to_string(), "http://127.0.0.1:8080/leap");
/// assert!(ApiUrl::parse("http://api.leap.energy").is_err());
/// # Ok::<(), leap::client::EndpointError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiUrl {
    text: String,
    host: String,
    is_loopback: bool,
    is_https: bool,
}

impl ApiUrl {
    /// Parses an address. It may have a path, before which no operation lies.
    ///
    /// # Errors
    /// If it is not https, or http and not this machine, or has something that does not belong there.
    pub fn parse(text: &str) -> Result<Self, EndpointError> {
        let wrong = || EndpointError::NotAnAddress(printable(text));
        let authority = text.split_once("://").map_or(text, |(_, rest)| rest).split(['/', '\\', '?', '#']).next();
        if authority.is_some_and(|authority| authority.contains('@')) {
            // There may be a password in it.
            return Err(EndpointError::UserInfo);
        }
        let address = Address::split(text).ok_or_else(wrong)?;
        if text.contains(['?', '#']) {
            return Err(EndpointError::Query(printable(text)));
        }
        let is_host = address.host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte));
        if !is_host || !is_path(address.path) {
            return Err(wrong());
        }
        let is_https = address.scheme == "https";
        let is_loopback = address.is_loopback();
        let is_local_http = address.scheme == "http" && is_loopback;
        if !is_https && !is_local_http {
            return Err(EndpointError::NotHttps(printable(text)));
        }
        let path = address.path.trim_end_matches('/');
        let text = format!("{}://{}{}{path}", address.scheme, address.host, address.port);
        Ok(Self { text, host: address.host, is_loopback, is_https })
    }

    /// Whether it is on this machine.
    pub(super) fn is_loopback(&self) -> bool {
        self.is_loopback
    }

    pub(super) fn is_https(&self) -> bool {
        self.is_https
    }

    /// The host in lower case, without the port.
    pub(super) fn host(&self) -> &str {
        &self.host
    }
}

impl fmt::Display for ApiUrl {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// The path of an operation, with parameters if it has some of its own.
///
/// ```
/// use leap::client::RequestPath;
///
/// let path = RequestPath::parse("v1/x?account=7")?;
/// assert_eq!(path.to_string(), "/v1/x?account=7");
/// assert_eq!(path.with_query("page-token=a"), "/v1/x?account=7&page-token=a");
/// # Ok::<(), leap::client::EndpointError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestPath(String);

impl RequestPath {
    /// Parses a path. It may lack the slash at its beginning.
    ///
    /// # Errors
    /// If it is empty, an address, or has characters that have to be encoded.
    pub fn parse(text: &str) -> Result<Self, EndpointError> {
        let is_written =
            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !b"#\\\"<>".contains(&byte));
        if !is_written || text.split('?').next().is_some_and(|path| path.contains("://")) {
            return Err(EndpointError::NotAPath(printable(text)));
        }
        Ok(Self(format!("/{}", text.strip_prefix('/').unwrap_or(text))))
    }

    /// A path of this crate's own.
    pub(crate) fn known(path: &'static str) -> Self {
        Self(path.to_owned())
    }

    /// The path with more parameters.
    pub fn with_query(&self, query: &str) -> String {
        let join = match self.0.split_once('?') {
            _ if query.is_empty() => "",
            None => "?",
            Some((_, own)) if own.is_empty() || own.ends_with('&') => "",
            Some(_) => "&",
        };
        format!("{}{join}{query}", self.0)
    }
}

impl fmt::Display for RequestPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

fn is_path(path: &str) -> bool {
    path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\\"<>".contains(&byte))
}

/// Why an address or a path is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EndpointError {
    /// It is no address.
    NotAnAddress(String),
    /// It is neither https nor http on this machine.
    NotHttps(String),
    /// It has a query or a fragment.
    Query(String),
    /// It has a user before its host.
    UserInfo,
    /// It is no path.
    NotAPath(String),
}

impl fmt::Display for EndpointError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnAddress(text) => {
                write!(formatter, "{text}: not an address such as https://api.leap.energy")
            }
            Self::NotHttps(text) => {
                write!(formatter, "{text}: the key is sent by https only, or by http to this machine")
            }
            Self::Query(text) => write!(formatter, "{text}: the API's address has no query; give it with the path"),
            Self::UserInfo => formatter.write_str("the API's address has no user; the key is given by itself"),
            Self::NotAPath(text) => write!(formatter, "{text}: not a path such as /v2/meters/search"),
        }
    }
}

impl Error for EndpointError {}
