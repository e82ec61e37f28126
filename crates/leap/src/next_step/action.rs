//! What to do, and who has to do it.

use serde::{Serialize, Serializer};

/// What to do about a customer's connection, the most urgent last.
///
/// ```
/// use leap::next_step::Action;
///
/// assert!(Action::Review > Action::Tailored && Action::Tailored > Action::Resend);
/// assert!(Action::Resend.is_message() && !Action::Wait.is_message());
/// assert_eq!(Action::CompleteAgreement.as_str(), "complete_agreement");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Nothing.
    None,
    /// Nothing: the customer has connected another utility than the requested one.
    ConnectedElsewhere,
    /// Wait: the data may be stale, or Leap may be at work.
    Wait,
    /// Ask the customer to complete a form.
    CompleteAgreement,
    /// Send the link again.
    Resend,
    /// Send the link again, with a message about what went wrong.
    Tailored,
    /// A person has to look at it. Nothing is sent by itself.
    Review,
}

impl Action {
    /// All actions, the most urgent last.
    pub const ALL: [Self; 7] = [
        Self::None,
        Self::ConnectedElsewhere,
        Self::Wait,
        Self::CompleteAgreement,
        Self::Resend,
        Self::Tailored,
        Self::Review,
    ];

    /// The name of the action, such as `complete_agreement`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::ConnectedElsewhere => "connected_elsewhere",
            Self::Wait => "wait",
            Self::CompleteAgreement => "complete_agreement",
            Self::Resend => "resend",
            Self::Tailored => "tailored",
            Self::Review => "review",
        }
    }

    /// Whether the customer gets a message.
    pub fn is_message(self) -> bool {
        matches!(self, Self::CompleteAgreement | Self::Resend | Self::Tailored)
    }
}

/// Who has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Nobody.
    Nobody,
    /// The customer.
    Customer,
    /// The utility, which is out of order.
    Utility,
    /// The partner.
    Partner,
}

impl Who {
    /// `nobody`, `customer`, `utility` or `partner`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Customer => "customer",
            Self::Utility => "utility",
            Self::Partner => "partner",
        }
    }
}

impl Serialize for Action {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Serialize for Who {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
