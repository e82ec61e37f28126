//! All journeys since the sandbox started, in memory.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, Utc};
use leap::link::Link;

use super::{
    journey::{Joined, Journey},
    plan::Plan,
};

/// Beyond this number of journeys, a new one replaces the oldest.
const MAX_JOURNEYS: usize = 10_000;

/// The journeys by number.
#[derive(Debug, Default)]
pub struct Journeys(Mutex<Numbered>);

#[derive(Debug, Default)]
struct Numbered {
    by_number: BTreeMap<usize, Journey>,
    next: usize,
}

impl Journeys {
    /// A link is opened. A reference that has a journey in the region goes on with it, since Leap has one entry for both.
    pub fn open(&self, link: &Link, now: DateTime<Utc>) -> Journey {
        let plan = Plan::of(link);
        let mut journeys = self.lock();
        let is_same = |journey: &&mut Journey| {
            journey.reference.is_some()
                && journey.reference.as_ref() == link.reference()
                && journey.plan.region == plan.region
        };
        if let Some(journey) = journeys.by_number.values_mut().find(is_same) {
            journey.plan = plan;
            return journey.clone();
        }
        if journeys.by_number.len() >= MAX_JOURNEYS {
            journeys.by_number.pop_first();
        }
        let number = journeys.next;
        journeys.next += 1;
        let journey = Journey::new(number, plan, link.reference().cloned(), now);
        journeys.by_number.insert(number, journey.clone());
        journey
    }

    /// The journey with this number.
    pub fn get(&self, number: usize) -> Option<Journey> {
        self.lock().by_number.get(&number).cloned()
    }

    /// All journeys, the oldest first.
    pub fn all(&self) -> Vec<Journey> {
        self.lock().by_number.values().cloned().collect()
    }

    /// Changes a journey and returns it. `None` if there is no such journey.
    pub fn change(&self, number: usize, change: impl FnOnce(&mut Journey)) -> Option<Journey> {
        let mut journeys = self.lock();
        let journey = journeys.by_number.get_mut(&number)?;
        change(journey);
        Some(journey.clone())
    }

    /// What the customer with a reference has become, once they have connected.
    pub fn joined(&self, reference: &str, now: DateTime<Utc>) -> Option<Joined> {
        let journeys = self.lock();
        let own = journeys.by_number.values().filter(|journey| has_reference(journey, reference));
        own.filter_map(|journey| journey.joined(now)).next_back()
    }

    /// A day passes for the customer with a reference, or for all. Returns for how many journeys.
    pub fn pass_a_day(&self, reference: Option<&str>) -> usize {
        let mut journeys = self.lock();
        let is_meant = |journey: &&mut Journey| reference.is_none_or(|reference| has_reference(journey, reference));
        let meant = journeys.by_number.values_mut().filter(is_meant);
        meant.map(Journey::pass_a_day).count()
    }

    fn lock(&self) -> MutexGuard<'_, Numbered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn has_reference(journey: &Journey, reference: &str) -> bool {
    journey.reference.as_ref().is_some_and(|own| own.as_str() == reference)
}
