//! Joining: what is known of a customer's way to Leap, where they let their utility share the meter's data.

pub use leap::name::ReferenceId;

/// What this tab knows of a customer's way to Leap. Nothing of it is verified, except by the partner who gave the reference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joining {
    /// The partner's name for the customer, as long as there is something to authorize.
    pub reference: Option<ReferenceId>,
    /// Whether the customer has come back from Leap in this session.
    pub returned: bool,
    /// Whether that is how this page was opened.
    pub confirmed: bool,
}

impl Joining {
    /// The customer's reference, as the partner gave it beside the token. There is none if it is malformed, and none where the
    /// partner says that the customer has authorized already: doing so again delays the utility by days.
    pub fn reference(given: &str, status: Option<&str>) -> Option<ReferenceId> {
        let status = status.unwrap_or_default().trim_ascii();
        let is_done = ["connected", "completed"].iter().any(|done| status.eq_ignore_ascii_case(done));
        ReferenceId::known(given).filter(|_| !is_done)
    }
}
