//! Meters and their enrolments, as far as they say how a customer has come along. All texts are as they came, and not fit
//! for a terminal: see [`visible`](crate::text::visible).

use crate::connection::Moment;

/// A meter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meter {
    /// Its id at Leap.
    pub id: String,
    /// The references of all finished authorizations of the meter. There are several if it was authorized more than once.
    pub references: Vec<String>,
    /// The partner's own name for the customer or site. Leap's older service has the link's reference here.
    pub partner_reference: Option<String>,
    /// Its type: `UTILITY_METER`, `SUBMETER`, `DEVICE`, or another one.
    pub kind: Option<String>,
    /// The region's name.
    pub region: Option<String>,
    /// The code of its utility, such as `PGE`.
    pub utility: Option<String>,
    /// The class of its customer: `RESIDENTIAL`, `COMMERCIAL`, or another one.
    pub class: Option<String>,
    /// When Leap made it.
    pub created: Moment,
    /// Whether it is archived.
    pub is_archived: Option<bool>,
}

/// How a meter stands to Leap's programmes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Enrolment {
    /// The id of the meter.
    pub meter: String,
    /// Its status over all programmes: `ACTIVE`, `ELIGIBLE`, `INELIGIBLE`, `NOT_PARTICIPATING`, `PENDING`, or another one.
    pub status: Option<String>,
    /// Each programme and delivery period.
    pub programmes: Vec<ProgrammeEnrolment>,
    /// What somebody has to do.
    pub actions: Vec<RequiredAction>,
}

/// How a meter stands to one programme in one delivery period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProgrammeEnrolment {
    /// The programme, such as `CEC-DSGS`.
    pub programme: Option<String>,
    /// The delivery period, such as `CEC-DSGS_2025_AUG_OCT`.
    pub period: Option<String>,
    /// The status, as with [`Enrolment::status`].
    pub status: Option<String>,
}

/// What somebody has to do before a meter can take part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequiredAction {
    /// Who has to.
    pub of: RequiredOf,
    /// What, such as `IS_AUTHORIZED` or `DOCUMENTS_SIGNED`.
    pub action: Option<String>,
    /// Its code, such as `AUTH_0001`.
    pub code: Option<String>,
    /// The same in Leap's words.
    pub description: Option<String>,
}

/// Who has to do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequiredOf {
    /// The partner, or the partner's customer.
    Partner,
    /// Leap.
    Leap,
}
