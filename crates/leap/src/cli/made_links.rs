//! What links have in common, made one by one or from a list.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use leap::class::CustomerClass;
use leap::language::Language;
use leap::link::{Flow, Link, LinkKind};
use leap::store::StoredLink;
use leap::utility::{Utilities, Utility};

/// The link to a flow whose address was copied from the portal.
pub(crate) fn flow_at(base: &str, utilities: &Utilities) -> Result<Link, String> {
    let link = Link::parse(base, utilities).map_err(|error| error.to_string())?.link;
    if link.kind() != LinkKind::Connect {
        return Err("it is not that of a flow of Leap Connect".to_owned());
    }
    match link.reference() {
        Some(reference) => Err(format!("it has a reference of its own, {reference}")),
        None => Ok(link),
    }
}

/// A link as it is stored; `None` without a reference, by which it would be found.
pub(crate) fn stored(
    link: &Link,
    class: Option<CustomerClass>,
    language: Option<Language>,
    zone: Option<Tz>,
    made: DateTime<Utc>,
) -> Option<StoredLink> {
    let ids = |utilities: &[Utility]| utilities.iter().map(|utility| utility.id().to_owned()).collect();
    let utilities = match link.flow() {
        Flow::Direct { utility, .. } => ids(std::slice::from_ref(utility)),
        Flow::Connect { utilities, .. } => ids(utilities),
        Flow::Connect2025 { .. } => Vec::new(),
    };
    let reference = link.reference()?.as_str().to_owned();
    Some(StoredLink { reference, address: link.to_string(), kind: link.kind(), utilities, class, language, zone, made })
}
