//! Writes customers and their meters as Leap's API has them.

use std::borrow::Cow;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::{Map, Value, json};

use super::{
    customers::{By, Customer, Meter},
    ids::uuid,
    journey::Journey,
};

/// How long before the last interaction a customer began.
const BEFORE: TimeDelta = TimeDelta::seconds(53);

/// Who is known besides the named customers, and when.
pub(super) struct Known {
    /// When the sandbox started.
    pub(super) start: DateTime<Utc>,
    pub(super) now: DateTime<Utc>,
    /// Those on a journey of their own.
    pub(super) travellers: Vec<(Journey, Customer)>,
}

impl Known {
    pub(super) fn travellers(&self) -> impl Iterator<Item = Person<'_>> {
        self.travellers.iter().map(|(journey, customer)| Person::on(journey, customer))
    }
}

/// One of many customers: each is like a named one, with a number and an age of its own.
pub(super) struct Person<'a> {
    pub(super) customer: &'a Customer,
    /// How often the list came before.
    round: usize,
    /// The place in the list, from which ids are made.
    pub(super) index: usize,
    pub(super) started: DateTime<Utc>,
    pub(super) last_interaction: DateTime<Utc>,
}

impl<'a> Person<'a> {
    /// The person at a place of a list of `count` that repeats `customers`.
    pub(super) fn at(customers: &[&'a Customer], index: usize, start: DateTime<Utc>) -> Option<Self> {
        let customer: &'a Customer = customers.get(index % customers.len().max(1))?;
        let round = index / customers.len().max(1);
        // Ages spread over a year.
        let minutes = customer.minutes + i64::try_from(round).unwrap_or_default() * 7 % 525_600;
        let last_interaction = start - TimeDelta::minutes(minutes);
        Some(Self { customer, round, index, started: last_interaction - BEFORE, last_interaction })
    }

    /// The person on a journey.
    pub(super) fn on(journey: &Journey, customer: &'a Customer) -> Self {
        let Journey { started, last_interaction, .. } = *journey;
        Self { customer, round: 0, index: journey.place(), started, last_interaction }
    }

    pub(super) fn reference(&self) -> Cow<'a, str> {
        match self.round {
            0 => Cow::Borrowed(self.customer.name.as_str()),
            _ => Cow::Owned(format!("n{:06}", self.index)),
        }
    }

    /// Whether the Connect API shows this customer.
    pub(super) fn has_entry(&self) -> bool {
        self.customer.status.is_some()
    }

    /// The entry in the Connect API; `None` if it does not show this customer.
    pub(super) fn entry(&self) -> Option<Value> {
        let customer = self.customer;
        let status = customer.status.as_ref()?;
        let (started, last) = (time(self.started), time(self.last_interaction));
        let utilities = customer.utilities.iter().enumerate().map(|(at, utility)| {
            let mut object = Map::new();
            object.insert("authorization_uuid".to_owned(), json!(uuid(self.index, at + 1)));
            object.insert("utility_name".to_owned(), json!(utility.name));
            if let Some(required) = utility.required {
                object.insert("utility_is_required".to_owned(), json!(required));
            }
            object.insert("status".to_owned(), json!(utility.status));
            if let Some(code) = &utility.error_code {
                object.insert("error_code".to_owned(), json!(code));
            }
            object.insert("start_date_time_utc".to_owned(), json!(started));
            object.insert("last_interaction_date_time_utc".to_owned(), json!(last));
            Value::Object(object)
        });
        let agreements = customer.agreements.clone().map_or_else(
            || {
                json!({
                    "prohibited_resource_attestation_status": "NOT_REQUIRED",
                    "demand_response_participation_agreement_status": "NOT_REQUIRED",
                })
            },
            Value::Object,
        );
        let mut entry = json!({
            "id": format!("{}_{}_{}", customer.region, uuid(self.index, 0), self.reference()),
            "transmission_region": customer.region,
            "ref_id": self.reference(),
            "start_date_time_utc": started,
            "last_interaction_date_time_utc": last,
            "connection_status": status,
            "utility_connections": utilities.collect::<Vec<_>>(),
            "agreements": agreements,
        });
        if let Value::Object(members) = &mut entry {
            members.extend(customer.overridden.clone());
        }
        Some(entry)
    }

    /// The meters that exist by now.
    pub(super) fn meters(&self, now: DateTime<Utc>) -> impl Iterator<Item = OwnedMeter<'_>> {
        let meter = move |(at, meter): (usize, &'a Meter)| OwnedMeter {
            person: self,
            meter,
            id: uuid(self.index, 100 + at),
            created: self.last_interaction + TimeDelta::hours(meter.hours_after),
        };
        let meters = self.customer.meters.iter().enumerate().map(meter);
        meters.filter(move |meter| meter.created <= now)
    }
}

/// A meter of somebody.
pub(super) struct OwnedMeter<'a> {
    person: &'a Person<'a>,
    meter: &'a Meter,
    pub(super) id: String,
    pub(super) created: DateTime<Utc>,
}

impl OwnedMeter<'_> {
    pub(super) fn connection_references(&self) -> Vec<Cow<'_, str>> {
        match self.meter.by {
            By::Connection => vec![self.person.reference()],
            By::Partner => Vec::new(),
        }
    }

    pub(super) fn partner_reference(&self) -> Cow<'_, str> {
        self.person.reference()
    }

    /// The meter in the meter search.
    pub(super) fn details(&self) -> Value {
        let region = &self.person.customer.region;
        let mut details = self.identifiers();
        let more = json!({
            "customer": {
                "end_customer_name": "A Customer", "street_1": "1 Example Street", "city": "Anytown", "country_code": "US",
                "end_customer_email": "customer@example.com",
            },
            "utility": { "utility_name": if region == "NYISO" { "CECONY" } else { "PGE" }, "tariff": "E-TOU-C" },
        });
        if let Value::Object(more) = more {
            details.extend(more);
        }
        Value::Object(details)
    }

    /// The meter in the enrolment search.
    pub(super) fn enrolment(&self) -> Value {
        let mut enrolment = self.identifiers();
        let action = |action: &String| {
            json!({
                "program_identifier": "CEC-DSGS", "action_type": action, "action_code": "SANDBOX_0001",
                "action_description": "The sandbox wants this to be done.",
            })
        };
        let actions: Vec<Value> = self.meter.action.iter().map(action).collect();
        let more = json!({
            "global_enrollment_status": self.meter.status,
            "participation_preferences": [{ "participation_preference": "PARTICIPATE" }],
            "program_enrollment": [{
                "program_identifier": "CEC-DSGS", "delivery_period": "CEC-DSGS_SUMMER", "enrollment_status": self.meter.status,
            }],
            "required_actions": { "partner": actions, "leap": [] },
        });
        if let Value::Object(more) = more {
            enrolment.extend(more);
        }
        Value::Object(enrolment)
    }

    fn identifiers(&self) -> Map<String, Value> {
        let created = time(self.created);
        let json = json!({
            "meter_id": self.id,
            "partner_reference": self.person.reference(),
            "connection_references": self.connection_references(),
            "transmission_region": self.person.customer.region,
            "customer_classification": "RESIDENTIAL",
            "meter_type": self.meter.kind,
            "is_archived": false,
            "audit": { "created_by": "UTILITY", "created_at": created, "updated_at": created },
        });
        match json {
            Value::Object(members) => members,
            _ => Map::new(),
        }
    }
}

fn time(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Secs, true)
}
