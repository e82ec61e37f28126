//! The JSON Schemas in `schema/`, embedded in the binary and compiled once.

use std::{collections::HashMap, sync::LazyLock};

use jsonschema::{Registry, ValidationError, Validator, error::ValidationErrorKind};
use serde_json::Value;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// The schema files by their path below `schema/`, without the extension.
        pub const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../../../schema/", $name, ".json")))),*];
    };
}

files![
    "common",
    "request",
    "request/session_start",
    "request/session_restore",
    "request/connect_tariff",
    "request/change_period",
    "request/manage_payments",
    "request/manage_participation",
    "request/back",
    "request/close",
    "answer/vpp_summary",
    "answer/session_redirect",
    "answer/session_complete",
    "answer/foreign_page",
    "answer/error",
];

/// The first violation of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The JSON pointer of the refused part; empty for the top level.
    pub path: String,
    /// What is wrong with it. It never repeats a value, which might be a secret.
    pub message: String,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = if self.path.is_empty() { "the top level" } else { &self.path };
        write!(f, "{} at {path}", self.message)
    }
}

/// Checks a value against the schema with this name, such as `request/back` or `answer/vpp_summary`.
///
/// # Errors
/// The first violation.
pub fn check(name: &str, value: &Value) -> Result<(), Violation> {
    let broken = |message: &str| Violation { path: String::new(), message: message.to_owned() };
    let validators = VALIDATORS.as_ref().map_err(|error| broken(error))?;
    let validator = validators.get(name).ok_or_else(|| broken("there is no schema of that name"))?;
    validator.validate(value).map_err(|error| violation(&error))
}

fn violation(error: &ValidationError<'_>) -> Violation {
    let mut path = error.instance_path().to_string();
    // The path also names a missing or unexpected member, because that is where the sender has to look.
    let member = match error.kind() {
        ValidationErrorKind::Required { property } => property.as_str(),
        ValidationErrorKind::AdditionalProperties { unexpected } => unexpected.first().map(String::as_str),
        _ => None,
    };
    if let Some(member) = member {
        path.push('/');
        path.push_str(&member.replace('~', "~0").replace('/', "~1"));
    }
    Violation { path, message: error.masked().to_string() }
}

static VALIDATORS: LazyLock<Result<HashMap<&str, Validator>, String>> =
    LazyLock::new(|| compile().map_err(|error| format!("the schemas do not load: {error}")));

fn compile() -> Result<HashMap<&'static str, Validator>, Box<dyn std::error::Error>> {
    let mut schemas = Vec::new();
    for (name, text) in FILES {
        schemas.push((*name, serde_json::from_str::<Value>(text)?));
    }
    let mut registry = Registry::new();
    for (_, schema) in &schemas {
        let id = schema["$id"].as_str().unwrap_or_default();
        registry = registry.add(id, schema.clone())?;
    }
    let registry = registry.prepare()?;
    let mut validators = HashMap::new();
    for (name, schema) in &schemas {
        let validator = jsonschema::options().with_registry(&registry).should_validate_formats(true).build(schema)?;
        validators.insert(*name, validator);
    }
    Ok(validators)
}
