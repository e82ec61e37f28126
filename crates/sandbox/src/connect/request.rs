//! Requests as types. The decoder alone refuses everything that the schemas refuse; a property test checks this.
//!
//! Derived decoders accept more than they seem to: a struct also reads from an array, a unit variant from an object, and
//! an `Option` from `null`. So the code below requires objects, reads names as strings, and tells `null` from missing.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::{Map, Value};

use super::{problem::Problem, schema};
use crate::calendar::{Period, PeriodType};

/// A request that Connect understands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The session's token.
    pub token: String,
    /// What the request asks for.
    pub kind: RequestKind,
}

/// What a request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestKind {
    /// Start the session with the flow `VPP`.
    Start,
    /// Resume the session.
    Restore,
    /// Answer a page.
    Act {
        /// The page.
        route: String,
        /// What the customer chose.
        action: Action,
    },
}

/// What a customer can choose on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Go to the tariff connection flow.
    ConnectTariff,
    /// Show another period.
    ChangePeriod(Period),
    /// Go to the payments page.
    ManagePayments,
    /// Go to the participation page.
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

/// Reads a body: as JSON, against the schema of its route and action, and into types.
///
/// # Errors
/// The documented problem; its message names the JSON path.
pub fn read(body: &[u8]) -> Result<Request, Problem> {
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| Problem::invalid("data_json_invalid", format!("the body is not JSON: {error}")))?;
    let name = schema_for(&value)?;
    schema::check(name, &value).map_err(|violation| Problem::invalid("data_json_invalid", violation.to_string()))?;
    decode(&value).map_err(|error| Problem::invalid("data_json_invalid", error.to_string()))
}

/// The token of a body if it is well-formed, even if the rest of the body is not.
pub fn token_of(body: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(body).ok()?;
    let token = value.get("connect_token")?.as_str()?;
    is_token(token).then(|| token.to_owned())
}

/// Whether a text is a well-formed token.
pub fn is_token(text: &str) -> bool {
    let rest = text.strip_prefix("cot_").unwrap_or_default();
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    (1..=252).contains(&rest.len()) && rest.bytes().all(allowed)
}

/// The schema that the body is meant to follow. Checking one gives a better message than "none of eight matches".
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
        // Every schema reports what is wrong with such a body.
        None => return Ok("request/back"),
        Some(action) => action.as_str(),
    };
    Ok(match action {
        // The action is not a string, which every schema refuses in the same way.
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

/// Decodes a request without a schema.
///
/// # Errors
/// A description of what cannot be read.
pub fn decode(value: &Value) -> Result<Request, serde_json::Error> {
    let body: RequestBody = from_object(value)?;
    let kind = match (body.route.as_str(), body.action.as_deref(), body.data) {
        ("session_start", Some("VPP"), None) => RequestKind::Start,
        ("session_restore", None, None) => RequestKind::Restore,
        (route, Some(action), data) => {
            RequestKind::Act { route: route.to_owned(), action: decode_action(route, action, data)? }
        }
        _ => return Err(refuse("route, action and data do not go together")),
    };
    Ok(Request { token: body.connect_token, kind })
}

fn decode_action(route: &str, action: &str, data: Option<PeriodData>) -> Result<Action, serde_json::Error> {
    let summary = route == "vpp_summary";
    match (action, data) {
        ("BACK", None) if is_page_route(route) => Ok(Action::Back),
        ("CLOSE", None) if is_page_route(route) => Ok(Action::Close),
        ("CONNECT_TARIFF", None) if summary => Ok(Action::ConnectTariff),
        ("MANAGE_PAYMENTS", None) if summary => Ok(Action::ManagePayments),
        ("MANAGE_PARTICIPATION", None) if summary => Ok(Action::ManageParticipation),
        ("CHANGE_PERIOD", Some(data)) if summary => {
            let kind = PeriodType::parse(&data.period_type)
                .ok_or_else(|| refuse("unknown period type at /data/period_type"))?;
            let start = civil_date(&data.period_start).ok_or_else(|| refuse("not a date at /data/period_start"))?;
            // The page asks for any day; the sandbox has calendar periods only.
            Ok(Action::ChangePeriod(Period::containing(kind, start)))
        }
        _ => Err(refuse("route, action and data do not go together")),
    }
}

/// Whether a text can be the route of a page. The routes of the protocol itself are not pages.
fn is_page_route(text: &str) -> bool {
    let protocol = matches!(text, "session_start" | "session_restore" | "session_redirect" | "session_complete");
    let mut bytes = text.bytes();
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    !protocol && text.len() <= 64 && bytes.next().is_some_and(|byte| byte.is_ascii_lowercase()) && bytes.all(allowed)
}

/// A date, written exactly as YYYY-MM-DD; the parser of `chrono` accepts more.
fn civil_date(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (date.format("%Y-%m-%d").to_string() == text && text.len() == 10).then_some(date)
}

fn refuse(reason: &str) -> serde_json::Error {
    serde_json::Error::custom(reason)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestBody {
    #[serde(deserialize_with = "token")]
    connect_token: String,
    route: String,
    #[serde(rename = "type", deserialize_with = "submit")]
    _type: (),
    #[serde(default, deserialize_with = "string")]
    action: Option<String>,
    #[serde(default, deserialize_with = "period")]
    data: Option<PeriodData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodData {
    period_type: String,
    period_start: String,
}

fn from_object<T: serde::de::DeserializeOwned>(value: &Value) -> Result<T, serde_json::Error> {
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

fn string<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    String::deserialize(source).map(Some)
}

fn period<'de, D: Deserializer<'de>>(source: D) -> Result<Option<PeriodData>, D::Error> {
    let value = Value::deserialize(source)?;
    from_object(&value).map(Some).map_err(D::Error::custom)
}
