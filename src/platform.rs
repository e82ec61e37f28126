//! The world around the page: what the deployment and the tab tell it.
//!
//! `settings` is pure, so that it can be tested natively; `browser` and `frame` touch the window.

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod frame;
pub mod settings;

pub use settings::Settings;
