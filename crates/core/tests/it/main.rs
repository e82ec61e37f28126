//! The tests of `vpp-core`: one binary, in folders by layer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(unreachable_pub, missing_docs, reason = "a test binary has no public API")]

mod support;

mod connect;
mod documented;
mod domain;
mod every_reading;
mod journey;
mod large_series;
mod locale;
mod reports;
mod state;
mod view_model;
