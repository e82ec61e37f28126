//! `leap next`: the next step of every customer.

use crate::cli::args::{NextArguments, Options};
use crate::cli::clock::Clock;
use crate::cli::data_files::{self, AllMessages};
use crate::cli::failure::Failure;
use crate::cli::local_time;
use crate::cli::message::{MessageJson, message};
use crate::cli::outcome::Outcome;
use crate::cli::output::{self, Cell, Format};
use crate::cli::steps::{self, Deciding, Step};
use crate::cli::{freshness, input, stores};
use leap::instant;
use leap::next_step::{NextStep, Reason};
use serde::Serialize;

/// The columns of the CSV.
const COLUMNS: [&str; 11] = [
    "ref_id",
    "action",
    "who",
    "reason",
    "due",
    "then",
    "utilities",
    "agreements",
    "message_subject",
    "message_body",
    "message_short",
];

/// A step as JSON.
#[derive(Serialize)]
struct StepJson<'a> {
    ref_id: Option<&'a str>,
    #[serde(flatten)]
    step: &'a NextStep,
    message: Option<MessageJson>,
}

pub(crate) fn run(arguments: &NextArguments, options: &Options, clock: &Clock) -> Result<Outcome, Failure> {
    let now = clock.now();
    let deciding = Deciding::read(options, &arguments.rules, now)?;
    let messages = AllMessages::read(options)?;
    let utilities = data_files::utilities(options)?;
    let filters = &arguments.filters;
    filters.warn();
    let is_listed = |step: &Step<'_>| match (step.connection, step.link) {
        (Some(connection), _) => filters.fit(connection, &utilities),
        (None, Some(link)) => filters.fit_absent(&link.reference, &link.utilities, &utilities),
        (None, None) => false,
    };
    match &arguments.source.input {
        Some(file) => {
            let connections = steps::sorted(input::saved_answer(file)?.connections);
            let mut steps = steps::of_answer(&connections, &deciding);
            steps.retain(is_listed);
            print(&steps, &messages, &deciding, options.format)?;
        }
        None => {
            let customers = stores::to_read(options)?.customers()?;
            freshness::tell(&customers, now);
            let mut steps = steps::of_store(&customers, &deciding);
            steps.retain(is_listed);
            print(&steps, &messages, &deciding, options.format)?;
        }
    }
    Ok(Outcome::Done)
}

fn print<'a>(
    steps: &'a [Step<'a>],
    messages: &AllMessages,
    deciding: &Deciding,
    format: Format,
) -> Result<(), Failure> {
    let message = |step: &Step<'_>| message(&step.step, step.link, messages, deciding.agreements());
    match format {
        Format::Json => {
            let json =
                |step: &'a Step<'a>| StepJson { ref_id: step.reference, step: &step.step, message: message(step) };
            output::print(&output::json(&steps.iter().map(json).collect::<Vec<_>>())?)
        }
        Format::Csv => output::print_csv(&COLUMNS, steps.iter().map(|step| csv_row(step, message(step))).collect()),
        Format::Table => {
            let columns = ["ref_id", "action", "who", "reason", "due", "open"];
            output::print(&output::table(&columns, steps.iter().map(table_row)))
        }
    }
}

fn csv_row(step: &Step<'_>, message: Option<MessageJson>) -> Vec<String> {
    let NextStep { action, who, reason, due, then, utilities, agreements } = &step.step;
    let (subject, body, short) =
        message.map(|message| (message.subject, message.body, message.short)).unwrap_or_default();
    vec![
        step.reference.unwrap_or_default().to_owned(),
        action.as_str().to_owned(),
        who.as_str().to_owned(),
        reason.to_string(),
        due.map(instant::format).unwrap_or_default(),
        then.map(|then| then.as_str().to_owned()).unwrap_or_default(),
        utilities.join("; "),
        agreements.as_ref().map(|forms| forms.join("; ")).unwrap_or_default(),
        subject,
        body,
        short,
    ]
}

fn table_row(step: &Step<'_>) -> Vec<Cell> {
    let NextStep { action, who, reason, due, utilities, agreements, .. } = &step.step;
    vec![
        Cell::new(step.reference.unwrap_or("–")),
        Cell::new(action.as_str()),
        Cell::new(who.as_str()),
        Cell::new(&reason_text(reason)),
        Cell::new(&due.map(local_time::local).unwrap_or_default()),
        Cell::lines(utilities.iter().chain(agreements.iter().flatten())),
    ]
}

/// A reason as people at this machine read it: with the time in their zone.
fn reason_text(reason: &Reason) -> String {
    match reason {
        Reason::Completed { meter_expected: Some(time) } => {
            format!("{}: a meter is expected from {}", reason.name(), local_time::local(*time))
        }
        other => other.to_string(),
    }
}
