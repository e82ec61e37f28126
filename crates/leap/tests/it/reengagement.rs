//! Reminders: whom, when, and whom not.

mod case;
mod held;
mod log;
mod quiet_hours;
mod touches;
