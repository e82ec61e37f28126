//! Building the page.

use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

use crate::node;
use crate::project::{Failure, Project, Result, run, say};
use crate::tools::Tools;

/// The deployable page.
pub(crate) const DIST: &str = "dist/v1";

/// What the finishing step wrote about the sizes.
const SIZES: &str = "target/sizes.txt";

/// What the page in `dist/` was built from.
const STAMP: &str = "target/page.stamp";

/// Every file and folder that the page is made of.
const INPUTS: [&str; 13] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "embed",
    "index.html",
    "package-lock.json",
    "rust-toolchain.toml",
    "schema",
    "src",
    "style",
    "xtask/finish.mjs",
    "xtask/stubs",
];

/// Sets up what building needs.
pub(crate) fn set_up(project: &Project) -> Result<Tools> {
    node::set_up(project)?;
    Tools::set_up(project)
}

/// Builds the page for release into `dist/`, and fails when it has become too big.
pub(crate) fn build_within_budget(project: &Project) -> Result<()> {
    let tools = set_up(project)?;
    build(project, &tools)?;
    let size = size(project)?;
    if tools.lean {
        size.check()?;
    }
    say(format_args!("The page is in dist/v1/, ready to be deployed. {size}"));
    Ok(())
}

/// Builds the page for release into `dist/`, unless what is there was built from the same files.
pub(crate) fn build(project: &Project, tools: &Tools) -> Result<()> {
    if is_fresh(project) {
        say("The page in dist/v1/ is up to date.");
        return Ok(());
    }
    say("Building the page for release.");
    // Taken before the build: a file that is saved meanwhile makes the result stale.
    let inputs = inputs(project)?;
    run(
        &mut tools.trunk_for_release(project, ["--dist", DIST]),
        "the page could not be built; what is printed above tells why.",
    )?;
    project.write(STAMP, stamp(inputs, &listing(&project.path(DIST))))
}

/// Whether `dist/` holds what its present inputs would give.
fn is_fresh(project: &Project) -> bool {
    let stamp_of_now = || inputs(project).ok().map(|inputs| stamp(inputs, &listing(&project.path(DIST))));
    project.path(SIZES).is_file() && project.read(STAMP).ok() == stamp_of_now()
}

/// The inputs, and the names of the files that came out. The names hold a hash of each file's content, so that this
/// notices when `dist/` was deleted or built in another way. Only index.html may be edited without a rebuild.
fn stamp(inputs: u64, listing: &str) -> String {
    format!("{inputs:016x}\n{listing}")
}

/// The names of the files in a folder, in order.
fn listing(folder: &Path) -> String {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| format!("{}\n", entry.file_name().display()))
        .collect();
    names.sort();
    names.concat()
}

/// A fingerprint of the inputs. Contents tell more than times do: a checkout or a deleted file changes no time here.
fn inputs(project: &Project) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for input in INPUTS {
        let path = project.path(input);
        add(&path, &mut hasher)
            .map_err(|error| Failure::new(format!("{} cannot be read: {error}.", path.display())))?;
    }
    Ok(hasher.finish())
}

/// Adds a file, or all files below a folder, to the fingerprint. One that does not exist adds nothing.
fn add(path: &Path, hasher: &mut DefaultHasher) -> std::io::Result<()> {
    if path.is_dir() {
        let mut entries = std::fs::read_dir(path)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<std::io::Result<Vec<_>>>()?;
        entries.sort();
        entries.iter().try_for_each(|entry| add(entry, hasher))
    } else if path.is_file() {
        let content = std::fs::read(path)?;
        hasher.write(path.as_os_str().as_encoded_bytes());
        hasher.write_usize(content.len());
        hasher.write(&content);
        Ok(())
    } else {
        Ok(())
    }
}

/// What JavaScript and WebAssembly weigh after brotli, and what they may.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Size {
    bytes: u64,
    budget: u64,
}

/// The size of the page that was built last.
pub(crate) fn size(project: &Project) -> Result<Size> {
    let sizes = project.read(SIZES)?;
    read_size(&sizes).ok_or_else(|| Failure::new(format!("{SIZES} does not end with the size.")))
}

/// Reads the last line of the table: `JavaScript and WebAssembly: 28901 of 80000 bytes after brotli`.
fn read_size(sizes: &str) -> Option<Size> {
    let (_, numbers) = sizes.lines().next_back()?.split_once(": ")?;
    let mut words = numbers.split(' ');
    let bytes = words.next()?.parse().ok()?;
    let budget = words.nth(1)?.parse().ok()?;
    Some(Size { bytes, budget })
}

impl Size {
    /// Refuses a page that is too big.
    pub(crate) fn check(&self) -> Result<()> {
        if self.bytes <= self.budget {
            return Ok(());
        }
        Err(Failure::new(format!(
            "the page is too big: JavaScript and WebAssembly have {} bytes after brotli, {} more than the budget; {SIZES} lists the files.",
            self.bytes,
            self.bytes - self.budget
        )))
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "JavaScript and WebAssembly have {} of {} bytes after brotli.", self.bytes, self.budget)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_is_the_last_line() {
        let sizes =
            "file bytes brotli\nall files 30030\nJavaScript and WebAssembly: 28901 of 80000 bytes after brotli\n";
        let expected = Size { bytes: 28_901, budget: 80_000 };
        assert_eq!(read_size(sizes), Some(expected));
        for text in ["", "all files 30030", "size: small"] {
            assert_eq!(read_size(text), None, "{text}");
        }
    }

    #[test]
    fn the_budget_may_be_used_up_but_not_exceeded() {
        let size = |bytes| Size { bytes, budget: 80_000 };
        assert!(size(80_000).check().is_ok());
        let refusal = size(80_001).check().expect_err("too big").to_string();
        assert!(refusal.contains("80001 bytes"), "{refusal}");
        assert!(refusal.contains("1 more than the budget"), "{refusal}");
    }

    #[test]
    fn the_stamp_tells_inputs_and_results_apart() {
        assert_ne!(stamp(1, "a\n"), stamp(2, "a\n"));
        assert_ne!(stamp(1, "a\n"), stamp(1, "b\n"));
        assert_eq!(stamp(1, "a\n"), stamp(1, "a\n"));
    }
}
