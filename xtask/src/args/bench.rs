//! The options of `cargo xtask bench`.

use std::path::PathBuf;

use anyhow::{Result, ensure};
use lexopt::{Arg, Parser, ValueExt};

/// What to measure, and against what.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BenchOptions {
    /// Another build of the page.
    pub(crate) against: Option<PathBuf>,
    /// How often each page is loaded.
    pub(crate) loads: u32,
    /// How often the period is changed on each page.
    pub(crate) clicks: u32,
    /// One profile; both when absent.
    pub(crate) profile: Option<String>,
}

/// The names in `bench/profiles.mjs`.
const PROFILES: [&str; 2] = ["slow4g", "desktop"];

impl BenchOptions {
    pub(super) fn parse(parser: &mut Parser) -> Result<Self> {
        let mut options = Self { against: None, loads: 15, clicks: 40, profile: None };
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("against") => options.against = Some(PathBuf::from(parser.value()?)),
                Arg::Long("loads") => options.loads = count(parser, "--loads")?,
                Arg::Long("clicks") => options.clicks = count(parser, "--clicks")?,
                Arg::Long("profile") => {
                    let name = parser.value()?.string()?;
                    ensure!(
                        PROFILES.contains(&name.as_str()),
                        "unknown profile `{name}`; there are `slow4g` and `desktop`."
                    );
                    options.profile = Some(name);
                }
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }
}

/// A number that is not zero: there is no median of nothing.
fn count(parser: &mut Parser, option: &str) -> Result<u32> {
    let count = parser.value()?.parse()?;
    ensure!(count > 0, "`{option}` must be at least 1.");
    Ok(count)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;

    fn parsed(line: &str) -> Result<BenchOptions, String> {
        let arguments = line.split_whitespace().map(OsString::from);
        BenchOptions::parse(&mut Parser::from_args(arguments)).map_err(|error| error.to_string())
    }

    #[test]
    fn there_are_15_loads_and_40_clicks_on_both_profiles_unless_said_otherwise() {
        assert_eq!(parsed(""), Ok(BenchOptions { against: None, loads: 15, clicks: 40, profile: None }));
        let expected =
            BenchOptions { against: Some("../old".into()), loads: 3, clicks: 9, profile: Some("desktop".into()) };
        assert_eq!(parsed("--against ../old --loads 3 --clicks=9 --profile desktop"), Ok(expected));
    }

    #[test]
    fn a_mistyped_option_is_refused_by_name() {
        for (line, part) in [
            ("--loads 0", "`--loads` must be at least 1"),
            ("--clicks=0", "`--clicks` must be at least 1"),
            ("--loads many", "\"many\""),
            ("--profile phone", "unknown profile `phone`"),
            ("--against", "'--against'"),
            ("--load 3", "'--load'"),
            ("now", "\"now\""),
        ] {
            let refusal = parsed(line).expect_err(line);
            assert!(refusal.contains(part), "{line}: {refusal}");
        }
    }
}
