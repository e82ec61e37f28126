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
    /// Its current value or meaning.
    pub text: String,
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

pub(super) fn rows(summary: &Summary, model: &Model, locale: &dyn Locale) -> Vec<SettingRow> {
    let text = |id| locale.text(id);
    let control = |action, label| Control::offered(summary, model, Intent::Do(action), text(label));
    let row = |title, value: MessageId, control| SettingRow {
        title: text(title),
        text: text(value).to_owned(),
        mark: None,
        control,
    };
    let mut rows = Vec::with_capacity(3);
    let connect = control(Action::ConnectTariff, MessageId::ConnectTariff);
    if connect.is_some() || summary.tariff_connected.is_some() {
        let (meaning, mark) = match summary.tariff_connected {
            Some(true) => (MessageId::TariffConnectedMeaning, Some((true, MessageId::TariffConnected))),
            Some(false) => (MessageId::TariffMissingMeaning, Some((false, MessageId::TariffMissing))),
            None => (MessageId::TariffMissingMeaning, None),
        };
        // Connecting is an action only while there is no tariff.
        let control = connect.filter(|_| summary.tariff_connected != Some(true));
        let mark = mark.map(|(good, label)| SettingBadge { good, label: text(label) });
        rows.push(SettingRow { mark, ..row(MessageId::Tariff, meaning, control) });
    }
    if let Some(control) = control(Action::ManagePayments, MessageId::ManagePayments) {
        rows.push(row(MessageId::Payments, MessageId::PaymentsMeaning, Some(control)));
    }
    if let Some(control) = control(Action::ManageParticipation, MessageId::ManageParticipation) {
        let programme = match summary.programme.name.as_str() {
            "" => text(MessageId::ThisProgramme),
            name => name,
        };
        rows.push(SettingRow {
            title: text(MessageId::Participation),
            text: locale.with(MessageId::ParticipationSetting, programme),
            mark: None,
            control: Some(control),
        });
    }
    if rows.is_empty() {
        rows.push(row(MessageId::Settings, MessageId::NothingToManage, None));
    }
    rows
}
