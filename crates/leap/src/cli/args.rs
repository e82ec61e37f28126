//! What the command line offers. Values are parsed here, so that a command gets none that is wrong.

mod api;
mod links;
mod reminders;
mod rules;

pub(crate) use api::{Api, MetersArguments, MetersCommand, PollArguments, SyncArguments};
pub(crate) use links::{
    CheckArguments, Connect2025Arguments, ConnectArguments, DirectArguments, LinkCommand, LinksArguments,
};
pub(crate) use links::{MadeLink, Picture};
pub(crate) use reminders::{ForgetArguments, HoldArguments, OptOutArguments, ReengageArguments};
pub(crate) use rules::Rules;

use super::filters::Filters;
use super::output::Format;
use super::values;
use chrono::{DateTime, Utc};
use clap::{Args, Parser, Subcommand};
use leap::language::Language;
use std::path::{Path, PathBuf};

/// Authorization links, connection status, and the next step for every customer.
#[derive(Debug, Parser)]
#[command(name = "leap", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) options: Options,
}

const EXAMPLES: &str = "\
Examples:
  leap link direct --org Acme --utility sdge --ref-id R-1
  leap links --from customers.csv --to links.csv --kind connect --org Acme --title ca-utilities
  leap next --input answer.json --class residential
  leap poll --wait --api-url https://api.leap.energy --path /v1.1/connect/connections
  leap reengage --mark-sent --quiet 21:00-08:00 --format csv

Exit codes: 0 done, 1 failed or a value refused, 2 wrong usage.
docs/leap.md has the fields of every JSON and CSV.";

/// Options that all commands take.
#[derive(Args, Debug)]
#[command(next_help_heading = "Options of all commands")]
pub(crate) struct Options {
    /// The file with customers and connections [default: leap.db in the user's data folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,
    /// How results are written: table, json or csv
    #[arg(long, global = true, value_name = "FORMAT", value_parser = Format::parse, default_value = "table")]
    pub(crate) format: Format,
    /// The time, such as 2026-07-01T10:00:00Z [default: the system's]
    #[arg(long, global = true, value_name = "TIME", value_parser = values::time)]
    pub(crate) now: Option<DateTime<Utc>>,
    /// The language of messages: en, en-US, de, fr, es, nl, ar
    #[arg(long, global = true, value_name = "TAG", value_parser = values::language)]
    pub(crate) language: Option<Language>,
    /// What error codes mean, instead of the built-in data file
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) codes: Option<PathBuf>,
    /// What statuses of forms mean, instead of the built-in data file
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) agreements: Option<PathBuf>,
    /// The messages in the language of --language, instead of the built-in data file
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) messages: Option<PathBuf>,
    /// The utilities, instead of the built-in data file
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) utilities: Option<PathBuf>,
    /// Say more on standard error
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(crate) verbose: u8,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make or check one authorization link
    #[command(
        subcommand,
        after_help = "\
Examples:
  leap link direct --org Acme --utility sdge --ref-id R-1
  leap link check 'https://onboarding.leap.energy/Acme/ca/?refId=R-1'"
    )]
    Link(LinkCommand),
    /// Make the links of a list of customers
    Links(LinksArguments),
    /// Say what the address says that a customer returned to
    Confirmation(ConfirmationArguments),
    /// Fetch connections into the store
    Poll(Box<PollArguments>),
    /// List connections, newest interaction first
    Connections(ConnectionsArguments),
    /// Say what to do next about each customer, who has to, and why
    Next(NextArguments),
    /// List who gets a reminder now, and mark them as reminded
    Reengage(ReengageArguments),
    /// Hold reminders that would send customers to a utility
    Hold(HoldArguments),
    /// Send no reminders to a customer
    OptOut(OptOutArguments),
    /// Delete a customer, who stays deleted
    Forget(ForgetArguments),
    /// List meters, or fetch them
    Meters(MetersArguments),
    /// Count how many customers have come how far
    #[command(after_help = "Example:\n  leap funnel --format csv > funnel.csv")]
    Funnel,
    /// Print completions for a shell
    Completions(CompletionsArguments),
}

impl Command {
    /// The saved answer that the command reads instead of the store.
    pub(crate) fn input(&self) -> Option<&Path> {
        let source = match self {
            Self::Confirmation(arguments) => &arguments.source,
            Self::Connections(arguments) => &arguments.source,
            Self::Next(arguments) => &arguments.source,
            _ => return None,
        };
        source.input.as_deref()
    }
}

/// Where connections come from, besides the store.
#[derive(Args, Debug)]
pub(crate) struct Source {
    /// A saved answer of the Connect API, instead of the store; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) input: Option<PathBuf>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  leap confirmation 'https://partner.example/thanks?authorizationId=1&refId=R-1'

Anyone can write such an address: it proves nothing.")]
pub(crate) struct ConfirmationArguments {
    /// The address
    #[arg(value_name = "URL")]
    pub(crate) url: String,
    #[command(flatten)]
    pub(crate) source: Source,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  leap connections --status open --region CAISO
  leap connections --input answer.json --since 2026-07-01T00:00:00Z --format json")]
pub(crate) struct ConnectionsArguments {
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  leap next --class residential
  curl … | leap next --input - --format json")]
pub(crate) struct NextArguments {
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) filters: Filters,
    #[command(flatten)]
    pub(crate) rules: Rules,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  leap completions bash > /etc/bash_completion.d/leap")]
pub(crate) struct CompletionsArguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: clap_complete::Shell,
}
