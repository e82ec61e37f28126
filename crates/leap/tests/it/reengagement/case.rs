//! A customer who may be due for a touch.

use crate::support::at;
use chrono::{DateTime, TimeDelta, Utc};
use leap::class::CustomerClass;
use leap::decode;
use leap::next_step::{NextStep, Policy, next_step};
use leap::reengagement::{Circumstances, Customer, Hold, QuietHours, SendLog, Verdict, time_zone, verdict};
use leap::utility::Utilities;

pub const SINCE: &str = "2026-07-01T10:00:00Z";

/// What a test varies.
pub struct Case {
    pub step: NextStep,
    pub since: DateTime<Utc>,
    pub log: SendLog,
    pub holds: Vec<Hold>,
    pub link_utilities: Vec<String>,
    pub opted_out: bool,
    pub news: Option<DateTime<Utc>>,
    /// How long before `now` the last complete poll was.
    pub poll_age: Option<TimeDelta>,
    pub mass_vanishing: bool,
    pub quiet: Option<&'static str>,
    pub zone: Option<&'static str>,
}

impl Case {
    pub fn of(step: NextStep) -> Self {
        Self {
            step,
            since: at(SINCE),
            log: SendLog::default(),
            holds: Vec::new(),
            link_utilities: Vec::new(),
            opted_out: false,
            news: None,
            poll_age: Some(TimeDelta::minutes(5)),
            mass_vanishing: false,
            quiet: None,
            zone: None,
        }
    }

    /// The verdict this many minutes after the last interaction.
    pub fn after(&self, minutes: i64) -> Verdict {
        self.at(self.since + TimeDelta::minutes(minutes))
    }

    pub fn at(&self, now: DateTime<Utc>) -> Verdict {
        let customer = Customer {
            reference: "R1",
            step: &self.step,
            since: self.since,
            link_utilities: &self.link_utilities,
            zone: self.zone.map(|name| time_zone(name).unwrap()),
            opted_out: self.opted_out,
            news: self.news,
        };
        let utilities = Utilities::built_in();
        let circumstances = Circumstances {
            now,
            last_complete_poll: self.poll_age.map(|age| now - age),
            mass_vanishing: self.mass_vanishing,
            holds: &self.holds,
            quiet: self.quiet.map(|text| QuietHours::parse(text).unwrap()),
            utilities: &utilities,
        };
        verdict(&customer, &self.log, &circumstances)
    }
}

/// The step of an entry with one utility, long after the last interaction.
pub fn step(status: &str, utility: &str) -> NextStep {
    let json = format!(
        r#"{{"id":"1","ref_id":"R1","connection_status":"{status}","last_interaction_date_time_utc":"{SINCE}",
        "utility_connections":[{{"utility_name":"SDG&E: San Diego Gas & Electric","utility_is_required":true,{utility}}}],"agreements":{{"a_status":"PENDING"}}}}"#
    );
    let connection = decode::json(&json).unwrap().connections.remove(0);
    next_step(&connection, at("2026-09-01T00:00:00Z"), Some(CustomerClass::Residential), &Policy::default())
}

pub fn cancelled() -> Case {
    Case::of(step("ERROR", r#""status":"ERROR","error_code":"USER_CANCELED""#))
}

pub fn outage() -> Case {
    Case::of(step("ERROR", r#""status":"ERROR","error_code":"UTILITY_DOWN""#))
}

pub fn form_open() -> Case {
    Case::of(step("PARTIAL", r#""status":"CONNECTED""#))
}

pub fn hold(utility: &str, minutes: i64) -> Hold {
    Hold { utility: utility.to_owned(), until: at(SINCE) + TimeDelta::minutes(minutes) }
}

pub const HOUR: i64 = 60;
pub const DAY: i64 = 24 * HOUR;
