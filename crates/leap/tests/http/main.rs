//! The client and the command against the sandbox's Leap, over HTTP: one binary.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(unreachable_pub, missing_docs, reason = "a test binary has no public API")]

mod client;
mod command;
mod desk;
mod proxies;
mod sandbox;
mod tls;
