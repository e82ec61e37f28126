//! The time: the system's, or the one that `--now` sets.

use super::output;
use chrono::{DateTime, TimeDelta, Utc};
use leap::client::Wait;
use std::cell::Cell;
use std::rc::Rc;

/// A clock. One that is set stands still but for waiting.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    set: Rc<Cell<Option<DateTime<Utc>>>>,
}

impl Clock {
    /// The system's clock, or one that shows this time.
    pub(crate) fn new(set: Option<DateTime<Utc>>) -> Self {
        Self { set: Rc::new(Cell::new(set)) }
    }

    /// The time.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.set.get().unwrap_or_else(Utc::now)
    }

    /// Waits until a time.
    pub(crate) fn wait_until(&self, time: DateTime<Utc>) {
        let duration = time - self.now();
        std::thread::sleep(duration.to_std().unwrap_or_default());
        self.advance(duration);
    }

    fn advance(&self, duration: TimeDelta) {
        self.set.set(self.set.get().map(|set| set + duration));
    }
}

/// The client's waits for Leap.
impl leap::client::Clock for Clock {
    fn now(&self) -> DateTime<Utc> {
        self.now()
    }

    fn wait(&self, wait: &Wait) {
        let answer =
            wait.status.map_or_else(|| "the connection broke".to_owned(), |status| format!("Leap says {status}"));
        output::note(&format!("{answer}: trying again in {} s", wait.duration.as_secs_f64().ceil()));
        std::thread::sleep(wait.duration);
        self.advance(TimeDelta::from_std(wait.duration).unwrap_or_default());
    }
}
