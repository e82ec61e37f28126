//! The page without a browser: everything but the views and the effects.
//!
//! The Elm Architecture. Data flows one way, and the modules stand in its order:
//!
//! ```text
//! JSON → connect → domain → state::update(Model, Msg) → view_model::PageView → views
//!      ←  HTTP   ←            Effect                  ←         Msg          ←
//! ```
//!
//! The crate knows no browser and no clock: the current day, the time zone and the language are arguments.

pub mod connect;
pub mod domain;
pub mod locale;
pub mod settings;
pub mod state;
pub mod view_model;
