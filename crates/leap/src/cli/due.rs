//! Who is due for a reminder now.

use super::data_files::AllMessages;
use super::message::{MessageJson, message};
use super::steps::{self, Deciding, Step};
use chrono::{DateTime, Utc};
use leap::next_step::worst;
use leap::reengagement::{Circumstances, Customer, QuietHours, SendLog, Touch, Verdict, verdict};
use leap::store::Customers;
use leap::utility::Utilities;
use serde::Serialize;
use std::collections::BTreeMap;

/// A reminder that is due, as JSON.
#[derive(Debug, Serialize)]
pub(crate) struct DueJson {
    pub(crate) ref_id: String,
    pub(crate) touch: u8,
    pub(crate) action: &'static str,
    pub(crate) reason: String,
    pub(crate) link: String,
    pub(crate) language: &'static str,
    pub(crate) message: MessageJson,
    pub(crate) run: Option<u64>,
}

/// What is due, and what is not given out.
#[derive(Debug, Default)]
pub(crate) struct Due {
    pub(crate) reminders: Vec<DueJson>,
    /// How many touches are held by quiet hours, a hold or news.
    pub(crate) held: usize,
    /// How many customers have no link in the store, so that there is nothing to send them.
    pub(crate) without_link: usize,
}

impl Due {
    /// The touches, to be marked.
    pub(crate) fn touches(&self) -> Vec<(String, Touch)> {
        let touch = |due: &DueJson| Some((due.ref_id.clone(), Touch::of_number(due.touch)?));
        self.reminders.iter().filter_map(touch).collect()
    }
}

/// What holds for all reminders.
pub(crate) struct Reminding<'a> {
    pub(crate) deciding: &'a Deciding,
    pub(crate) messages: &'a AllMessages,
    pub(crate) utilities: &'a Utilities,
    pub(crate) quiet: Option<QuietHours>,
    pub(crate) now: DateTime<Utc>,
}

/// Who is due now. A customer with several entries gets one touch, by the worst.
pub(crate) fn due(customers: &Customers, reminding: &Reminding<'_>) -> Due {
    let circumstances = Circumstances {
        now: reminding.now,
        last_complete_poll: customers.last_complete_poll,
        mass_vanishing: customers.mass_vanishing,
        holds: &customers.holds,
        quiet: reminding.quiet,
        utilities: reminding.utilities,
    };
    let steps = steps::of_store(customers, reminding.deciding);
    let mut by_customer: BTreeMap<&str, Vec<&Step<'_>>> = BTreeMap::new();
    for step in &steps {
        if let Some(reference) = step.reference {
            by_customer.entry(reference).or_default().push(step);
        }
    }
    let no_log = SendLog::default();
    let mut due = Due::default();
    for (reference, steps) in by_customer {
        let Some(deciding) = worst(steps.iter().map(|step| &step.step)) else { continue };
        let Some(step) = steps.iter().find(|step| std::ptr::eq(&step.step, deciding)) else { continue };
        let Some(since) = step.since else { continue };
        let customer = Customer {
            reference,
            step: &step.step,
            since,
            link_utilities: step.link.map(|link| link.utilities.as_slice()).unwrap_or_default(),
            zone: step.link.and_then(|link| link.zone),
            opted_out: customers.opted_out.contains(reference),
            news: None,
        };
        match verdict(&customer, customers.sent.get(reference).unwrap_or(&no_log), &circumstances) {
            Verdict::Due(touch) => match reminder(step, reference, touch, reminding) {
                Some(reminder) => due.reminders.push(reminder),
                None => due.without_link += 1,
            },
            Verdict::Held { .. } => due.held += 1,
            Verdict::Nothing(_) => {}
        }
    }
    due
}

/// The reminder, if there is a link to send.
fn reminder(step: &Step<'_>, reference: &str, touch: Touch, reminding: &Reminding<'_>) -> Option<DueJson> {
    let link = step.link?;
    let (language, _) = reminding.messages.of(link.language);
    Some(DueJson {
        ref_id: reference.to_owned(),
        touch: touch.number(),
        action: step.step.action.as_str(),
        reason: step.step.reason.to_string(),
        link: link.address.clone(),
        language: language.tag(),
        message: message(&step.step, Some(link), reminding.messages, reminding.deciding.agreements())?,
        run: None,
    })
}
