//! Node and the npm packages. The build and the tests need them; the page does not.

use anyhow::{Context, Result, bail};
use semver::Version;
use xshell::Cmd;

use crate::project::{Project, answer, say};
use crate::version;

/// The oldest Node that the packages of the build and of the tests support; Vite, in tests/package, asks for the most.
const OLDEST: Version = Version::new(20, 19, 0);

/// A copy of the lock file that the installed packages come from, beside it.
const STAMP: &str = "node_modules/.installed-by";

/// Checks Node, and installs the packages if the lock file has changed since.
pub(crate) fn set_up(project: &Project) -> Result<()> {
    check(answer(node(project).arg("--version")).as_deref())?;
    install(project, ".")
}

/// Installs the packages of the React page that `cargo xtask bench` measures.
pub(crate) fn set_up_bench(project: &Project) -> Result<()> {
    install(project, "bench")
}

/// Installs the packages that the lock file in a folder lists, if it has changed since.
fn install(project: &Project, folder: &str) -> Result<()> {
    let stamp = format!("{folder}/{STAMP}");
    let lock = project.read(format!("{folder}/package-lock.json"))?;
    // Contents, because a fresh checkout has arbitrary times.
    if project.read(&stamp).is_ok_and(|stamp| stamp == lock) {
        return Ok(());
    }
    say(format_args!(
        "Installing what {folder}/package-lock.json lists. This happens once, and again when that file changes."
    ));
    let npm = project.cmd("npm").args(["ci", "--no-audit", "--no-fund", "--prefix", folder]);
    npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1").run().context("the npm packages could not be installed")?;
    project.write(stamp, lock)
}

/// Node, in the checkout.
pub(crate) fn node(project: &Project) -> Cmd<'_> {
    project.cmd("node")
}

/// Accepts what `node --version` printed, or says what to install.
fn check(printed: Option<&str>) -> Result<()> {
    let found = match printed {
        Some(text) => match version::printed(text) {
            Some(version) if version >= OLDEST => return Ok(()),
            _ => format!("`node --version` printed `{text}`"),
        },
        None => "Node is not installed, or not on the PATH".to_owned(),
    };
    bail!("{found}; install Node {OLDEST} or later (https://nodejs.org).")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_node_and_later_ones_are_accepted() {
        assert!(check(Some("v20.19.0")).is_ok());
        assert!(check(Some("v22.12.0")).is_ok());
    }

    #[test]
    fn an_older_or_missing_node_is_refused_with_the_version_to_install() {
        for printed in [Some("v20.18.3"), Some("v9.11.2"), Some("hello"), None] {
            let refusal = check(printed).expect_err("it is refused").to_string();
            assert!(refusal.contains("install Node 20.19.0 or later"), "{refusal}");
        }
    }
}
