//! A stand-in for Leap's API: the connection statuses, the meter search and the enrolment search.
//!
//! [`Leap`] answers requests as values, and knows nothing about HTTP. The key says what goes wrong ([`keys`]); the query says
//! how many customers there are and how large a page is. Times are relative to when the sandbox started, so that they stay
//! the same from one poll to the next.
//!
//! Nothing is shared with the crate `leap`, on purpose: a stand-in that shared its code would share its mistakes.

mod answer;
mod connections;
pub mod customers;
mod entry;
pub mod keys;
mod meters;
mod query;
mod request;
mod server;
mod token;

pub use answer::{LeapAnswer, LeapBody};
pub use request::Request;
pub use server::{CONNECTIONS_PATH, ENROLMENTS_PATH, Leap, METERS_PATH};
