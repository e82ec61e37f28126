//! Reminders: whom, when, and whom not.

mod log;
mod quiet_hours;
mod touches;
