//! The participation and the settings.

use super::{SettingRow, control};
use crate::domain::{Action, Intent, Participation, Summary};
use crate::locale::{Locale, Text};
use crate::state::Model;

/// How the customer stands to the programme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Status {
    /// The API's name of the state, for the hook `data-participation-state`.
    pub name: String,
    /// The state in a word.
    pub word: &'static str,
    /// What it means and what happens next.
    pub meaning: String,
    /// Its picture.
    pub icon: Icon,
}

/// The picture of a state. Each has a shape of its own, so that colour only repeats what the shape says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Icon {
    /// An empty circle: not part of it.
    Outside,
    /// A clock: under way.
    Waiting,
    /// A tick: in order.
    Good,
    /// Two bars: paused.
    Paused,
    /// A door: left.
    Left,
    /// A cross: failed.
    Failed,
    /// A question mark.
    #[default]
    Unknown,
}

pub(super) fn of(summary: &Summary, locale: &dyn Locale) -> Status {
    let (word, meaning, icon) = match &summary.programme.participation {
        Participation::NotEnrolled => (Text::NotEnrolled, Text::NotEnrolledMeaning, Icon::Outside),
        Participation::Enrolling => (Text::Enrolling, Text::EnrollingMeaning, Icon::Waiting),
        Participation::Active => (Text::Active, Text::ActiveMeaning, Icon::Good),
        Participation::Suspended => (Text::Suspended, Text::SuspendedMeaning, Icon::Paused),
        Participation::Unenrolling => (Text::Unenrolling, Text::UnenrollingMeaning, Icon::Waiting),
        Participation::Unenrolled => (Text::Unenrolled, Text::UnenrolledMeaning, Icon::Left),
        Participation::Failed => (Text::Failed, Text::FailedMeaning, Icon::Failed),
        Participation::Unknown(_) => (Text::UnknownState, Text::UnknownStateMeaning, Icon::Unknown),
    };
    // Without a name the provider is "your provider", which has a capital letter where it begins the sentence.
    let unnamed = if locale.text(meaning).starts_with("{0}") { Text::YourProviderFirst } else { Text::YourProvider };
    let provider = match summary.programme.provider.as_str() {
        "" => locale.text(unnamed),
        provider => provider,
    };
    let mut meaning = locale.with(meaning, provider);
    if word == Text::Suspended && summary.performance.is_some() {
        meaning = [&meaning, locale.text(Text::SuspendedEarnings)].join(" ");
    }
    Status { name: summary.programme.participation.name().to_owned(), word: locale.text(word), meaning, icon }
}

/// What stands in place of the figures: a title, and what to expect if there is anything to expect.
pub(super) fn no_figures(summary: &Summary, locale: &dyn Locale) -> (&'static str, &'static str) {
    let (title, meaning) = match summary.programme.participation {
        _ if summary.unreadable => (Text::NoFigures, Text::NoFiguresMeaning),
        Participation::Enrolling | Participation::Active | Participation::Suspended => {
            (Text::NoEarningsYet, Text::NoEarningsYetMeaning)
        }
        _ => (Text::NoEarnings, Text::NoEarningsMeaning),
    };
    (locale.text(title), locale.text(meaning))
}

pub(super) fn settings(summary: &Summary, model: &Model, locale: &dyn Locale) -> Vec<SettingRow> {
    let text = |text| locale.text(text);
    let owned = |text| locale.text(text).to_owned();
    let control = |action, label| control(summary, model, Intent::Do(action), locale.text(label));
    let mut rows = Vec::with_capacity(3);
    let connect = control(Action::ConnectTariff, Text::ConnectTariff);
    if connect.is_some() || summary.tariff_connected.is_some() {
        let (meaning, mark) = match summary.tariff_connected {
            Some(true) => (Text::TariffConnectedMeaning, Some((true, text(Text::TariffConnected)))),
            Some(false) => (Text::TariffMissingMeaning, Some((false, text(Text::TariffMissing)))),
            None => (Text::TariffMissingMeaning, None),
        };
        // Connecting is a call to action only while there is no tariff.
        let control = connect.filter(|_| summary.tariff_connected != Some(true));
        rows.push(SettingRow { title: text(Text::Tariff), text: owned(meaning), mark, control });
    }
    if let Some(control) = control(Action::ManagePayments, Text::ManagePayments) {
        rows.push(SettingRow {
            title: text(Text::Payments),
            text: owned(Text::PaymentsMeaning),
            mark: None,
            control: Some(control),
        });
    }
    if let Some(control) = control(Action::ManageParticipation, Text::ManageParticipation) {
        let programme = match summary.programme.name.as_str() {
            "" => locale.text(Text::ThisProgramme),
            name => name,
        };
        rows.push(SettingRow {
            title: text(Text::Participation),
            text: locale.with(Text::ParticipationSetting, programme),
            mark: None,
            control: Some(control),
        });
    }
    if rows.is_empty() {
        rows.push(SettingRow {
            title: text(Text::Settings),
            text: owned(Text::NothingToManage),
            mark: None,
            control: None,
        });
    }
    rows
}
