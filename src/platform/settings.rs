//! The deployment's settings and languages, as `index.html` states them.

use super::window::attributes;
use vpp_core::domain::{Problem, ProblemKind};
use vpp_core::settings::Settings;

/// Reads the settings.
///
/// # Errors
/// The problem to show if a setting is wrong.
pub(crate) fn read() -> Result<Settings, Problem> {
    let metas = attributes("meta[name^='vpp:']", "name", "content");
    Settings::read(metas).map_err(|sentence| Problem::because(ProblemKind::Configuration, sentence))
}

/// The languages with texts: their tags and their own names.
pub(crate) fn languages() -> Vec<(String, String)> {
    attributes("link[data-messages]", "hreflang", "title")
}
