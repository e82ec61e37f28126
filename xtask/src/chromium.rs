//! Chromium, in which the browser tests run.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::debian::{Debian, is_root};
use crate::node;
use crate::programs::{candidates, starts};
use crate::project::{Project, answer, say};

/// Names under which distributions install it, and where macOS has it.
const FILES: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Debian's packages. The fonts are only recommended by the first, but without a font there is no text to test.
const PACKAGES: [&str; 2] = ["chromium", "fonts-liberation"];

/// Where Playwright puts a browser that it downloads.
const DOWNLOADS: &str = "target/tools/browsers";

/// Finds Chromium or installs it. Needs the npm packages.
pub(crate) fn set_up(project: &Project, debian: &Debian<'_>) -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROMIUM").filter(|value| !value.is_empty()) {
        return chosen_by_user(project, Path::new(&chosen));
    }
    if let Some(path) = installed(project).or_else(|| downloaded(project)) {
        return Ok(path);
    }
    if debian.install(&PACKAGES)
        && let Some(path) = installed(project)
    {
        return Ok(path);
    }
    download(project)?;
    downloaded(project)
        .context("Chromium was not found; install it, or set CHROMIUM to the path of a Chromium or Chrome.")
}

/// What the variable CHROMIUM names. The tests run in another folder, so the path has to be absolute.
fn chosen_by_user(project: &Project, path: &Path) -> Result<PathBuf> {
    if !starts(project, path, "--version") {
        bail!("CHROMIUM is `{}`, which does not start.", path.display());
    }
    let is_name = path.components().count() < 2;
    if is_name { Ok(path.to_owned()) } else { Ok(std::path::absolute(path)?) }
}

/// The first that starts. Ubuntu's `chromium-browser` may be a stand-in that only asks for a snap.
fn installed(project: &Project) -> Option<PathBuf> {
    candidates(&FILES).find(|path| starts(project, path, "--version"))
}

/// The browser that Playwright downloaded earlier.
fn downloaded(project: &Project) -> Option<PathBuf> {
    let ask = ["--print", "require('@playwright/test').chromium.executablePath()"];
    let node = node::node(project).args(ask).env("PLAYWRIGHT_BROWSERS_PATH", project.path(DOWNLOADS));
    let path = PathBuf::from(answer(node)?);
    (path.is_file() && starts(project, &path, "--version")).then_some(path)
}

/// Lets Playwright download its own; as root together with the libraries that it needs.
fn download(project: &Project) -> Result<()> {
    say("Downloading Chromium for the browser tests. This happens once.");
    let with_libraries = is_root(project) && cfg!(target_os = "linux");
    node::node(project)
        .args(["node_modules/@playwright/test/cli.js", "install"])
        .args(with_libraries.then_some("--with-deps"))
        .arg("chromium")
        .env("PLAYWRIGHT_BROWSERS_PATH", project.path(DOWNLOADS))
        .run()
        .context("Chromium could not be downloaded; install it, or set CHROMIUM to the path of a Chromium or Chrome")
}
