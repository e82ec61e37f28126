//! The browser that the tests drive.

use std::path::{Path, PathBuf};

use crate::node::node;
use crate::project::{Failure, Project, Result, answer, run, say, succeeds};

/// Names under which distributions install it, and where macOS has it.
const CANDIDATES: [&str; 6] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Where Playwright puts a browser that it downloads: inside the checkout, like everything else.
const DOWNLOADS: &str = "target/tools/browsers";

/// Finds Chromium or installs it. Needs the npm packages.
pub(crate) fn set_up(project: &Project) -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROMIUM").filter(|value| !value.is_empty()) {
        let path = PathBuf::from(chosen);
        return if works(project, &path) {
            absolute(&path)
        } else {
            Err(Failure::new(format!("CHROMIUM names `{}`, which does not start.", path.display())))
        };
    }
    if let Some(path) = installed(project).or_else(|| downloaded(project)) {
        return Ok(path);
    }
    let is_root = is_root(project);
    if is_root
        && is_debian()
        && install_package(project)?
        && let Some(path) = installed(project)
    {
        return Ok(path);
    }
    download(project, is_root)?;
    downloaded(project).ok_or_else(|| {
        Failure::new("Chromium cannot be found; install it, or set CHROMIUM to the path of a Chromium or Chrome.")
    })
}

/// The first candidate that starts. Ubuntu's `chromium-browser` may be a stand-in that only asks for a snap.
fn installed(project: &Project) -> Option<PathBuf> {
    let search_path = std::env::var_os("PATH").unwrap_or_default();
    CANDIDATES
        .iter()
        .flat_map(|name| {
            // Joining an absolute path gives that path.
            std::env::split_paths(&search_path).map(move |folder| folder.join(name))
        })
        .find(|path| path.is_file() && works(project, path))
}

/// The browser that Playwright downloaded earlier.
fn downloaded(project: &Project) -> Option<PathBuf> {
    let mut ask = node(project);
    ask.env("PLAYWRIGHT_BROWSERS_PATH", project.path(DOWNLOADS))
        .args(["--print", "require('@playwright/test').chromium.executablePath()"]);
    let path = PathBuf::from(answer(&mut ask)?);
    (path.is_file() && works(project, &path)).then_some(path)
}

/// Whether a program starts and says what it is.
fn works(project: &Project, path: &Path) -> bool {
    answer(project.command(path).arg("--version")).is_some()
}

/// The same path whatever folder the tests are started in; a bare name is left to the PATH.
fn absolute(path: &Path) -> Result<PathBuf> {
    if path.components().count() < 2 {
        return Ok(path.to_owned());
    }
    std::path::absolute(path).map_err(|error| Failure::new(format!("CHROMIUM cannot be resolved: {error}.")))
}

/// Whether packages can be installed without asking anybody.
pub(crate) fn is_root(project: &Project) -> bool {
    answer(project.command("id").arg("-u")).is_some_and(|id| id == "0")
}

/// Whether this is Debian itself. Ubuntu has the package as well, but in it only a pointer to a snap.
pub(crate) fn is_debian() -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"))
}

/// Installs Debian's package, and tells whether that worked.
fn install_package(project: &Project) -> Result<bool> {
    say("Installing Chromium from Debian's packages, for the browser tests. This happens once.");
    let mut update = project.command("apt-get");
    if !succeeds(update.args(["update", "--quiet"]))? {
        return Ok(false);
    }
    let mut install = project.command("apt-get");
    install
        .args(["install", "--quiet", "--yes", "--no-install-recommends"])
        // Without any font there is no text to see; the fonts are only recommended by the browser's package.
        .args(["chromium", "fonts-liberation"])
        .env("DEBIAN_FRONTEND", "noninteractive");
    succeeds(&mut install)
}

/// Lets Playwright download its own; as root together with the libraries that it needs.
fn download(project: &Project, is_root: bool) -> Result<()> {
    say("Downloading Chromium for the browser tests. This happens once.");
    let mut command = node(project);
    command
        .args(["node_modules/@playwright/test/cli.js", "install"])
        .env("PLAYWRIGHT_BROWSERS_PATH", project.path(DOWNLOADS));
    if is_root && cfg!(target_os = "linux") {
        command.arg("--with-deps");
    }
    run(
        command.arg("chromium"),
        "Chromium could not be downloaded; install it, or set CHROMIUM to the path of a Chromium or Chrome.",
    )
}
