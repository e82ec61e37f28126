//! The names of Connect's pages.

/// The name of a page of Connect, such as `payment_history`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route(String);

impl Route {
    /// The route which this page shows.
    pub const SUMMARY: &'static str = "vpp_summary";

    /// Names that the protocol itself uses. They are not pages.
    const PROTOCOL: [&'static str; 4] = ["session_start", "session_restore", "session_redirect", "session_complete"];

    /// Reads a route's name; `None` for the protocol's own names, and when it has other characters than names of
    /// routes have.
    pub fn parse(name: &str) -> Option<Self> {
        let well_formed = name.bytes().next()?.is_ascii_lowercase()
            && name.len() <= 64
            && !Self::PROTOCOL.contains(&name)
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        well_formed.then(|| Self(name.to_owned()))
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }
}
