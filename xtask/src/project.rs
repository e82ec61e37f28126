//! The checkout, and programs started in it.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why a command of this program ended early: one sentence for whoever started it.
#[derive(Debug)]
pub(crate) struct Failure(String);

/// What the steps return.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    /// A failure with its sentence.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The checkout. Everything this program writes lies below it.
pub(crate) struct Project {
    root: PathBuf,
}

impl Project {
    /// Finds the checkout by what cargo tells the programs it runs, or else by where this program was built.
    pub(crate) fn find() -> Result<Self> {
        let manifest =
            std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| OsString::from(env!("CARGO_MANIFEST_DIR")));
        match Path::new(&manifest).parent() {
            Some(root) if root.join("Trunk.toml").is_file() => Ok(Self { root: root.to_owned() }),
            _ => Err(Failure::new("the checkout cannot be found; start this as `cargo xtask` inside it.")),
        }
    }

    /// A path inside the checkout.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A file of the checkout as text.
    pub(crate) fn read(&self, relative: &str) -> Result<String> {
        std::fs::read_to_string(self.path(relative))
            .map_err(|error| Failure::new(format!("{relative} cannot be read: {error}.")))
    }

    /// Writes a file of the checkout, with the folders it needs.
    pub(crate) fn write(&self, relative: &str, content: impl AsRef<[u8]>) -> Result<()> {
        let path = self.path(relative);
        path.parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(&path, content))
            .map_err(|error| Failure::new(format!("{relative} cannot be written: {error}.")))
    }

    /// A program to be started in the checkout, without the settings that cargo or the caller's shell made for others.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(is_disturbing) {
                command.env_remove(name);
            }
        }
        // A target folder somewhere else would be written to outside the checkout, and not be found again.
        command.env("CARGO_TARGET_DIR", self.path("target"));
        // Trunk refuses to start with the usual `NO_COLOR=1` and wants the word.
        if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            command.env("NO_COLOR", "true");
        }
        command
    }

    /// Cargo, to be started in the checkout.
    pub(crate) fn cargo<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = self.command("cargo");
        command.args(arguments);
        command
    }
}

/// Whether a variable of the environment would change what the programs started from here do. Cargo describes this
/// package to it by some; by others a developer's settings for native builds would reach the page as well.
fn is_disturbing(name: &str) -> bool {
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

/// Runs a program to its end with its output on the screen. `problem` is the sentence for when it fails.
pub(crate) fn run(command: &mut Command, problem: &str) -> Result<()> {
    if succeeds(command)? { Ok(()) } else { Err(Failure::new(problem)) }
}

/// Runs a program to its end with its output on the screen, and tells whether it was successful.
pub(crate) fn succeeds(command: &mut Command) -> Result<bool> {
    match command.status() {
        Ok(status) => Ok(status.success()),
        Err(error) => Err(not_started(command, &error)),
    }
}

/// Why a program could not be started at all.
pub(crate) fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let program = command.get_program().display();
    Failure::new(if error.kind() == ErrorKind::NotFound {
        format!("`{program}` is not installed, or not on the PATH.")
    } else {
        format!("`{program}` cannot be started: {error}.")
    })
}

/// What a program prints, or nothing when it is missing or fails: the way to ask for a version.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Says which step begins. Such lines go to the error stream, where cargo and Trunk report progress as well.
pub(crate) fn say(line: impl fmt::Display) {
    eprintln!("==> {line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_for_other_builds_are_kept_away() {
        for name in [
            "RUSTFLAGS",
            "CARGO_PKG_NAME",
            "CARGO_MANIFEST_DIR",
            "CARGO_PROFILE_DEV_DEBUG",
            "CARGO_TARGET_DIR",
            "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_RUSTFLAGS",
            "TRUNK_BUILD_RELEASE",
        ] {
            assert!(is_disturbing(name), "{name}");
        }
    }

    #[test]
    fn settings_for_this_machine_stay() {
        for name in [
            "PATH",
            "CARGO_HOME",
            "CARGO_HTTP_PROXY",
            "CARGO_BUILD_JOBS",
            "CARGO_TARGET_X86_64_UNKNOWN_LINUX_GNU_LINKER",
            "RUSTUP_TOOLCHAIN",
        ] {
            assert!(!is_disturbing(name), "{name}");
        }
    }

    #[test]
    fn a_missing_program_is_named() {
        let mut command = Command::new("no-such-program-anywhere");
        let failure = run(&mut command, "it failed").expect_err("it is missing");
        assert_eq!(failure.to_string(), "`no-such-program-anywhere` is not installed, or not on the PATH.");
        assert_eq!(answer(&mut command), None);
    }
}
