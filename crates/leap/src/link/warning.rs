//! What is allowed in a link, but seldom meant.

use std::fmt;

/// What is allowed in a link, but seldom meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkWarning {
    /// There is no reference: nobody who uses the link can be traced, and the Connect API has no data of it.
    NoReference,
    /// The reference has fewer than three characters, which other services of Leap's refuse.
    ShortReference,
    /// Several utilities are requested, and how Leap wants them joined is unverified.
    SeveralUtilities,
}

impl fmt::Display for LinkWarning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::NoReference => {
                "the link has no reference: nobody who uses it can be traced, and there is no status for it"
            }
            Self::ShortReference => "the reference has fewer than 3 characters, which other services of Leap's refuse",
            Self::SeveralUtilities => "how Leap wants several utilities joined is unverified: try the link first",
        })
    }
}
