//! What mail tools do to an address. It is named, together with the address as it should be; nothing is repaired silently.

use super::hosts;
use crate::address::{Address, parameters, percent_decoded, unescaped};
use crate::text::visible;
use std::fmt;

/// How many tools one after the other are looked through.
const MOST_LAYERS: usize = 8;

/// Parameters whose names have capitals.
const WITH_CAPITALS: [&str; 3] = ["refId", "requestedUtilities", "transmissionRegion"];

/// The service that writes `-` for `%` and `_` for `/`, in the parameter `u`.
const PROOFPOINT_2: &str = "urldefense.proofpoint.com";

/// An address that a mail tool has changed.
///
/// ```
/// use leap::link::{Alteration, Link, LinkError};
/// use leap::utility::Utilities;
///
/// let address = "https://onboarding.leap.energy/O/t/?requestedUtilities=pge&amp;refId=R-1";
/// let Err(LinkError::Altered(altered)) = Link::parse(address, &Utilities::built_in()) else { return };
/// assert_eq!(altered.by, [Alteration::EscapedTwice]);
/// assert_eq!(altered.address, "https://onboarding.leap.energy/O/t/?requestedUtilities=pge&refId=R-1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Altered {
    /// What was done, the last first.
    pub by: Vec<Alteration>,
    /// The address as it should be.
    pub address: String,
}

/// What a mail tool did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alteration {
    /// It escaped the address twice: `&amp;` stands for `&`.
    EscapedTwice,
    /// A mail filter put the address into one of its own.
    Wrapped,
    /// It wrote the address in lower case. The capitals of organisation and reference are lost.
    LowerCased,
}

impl fmt::Display for Alteration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::EscapedTwice => "escaped twice by a mail tool (&amp; for &)",
            Self::Wrapped => "wrapped by a mail filter",
            Self::LowerCased => {
                "written in lower case by a mail tool: capitals of the organisation and the reference may be lost"
            }
        })
    }
}

impl fmt::Display for Altered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, alteration) in self.by.iter().enumerate() {
            write!(formatter, "{}{alteration}", if at == 0 { "" } else { ", " })?;
        }
        write!(formatter, "; it should be {}", visible(&self.address))
    }
}

/// What was done to an address, if anything was.
pub(super) fn alterations(address: &str) -> Option<Altered> {
    let mut altered = Altered { by: Vec::new(), address: address.to_owned() };
    for _ in 0..MOST_LAYERS {
        let undone = [
            (Alteration::Wrapped, unwrapped(&altered.address, MOST_LAYERS)),
            (Alteration::EscapedTwice, unescaped(&altered.address)),
            (Alteration::LowerCased, with_capitals(&altered.address)),
        ];
        let Some((alteration, Some(inner))) = undone.into_iter().find(|(_, inner)| inner.is_some()) else { break };
        if altered.by.last() != Some(&alteration) {
            altered.by.push(alteration);
        }
        altered.address = inner;
    }
    (!altered.by.is_empty()).then_some(altered)
}

/// The address of Leap's within that of a mail filter, looked for through this many filters.
fn unwrapped(address: &str, layers: usize) -> Option<String> {
    let parts = Address::split(address)?;
    if layers == 0 || hosts::is_leaps(&parts.host) || parts.is_loopback() {
        return None;
    }
    // Some filters put the address into their path, with its query: `/v3/__https://…?…__;…`. So the path comes first.
    let in_path = ["https:", "https%3A", "https%3a"].iter().filter_map(|start| parts.path.find(start)).min();
    let in_path = in_path.and_then(|at| {
        let path_and_query = &address[address.find(parts.path)?..];
        let inner = &path_and_query[at..];
        leaps_address(inner.split("__;").next().unwrap_or(inner), layers)
    });
    let is_proofpoint_2 = parts.host == PROOFPOINT_2;
    in_path.or_else(|| {
        parameters(parts.query).into_iter().find_map(|parameter| {
            let plain = || parameter.value.replace('-', "%").replace('_', "/");
            leaps_address(&if is_proofpoint_2 { plain() } else { parameter.value.clone() }, layers)
        })
    })
}

/// An address of Leap's, decoded as often as it takes.
fn leaps_address(text: &str, layers: usize) -> Option<String> {
    let mut text = text.to_owned();
    for _ in 0..MOST_LAYERS {
        if let Some(parts) = Address::split(&text) {
            // Another filter's address may be inside; the next round looks into it.
            let is_whole = hosts::is_leaps(&parts.host) || unwrapped(&text, layers - 1).is_some();
            return is_whole.then_some(text);
        }
        let decoded = percent_decoded(&text)?;
        if decoded == text {
            return None;
        }
        text = decoded;
    }
    None
}

/// The address with the capitals of its parameters' names, if they are lost.
fn with_capitals(address: &str) -> Option<String> {
    let parts = Address::split(address)?;
    if !(hosts::is_leaps(&parts.host) || parts.is_loopback()) {
        return None;
    }
    let (before, _) = address.split_once('?')?;
    let mut is_changed = false;
    let restored: Vec<String> = parts
        .query
        .split('&')
        .map(|part| {
            let (name, rest) = part.split_at(part.find('=').unwrap_or(part.len()));
            let lower = |known: &&&str| known.to_ascii_lowercase() == name;
            let known = WITH_CAPITALS.iter().find(lower);
            is_changed |= known.is_some();
            format!("{}{rest}", known.copied().unwrap_or(name))
        })
        .collect();
    is_changed.then(|| format!("{before}?{}", restored.join("&")))
}
