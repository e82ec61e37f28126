//! Leap's authorization links and connection status, and the next step for every customer.
//!
//! A customer of a virtual power plant earns nothing before their utility shares the meter's data. Leap has two journeys for
//! that, and an API that tells how far each customer has come. This crate has the rules: no clock (`now` is an argument), no
//! network, no files. What needs these is behind features: `client` asks Leap over HTTP, `store` keeps customers in SQLite, and
//! `cli`, which is on by default, is the command `leap`.
//!
//! ```text
//! customer → Link → (Leap's journey) → Connect API → decode → Connection → next_step → reengagement → a message
//! ```
//!
//! - [`link`]: makes and reads the addresses that customers get; [`confirmation`]: reads the one that they return with.
//! - [`connection`] and [`decode`]: what the Connect API says, with everything unknown kept as it came.
//! - [`entries`]: the entries of a poll, each once and by customer.
//! - [`next_step`]: what to do about each connection, and who has to do it.
//! - [`reengagement`]: whom to remind now, and whom not.
//! - [`messages`]: what the customer is told, in the languages of the page.
//! - [`inventory`]: the meters that connections become, and how far the customers have come.
//! - `client`: asks Leap for connections, meters and enrolments.
//! - `store`: customers and connections in a file; `customers`: lists of customers as CSV.
//! - [`spreadsheet`]: what spreadsheets do to references.
//!
//! Leap's reference of the Connect API needs an account. What it leaves open is decided in one place each, marked
//! **unverified**: in [`codes`], [`agreements`], [`utility`] and [`messages`], which are data files that a partner can
//! replace, or in a constant or function. `docs/decisions.md` lists them all.
//!
//! ```
//! use leap::link::Link;
//! use leap::name::{OrgName, ReferenceId};
//! use leap::utility::Utilities;
//!
//! let utilities = Utilities::built_in();
//! let sdge = utilities.by_id("sdge")?.clone();
//! let link = Link::direct(OrgName::parse("Acme")?, sdge, None)?.with_reference(ReferenceId::parse("Test1012")?);
//! assert_eq!(link.to_string(), "https://www.addleap.com/Acme/sdge/getting-started?refId=Test1012");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod address;
pub mod agreements;
pub mod class;
#[cfg(feature = "client")]
pub mod client;
pub mod codes;
pub mod confirmation;
pub mod connection;
#[cfg(feature = "cli")]
pub mod customers;
pub mod data;
pub mod decode;
mod encode;
pub mod entries;
pub mod instant;
pub mod inventory;
pub mod language;
pub mod link;
pub mod messages;
pub mod name;
pub mod next_step;
pub mod reengagement;
pub mod region;
pub mod spreadsheet;
#[cfg(feature = "store")]
pub mod store;
pub mod text;
pub mod utility;
