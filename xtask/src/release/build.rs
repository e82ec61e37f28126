//! Building what is released: the page, `leap` and the package.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use semver::Version;

use crate::page::{self, RELEASE};
use crate::project::{Project, say};
use crate::tools;

/// What the page is compiled for.
pub(super) const PAGE_TARGET: &str = "wasm32-unknown-unknown";

/// The compiler.
pub(super) struct Rust {
    pub(super) version: String,
    /// The platform that it runs on.
    pub(super) host: String,
    commit: String,
    sysroot: PathBuf,
}

impl Rust {
    /// Asks it.
    pub(super) fn read(project: &Project) -> Result<Self> {
        let told = project.cmd("rustc").arg("-vV").read().context("`rustc` does not answer")?;
        let value = |name: &str| {
            let line = told.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            line.map(str::to_owned).with_context(|| format!("`rustc -vV` does not name its {name}"))
        };
        let sysroot = project.cmd("rustc").args(["--print", "sysroot"]).read()?.into();
        Ok(Self { version: value("release")?, host: value("host")?, commit: value("commit-hash")?, sysroot })
    }

    /// The notices of the standard library, as Rust publishes them.
    pub(super) fn notices(&self) -> Result<Vec<u8>> {
        std::fs::read(self.sysroot.join("share/doc/rust/COPYRIGHT-library.html")).context(
            "Rust is installed without the notices of its standard library, share/doc/rust/COPYRIGHT-library.html",
        )
    }

    /// The source of the standard library.
    pub(super) fn library(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib/src/rust/library")
    }
}

/// Builds the page from nothing: somebody may have edited the settings of the last build.
pub(super) fn page(project: &Project) -> Result<()> {
    let tools = page::set_up(project)?;
    ensure!(
        tools::has_rust_src(project),
        "a release needs Rust's component rust-src, without which the page is larger."
    );
    project.remove("dist")?;
    let size = RELEASE.run(project, &tools)?;
    size.check()?;
    say(&size);
    Ok(())
}

/// Builds `leap` without the paths of this machine. Returns its program.
pub(super) fn leap(project: &Project, rust: &Rust) -> Result<PathBuf> {
    say(format_args!("Building leap for {}.", rust.host));
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).context("cargo has no home")?;
    let source = rust.sysroot.join("lib/rustlib/src/rust");
    let mut flags = OsString::new();
    // The last one that fits counts.
    for (from, to) in
        [(project.path(""), "vpp-summary"), (cargo_home, "cargo"), (source, &format!("/rustc/{}", rust.commit))]
    {
        flags.push(if flags.is_empty() { "" } else { "\u{1f}" });
        flags.push("--remap-path-prefix=");
        flags.push(from);
        flags.push(format!("={to}"));
    }
    let build =
        project.cargo(["build", "--release", "--locked", "--package", "leap", "--bin", "leap", "--target", &rust.host]);
    let build = build.env("CARGO_ENCODED_RUSTFLAGS", flags).env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
    build.run().context("leap could not be built")?;
    Ok(project.path(format!("target/{}/release/leap{}", rust.host, std::env::consts::EXE_SUFFIX)))
}

/// Packs a checkout's `embed/` as npm does. Returns the name and the content.
pub(super) fn package(
    project: &Project,
    checkout: &Path,
    folder: &str,
    version: &Version,
) -> Result<(String, Vec<u8>)> {
    let target = project.path(folder);
    std::fs::create_dir_all(&target)?;
    let pack = project.cmd("npm").args(["pack", "--silent", "--ignore-scripts", "--pack-destination"]).arg(&target);
    pack.arg(checkout.join("embed")).read().context("npm cannot pack embed/")?;
    let name = format!("vpp-summary-element-{version}.tgz");
    let bytes = std::fs::read(target.join(&name)).with_context(|| format!("npm has not written {name}"))?;
    Ok((name, bytes))
}
