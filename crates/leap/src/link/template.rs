//! A partner's link without a customer: the setting `vpp:leap-link` of the customer's page.
//!
//! [`Link::parse`](super::Link::parse) reads any link and says what is wrong with it. A page that customers download needs
//! less: whether an address is Leap's, and the customer's part added. Tests hold that both have the same rules.

use super::hosts;
use super::kind::Variant;
use crate::address::{Address, parameters, split_query};
use crate::name::{FlowTitle, OrgName, ReferenceId};
use crate::region::Region;
use crate::utility::{BUILT_IN, BuiltIn};

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
    /// Straight to a utility: this one, unless the customer chooses another.
    Direct { utility: &'static BuiltIn, any_environment: bool },
    /// Leap Connect, with the parameter of the requested utilities, if there is one.
    Connect { requested: String },
    /// Leap Connect since 2025, where the customer chooses the utility.
    Connect2025,
}

impl LinkTemplate {
    /// Parses an address of Leap's that has no reference and no parameters of others; `None` for anything else.
    pub fn parse(address: &str) -> Option<Self> {
        if address.chars().any(|character| character.is_control() || character.is_whitespace()) {
            return None;
        }
        let parts = Address::split(address)?;
        let on_this_machine = parts.is_loopback() && parts.scheme.starts_with("http");
        if !on_this_machine
            && !(parts.scheme == "https" && hosts::is_leaps(&parts.host) && ["", ":443"].contains(&parts.port))
        {
            return None;
        }
        let (before, query) = split_query(address);
        let start = before.strip_suffix('/').unwrap_or(before);
        let host = parts.host.as_str();
        let is = |hosts: &[&str]| on_this_machine || hosts.contains(&host);
        let (start, flow) = match parts.segments()[..] {
            [] if is(&[hosts::CONNECT_2025]) => {
                is_connect_2025(query).then_some(())?;
                ([start, "?", query].concat(), Flow::Connect2025)
            }
            [org, id, "getting-started"] if is(&[hosts::DIRECT, hosts::DIRECT_BARE, hosts::STAGING]) => {
                let utility = known(id).filter(|utility| query.is_empty() && utility.is_direct)?;
                OrgName::parse(org).ok()?;
                let flow = Flow::Direct { utility, any_environment: on_this_machine };
                if !on_this_machine && utility.is_staging != (host == hosts::STAGING) {
                    return None;
                }
                let end = "getting-started".len() + 1 + id.len();
                (start.get(..start.len() - end)?.to_owned(), flow)
            }
            [org, title] if is(&[hosts::CONNECT]) => {
                OrgName::parse(org).ok()?;
                FlowTitle::parse(title).ok()?;
                let requested = match query {
                    "" => "",
                    query => query.strip_prefix("requestedUtilities=").filter(|ids| are_requested(ids.split(',')))?,
                };
                ([start, "/"].concat(), Flow::Connect { requested: requested.to_owned() })
            }
            _ => return None,
        };
        Some(Self { start, flow })
    }

    /// The utilities with these ids, with white space between them, if customers can choose among them in this link's flow.
    pub fn utilities(&self, ids: &str) -> Option<Vec<&'static BuiltIn>> {
        let utilities = ids.split_whitespace().map(known).collect::<Option<Vec<_>>>()?;
        let is_possible = match &self.flow {
            Flow::Direct { utility, any_environment } => utilities.iter().enumerate().all(|(at, other)| {
                let is_first = !utilities.iter().take(at).any(|earlier| earlier.id == other.id);
                is_first && other.is_direct && (*any_environment || other.is_staging == utility.is_staging)
            }),
            Flow::Connect { .. } => are_requested(ids.split_whitespace()),
            Flow::Connect2025 => utilities.is_empty(),
        };
        is_possible.then_some(utilities)
    }

    /// The address for a customer. Without a utility it is the link's own, or the customer's choice at Leap.
    pub fn address(&self, utility: Option<&BuiltIn>, reference: &ReferenceId) -> String {
        let start = self.start.as_str();
        let reference = reference.as_str();
        match &self.flow {
            Flow::Direct { utility: own, .. } => {
                [start, utility.unwrap_or(own).id, "/getting-started?refId=", reference].concat()
            }
            Flow::Connect { requested } => match utility.map_or(requested.as_str(), |utility| utility.id) {
                "" => [start, "?refId=", reference].concat(),
                ids => [start, "?requestedUtilities=", ids, "&refId=", reference].concat(),
            },
            Flow::Connect2025 => [start, "&refId=", reference].concat(),
        }
    }
}

fn known(id: &str) -> Option<&'static BuiltIn> {
    BUILT_IN.iter().find(|utility| utility.id == id)
}

/// Whether a flow of Leap Connect can request these utilities: all of one region, each once, and no demo utility.
fn are_requested<'a>(ids: impl Iterator<Item = &'a str>) -> bool {
    let mut utilities: Vec<&BuiltIn> = Vec::new();
    for id in ids {
        let Some(utility) = known(id) else { return false };
        let fits = |other: &&BuiltIn| other.id != id && other.region == utility.region;
        if utility.is_staging || !utilities.iter().all(fits) {
            return false;
        }
        utilities.push(utility);
    }
    true
}

/// Whether a query names a region, an account and perhaps a variant, each once and as Leap knows them.
fn is_connect_2025(query: &str) -> bool {
    let parameters = parameters(query);
    let single = |name: &str| {
        let mut values = parameters.iter().filter(|parameter| parameter.name == name).map(|parameter| &parameter.value);
        values.next().filter(|_| values.next().is_none())
    };
    let variant = single("variant").map(|name| Variant::parse(name));
    let (Some(region), Some(account)) = (single("transmissionRegion"), single("account")) else { return false };
    let Ok(region) = Region::parse(region) else { return false };
    let fits = match variant {
        None => true,
        Some(None) => false,
        Some(Some(variant)) => region == Region::Pjm || !variant.is_agreements_only(),
    };
    parameters.len() == 2 + usize::from(variant.is_some())
        && fits
        && region.has_connect_2025()
        && OrgName::parse(account).is_ok()
}
