//! The settings tab.

use super::control::Control;
use crate::domain::{Action, Intent, Summary};
use crate::locale::{Locale, MessageId};
use crate::state::Model;

/// One entry of the settings.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingRow {
    /// Its title.
    pub title: &'static str,
    /// Its current value or meaning; empty where the badge says it.
    pub text: &'static str,
    /// Whether it is in order; `None` where there is nothing to tell.
    pub mark: Option<SettingBadge>,
    /// What the customer can do.
    pub control: Option<Control>,
}

/// Whether a setting is in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SettingBadge {
    /// In order, or something to do.
    pub good: bool,
    /// The same in a word.
    pub label: &'static str,
}

/// `state` is the participation in a word.
pub(super) fn rows(summary: &Summary, state: &'static str, model: &Model, locale: &dyn Locale) -> Vec<SettingRow> {
    let text = |id| locale.text(id);
    let control = |action, label| Control::offered(summary, model, Intent::Do(action), text(label));
    let row = |title, value, control| SettingRow { title: text(title), text: value, mark: None, control };
    let mut rows = Vec::with_capacity(3);
    let connect = control(Action::ConnectTariff, MessageId::ConnectTariff);
    if connect.is_some() || summary.tariff_connected.is_some() {
        let mark = summary.tariff_connected.map(|good| {
            let label = if good { MessageId::TariffConnected } else { MessageId::TariffMissing };
            SettingBadge { good, label: text(label) }
        });
        // Connect offers CONNECT_TARIFF while no tariff is connected. Without the action, the text asks for nothing.
        let control = connect.filter(|_| summary.tariff_connected != Some(true));
        let value = if control.is_some() { text(MessageId::TariffNeeded) } else { "" };
        rows.push(SettingRow { mark, ..row(MessageId::Tariff, value, control) });
    }
    if let Some(control) = control(Action::ManagePayments, MessageId::ManagePayments) {
        rows.push(row(MessageId::Payments, text(MessageId::PaymentsMeaning), Some(control)));
    }
    if let Some(control) = control(Action::ManageParticipation, MessageId::ManageParticipation) {
        rows.push(row(MessageId::Participation, state, Some(control)));
    }
    if rows.is_empty() {
        rows.push(row(MessageId::Settings, text(MessageId::NothingToManage), None));
    }
    rows
}
