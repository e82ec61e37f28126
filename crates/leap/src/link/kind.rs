//! The kinds of links, and the variants of the newest one.

use crate::class::CustomerClass;

/// The kind of a link.
///
/// ```
/// use leap::link::LinkKind;
///
/// assert_eq!(LinkKind::parse("connect-2025"), Some(LinkKind::Connect2025));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Direct to the utility.
    Direct,
    /// Leap Connect.
    Connect,
    /// Leap Connect since 2025.
    Connect2025,
}

impl LinkKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Connect, Self::Connect2025];

    /// Parses `direct`, `connect` or `connect-2025`; `None` for other texts.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// `direct`, `connect` or `connect-2025`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Connect => "connect",
            Self::Connect2025 => "connect-2025",
        }
    }
}

/// A variant of Leap Connect since 2025.
///
/// ```
/// use leap::class::CustomerClass;
/// use leap::link::Variant;
///
/// assert_eq!(Variant::parse("COMMERCIAL").map(Variant::class), Some(CustomerClass::Commercial));
/// assert_eq!(Variant::parse("commercial"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variant {
    /// `RESIDENTIAL`
    Residential,
    /// `COMMERCIAL`
    Commercial,
    /// `RESIDENTIAL_AGREEMENTS_ONLY`, in PJM.
    ResidentialAgreementsOnly,
    /// `COMMERCIAL_AGREEMENTS_ONLY`, in PJM.
    CommercialAgreementsOnly,
}

impl Variant {
    /// All variants.
    pub const ALL: [Self; 4] =
        [Self::Residential, Self::Commercial, Self::ResidentialAgreementsOnly, Self::CommercialAgreementsOnly];

    /// Parses a variant as it stands in a link; `None` for other texts.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|variant| variant.as_str() == text)
    }

    /// The variant as it stands in a link.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Residential => "RESIDENTIAL",
            Self::Commercial => "COMMERCIAL",
            Self::ResidentialAgreementsOnly => "RESIDENTIAL_AGREEMENTS_ONLY",
            Self::CommercialAgreementsOnly => "COMMERCIAL_AGREEMENTS_ONLY",
        }
    }

    /// The class of its customers.
    pub fn class(self) -> CustomerClass {
        match self {
            Self::Residential | Self::ResidentialAgreementsOnly => CustomerClass::Residential,
            Self::Commercial | Self::CommercialAgreementsOnly => CustomerClass::Commercial,
        }
    }

    pub(super) fn is_agreements_only(self) -> bool {
        matches!(self, Self::ResidentialAgreementsOnly | Self::CommercialAgreementsOnly)
    }
}
