//! Customers who join through Leap: their participation follows what has become of their journey there.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    fields::field_mut,
    scenario::{Scenario, reference_of, scenario},
};
use crate::leap::{Journeys, journey::Joined};

/// What a scenario has become for the customer with a token; `None` if it is as it was.
pub(super) fn joined(original: &Scenario, token: &str, journeys: &Journeys, now: DateTime<Utc>) -> Option<Scenario> {
    let joins = original.joins.as_ref()?;
    let (name, state) = match journeys.joined(&reference_of(token), now)? {
        Joined::Enrolling => (&joins.enrolling, "ENROLLING"),
        Joined::Active => (&joins.active, "ACTIVE"),
    };
    let mut scenario = scenario(name)?.clone();
    *field_mut(&mut scenario.page, "programme")?.get_mut("participation_state")? = json!(state);
    Some(scenario)
}
