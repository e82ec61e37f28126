//! The customers of the stand-in, each a case of its own. `leap/` has their files.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};

/// The file with the customers.
pub const FILE: &str = include_str!("../../leap/customers.json");

/// The file with customers whose texts mean harm.
pub const HOSTILE_FILE: &str = include_str!("../../leap/hostile.json");

static CUSTOMERS: LazyLock<Vec<Customer>> = LazyLock::new(|| serde_json::from_str(FILE).unwrap_or_default());
static HOSTILE: LazyLock<Vec<Customer>> = LazyLock::new(|| serde_json::from_str(HOSTILE_FILE).unwrap_or_default());

/// A customer, with one entry in the Connect API and perhaps some meters.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    /// The reference.
    pub name: String,
    /// What the customer is an example of.
    pub meaning: String,
    /// How long before the sandbox's start the last interaction was.
    pub minutes: i64,
    /// The status of the connection; without one, the Connect API has no entry.
    pub status: Option<String>,
    /// The region.
    pub region: String,
    /// The utilities.
    pub utilities: Vec<Utility>,
    /// The forms; without them, the two documented ones are not required.
    #[serde(default)]
    pub agreements: Option<Map<String, Value>>,
    /// Fields of the entry that are written in place of the proper ones.
    #[serde(default, rename = "override")]
    pub overridden: Map<String, Value>,
    /// The meters.
    #[serde(default)]
    pub meters: Vec<Meter>,
}

/// A utility of a customer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Utility {
    /// Its label.
    pub name: String,
    /// Whether the link requested it; without a value, that is not told.
    pub required: Option<bool>,
    /// The status of the connection to it.
    pub status: String,
    /// Why it failed.
    #[serde(default)]
    pub error_code: Option<String>,
}

/// A meter of a customer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meter {
    /// How long after the last interaction it was made.
    pub hours_after: i64,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its enrolment status over all programmes.
    pub status: String,
    /// Which field has the customer's reference.
    pub by: By,
    /// What the partner has to do before it can take part.
    #[serde(default)]
    pub action: Option<String>,
}

/// The field of a meter that has the customer's reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// `connection_references`, and the partner's too.
    Connection,
    /// `partner_reference` only.
    Partner,
}

/// All customers.
pub fn customers() -> &'static [Customer] {
    &CUSTOMERS
}

/// Customers whose texts mean harm.
pub fn hostile() -> &'static [Customer] {
    &HOSTILE
}
