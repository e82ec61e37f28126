//! A customer of the sandbox.

use super::wire::{self, Sandbox, Scenario};
use serde_json::{Value, json};
use vpp_core::connect::Decoded;
use vpp_core::domain::{Answer, PeriodType, Problem, Summary};

/// A conversation with the sandbox in a session of its own.
pub struct Customer {
    pub sandbox: Sandbox,
    pub token: String,
}

impl Customer {
    pub fn of(scenario: &Scenario) -> Self {
        Self { sandbox: Sandbox::new(), token: scenario.token() }
    }

    pub fn named(name: &str) -> Self {
        Self::of(wire::scenario(name).unwrap())
    }

    /// Posts a body and reads the answer; `None` when the connection was dropped.
    pub fn post(&self, mut body: Value) -> Option<Result<Decoded, Problem>> {
        body["connect_token"] = json!(self.token);
        body["type"] = json!("submit");
        wire::post(&self.sandbox, &body.to_string(), wire::now())
    }

    pub fn start(&self) -> Option<Result<Decoded, Problem>> {
        self.post(json!({"route": "session_start", "action": "VPP"}))
    }

    pub fn submit(&self, action: &str) -> Option<Result<Decoded, Problem>> {
        let mut body = json!({"route": "vpp_summary", "action": action});
        if action == "CHANGE_PERIOD" {
            body["data"] = json!({"period_type": "MONTH", "period_start": "2025-01-01"});
        }
        self.post(body)
    }

    /// The summary of another period.
    pub fn period(&self, kind: PeriodType, start: &str) -> Summary {
        let data = json!({"period_type": kind.name(), "period_start": start});
        let body = json!({"route": "vpp_summary", "action": "CHANGE_PERIOD", "data": data});
        match self.post(body).unwrap().unwrap().answer {
            Answer::Summary(summary) => Summary::clone(&summary),
            other => panic!("{other:?} should be a summary"),
        }
    }
}
