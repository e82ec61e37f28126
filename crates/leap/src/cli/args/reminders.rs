//! What the commands about reminders take.

use super::rules::Rules;
use crate::cli::values;
use chrono::{DateTime, Utc};
use clap::Args;
use leap::name::ReferenceId;
use leap::reengagement::QuietHours;

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  leap reengage --quiet 21:00-08:00                      who would get a reminder now
  leap reengage --quiet 21:00-08:00 --mark-sent --format csv > due.csv
  leap reengage --undo 12                                run 12 was not sent")]
pub(crate) struct ReengageArguments {
    /// Mark those who are listed as reminded
    #[arg(long)]
    pub(crate) mark_sent: bool,
    /// Take a whole run back
    #[arg(long, value_name = "RUN", value_parser = values::run, conflicts_with_all = ["mark_sent", "quiet"])]
    pub(crate) undo: Option<u64>,
    /// Confirm that more than half of the entries have really vanished
    #[arg(long)]
    pub(crate) confirm_vanished: bool,
    /// Hours in which nothing goes out, on the customer's clock, such as 21:00-08:00
    #[arg(long, value_name = "FROM-TO", value_parser = QuietHours::parse)]
    pub(crate) quiet: Option<QuietHours>,
    #[command(flatten)]
    pub(crate) rules: Rules,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  leap hold --utility sdge --until 2026-07-02T08:00:00Z")]
pub(crate) struct HoldArguments {
    /// The utility: its id, its code, or its label as the Connect API gives it
    #[arg(long)]
    pub(crate) utility: String,
    /// When the hold ends
    #[arg(long, value_name = "TIME", value_parser = values::time)]
    pub(crate) until: DateTime<Utc>,
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  leap opt-out R-1")]
pub(crate) struct OptOutArguments {
    /// The customer's reference
    #[arg(value_name = "REFERENCE", value_parser = ReferenceId::parse, required = true)]
    pub(crate) references: Vec<ReferenceId>,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Example:
  leap forget R-1

Of a customer who is forgotten only the reference stays, so that the next poll does not bring them back.")]
pub(crate) struct ForgetArguments {
    /// The customer's reference
    #[arg(value_name = "REFERENCE", value_parser = values_of_reference, required = true)]
    pub(crate) references: Vec<String>,
}

/// The longest reference that the Connect API is read with.
const LONGEST: usize = 256;

/// A reference as the Connect API may have it, which need not be one that links take.
fn values_of_reference(text: &str) -> Result<String, String> {
    match text.chars().count() {
        1..=LONGEST => Ok(text.to_owned()),
        length => Err(format!("it has {length} characters, and 1 to {LONGEST} are allowed")),
    }
}
