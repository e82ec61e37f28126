//! Building the page.

use std::fmt;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::node;
use crate::project::{Project, say};
use crate::tools::{self, Tools};

/// A release build, with folders of its own so that builds do not disturb each other.
pub(crate) struct Build {
    /// The deployable page.
    pub(crate) dist: &'static str,
    /// Where cargo works, and where the report of the sizes goes.
    pub(crate) target: &'static str,
    /// Whether to use the standard library's source if it can be installed.
    pub(crate) use_rust_src: bool,
}

/// The page that is deployed.
pub(crate) const RELEASE: Build = Build { dist: "dist/v1", target: "target", use_rust_src: true };

/// The page as it is built where rust-src cannot be installed: it works the same and is larger.
pub(crate) const WITHOUT_RUST_SRC: Build =
    Build { dist: "dist-without-rust-src/v1", target: "target/without-rust-src", use_rust_src: false };

/// Every file and folder that the page is built from.
const INPUTS: [&str; 19] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates/core/Cargo.toml",
    "crates/core/src",
    "crates/ui/Cargo.toml",
    "crates/ui/src",
    "embed/vpp-summary.d.ts",
    "embed/vpp-summary.js",
    "index.html",
    "package-lock.json",
    "package.json",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/postbuild",
    "xtask/postbuild.mjs",
    "xtask/stubs",
];

/// Installs what building needs.
pub(crate) fn set_up(project: &Project) -> Result<Tools> {
    node::set_up(project)?;
    Tools::set_up(project)
}

/// `cargo xtask build`.
pub(crate) fn build_command(project: &Project, without_rust_src: bool) -> Result<()> {
    let tools = set_up(project)?;
    let build = if without_rust_src { WITHOUT_RUST_SRC } else { RELEASE };
    let size = build.run(project, &tools)?;
    size.check()?;
    say(format_args!("The page is in {}/, ready to deploy. {size}", build.dist));
    Ok(())
}

impl Build {
    /// Builds the page, unless it was already built from the same files.
    pub(crate) fn run(&self, project: &Project, tools: &Tools) -> Result<Size> {
        let build_std = self.use_rust_src && tools::has_rust_src(project);
        if self.use_rust_src && !build_std {
            say("rust-src cannot be installed, so the page will be larger.");
        }
        // Read before the build, so that a file saved in the meantime makes the result stale.
        let inputs = fingerprint(project)?;
        let stamp = || format!("{inputs:016x} build_std={build_std}\n{}", file_names(&project.path(self.dist)));
        let stamp_file = format!("{}/page.stamp", self.target);
        if project.read(&stamp_file).is_ok_and(|old| old == stamp()) {
            say(format_args!("The page in {}/ is up to date.", self.dist));
        } else {
            say(format_args!("Building the page into {}/.", self.dist));
            let trunk = tools.trunk_release(project, build_std).args(["--dist", self.dist]);
            let trunk = trunk.env("CARGO_TARGET_DIR", project.path(self.target));
            trunk.run().context("the page could not be built")?;
            project.write(&stamp_file, stamp())?;
        }
        let sizes = format!("{}/sizes.txt", self.target);
        let size = read_size(&project.read(&sizes)?).with_context(|| format!("{sizes} does not end with the size"))?;
        Ok(if build_std { size } else { Size { limit: None, ..size } })
    }
}

/// The names of the files in a folder, sorted. They contain a hash of each file's content, so that a build of other files
/// is noticed. index.html may be edited without a rebuild: its name has no hash.
fn file_names(folder: &Path) -> String {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| format!("{}\n", entry.file_name().display())).collect();
    names.sort();
    names.concat()
}

/// A hash of the inputs' contents. Times would not do: deleting a file or checking out another commit changes none that
/// is looked at here.
fn fingerprint(project: &Project) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for input in INPUTS {
        add(&project.path(input), &mut hasher).with_context(|| format!("{input} cannot be read"))?;
    }
    Ok(hasher.finish())
}

/// Adds a file, or all files below a folder, to a hash.
fn add(path: &Path, hasher: &mut DefaultHasher) -> std::io::Result<()> {
    if path.is_dir() {
        let entries = std::fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
        let mut entries = entries.collect::<std::io::Result<Vec<_>>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| add(entry, hasher));
    }
    let content = std::fs::read(path)?;
    hasher.write(path.as_os_str().as_encoded_bytes());
    hasher.write_usize(content.len());
    hasher.write(&content);
    Ok(())
}

/// The size of JavaScript and WebAssembly after brotli.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Size {
    bytes: u64,
    /// The most they may have. None for a build without rust-src, which nobody is meant to deploy.
    limit: Option<u64>,
}

/// Reads the last line of the report: `JavaScript and WebAssembly: 28901 of 79900 bytes after brotli`.
fn read_size(report: &str) -> Option<Size> {
    let (_, numbers) = report.lines().next_back()?.split_once(": ")?;
    let (bytes, rest) = numbers.split_once(" of ")?;
    let (limit, _) = rest.split_once(' ')?;
    Some(Size { bytes: bytes.parse().ok()?, limit: Some(limit.parse().ok()?) })
}

impl Size {
    /// Refuses a page that is too large.
    pub(crate) fn check(&self) -> Result<()> {
        let bytes = self.bytes;
        let limit = self.limit.unwrap_or(u64::MAX);
        ensure!(
            bytes <= limit,
            "the page is too large: {bytes} bytes of JavaScript and WebAssembly after brotli, {} over the limit; see target/sizes.txt.",
            bytes - limit
        );
        Ok(())
    }
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "JavaScript and WebAssembly: {} bytes after brotli", self.bytes)?;
        match self.limit {
            Some(limit) => write!(formatter, ", {limit} allowed."),
            None => formatter.write_str("; without rust-src there is no limit."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_input_exists() {
        let project = Project::find().expect("this is the checkout");
        for input in INPUTS {
            assert!(project.path(input).exists(), "{input}");
        }
    }

    #[test]
    fn the_size_is_read_from_the_last_line_of_the_report() {
        let report =
            "file bytes brotli\nall files 30030\nJavaScript and WebAssembly: 28901 of 79900 bytes after brotli\n";
        assert_eq!(read_size(report), Some(Size { bytes: 28_901, limit: Some(79_900) }));
        for text in ["", "all files 30030", "size: small"] {
            assert_eq!(read_size(text), None, "{text}");
        }
    }

    #[test]
    fn a_page_over_the_limit_is_refused() {
        let size = |bytes, limit| Size { bytes, limit };
        assert!(size(79_900, Some(79_900)).check().is_ok());
        assert!(size(99_999, None).check().is_ok());
        let refusal = size(79_901, Some(79_900)).check().expect_err("it is too large").to_string();
        assert!(refusal.contains("79901 bytes"), "{refusal}");
        assert!(refusal.contains("1 over the limit"), "{refusal}");
    }
}
