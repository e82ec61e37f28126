//! The programme and the customer's part in it.

/// A virtual-power-plant programme as the customer knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// The company that runs the programme, such as "Leap"; empty where Connect does not say.
    pub provider: String,
    /// The programme's name, such as "Community Powershare"; empty where Connect does not say.
    pub name: String,
    /// Where to read about the programme. Only `https` addresses are kept.
    pub learn_more: Option<String>,
    /// How the customer stands to the programme.
    pub participation: Participation,
}

/// How the customer stands to the programme: `participation_state` of the API.
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
    /// A state of a newer release of the API, exactly as it was sent; the page degrades to neutral text.
    Unknown(String),
}

impl Participation {
    /// Reads the API's name of a state. Nothing is refused, because other releases have other lists.
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
