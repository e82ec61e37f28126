//! A store of one test, and what it is filled with.

use crate::support::at;
use chrono::{DateTime, TimeDelta, Utc};
use leap::connection::Connection;
use leap::link::LinkKind;
use leap::store::{PollQuestion, PollResult, Store, StoredLink};
use tempfile::TempDir;

/// Two years.
pub const RETENTION: TimeDelta = TimeDelta::days(730);

pub struct Desk {
    pub store: Store,
    _folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { store: Store::open(&folder.path().join("leap.db")).unwrap(), _folder: folder }
    }

    /// Polls all connections in one page.
    pub fn poll(&mut self, now: &str, connections: &[Connection]) -> PollResult {
        let poll = self.store.begin_poll(&all(), at(now), connections, None).unwrap();
        self.store.complete_poll(poll, at(now), RETENTION).unwrap()
    }

    /// The references of the entries, with whether they have vanished.
    pub fn entries(&self) -> Vec<(String, bool)> {
        let entries = self.store.customers().unwrap().entries.into_iter();
        let mut entries: Vec<_> =
            entries.map(|entry| (entry.connection.reference.unwrap(), entry.vanished.is_some())).collect();
        entries.sort();
        entries
    }
}

/// A question for all connections.
pub fn all() -> PollQuestion {
    PollQuestion { text: "/x".to_owned(), is_unfiltered: true }
}

/// An entry with this status, whose last interaction was at this time.
pub fn entry(reference: &str, status: &str, last: &str) -> Connection {
    let json = serde_json::json!({
        "id": format!("CAISO_1_{reference}"), "ref_id": reference, "connection_status": status,
        "last_interaction_date_time_utc": last,
    });
    leap::decode::json(&json.to_string()).unwrap().connections.remove(0)
}

/// An entry that was not started.
pub fn opened(reference: &str) -> Connection {
    entry(reference, "NOT_STARTED", "2026-07-01T10:00:00Z")
}

pub fn link(reference: &str, made: DateTime<Utc>) -> StoredLink {
    StoredLink {
        reference: reference.to_owned(),
        address: format!("https://www.addleap.com/O/pge/getting-started?refId={reference}"),
        kind: LinkKind::Direct,
        utilities: vec!["pge".to_owned()],
        class: None,
        language: None,
        zone: None,
        made,
    }
}
