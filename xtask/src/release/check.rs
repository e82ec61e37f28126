//! `cargo xtask release --check`: whether a release can be trusted. It takes many minutes, so it belongs to no test run.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};

use super::folder::{self, Release};
use super::{build, compare, source};
use crate::args::{Selection, Suite};
use crate::page;
use crate::project::{Project, say};
use crate::report::Report;
use crate::serve;
use crate::test::{self, Setup};
use crate::tools::Tools;

/// Where all that is compared with the release goes.
const FOLDER: &str = "target/release-check";

/// The tests of releases, which no other test run includes.
const TESTS: &str = "tests/release/playwright.config.mjs";

/// Makes a release, checks it, and prints a verdict for each check.
pub(super) fn run(project: &Project, before: Option<&str>) -> Result<ExitCode> {
    let before = source::before(project, before)?;
    let mut report = Report::new();
    if let Some(setup) = report.step("Setup", || set_up(project))
        && let Some(tools) = &setup.tools
        && let Some(release) = report.step("Release", || folder::make(project, false))
    {
        println!("{release}");
        report.note(format!("The release before is commit {before}."));
        let archive = report.step("Sums and archive", || unpack(project, &release));
        if let Some(archive) = &archive {
            report.step("No path of this machine", || has_no_path(project, &release, archive));
            build_again(project, tools, &release, archive, &mut report);
        }
        let earlier = report.step("Release before", || build_before(project, tools, &before));
        let sandbox = report.step("Sandbox build", || serve::build_sandbox(project));
        if let (Some(archive), Some(earlier), Some(sandbox)) = (archive, earlier, sandbox) {
            report.tests("Both releases behind both servers", || {
                let tests = setup.playwright(project, TESTS, &sandbox, &page::RELEASE).env("ARCHIVE", archive);
                let tests = tests.env("BEFORE", earlier).env("RELEASE", project.path(&release.folder));
                test::run_playwright(project, tests, &page::RELEASE)
            });
        }
    }
    Ok(report.finish())
}

/// What the tests in Chromium need. Here nothing may be left out.
fn set_up(project: &Project) -> Result<Setup> {
    let setup = Setup::new(project, &Selection { suite: Some(Suite::Chromium), ..Selection::default() })?;
    ensure!(setup.notes.is_empty(), "{}", setup.notes.join(" "));
    Ok(setup)
}

/// Checks the sums and unpacks the archive, by the commands of deploy/README.md. Returns the unpacked folder.
fn unpack(project: &Project, release: &Release) -> Result<PathBuf> {
    let folder = fresh_folder(project, "archive")?;
    let name = format!("vpp-summary-{}", release.version);
    let released = project.path(&release.folder);
    let script = format!("cd \"$1\" && sha256sum --check --quiet SHA256SUMS && tar -xzf {name}.tar.gz -C \"$2\"");
    let shell = project.cmd("/bin/sh").args(["-ec", &script, "sh"]).arg(released).arg(&folder);
    shell.run().context("the sums do not fit, or the archive cannot be unpacked")?;
    Ok(folder.join(name))
}

/// Looks for the paths of this machine in everything that is compiled.
fn has_no_path(project: &Project, release: &Release, archive: &Path) -> Result<()> {
    let root = project.path("");
    let home = std::env::home_dir().context("this user has no home")?;
    let mut files = compare::files(&archive.join("dist"))?;
    files.extend(
        compare::files(&project.path(&release.folder))?.into_iter().filter(|file| release.leap.ends_with(&file.path)),
    );
    let paths: Vec<&Path> = [root.as_path(), home.as_path()].into_iter().map(trimmed).collect();
    compare::has_none_of(&files, &paths)
}

/// Without a slash at the end, by which fewer texts would match.
fn trimmed(path: &Path) -> &Path {
    path.components().as_path()
}

/// Builds the page and the package in a clean checkout elsewhere, and compares.
fn build_again(project: &Project, tools: &Tools, release: &Release, archive: &Path, report: &mut Report) {
    let second = report.step("Second build, in another folder", || {
        let checkout = checkout(project, "again/and/elsewhere", "HEAD")?;
        build_page(project, tools, &checkout)?;
        Ok(checkout)
    });
    let Some(second) = second else { return };
    report.step("dist/ twice, byte by byte", || {
        // The archive's copy of it has the notices as well.
        let mut first = compare::files(&archive.join("dist"))?;
        first.retain(|file| file.path != folder::NOTICES);
        compare::same(&first, &compare::files(&second.join("dist"))?)
    });
    report.step("npm package twice, byte by byte", || {
        let (name, packed) = build::package(project, &second, &format!("{FOLDER}/package"), &release.version)?;
        let first = std::fs::read(project.path(&release.folder).join(name))?;
        ensure!(first == packed, "it is not: {} and {} bytes.", first.len(), packed.len());
        Ok(())
    });
    report.step("Clean up", || project.remove(format!("{FOLDER}/again")));
}

/// Builds the release before, unless an earlier check has. Returns a folder with its `dist/` and `deploy/`.
fn build_before(project: &Project, tools: &Tools, commit: &str) -> Result<PathBuf> {
    let kept = format!("{FOLDER}/before-{commit}");
    if !project.path(format!("{kept}/dist/v1/index.html")).is_file() {
        let checkout = checkout(project, "before", commit)?;
        build_page(project, tools, &checkout)?;
        fresh_folder(project, &format!("before-{commit}"))?;
        // The page comes last: by it the folder is known to be complete.
        for part in ["deploy", "dist"] {
            std::fs::rename(checkout.join(part), project.path(format!("{kept}/{part}")))?;
        }
        project.remove(format!("{FOLDER}/before"))?;
    }
    Ok(project.path(kept))
}

/// An empty folder of this name.
fn fresh_folder(project: &Project, name: &str) -> Result<PathBuf> {
    let folder = format!("{FOLDER}/{name}");
    project.remove(&folder)?;
    let folder = project.path(folder);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A clean checkout of a commit, with nothing that git does not know.
fn checkout(project: &Project, name: &str, commit: &str) -> Result<PathBuf> {
    let folder = fresh_folder(project, name)?;
    let commit = project.cmd("git").args(["rev-parse", commit]).read()?;
    let clone =
        project.cmd("git").args(["clone", "--quiet", "--shared", "--no-checkout"]).arg(project.path("")).arg(&folder);
    clone.run().context("git cannot clone this checkout")?;
    let checkout = project.cmd("git").arg("-C").arg(&folder).args(["checkout", "--quiet", "--detach", &commit]);
    checkout.run().with_context(|| format!("git cannot check {commit} out"))?;
    Ok(folder)
}

/// Builds the page of another checkout by its own command, with the tools that are installed here where it accepts them.
fn build_page(project: &Project, tools: &Tools, checkout: &Path) -> Result<()> {
    say(format_args!("Building in {}.", checkout.display()));
    let build =
        project.cargo(["run", "--quiet", "--package", "xtask", "--manifest-path"]).arg(checkout.join("Cargo.toml"));
    let build = build.args(["--", "build"]).env("PATH", tools.path()).env("CARGO_TARGET_DIR", checkout.join("target"));
    build.run().context("the page could not be built there")
}
