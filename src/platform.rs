//! The browser: everything that the page reads from it or asks of it, one file for each capability.

pub(crate) mod download;
pub(crate) mod embedding;
pub(crate) mod focus;
pub(crate) mod history;
pub(crate) mod http;
pub(crate) mod intl;
pub(crate) mod json;
pub(crate) mod loader;
pub(crate) mod navigation;
pub(crate) mod settings;
pub(crate) mod storage;
pub(crate) mod window;
