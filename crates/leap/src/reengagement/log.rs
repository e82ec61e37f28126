//! What was given out: each touch of each customer, in numbered runs.

use super::touch::Touch;
use chrono::{DateTime, Utc};

/// A touch that was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The run that gave it out.
    pub run: u64,
    /// The customer.
    pub reference: String,
    /// The touch.
    pub touch: Touch,
    /// When.
    pub at: DateTime<Utc>,
}

/// The touches that were given out.
///
/// ```
/// use leap::reengagement::{SendLog, Touch};
///
/// let now = leap::instant::parse("2026-07-01T11:00:00Z").ok_or("no date-time")?;
/// let mut log = SendLog::default();
/// let run = log.mark([("R1", Touch::First)], now);
/// assert_eq!((run, log.sent().len()), (1, 1));
/// assert_eq!(log.undo(run), 1);
/// assert!(log.sent().is_empty());
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SendLog {
    sent: Vec<Sent>,
    last_run: u64,
}

impl SendLog {
    /// A log of touches from a store, and the number of the last run, which may have been undone.
    pub fn new(sent: Vec<Sent>, last_run: u64) -> Self {
        let highest = sent.iter().map(|sent| sent.run).max().unwrap_or_default();
        Self { sent, last_run: last_run.max(highest) }
    }

    /// What was given out.
    pub fn sent(&self) -> &[Sent] {
        &self.sent
    }

    /// Marks touches as given out, as one run, and returns its number. Numbers are not used again.
    pub fn mark<'a>(&mut self, touches: impl IntoIterator<Item = (&'a str, Touch)>, at: DateTime<Utc>) -> u64 {
        let run = self.last_run.saturating_add(1);
        self.last_run = run;
        let sent = |(reference, touch): (&str, Touch)| Sent { run, reference: reference.to_owned(), touch, at };
        self.sent.extend(touches.into_iter().map(sent));
        run
    }

    /// Takes a whole run back, and returns how many touches it had.
    pub fn undo(&mut self, run: u64) -> usize {
        let before = self.sent.len();
        self.sent.retain(|sent| sent.run != run);
        before - self.sent.len()
    }

    /// The last touch that a customer got since an instant. Earlier ones belong to an earlier attempt of the customer.
    pub(super) fn last_since(&self, reference: &str, since: DateTime<Utc>) -> Option<Touch> {
        let of_customer = self.sent.iter().filter(|sent| sent.reference == reference && sent.at >= since);
        of_customer.map(|sent| sent.touch).max()
    }
}
