//! The tests of the command `leap`, as others run it: one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(unreachable_pub, missing_docs, reason = "a test binary has no public API")]
// Other users, terminals and full devices are Linux's in these tests.
#![cfg_attr(not(target_os = "linux"), allow(dead_code, unused_imports, reason = "some tests are for Linux only"))]

mod api;
mod run;

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
