//! What the sandbox promises, in one test program because linking several takes longer than running them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has to stop")]

mod bodies;
mod client;
mod conversation;
mod figures;
mod files;
mod program;
mod requests;
mod scenarios;
mod server;
mod support;
