//! Plays Connect. Data flows one way.
//!
//! [`request`] checks a body against the JSON Schemas ([`schema`]) and decodes it. [`Sandbox`] finds the session of its
//! token and hands both to the handler, which decides what happens. [`summary`] builds the page from a [`mod@scenario`]
//! and its figures, and a [`fault`] may replace the result. The outcome is an [`answer`], which knows nothing of HTTP.

pub mod answer;
pub mod fault;
pub mod fields;
mod handler;
mod joining;
pub mod problem;
pub mod request;
pub mod sandbox;
pub mod scenario;
pub mod schema;
mod session;
pub mod summary;

pub use answer::{Answer, Delivery};
pub use fault::{Fault, FaultKind, Trigger};
pub use problem::{Problem, RequestContext};
pub use request::{Action, Request, RequestKind};
pub use sandbox::Sandbox;
pub use scenario::{Scenario, scenario, scenarios};
