//! Leap's hosts, and the one that may stand in for them.

use crate::address::Address;

/// The direct flow.
pub(super) const DIRECT: &str = "www.addleap.com";

/// The direct flow, as newer examples of Leap's write it. It is read, not written.
pub(super) const DIRECT_BARE: &str = "addleap.com";

/// The direct flow to demo utilities. **Unverified**: hosts of the other flows in staging are not public, so only the direct
/// flow has staging.
pub(super) const STAGING: &str = "staging.addleap.com";

/// Leap Connect.
pub(super) const CONNECT: &str = "onboarding.leap.energy";

/// Leap Connect since 2025.
pub(super) const CONNECT_2025: &str = "connect.leap.energy";

/// Whether a host is Leap's.
pub(super) fn is_leaps(host: &str) -> bool {
    [DIRECT, DIRECT_BARE, STAGING, CONNECT, CONNECT_2025].contains(&host)
}

/// An address of this machine that stands in for all of Leap's hosts, such as `http://127.0.0.1:8080`.
///
/// ```
/// use leap::link::StandIn;
///
/// assert!(StandIn::parse("http://localhost:8080").is_some());
/// assert!(StandIn::parse("http://leap.example").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandIn(String);

impl StandIn {
    /// Parses an address of this machine without a path; `None` for others.
    pub fn parse(address: &str) -> Option<Self> {
        let parts = Address::split(address)?;
        let has_more = !parts.segments().is_empty() || address.contains(['?', '#']);
        if has_more { None } else { Self::of(&parts) }
    }

    /// The origin of an address, if that is on this machine.
    pub(super) fn of(address: &Address<'_>) -> Option<Self> {
        let is_web = ["http", "https"].contains(&address.scheme.as_str());
        let origin = || Self(format!("{}://{}{}", address.scheme, address.host, address.port));
        (is_web && address.is_loopback()).then(origin)
    }

    /// The address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
