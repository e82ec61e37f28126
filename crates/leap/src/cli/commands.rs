//! The commands, one file each.

mod completions;
mod confirmation;
mod connections;
mod customer;
mod funnel;
mod link;
mod link_check;
mod links;
mod meters;
mod next;
mod poll;
mod reengage;

use super::args::{Arguments, Command};
use super::clock::Clock;
use super::failure::Failure;
use super::outcome::Outcome;

/// Runs the command that was asked for.
pub(crate) fn run(arguments: Arguments) -> Result<Outcome, Failure> {
    let Arguments { command, options } = arguments;
    let clock = Clock::new(options.now);
    match command {
        Command::Link(command) => link::run(&command, &options, &clock),
        Command::Links(arguments) => links::run(&arguments, &options, &clock),
        Command::Confirmation(arguments) => confirmation::run(&arguments, &options),
        Command::Poll(arguments) => poll::run(&arguments, &options, &clock),
        Command::Connections(arguments) => connections::run(&arguments, &options),
        Command::Next(arguments) => next::run(&arguments, &options, &clock),
        Command::Reengage(arguments) => reengage::run(&arguments, &options, &clock),
        Command::Hold(arguments) => customer::hold(&arguments, &options, &clock),
        Command::OptOut(arguments) => customer::opt_out(&arguments, &options, &clock),
        Command::Forget(arguments) => customer::forget(&arguments, &options, &clock),
        Command::Meters(arguments) => meters::run(&arguments, &options, &clock),
        Command::Funnel => funnel::run(&options, &clock),
        Command::Completions(arguments) => completions::run(&arguments),
    }
}
