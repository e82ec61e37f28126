//! HTTP: Connect's API, Leap's API and journey, the built page in `dist/`, and the sandbox's own pages.

mod connect_api;
mod connection;
mod files;
mod form;
mod headers;
mod html;
mod journey;
mod journey_pages;
mod leap_api;
mod leap_page;
mod pages;
mod playground;
mod router;
mod settings;
mod stand_ins;
mod state;

pub use connection::serve;
pub use router::{journey_router, router};
pub use settings::set_connect_url;
pub use state::{AppState, Setting};
