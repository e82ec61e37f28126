//! A stand-in for Flatpeak Connect and for Leap: plays the `vpp_summary` conversation and Leap's API well enough to develop
//! and test against.
//!
//! [`connect`] is the conversation: a request body goes in, an [`Answer`](connect::Answer) comes out, and neither knows
//! about HTTP. [`leap`] is Leap's API in the same way. [`http`] serves both over HTTP, together with the built page and the
//! sandbox's own pages. [`calendar`], [`decimal`] and [`dispatch`] make up the figures.
//!
//! The calendar and the money are written independently of the page's own code, on purpose: a stand-in that shared the
//! page's code would share its mistakes.

pub mod calendar;
pub mod connect;
pub mod decimal;
pub mod dispatch;
pub mod http;
pub mod leap;
