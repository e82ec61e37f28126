//! `leap completions`: what a shell needs to complete commands and options.

use crate::cli::args::{Arguments, CompletionsArguments};
use crate::cli::failure::Failure;
use crate::cli::outcome::Outcome;
use crate::cli::output;
use clap::CommandFactory;

pub(crate) fn run(arguments: &CompletionsArguments) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "leap", &mut script);
    output::print_bytes(&script)?;
    Ok(Outcome::Done)
}
