//! A connection: what the Connect API says about one reference.
//!
//! States, codes, agreements and fields that are unknown are kept as they came. None of these texts is safe for a terminal:
//! see [`visible`](crate::text::visible).

use crate::name::ReferenceId;
use crate::region::Region;
use crate::text::TextError;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

/// The status of one reference, with all its utilities and forms.
///
/// ```
/// let page = leap::decode::json(r#"{ "id": "1", "ref_id": "R-1", "connection_status": "LATER", "new": true }"#)?;
/// let connection = &page.connections[0];
/// assert_eq!(connection.reference_id().and_then(Result::ok).map(|reference| reference.to_string()), Some("R-1".to_owned()));
/// assert_eq!(connection.status.as_ref().map(|status| status.as_str()), Some("LATER"));
/// assert!(connection.other.contains_key("new"));
/// # Ok::<(), leap::decode::DecodeError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Connection {
    /// The key of the entry, such as `CAISO_62631455-…_Test1012`. It is opaque.
    pub id: Option<String>,
    /// The region's name.
    pub region: Option<String>,
    /// The customer's reference, as it came. Leap may have some that are no [`ReferenceId`].
    pub reference: Option<String>,
    /// When the customer began.
    pub started: Moment,
    /// When the customer last tried to connect a utility.
    pub last_interaction: Moment,
    /// How far the customer has come; `None` if that cannot be read.
    pub status: Option<ConnectionStatus>,
    /// The utilities that were requested or chosen.
    pub utilities: Vec<UtilityConnection>,
    /// The forms.
    pub agreements: Vec<Agreement>,
    /// Fields that are not known.
    pub other: Map<String, Value>,
}

impl Connection {
    /// The customer's reference, if it is a legal one.
    ///
    /// # Errors
    /// If it has characters that no reference has.
    pub fn reference_id(&self) -> Option<Result<ReferenceId, TextError>> {
        self.reference.as_deref().map(ReferenceId::parse)
    }

    /// The region, if it is known.
    pub fn known_region(&self) -> Option<Region> {
        Region::parse(self.region.as_deref()?).ok()
    }

    /// The instant from which the age of the entry counts: the last interaction, or the start if there was none.
    ///
    /// ```
    /// use leap::connection::{Connection, Moment};
    ///
    /// let start = leap::instant::parse("2023-01-11T02:44:57Z").ok_or("no date-time")?;
    /// let mut connection = Connection { started: Moment::At(start), ..Connection::default() };
    /// assert_eq!(connection.last_activity(), Some(start));
    /// connection.last_interaction = Moment::Unreadable("yesterday".to_owned());
    /// assert_eq!(connection.last_activity(), None);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn last_activity(&self) -> Option<DateTime<Utc>> {
        match (&self.last_interaction, &self.started) {
            (Moment::At(instant), _) | (Moment::Absent, Moment::At(instant)) => Some(*instant),
            _ => None,
        }
    }
}

/// A time in an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Moment {
    /// It is missing, null or empty.
    #[default]
    Absent,
    /// An instant.
    At(DateTime<Utc>),
    /// It cannot be read; this is how it came.
    Unreadable(String),
}

/// How far a customer has come.
///
/// ```
/// use leap::connection::ConnectionStatus;
///
/// assert!(ConnectionStatus::read("PARTIAL").is_open());
/// assert_eq!(ConnectionStatus::read("partial"), ConnectionStatus::Other("partial".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConnectionStatus {
    /// `COMPLETED`: all utilities are connected and all forms done.
    Completed,
    /// `NOT_STARTED`: the link was opened, by a person or a mail scanner, and nobody logged in at the utility.
    NotStarted,
    /// `PARTIAL`: the utilities say what is missing.
    Partial,
    /// `ERROR`: the utilities say what went wrong.
    Error,
    /// A status that is not known.
    Other(String),
}

impl ConnectionStatus {
    /// Reads a status. The case matters.
    pub fn read(text: &str) -> Self {
        match text {
            "COMPLETED" => Self::Completed,
            "NOT_STARTED" => Self::NotStarted,
            "PARTIAL" => Self::Partial,
            "ERROR" => Self::Error,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The status as it came.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Completed => "COMPLETED",
            Self::NotStarted => "NOT_STARTED",
            Self::Partial => "PARTIAL",
            Self::Error => "ERROR",
            Self::Other(text) => text,
        }
    }

    /// Whether the customer may have something left to do: `NOT_STARTED`, `PARTIAL` or `ERROR`.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::NotStarted | Self::Partial | Self::Error)
    }
}

/// The connection to one utility.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UtilityConnection {
    /// The id of the authorization.
    pub authorization: Option<String>,
    /// The label of the utility.
    pub name: Option<String>,
    /// Whether the link requested it; `None` if that is not told.
    pub is_required: Option<bool>,
    /// How far the customer has come; `None` if that cannot be read.
    pub status: Option<UtilityStatus>,
    /// Why it failed.
    pub error_code: Option<String>,
    /// When the customer began.
    pub started: Moment,
    /// When the customer last tried.
    pub last_interaction: Moment,
    /// Fields that are not known.
    pub other: Map<String, Value>,
}

/// How far a customer has come with one utility.
///
/// ```
/// use leap::connection::UtilityStatus;
///
/// assert_eq!(UtilityStatus::read("CONNECTED"), UtilityStatus::Connected);
/// assert_eq!(UtilityStatus::read("LATER").as_str(), "LATER");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UtilityStatus {
    /// `CONNECTED`
    Connected,
    /// `NOT_CONNECTED`: the customer has not finished.
    NotConnected,
    /// `ERROR`: the customer logged in, or tried to, and did not finish.
    Error,
    /// A status that is not known.
    Other(String),
}

impl UtilityStatus {
    /// Reads a status. The case matters.
    pub fn read(text: &str) -> Self {
        match text {
            "CONNECTED" => Self::Connected,
            "NOT_CONNECTED" => Self::NotConnected,
            "ERROR" => Self::Error,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The status as it came.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Connected => "CONNECTED",
            Self::NotConnected => "NOT_CONNECTED",
            Self::Error => "ERROR",
            Self::Other(text) => text,
        }
    }
}

/// A form, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The name of its field, such as `prohibited_resource_attestation_status`.
    pub name: String,
    /// Its status as it came; what is not a text, as JSON.
    pub status: String,
}
