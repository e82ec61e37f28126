//! What the commands about links take.

use crate::cli::values;
use clap::{Args, Subcommand};
use leap::class::CustomerClass;
use leap::link::{LinkKind, Variant};
use leap::name::{FlowTitle, OrgName, ReferenceId};
use leap::region::Region;
use std::path::PathBuf;

/// The kinds of links.
#[derive(Debug, Subcommand)]
pub(crate) enum LinkCommand {
    /// Straight to a utility's own page: California's three utilities, for households
    Direct(DirectArguments),
    /// Leap Connect: a flow that Leap has set up
    Connect(ConnectArguments),
    /// Leap Connect since 2025
    #[command(name = "connect-2025")]
    Connect2025(Connect2025Arguments),
    /// Say what an address is, and what a mail tool did to it
    Check(CheckArguments),
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  leap link direct --org Acme --utility sdge --ref-id R-1
  leap link direct --org Acme --utility pge --ref-id R-1 --qr png > code.png")]
pub(crate) struct DirectArguments {
    /// Leap's name for your organisation
    #[arg(long, value_parser = OrgName::parse)]
    pub(crate) org: OrgName,
    /// The utility's id, such as sdge
    #[arg(long)]
    pub(crate) utility: String,
    #[command(flatten)]
    pub(crate) made: MadeLink,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  leap link connect --org Acme --title ca-utilities --utility pge --ref-id R-1
  leap link connect --base https://onboarding.leap.energy/Acme/ca-utilities/ --ref-id R-1 --html")]
pub(crate) struct ConnectArguments {
    /// Leap's name for your organisation
    #[arg(long, value_parser = OrgName::parse, required_unless_present = "base", conflicts_with = "base")]
    pub(crate) org: Option<OrgName>,
    /// The title of the flow, as it stands in its address
    #[arg(long, value_parser = FlowTitle::parse, required_unless_present = "base", conflicts_with = "base")]
    pub(crate) title: Option<FlowTitle>,
    /// The address of the flow, copied from the portal
    #[arg(long, value_name = "URL")]
    pub(crate) base: Option<String>,
    /// A requested utility's id; may come several times, all of one region
    #[arg(long)]
    pub(crate) utility: Vec<String>,
    #[command(flatten)]
    pub(crate) made: MadeLink,
}

#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  leap link connect-2025 --account Acme --region ERCOT --variant COMMERCIAL --ref-id R-1"
)]
pub(crate) struct Connect2025Arguments {
    /// Leap's name for your organisation
    #[arg(long, value_parser = OrgName::parse)]
    pub(crate) account: OrgName,
    /// The region: CAISO, NYISO, PJM, ERCOT, WECC_PC or WECC_SW
    #[arg(long, value_parser = Region::parse)]
    pub(crate) region: Region,
    /// RESIDENTIAL, COMMERCIAL, or one of both with _AGREEMENTS_ONLY
    #[arg(long, value_parser = values::variant)]
    pub(crate) variant: Option<Variant>,
    #[command(flatten)]
    pub(crate) made: MadeLink,
}

/// What every link takes.
#[derive(Args, Debug)]
pub(crate) struct MadeLink {
    /// Your own name for the customer: 1 to 50 of A-Z a-z 0-9 - . _ ~
    #[arg(long, value_parser = ReferenceId::parse, allow_hyphen_values = true)]
    pub(crate) ref_id: Option<ReferenceId>,
    /// The customer's class: residential or commercial
    #[arg(long, value_parser = CustomerClass::parse)]
    pub(crate) class: Option<CustomerClass>,
    /// Print a QR code instead of the address: svg, png or terminal
    #[arg(long, value_name = "KIND", value_parser = Picture::parse, conflicts_with = "html")]
    pub(crate) qr: Option<Picture>,
    /// Print a button for e-mails instead of the address
    #[arg(long)]
    pub(crate) html: bool,
    /// The text on the button
    #[arg(long, value_name = "TEXT", requires = "html", default_value = "Connect your utility")]
    pub(crate) button: String,
}

/// How a QR code is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Picture {
    Svg,
    Png,
    Terminal,
}

impl Picture {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "svg" => Ok(Self::Svg),
            "png" => Ok(Self::Png),
            "terminal" => Ok(Self::Terminal),
            other => Err(format!("\"{other}\" is none of svg, png, terminal")),
        }
    }
}

#[derive(Args, Debug)]
#[command(after_help = "Example:\n  leap link check 'https://onboarding.leap.energy/Acme/ca/?refId=R-1'")]
pub(crate) struct CheckArguments {
    /// The address
    #[arg(value_name = "URL")]
    pub(crate) url: String,
}

#[derive(Args, Debug)]
#[command(after_help = "\
Columns: ref_id,kind,org,title,base,utility,class,region,variant,language,time_zone. Several utilities are
separated by spaces. Other columns go through to the result. A cell that is empty, or a column that is missing,
takes the option of its name. With --format json the result is an array of objects, with the same columns.

Examples:
  leap links --from customers.csv --to links.csv
  leap links --from customers.csv --to - --kind direct --org Acme --utility sdge --language es")]
pub(crate) struct LinksArguments {
    /// The list of customers, as CSV; - is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) from: PathBuf,
    /// The list with links; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) to: PathBuf,
    /// direct, connect or connect-2025
    #[arg(long, value_parser = values::kind)]
    pub(crate) kind: Option<LinkKind>,
    /// Leap's name for your organisation
    #[arg(long, value_parser = OrgName::parse)]
    pub(crate) org: Option<OrgName>,
    /// The title of the flow, as it stands in its address
    #[arg(long, value_parser = FlowTitle::parse)]
    pub(crate) title: Option<FlowTitle>,
    /// The address of the flow, copied from the portal
    #[arg(long, value_name = "URL")]
    pub(crate) base: Option<String>,
    /// A utility's id; may come several times
    #[arg(long)]
    pub(crate) utility: Vec<String>,
    /// residential or commercial
    #[arg(long, value_parser = CustomerClass::parse)]
    pub(crate) class: Option<CustomerClass>,
    /// The region, for connect-2025
    #[arg(long, value_parser = Region::parse)]
    pub(crate) region: Option<Region>,
    /// The variant, for connect-2025
    #[arg(long, value_parser = values::variant)]
    pub(crate) variant: Option<Variant>,
    /// A time zone such as America/Los_Angeles
    #[arg(long, value_name = "ZONE", value_parser = leap::reengagement::time_zone)]
    pub(crate) time_zone: Option<chrono_tz::Tz>,
}
