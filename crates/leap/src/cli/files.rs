//! Writes files that appear whole or not at all.

use super::failure::Failure;
use super::{input, output};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What is written and not in its place yet.
pub(crate) enum Pending {
    /// A file beside its place, so that both are on one disk.
    Beside(BesideFile),
    /// For a device or a pipe, which nothing can be put in the place of.
    Device {
        /// Its path.
        place: PathBuf,
        /// What is written to it.
        bytes: Vec<u8>,
    },
    /// For standard output.
    Standard(Vec<u8>),
}

/// A file beside its place. It is removed unless it gets there.
pub(crate) struct BesideFile {
    beside: PathBuf,
    place: PathBuf,
}

impl Pending {
    /// Writes a file beside its place. Others cannot read it, since it is about customers, unless they could read the file that
    /// it replaces.
    pub(crate) fn write(place: &Path, bytes: &[u8]) -> Result<Self, Failure> {
        if place.as_os_str() == input::STANDARD {
            return Ok(Self::Standard(bytes.to_vec()));
        }
        // A link to a file stays, and the file is replaced.
        let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
        let replaced = fs::metadata(&place).ok();
        if replaced.as_ref().is_some_and(|replaced| replaced.is_dir()) {
            return Err(not_written(&place, io::ErrorKind::IsADirectory.into()));
        }
        if replaced.as_ref().is_some_and(|replaced| !replaced.is_file()) {
            return Ok(Self::Device { place, bytes: bytes.to_vec() });
        }
        let mut name = place.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.new", std::process::id()));
        let file = BesideFile { beside: place.with_file_name(name), place };
        let written = create(&file.beside).and_then(|mut to| {
            to.write_all(bytes)?;
            if let Some(replaced) = replaced {
                to.set_permissions(replaced.permissions())?;
            }
            to.sync_all()
        });
        written.map_err(|error| not_written(&file.place, error))?;
        Ok(Self::Beside(file))
    }

    /// Puts the file into its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Standard(bytes) => output::print_bytes(&bytes),
            Self::Device { place, bytes } => {
                let written = File::options().write(true).open(&place).and_then(|mut to| to.write_all(&bytes));
                written.map_err(|error| not_written(&place, error))
            }
            Self::Beside(file) => {
                fs::rename(&file.beside, &file.place).map_err(|error| not_written(&file.place, error))
            }
        }
    }
}

impl Drop for BesideFile {
    fn drop(&mut self) {
        // After a rename there is none.
        let _ = fs::remove_file(&self.beside);
    }
}

/// Whether two paths name one file. Devices and pipes are no files: what is read from them is not replaced.
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other && one.is_file(),
        _ => false,
    }
}

fn create(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn not_written(place: &Path, error: io::Error) -> Failure {
    Failure::Write { file: place.display().to_string(), error }
}
