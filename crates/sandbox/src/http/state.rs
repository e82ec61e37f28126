//! What the handlers share.

use std::path::PathBuf;

use crate::{
    connect::Sandbox,
    leap::{Leap, organisations::Organisations},
};

/// What the server serves.
#[derive(Debug)]
pub struct AppState {
    /// The conversation.
    pub sandbox: Sandbox,
    /// Leap's API, and the journeys.
    pub leap: Leap,
    /// The partners' organisations at Leap.
    pub organisations: Organisations,
    /// The origin of Leap's journey.
    pub journey_origin: String,
    /// The folder with the built page.
    pub dist: PathBuf,
    /// Another Connect service for the page to use; without it, this one.
    pub connect_url: Option<String>,
    /// The origins that may show the page in a frame, separated by spaces; without it, none.
    pub allowed_origins: Option<String>,
    /// More settings of the page.
    pub settings: Vec<Setting>,
}

/// A setting of the page: a `<meta>` element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name, such as `vpp:leap-link`.
    pub name: String,
    /// Its content.
    pub content: String,
}

impl AppState {
    /// A sandbox at this origin, in which customers join by the journeys at Leap. It has no page yet.
    pub fn new(origin: &str, sandbox: Sandbox, leap: Leap) -> Self {
        Self {
            sandbox: sandbox.with_origin(origin).with_journeys(leap.journeys()),
            leap,
            organisations: Organisations::of(origin),
            journey_origin: String::new(),
            dist: PathBuf::new(),
            connect_url: None,
            allowed_origins: None,
            settings: Vec::new(),
        }
    }
}
