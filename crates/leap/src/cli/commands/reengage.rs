//! `leap reengage`: who gets a reminder now.

use crate::cli::args::{Options, ReengageArguments};
use crate::cli::clock::Clock;
use crate::cli::data_files::{self, AllMessages};
use crate::cli::due::{Due, DueJson, Reminding, due};
use crate::cli::failure::Failure;
use crate::cli::outcome::Outcome;
use crate::cli::output::{self, Cell, Format};
use crate::cli::steps::Deciding;
use crate::cli::{freshness, stores};

/// The columns of the CSV.
const COLUMNS: [&str; 10] = [
    "ref_id",
    "touch",
    "action",
    "reason",
    "link",
    "language",
    "message_subject",
    "message_body",
    "message_short",
    "run",
];

pub(crate) fn run(arguments: &ReengageArguments, options: &Options, clock: &Clock) -> Result<Outcome, Failure> {
    let now = clock.now();
    if arguments.confirm_vanished {
        let was_open = stores::to_write(options)?.confirm_vanished()?;
        output::note(if was_open { "confirmed: the entries have vanished" } else { "there was nothing to confirm" });
    }
    if let Some(run) = arguments.undo {
        let touches = stores::to_write(options)?.undo_run(run, now)?.ok_or(Failure::NoRun(run))?;
        output::note(&format!("run {run} is taken back, with {}", output::counted(touches, "reminder")));
        return Ok(Outcome::Done);
    }
    let deciding = Deciding::read(options, &arguments.rules, now)?;
    let (messages, utilities) = (AllMessages::read(options)?, data_files::utilities(options)?);
    let reminding =
        Reminding { deciding: &deciding, messages: &messages, utilities: &utilities, quiet: arguments.quiet, now };
    if !arguments.mark_sent {
        let customers = stores::to_read(options)?.customers()?;
        freshness::tell(&customers, now);
        let found = due(&customers, &reminding);
        tell(&found);
        print(&found.reminders, options.format)?;
        return Ok(Outcome::Done);
    }
    let mut found = Due::default();
    let run = stores::to_write(options)?.mark_sent(now, |customers| -> Result<_, Failure> {
        freshness::tell(customers, now);
        found = due(customers, &reminding);
        Ok(found.touches())
    })?;
    tell(&found);
    let Some(run) = run else {
        print(&found.reminders, options.format)?;
        return Ok(Outcome::Done);
    };
    for reminder in &mut found.reminders {
        reminder.run = Some(run);
    }
    output::note(&format!("run {run}: marked as sent: {}", output::counted(found.reminders.len(), "reminder")));
    // They are marked already: at most once, also if this fails.
    print(&found.reminders, options.format)
        .map_err(|failure| Failure::RunNotPrinted { run, failure: Box::new(failure) })?;
    Ok(Outcome::Done)
}

/// Says who gets nothing though something is due.
fn tell(due: &Due) {
    if due.held > 0 {
        output::note(&format!("held by quiet hours or a hold: {}", output::counted(due.held, "reminder")));
    }
    if due.without_link > 0 {
        let customers = output::counted(due.without_link, "customer");
        output::warn(&format!("due, but without a link in the store: {customers}; bring links in by `leap links`"));
    }
}

fn print(reminders: &[DueJson], format: Format) -> Result<(), Failure> {
    match format {
        Format::Json => output::print(&output::json(&reminders)?),
        Format::Csv => output::print_csv(&COLUMNS, reminders.iter().map(csv_row).collect()),
        Format::Table => {
            let columns = ["ref_id", "touch", "action", "reason", "language", "link"];
            output::print(&output::table(&columns, reminders.iter().map(table_row)))
        }
    }
}

fn csv_row(due: &DueJson) -> Vec<String> {
    vec![
        due.ref_id.clone(),
        due.touch.to_string(),
        due.action.to_owned(),
        due.reason.clone(),
        due.link.clone(),
        due.language.to_owned(),
        due.message.subject.clone(),
        due.message.body.clone(),
        due.message.short.clone(),
        due.run.map(|run| run.to_string()).unwrap_or_default(),
    ]
}

fn table_row(due: &DueJson) -> Vec<Cell> {
    let touch = due.touch.to_string();
    [due.ref_id.as_str(), &touch, due.action, &due.reason, due.language, &due.link].map(Cell::new).to_vec()
}
