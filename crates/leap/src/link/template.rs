//! A partner's link without a customer: the setting `vpp:leap-link` of the customer's page.
//!
//! [`Link::parse`](super::Link::parse) reads any link and says what is wrong with it. A page that customers download needs
//! less: whether an address is Leap's as Leap writes it, and the customer's part added. Tests hold that both have the same
//! rules.

use super::hosts;
use super::kind::Variant;
use crate::name::{ReferenceId, is_name};
use crate::region::Region;
use crate::utility::{BUILT_IN, BuiltIn};

/// The end of the path of the direct flow.
const GETTING_STARTED: &str = "getting-started";

/// The hosts of this machine, where a sandbox can stand in for Leap.
const THIS_MACHINE: [&str; 2] = ["localhost", "127.0.0.1"];

/// A link of Leap's to which the customer's part can be added.
///
/// ```
/// use leap::link::LinkTemplate;
/// use leap::name::ReferenceId;
///
/// let template = LinkTemplate::parse("https://onboarding.leap.energy/Acme/ca").ok_or("not Leap's")?;
/// let utilities = template.utilities("pge sce").ok_or("other utilities")?;
/// let address = template.address(utilities.first().copied(), &ReferenceId::parse("R-1")?);
/// assert_eq!(address, "https://onboarding.leap.energy/Acme/ca/?requestedUtilities=pge&refId=R-1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTemplate {
    /// The address up to the customer's part.
    start: String,
    flow: Flow,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Flow {
    /// Straight to a utility: this one, unless the customer chooses another. On this machine there are all utilities.
    Direct { utility: &'static BuiltIn, everywhere: bool },
    /// Leap Connect.
    Connect,
    /// Leap Connect since 2025, where the customer chooses the utility.
    Connect2025,
}

impl LinkTemplate {
    /// Parses an address of Leap's, or of this machine, that has no reference, no utilities to request and no parameters of
    /// others. `None` for anything else, and for spellings that Leap does not use, such as capitals in the host.
    pub fn parse(address: &str) -> Option<Self> {
        let (before, query) = address.split_once('?').unwrap_or((address, ""));
        let before = before.strip_suffix('/').unwrap_or(before);
        let mut parts = before.split('/');
        let (scheme, nothing, host) = (parts.next()?, parts.next()?, parts.next()?);
        let everywhere = THIS_MACHINE.iter().any(|name| host.strip_prefix(name).is_some_and(is_port));
        if !nothing.is_empty() || scheme != "https:" && !(everywhere && scheme == "http:") {
            return None;
        }
        let is = |other: &str| everywhere || host == other;
        let (start, flow) = match [parts.next(), parts.next(), parts.next(), parts.next()] {
            [None, ..] if is(hosts::CONNECT_2025) && is_connect_2025(query) => {
                ([before, "?", query, "&"].concat(), Flow::Connect2025)
            }
            [Some(org), Some(title), None, _]
                if is(hosts::CONNECT) && is_name(org) && is_name(title) && query.is_empty() =>
            {
                ([before, "/?"].concat(), Flow::Connect)
            }
            [Some(org), Some(id), Some(GETTING_STARTED), None] if is_name(org) && query.is_empty() => {
                let utility = BUILT_IN.iter().find(|utility| utility.id == id && utility.is_direct)?;
                let hosts: &[&str] =
                    if utility.is_staging { &[hosts::STAGING] } else { &[hosts::DIRECT, hosts::DIRECT_BARE] };
                (everywhere || hosts.contains(&host)).then_some(())?;
                ([scheme, "//", host, "/", org, "/"].concat(), Flow::Direct { utility, everywhere })
            }
            _ => return None,
        };
        Some(Self { start, flow })
    }

    /// The utilities with these ids, with spaces between them, if customers can choose among them in this link's flow.
    pub fn utilities(&self, ids: &str) -> Option<Vec<&'static BuiltIn>> {
        let utilities = listed(ids)?;
        let fits = match &self.flow {
            Flow::Direct { utility: own, everywhere } => utilities
                .iter()
                .all(|utility| utility.is_direct && (*everywhere || utility.is_staging == own.is_staging)),
            Flow::Connect => one_region(&utilities),
            Flow::Connect2025 => utilities.is_empty(),
        };
        fits.then_some(utilities)
    }

    /// The address for a customer. Without a utility it is the link's own, or the customer's choice at Leap.
    pub fn address(&self, utility: Option<&BuiltIn>, reference: &ReferenceId) -> String {
        let (start, reference) = (self.start.as_str(), reference.as_str());
        match (&self.flow, utility) {
            (Flow::Direct { utility: own, .. }, _) => {
                [start, utility.unwrap_or(own).id, "/", GETTING_STARTED, "?refId=", reference].concat()
            }
            (Flow::Connect, Some(utility)) => [start, "requestedUtilities=", utility.id, "&refId=", reference].concat(),
            (Flow::Connect, None) | (Flow::Connect2025, _) => [start, "refId=", reference].concat(),
        }
    }
}

/// Whether it is the port in an address, with its colon, or nothing.
fn is_port(text: &str) -> bool {
    match text.as_bytes() {
        [b':', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
        rest => rest.is_empty(),
    }
}

/// The utilities with these ids, with spaces between them; `None` if one is unknown or comes twice.
fn listed(ids: &str) -> Option<Vec<&'static BuiltIn>> {
    let mut utilities: Vec<&BuiltIn> = Vec::new();
    for id in ids.split_ascii_whitespace() {
        let utility = BUILT_IN.iter().find(|utility| utility.id == id)?;
        if utilities.iter().any(|other| other.id == id) {
            return None;
        }
        utilities.push(utility);
    }
    Some(utilities)
}

/// Whether a flow of Leap Connect can request these utilities: all of one region, and no demo utility.
fn one_region(utilities: &[&BuiltIn]) -> bool {
    let first = utilities.first().map(|utility| utility.region);
    utilities.iter().all(|utility| Some(utility.region) == first && !utility.is_staging)
}

/// Whether a query names a region, an account and perhaps a variant, each once and as Leap knows them.
fn is_connect_2025(query: &str) -> bool {
    let [mut region, mut variant, mut account] = [None; 3];
    for part in query.split('&') {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let known = match name {
            "transmissionRegion" => &mut region,
            "variant" => &mut variant,
            "account" => &mut account,
            _ => return false,
        };
        if known.replace(value).is_some() {
            return false;
        }
    }
    let Some(region) = region.and_then(Region::known) else { return false };
    let fits = variant.is_none_or(|name| {
        Variant::parse(name).is_some_and(|variant| region == Region::Pjm || !variant.is_agreements_only())
    });
    fits && region.has_connect_2025() && account.is_some_and(is_name)
}
