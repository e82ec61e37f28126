//! Reads an address back into a link.

use super::alteration::alterations;
use super::error::LinkError;
use super::flow::Link;
use super::hosts::{self, StandIn};
use super::kind::{LinkKind, Variant};
use crate::address::{Address, Parameter, parameters, percent_decoded, printable};
use crate::name::{FlowTitle, OrgName, ReferenceId};
use crate::region::Region;
use crate::text::{TextError, check, visible};
use crate::utility::{Utilities, Utility};

/// The last part of the path of the direct flow.
const GETTING_STARTED: &str = "getting-started";

/// The longest address that is read, in characters. Browsers and mail filters stay far below it.
const LONGEST_ADDRESS: usize = 16_384;

/// A link that was read, and what else stood in the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedLink {
    /// The link.
    pub link: Link,
    /// Parameters that are not Leap's, as they stand in the address.
    pub foreign: Vec<Parameter>,
}

impl Link {
    /// Reads an address. What [`Display`](std::fmt::Display) writes is read back as the same link.
    ///
    /// ```
    /// use leap::link::Link;
    /// use leap::utility::Utilities;
    ///
    /// let address = "https://www.addleap.com/Acme/pge/getting-started?refId=R-1&utm_source=mail";
    /// let parsed = Link::parse(address, &Utilities::built_in())?;
    /// assert_eq!(parsed.link.reference().map(|reference| reference.as_str()), Some("R-1"));
    /// assert_eq!(parsed.foreign[0].to_string(), "utm_source=mail");
    /// # Ok::<(), leap::link::LinkError>(())
    /// ```
    ///
    /// # Errors
    /// If it is not a link of Leap's, or a mail tool has changed it. The error names what is wrong.
    pub fn parse(address: &str, utilities: &Utilities) -> Result<ParsedLink, LinkError> {
        check_characters(address).map_err(LinkError::Address)?;
        if let Some(altered) = alterations(address) {
            return Err(LinkError::Altered(altered));
        }
        let parts = Address::split(address).ok_or(LinkError::NotAbsolute)?;
        let stand_in = StandIn::of(&parts);
        if stand_in.is_none() {
            let has_port = !["", ":443"].contains(&parts.port);
            if !hosts::is_leaps(&parts.host) || has_port {
                return Err(LinkError::ForeignHost(visible(&format!("{}{}", parts.host, parts.port))));
            }
            if parts.scheme != "https" {
                return Err(LinkError::NotHttps);
            }
        }
        let mut query = Query::read(parts.query);
        let reference = query.reference()?;
        let link = match kind(&parts) {
            LinkKind::Direct => direct(&parts, utilities)?,
            LinkKind::Connect => connect(&parts, &mut query, utilities)?,
            LinkKind::Connect2025 => connect_2025(&parts, &mut query)?,
        };
        let link = reference.into_iter().fold(link, Link::with_reference);
        Ok(ParsedLink { link: stand_in.into_iter().fold(link, Link::on), foreign: query.0 })
    }
}

/// The kind of link that an address would be: by its host, and on this machine by its shape.
fn kind(parts: &Address<'_>) -> LinkKind {
    match parts.host.as_str() {
        hosts::DIRECT | hosts::DIRECT_BARE | hosts::STAGING => LinkKind::Direct,
        hosts::CONNECT => LinkKind::Connect,
        hosts::CONNECT_2025 => LinkKind::Connect2025,
        _ => match parts.segments().as_slice() {
            [] => LinkKind::Connect2025,
            [_, _, GETTING_STARTED] => LinkKind::Direct,
            _ => LinkKind::Connect,
        },
    }
}

fn direct(parts: &Address<'_>, utilities: &Utilities) -> Result<Link, LinkError> {
    let expected = "/ORGANISATION/UTILITY/getting-started";
    let [org, utility, GETTING_STARTED] = parts.segments()[..] else {
        return Err(foreign_path(parts, expected));
    };
    let org = OrgName::parse(&decoded(org)).map_err(LinkError::Organisation)?;
    let utility = known(&decoded(utility), utilities)?;
    let is_staging_host = parts.host == hosts::STAGING;
    if !parts.is_loopback() && utility.is_staging() != is_staging_host {
        return Err(LinkError::OtherEnvironment(utility.id().to_owned()));
    }
    Ok(Link::direct(org, utility, None)?)
}

fn connect(parts: &Address<'_>, query: &mut Query, utilities: &Utilities) -> Result<Link, LinkError> {
    let [org, title] = parts.segments()[..] else {
        return Err(foreign_path(parts, "/ORGANISATION/TITLE/"));
    };
    let org = OrgName::parse(&decoded(org)).map_err(LinkError::Organisation)?;
    let title = FlowTitle::parse(&decoded(title)).map_err(LinkError::Title)?;
    // Which way several are written is unverified, so both are read.
    let mut requested = Vec::new();
    for value in query.take("requestedUtilities") {
        for id in decoded(&value).split(',').filter(|id| !id.is_empty()) {
            requested.push(known(id, utilities)?);
        }
    }
    Ok(Link::connect(org, title).with_utilities(requested)?)
}

fn connect_2025(parts: &Address<'_>, query: &mut Query) -> Result<Link, LinkError> {
    if !parts.segments().is_empty() {
        return Err(foreign_path(parts, "/"));
    }
    let region = query.single("transmissionRegion")?.ok_or(LinkError::Missing("transmissionRegion"))?;
    let region = Region::parse(&region).map_err(LinkError::Region)?;
    let variant = query.single("variant")?.filter(|name| !name.is_empty());
    let variant = match variant {
        None => None,
        Some(name) => Some(Variant::parse(&name).ok_or_else(|| LinkError::UnknownVariant(visible(&name)))?),
    };
    let account = query.single("account")?.ok_or(LinkError::Missing("account"))?;
    let account = OrgName::parse(&account).map_err(LinkError::Organisation)?;
    Ok(Link::connect_2025(account, region, variant)?)
}

/// The parameters that nothing has taken yet.
struct Query(Vec<Parameter>);

impl Query {
    fn read(query: &str) -> Self {
        Self(parameters(query))
    }

    /// Takes the values of a parameter, as they stand in the address.
    fn take(&mut self, name: &str) -> Vec<String> {
        let is_named = |parameter: &Parameter| parameter.decoded_name().as_deref() == Some(name);
        let (taken, rest) = std::mem::take(&mut self.0).into_iter().partition(is_named);
        self.0 = rest;
        taken.into_iter().map(|parameter| parameter.value).collect()
    }

    /// Takes the value of a parameter that may come once.
    fn single(&mut self, name: &'static str) -> Result<Option<String>, LinkError> {
        let mut values = self.take(name);
        let first = values.pop();
        if values.is_empty() { Ok(first.map(|value| decoded(&value))) } else { Err(LinkError::Repeated(name)) }
    }

    /// Takes the reference, also under its older name. An empty one is none: a mail merge leaves that for an empty cell.
    fn reference(&mut self) -> Result<Option<ReferenceId>, LinkError> {
        let (newer, older) = (self.single("refId")?, self.single("ref-id")?);
        if newer.is_some() && older.is_some() {
            return Err(LinkError::Repeated("refId"));
        }
        let text = newer.or(older).filter(|text| !text.is_empty());
        text.map(|text| ReferenceId::parse(&text).map_err(LinkError::Reference)).transpose()
    }
}

/// A part of an address without percent-encoding, or as it stands if the result is not UTF-8.
fn decoded(text: &str) -> String {
    percent_decoded(text).unwrap_or_else(|| text.to_owned())
}

fn known(id: &str, utilities: &Utilities) -> Result<Utility, LinkError> {
    utilities.by_id(id).cloned().map_err(LinkError::Utility)
}

fn foreign_path(parts: &Address<'_>, expected: &'static str) -> LinkError {
    LinkError::ForeignPath {
        path: if parts.path.is_empty() { "empty".to_owned() } else { printable(parts.path) },
        expected,
    }
}

/// White space and control characters are in no address. A browser would drop some of them.
fn check_characters(address: &str) -> Result<(), TextError> {
    check(address, LONGEST_ADDRESS, |character| !character.is_control() && !character.is_whitespace())
}
