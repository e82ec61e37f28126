//! `leap link check`: says what an address is.

use crate::cli::args::{CheckArguments, Options};
use crate::cli::failure::Failure;
use crate::cli::outcome::Outcome;
use crate::cli::output::{self, Cell, Format};
use leap::class::CustomerClass;
use leap::link::{Alteration, Flow, Link, LinkError, ParsedLink, Variant};
use leap::utility::{Utilities, Utility};
use serde::Serialize;

/// What an address is, as JSON. Of one that a mail tool has changed, only that is told: nothing is repaired.
#[derive(Default, Serialize)]
struct CheckedLink {
    kind: Option<&'static str>,
    ref_id: Option<String>,
    organisation: Option<String>,
    title: Option<String>,
    utilities: Vec<String>,
    region: Option<&'static str>,
    variant: Option<&'static str>,
    class: Option<&'static str>,
    other_parameters: Vec<String>,
    warnings: Vec<String>,
    altered: Option<AlteredAddress>,
}

/// What a mail tool did to an address.
#[derive(Serialize)]
struct AlteredAddress {
    /// What was done, the last first.
    by: Vec<&'static str>,
    /// The address as it should be.
    url: String,
}

pub(crate) fn run(arguments: &CheckArguments, options: &Options, utilities: &Utilities) -> Result<Outcome, Failure> {
    let (checked, failure) = match Link::parse(&arguments.url, utilities) {
        Ok(ParsedLink { link, foreign }) => {
            let other_parameters = foreign.iter().map(ToString::to_string).collect();
            (CheckedLink { other_parameters, ..checked(&link) }, None)
        }
        Err(LinkError::Altered(altered)) => {
            let by = altered.by.iter().copied().map(name_of).collect();
            let altered_address = AlteredAddress { by, url: altered.address.clone() };
            let checked = CheckedLink { altered: Some(altered_address), ..CheckedLink::default() };
            (checked, Some(Failure::Link(LinkError::Altered(altered))))
        }
        Err(error) => return Err(error.into()),
    };
    match options.format {
        Format::Json => output::print(&output::json(&checked)?)?,
        // For people, the message says it all.
        Format::Table if failure.is_some() => {}
        Format::Table => {
            for warning in &checked.warnings {
                output::warn(warning);
            }
            let rows = rows(&checked).into_iter().filter(|(_, value)| !value.is_empty());
            let rows = rows.map(|(name, value)| vec![Cell::new(name), Cell::new(&value)]);
            output::print(&output::table(&["what", "value"], rows))?;
        }
        Format::Csv => {
            let (names, values): (Vec<&str>, Vec<String>) = rows(&checked).into_iter().unzip();
            output::print_csv(&names, vec![values])?;
        }
    }
    failure.map_or(Ok(Outcome::Done), Err)
}

fn name_of(alteration: Alteration) -> &'static str {
    match alteration {
        Alteration::EscapedTwice => "escaped_twice",
        Alteration::Wrapped => "wrapped",
        Alteration::LowerCased => "lower_cased",
    }
}

fn checked(link: &Link) -> CheckedLink {
    let ids = |utilities: &[Utility]| utilities.iter().map(|utility| utility.id().to_owned()).collect();
    let mut checked = CheckedLink {
        kind: Some(link.kind().as_str()),
        ref_id: link.reference().map(ToString::to_string),
        class: link.class().map(CustomerClass::as_str),
        warnings: link.warnings().iter().map(ToString::to_string).collect(),
        ..CheckedLink::default()
    };
    match link.flow() {
        Flow::Direct { org, utility } => {
            checked.organisation = Some(org.to_string());
            checked.utilities = ids(std::slice::from_ref(utility));
            checked.region = Some(utility.region().as_str());
        }
        Flow::Connect { org, title, utilities } => {
            checked.organisation = Some(org.to_string());
            checked.title = Some(title.to_string());
            checked.utilities = ids(utilities);
            checked.region = utilities.first().map(|utility| utility.region().as_str());
        }
        Flow::Connect2025 { account, region, variant } => {
            checked.organisation = Some(account.to_string());
            checked.region = Some(region.as_str());
            checked.variant = variant.map(Variant::as_str);
        }
    }
    checked
}

fn rows(checked: &CheckedLink) -> Vec<(&'static str, String)> {
    let optional = |value: Option<&str>| value.unwrap_or_default().to_owned();
    vec![
        ("kind", optional(checked.kind)),
        ("ref_id", optional(checked.ref_id.as_deref())),
        ("organisation", optional(checked.organisation.as_deref())),
        ("title", optional(checked.title.as_deref())),
        ("utilities", checked.utilities.join(" ")),
        ("region", optional(checked.region)),
        ("variant", optional(checked.variant)),
        ("class", optional(checked.class)),
        ("other_parameters", checked.other_parameters.join(" ")),
        ("altered_by", checked.altered.as_ref().map(|altered| altered.by.join(" ")).unwrap_or_default()),
        ("altered_url", optional(checked.altered.as_ref().map(|altered| altered.url.as_str()))),
    ]
}
