//! The tools that turn Rust into a page: the WebAssembly target, Trunk and wasm-bindgen's program.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use crate::project::{Failure, Project, Result, answer, run, say, succeeds};
use crate::version::{self, Version};

const TARGET: &str = "wasm32-unknown-unknown";

/// A program from crates.io that the build needs.
struct Tool {
    /// The name of the program.
    program: &'static str,
    /// The name of its package.
    package: &'static str,
    /// The version to install.
    version: Version,
    /// Whether a later patch will do. wasm-bindgen's program has to be exactly the version of the library.
    later_patch_fits: bool,
    /// What to add to `cargo install`, and how long that takes on two cores.
    install: (&'static [&'static str], &'static str),
}

/// What makes cargo build the standard library along with the page, for its size and with panics that stop at once: 11 KB
/// less after compression, because no text and no code for printing a panic is left in the page. Both are settings that
/// a stable compiler takes only by `RUSTC_BOOTSTRAP`; `rust-toolchain.toml` pins the compiler they were tested with.
const LEAN: [(&str, &str); 5] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_RELEASE_PANIC", "immediate-abort"),
];

/// The tools, ready to be used.
pub(crate) struct Tools {
    /// The PATH on which both programs are found first.
    search_path: OsString,
    /// Whether the standard library's source is there, to be built along.
    pub(crate) lean: bool,
}

impl Tools {
    /// Sets up what is missing.
    pub(crate) fn set_up(project: &Project) -> Result<Self> {
        add_target(project)?;
        let lean = has_source(project);
        let mut folders = Vec::new();
        for tool in pinned(project)? {
            folders.extend(tool.set_up(project)?);
        }
        let present = std::env::var_os("PATH").unwrap_or_default();
        folders.extend(std::env::split_paths(&present));
        let search_path = std::env::join_paths(folders)
            .map_err(|error| Failure::new(format!("the PATH cannot be extended: {error}.")))?;
        Ok(Self { search_path, lean })
    }

    /// Trunk, to be started in the checkout.
    pub(crate) fn trunk<'a>(&self, project: &Project, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        // The standard library looks a program up on the PATH that it passes on.
        let mut command = project.command("trunk");
        command
            .env("PATH", &self.search_path)
            // Nobody who builds the page wants to hear of another version, and looking for one takes a network.
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            // After an error in the page's code, Trunk would print sixty lines about itself.
            .env("RUST_LIB_BACKTRACE", "0")
            .args(arguments);
        command
    }

    /// Trunk, to build the page for release.
    pub(crate) fn trunk_for_release<'a>(
        &self,
        project: &Project,
        arguments: impl IntoIterator<Item = &'a str>,
    ) -> Command {
        let mut command = self.trunk(project, ["build", "--release"]);
        if self.lean {
            command.envs(LEAN);
        }
        command.args(arguments);
        command
    }
}

/// The tools and their versions. Each version is written down once: Trunk's in its settings, wasm-bindgen's in the
/// lock file.
fn pinned(project: &Project) -> Result<[Tool; 2]> {
    let trunk = version::wanted(&project.read("Trunk.toml")?, "trunk-version")
        .ok_or_else(|| Failure::new("Trunk.toml does not say which version of Trunk it wants."))?;
    let bindgen = version::locked(&project.read("Cargo.lock")?, "wasm-bindgen")
        .ok_or_else(|| Failure::new("Cargo.lock does not hold a version of wasm-bindgen."))?;
    Ok([
        Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            version: bindgen,
            later_patch_fits: false,
            install: (&[], "about two minutes"),
        },
        Tool {
            program: "trunk",
            package: "trunk",
            version: trunk,
            later_patch_fits: true,
            // Without Trunk's own updater and TLS, which this project never uses.
            install: (&["--no-default-features"], "about four minutes"),
        },
    ])
}

/// Adds the WebAssembly target. `rust-toolchain.toml` lists it, so this is for when rustup does not follow that.
fn add_target(project: &Project) -> Result<()> {
    let mut ask = project.command("rustc");
    ask.args(["--print", "target-libdir", "--target", TARGET]);
    let missing = || Failure::new("`rustc` does not answer; install Rust with rustup (https://rustup.rs).");
    let libraries = answer(&mut ask).ok_or_else(missing)?;
    if PathBuf::from(libraries).is_dir() {
        return Ok(());
    }
    say("Adding the WebAssembly target to Rust. This happens once.");
    let mut add = project.command("rustup");
    run(
        add.args(["target", "add", TARGET]),
        &format!("the target {TARGET} could not be added; `rustup target add {TARGET}` tells more."),
    )
}

/// Sees to the standard library's source. `rust-toolchain.toml` lists it; without rustup there may be none to be had, and
/// then the page is built with the library as it comes.
fn has_source(project: &Project) -> bool {
    let is_there = || {
        answer(project.command("rustc").args(["--print", "sysroot"]))
            .is_some_and(|root| PathBuf::from(root).join("lib/rustlib/src/rust/library/Cargo.lock").is_file())
    };
    if is_there() {
        return true;
    }
    say("Adding the standard library's source to Rust. This happens once.");
    let added = succeeds(project.command("rustup").args(["component", "add", "rust-src"])).unwrap_or(false);
    if !(added && is_there()) {
        say("It is not to be had, so the page comes out bigger by about a seventh.");
        return false;
    }
    true
}

impl Tool {
    /// Finds the program or installs it. Answers with the folder it is in, unless that is on the PATH.
    fn set_up(&self, project: &Project) -> Result<Option<PathBuf>> {
        if self.answers(&mut project.command(self.program)) {
            return Ok(None);
        }
        let home = format!("target/tools/{}-{}", self.program, self.version);
        let folder = project.path(&home).join("bin");
        let program = folder.join(self.program);
        let is_there = || self.answers(&mut project.command(&program));
        if is_there() {
            return Ok(Some(folder));
        }
        if !(self.fetch(project, &home) && is_there()) {
            self.compile(project, &home)?;
        }
        if is_there() {
            Ok(Some(folder))
        } else {
            Err(Failure::new(format!(
                "{} was installed, but does not say that it is version {}.",
                self.program, self.version
            )))
        }
    }

    /// Whether a program is there in a version that fits.
    fn answers(&self, command: &mut Command) -> bool {
        answer(command.arg("--version"))
            .and_then(|text| Version::find(&text))
            .is_some_and(|found| found == self.version || (self.later_patch_fits && found.fits(self.version)))
    }

    /// Fetches a ready-made program where `cargo binstall` exists and finds one. It may fail: compiling comes next.
    fn fetch(&self, project: &Project, home: &str) -> bool {
        if answer(&mut project.cargo(["binstall", "-V"])).is_none() {
            return false;
        }
        let (name, version) = (self.program, self.version);
        say(format_args!("Fetching {name} {version} with cargo binstall. This happens once."));
        let mut command = project.cargo(["binstall", "--no-confirm"]);
        command
            .args(["--disable-strategies", "compile", "--root"])
            .arg(project.path(home))
            .arg(format!("{}@{version}", self.package));
        let fetched = succeeds(&mut command).unwrap_or(false);
        if !fetched {
            say(format_args!("There is no ready-made {name} to be had, so it is compiled."));
        }
        fetched
    }

    /// Compiles the program, without optimisation: that takes a fifth of the time, and the page comes out the same.
    fn compile(&self, project: &Project, home: &str) -> Result<()> {
        let (name, version, (options, duration)) = (self.program, self.version, self.install);
        say(format_args!("Compiling {name} {version} into {home}. This happens once and takes {duration}."));
        let build = project.path("target/tools/build");
        let mut command = project.cargo(["install", "--locked", "--debug", "--force"]);
        command
            .args(options)
            .arg("--root")
            .arg(project.path(home))
            .arg("--target-dir")
            .arg(&build)
            .arg(format!("{}@{version}", self.package))
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        run(&mut command, &format!("{name} {version} could not be compiled; what cargo printed above tells why."))?;
        // What was compiled on the way takes a gigabyte and is not needed again. If it stays, nothing is wrong.
        let _ = std::fs::remove_dir_all(build);
        Ok(())
    }
}
