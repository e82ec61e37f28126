//! What the meter search is asked: the meters of which references, since when.

use crate::connection::Connection;
use crate::entries::by_reference;
use crate::instant;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The most references of one request: Leap's definition of the search allows 100 connection references.
const REFERENCES: usize = 100;

/// The most ids of meters in one request. Leap's definition allows 1000.
const METERS: usize = 500;

/// The meters of one page: the most that Leap's definition allows.
const PAGE: usize = 500;

/// The length of references in Leap's definition of the search, in characters. A link takes shorter ones.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=256;

/// What Leap's definition of the search bans in a reference. No link has any of these.
const BANNED: &str = "\\/?[]{}!#$%^&*()<>|";

/// A reference whose meters are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The reference.
    pub reference: String,
    /// Only meters made after this time. Without it, all.
    pub since: Option<DateTime<Utc>>,
}

impl Wanted {
    /// The references of some connections, each since its last interaction. With several entries the earliest counts.
    ///
    /// ```
    /// use leap::inventory::Wanted;
    ///
    /// let page = leap::decode::json(r#"[{ "id": "1", "ref_id": "abc", "connection_status": "COMPLETED",
    ///     "last_interaction_date_time_utc": "2026-07-01T10:00:00Z" }]"#)?;
    /// let wanted = Wanted::of(&page.connections);
    /// assert_eq!(wanted[0].since, leap::instant::parse("2026-07-01T10:00:00Z"));
    /// # Ok::<(), leap::decode::DecodeError>(())
    /// ```
    pub fn of(connections: &[Connection]) -> Vec<Self> {
        let customers = by_reference(connections).into_iter();
        let wanted = customers.map(|(reference, entries)| {
            let times: Option<Vec<DateTime<Utc>>> = entries.iter().map(|entry| entry.last_activity()).collect();
            Self { reference: reference.to_owned(), since: times.and_then(|times| times.into_iter().min()) }
        });
        wanted.collect()
    }
}

/// One search, which may have several pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// What the meters are found by.
    pub by: SearchBy,
    /// The references or ids.
    pub values: Vec<String>,
    /// Only meters made after this time.
    pub since: Option<DateTime<Utc>>,
}

/// What meters are found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchBy {
    /// The references of finished authorizations.
    ConnectionReference,
    /// The partner's own name for the customer or site.
    PartnerReference,
    /// The ids of the meters.
    Meter,
}

impl Search {
    /// The body of the request for a page.
    ///
    /// ```
    /// use leap::inventory::{Search, SearchBy};
    ///
    /// let search = Search { by: SearchBy::ConnectionReference, values: vec!["abc".to_owned()], since: None };
    /// assert_eq!(search.body(None), r#"{"connection_reference_ids":["abc"],"page_size":500}"#);
    /// ```
    pub fn body(&self, token: Option<&str>) -> String {
        let by = match self.by {
            SearchBy::ConnectionReference => "connection_reference_ids",
            SearchBy::PartnerReference => "partner_references",
            SearchBy::Meter => "meter_ids",
        };
        let mut body = Map::new();
        body.insert(by.to_owned(), json!(self.values));
        body.insert("page_size".to_owned(), json!(PAGE));
        if let Some(since) = self.since {
            body.insert("created_after_date_time".to_owned(), json!(instant::format(since)));
        }
        if let Some(token) = token {
            body.insert("page_token".to_owned(), json!(token));
        }
        Value::Object(body).to_string()
    }
}

/// References that cannot be searched for, since Leap refuses a request that has one.
///
/// **Unverified**: so says Leap's definition of the search; links take them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut(pub Vec<String>);

/// The searches for the meters of some references: each hundred by connection references and by partner references, since a
/// meter may have its reference in either. Each asks from the earliest time among its references.
///
/// ```
/// use leap::inventory::{Wanted, searches};
///
/// let wanted = |reference: &str| Wanted { reference: reference.to_owned(), since: None };
/// let (searches, left_out) = searches(vec![wanted("abc"), wanted("x")]);
/// assert_eq!((searches.len(), left_out.0), (2, vec!["x".to_owned()]));
/// ```
pub fn searches(wanted: Vec<Wanted>) -> (Vec<Search>, LeftOut) {
    let mut earliest: BTreeMap<String, Option<DateTime<Utc>>> = BTreeMap::new();
    for Wanted { reference, since } in wanted {
        // `None` is before all times, as it has to be: no time means all meters.
        earliest.entry(reference).and_modify(|known| *known = since.min(*known)).or_insert(since);
    }
    let (mut wanted, left_out): (Vec<_>, Vec<_>) =
        earliest.into_iter().partition(|(reference, _)| is_searchable(reference));
    // Neighbours in time share a request, so that one old reference does not make all of them old.
    wanted.sort_by(|(one, since), (other, until)| since.cmp(until).then_with(|| one.cmp(other)));
    let mut searches = Vec::new();
    for batch in wanted.chunks(REFERENCES) {
        let values: Vec<String> = batch.iter().map(|(reference, _)| reference.clone()).collect();
        let since = batch.first().and_then(|(_, since)| *since);
        for by in [SearchBy::ConnectionReference, SearchBy::PartnerReference] {
            searches.push(Search { by, values: values.clone(), since });
        }
    }
    (searches, LeftOut(left_out.into_iter().map(|(reference, _)| reference).collect()))
}

/// The searches for the enrolments of some meters.
///
/// ```
/// let ids = (0..501).map(|id| id.to_string());
/// assert_eq!(leap::inventory::enrolment_searches(ids).len(), 2);
/// ```
pub fn enrolment_searches(meters: impl IntoIterator<Item = String>) -> Vec<Search> {
    let ids: Vec<String> = meters.into_iter().collect();
    let search = |ids: &[String]| Search { by: SearchBy::Meter, values: ids.to_vec(), since: None };
    ids.chunks(METERS).map(search).collect()
}

fn is_searchable(reference: &str) -> bool {
    LENGTHS.contains(&reference.chars().count()) && !reference.contains(|character| BANNED.contains(character))
}
