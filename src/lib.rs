//! The customer's page of virtual-power-plant earnings for Flatpeak Connect, route `vpp_summary`.
//!
//! Data flows one way, and the modules stand in its order:
//!
//! ```text
//! Connect JSON → connect::wire → connect::decode → domain → state (pure update) → present → components
//!              ← connect::http ←      Effect     ←                               ←   Msg
//! ```
//!
//! Invariants, held by `tests/architecture.rs`: only `connect::wire` knows serde; `domain` knows no clock, no
//! browser and no Leptos; nothing outside tests unwraps; the current day and the time zone are arguments.

pub mod chart;
#[cfg(target_arch = "wasm32")]
pub mod components;
pub mod connect;
pub mod domain;
pub mod host;
pub mod locale;
pub mod present;
pub mod state;
