//! The client, over HTTP.

mod failures;
mod keys;
mod pages;
pub mod server;
mod waiting;
