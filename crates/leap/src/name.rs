//! The names in a link: the reference of a customer, and those that Leap gives to an organisation and its flow.
//!
//! They are parsed and never rewritten: no trimming, no change of case, no encoding.

use crate::text::{TextError, check, is_plain, is_unreserved};
use std::fmt;

/// The longest reference, in characters (seed 004).
const LONGEST_REFERENCE: usize = 50;

/// The longest organisation or title, in characters. **Unverified**: Leap publishes no limit.
const LONGEST_NAME: usize = 100;

/// References below this length get a warning. **Unverified**: Leap's definitions of other services ask for 3 characters, the
/// documentation of links for none.
const SHORT_REFERENCE: usize = 3;

/// A partner's own name for a customer: 1 to 50 of `A-Z a-z 0-9 - . _ ~`.
///
/// ```
/// use leap::name::ReferenceId;
///
/// assert_eq!(ReferenceId::parse("-a1")?.as_str(), "-a1");
/// assert!(ReferenceId::parse("a b").is_err());
/// # Ok::<(), leap::text::TextError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReferenceId(String);

impl ReferenceId {
    /// Parses a reference.
    ///
    /// # Errors
    /// Names the first character that is not allowed, or the length.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        check(text, LONGEST_REFERENCE, is_unreserved).map(|()| Self(text.to_owned()))
    }

    /// The same for a program that nobody asks why.
    pub fn known(text: &str) -> Option<Self> {
        is_plain(text, LONGEST_REFERENCE).then(|| Self(text.to_owned()))
    }

    /// The reference as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is shorter than Leap's other services accept.
    ///
    /// ```
    /// assert!(leap::name::ReferenceId::parse("R1")?.is_short());
    /// # Ok::<(), leap::text::TextError>(())
    /// ```
    pub fn is_short(&self) -> bool {
        self.0.len() < SHORT_REFERENCE
    }
}

/// Leap's name for a partner's organisation, such as `ElectricSpaceships`. The case matters.
///
/// **Unverified**: which characters Leap allows. Those are accepted that need no encoding.
///
/// ```
/// use leap::name::OrgName;
///
/// assert_eq!(OrgName::parse("ElectricSpaceships")?.as_str(), "ElectricSpaceships");
/// assert!(OrgName::parse("..").is_err());
/// # Ok::<(), leap::text::TextError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrgName(String);

impl OrgName {
    /// Parses the name of an organisation.
    ///
    /// # Errors
    /// Names the first character that is not allowed, or the length.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        parse_segment(text).map(Self)
    }

    /// The name as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The title of a Leap Connect flow as it stands in its address, such as `ca-utilities`.
///
/// **Unverified**: which characters Leap allows, as with [`OrgName`].
///
/// ```
/// assert_eq!(leap::name::FlowTitle::parse("ca-utilities")?.as_str(), "ca-utilities");
/// # Ok::<(), leap::text::TextError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlowTitle(String);

impl FlowTitle {
    /// Parses the title of a flow.
    ///
    /// # Errors
    /// Names the first character that is not allowed, or the length.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        parse_segment(text).map(Self)
    }

    /// The title as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A segment of an address's path.
fn parse_segment(text: &str) -> Result<String, TextError> {
    check(text, LONGEST_NAME, is_unreserved)?;
    if [".", ".."].contains(&text) { Err(TextError::Dots) } else { Ok(text.to_owned()) }
}

/// Whether a text can be the name of an organisation or the title of a flow.
pub(crate) fn is_name(text: &str) -> bool {
    is_plain(text, LONGEST_NAME) && text != "." && text != ".."
}

impl fmt::Display for ReferenceId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for OrgName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for FlowTitle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
