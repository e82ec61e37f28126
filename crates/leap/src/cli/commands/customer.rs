//! `leap hold`, `leap opt-out` and `leap forget`.

use crate::cli::args::{ForgetArguments, HoldArguments, OptOutArguments, Options};
use crate::cli::clock::Clock;
use crate::cli::failure::Failure;
use crate::cli::local_time;
use crate::cli::outcome::Outcome;
use crate::cli::{data_files, output, stores};
use leap::name::ReferenceId;
use leap::reengagement::Hold;
use leap::text::visible;

/// Holds reminders that would send customers to a utility.
pub(crate) fn hold(arguments: &HoldArguments, options: &Options, clock: &Clock) -> Result<Outcome, Failure> {
    let utilities = data_files::utilities(options)?;
    // A known utility is held by its id, however it was called. Others are held by the label that the API has.
    let known = utilities.by_label(&arguments.utility).map(|utility| utility.id().to_owned());
    let name = visible(&arguments.utility);
    if known.is_none() {
        output::warn(&format!("{name} is no known utility: the hold is for connections with exactly this label"));
    }
    let hold = Hold { utility: known.unwrap_or_else(|| arguments.utility.clone()), until: arguments.until };
    stores::to_write(options)?.put_hold(&hold)?;
    let until = local_time::local(arguments.until);
    output::note(&match arguments.until > clock.now() {
        true => format!("{name} is on hold until {until}"),
        false => format!("the hold on {name} ended at {until}"),
    });
    Ok(Outcome::Done)
}

/// Sends customers no reminders.
pub(crate) fn opt_out(arguments: &OptOutArguments, options: &Options, clock: &Clock) -> Result<Outcome, Failure> {
    let references: Vec<&str> = arguments.references.iter().map(ReferenceId::as_str).collect();
    let new = stores::to_write(options)?.opt_out(&references, clock.now())?;
    output::note(&format!("{new} opted out, {} had before", references.len() - new));
    Ok(Outcome::Done)
}

/// Deletes customers.
pub(crate) fn forget(arguments: &ForgetArguments, options: &Options, clock: &Clock) -> Result<Outcome, Failure> {
    let references: Vec<&str> = arguments.references.iter().map(String::as_str).collect();
    let found = stores::to_write(options)?.forget(&references, clock.now())?;
    output::note(&format!("{found} forgotten, {} were not in the store; none comes back", references.len() - found));
    Ok(Outcome::Done)
}
