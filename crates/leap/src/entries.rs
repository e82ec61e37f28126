//! The entries of a poll: each once, in the order that people read them, and by customer.

use crate::connection::Connection;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The part of the entries that may vanish between two complete polls without a person having to confirm it.
/// **Unverified**: a decision of this project. More can mean another account's key, or a fault at Leap.
const VANISHING_SHARE: usize = 2;

/// Leaves each entry once. The list can move while its pages are read, so an entry can come on two pages: of those with one
/// id, the one with the later interaction stays. An entry without an id stays.
///
/// ```
/// use leap::entries::unique;
///
/// let page = leap::decode::json(r#"[
///     { "id": "1", "ref_id": "R1", "connection_status": "PARTIAL", "last_interaction_date_time_utc": "2026-07-01T10:00:00Z" },
///     { "id": "1", "ref_id": "R1", "connection_status": "ERROR", "last_interaction_date_time_utc": "2026-07-01T11:00:00Z" }
/// ]"#)?;
/// let entries = unique(page.connections);
/// assert_eq!(entries.len(), 1);
/// assert_eq!(entries[0].status.as_ref().map(|status| status.as_str()), Some("ERROR"));
/// # Ok::<(), leap::decode::DecodeError>(())
/// ```
pub fn unique(connections: Vec<Connection>) -> Vec<Connection> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut unique: Vec<Connection> = Vec::with_capacity(connections.len());
    for connection in connections {
        let known = connection.id.as_ref().and_then(|id| places.get(id)).and_then(|at| unique.get_mut(*at));
        match known {
            // Of equal ones the later page is the newer.
            Some(known) if connection.last_activity() >= known.last_activity() => *known = connection,
            Some(_) => {}
            None => {
                places.extend(connection.id.clone().map(|id| (id, unique.len())));
                unique.push(connection);
            }
        }
    }
    unique
}

/// Sorts entries: the newest interaction first, those without a time last, and equal ones by reference.
///
/// **Unverified**: Leap does not say in which order the API lists them.
///
/// ```
/// use leap::entries::sort;
///
/// let mut page = leap::decode::json(r#"[
///     { "id": "1", "ref_id": "a", "connection_status": "PARTIAL", "last_interaction_date_time_utc": "2026-07-01T10:00:00Z" },
///     { "id": "2", "ref_id": "b", "connection_status": "PARTIAL", "last_interaction_date_time_utc": "2026-07-01T11:00:00Z" }
/// ]"#)?;
/// sort(&mut page.connections);
/// assert_eq!(page.connections[0].reference.as_deref(), Some("b"));
/// # Ok::<(), leap::decode::DecodeError>(())
/// ```
pub fn sort(connections: &mut [Connection]) {
    connections.sort_by(|one, other| {
        let key = |connection: &Connection| Reverse(connection.last_activity());
        key(one).cmp(&key(other)).then_with(|| one.reference.cmp(&other.reference))
    });
}

/// The entries of each customer, by reference. One reference may have entries in several regions. Those without a reference
/// are of nobody, and left out.
///
/// ```
/// use leap::entries::by_reference;
///
/// let page = leap::decode::json(r#"[
///     { "id": "CAISO_1_a", "ref_id": "a", "connection_status": "COMPLETED" },
///     { "id": "NYISO_1_a", "ref_id": "a", "connection_status": "ERROR" }
/// ]"#)?;
/// assert_eq!(by_reference(&page.connections)["a"].len(), 2);
/// # Ok::<(), leap::decode::DecodeError>(())
/// ```
pub fn by_reference(connections: &[Connection]) -> BTreeMap<&str, Vec<&Connection>> {
    let mut customers: BTreeMap<&str, Vec<&Connection>> = BTreeMap::new();
    for connection in connections {
        if let Some(reference) = &connection.reference {
            customers.entry(reference).or_default().push(connection);
        }
    }
    customers
}

/// Whether so many entries vanished between two complete polls that a person has to look before anybody is reminded: more
/// than half of those that were there.
///
/// ```
/// use leap::entries::is_mass_vanishing;
///
/// assert!(is_mass_vanishing(300, 300) && is_mass_vanishing(3, 2));
/// assert!(!is_mass_vanishing(300, 150) && !is_mass_vanishing(0, 0));
/// ```
pub fn is_mass_vanishing(before: usize, vanished: usize) -> bool {
    vanished > before / VANISHING_SHARE
}
