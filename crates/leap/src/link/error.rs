//! Why a link is not made or not read.

use super::alteration::Altered;
use crate::region::{Region, UnknownRegion};
use crate::text::TextError;
use crate::utility::UtilityError;
use std::error::Error;
use std::fmt;

/// Why a link is not made: Leap would not take it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkRefusal {
    /// Commercial customers in California sign an attestation, which the direct flow does not offer.
    CommercialDirect,
    /// The utility has no direct flow.
    NotDirect(String),
    /// A demo utility has only the direct flow.
    StagingUtility(String),
    /// The utilities are of several regions, and a flow has one.
    SeveralRegions(Region, Region),
    /// A utility comes twice.
    RepeatedUtility(String),
    /// Leap Connect since 2025 does not list the region.
    RegionWithoutConnect(Region),
    /// Only PJM has links for agreements alone.
    AgreementsOnlyOutsidePjm(Region),
    /// Only Leap Connect's links name utilities.
    NoUtilitiesInFlow,
}

impl fmt::Display for LinkRefusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CommercialDirect => formatter.write_str(
                "the direct flow is for residential customers: commercial ones also sign an attestation, so they need Leap Connect",
            ),
            Self::NotDirect(id) => {
                write!(formatter, "{id} has no direct flow, which is for California's three utilities: use Leap Connect")
            }
            Self::StagingUtility(id) => write!(formatter, "{id} is a demo utility, which has only the direct flow"),
            Self::SeveralRegions(one, other) => {
                write!(formatter, "the utilities are of {one} and {other}, and a link is for one region")
            }
            Self::RepeatedUtility(id) => write!(formatter, "{id} comes twice"),
            Self::RegionWithoutConnect(region) => write!(formatter, "Leap Connect has no links for {region}"),
            Self::AgreementsOnlyOutsidePjm(region) => {
                write!(formatter, "links for agreements only are for PJM, not for {region}")
            }
            Self::NoUtilitiesInFlow => formatter.write_str("only links of Leap Connect request utilities"),
        }
    }
}

impl Error for LinkRefusal {}

/// Why an address is not read as a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It has a character that no address has, such as a space or a line break.
    Address(TextError),
    /// It does not start with a scheme and a host.
    NotAbsolute,
    /// It is not `https`.
    NotHttps,
    /// The host is not one of Leap's.
    ForeignHost(String),
    /// The path is not that of a flow.
    ForeignPath {
        /// The path as it stands in the address.
        path: String,
        /// What the path of the flow looks like.
        expected: &'static str,
    },
    /// A mail tool has changed the address.
    Altered(Altered),
    /// The organisation is refused.
    Organisation(TextError),
    /// The title of the flow is refused.
    Title(TextError),
    /// The reference is refused.
    Reference(TextError),
    /// The utility is refused.
    Utility(UtilityError),
    /// No region has this name.
    Region(UnknownRegion),
    /// Leap Connect has no such variant.
    UnknownVariant(String),
    /// A parameter is missing.
    Missing(&'static str),
    /// A parameter comes twice.
    Repeated(&'static str),
    /// The host is not the one that the utility is on: a demo utility on the live one, or the other way round.
    OtherEnvironment(String),
    /// It is well-formed, but Leap would not take it.
    Refused(LinkRefusal),
}

impl fmt::Display for LinkError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(error) => write!(formatter, "the address: {error}"),
            Self::NotAbsolute => formatter.write_str("the address does not start with https:// and a host"),
            Self::NotHttps => formatter.write_str("the address is not https"),
            Self::ForeignHost(host) => write!(formatter, "{host} is not a host of Leap's"),
            Self::ForeignPath { path, expected } => write!(formatter, "the path is {path}, not {expected}"),
            Self::Altered(altered) => altered.fmt(formatter),
            Self::Organisation(error) => write!(formatter, "the organisation: {error}"),
            Self::Title(error) => write!(formatter, "the title of the flow: {error}"),
            Self::Reference(error) => write!(formatter, "the reference: {error}"),
            Self::Utility(error) => write!(formatter, "the utility: {error}"),
            Self::Region(error) => error.fmt(formatter),
            Self::UnknownVariant(name) => write!(formatter, "Leap Connect has no variant \"{name}\""),
            Self::Missing(name) => write!(formatter, "the parameter {name} is missing"),
            Self::Repeated(name) => write!(formatter, "the parameter {name} comes twice"),
            Self::OtherEnvironment(id) => {
                write!(formatter, "{id} belongs to Leap's other environment, on another host")
            }
            Self::Refused(refusal) => refusal.fmt(formatter),
        }
    }
}

impl Error for LinkError {}

impl From<LinkRefusal> for LinkError {
    fn from(refusal: LinkRefusal) -> Self {
        Self::Refused(refusal)
    }
}
