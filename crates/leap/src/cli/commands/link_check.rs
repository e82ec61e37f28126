//! `leap link check`: says what an address is.

use crate::cli::args::{CheckArguments, Options};
use crate::cli::failure::Failure;
use crate::cli::outcome::Outcome;
use crate::cli::output::{self, Cell, Format};
use leap::class::CustomerClass;
use leap::link::{Flow, Link, ParsedLink, Variant};
use leap::utility::{Utilities, Utility};
use serde::Serialize;

/// What an address is, as JSON.
#[derive(Serialize)]
struct CheckedLink {
    kind: &'static str,
    ref_id: Option<String>,
    organisation: String,
    title: Option<String>,
    utilities: Vec<String>,
    region: Option<&'static str>,
    variant: Option<&'static str>,
    class: Option<&'static str>,
    other_parameters: Vec<String>,
    warnings: Vec<String>,
}

pub(crate) fn run(arguments: &CheckArguments, options: &Options, utilities: &Utilities) -> Result<Outcome, Failure> {
    let ParsedLink { link, foreign } = Link::parse(&arguments.url, utilities)?;
    let checked = CheckedLink { other_parameters: foreign.iter().map(ToString::to_string).collect(), ..checked(&link) };
    match options.format {
        Format::Json => output::print(&output::json(&checked)?)?,
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
    Ok(Outcome::Done)
}

fn checked(link: &Link) -> CheckedLink {
    let ids = |utilities: &[Utility]| utilities.iter().map(|utility| utility.id().to_owned()).collect();
    let mut checked = CheckedLink {
        kind: link.kind().as_str(),
        ref_id: link.reference().map(ToString::to_string),
        organisation: String::new(),
        title: None,
        utilities: Vec::new(),
        region: None,
        variant: None,
        class: link.class().map(CustomerClass::as_str),
        other_parameters: Vec::new(),
        warnings: link.warnings().iter().map(ToString::to_string).collect(),
    };
    match link.flow() {
        Flow::Direct { org, utility } => {
            checked.organisation = org.to_string();
            checked.utilities = ids(std::slice::from_ref(utility));
            checked.region = Some(utility.region().as_str());
        }
        Flow::Connect { org, title, utilities } => {
            checked.organisation = org.to_string();
            checked.title = Some(title.to_string());
            checked.utilities = ids(utilities);
            checked.region = utilities.first().map(|utility| utility.region().as_str());
        }
        Flow::Connect2025 { account, region, variant } => {
            checked.organisation = account.to_string();
            checked.region = Some(region.as_str());
            checked.variant = variant.map(Variant::as_str);
        }
    }
    checked
}

fn rows(checked: &CheckedLink) -> Vec<(&'static str, String)> {
    let optional = |value: Option<&str>| value.unwrap_or_default().to_owned();
    vec![
        ("kind", checked.kind.to_owned()),
        ("ref_id", optional(checked.ref_id.as_deref())),
        ("organisation", checked.organisation.clone()),
        ("title", optional(checked.title.as_deref())),
        ("utilities", checked.utilities.join(" ")),
        ("region", optional(checked.region)),
        ("variant", optional(checked.variant)),
        ("class", optional(checked.class)),
        ("other_parameters", checked.other_parameters.join(" ")),
    ]
}
