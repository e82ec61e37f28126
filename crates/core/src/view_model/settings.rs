//! The settings tab.

use super::control::Control;
use crate::domain::{Action, Intent, Summary};
use crate::locale::{Locale, MessageId};
use crate::state::Model;

/// One row of the settings.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingRow {
    /// Its title.
    pub title: &'static str,
    /// Its current value; may be empty.
    pub value: &'static str,
    /// Whether the value asks for something.
    pub attention: bool,
    /// What the customer can do.
    pub control: Option<Control>,
}

/// `state` is the participation in a word.
pub(super) fn rows(summary: &Summary, state: &'static str, model: &Model, locale: &dyn Locale) -> Vec<SettingRow> {
    let text = |id| locale.text(id);
    let control = |action, label| Control::offered(summary, model, Intent::Do(action), text(label));
    let row = |title, value, control| SettingRow { title: text(title), value, attention: false, control };
    let mut rows = Vec::with_capacity(3);
    if let Some(control) = control(Action::ManagePayments, MessageId::Payments) {
        rows.push(row(MessageId::Payments, "", Some(control)));
    }
    if let Some(control) = control(Action::ManageParticipation, MessageId::Participation) {
        rows.push(row(MessageId::Participation, state, Some(control)));
    }
    let connect = control(Action::ConnectTariff, MessageId::ConnectTariff);
    if connect.is_some() || summary.tariff_connected.is_some() {
        let is_connected = summary.tariff_connected == Some(true);
        // Connect offers CONNECT_TARIFF while no tariff is connected. Without the action, the row asks for nothing.
        let control = connect.filter(|_| !is_connected);
        let title = if control.is_some() { MessageId::ConnectTariff } else { MessageId::Tariff };
        let value = match summary.tariff_connected {
            Some(true) => text(MessageId::TariffConnected),
            Some(false) => text(MessageId::TariffMissing),
            None => "",
        };
        rows.push(SettingRow { attention: control.is_some() && !value.is_empty(), ..row(title, value, control) });
    }
    if rows.is_empty() {
        rows.push(row(MessageId::NothingToManage, "", None));
    }
    rows
}
