//! What the commands that ask Leap take.

use crate::cli::values;
use chrono::{DateTime, TimeDelta, Utc};
use clap::{Args, Subcommand};
use leap::client::{ApiUrl, ParameterName, RequestPath};
use leap::name::ReferenceId;
use std::path::PathBuf;

/// Where the API is, and the key to it.
#[derive(Args, Debug)]
pub(crate) struct Api {
    /// The address of Leap's API, such as https://api.leap.energy
    #[arg(long, value_name = "URL", value_parser = ApiUrl::parse)]
    pub(crate) api_url: ApiUrl,
    /// A file with the API key, instead of the variable LEAP_API_KEY; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) api_key_file: Option<PathBuf>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  leap poll --wait --api-url https://api.leap.energy --path /v1.1/connect/connections
  leap poll --api-url https://api.leap.energy --path /v1.1/connect/connections --ref-id R-1

Leap's data is updated once an hour. Asking earlier says when the next poll is possible, and is no failure.
The path is in Leap's reference of the Connect API, which needs an account; the one above is a guess.")]
pub(crate) struct PollArguments {
    #[command(flatten)]
    pub(crate) api: Api,
    /// The path of the operation that lists connections
    #[arg(long, value_parser = RequestPath::parse)]
    pub(crate) path: RequestPath,
    /// Only this customer; may come several times
    #[arg(long, value_parser = ReferenceId::parse, allow_hyphen_values = true)]
    pub(crate) ref_id: Vec<ReferenceId>,
    /// Only connections that began since then
    #[arg(long, value_name = "TIME", value_parser = values::time)]
    pub(crate) started_since: Option<DateTime<Utc>>,
    /// Only connections whose last interaction was since then; a form that is signed does not count as one
    #[arg(long, value_name = "TIME", value_parser = values::time)]
    pub(crate) active_since: Option<DateTime<Utc>>,
    /// Wait for the moment when a poll is allowed, at most this long, such as 5m [default: 1h]
    #[arg(long, value_name = "DURATION", num_args = 0..=1, default_missing_value = "1h", value_parser = values::duration)]
    pub(crate) wait: Option<TimeDelta>,
    /// How long unused entries and links are kept, such as 730d
    #[arg(long, value_name = "DURATION", default_value = "730d", value_parser = values::duration)]
    pub(crate) retention: TimeDelta,
    #[command(flatten)]
    pub(crate) names: ParameterNames,
}

/// The names of the parameters.
#[derive(Args, Debug)]
#[command(next_help_heading = "Names of the API's parameters (unverified but for page-token)")]
pub(crate) struct ParameterNames {
    /// Of a reference
    #[arg(long, value_name = "NAME", default_value = "ref-id", value_parser = ParameterName::parse)]
    pub(crate) ref_id_parameter: ParameterName,
    /// Of the earliest start
    #[arg(long, value_name = "NAME", default_value = "start-date-time-utc", value_parser = ParameterName::parse)]
    pub(crate) started_since_parameter: ParameterName,
    /// Of the earliest last interaction
    #[arg(long, value_name = "NAME", default_value = "last-interaction-date-time-utc", value_parser = ParameterName::parse)]
    pub(crate) active_since_parameter: ParameterName,
    /// Of the page's token
    #[arg(long, value_name = "NAME", default_value = "page-token", value_parser = ParameterName::parse)]
    pub(crate) page_token_parameter: ParameterName,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  leap meters sync --api-url https://api.leap.energy
  leap meters --format csv")]
pub(crate) struct MetersArguments {
    #[command(subcommand)]
    pub(crate) command: Option<MetersCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MetersCommand {
    /// Fetch meters and their enrolments into the store
    Sync(SyncArguments),
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  leap meters sync --api-url https://api.leap.energy")]
pub(crate) struct SyncArguments {
    #[command(flatten)]
    pub(crate) api: Api,
    /// The path of the meter search
    #[arg(long, value_name = "PATH", default_value = "/v2/meters/search", value_parser = RequestPath::parse)]
    pub(crate) meters_path: RequestPath,
    /// The path of the enrolment search
    #[arg(long, value_name = "PATH", default_value = "/v2/meters/enrollments/search", value_parser = RequestPath::parse)]
    pub(crate) enrollments_path: RequestPath,
}
