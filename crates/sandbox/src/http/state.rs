//! What the handlers share.

use std::path::PathBuf;

use crate::{connect::Sandbox, leap::Leap};

/// What the server serves.
#[derive(Debug)]
pub struct AppState {
    /// The conversation.
    pub sandbox: Sandbox,
    /// Leap's API.
    pub leap: Leap,
    /// The folder with the built page.
    pub dist: PathBuf,
    /// Another Connect service for the page to use; without it, this one.
    pub connect_url: Option<String>,
    /// The origins that may show the page in a frame, separated by spaces; without it, none.
    pub allowed_origins: Option<String>,
}
