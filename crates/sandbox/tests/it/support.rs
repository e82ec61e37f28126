//! A client of the sandbox in the same process, and exact comparison of decimals.

use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, NaiveDate, Utc};
use sandbox::connect::{Answer, Sandbox, Scenario, scenario, schema};
use serde_json::{Map, Value, json};

/// An ordinary afternoon.
pub(crate) fn now() -> DateTime<Utc> {
    "2025-06-18T20:15:00Z".parse().unwrap()
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A customer with a session of their own.
pub(crate) struct Customer<'a> {
    sandbox: &'a Sandbox,
    pub(crate) token: String,
    pub(crate) now: DateTime<Utc>,
}

impl<'a> Customer<'a> {
    pub(crate) fn new(sandbox: &'a Sandbox, scenario: &Scenario) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        Self { sandbox, token: scenario.token_with(&count.to_string()), now: now() }
    }

    pub(crate) fn named(sandbox: &'a Sandbox, name: &str) -> Self {
        Self::new(sandbox, scenario(name).unwrap())
    }

    pub(crate) fn start(&self) -> Answer {
        self.post(&json!({"connect_token": self.token, "route": "session_start", "type": "submit", "action": "VPP"}))
    }

    pub(crate) fn restore(&self) -> Answer {
        self.post(&json!({"connect_token": self.token, "route": "session_restore", "type": "submit"}))
    }

    pub(crate) fn act(&self, action: &str) -> Answer {
        self.act_on("vpp_summary", action)
    }

    pub(crate) fn act_on(&self, route: &str, action: &str) -> Answer {
        let mut body = json!({"connect_token": self.token, "route": route, "type": "submit", "action": action});
        if action == "CHANGE_PERIOD" {
            body["data"] = json!({"period_type": "MONTH", "period_start": "2025-01-01"});
        }
        self.post(&body)
    }

    /// Asks for a period and returns its page.
    pub(crate) fn period(&self, kind: &str, start: impl ToString) -> Value {
        let data = json!({"period_type": kind, "period_start": start.to_string()});
        let answer = self.post(&json!({
            "connect_token": self.token, "route": "vpp_summary", "type": "submit", "action": "CHANGE_PERIOD",
            "data": data,
        }));
        page(&answer)
    }

    pub(crate) fn post(&self, body: &Value) -> Answer {
        self.sandbox.handle(body.to_string().as_bytes(), self.now)
    }
}

/// The summary in an answer, which must be valid.
pub(crate) fn page(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let page = answer.value().unwrap();
    assert_eq!(page["route"], "vpp_summary", "{page}");
    schema::check("answer/vpp_summary", &page).unwrap();
    page
}

/// The code of the error object in an answer, which must be valid.
pub(crate) fn code(answer: &Answer) -> String {
    let error = answer.value().unwrap();
    schema::check("answer/error", &error).unwrap();
    error["code"].as_str().unwrap().to_owned()
}

/// A decimal in ten-thousandths, from its digits.
pub(crate) fn exact(number: &Value) -> i64 {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    assert!(fraction.len() <= 4 && !text.contains(['e', 'E']), "{text}");
    format!("{whole}{fraction:0<4}").parse().unwrap()
}

/// The same JSON with numbers by value: `62.10` equals `62.1`, and `4.0` equals `4`.
pub(crate) fn by_value(json: &Value) -> Value {
    match json {
        Value::Number(_) => Value::String(format!("decimal {}", exact(json))),
        Value::Array(items) => items.iter().map(by_value).collect(),
        Value::Object(members) => {
            let members = members.iter();
            let members: Map<String, Value> = members.map(|(name, member)| (name.clone(), by_value(member))).collect();
            Value::Object(members)
        }
        other => other.clone(),
    }
}
