//! Where the store is, and how it is opened.

use super::args::Options;
use super::failure::Failure;
use super::output;
use directories::BaseDirs;
use leap::store::Store;
use std::path::PathBuf;

/// Opens the store to write.
pub(crate) fn to_write(options: &Options) -> Result<Store, Failure> {
    Ok(Store::open(&path(options)?)?)
}

/// Opens the store to read.
pub(crate) fn to_read(options: &Options) -> Result<Store, Failure> {
    let path = path(options)?;
    if options.verbose > 0 {
        output::note(&format!("store: {}", leap::text::visible(&path.display().to_string())));
    }
    Ok(Store::open_to_read(&path)?)
}

/// Opens the store to read, if it was asked for or is there.
pub(crate) fn if_any(options: &Options) -> Result<Option<Store>, Failure> {
    if options.store.is_some() {
        return to_read(options).map(Some);
    }
    match path(options) {
        Ok(path) if path.exists() => Ok(Some(Store::open_to_read(&path)?)),
        _ => Ok(None),
    }
}

/// The file of the store.
fn path(options: &Options) -> Result<PathBuf, Failure> {
    let default = || data_folder().map(|folder| folder.join("leap").join("leap.db"));
    options.store.clone().or_else(default).ok_or(Failure::NoHome)
}

/// The user's data folder. Without a home there is none: nothing is made in `/`, nor in the home of another user that the
/// system's list of users happens to name.
fn data_folder() -> Option<PathBuf> {
    let is_stated = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(unix) && !is_stated("HOME") && !is_stated("XDG_DATA_HOME") {
        return None;
    }
    let folders = BaseDirs::new()?;
    let has_home = folders.home_dir().parent().is_some() && folders.home_dir().is_dir();
    (has_home || is_stated("XDG_DATA_HOME")).then(|| folders.data_dir().to_owned())
}
