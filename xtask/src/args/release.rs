//! The options of `cargo xtask release`.

use anyhow::{Result, ensure};
use lexopt::{Arg, Parser, ValueExt};

/// What `cargo xtask release --help` prints.
pub(crate) const RELEASE_USAGE: &str = "\
Usage: cargo xtask release [options]

Puts what a release consists of into target/release-VERSION/. VERSION is that of [workspace.package] in Cargo.toml, which the
page, the package in embed/ and `leap` must all have.

  vpp-summary-VERSION.tar.gz           dist/ and deploy/, the documents for operators, and the page's notices
  vpp-summary-element-VERSION.tgz      the npm package
  leap-VERSION-TARGET                  the command `leap` for this platform
  vpp-summary-VERSION.cdx.json         what all of this is made of (CycloneDX 1.5)
  THIRD-PARTY-NOTICES-*                the licences of it: for the page, for `leap`, and of Rust's standard library
  release.json                         the version, the commit, and what it was built with
  SHA256SUMS                           of all the others; `sha256sum -c SHA256SUMS` checks them

A licence that xtask/about.toml does not accept fails the release, and so does a file that git does not know or that was changed.

  --allow-dirty      release nevertheless; release.json and the archive then say `\"clean\": false`
  --check            also do what neither `cargo xtask test` nor CI does, and print a verdict for each: build the page and the
                     package again in a clean checkout in another folder, and compare them byte by byte; start the page behind the
                     servers of the archive's deploy/, by its README; start the release before behind this release's servers, and
                     this release behind those of the one before; upgrade from one to the other and back
  --before COMMIT    the release before; otherwise the last tag `v*` before this commit or, without one, the last commit before
                     there were releases";

/// What to release.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ReleaseOptions {
    /// Whether to check the release.
    pub(crate) check: bool,
    /// The release before, as git names a commit.
    pub(crate) before: Option<String>,
    /// Whether the checkout may differ from its commit.
    pub(crate) allow_dirty: bool,
}

impl ReleaseOptions {
    /// The options, or none if the usage is to be printed.
    pub(super) fn parse(parser: &mut Parser) -> Result<Option<Self>> {
        let mut options = Self::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(None),
                Arg::Long("check") => options.check = true,
                Arg::Long("allow-dirty") => options.allow_dirty = true,
                Arg::Long("before") => {
                    let commit = parser.value()?.string()?;
                    // Git would take it for an option.
                    ensure!(!commit.is_empty() && !commit.starts_with('-'), "`--before` needs a commit or a tag.");
                    options.before = Some(commit);
                }
                other => return Err(other.unexpected().into()),
            }
        }
        ensure!(options.check || options.before.is_none(), "`--before` goes with `--check`.");
        ensure!(
            !(options.check && options.allow_dirty),
            "`--check` builds the commit again, so nothing may differ from it."
        );
        Ok(Some(options))
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;

    fn parsed(line: &str) -> Result<Option<ReleaseOptions>, String> {
        let arguments = line.split_whitespace().map(OsString::from);
        ReleaseOptions::parse(&mut Parser::from_args(arguments)).map_err(|error| error.to_string())
    }

    #[test]
    fn a_release_is_neither_checked_nor_dirty_unless_said_otherwise() {
        assert_eq!(parsed(""), Ok(Some(ReleaseOptions::default())));
        let dirty = ReleaseOptions { allow_dirty: true, ..ReleaseOptions::default() };
        assert_eq!(parsed("--allow-dirty"), Ok(Some(dirty)));
        let before = ReleaseOptions { check: true, before: Some("v1.0.0".to_owned()), allow_dirty: false };
        assert_eq!(parsed("--check --before v1.0.0"), Ok(Some(before)));
        assert_eq!(parsed("--check --help"), Ok(None));
    }

    #[test]
    fn a_mistyped_or_senseless_option_is_refused_by_name() {
        for (line, part) in [
            ("--before v1", "goes with `--check`"),
            ("--check --before=", "needs a commit"),
            ("--check --before=--force", "needs a commit"),
            ("--check --allow-dirty", "nothing may differ"),
            ("--checks", "'--checks'"),
            ("now", "\"now\""),
        ] {
            let refusal = parsed(line).expect_err(line);
            assert!(refusal.contains(part), "{line}: {refusal}");
        }
    }
}
