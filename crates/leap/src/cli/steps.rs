//! The next step of every customer, from the store or from a saved answer.

use super::args::{Options, Rules};
use super::data_files;
use super::failure::Failure;
use chrono::{DateTime, Utc};
use leap::agreements::AgreementRules;
use leap::class::CustomerClass;
use leap::connection::Connection;
use leap::entries;
use leap::link::LinkKind;
use leap::next_step::{AbsentLink, NextStep, Policy, next_step, next_step_of_absent};
use leap::store::{Customers, StoredLink};
use std::collections::BTreeSet;

/// The next step of a customer: for each entry, or for a link that has none.
#[derive(Clone, Debug)]
pub(crate) struct Step<'a> {
    pub(crate) reference: Option<&'a str>,
    /// The entry, if there is one or was one.
    pub(crate) connection: Option<&'a Connection>,
    pub(crate) link: Option<&'a StoredLink>,
    pub(crate) step: NextStep,
    /// From when touches count.
    pub(crate) since: Option<DateTime<Utc>>,
}

/// What decides about steps.
pub(crate) struct Deciding {
    policy: Policy,
    class: Option<CustomerClass>,
    now: DateTime<Utc>,
}

impl Deciding {
    pub(crate) fn read(options: &Options, rules: &Rules, now: DateTime<Utc>) -> Result<Self, Failure> {
        let policy = data_files::policy(options, rules.follow_up_elsewhere)?;
        Ok(Self { policy, class: rules.class, now })
    }

    /// What the statuses of forms mean.
    pub(crate) fn agreements(&self) -> &AgreementRules {
        &self.policy.agreements
    }

    /// The step of an entry. The class of the customer's link wins over the general one.
    fn of_entry<'a>(&self, connection: &'a Connection, link: Option<&'a StoredLink>) -> Step<'a> {
        let class = link.and_then(|link| link.class).or(self.class);
        Step {
            reference: connection.reference.as_deref(),
            connection: Some(connection),
            link,
            step: next_step(connection, self.now, class, &self.policy),
            since: connection.last_activity(),
        }
    }
}

/// The steps of a saved answer, newest interaction first. Each entry is there once.
pub(crate) fn of_answer<'a>(connections: &'a [Connection], deciding: &Deciding) -> Vec<Step<'a>> {
    connections.iter().map(|connection| deciding.of_entry(connection, None)).collect()
}

/// The steps of all customers of a store: those with entries first, newest interaction first; then those whose link was
/// never seen, newest link first.
pub(crate) fn of_store<'a>(customers: &'a Customers, deciding: &Deciding) -> Vec<Step<'a>> {
    let mut steps: Vec<Step<'_>> = Vec::with_capacity(customers.entries.len());
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for entry in &customers.entries {
        let reference = entry.connection.reference.as_deref();
        seen.extend(reference);
        let link = reference.and_then(|reference| customers.links.get(reference));
        steps.push(match entry.vanished {
            None => deciding.of_entry(&entry.connection, link),
            Some(_) => {
                let absent = AbsentLink { was_seen: true, ..absent(customers, reference, link) };
                let step = next_step_of_absent(absent);
                let since = entry.connection.last_activity();
                Step { reference, connection: Some(&entry.connection), link, step, since }
            }
        });
    }
    steps.sort_by(|one, other| other.since.cmp(&one.since).then_with(|| one.reference.cmp(&other.reference)));
    let never_seen = customers.links.values().filter(|link| !seen.contains(link.reference.as_str()));
    let mut links: Vec<_> = never_seen.collect();
    links.sort_by(|one, other| other.made.cmp(&one.made).then_with(|| one.reference.cmp(&other.reference)));
    steps.extend(links.into_iter().map(|link| {
        let reference = Some(link.reference.as_str());
        let step = next_step_of_absent(absent(customers, reference, Some(link)));
        Step { reference, connection: None, link: Some(link), step, since: Some(link.made) }
    }));
    steps
}

/// What is known of a link that is not in the API, and never was.
fn absent(customers: &Customers, reference: Option<&str>, link: Option<&StoredLink>) -> AbsentLink {
    let made = link.map(|link| link.made);
    AbsentLink {
        kind: link.map_or(LinkKind::Connect, |link| link.kind),
        is_polled: customers.last_complete_poll.is_some_and(|poll| made.is_none_or(|made| poll >= made)),
        was_seen: false,
        has_meter: reference.is_some_and(|reference| customers.with_meters.contains(reference)),
    }
}

/// The entries of a saved answer, each once, newest interaction first.
pub(crate) fn sorted(connections: Vec<Connection>) -> Vec<Connection> {
    let mut connections = entries::unique(connections);
    entries::sort(&mut connections);
    connections
}
