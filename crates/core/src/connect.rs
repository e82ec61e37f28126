//! Flatpeak's Connect API: one endpoint that takes a request and answers with the next page.
//!
//! `request` writes bodies, `json` reads documents, `decode` turns answers into the domain, and `reply` decides what an HTTP
//! response means.

pub mod decode;
mod figures;
pub mod json;
mod reader;
pub mod reply;
pub mod request;

pub use decode::{Decoded, Unreadable};
