//! The tests of the sandbox, in one binary because linking several takes longer than running them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot continue must stop")]

mod bodies;
mod client;
mod conversation;
mod figures;
mod files;
mod flow;
mod leap;
mod playground;
mod program;
mod requests;
mod scenarios;
mod server;
mod shape;
mod support;
