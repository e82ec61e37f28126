//! `leap confirmation`: what a returning address says, beside what the store knows.

use crate::cli::args::{ConfirmationArguments, Options};
use crate::cli::failure::Failure;
use crate::cli::outcome::Outcome;
use crate::cli::output::{self, Cell, Format};
use crate::cli::{input, stores};
use leap::confirmation::{Confirmation, ReturnedReference};
use leap::connection::Connection;
use serde::Serialize;

/// What an address says, as JSON.
#[derive(Serialize)]
struct ConfirmationJson {
    /// Always false: anyone can write such an address.
    verified: bool,
    /// A reference that could be a customer's.
    ref_id: Option<String>,
    /// Why there is none.
    ref_id_problem: Option<String>,
    authorization_id: Option<String>,
    other_parameters: Vec<String>,
    /// What the Connect API says, by another way.
    known: Vec<KnownJson>,
}

/// A connection that the store has.
#[derive(Serialize)]
struct KnownJson {
    /// `ref_id`, `authorization_id` or both.
    matched_by: &'static str,
    ref_id: Option<String>,
    id: Option<String>,
    connection_status: Option<String>,
}

pub(crate) fn run(arguments: &ConfirmationArguments, options: &Options) -> Result<Outcome, Failure> {
    let confirmation = Confirmation::parse(&arguments.url).map_err(Failure::Confirmation)?;
    let (ref_id, ref_id_problem) = match &confirmation.reference {
        ReturnedReference::Missing => (None, Some("no reference".to_owned())),
        ReturnedReference::Legal(reference) => (Some(reference.as_str().to_owned()), None),
        ReturnedReference::Illegal { text, error } => (None, Some(format!("{text} is no legal reference: {error}"))),
    };
    let authorization_id = confirmation.authorization.clone();
    let connections = match (&ref_id, &authorization_id, &arguments.source.input) {
        (None, None, _) => Vec::new(),
        (.., Some(file)) => input::saved_answer(file)?.connections,
        (.., None) => match stores::if_any(options)? {
            Some(store) => store.customers()?.entries.into_iter().map(|entry| entry.connection).collect(),
            None => Vec::new(),
        },
    };
    let known =
        connections.iter().filter_map(|connection| known(connection, ref_id.as_deref(), authorization_id.as_deref()));
    let json = ConfirmationJson {
        verified: false,
        known: known.collect(),
        ref_id,
        ref_id_problem,
        authorization_id,
        other_parameters: confirmation.foreign.iter().map(ToString::to_string).collect(),
    };
    print(&json, options.format)?;
    Ok(Outcome::Done)
}

/// What is known of a connection, if the address names it.
fn known(connection: &Connection, reference: Option<&str>, authorization: Option<&str>) -> Option<KnownJson> {
    let by_reference = reference.is_some() && connection.reference.as_deref() == reference;
    let mut authorizations = connection.utilities.iter().map(|utility| utility.authorization.as_deref());
    let by_authorization = authorization.is_some() && authorizations.any(|one| one == authorization);
    let matched_by = match (by_reference, by_authorization) {
        (true, true) => "ref_id and authorization_id",
        (true, false) => "ref_id",
        (false, true) => "authorization_id",
        (false, false) => return None,
    };
    Some(KnownJson {
        matched_by,
        ref_id: connection.reference.clone(),
        id: connection.id.clone(),
        connection_status: connection.status.as_ref().map(|status| status.as_str().to_owned()),
    })
}

fn print(json: &ConfirmationJson, format: Format) -> Result<(), Failure> {
    let reference = json.ref_id.as_deref().or(json.ref_id_problem.as_deref()).unwrap_or_default();
    let authorization = json.authorization_id.as_deref().unwrap_or_default();
    let known = |known: &KnownJson| {
        let status = known.connection_status.as_deref().unwrap_or("no status");
        format!("{}: {status} (by {})", known.ref_id.as_deref().unwrap_or("no reference"), known.matched_by)
    };
    match format {
        Format::Json => output::print(&output::json(json)?),
        Format::Csv => {
            let row = vec![
                json.verified.to_string(),
                json.ref_id.clone().unwrap_or_default(),
                json.ref_id_problem.clone().unwrap_or_default(),
                authorization.to_owned(),
                json.other_parameters.join(" "),
                json.known.iter().map(known).collect::<Vec<_>>().join("; "),
            ];
            let columns = ["verified", "ref_id", "ref_id_problem", "authorization_id", "other_parameters", "known"];
            output::print_csv(&columns, vec![row])
        }
        Format::Table => {
            let none = vec!["nothing".to_owned()];
            let known: Vec<String> = json.known.iter().map(known).collect();
            let rows = [
                vec![Cell::new("reference"), Cell::new(reference)],
                vec![Cell::new("authorization"), Cell::new(authorization)],
                vec![Cell::new("other parameters"), Cell::lines(&json.other_parameters)],
                vec![Cell::new("known by other means"), Cell::lines(if known.is_empty() { none } else { known })],
            ];
            output::note("unverified: reported by the customer's browser; anyone can write such an address");
            output::print(&output::table(&["what", "value"], rows))
        }
    }
}
