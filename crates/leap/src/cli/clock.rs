//! The time: the system's, or the one that `--now` sets.

use chrono::{DateTime, Local, TimeDelta, Utc};

/// A clock. One that is set stands still but for waiting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    set: Option<DateTime<Utc>>,
}

impl Clock {
    /// The system's clock, or one that shows this time.
    pub(crate) fn new(set: Option<DateTime<Utc>>) -> Self {
        Self { set }
    }

    /// The time.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.set.unwrap_or_else(Utc::now)
    }

    /// Waits.
    #[allow(dead_code, reason = "polling waits")]
    pub(crate) fn wait(&mut self, time: TimeDelta) {
        std::thread::sleep(time.to_std().unwrap_or_default());
        self.set = self.set.map(|set| set + time);
    }
}

/// An instant as people at this machine read it: in their time zone.
pub(crate) fn local(instant: DateTime<Utc>) -> String {
    instant.with_timezone(&Local).format("%Y-%m-%d %H:%M:%S %:z").to_string()
}
