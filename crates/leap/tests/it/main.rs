//! The tests of `leap`: one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(unreachable_pub, missing_docs, reason = "a test binary has no public API")]

mod support;

mod arbitrary_json;
#[cfg(feature = "client")]
mod client;
mod codes;
mod confirmation;
#[cfg(feature = "cli")]
mod customers;
mod decode;
mod encode;
mod entries;
mod half_characters;
mod instants;
mod inventory;
mod links;
mod messages;
mod names;
mod next_step;
mod reengagement;
mod spreadsheet;
#[cfg(feature = "store")]
mod store;
mod utilities;
