//! `cargo xtask bench` and `cargo xtask soak`: how fast the page is, and whether it stays small when it is used for long.
//! Neither belongs to the tests: the first depends on what else the machine does, and both take minutes.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use xshell::Cmd;

use crate::args::BenchOptions;
use crate::debian::Debian;
use crate::project::{Project, say};
use crate::{chromium, node, page, serve};

/// Where the React page is built.
const REACT_DIST: &str = "target/bench/react";

/// Measures the page against the React page and, if there is one, another build.
pub(crate) fn run(project: &Project, options: &BenchOptions) -> Result<()> {
    let against = options.against.as_ref().map(|folder| another_build(folder.clone())).transpose()?;
    let programs = Programs::set_up(project)?;
    node::set_up_bench(project)?;
    say(format_args!("Building the React page into {REACT_DIST}/."));
    let react = project.path(REACT_DIST);
    let vite = node::node(project).args(["bench/node_modules/vite/bin/vite.js", "build", "--config"]);
    vite.arg("bench/react/vite.config.mjs")
        .env("REACT_DIST", &react)
        .run()
        .context("the React page could not be built")?;
    let bench = programs.script(project, "bench/bench.mjs").arg("--react").arg(react);
    let bench = bench.args(["--loads", &options.loads.to_string(), "--clicks", &options.clicks.to_string()]);
    let bench = options.profile.iter().fold(bench, |bench, profile| bench.args(["--profile", profile]));
    let bench = against.iter().fold(bench, |bench, folder| bench.arg("--against").arg(folder));
    bench.run().context("the pages could not be measured")
}

/// Uses the page for long.
pub(crate) fn soak(project: &Project) -> Result<()> {
    let soak = Programs::set_up(project)?.script(project, "bench/soak.mjs");
    soak.run().context("the page has not stayed as small as it was; see above")
}

/// The folder of another build, which scripts that run elsewhere can find.
fn another_build(folder: PathBuf) -> Result<PathBuf> {
    let folder = std::path::absolute(folder)?;
    ensure!(
        folder.join("index.html").is_file(),
        "there is no page in {}; `--against` takes a folder such as `dist/v1` of another checkout.",
        folder.display()
    );
    Ok(folder)
}

/// What both commands start.
struct Programs {
    chromium: PathBuf,
    sandbox: PathBuf,
}

impl Programs {
    /// Builds the page and what serves it.
    fn set_up(project: &Project) -> Result<Self> {
        let tools = page::set_up(project)?;
        let chromium = chromium::set_up(project, &Debian::new(project))?;
        if let Err(error) = page::RELEASE.run(project, &tools)?.check() {
            say(format_args!("Note: {error}"));
        }
        Ok(Self { chromium, sandbox: serve::build_sandbox(project)? })
    }

    /// A script, told which page to use and where everything is.
    fn script<'a>(&self, project: &'a Project, script: &str) -> Cmd<'a> {
        let node = node::node(project).arg(script).env("CHROMIUM", &self.chromium);
        node.env("SANDBOX_BIN", &self.sandbox).env("DIST", project.path(page::RELEASE.dist))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_build_has_to_have_a_page() {
        let refusal = another_build("no/such/dist".into()).expect_err("it is not there").to_string();
        assert!(refusal.contains("no/such/dist; `--against` takes a folder"), "{refusal}");
        let root = Project::find().expect("this is the checkout").path("");
        assert!(another_build(root).is_ok_and(|folder| folder.is_absolute()), "Trunk's template is an index.html too");
    }
}
