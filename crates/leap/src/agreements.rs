//! Which statuses of forms mean that nothing is left to do, from a data file: `data/agreements.json`, or a partner's own.

use crate::connection::Agreement;
use crate::data::{self, DataError};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What the statuses of forms mean.
///
/// ```
/// use leap::agreements::AgreementRules;
/// use leap::connection::Agreement;
///
/// let rules = AgreementRules::built_in();
/// let form = |status: &str| Agreement { name: "x_status".to_owned(), status: status.to_owned() };
/// assert!(!rules.is_open(&form("NOT_REQUIRED")));
/// assert!(rules.is_open(&form("PENDING")));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct AgreementRules {
    not_required: Vec<String>,
    done: Vec<String>,
    #[serde(default)]
    names: BTreeMap<String, String>,
}

impl AgreementRules {
    /// The rules of `data/agreements.json`.
    pub fn built_in() -> Self {
        // A test holds that the file can be read.
        Self::parse(include_str!("../data/agreements.json")).unwrap_or_default()
    }

    /// Reads a data file.
    ///
    /// # Errors
    /// If it is not JSON, or a field is missing.
    pub fn parse(json: &str) -> Result<Self, DataError> {
        data::read(json)
    }

    /// Whether the customer has something left to do. What is not known is open.
    pub fn is_open(&self, agreement: &Agreement) -> bool {
        ![&self.not_required, &self.done].iter().any(|statuses| statuses.contains(&agreement.status))
    }

    /// The name of a form for people. One that is not known is called by its field, without underscores.
    ///
    /// ```
    /// let rules = leap::agreements::AgreementRules::built_in();
    /// assert_eq!(rules.name("prohibited_resource_attestation_status"), "Prohibited Resource Attestation");
    /// assert_eq!(rules.name("generator_agreement_status"), "generator agreement");
    /// ```
    pub fn name(&self, field: &str) -> String {
        let plain = || field.strip_suffix("_status").unwrap_or(field).replace('_', " ");
        self.names.get(field).cloned().unwrap_or_else(plain)
    }
}
