//! The class of a customer, which decides which utilities count.

use crate::text::visible;
use std::error::Error;
use std::fmt;

/// The class of a customer. The Connect API does not tell it, so it comes from the partner or from the link.
///
/// ```
/// use leap::class::CustomerClass;
///
/// assert_eq!(CustomerClass::parse("Commercial"), Ok(CustomerClass::Commercial));
/// assert!(CustomerClass::parse("industrial").is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CustomerClass {
    /// A household.
    Residential,
    /// A business.
    Commercial,
}

impl CustomerClass {
    /// Both classes.
    pub const ALL: [Self; 2] = [Self::Residential, Self::Commercial];

    /// Parses `residential` or `commercial`, in any case.
    ///
    /// # Errors
    /// If it is another text.
    pub fn parse(text: &str) -> Result<Self, UnknownClass> {
        let known = Self::ALL.into_iter().find(|class| class.as_str().eq_ignore_ascii_case(text));
        known.ok_or_else(|| UnknownClass(visible(text)))
    }

    /// `residential` or `commercial`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Residential => "residential",
            Self::Commercial => "commercial",
        }
    }
}

/// A text that is neither `residential` nor `commercial`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownClass(String);

impl fmt::Display for UnknownClass {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\"{}\" is neither residential nor commercial", self.0)
    }
}

impl Error for UnknownClass {}
