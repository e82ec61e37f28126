//! How many tests passed, failed and were skipped, as the programs that run them print it.

use std::io::{BufRead, BufReader, Write};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;
use xshell::Cmd;

/// Numbers of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed.
    pub(crate) failed: u64,
    /// Tests that were not run.
    pub(crate) skipped: u64,
    /// Tests that passed only when they were repeated. They are among those that passed.
    pub(crate) flaky: u64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.flaky += other.flaky;
    }
}

/// Runs a program, shows what it prints, and adds up what `read` finds in its lines. Returns also whether it succeeded.
pub(crate) fn stream(cmd: Cmd<'_>, read: fn(&str) -> Option<Count>) -> Result<(bool, Count)> {
    stream_to(&mut std::io::stdout(), cmd, read)
}

fn stream_to(screen: &mut impl Write, cmd: Cmd<'_>, read: fn(&str) -> Option<Count>) -> Result<(bool, Count)> {
    let name = cmd.to_string();
    let mut child =
        Command::from(cmd).stdout(Stdio::piped()).spawn().with_context(|| format!("`{name}` could not be started"))?;
    let mut sum = Count::default();
    if let Some(output) = child.stdout.take() {
        // Bytes, because a test may print anything.
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let text = String::from_utf8_lossy(&line);
            writeln!(screen, "{text}")?;
            sum += read(&text).unwrap_or_default();
        }
    }
    Ok((child.wait()?.success(), sum))
}

/// Reads a line of `cargo test` such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
pub(crate) fn in_cargo_line(line: &str) -> Option<Count> {
    let (_, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |word: &str| numbers.split(';').find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok());
    Some(Count { passed: number("passed")?, failed: number("failed")?, skipped: number("ignored")?, flaky: 0 })
}

/// Reads a line of `node --test` such as `ℹ pass 12`; each number has a line of its own.
pub(crate) fn in_node_line(line: &str) -> Option<Count> {
    let (word, number) = line.strip_prefix("ℹ ")?.split_once(' ')?;
    let number = number.parse().ok()?;
    let none = Count::default();
    match word {
        "pass" => Some(Count { passed: number, ..none }),
        "fail" | "cancelled" => Some(Count { failed: number, ..none }),
        "skipped" | "todo" => Some(Count { skipped: number, ..none }),
        _ => None,
    }
}

/// Reads a line such as `3 passed, 1 failed, 2 skipped`, in which the last number may be missing.
pub(crate) fn in_plain_line(line: &str) -> Option<Count> {
    let mut parts = line.trim().split(", ");
    let passed = parts.next()?.strip_suffix(" passed")?.parse().ok()?;
    let failed = parts.next()?.strip_suffix(" failed")?.parse().ok()?;
    let skipped = parts.next().map_or(Some(0), |part| part.strip_suffix(" skipped")?.parse().ok())?;
    Some(Count { passed, failed, skipped, flaky: 0 })
}

/// Reads Playwright's JSON report.
pub(crate) fn in_playwright_report(report: &str) -> Option<Count> {
    let report: Value = serde_json::from_str(report).ok()?;
    let number = |key: &str| report.get("stats")?.get(key)?.as_u64();
    let flaky = number("flaky")?;
    let passed = number("expected")? + flaky;
    Some(Count { passed, failed: number("unexpected")?, skipped: number("skipped")?, flaky })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;

    fn count(passed: u64, failed: u64, skipped: u64) -> Count {
        Count { passed, failed, skipped, flaky: 0 }
    }

    #[test]
    fn the_lines_of_cargo_test_are_counted() {
        let line = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(in_cargo_line(line), Some(count(12, 0, 1)));
        let line = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(in_cargo_line(line), Some(count(3, 2, 0)));
        for line in ["", "test result: ok", "test tests::test_result ... ok", "running 3 tests", "12 passed; 0 failed"]
        {
            assert_eq!(in_cargo_line(line), None, "{line}");
        }
    }

    #[test]
    fn the_lines_of_node_are_counted() {
        assert_eq!(in_node_line("ℹ pass 12"), Some(count(12, 0, 0)));
        assert_eq!(in_node_line("ℹ fail 2"), Some(count(0, 2, 0)));
        assert_eq!(in_node_line("ℹ skipped 1"), Some(count(0, 0, 1)));
        for line in ["ℹ tests 15", "ℹ duration_ms 64.5", "✔ pass 12", "pass 12"] {
            assert_eq!(in_node_line(line), None, "{line}");
        }
    }

    #[test]
    fn plain_lines_are_counted() {
        assert_eq!(in_plain_line("5 passed, 1 failed, 2 skipped"), Some(count(5, 1, 2)));
        assert_eq!(in_plain_line("5 passed, 0 failed"), Some(count(5, 0, 0)));
        for line in ["5 passed", "5 passed, 1 failed, some skipped", "5 of 6 passed, 1 failed"] {
            assert_eq!(in_plain_line(line), None, "{line}");
        }
    }

    #[test]
    fn playwrights_report_is_counted() {
        let report = r#"{"suites": [{"title": "\"stats\": {\"expected\": 99}"}], "errors": [],
            "stats": { "startTime": "2026-01-01", "duration": 812.5, "expected": 41, "skipped": 2,
            "unexpected": 1, "flaky": 1 } }"#;
        assert_eq!(in_playwright_report(report), Some(Count { flaky: 1, ..count(42, 1, 2) }));
        assert_eq!(in_playwright_report("{}"), None);
        assert_eq!(in_playwright_report("{\"stats\": {}}"), None);
    }

    #[test]
    fn output_is_shown_while_it_is_counted() {
        let project = Project::find().expect("this is the checkout");
        let output = "running\\n2 passed, 0 failed\\n\\377\\n1 passed, 1 failed, 4 skipped\\n";
        // Not on the screen, where the run that runs this test would count these lines.
        let mut screen = Vec::new();
        let cmd = project.cmd("printf").arg(output);
        let (succeeded, sum) = stream_to(&mut screen, cmd, in_plain_line).expect("it runs");
        assert!(succeeded);
        assert_eq!(sum, count(3, 1, 4));
        assert!(screen.starts_with(b"running\n"));
        assert_eq!(screen.iter().filter(|byte| **byte == b'\n').count(), 4);
    }
}
