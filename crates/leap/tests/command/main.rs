//! The tests of the command `leap`, as others run it: one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(unreachable_pub, missing_docs, reason = "a test binary has no public API")]

mod api;
mod run;
mod terminal;

mod arguments;
mod confirmations;
mod customers;
mod fields;
mod forgetting;
mod inventory;
mod links;
mod pictures;
mod polls;
mod polls_at_once;
mod reminders;
mod saved;
mod screens;
mod stores;
