//! When the figures arrived, and the way to newer ones.

use super::control::Control;
use super::env::Env;
use crate::domain::{Intent, Performance, Summary};
use crate::locale::MessageId;
use crate::state::Model;

/// When the figures arrived, and the way to newer ones.
#[derive(Clone, Debug, PartialEq)]
pub struct RefreshView {
    /// When they arrived, by the visitor's own clock. Connect does not say when it calculated them.
    pub updated: String,
    /// Asks for them again, where Connect offers that.
    pub control: Option<Control>,
}

impl RefreshView {
    pub(super) fn of(summary: &Summary, performance: &Performance, model: &Model, env: &Env<'_>) -> Option<Self> {
        let locale = env.locale;
        let arrived = model.cache.arrived(model.period()?)?;
        let control = Control::offered(summary, model, Intent::Refresh, locale.text(MessageId::Refresh));
        Some(Self {
            updated: locale.with(MessageId::Updated, &locale.clock(arrived)),
            control: control.filter(|_| performance.available.contains(&performance.period.kind())),
        })
    }
}
