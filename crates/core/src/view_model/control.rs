//! Controls that post an action.

use crate::domain::{Intent, Summary};
use crate::state::Model;

/// A control that posts an action.
#[derive(Clone, Debug, PartialEq)]
pub struct Control {
    /// Its text.
    pub label: &'static str,
    /// What it asks for.
    pub intent: Intent,
    /// Whether its own request is under way.
    pub busy: bool,
    /// Whether it cannot be used.
    pub disabled: bool,
    /// Whether it is the selected one of a group.
    pub pressed: bool,
}

impl Control {
    /// A control in the current state of the session.
    pub(super) fn new(model: &Model, intent: Intent, label: &'static str) -> Self {
        let busy = model.pending.as_ref().is_some_and(|pending| pending.intent == Some(intent));
        Self { label, intent, busy, disabled: model.has_to_wait(), pressed: false }
    }

    /// The control for an intent, or `None` if Connect does not offer its action or the session has ended.
    pub(super) fn offered(summary: &Summary, model: &Model, intent: Intent, label: &'static str) -> Option<Self> {
        (summary.offers(intent.action()) && !model.has_ended()).then(|| Self::new(model, intent, label))
    }
}
