//! Node and the npm packages: the build's finishing step and the browser tests need them, the page does not.

use std::process::Command;

use crate::project::{Failure, Project, Result, answer, run, say};
use crate::version::Version;

/// The oldest Node that the packages in package.json support.
const OLDEST: Version = Version(20, 0, 0);

/// A copy of the lock file beside the packages that were installed by it.
const STAMP: &str = "node_modules/.installed-by";

/// Checks Node, and installs the packages unless they are those of the lock file already.
pub(crate) fn set_up(project: &Project) -> Result<()> {
    let printed = answer(node(project).arg("--version"));
    check(printed.as_deref())?;
    let lock = project.read("package-lock.json")?;
    // The contents are compared rather than the times, which a fresh checkout sets as it likes.
    if project.read(STAMP).is_ok_and(|stamp| stamp == lock) {
        return Ok(());
    }
    say("Installing the npm packages. This happens once, and again when package-lock.json changes.");
    let mut install = project.command("npm");
    install.args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    run(&mut install, "the npm packages could not be installed; what npm printed above tells why.")?;
    project.write(STAMP, lock)
}

/// Node, to be started in the checkout.
pub(crate) fn node(project: &Project) -> Command {
    project.command("node")
}

/// Accepts what `node --version` printed, or says what to do.
fn check(printed: Option<&str>) -> Result<()> {
    let found = printed.and_then(Version::find);
    match (found, printed) {
        (Some(version), _) if version >= OLDEST => Ok(()),
        (Some(version), _) => Err(Failure::new(format!(
            "Node {version} is too old; install Node {} or later (https://nodejs.org).",
            OLDEST.0
        ))),
        (None, Some(text)) => Err(Failure::new(format!(
            "`node --version` printed `{text}`, which is no version; install Node {} or later (https://nodejs.org).",
            OLDEST.0
        ))),
        (None, None) => Err(Failure::new(format!(
            "Node is not installed, or not on the PATH; install Node {} or later (https://nodejs.org).",
            OLDEST.0
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_20_and_later_will_do() {
        assert!(check(Some("v20.0.0")).is_ok());
        assert!(check(Some("v22.12.0")).is_ok());
    }

    #[test]
    fn anything_else_is_answered_with_what_to_install() {
        for printed in [Some("v18.20.4"), Some("v9.11.2"), Some("hello"), None] {
            let refusal = check(printed).expect_err("it will not do").to_string();
            assert!(refusal.contains("install Node 20 or later"), "{refusal}");
        }
    }
}
