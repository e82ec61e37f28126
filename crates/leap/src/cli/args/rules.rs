//! What decides about steps.

use clap::Args;
use leap::class::CustomerClass;

/// What decides about steps, besides the data files.
#[derive(Args, Debug)]
pub(crate) struct Rules {
    /// The class of customers whose link does not tell it: residential or commercial
    #[arg(long, value_name = "CLASS", value_parser = CustomerClass::parse)]
    pub(crate) class: Option<CustomerClass>,
    /// Write to customers who have connected another utility than the requested one
    #[arg(long)]
    pub(crate) follow_up_elsewhere: bool,
}
