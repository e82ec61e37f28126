//! The programme and the customer's participation in it.

/// A virtual-power-plant programme as the customer knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// The company that runs the programme, such as "Leap"; empty if Connect does not say.
    pub provider: String,
    /// The programme's name, such as "Community Powershare"; empty if Connect does not say.
    pub name: String,
    /// Where to read about the programme. Only `https` addresses are kept.
    pub learn_more: Option<String>,
    /// The customer's participation.
    pub participation: Participation,
}

/// The customer's participation: `participation_state` of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Participation {
    /// Never enrolled.
    NotEnrolled,
    /// Enrolment is in progress.
    Enrolling,
    /// Enrolled and active.
    Active,
    /// Enrolled, but suspended.
    Suspended,
    /// Leaving is in progress.
    Unenrolling,
    /// Has left the programme.
    Unenrolled,
    /// Enrolment failed.
    Failed,
    /// A state of another list or a newer release, as it was sent. The page has neutral words for it.
    Unknown(String),
}

impl Participation {
    /// Parses the API's name of a state. Every name is accepted, because other releases have other lists.
    pub fn parse(name: &str) -> Self {
        match name {
            "NOT_ENROLLED" => Self::NotEnrolled,
            "ENROLLING" => Self::Enrolling,
            "ACTIVE" => Self::Active,
            "SUSPENDED" => Self::Suspended,
            "UNENROLLING" => Self::Unenrolling,
            "UNENROLLED" => Self::Unenrolled,
            "FAILED" => Self::Failed,
            other => Self::Unknown(other.to_owned()),
        }
    }

    /// The API's name of the state.
    pub fn name(&self) -> &str {
        match self {
            Self::NotEnrolled => "NOT_ENROLLED",
            Self::Enrolling => "ENROLLING",
            Self::Active => "ACTIVE",
            Self::Suspended => "SUSPENDED",
            Self::Unenrolling => "UNENROLLING",
            Self::Unenrolled => "UNENROLLED",
            Self::Failed => "FAILED",
            Self::Unknown(name) => name,
        }
    }
}
