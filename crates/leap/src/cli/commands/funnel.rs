//! `leap funnel`: how many customers have come how far.

use crate::cli::args::Options;
use crate::cli::clock::Clock;
use crate::cli::failure::Failure;
use crate::cli::outcome::Outcome;
use crate::cli::output::{self, Cell, Format};
use crate::cli::{freshness, stores};
use leap::connection::Connection;
use leap::instant;
use leap::inventory::{Customer, Funnel, MeterWait, Progress, Stage};
use leap::store::Customers;
use leap::text::visible;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many customers a warning names.
const MOST_NAMED: usize = 20;

/// The funnel as JSON.
#[derive(Serialize)]
struct FunnelJson {
    stages: Vec<StageJson>,
    /// Customers whose meter is late, but not overdue.
    late: usize,
    overdue: Vec<OverdueJson>,
    /// Customers whose link was not made here.
    without_link: usize,
}

#[derive(Serialize)]
struct StageJson {
    stage: &'static str,
    customers: usize,
    /// Of those with a link, in percent.
    percent: Option<f64>,
}

/// A customer whose meter is overdue.
#[derive(Serialize)]
struct OverdueJson {
    ref_id: String,
    since: String,
}

pub(crate) fn run(options: &Options, clock: &Clock) -> Result<Outcome, Failure> {
    let now = clock.now();
    let customers = stores::to_read(options)?.customers()?;
    freshness::tell(&customers, now);
    let entries = entries(&customers);
    let (progress, funnel) = Funnel::at(each(&customers, &entries), now);
    let json = json(&progress, funnel);
    match options.format {
        Format::Json => output::print(&output::json(&json)?)?,
        Format::Csv => {
            let row = |stage: &StageJson| vec![stage.stage.to_owned(), stage.customers.to_string(), percent(stage)];
            output::print_csv(&["stage", "customers", "percent"], json.stages.iter().map(row).collect())?;
        }
        Format::Table => {
            let row = |stage: &StageJson| {
                vec![
                    Cell::new(described(stage.stage)),
                    Cell::new(&stage.customers.to_string()),
                    Cell::new(&percent(stage)),
                ]
            };
            output::print(&output::table(&["stage", "customers", "percent"], json.stages.iter().map(row)))?;
            tell(&json);
        }
    }
    Ok(Outcome::Done)
}

/// The entries of each reference. Those that have vanished count: the customer had come that far.
fn entries(customers: &Customers) -> BTreeMap<&str, Vec<&Connection>> {
    let mut entries: BTreeMap<&str, Vec<&Connection>> = BTreeMap::new();
    for entry in &customers.entries {
        if let Some(reference) = &entry.connection.reference {
            entries.entry(reference).or_default().push(&entry.connection);
        }
    }
    entries
}

/// All customers: those with a link, and those with an entry only.
fn each<'a>(
    customers: &'a Customers,
    entries: &'a BTreeMap<&str, Vec<&'a Connection>>,
) -> impl Iterator<Item = Customer<'a>> {
    let customer = move |reference: &'a str| Customer {
        reference,
        has_link: customers.links.contains_key(reference),
        entries: entries.get(reference).map(Vec::as_slice).unwrap_or_default(),
        has_meter: customers.with_meters.contains(reference),
    };
    let without_link = entries.keys().copied().filter(|reference| !customers.links.contains_key(*reference));
    customers.links.keys().map(String::as_str).chain(without_link).map(customer)
}

fn json(progress: &[Progress], funnel: Funnel) -> FunnelJson {
    let Funnel { links, opened, connected, completed, meter_seen, late, without_link, .. } = funnel;
    let counts = [links, opened, connected, completed, meter_seen];
    let stage = |(stage, customers): (Stage, usize)| {
        // Tenths of a percent say enough, and counts are far below what a float can hold.
        let percent = (links > 0).then(|| (customers as f64 * 1000.0 / links as f64).round() / 10.0);
        StageJson { stage: stage.as_str(), customers, percent }
    };
    let overdue = progress.iter().filter_map(|progress| match progress.meter {
        MeterWait::Overdue(since) => {
            Some(OverdueJson { ref_id: progress.reference.clone(), since: instant::format(since) })
        }
        _ => None,
    });
    FunnelJson {
        stages: Stage::ALL.into_iter().zip(counts).map(stage).collect(),
        late,
        overdue: overdue.collect(),
        without_link,
    }
}

fn percent(stage: &StageJson) -> String {
    stage.percent.map(|percent| percent.to_string()).unwrap_or_default()
}

/// A stage in words.
fn described(stage: &str) -> &str {
    match stage {
        "linked" => "link made",
        "opened" => "link opened (by a person or a mail scanner)",
        "meter_seen" => "meter seen",
        other => other,
    }
}

fn tell(json: &FunnelJson) {
    if json.without_link > 0 {
        output::note(&format!("{} without a link in the store", output::counted(json.without_link, "customer")));
    }
    if json.late > 0 {
        output::note(&format!("late: {}", output::counted(json.late, "meter")));
    }
    if !json.overdue.is_empty() {
        let names: Vec<&str> = json.overdue.iter().take(MOST_NAMED).map(|one| one.ref_id.as_str()).collect();
        let (names, more) = (visible(&names.join(", ")), json.overdue.len().saturating_sub(MOST_NAMED));
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        output::warn(&format!("overdue, ask Leap: {} ({names}{more})", output::counted(json.overdue.len(), "meter")));
    }
}
