//! A stand-in for Leap's API: the connection statuses, the meter search and the enrolment search.
//!
//! [`Leap`] answers requests as values, and knows nothing about HTTP. The key says what goes wrong ([`keys`]); the query says
//! how many customers there are and how large a page is. Times are relative to when the sandbox started, so that they stay
//! the same from one poll to the next.
//!
//! [`Journeys`] are the customers who open a link here: the pages of [`http`](crate::http) lead them to a utility and back, and
//! what comes of it is in the API as well.
//!
//! Links, and the names in them, are read by the crate `leap`, as a partner's page writes them. All else is written independently,
//! on purpose: a stand-in that shared its code would share its mistakes.

mod answer;
mod connections;
pub mod customers;
mod entry;
mod ids;
pub mod journey;
mod journeys;
pub mod keys;
mod meters;
pub mod organisations;
pub mod plan;
pub(crate) mod query;
mod request;
mod server;
mod token;

pub use answer::{LeapAnswer, LeapBody};
pub use journeys::Journeys;
pub use request::Request;
pub use server::{CONNECTIONS_PATH, ENROLMENTS_PATH, Leap, METERS_PATH};
