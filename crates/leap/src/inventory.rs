//! The meters that customers' connections become, and how far the customers have come.
//!
//! ```text
//! references → search → (Leap's meters and enrolments) → meters, enrolments → matched → funnel
//! ```
//!
//! A meter appears about a day after its connection is completed, sometimes much later. [`searches`] says what to ask for,
//! [`meters`] and [`enrolments`] decode the answers, [`Matched`] finds each customer's meters, and [`Funnel`] counts how
//! far the customers have come. With the feature `client`, [`Client`](crate::client::Client) asks.
//!
//! Meters have names, addresses and serial numbers of customers. None of that is kept.

mod decode;
#[cfg(feature = "client")]
mod fetch;
mod funnel;
mod matching;
mod meter;
mod search;

pub use decode::{InventoryPage, enrolments, meters};
#[cfg(feature = "client")]
pub use fetch::{Fetch, MeterPaths};
pub use funnel::{Customer, Funnel, MeterWait, Progress, Stage};
pub use matching::Matched;
pub use meter::{Enrolment, Meter, ProgrammeEnrolment, RequiredAction, RequiredOf};
pub use search::{LeftOut, Search, SearchBy, Wanted, enrolment_searches, searches};
