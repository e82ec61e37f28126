//! The tools that compile Rust into a page: the WebAssembly target, Trunk and wasm-bindgen's program. And the one that reads the
//! licences of a release.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use semver::{Version, VersionReq};
use xshell::Cmd;

use crate::project::{Project, answer, say};
use crate::version;

const TARGET: &str = "wasm32-unknown-unknown";

/// Makes cargo build the standard library together with the page: optimised for size, with panics that abort at once, so
/// that no code for formatting panic messages is left (docs/size.md has the figures). A stable compiler takes these
/// settings only with `RUSTC_BOOTSTRAP`; `rust-toolchain.toml` pins the compiler that they were tested with.
const BUILD_STD: [(&str, &str); 5] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_PAGE_PANIC", "immediate-abort"),
];

/// The tools, ready to use.
pub(crate) struct Tools {
    /// A PATH that finds them first.
    path: OsString,
}

impl Tools {
    /// Installs what is missing.
    pub(crate) fn set_up(project: &Project) -> Result<Self> {
        add_target(project)?;
        let mut folders = Vec::new();
        for tool in pinned(project)? {
            folders.extend(tool.set_up(project)?);
        }
        let present = std::env::var_os("PATH").unwrap_or_default();
        folders.extend(std::env::split_paths(&present));
        Ok(Self { path: std::env::join_paths(folders)? })
    }

    /// A PATH that finds them first, for a build in another checkout.
    pub(crate) fn path(&self) -> &OsStr {
        &self.path
    }

    /// Trunk, in the checkout.
    pub(crate) fn trunk<'a>(&self, project: &'a Project, command: &str) -> Cmd<'a> {
        // A program named without a folder is looked up on the PATH that it is given.
        let trunk = project.cmd("trunk").arg(command).env("PATH", &self.path);
        // Looking for a newer version takes a network, and after an error in the page's code Trunk would print a
        // backtrace of itself.
        trunk.env("TRUNK_SKIP_VERSION_CHECK", "true").env("RUST_LIB_BACKTRACE", "0")
    }

    /// Trunk, to build the page for release.
    pub(crate) fn trunk_release<'a>(&self, project: &'a Project, build_std: bool) -> Cmd<'a> {
        let trunk = self.trunk(project, "build").arg("--release");
        if build_std { trunk.envs(BUILD_STD) } else { trunk }
    }
}

/// Adds the WebAssembly target, for a rustup that does not follow `rust-toolchain.toml`.
pub(crate) fn add_target(project: &Project) -> Result<()> {
    let ask = project.cmd("rustc").args(["--print", "target-libdir", "--target", TARGET]);
    let libraries = answer(ask).context("`rustc` does not answer; install Rust with rustup (https://rustup.rs).")?;
    if Path::new(&libraries).is_dir() {
        return Ok(());
    }
    say("Adding the WebAssembly target to Rust. This happens once.");
    let add = project.cmd("rustup").args(["target", "add", TARGET]);
    add.run().with_context(|| format!("the target {TARGET} could not be added"))
}

/// Whether the standard library's source is installed, if need be after installing it. Without rustup it may not be
/// available, and the page is built with the compiled library.
pub(crate) fn has_rust_src(project: &Project) -> bool {
    let is_installed = || {
        answer(project.cmd("rustc").args(["--print", "sysroot"]))
            .is_some_and(|root| Path::new(&root).join("lib/rustlib/src/rust/library/Cargo.lock").is_file())
    };
    if is_installed() {
        return true;
    }
    say("Adding the standard library's source to Rust. This happens once.");
    let added = project.cmd("rustup").args(["component", "add", "rust-src"]).run().is_ok();
    added && is_installed()
}

/// Installs cargo-about, unless it is there. Returns its program.
pub(crate) fn set_up_cargo_about(project: &Project) -> Result<PathBuf> {
    let version = Version::new(0, 9, 3);
    let tool = Tool {
        program: "cargo-about",
        package: "cargo-about",
        // Others may write another format.
        accepted: VersionReq::parse(&format!("={version}"))?,
        version,
        options: &["--features", "cli"],
        // It compares every file of every package with every licence.
        optimisation: "2",
        duration: "about two minutes",
    };
    Ok(tool.set_up(project)?.unwrap_or_default().join(tool.program))
}

/// A program from crates.io that the build needs.
struct Tool {
    /// The name of the program.
    program: &'static str,
    /// The name of its package.
    package: &'static str,
    /// The version to install.
    version: Version,
    /// The versions that may already be on the PATH.
    accepted: VersionReq,
    /// Further options for `cargo install`.
    options: &'static [&'static str],
    /// The compiler's level.
    optimisation: &'static str,
    /// How long compiling it takes on two cores.
    duration: &'static str,
}

/// Compiling without optimisation takes a fifth of the time, and the page comes out the same.
const AS_IT_IS: &str = "0";

/// The tools. Each version is written once: Trunk's in its settings, wasm-bindgen's in the lock file.
fn pinned(project: &Project) -> Result<[Tool; 2]> {
    let trunk = version::required_trunk(&project.read("Trunk.toml")?)?;
    let wasm_bindgen = version::locked(&project.read("Cargo.lock")?, "wasm-bindgen")?;
    Ok([
        Tool {
            program: "wasm-bindgen",
            package: "wasm-bindgen-cli",
            // The program has to be exactly as old as the library.
            accepted: VersionReq::parse(&format!("={wasm_bindgen}"))?,
            version: wasm_bindgen,
            options: &[],
            optimisation: AS_IT_IS,
            duration: "about two minutes",
        },
        Tool {
            program: "trunk",
            package: "trunk",
            version: version::oldest(&trunk)?,
            accepted: trunk,
            // Leaves out Trunk's updater and TLS, which this project never uses.
            options: &["--no-default-features"],
            optimisation: AS_IT_IS,
            duration: "about four minutes",
        },
    ])
}

impl Tool {
    /// Finds the program or installs it. Returns the folder it is in, unless that is on the PATH.
    fn set_up(&self, project: &Project) -> Result<Option<PathBuf>> {
        if self.is_accepted(project.cmd(self.program)) {
            return Ok(None);
        }
        let home = format!("target/tools/{}-{}", self.program, self.version);
        let folder = project.path(&home).join("bin");
        let is_installed = || self.is_accepted(project.cmd(folder.join(self.program)));
        if !is_installed() {
            if !(self.download(project, &home) && is_installed()) {
                self.compile(project, &home)?;
            }
            ensure!(is_installed(), "{} was installed, but it is not version {}.", self.program, self.version);
        }
        Ok(Some(folder))
    }

    fn is_accepted(&self, program: Cmd<'_>) -> bool {
        let found = answer(program.arg("--version")).and_then(|text| version::printed(&text));
        found.is_some_and(|version| self.accepted.matches(&version))
    }

    /// Downloads a compiled program with `cargo binstall`, if that is installed and finds one.
    fn download(&self, project: &Project, home: &str) -> bool {
        if answer(project.cargo(["binstall", "-V"])).is_none() {
            return false;
        }
        let Self { program, package, version, .. } = self;
        say(format_args!("Downloading {program} {version} with cargo binstall. This happens once."));
        project
            .cargo(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"])
            .arg(project.path(home))
            .arg(format!("{package}@{version}"))
            .run()
            .is_ok()
    }

    /// Compiles the program.
    fn compile(&self, project: &Project, home: &str) -> Result<()> {
        let Self { program, package, version, optimisation, duration, .. } = self;
        say(format_args!("Compiling {program} {version} into {home}. This happens once and takes {duration}."));
        let build = "target/tools/build";
        project
            .cargo(["install", "--locked", "--debug", "--force"])
            .args(self.options)
            .arg("--root")
            .arg(project.path(home))
            .arg("--target-dir")
            .arg(project.path(build))
            .arg(format!("{package}@{version}"))
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_PROFILE_DEV_OPT_LEVEL", *optimisation)
            .run()
            .with_context(|| format!("{program} {version} could not be compiled"))?;
        // A gigabyte that is not needed again.
        project.remove(build)
    }
}
