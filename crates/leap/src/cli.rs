//! Reads the arguments, runs a command, and says how it went: 0 done, 1 failed or a value refused, 2 wrong usage.

mod api;
mod args;
mod arguments;
mod clock;
mod commands;
mod data_files;
mod due;
mod failure;
mod files;
mod filters;
mod freshness;
mod input;
mod local_time;
mod made_links;
mod message;
mod meters;
mod outcome;
mod output;
mod picture;
mod progress;
mod steps;
mod stores;
mod values;

use failure::Failure;
use outcome::Outcome;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the command that the arguments ask for.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match arguments::read(arguments) {
        Ok(arguments) => arguments,
        Err(exit) => return exit,
    };
    match commands::run(arguments) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::SomeRefused) => ExitCode::FAILURE,
        Err(failure) => {
            report(&failure);
            ExitCode::FAILURE
        }
    }
}

/// Says on standard error why a command failed. A reader that has seen enough, such as `head`, needs no message.
fn report(failure: &Failure) {
    if !failure.is_silent() {
        output::error(&failure.to_string());
    }
}
