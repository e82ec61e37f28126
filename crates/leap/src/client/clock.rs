//! The clock of a client: what time it is, and how to wait. Tests bring their own and wait for nothing.

use chrono::{DateTime, Utc};
use std::time::Duration;

/// Tells the time, and waits.
pub trait Clock {
    /// The time.
    fn now(&self) -> DateTime<Utc>;

    /// Waits before a request is sent again. A command can tell the user here.
    fn wait(&self, wait: &Wait);
}

/// Why a client waits, and how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// How long.
    pub duration: Duration,
    /// The status of the answer; `None` if the connection broke.
    pub status: Option<u16>,
    /// How often the request was sent.
    pub tries: u32,
}

/// The clock of the system.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn wait(&self, wait: &Wait) {
        std::thread::sleep(wait.duration);
    }
}
