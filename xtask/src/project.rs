//! The checkout, and programs that run in it.

use std::ffi::OsString;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use xshell::{Cmd, Shell};

/// The checkout. Everything this program writes is below it.
pub(crate) struct Project {
    root: PathBuf,
    shell: Shell,
}

impl Project {
    /// Finds the checkout: cargo tells the programs that it runs, and the folder this was built in is the fallback.
    pub(crate) fn find() -> Result<Self> {
        let manifest =
            std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| OsString::from(env!("CARGO_MANIFEST_DIR")));
        let Some(root) = Path::new(&manifest).parent().filter(|root| root.join("Trunk.toml").is_file()) else {
            bail!("the checkout was not found; run `cargo xtask` inside it.");
        };
        let shell = Shell::new()?;
        shell.change_dir(root);
        Ok(Self { root: root.to_owned(), shell })
    }

    /// A path in the checkout.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    /// A file of the checkout as text.
    pub(crate) fn read(&self, relative: impl AsRef<Path>) -> Result<String> {
        Ok(self.shell.read_file(relative)?)
    }

    /// Writes a file of the checkout, and creates the folders it needs.
    pub(crate) fn write(&self, relative: impl AsRef<Path>, content: impl AsRef<[u8]>) -> Result<()> {
        Ok(self.shell.write_file(relative, content)?)
    }

    /// Removes a file or folder of the checkout, if it exists.
    pub(crate) fn remove(&self, relative: impl AsRef<Path>) -> Result<()> {
        Ok(self.shell.remove_path(relative)?)
    }

    /// A program that runs in the checkout, without the environment variables that are meant for other builds.
    pub(crate) fn cmd(&self, program: impl AsRef<Path>) -> Cmd<'_> {
        let mut cmd = self.shell.cmd(program).quiet();
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(changes_builds) {
                cmd = cmd.env_remove(name);
            }
        }
        // Trunk takes only the word, not the usual `NO_COLOR=1`.
        if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            cmd = cmd.env("NO_COLOR", "true");
        }
        // Another target folder would be outside the checkout, and this program would not find what was built.
        cmd.env("CARGO_TARGET_DIR", self.path("target"))
    }

    /// Cargo with these arguments.
    pub(crate) fn cargo<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Cmd<'_> {
        self.cmd("cargo").args(arguments)
    }
}

/// What a program prints, or nothing if it is missing or fails. For asking programs about themselves.
pub(crate) fn answer(cmd: Cmd<'_>) -> Option<String> {
    cmd.ignore_stderr().read().ok()
}

/// Announces a step, on the error stream like cargo's and Trunk's progress.
pub(crate) fn say(line: impl Display) {
    eprintln!("==> {line}");
}

/// Whether a variable would change what the programs started here build: cargo describes this package to it by some, and a
/// developer's flags for native builds would reach the page by others.
fn changes_builds(name: &str) -> bool {
    const PREFIXES: [&str; 4] = ["CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_PROFILE_", "TRUNK_"];
    const NAMES: [&str; 9] = [
        "CARGO_BIN_NAME",
        "CARGO_BUILD_RUSTFLAGS",
        "CARGO_BUILD_TARGET",
        "CARGO_CRATE_NAME",
        "CARGO_ENCODED_RUSTFLAGS",
        "CARGO_PRIMARY_PACKAGE",
        "CARGO_TARGET_DIR",
        "RUSTC_BOOTSTRAP",
        "RUSTFLAGS",
    ];
    PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || NAMES.contains(&name)
        || (name.starts_with("CARGO_TARGET_") && name.ends_with("_RUSTFLAGS"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_for_other_builds_are_removed() {
        for name in [
            "RUSTFLAGS",
            "CARGO_PKG_NAME",
            "CARGO_MANIFEST_DIR",
            "CARGO_PROFILE_DEV_DEBUG",
            "CARGO_TARGET_DIR",
            "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS",
            "TRUNK_BUILD_RELEASE",
        ] {
            assert!(changes_builds(name), "{name}");
        }
    }

    #[test]
    fn variables_for_this_machine_are_kept() {
        for name in [
            "PATH",
            "CARGO_HOME",
            "CARGO_HTTP_PROXY",
            "CARGO_BUILD_JOBS",
            "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER",
            "RUSTUP_TOOLCHAIN",
        ] {
            assert!(!changes_builds(name), "{name}");
        }
    }
}
