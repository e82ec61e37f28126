//! The boundary to Flatpeak's Connect API: one endpoint that takes a request and answers with the next page.
//!
//! `wire` is JSON exactly as it is sent and received, `decode` turns answers into the domain, `reply` decides what an
//! HTTP response means, and `http` is the only place that talks to the network.

pub mod decode;
#[cfg(target_arch = "wasm32")]
pub mod http;
pub mod reply;
pub mod wire;

pub use decode::{Answer, Decoded, Unreadable};
