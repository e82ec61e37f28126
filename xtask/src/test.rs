//! `cargo xtask test`: every test there is, stage by stage, with one count at the end.

use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use crate::args::{Part, Selection};
use crate::count::{self, Count};
use crate::project::{Failure, Project, Result, not_started, run as run_to_end, say, succeeds};
use crate::tools::Tools;
use crate::{chromium, nginx, node, page, serve};

/// Where the browser tests are described.
const CONFIG: &str = "tests/browser/playwright.config.mjs";

/// Where Playwright writes its report.
const REPORT: &str = "target/playwright.json";

/// What became of a stage.
enum Outcome {
    /// It was successful, with so many tests.
    Passed(Count),
    /// It was not: some tests failed, or it could not be completed.
    Failed(Count, Failure),
}

/// A stage that was run.
struct Stage {
    name: &'static str,
    took: Duration,
    outcome: Outcome,
}

/// Runs the tests and tells how many passed and failed. A stage that fails does not keep the others from running.
pub(crate) fn run(project: &Project, selection: &Selection) -> Result<ExitCode> {
    // Everything is set up first, so that a missing program is reported before minutes of tests, not after. The native
    // part needs the page's target for its lints.
    let tools = page::set_up(project)?;
    let mut stages = Vec::new();
    let chromium = if selection.includes(Part::Browser) { Some(chromium::set_up(project)?) } else { None };
    if selection.includes(Part::Browser) {
        nginx::set_up(project)?;
    }
    if selection.includes(Part::Native) {
        native(project, selection, &mut stages);
    }
    if let Some(chromium) = chromium {
        browser(project, selection, &tools, &chromium, &mut stages);
    }
    Ok(summarise(&stages))
}

/// Formatting, lints and the tests in Rust.
fn native(project: &Project, selection: &Selection, stages: &mut Vec<Stage>) {
    stages.push(stage("Format", || {
        let command = &mut project.cargo(["fmt", "--all", "--check"]);
        run_to_end(command, "the code is not formatted; `cargo fmt` does it.")?;
        Ok(Count::default())
    }));
    let deny = ["--", "--deny", "warnings"];
    stages.push(stage("Lints", || {
        let mut command = project.cargo(["clippy", "--workspace", "--all-targets"]);
        run_to_end(command.args(deny), "clippy has found something.")?;
        Ok(Count::default())
    }));
    stages.push(stage("Lints of the page", || {
        let mut command = project.cargo(["clippy", "--package", "vpp-summary"]);
        command.args(["--target", "wasm32-unknown-unknown"]);
        run_to_end(command.args(deny), "clippy has found something in the page.")?;
        Ok(Count::default())
    }));
    stages.push(counting_stage("Tests in Rust", || {
        let mut command = project.cargo(["test", "--workspace", "--no-fail-fast"]);
        command.args(&selection.passed_on);
        let (succeeded, count) = count_cargo_tests(&mut command, &mut std::io::stdout())?;
        Ok((succeeded, count, "`cargo test` has failed."))
    }));
}

/// The page for release, its size, and the page in a real browser.
fn browser(project: &Project, selection: &Selection, tools: &Tools, chromium: &Path, stages: &mut Vec<Stage>) {
    let build = stage("Release build", || {
        page::build(project, tools)?;
        Ok(Count::default())
    });
    let is_built = matches!(build.outcome, Outcome::Passed(_));
    stages.push(build);
    if !is_built {
        return;
    }
    stages.push(stage("Size", || {
        page::size(project)?.check()?;
        Ok(Count::default())
    }));
    stages.push(counting_stage("Tests in Chromium", || {
        let sandbox = serve::build_sandbox(project)?;
        let mut command = playwright(project, chromium, &sandbox)?;
        command.args(&selection.passed_on);
        // A report of an earlier run must not be taken for this one's.
        let _ = std::fs::remove_file(project.path(REPORT));
        let succeeded = succeeds(&mut command)?;
        let report = project.read(REPORT).unwrap_or_default();
        let count = count::in_playwright_report(&report).unwrap_or_default();
        Ok((succeeded, count, "Playwright has failed."))
    }));
}

/// Playwright with what it has to know: the browser, the sandbox's program and the built page.
fn playwright(project: &Project, chromium: &Path, sandbox: &Path) -> Result<Command> {
    if !project.path(CONFIG).is_file() {
        return Err(Failure::new(format!("the browser tests are missing: there is no {CONFIG}.")));
    }
    let mut command = node::node(project);
    command
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .args(["--config", CONFIG, "--reporter", "list,json"])
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", project.path(REPORT))
        .env("CHROMIUM", chromium)
        .env("SANDBOX_BIN", sandbox)
        .env("DIST", project.path(page::DIST));
    Ok(command)
}

/// Runs `cargo test`, shows what it prints as it comes, and adds up its results.
fn count_cargo_tests(command: &mut Command, screen: &mut impl Write) -> Result<(bool, Count)> {
    command.stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_started(command, &error))?;
    let lost = |error| Failure::new(format!("the output of `cargo test` was lost: {error}."));
    let mut sum = Count::default();
    if let Some(output) = child.stdout.take() {
        // Bytes, not text: a test may print anything.
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(lost)?;
            let text = String::from_utf8_lossy(&line);
            writeln!(screen, "{text}").map_err(lost)?;
            sum += count::in_cargo_line(&text).unwrap_or_default();
        }
    }
    let status = child.wait().map_err(lost)?;
    Ok((status.success(), sum))
}

/// Runs a stage that is successful or not.
fn stage(name: &'static str, work: impl FnOnce() -> Result<Count>) -> Stage {
    counting_stage(name, || work().map(|count| (true, count, "")))
}

/// Runs a stage that counts tests: whether it was successful, the count, and the sentence for when it was not.
fn counting_stage(name: &'static str, work: impl FnOnce() -> Result<(bool, Count, &'static str)>) -> Stage {
    say(name);
    let start = Instant::now();
    let outcome = judge(work());
    if let Outcome::Failed(_, failure) = &outcome {
        eprintln!("error: {failure}");
    }
    Stage { name, took: start.elapsed(), outcome }
}

/// Decides what became of a stage. One that failed without a failed test, such as by code that does not compile,
/// counts as one failure: otherwise the sum would look like a success.
fn judge(result: Result<(bool, Count, &'static str)>) -> Outcome {
    let (mut count, failure) = match result {
        Ok((true, count, _)) if count.failed == 0 => return Outcome::Passed(count),
        Ok((_, count, sentence)) => (count, Failure::new(sentence)),
        Err(failure) => (Count::default(), failure),
    };
    count.failed = count.failed.max(1);
    Outcome::Failed(count, failure)
}

/// Prints a line for each stage, what failed, and the sum.
fn summarise(stages: &[Stage]) -> ExitCode {
    let mut sum = Count::default();
    println!();
    for stage in stages {
        println!("{stage}");
        let (Outcome::Passed(count) | Outcome::Failed(count, _)) = stage.outcome;
        sum += count;
    }
    if sum.flaky > 0 {
        println!("{} of them only when tried again; Playwright lists them above as flaky", sum.flaky);
    }
    // Last, because this is the line that people and programs look for.
    println!("{} passed, {} failed", sum.passed, sum.failed);
    ExitCode::from(u8::from(sum.failed > 0))
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.took.as_secs_f32();
        write!(formatter, "{:20}{seconds:7.1} s  ", self.name)?;
        match &self.outcome {
            Outcome::Passed(Count { passed: 0, .. }) => formatter.write_str("passed"),
            Outcome::Passed(count) => write!(formatter, "{} passed", count.passed),
            Outcome::Failed(count, failure) => {
                write!(formatter, "{} passed, {} failed: {failure}", count.passed, count.failed)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(succeeded: bool, passed: u64, failed: u64) -> (bool, Count) {
        match judge(Ok((succeeded, Count { passed, failed, flaky: 0 }, "It failed."))) {
            Outcome::Passed(count) => (true, count),
            Outcome::Failed(count, _) => (false, count),
        }
    }

    #[test]
    fn a_stage_passes_only_without_any_failure() {
        let count = |passed, failed| Count { passed, failed, flaky: 0 };
        assert_eq!(judged(true, 3, 0), (true, count(3, 0)));
        assert_eq!(judged(true, 3, 1), (false, count(3, 1)));
        assert_eq!(judged(false, 3, 2), (false, count(3, 2)));
        assert_eq!(judged(false, 3, 0), (false, count(3, 1)));
    }

    #[test]
    fn a_stage_that_cannot_run_is_one_failure() {
        let Outcome::Failed(count, failure) = judge(Err(Failure::new("No tests."))) else {
            unreachable!("it did not run");
        };
        assert_eq!((count.failed, failure.to_string().as_str()), (1, "No tests."));
    }

    #[test]
    fn output_is_counted_while_it_is_passed_on() {
        let output = "running\\ntest result: ok. 2 passed; 0 failed; 0 ignored\\n\\377\\n\
                      test result: FAILED. 1 passed; 1 failed; 0 ignored\\n";
        // Not the real screen: whoever counts this program's own tests would count these as well.
        let mut screen = Vec::new();
        let (succeeded, count) = count_cargo_tests(Command::new("printf").arg(output), &mut screen).expect("it runs");
        assert!(succeeded);
        assert_eq!((count.passed, count.failed), (3, 1));
        assert!(screen.starts_with(b"running\n"));
        assert_eq!(screen.iter().filter(|byte| **byte == b'\n').count(), 4);
    }
}
