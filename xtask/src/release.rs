//! `cargo xtask release`: what partners and operators download, and whether it can be trusted.
//!
//! In reading order: [`source`] says which commit is released, and [`versions`] that it has one version. [`folder`] makes the
//! release: [`build`] compiles, [`licences`] reads what the parts are made of and under which terms, [`bundled`] adds what manifests
//! do not list, [`notices`] and [`bom`] write it down, and [`archive`] packs. [`check`] makes a release and checks it; [`compare`]
//! compares files.

mod archive;
mod bom;
mod build;
mod bundled;
mod check;
mod compare;
mod folder;
mod licences;
mod notices;
mod source;
mod versions;

use std::process::ExitCode;

use anyhow::Result;

use crate::args::ReleaseOptions;
use crate::project::Project;

/// Makes a release, and checks it if it is to be checked.
pub(crate) fn run(project: &Project, options: &ReleaseOptions) -> Result<ExitCode> {
    if options.check {
        return check::run(project, options.before.as_deref());
    }
    let release = folder::make(project, options.allow_dirty)?;
    println!("{release}");
    Ok(ExitCode::SUCCESS)
}
