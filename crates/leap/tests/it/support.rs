//! What the tests share.

use chrono::{DateTime, Utc};
use leap::link::{Link, LinkError, ParsedLink};
use leap::name::ReferenceId;
use leap::utility::{Utilities, Utility};
use proptest::prelude::ProptestConfig;

/// How many cases of a property are tried. A failure prints its smallest input; none is kept in a file.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap_or_else(|_| panic!("{text} should be a date-time")).to_utc()
}

pub fn reference(text: &str) -> ReferenceId {
    ReferenceId::parse(text).unwrap()
}

pub fn utility(id: &str) -> Utility {
    Utilities::built_in().by_id(id).unwrap().clone()
}

pub fn parse(address: &str) -> Result<ParsedLink, LinkError> {
    Link::parse(address, &Utilities::built_in())
}
