//! Whom to remind now, with which touch, and whom not.
//!
//! A customer gets at most three touches after their last interaction: after an hour, a day and three days. The API's data is
//! an hour old, so the first cannot come earlier.

mod hold;
mod log;
mod quiet;
mod touch;
mod verdict;

pub use hold::Hold;
pub use log::{SendLog, Sent};
pub use quiet::{QuietHours, QuietHoursError, UnknownTimeZone, time_zone};
pub use touch::Touch;
pub use verdict::{Circumstances, Customer, NothingDue, Verdict, verdict};
