//! A stand-in for Flatpeak Connect: plays the `vpp_summary` conversation well enough to develop and test against.
//!
//! Data flows one way. A request body is checked against the schemas ([`schema`]) and decoded ([`request`]); the
//! [`session`] that its token names, and the `turn` it takes there, decide what happens; [`summary`] builds the page
//! from a [`mod@scenario`] and the figures of [`dispatch`]; the result is an [`answer::Answer`], which knows nothing of
//! HTTP. Only [`http`] does.
//!
//! The calendar and the money are written independently of the page's own, on purpose: this is a double, and a double
//! that shared the page's code would share its mistakes.

pub mod answer;
pub mod calendar;
pub mod decimal;
pub mod dispatch;
pub mod http;
pub mod request;
pub mod scenario;
pub mod schema;
pub mod session;
pub mod summary;
mod turn;

pub use answer::{Answer, Delivery};
pub use scenario::{Scenario, scenario, scenarios};
pub use session::Sandbox;
