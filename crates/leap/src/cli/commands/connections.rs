//! `leap connections`: lists connections.

use crate::cli::args::{ConnectionsArguments, Options};
use crate::cli::failure::Failure;
use crate::cli::local_time;
use crate::cli::outcome::Outcome;
use crate::cli::output::{self, Cell, Format};
use crate::cli::{data_files, input, steps, stores};
use chrono::{DateTime, Utc};
use leap::connection::{Agreement, Connection, Moment, UtilityConnection};
use leap::instant;
use leap::store::StoredEntry;
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The columns of the CSV.
const COLUMNS: [&str; 11] = [
    "ref_id",
    "connection_status",
    "transmission_region",
    "id",
    "start_date_time_utc",
    "last_interaction_date_time_utc",
    "utilities",
    "agreements",
    "first_seen",
    "last_seen",
    "vanished",
];

pub(crate) fn run(arguments: &ConnectionsArguments, options: &Options) -> Result<Outcome, Failure> {
    let utilities = data_files::utilities(options)?;
    let mut listed: Vec<Listed> = match &arguments.source.input {
        Some(file) => {
            steps::sorted(input::saved_answer(file)?.connections).into_iter().map(Listed::of_answer).collect()
        }
        None => stores::to_read(options)?.customers()?.entries.into_iter().map(Listed::of_store).collect(),
    };
    arguments.filters.warn();
    listed.retain(|listed| arguments.filters.fit(&listed.connection, &utilities));
    listed.sort_by(|one, other| {
        let (one, other) = (&one.connection, &other.connection);
        other.last_activity().cmp(&one.last_activity()).then_with(|| one.reference.cmp(&other.reference))
    });
    match options.format {
        Format::Json => output::print(&output::json(&listed)?)?,
        Format::Csv => output::print_csv(&COLUMNS, listed.iter().map(csv_row).collect())?,
        Format::Table => {
            let columns = ["ref_id", "status", "region", "last_interaction", "utilities", "agreements"];
            output::print(&output::table(&columns, listed.iter().map(table_row)))?;
            output::note(&output::counted(listed.len(), "connection"));
        }
    }
    Ok(Outcome::Done)
}

/// A connection, and what the store knows about it.
struct Listed {
    connection: Connection,
    seen: Option<Seen>,
}

struct Seen {
    first: DateTime<Utc>,
    last: DateTime<Utc>,
    vanished: Option<DateTime<Utc>>,
}

impl Listed {
    fn of_answer(connection: Connection) -> Self {
        Self { connection, seen: None }
    }

    fn of_store(entry: StoredEntry) -> Self {
        let StoredEntry { connection, first_seen: first, last_seen: last, vanished } = entry;
        Self { connection, seen: Some(Seen { first, last, vanished }) }
    }

    fn is_vanished(&self) -> bool {
        self.seen.as_ref().is_some_and(|seen| seen.vanished.is_some())
    }
}

/// The entry with the API's fields, so that it can be read again, and `store` with what the store knows.
impl Serialize for Listed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        struct Whole<'a> {
            #[serde(flatten)]
            connection: &'a Connection,
            #[serde(skip_serializing_if = "Option::is_none")]
            store: Option<&'a Seen>,
        }
        Whole { connection: &self.connection, store: self.seen.as_ref() }.serialize(serializer)
    }
}

impl Serialize for Seen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("first_seen", &instant::format(self.first))?;
        map.serialize_entry("last_seen", &instant::format(self.last))?;
        map.serialize_entry("vanished", &self.vanished.map(instant::format))?;
        map.end()
    }
}

fn csv_row(listed: &Listed) -> Vec<String> {
    let connection = &listed.connection;
    let optional = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let utilities: Vec<String> = connection.utilities.iter().map(utility_text).collect();
    let agreements: Vec<String> = connection.agreements.iter().map(agreement_text).collect();
    let seen = |of: fn(&Seen) -> Option<DateTime<Utc>>| {
        listed.seen.as_ref().and_then(of).map(instant::format).unwrap_or_default()
    };
    vec![
        optional(connection.reference.as_deref()),
        optional(connection.status.as_ref().map(|status| status.as_str())),
        optional(connection.region.as_deref()),
        optional(connection.id.as_deref()),
        moment(&connection.started, instant::format),
        moment(&connection.last_interaction, instant::format),
        utilities.join("; "),
        agreements.join("; "),
        seen(|seen| Some(seen.first)),
        seen(|seen| Some(seen.last)),
        seen(|seen| seen.vanished),
    ]
}

fn table_row(listed: &Listed) -> Vec<Cell> {
    let connection = &listed.connection;
    let status = connection.status.as_ref().map_or("–", |status| status.as_str());
    let status = if listed.is_vanished() { vec![status, "(vanished)"] } else { vec![status] };
    vec![
        Cell::new(connection.reference.as_deref().unwrap_or("–")),
        Cell::lines(status),
        Cell::new(connection.region.as_deref().unwrap_or("–")),
        Cell::new(&moment(&connection.last_interaction, local_time::local)),
        Cell::lines(connection.utilities.iter().map(utility_text)),
        Cell::lines(connection.agreements.iter().map(agreement_text)),
    ]
}

fn moment(moment: &Moment, written: fn(DateTime<Utc>) -> String) -> String {
    match moment {
        Moment::Absent => String::new(),
        Moment::At(instant) => written(*instant),
        Moment::Unreadable(text) => text.clone(),
    }
}

/// A utility in one line, such as `SDG&E: San Diego Gas & Electric: ERROR USER_CANCELED (requested)`.
fn utility_text(utility: &UtilityConnection) -> String {
    let name = utility.name.as_deref().unwrap_or("no name");
    let status = utility.status.as_ref().map_or("no status", |status| status.as_str());
    let code = utility.error_code.as_ref().map(|code| format!(" {code}")).unwrap_or_default();
    let requested = if utility.is_required == Some(true) { " (requested)" } else { "" };
    format!("{name}: {status}{code}{requested}")
}

fn agreement_text(agreement: &Agreement) -> String {
    let name = agreement.name.strip_suffix("_status").unwrap_or(&agreement.name);
    format!("{name}: {}", agreement.status)
}
