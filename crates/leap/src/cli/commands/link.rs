//! `leap link`: makes one link.

use super::link_check;
use crate::cli::args::{
    Connect2025Arguments, ConnectArguments, DirectArguments, LinkCommand, MadeLink, Options, Picture,
};
use crate::cli::clock::Clock;
use crate::cli::failure::Failure;
use crate::cli::outcome::Outcome;
use crate::cli::output::{self, Format};
use crate::cli::picture::{self, Code};
use crate::cli::{data_files, made_links, stores};
use leap::class::CustomerClass;
use leap::link::Link;
use leap::utility::{Utilities, Utility};
use serde::Serialize;
use std::io::{self, IsTerminal};

pub(crate) fn run(command: &LinkCommand, options: &Options, clock: &Clock) -> Result<Outcome, Failure> {
    let utilities = data_files::utilities(options)?;
    let (link, made) = match command {
        LinkCommand::Direct(arguments) => (direct(arguments, &utilities)?, &arguments.made),
        LinkCommand::Connect(arguments) => (connect(arguments, &utilities)?, &arguments.made),
        LinkCommand::Connect2025(arguments) => (connect_2025(arguments)?, &arguments.made),
        LinkCommand::Check(arguments) => return link_check::run(arguments, options, &utilities),
    };
    let link = made.ref_id.iter().cloned().fold(link, Link::with_reference);
    let class = class(&link, made)?;
    for warning in link.warnings() {
        output::warn(&warning.to_string());
    }
    let stored = made_links::stored(&link, class, options.language, None, clock.now());
    match (&options.store, stored) {
        (None, _) => {}
        (Some(_), Some(stored)) => drop(stores::to_write(options)?.put_links(&[stored])?),
        (Some(_), None) => output::warn("a link without a reference is not stored"),
    }
    print(&link, class, made, options.format)?;
    Ok(Outcome::Done)
}

fn direct(arguments: &DirectArguments, utilities: &Utilities) -> Result<Link, Failure> {
    let utility = known(&arguments.utility, utilities)?;
    Ok(Link::direct(arguments.org.clone(), utility, arguments.made.class)?)
}

fn connect(arguments: &ConnectArguments, utilities: &Utilities) -> Result<Link, Failure> {
    let requested: Result<Vec<Utility>, Failure> = arguments.utility.iter().map(|id| known(id, utilities)).collect();
    let requested = requested?;
    let link = match (&arguments.base, &arguments.org, &arguments.title) {
        (Some(base), ..) => made_links::flow_at(base, utilities).map_err(Failure::Base)?,
        (None, Some(org), Some(title)) => Link::connect(org.clone(), title.clone()),
        // The parser of the arguments has asked for these.
        (None, ..) => return Err(Failure::Base("it is missing, and so are --org and --title".to_owned())),
    };
    // A flow's address may request utilities itself.
    if requested.is_empty() { Ok(link) } else { Ok(link.with_utilities(requested)?) }
}

fn connect_2025(arguments: &Connect2025Arguments) -> Result<Link, Failure> {
    Ok(Link::connect_2025(arguments.account.clone(), arguments.region, arguments.variant)?)
}

fn known(id: &str, utilities: &Utilities) -> Result<Utility, Failure> {
    utilities.by_id(id).cloned().map_err(Failure::Utility)
}

/// The class of the customer: that of the link, where it tells one.
fn class(link: &Link, made: &MadeLink) -> Result<Option<CustomerClass>, Failure> {
    match (link.class(), made.class) {
        (Some(of_link), Some(stated)) if of_link != stated => Err(Failure::OtherClass { of_link, stated }),
        (of_link, stated) => Ok(of_link.or(stated)),
    }
}

/// A link as JSON.
#[derive(Serialize)]
struct LinkJson<'a> {
    url: String,
    kind: &'static str,
    ref_id: Option<&'a str>,
    class: Option<&'static str>,
    warnings: Vec<String>,
}

fn print(link: &Link, class: Option<CustomerClass>, made: &MadeLink, format: Format) -> Result<(), Failure> {
    let address = link.to_string();
    if made.html {
        return output::print(&picture::button(&address, &made.button));
    }
    match made.qr {
        None => {}
        Some(Picture::Svg) => return output::print(&Code::of(&address)?.svg()),
        Some(Picture::Png) if io::stdout().is_terminal() => return Err(Failure::ImageOnTerminal),
        Some(Picture::Png) => return output::print_bytes(&Code::of(&address)?.png()?),
        Some(Picture::Terminal) => {
            let choice = anstream::AutoStream::choice(&io::stdout());
            return output::print(&Code::of(&address)?.text(choice != anstream::ColorChoice::Never));
        }
    }
    let reference = link.reference().map(|reference| reference.as_str());
    match format {
        Format::Table => output::print(&format!("{address}\n")),
        Format::Json => {
            let warnings = link.warnings().iter().map(ToString::to_string).collect();
            let class = class.map(CustomerClass::as_str);
            let json = LinkJson { url: address, kind: link.kind().as_str(), ref_id: reference, class, warnings };
            output::print(&output::json(&json)?)
        }
        Format::Csv => {
            let row = vec![reference.unwrap_or_default().to_owned(), link.kind().as_str().to_owned(), address];
            output::print_csv(&["ref_id", "kind", "link"], vec![row])
        }
    }
}
