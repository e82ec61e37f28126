//! `cargo xtask test`: all tests, stage by stage.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use xshell::Cmd;

use crate::args::{Selection, Suite};
use crate::count::{self, Count};
use crate::debian::Debian;
use crate::page::{self, Build};
use crate::programs::{self, Program};
use crate::project::Project;
use crate::report::Report;
use crate::tools::{self, Tools};
use crate::{chromium, node, serve};

/// The tests of the page in Chromium.
const PLAYWRIGHT_CONFIG: &str = "tests/browser/playwright.config.mjs";

/// The npm package as its users get it. These tests install what they need into target/package/.
const PACKAGE_CONFIG: &str = "tests/package/playwright.config.mjs";

/// The tests of the documented example, which every build has to pass.
const DOCUMENTED: &str = "tests/browser/documented.spec.mjs";

/// The main journey in other browsers.
const ENGINES: &str = "tests/engines/run.mjs";

/// Where Node tests may be: files that end in `.test.mjs`.
const NODE_TEST_FOLDERS: [&str; 5] = ["embed", "examples", "src", "tests", "xtask"];

/// Packages that are compiled to WebAssembly only. The others are programs for this machine.
const PAGE_PACKAGES: [&str; 2] = ["vpp-summary", "vpp-ui"];

/// Runs the selected tests and prints what came of them.
pub(crate) fn run(project: &Project, selection: &Selection) -> Result<ExitCode> {
    let mut report = Report::new();
    // Everything is installed first, so that what is missing is reported at once and not after minutes of tests.
    if let Some(setup) = report.step("Setup", || Setup::new(project, selection)) {
        for note in &setup.notes {
            report.note(note.clone());
        }
        if selection.includes(Suite::Native) {
            native(project, selection, &mut report);
        }
        if let Some(tools) = &setup.tools {
            in_browsers(project, selection, &setup, tools, &mut report);
        }
    }
    Ok(report.finish())
}

/// What the selected tests need.
pub(crate) struct Setup {
    /// For the tests that need a built page.
    pub(crate) tools: Option<Tools>,
    /// The programs that tests start, by the environment variable that tells them where it is.
    programs: Vec<(&'static str, PathBuf)>,
    /// What cannot be tested.
    pub(crate) notes: Vec<String>,
}

impl Setup {
    /// Installs it.
    pub(crate) fn new(project: &Project, selection: &Selection) -> Result<Self> {
        node::set_up(project)?;
        tools::add_target(project)?;
        let debian = Debian::new(project);
        let mut setup = Self { tools: None, programs: Vec::new(), notes: Vec::new() };
        let needs = |suites: &[Suite]| suites.iter().any(|suite| selection.includes(*suite));
        if needs(&[Suite::Chromium, Suite::Browsers, Suite::Package]) {
            setup.tools = Some(page::set_up(project)?);
        }
        if needs(&[Suite::Chromium, Suite::Package]) {
            setup.programs.push(("CHROMIUM", chromium::set_up(project, &debian)?));
        }
        if selection.includes(Suite::Chromium) {
            for (variable, program) in programs::FOR_DEPLOYMENT {
                setup.install(project, &debian, variable, &program, "the tests of deploy/ that need it are skipped");
            }
        }
        if needs(&[Suite::Browsers, Suite::Package]) {
            for (variable, program) in programs::FOR_FIREFOX {
                setup.install(project, &debian, variable, &program, "nothing is tested in Firefox");
            }
        }
        if selection.includes(Suite::Browsers) {
            for (variable, program) in programs::FOR_WEBKIT {
                setup.install(project, &debian, variable, &program, "nothing is tested in WebKitGTK");
            }
        }
        Ok(setup)
    }

    /// Finds or installs a program, or notes what is skipped without it.
    fn install(
        &mut self,
        project: &Project,
        debian: &Debian<'_>,
        variable: &'static str,
        program: &Program,
        skipped: &str,
    ) {
        match program.set_up(project, debian) {
            Some(path) => self.programs.push((variable, path)),
            None => self.notes.push(format!("{} is not installed, so {skipped}.", program.name)),
        }
    }

    /// Playwright with these tests, told which page to test and where everything is.
    pub(crate) fn playwright<'a>(&self, project: &'a Project, config: &str, sandbox: &Path, build: &Build) -> Cmd<'a> {
        let playwright = self.script(project, "node_modules/@playwright/test/cli.js", sandbox, build);
        playwright.args(["test", "--config", config, "--reporter", "list,json"])
    }

    /// A program in JavaScript, told which page to test and where everything is.
    fn script<'a>(&self, project: &'a Project, script: &str, sandbox: &Path, build: &Build) -> Cmd<'a> {
        let node = node::node(project).arg(script);
        let programs = self.programs.iter().map(|(variable, path)| (*variable, path.clone()));
        node.envs(programs).env("SANDBOX_BIN", sandbox).env("DIST", project.path(build.dist))
    }
}

/// Formatting, lints, Node tests and Rust tests.
fn native(project: &Project, selection: &Selection, report: &mut Report) {
    report.step("Format", || {
        let fmt = project.cargo(["fmt", "--all", "--check"]);
        fmt.run().context("the code is not formatted; run `cargo fmt --all`")
    });
    let deny = ["--", "--deny", "warnings"];
    report.step("Lints", || {
        let clippy = project.cargo(["clippy", "--workspace", "--all-targets"]);
        let clippy = PAGE_PACKAGES.iter().fold(clippy, |clippy, package| clippy.args(["--exclude", package]));
        clippy.args(deny).run().context("clippy found something")
    });
    report.step("Lints for WebAssembly", || {
        let clippy = project.cargo(["clippy", "--all-targets", "--target", "wasm32-unknown-unknown"]);
        let clippy = PAGE_PACKAGES.iter().fold(clippy, |clippy, package| clippy.args(["--package", package]));
        clippy.args(deny).run().context("clippy found something in the page")
    });
    report.step("Leap's rules for WebAssembly", || {
        let check = project.cargo(["check", "--target", "wasm32-unknown-unknown", "--package", "leap", "--lib"]);
        check.arg("--no-default-features").run().context("leap does not build for a browser")
    });
    report.tests("Node tests", || {
        let files = node_tests(project)?;
        count::stream(node::node(project).args(["--test", "--test-reporter=spec"]).args(files), count::in_node_line)
    });
    report.tests("Rust tests", || {
        let test = project.cargo(["test", "--workspace", "--no-fail-fast"]).args(&selection.passed_on);
        count::stream(test, count::in_cargo_line)
    });
}

/// The files of the Node tests.
fn node_tests(project: &Project) -> Result<Vec<PathBuf>> {
    let mut folders: Vec<PathBuf> = NODE_TEST_FOLDERS.iter().map(|folder| project.path(folder)).collect();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(".test.mjs") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The built page in Chromium and in other browsers.
fn in_browsers(project: &Project, selection: &Selection, setup: &Setup, tools: &Tools, report: &mut Report) {
    let Some(size) = report.step("Page build", || page::RELEASE.run(project, tools)) else { return };
    report.step("Page size", || size.check());
    let Some(sandbox) = report.step("Sandbox build", || serve::build_sandbox(project)) else { return };
    if selection.includes(Suite::Chromium) {
        report.tests("Chromium", || {
            playwright(project, setup, &sandbox, &page::RELEASE, PLAYWRIGHT_CONFIG, &selection.passed_on)
        });
    }
    if selection.includes(Suite::Package) {
        report.tests("npm package", || {
            playwright(project, setup, &sandbox, &page::RELEASE, PACKAGE_CONFIG, &selection.passed_on)
        });
    }
    if selection.includes(Suite::Browsers) {
        report.tests("Firefox and WebKitGTK", || {
            let engines = setup.script(project, ENGINES, &sandbox, &page::RELEASE).args(&selection.passed_on);
            count::stream(engines, count::in_plain_line)
        });
    }
    if selection.ci {
        let build = page::WITHOUT_RUST_SRC;
        if report.step("Page build without rust-src", || build.run(project, tools)).is_some() {
            report.tests("Page without rust-src", || {
                playwright(project, setup, &sandbox, &build, PLAYWRIGHT_CONFIG, &[DOCUMENTED.into()])
            });
        }
    }
}

/// Runs Playwright on a build.
fn playwright(
    project: &Project,
    setup: &Setup,
    sandbox: &Path,
    build: &Build,
    config: &str,
    arguments: &[OsString],
) -> Result<(bool, Count)> {
    run_playwright(project, setup.playwright(project, config, sandbox, build).args(arguments), build)
}

/// Runs Playwright, and counts what it reports.
pub(crate) fn run_playwright(project: &Project, playwright: Cmd<'_>, build: &Build) -> Result<(bool, Count)> {
    let report = format!("{}/playwright.json", build.target);
    // The report of an earlier run must not be counted.
    project.remove(&report)?;
    let succeeded = playwright.env("PLAYWRIGHT_JSON_OUTPUT_FILE", project.path(&report)).run().is_ok();
    let count = count::in_playwright_report(&project.read(&report)?).context("Playwright's report has no numbers")?;
    Ok((succeeded, count))
}
