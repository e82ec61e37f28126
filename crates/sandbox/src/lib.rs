//! A stand-in for Flatpeak Connect: plays the `vpp_summary` conversation well enough to develop and test against.
//!
//! [`connect`] is the conversation: a request body goes in, an [`Answer`](connect::Answer) comes out, and neither knows
//! about HTTP. [`http`] serves it over HTTP, together with the built page and the sandbox's own pages. [`calendar`],
//! [`decimal`] and [`dispatch`] make up the figures.
//!
//! The calendar and the money are written independently of the page's own code, on purpose: a stand-in that shared the
//! page's code would share its mistakes.

pub mod calendar;
pub mod connect;
pub mod decimal;
pub mod dispatch;
pub mod http;
