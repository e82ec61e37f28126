//! The world around the page: what the deployment and the tab tell it.
//!
//! `settings` is pure, so that it can be tested natively; `browser` is the only one that touches the window.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod settings;

pub use settings::Settings;
