//! Requests as types. The decoder refuses by itself everything that the schemas refuse; a property test holds that.
//!
//! Derived decoders are laxer than they look: a struct also reads from an array, a unit variant also from an object, an
//! `Option` also from `null`. Hence objects are insisted on, names are read as strings, and a member is present or not.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::{Map, Value};

use crate::{
    answer::Problem,
    calendar::{Period, PeriodType},
    schema,
};

/// A request that Connect understands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The session's token.
    pub token: String,
    /// What is asked for.
    pub step: Step,
}

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Start the session with the flow `VPP`.
    Start,
    /// Resume the session.
    Restore,
    /// Answer a page.
    Act {
        /// The page that is answered.
        route: String,
        /// What the customer chose.
        action: Action,
    },
}

/// What a customer can choose on `vpp_summary`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Go to the tariff connection flow.
    ConnectTariff,
    /// Show another period.
    ChangePeriod(Period),
    /// Go to the payments.
    ManagePayments,
    /// Go to the participation.
    ManageParticipation,
    /// Go to the previous page.
    Back,
    /// End the session.
    Close,
}

impl Action {
    /// The name that Connect uses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ConnectTariff => "CONNECT_TARIFF",
            Self::ChangePeriod(_) => "CHANGE_PERIOD",
            Self::ManagePayments => "MANAGE_PAYMENTS",
            Self::ManageParticipation => "MANAGE_PARTICIPATION",
            Self::Back => "BACK",
            Self::Close => "CLOSE",
        }
    }
}

/// Reads a body: JSON, then the schema of its route and action, then the types.
///
/// # Errors
/// The documented problem, with the JSON path in its message.
pub fn read(body: &[u8]) -> Result<Request, Problem> {
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| Problem::invalid("data_json_invalid", format!("the body is not JSON: {error}")))?;
    let name = schema_for(&value)?;
    schema::check(name, &value).map_err(|violation| Problem::invalid("data_json_invalid", violation.to_string()))?;
    decode(&value).map_err(|error| Problem::invalid("data_json_invalid", error.to_string()))
}

/// The token of a body, if it is well-formed, whatever else is wrong with the body.
pub fn token_of(body: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(body).ok()?;
    let token = value.get("connect_token")?.as_str()?;
    is_token(token).then(|| token.to_owned())
}

/// Whether a text can be a token.
pub fn is_token(text: &str) -> bool {
    let rest = text.strip_prefix("cot_").unwrap_or_default();
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    (1..=252).contains(&rest.len()) && rest.bytes().all(allowed)
}

/// The schema that the body means to follow. One alternative gives a better message than "none of eight".
fn schema_for(value: &Value) -> Result<&'static str, Problem> {
    let route = value.get("route").and_then(Value::as_str);
    if route == Some("session_restore") {
        return Ok("request/session_restore");
    }
    let start = route == Some("session_start");
    let action = match value.get("action") {
        None if value.is_object() && route.is_some() => {
            let message = "the route needs an action, there is none at /action";
            return Err(Problem::invalid("action_missing", message));
        }
        // Whatever is wrong here is of the sort that every schema says.
        None => return Ok("request/back"),
        Some(action) => action.as_str(),
    };
    Ok(match action {
        // Not a text: a matter of form, which every schema of a page refuses alike.
        None if start => "request/session_start",
        None => "request/back",
        Some("VPP") if start => "request/session_start",
        Some("BACK") if !start => "request/back",
        Some("CONNECT_TARIFF") if !start => "request/connect_tariff",
        Some("CHANGE_PERIOD") if !start => "request/change_period",
        Some("MANAGE_PAYMENTS") if !start => "request/manage_payments",
        Some("MANAGE_PARTICIPATION") if !start => "request/manage_participation",
        Some("CLOSE") if !start => "request/close",
        Some(_) => {
            let message = "the route does not know the action at /action";
            return Err(Problem::invalid("action_invalid", message));
        }
    })
}

/// Decodes a request without the help of a schema.
///
/// # Errors
/// What cannot be read, in words.
pub fn decode(value: &Value) -> Result<Request, serde_json::Error> {
    let raw: Raw = object(value)?;
    let step = match (raw.route.as_str(), raw.action.as_deref(), raw.data) {
        ("session_start", Some("VPP"), None) => Step::Start,
        ("session_restore", None, None) => Step::Restore,
        (route, Some(action), data) => {
            Step::Act { route: route.to_owned(), action: decode_action(route, action, data)? }
        }
        _ => return Err(refuse("route, action and data do not go together")),
    };
    Ok(Request { token: raw.connect_token, step })
}

fn decode_action(route: &str, action: &str, data: Option<RawPeriod>) -> Result<Action, serde_json::Error> {
    let summary = route == "vpp_summary";
    match (action, data) {
        ("BACK", None) if is_route(route) => Ok(Action::Back),
        ("CONNECT_TARIFF", None) if summary => Ok(Action::ConnectTariff),
        ("MANAGE_PAYMENTS", None) if summary => Ok(Action::ManagePayments),
        ("MANAGE_PARTICIPATION", None) if summary => Ok(Action::ManageParticipation),
        ("CLOSE", None) if summary => Ok(Action::Close),
        ("CHANGE_PERIOD", Some(data)) if summary => {
            let kind = PeriodType::parse(&data.period_type)
                .ok_or_else(|| refuse("unknown period type at /data/period_type"))?;
            let start = civil_date(&data.period_start).ok_or_else(|| refuse("not a date at /data/period_start"))?;
            let period = Period::holding(kind, start);
            if period.start() == start {
                Ok(Action::ChangePeriod(period))
            } else {
                Err(refuse("not the first day of its period at /data/period_start"))
            }
        }
        _ => Err(refuse("route, action and data do not go together")),
    }
}

/// Whether a text can be the name of a page. The protocol's own names are no pages.
fn is_route(text: &str) -> bool {
    let protocol = matches!(text, "session_start" | "session_restore" | "session_redirect" | "session_complete");
    let mut bytes = text.bytes();
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    !protocol && text.len() <= 64 && bytes.next().is_some_and(|byte| byte.is_ascii_lowercase()) && bytes.all(allowed)
}

/// A date written YYYY-MM-DD and in no other way; the parser of `chrono` takes more.
fn civil_date(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (date.format("%Y-%m-%d").to_string() == text && text.len() == 10).then_some(date)
}

fn refuse(reason: &str) -> serde_json::Error {
    serde_json::Error::custom(reason)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(deserialize_with = "token")]
    connect_token: String,
    route: String,
    #[serde(rename = "type", deserialize_with = "submit")]
    _type: (),
    #[serde(default, deserialize_with = "present")]
    action: Option<String>,
    #[serde(default, deserialize_with = "period")]
    data: Option<RawPeriod>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPeriod {
    period_type: String,
    period_start: String,
}

fn object<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, serde_json::Error> {
    let members: Map<String, Value> = Map::deserialize(value)?;
    T::deserialize(Value::Object(members))
}

fn token<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    let text = String::deserialize(source)?;
    if is_token(&text) { Ok(text) } else { Err(D::Error::custom("not a token at /connect_token")) }
}

fn submit<'de, D: Deserializer<'de>>(source: D) -> Result<(), D::Error> {
    match String::deserialize(source)?.as_str() {
        "submit" => Ok(()),
        _ => Err(D::Error::custom("not `submit` at /type")),
    }
}

fn present<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    String::deserialize(source).map(Some)
}

fn period<'de, D: Deserializer<'de>>(source: D) -> Result<Option<RawPeriod>, D::Error> {
    let value = Value::deserialize(source)?;
    object(&value).map(Some).map_err(D::Error::custom)
}
