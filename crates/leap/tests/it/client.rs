//! The client, over HTTP.

mod failures;
mod keys;
mod pages;
mod server;
mod waiting;
