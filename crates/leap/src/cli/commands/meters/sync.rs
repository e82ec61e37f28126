//! `leap meters sync`: fetches meters and their enrolments into the store.

use crate::cli::api;
use crate::cli::args::{Options, SyncArguments};
use crate::cli::clock::Clock;
use crate::cli::failure::Failure;
use crate::cli::meters::MeterBody;
use crate::cli::outcome::Outcome;
use crate::cli::output::{self, Format};
use crate::cli::progress::Progress;
use crate::cli::stores;
use chrono::{DateTime, Utc};
use leap::client::Client;
use leap::connection::Connection;
use leap::decode::Problem;
use leap::inventory::{MeterPaths, Wanted, enrolment_searches, searches};
use leap::link::LinkKind;
use leap::store::{Customers, StoredLink, StoredMeter};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What was fetched, as JSON.
#[derive(Serialize)]
struct SyncJson {
    meters: usize,
    new: usize,
    /// References that the search does not take.
    left_out: Vec<String>,
}

pub(crate) fn run(arguments: &SyncArguments, options: &Options, clock: &Clock) -> Result<Outcome, Failure> {
    let client = api::client(&arguments.api, clock)?;
    let mut store = stores::to_write(options)?;
    api::check_environment(&store, &arguments.api)?;
    let (searches, left_out) = searches(wanted(&store.customers()?));
    if !left_out.0.is_empty() {
        output::warn(&format!("Leap's search does not take {}", output::counted(left_out.0.len(), "reference")));
    }
    let known = store.meters()?.into_iter().map(|meter| (meter.id.clone(), meter)).collect();
    let mut fetching = Fetching { client: &client, now: clock.now(), meters: known };
    let paths = MeterPaths { meters: arguments.meters_path.clone(), enrolments: arguments.enrollments_path.clone() };
    for page in client.meters(&paths, searches) {
        let page = page.map_err(Failure::Client)?;
        report(&page.problems);
        page.items.iter().for_each(|meter| fetching.add(meter));
    }
    fetching.enrol(&paths)?;
    let meters: Vec<StoredMeter> = fetching.meters.into_values().collect();
    store.bind_environment(&api::origin(&arguments.api))?;
    let new = store.put_meters(&meters)?;
    if options.format == Format::Json {
        output::print(&output::json(&SyncJson { meters: meters.len(), new, left_out: left_out.0 })?)?;
    } else {
        output::note(&format!("{}, {new} new", output::counted(meters.len(), "meter")));
    }
    Ok(Outcome::Done)
}

/// The references whose meters are wanted: those of all entries, and of direct links, which need not have an entry.
fn wanted(customers: &Customers) -> Vec<Wanted> {
    let connections: Vec<Connection> = customers.entries.iter().map(|entry| entry.connection.clone()).collect();
    let mut wanted = Wanted::of(&connections);
    let with_entry: BTreeSet<&str> = connections.iter().filter_map(|one| one.reference.as_deref()).collect();
    let is_direct = |link: &&StoredLink| link.kind == LinkKind::Direct && !with_entry.contains(link.reference.as_str());
    let direct = customers.links.values().filter(is_direct);
    wanted.extend(direct.map(|link| Wanted { reference: link.reference.clone(), since: Some(link.made) }));
    wanted
}

/// The meters of the store, brought up to date.
struct Fetching<'a> {
    client: &'a Client,
    now: DateTime<Utc>,
    meters: BTreeMap<String, StoredMeter>,
}

impl Fetching<'_> {
    fn add(&mut self, meter: &leap::inventory::Meter) {
        let known = self.meters.get(&meter.id);
        let mut body = known.map(body_of).unwrap_or_default();
        body.update(meter);
        let first_seen = known.map_or(self.now, |known| known.first_seen);
        let stored = StoredMeter {
            id: meter.id.clone(),
            partner_reference: meter.partner_reference.clone(),
            connection_references: meter.references.clone(),
            body: written(&body),
            first_seen,
            last_seen: self.now,
        };
        self.meters.insert(meter.id.clone(), stored);
    }

    /// Fetches the enrolments of all meters, also of those that the search did not name again.
    fn enrol(&mut self, paths: &MeterPaths) -> Result<(), Failure> {
        let progress = Progress::new();
        for page in self.client.enrolments(paths, enrolment_searches(self.meters.keys().cloned())) {
            let page = page.map_err(Failure::Client)?;
            report(&page.problems);
            for enrolment in &page.items {
                let Some(meter) = self.meters.get_mut(&enrolment.meter) else { continue };
                let mut body = body_of(meter);
                body.enrol(enrolment);
                meter.body = written(&body);
                meter.last_seen = self.now;
            }
            progress.tell("enrolments");
        }
        Ok(())
    }
}

fn body_of(meter: &StoredMeter) -> MeterBody {
    // What a newer program wrote and cannot be read here comes again with the search.
    serde_json::from_str(&meter.body).unwrap_or_default()
}

fn written(body: &MeterBody) -> String {
    // Texts, lists and truth values can always be written.
    serde_json::to_string(body).unwrap_or_default()
}

fn report(problems: &[Problem]) {
    for problem in problems {
        output::warn(&problem.to_string());
    }
}
