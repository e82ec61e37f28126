//! The links that were made.

use super::error::StoreError;
use super::open::Store;
use super::times;
use crate::class::CustomerClass;
use crate::language::Language;
use crate::link::LinkKind;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, BTreeSet};

/// A link of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLink {
    /// The customer's reference.
    pub reference: String,
    /// The address.
    pub address: String,
    /// Its kind.
    pub kind: LinkKind,
    /// The ids of the requested utilities.
    pub utilities: Vec<String>,
    /// The customer's class, if it is known.
    pub class: Option<CustomerClass>,
    /// The customer's language, if it is known.
    pub language: Option<Language>,
    /// The customer's time zone, if it is known.
    pub zone: Option<Tz>,
    /// When it was made.
    pub made: DateTime<Utc>,
}

/// What became of links that were put into a store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinksWritten {
    /// How many customers are new.
    pub new: usize,
    /// How many had another link, class, language or time zone.
    pub changed: usize,
    /// How many were there already.
    pub same: usize,
}

impl Store {
    /// Puts links into the store, all or none. One whose address is there already keeps the time when it was made.
    ///
    /// # Errors
    /// If a customer was deleted, or the store cannot be written.
    pub fn put_links(&mut self, links: &[StoredLink]) -> Result<LinksWritten, StoreError> {
        let transaction = self.begin()?;
        let mut written = LinksWritten::default();
        for link in links {
            if is_forgotten(&transaction, &link.reference)? {
                return Err(StoreError::Forgotten(link.reference.clone()));
            }
            let known = get(&transaction, &link.reference)?;
            let made =
                known.as_ref().filter(|known| known.address == link.address).map_or(link.made, |known| known.made);
            let link = StoredLink { made, ..link.clone() };
            match known {
                None => written.new += 1,
                Some(known) if known == link => {
                    written.same += 1;
                    continue;
                }
                Some(_) => written.changed += 1,
            }
            put(&transaction, &link)?;
        }
        transaction.commit()?;
        Ok(written)
    }

    /// The link of a customer.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn link(&self, reference: &str) -> Result<Option<StoredLink>, StoreError> {
        get(&self.connection, reference)
    }

    /// The references of customers who were deleted.
    ///
    /// # Errors
    /// If the store cannot be read.
    pub fn forgotten(&self) -> Result<BTreeSet<String>, StoreError> {
        let mut statement = self.connection.prepare("SELECT ref_id FROM forgotten")?;
        let references = statement.query_map([], |row| row.get(0))?;
        Ok(references.collect::<rusqlite::Result<_>>()?)
    }
}

/// All links, by reference.
pub(super) fn all(connection: &Connection) -> Result<BTreeMap<String, StoredLink>, StoreError> {
    let mut statement = connection.prepare(&format!("SELECT {COLUMNS} FROM link"))?;
    let mut rows = statement.query([])?;
    let mut links = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let link = read(row)??;
        links.insert(link.reference.clone(), link);
    }
    Ok(links)
}

fn is_forgotten(connection: &Connection, reference: &str) -> rusqlite::Result<bool> {
    connection.query_row("SELECT EXISTS (SELECT 1 FROM forgotten WHERE ref_id = ?1)", [reference], |row| row.get(0))
}

const COLUMNS: &str = "ref_id, address, kind, utilities, class, language, time_zone, made_at";

fn get(connection: &Connection, reference: &str) -> Result<Option<StoredLink>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM link WHERE ref_id = ?1"))?;
    statement.query_row([reference], read).optional()?.transpose()
}

fn put(connection: &Connection, link: &StoredLink) -> Result<(), StoreError> {
    let sql = format!("INSERT OR REPLACE INTO link ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    connection.prepare_cached(&sql)?.execute(params![
        link.reference,
        link.address,
        link.kind.as_str(),
        link.utilities.join(" "),
        link.class.map(CustomerClass::as_str),
        link.language.map(Language::tag),
        link.zone.map(Tz::name),
        times::stored(link.made),
    ])?;
    Ok(())
}

/// Reads a row. A kind that is not known is damage; a class, language or zone of a newer program is left out.
fn read(row: &Row<'_>) -> rusqlite::Result<Result<StoredLink, StoreError>> {
    let text = |at: usize| row.get::<_, String>(at);
    let optional = |at: usize| row.get::<_, Option<String>>(at);
    let (reference, address, kind, utilities) = (text(0)?, text(1)?, text(2)?, text(3)?);
    let (class, language, zone, made) = (optional(4)?, optional(5)?, optional(6)?, row.get(7)?);
    let whole = || {
        let kind = LinkKind::parse(&kind).ok_or_else(|| StoreError::Damaged(format!("{kind} is no kind of links")))?;
        Ok(StoredLink {
            reference,
            address,
            kind,
            utilities: utilities.split_whitespace().map(str::to_owned).collect(),
            class: class.and_then(|class| CustomerClass::parse(&class).ok()),
            language: language.and_then(|tag| Language::of_tag(&tag)),
            zone: zone.and_then(|name| name.parse().ok()),
            made: times::read(made)?,
        })
    };
    Ok(whole())
}
