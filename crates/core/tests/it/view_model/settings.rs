//! The settings: rows with values, and controls where something can be done.

use crate::support::page::Page;
use vpp_core::domain::{Action, Participation};
use vpp_core::view_model::SettingRow;

/// The rows where only these actions are offered.
fn rows(actions: &[Action], tariff_connected: Option<bool>) -> Vec<SettingRow> {
    let page = Page::with(|summary| (summary.actions, summary.tariff_connected) = (actions.to_vec(), tariff_connected));
    page.summary().settings
}

/// Title, value, whether it asks for something, and whether something can be done.
type Seen = (&'static str, &'static str, bool, bool);

fn seen(rows: &[SettingRow]) -> Vec<Seen> {
    rows.iter().map(|row| (row.title, row.value, row.attention, row.control.is_some())).collect()
}

#[test]
fn each_row_has_a_title_a_value_and_what_can_be_done() {
    let payments = ("Payments", "", false, true);
    let participation = ("Participation", "Paused", false, true);
    let missing = ("Connect your tariff", "Not connected", true, true);
    assert_eq!(seen(&rows(&Action::ALL, Some(false))), [payments, participation, missing]);
    let connected = ("Electricity tariff", "Connected", false, false);
    assert_eq!(seen(&rows(&Action::ALL, Some(true))), [payments, participation, connected]);
    assert_eq!(seen(&rows(&[Action::ManagePayments], None)), [payments]);
    assert_eq!(seen(&rows(&[Action::ManageParticipation], None)), [participation]);
}

#[test]
fn a_row_asks_only_for_what_can_be_done() {
    for (actions, connected, expected) in [
        (&[Action::ConnectTariff][..], Some(false), ("Connect your tariff", "Not connected", true, true)),
        // Nobody knows whether one is connected.
        (&[Action::ConnectTariff], None, ("Connect your tariff", "", false, true)),
        (&[Action::ConnectTariff], Some(true), ("Electricity tariff", "Connected", false, false)),
        (&[], Some(true), ("Electricity tariff", "Connected", false, false)),
        (&[], Some(false), ("Electricity tariff", "Not connected", false, false)),
        (&[], None, ("Nothing to change here right now.", "", false, false)),
        (&[Action::Back, Action::Close], None, ("Nothing to change here right now.", "", false, false)),
    ] {
        assert_eq!(seen(&rows(actions, connected)), [expected], "{actions:?} {connected:?}");
    }
}

#[test]
fn the_participation_row_has_the_word_of_the_status() {
    for state in ["ACTIVE", "SUSPENDED", "FAILED", "NEW"] {
        let page = Page::with(|summary| summary.programme.participation = Participation::parse(state));
        let summary = page.summary();
        let row = summary.settings.iter().find(|row| row.title == "Participation").unwrap();
        assert_eq!((row.value, row.attention), (summary.status.word, false), "{state}");
    }
}
