//! What the Connect API is asked: which entries, and from which page.

use super::endpoint::RequestPath;
use crate::address::percent_encoded;
use crate::instant;
use crate::name::ReferenceId;
use crate::text::{TextError, check, is_unreserved};
use chrono::{DateTime, Utc};
use std::fmt;

/// The longest name of a parameter, in characters.
const LONGEST_NAME: usize = 100;

/// Which entries are asked for. Without filters, all are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only those with one of these references; all if there is none.
    pub references: Vec<ReferenceId>,
    /// Only those that began at this time or later.
    pub started_since: Option<DateTime<Utc>>,
    /// Only those whose last interaction was at this time or later.
    pub active_since: Option<DateTime<Utc>>,
}

impl Filters {
    /// Whether all entries are asked for. Only then is a poll complete: entries that are missing have vanished.
    pub fn is_empty(&self) -> bool {
        self.references.is_empty() && self.started_since.is_none() && self.active_since.is_none()
    }
}

/// The names of the parameters. **Unverified**: Leap's reference of them needs an account, so they can be renamed.
///
/// ```
/// use leap::client::Parameters;
///
/// let names = Parameters::default();
/// assert_eq!(names.reference.as_str(), "ref-id");
/// assert_eq!(names.started_since.as_str(), "start-date-time-utc");
/// assert_eq!(names.active_since.as_str(), "last-interaction-date-time-utc");
/// assert_eq!(names.page_token.as_str(), "page-token");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameters {
    /// A reference. It is repeated for each.
    pub reference: ParameterName,
    /// The start from which entries are asked for.
    pub started_since: ParameterName,
    /// The last interaction from which entries are asked for.
    pub active_since: ParameterName,
    /// The token of a page. This one is documented.
    pub page_token: ParameterName,
}

impl Default for Parameters {
    fn default() -> Self {
        let name = |name: &str| ParameterName(name.to_owned());
        Self {
            reference: name("ref-id"),
            started_since: name("start-date-time-utc"),
            active_since: name("last-interaction-date-time-utc"),
            page_token: name("page-token"),
        }
    }
}

/// The name of a parameter: characters that need no encoding.
///
/// ```
/// use leap::client::ParameterName;
///
/// assert!(ParameterName::parse("refId").is_ok());
/// assert!(ParameterName::parse("a=b").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterName(String);

impl ParameterName {
    /// Parses a name.
    ///
    /// # Errors
    /// Names the first character that is not allowed, or the length.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        check(text, LONGEST_NAME, is_unreserved).map(|()| Self(text.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The token of a page: opaque, and as it came.
///
/// ```
/// use leap::client::PageToken;
///
/// assert_eq!(PageToken::new("a+b=").map(|token| token.to_string()), Some("a+b=".to_owned()));
/// assert_eq!(PageToken::new(""), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageToken(String);

impl PageToken {
    /// A token; `None` if it is empty, which means that no page follows.
    pub fn new(token: impl Into<String>) -> Option<Self> {
        Some(token.into()).filter(|token| !token.is_empty()).map(Self)
    }

    /// The token. It is not fit for a terminal.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PageToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// What the Connect API is asked.
///
/// ```
/// use leap::client::{Filters, PageToken, Parameters, Question, RequestPath};
///
/// let path = RequestPath::parse("/v1/x?account=7")?;
/// let question = Question { path, filters: Filters::default(), parameters: Parameters::default() };
/// let token = PageToken::new("+RID:~j3==#RT:1|x");
/// assert_eq!(question.target(token.as_ref()), "/v1/x?account=7&page-token=%2BRID%3A~j3%3D%3D%23RT%3A1%7Cx");
/// # Ok::<(), leap::client::EndpointError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The path of the operation. **Unverified**: it is not public, so it has no default.
    pub path: RequestPath,
    /// Which entries.
    pub filters: Filters,
    /// How the parameters are called.
    pub parameters: Parameters,
}

impl Question {
    /// The path and query of a page. Without a token it is that of the first page, and says to which question a stored token
    /// belongs.
    pub fn target(&self, token: Option<&PageToken>) -> String {
        let (filters, names) = (&self.filters, &self.parameters);
        let references = filters.references.iter().map(|reference| (&names.reference, reference.to_string()));
        let times = [(&names.started_since, filters.started_since), (&names.active_since, filters.active_since)];
        let times = times.into_iter().filter_map(|(name, time)| Some((name, instant::format(time?))));
        let token = token.map(|token| (&names.page_token, token.to_string()));
        let pair = |(name, value): (&ParameterName, String)| format!("{}={}", name.as_str(), percent_encoded(&value));
        let pairs: Vec<String> = references.chain(times).chain(token).map(pair).collect();
        self.path.with_query(&pairs.join("&"))
    }
}
