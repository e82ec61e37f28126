//! The stages of a test run: how long each took, what it found, and the sum.

use std::fmt;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Error, Result, bail};

use crate::count::Count;
use crate::project::say;

/// The stages that were run. A stage that fails does not keep the next ones from running.
pub(crate) struct Report {
    started: Instant,
    stages: Vec<Stage>,
    /// What could not be tested, and why.
    notes: Vec<String>,
}

struct Stage {
    name: &'static str,
    took: Duration,
    count: Count,
    failure: Option<Error>,
}

impl Report {
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), stages: Vec::new(), notes: Vec::new() }
    }

    /// Runs a stage that succeeds or fails as a whole. A failure counts as one failed test.
    pub(crate) fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Result<T>) -> Option<T> {
        say(name);
        let start = Instant::now();
        let (value, failure) = match work() {
            Ok(value) => (Some(value), None),
            Err(error) => (None, Some(error)),
        };
        self.end(name, start, Count::default(), failure);
        value
    }

    /// Runs a stage that counts tests and returns whether its program succeeded.
    pub(crate) fn tests(&mut self, name: &'static str, work: impl FnOnce() -> Result<(bool, Count)>) {
        say(name);
        let start = Instant::now();
        let (count, failure) = judge(work());
        self.end(name, start, count, failure);
    }

    /// Notes what could not be tested, to be shown at the end.
    pub(crate) fn note(&mut self, note: String) {
        say(&note);
        self.notes.push(note);
    }

    fn end(&mut self, name: &'static str, start: Instant, mut count: Count, failure: Option<Error>) {
        if let Some(error) = &failure {
            eprintln!("error: {error:#}");
            // A stage that ended without a failed test, such as by code that does not compile, must not look like a
            // success in the sum.
            count.failed = count.failed.max(1);
        }
        self.stages.push(Stage { name, took: start.elapsed(), count, failure });
    }

    /// Prints a line for each stage, the notes and, as the last line, the sum: CI and people look for it there.
    pub(crate) fn finish(self) -> ExitCode {
        println!("\n{self}");
        ExitCode::from(u8::from(self.sum().failed > 0))
    }

    fn sum(&self) -> Count {
        let mut sum = Count::default();
        for stage in &self.stages {
            sum += stage.count;
        }
        sum
    }
}

/// What is wrong with the result of a stage that counts tests.
fn judge(result: Result<(bool, Count)>) -> (Count, Option<Error>) {
    let (succeeded, count) = match result {
        Ok(result) => result,
        Err(error) => return (Count::default(), Some(error)),
    };
    let check = || match count {
        Count { failed: 1.., .. } => bail!("{} tests failed", count.failed),
        _ if !succeeded => bail!("the program that runs the tests failed"),
        Count { passed: 0, skipped: 0, .. } => bail!("no test was run"),
        _ => Ok(()),
    };
    (count, check().err())
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for stage in &self.stages {
            writeln!(formatter, "{stage}")?;
        }
        writeln!(formatter, "{:34}{:7.1} s", "Total", self.started.elapsed().as_secs_f32())?;
        for note in &self.notes {
            writeln!(formatter, "{note}")?;
        }
        let Count { passed, failed, skipped, flaky } = self.sum();
        if flaky > 0 {
            writeln!(formatter, "{flaky} tests passed only when they were repeated; Playwright lists them as flaky.")?;
        }
        write!(formatter, "{passed} passed, {failed} failed")?;
        if skipped > 0 {
            write!(formatter, ", {skipped} skipped")?;
        }
        Ok(())
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Count { passed, failed, skipped, .. } = self.count;
        write!(formatter, "{:34}{:7.1} s  ", self.name, self.took.as_secs_f32())?;
        match &self.failure {
            Some(failure) => write!(formatter, "{passed} passed, {failed} failed: {failure}")?,
            None if passed + skipped == 0 => formatter.write_str("done")?,
            None => write!(formatter, "{passed} passed")?,
        }
        if skipped > 0 { write!(formatter, ", {skipped} skipped") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    fn count(passed: u64, failed: u64, skipped: u64) -> Count {
        Count { passed, failed, skipped, flaky: 0 }
    }

    fn last_lines(report: &Report) -> Vec<String> {
        let lines: Vec<String> = report.to_string().lines().map(str::to_owned).collect();
        lines.into_iter().skip_while(|line| !line.starts_with("Total")).skip(1).collect()
    }

    #[test]
    fn a_stage_passes_only_if_tests_ran_none_failed_and_the_program_succeeded() {
        let fails = |succeeded, count| judge(Ok((succeeded, count))).1.map(|error| error.to_string());
        assert_eq!(fails(true, count(3, 0, 0)), None);
        assert_eq!(fails(true, count(0, 0, 3)), None);
        assert_eq!(fails(true, count(3, 1, 0)).as_deref(), Some("1 tests failed"));
        assert_eq!(fails(false, count(3, 0, 0)).as_deref(), Some("the program that runs the tests failed"));
        assert_eq!(fails(true, count(0, 0, 0)).as_deref(), Some("no test was run"));
    }

    #[test]
    fn a_stage_that_fails_without_a_failed_test_counts_as_one_failure() {
        let mut report = Report::new();
        report.tests("Tests", || Ok((false, count(3, 0, 0))));
        assert_eq!(report.step("Build", || Err::<(), _>(anyhow!("it does not compile"))), None);
        assert_eq!(report.sum(), count(3, 2, 0));
        assert!(report.to_string().contains("0 passed, 1 failed: it does not compile"));
    }

    #[test]
    fn the_sum_is_the_last_line_and_skipped_tests_are_part_of_it() {
        let mut report = Report::new();
        assert_eq!(report.step("Format", || Ok(1)), Some(1));
        report.tests("Tests", || Ok((true, count(3, 0, 0))));
        assert_eq!(last_lines(&report), ["3 passed, 0 failed"]);
        report.tests("More tests", || Ok((true, Count { flaky: 1, ..count(2, 0, 4) })));
        report.note("Caddy is not installed.".to_owned());
        let flaky = "1 tests passed only when they were repeated; Playwright lists them as flaky.";
        assert_eq!(last_lines(&report), ["Caddy is not installed.", flaky, "5 passed, 0 failed, 4 skipped"]);
    }
}
