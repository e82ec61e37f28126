//! `leap meters`: the meters that customers' connections have become.

mod sync;

use crate::cli::args::{MetersArguments, MetersCommand, Options};
use crate::cli::clock::Clock;
use crate::cli::failure::Failure;
use crate::cli::meters::{ActionJson, MeterBody, ProgramJson};
use crate::cli::outcome::Outcome;
use crate::cli::output::{self, Cell, Format};
use crate::cli::stores;
use leap::instant;
use leap::store::StoredMeter;
use serde::Serialize;
use std::collections::BTreeSet;

/// The columns of the CSV.
const COLUMNS: [&str; 13] = [
    "meter_id",
    "partner_reference",
    "connection_references",
    "meter_type",
    "transmission_region",
    "utility_name",
    "customer_classification",
    "created_at",
    "is_archived",
    "global_enrollment_status",
    "required_actions",
    "first_seen",
    "last_seen",
];

/// A meter as JSON.
#[derive(Serialize)]
struct MeterJson {
    meter_id: String,
    partner_reference: Option<String>,
    connection_references: Vec<String>,
    #[serde(flatten)]
    body: MeterBody,
    first_seen: String,
    last_seen: String,
}

pub(crate) fn run(arguments: &MetersArguments, options: &Options, clock: &Clock) -> Result<Outcome, Failure> {
    if let Some(MetersCommand::Sync(arguments)) = &arguments.command {
        return sync::run(arguments, options, clock);
    }
    let meters: Vec<MeterJson> = stores::to_read(options)?.meters()?.into_iter().map(json).collect();
    match options.format {
        Format::Json => output::print(&output::json(&meters)?)?,
        Format::Csv => output::print_csv(&COLUMNS, meters.iter().map(csv_row).collect())?,
        Format::Table => {
            let columns = ["meter_id", "references", "type", "region", "enrolment", "to_do"];
            output::print(&output::table(&columns, meters.iter().map(table_row)))?;
        }
    }
    Ok(Outcome::Done)
}

fn json(meter: StoredMeter) -> MeterJson {
    MeterJson {
        meter_id: meter.id,
        partner_reference: meter.partner_reference,
        connection_references: meter.connection_references,
        // A body that a newer program wrote may lack what is shown here.
        body: serde_json::from_str(&meter.body).unwrap_or_default(),
        first_seen: instant::format(meter.first_seen),
        last_seen: instant::format(meter.last_seen),
    }
}

fn csv_row(meter: &MeterJson) -> Vec<String> {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let body = &meter.body;
    vec![
        meter.meter_id.clone(),
        optional(&meter.partner_reference),
        meter.connection_references.join(" "),
        optional(&body.meter_type),
        optional(&body.transmission_region),
        optional(&body.utility_name),
        optional(&body.customer_classification),
        optional(&body.created_at),
        body.is_archived.map(|is_archived| is_archived.to_string()).unwrap_or_default(),
        optional(&body.global_enrollment_status),
        body.required_actions.iter().map(action_text).collect::<Vec<_>>().join("; "),
        meter.first_seen.clone(),
        meter.last_seen.clone(),
    ]
}

fn table_row(meter: &MeterJson) -> Vec<Cell> {
    let body = &meter.body;
    let optional = |text: &Option<String>| Cell::new(text.as_deref().unwrap_or("–"));
    let global = body.global_enrollment_status.as_deref().unwrap_or("–").to_owned();
    vec![
        Cell::new(&meter.meter_id),
        Cell::lines(references(meter)),
        optional(&body.meter_type),
        optional(&body.transmission_region),
        Cell::lines(std::iter::once(global).chain(body.program_enrollment.iter().map(program_text))),
        Cell::lines(body.required_actions.iter().map(action_text)),
    ]
}

/// All references of a meter, each once.
fn references(meter: &MeterJson) -> BTreeSet<&str> {
    meter.connection_references.iter().chain(&meter.partner_reference).map(String::as_str).collect()
}

fn program_text(program: &ProgramJson) -> String {
    let name = program.delivery_period.as_deref().or(program.program_identifier.as_deref()).unwrap_or("no name");
    format!("{name}: {}", program.enrollment_status.as_deref().unwrap_or("no status"))
}

fn action_text(action: &ActionJson) -> String {
    format!("{}: {}", action.of, action.action_type.as_deref().or(action.action_code.as_deref()).unwrap_or("unnamed"))
}
