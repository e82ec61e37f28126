//! The server that the tests of deploy/ start.

use crate::chromium::{is_debian, is_root};
use crate::project::{Project, Result, answer, say, succeeds};

/// Where the package of a distribution has it; `sbin` is not on everybody's PATH.
const CANDIDATES: [&str; 4] = ["nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx"];

/// Finds nginx and what else its tests need, or installs Debian's packages. Without them the tests of the deployment are
/// left out, which is said.
pub(crate) fn set_up(project: &Project) -> Result<()> {
    if is_installed(project) || (is_root(project) && is_debian() && install(project)? && is_installed(project)) {
        return Ok(());
    }
    say("nginx, envsubst or openssl is not installed, so the tests of deploy/ that need it are left out.");
    Ok(())
}

/// Whether one of the candidates starts, and so do its companions. nginx prints its version to the error stream, so the
/// exit code has to do.
fn is_installed(project: &Project) -> bool {
    let starts = |path: &str, argument: &str| answer(project.command(path).arg(argument)).is_some();
    CANDIDATES.iter().any(|path| starts(path, "-v")) && starts("envsubst", "--version") && starts("openssl", "version")
}

/// Installs Debian's package, with what else its tests need, and tells whether that worked.
fn install(project: &Project) -> Result<bool> {
    say("Installing nginx, gettext and openssl from Debian's packages, for the tests of deploy/. This happens once.");
    let mut update = project.command("apt-get");
    if !succeeds(update.args(["update", "--quiet"]))? {
        return Ok(false);
    }
    let mut install = project.command("apt-get");
    install
        .args(["install", "--quiet", "--yes", "--no-install-recommends", "nginx", "gettext-base", "openssl"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    succeeds(&mut install)
}
