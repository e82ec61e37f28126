//! Meters, enrolments, and the funnel.

mod decode;
#[cfg(feature = "client")]
mod fetch;
mod funnel;
mod search;
