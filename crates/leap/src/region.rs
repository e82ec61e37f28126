//! The regions of the grid, as Leap names them.

use crate::text::visible;
use std::error::Error;
use std::fmt;

/// A transmission region.
///
/// ```
/// use leap::region::Region;
///
/// assert_eq!(Region::parse("CAISO"), Ok(Region::Caiso));
/// assert_eq!(Region::WeccPc.as_str(), "WECC_PC");
/// assert!(Region::parse("caiso").is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// California.
    Caiso,
    /// Texas.
    Ercot,
    /// New England.
    Isone,
    /// New York.
    Nyiso,
    /// From the Mid-Atlantic to Illinois.
    Pjm,
    /// The Southeast.
    Serc,
    /// The West: Pacific.
    WeccPc,
    /// The West: Southwest.
    WeccSw,
}

impl Region {
    /// All regions.
    pub const ALL: [Self; 8] =
        [Self::Caiso, Self::Ercot, Self::Isone, Self::Nyiso, Self::Pjm, Self::Serc, Self::WeccPc, Self::WeccSw];

    /// Parses a name such as `CAISO`. The case matters.
    ///
    /// # Errors
    /// If Leap has no region of this name.
    pub fn parse(text: &str) -> Result<Self, UnknownRegion> {
        Self::known(text).ok_or_else(|| UnknownRegion(visible(text)))
    }

    /// The region of this name.
    pub(crate) fn known(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.as_str() == text)
    }

    /// Leap's name for the region.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Caiso => "CAISO",
            Self::Ercot => "ERCOT",
            Self::Isone => "ISONE",
            Self::Nyiso => "NYISO",
            Self::Pjm => "PJM",
            Self::Serc => "SERC",
            Self::WeccPc => "WECC_PC",
            Self::WeccSw => "WECC_SW",
        }
    }

    /// Whether Leap Connect since 2025 lists the region for its links.
    ///
    /// **Unverified**: the list comes from a third party's copy of Leap's pages.
    pub fn has_connect_2025(self) -> bool {
        !matches!(self, Self::Isone | Self::Serc)
    }
}

impl fmt::Display for Region {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A text that is the name of no region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRegion(String);

impl fmt::Display for UnknownRegion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\"{}\" is not one of Leap's regions: ", self.0)?;
        for (at, region) in Region::ALL.iter().enumerate() {
            write!(formatter, "{}{region}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl Error for UnknownRegion {}
