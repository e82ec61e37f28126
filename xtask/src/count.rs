//! How many tests passed and failed, read from what the test programs write.

use std::ops::AddAssign;

/// Tests that passed and tests that failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed.
    pub(crate) failed: u64,
    /// Those of the tests that passed which did so only when they were tried again.
    pub(crate) flaky: u64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.flaky += other.flaky;
    }
}

/// The count in a line of `cargo test` such as `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
pub(crate) fn in_cargo_line(line: &str) -> Option<Count> {
    let (_, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let number = |word: &str| numbers.split(';').find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok());
    Some(Count { passed: number("passed")?, failed: number("failed")?, flaky: 0 })
}

/// The count in Playwright's JSON report. Its `stats` come last, after every test's own entry. A flaky test, which
/// passed only when it was tried again, has passed, and is counted once more by itself, so that it does not go unnoticed.
pub(crate) fn in_playwright_report(report: &str) -> Option<Count> {
    let stats = &report[report.rfind("\"stats\"")?..];
    let number = |key: &str| -> Option<u64> {
        let (_, rest) = stats.split_once(&format!("\"{key}\":"))?;
        let rest = rest.trim_start();
        let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
        rest[..end].parse().ok()
    };
    let flaky = number("flaky")?;
    Some(Count { passed: number("expected")? + flaky, failed: number("unexpected")?, flaky })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_lines_are_counted() {
        let line = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        let expected = Count { passed: 12, ..Count::default() };
        assert_eq!(in_cargo_line(line), Some(expected));
        let line = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        let expected = Count { passed: 3, failed: 2, flaky: 0 };
        assert_eq!(in_cargo_line(line), Some(expected));
    }

    #[test]
    fn other_lines_are_not() {
        for line in ["", "test result: ok", "test tests::test_result ... ok", "running 3 tests", "12 passed; 0 failed"]
        {
            assert_eq!(in_cargo_line(line), None, "{line}");
        }
    }

    #[test]
    fn playwright_reports_are_counted() {
        let report = r#"{"suites": [{"title": "\"stats\": {\"expected\": 99}"}], "errors": [],
            "stats": { "startTime": "2026-01-01", "duration": 812.5, "expected": 41, "skipped": 2,
            "unexpected": 1, "flaky": 1 } }"#;
        let expected = Count { passed: 42, failed: 1, flaky: 1 };
        assert_eq!(in_playwright_report(report), Some(expected));
        assert_eq!(in_playwright_report("{}"), None);
        assert_eq!(in_playwright_report("{\"stats\": {}}"), None);
    }

    #[test]
    fn counts_add_up() {
        let mut sum = Count::default();
        sum += Count { passed: 2, failed: 0, flaky: 1 };
        sum += Count { passed: 3, failed: 1, flaky: 0 };
        let expected = Count { passed: 5, failed: 1, flaky: 1 };
        assert_eq!(sum, expected);
    }
}
