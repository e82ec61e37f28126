//! The commit that is released.

use anyhow::{Context, Result, ensure};

use crate::project::{Project, answer};

/// The last commit before there were releases: what deployments of that time have.
const BEFORE_RELEASES: &str = "a9e4228";

/// What is released.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// The commit's full hash.
    pub(super) commit: String,
    /// When it was committed, in seconds since 1970. Every file of the archive has this time.
    pub(super) time: u64,
    /// The same as people and programs write it: `2026-11-26T10:33:00Z`.
    pub(super) date: String,
    /// Whether the checkout is what the commit says.
    pub(super) clean: bool,
}

impl Source {
    /// Asks git. Refuses a checkout that differs from its commit, unless that is allowed.
    pub(super) fn read(project: &Project, allow_dirty: bool) -> Result<Self> {
        // In UTC, whatever the committer's and this machine's zones are.
        let show = ["show", "--no-patch", "--format=%H %ct %cd", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "HEAD"];
        let shown = answer(project.cmd("git").args(show).env("TZ", "UTC"));
        let shown = shown.context("a release is made from a checkout with git, and git knows no commit here.")?;
        let (commit, time, date) = described(&shown).with_context(|| format!("git printed `{shown}`"))?;
        let changes =
            project.cmd("git").args(["status", "--porcelain"]).read().context("git cannot say what has changed")?;
        ensure!(
            changes.is_empty() || allow_dirty,
            "the checkout differs from its commit:\n{changes}\nCommit that or remove it; `--allow-dirty` releases it nevertheless and says so."
        );
        Ok(Self { commit, time, date, clean: changes.is_empty() })
    }
}

/// The commit of the release before: the one that is named, or that of the last tag before this commit, or the last one before
/// there were releases.
pub(super) fn before(project: &Project, named: Option<&str>) -> Result<String> {
    let tag = || answer(project.cmd("git").args(["describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^"]));
    let name = named.map(str::to_owned).or_else(tag).unwrap_or_else(|| BEFORE_RELEASES.to_owned());
    let commit = answer(
        project
            .cmd("git")
            .args(["rev-parse", "--verify", "--quiet", "--end-of-options"])
            .arg(format!("{name}^{{commit}}")),
    );
    commit.with_context(|| format!("git knows no commit `{name}` here; fetch it, or name another with `--before`."))
}

/// Reads a hash, a number of seconds and a date.
fn described(line: &str) -> Option<(String, u64, String)> {
    let mut words = line.split_whitespace();
    let (commit, time, date) = (words.next()?, words.next()?.parse().ok()?, words.next()?);
    words.next().is_none().then(|| (commit.to_owned(), time, date.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_its_time_and_its_date_are_read() {
        let expected = ("0123abcd".to_owned(), 1_700_000_000, "2023-11-14T22:13:20Z".to_owned());
        assert_eq!(described("0123abcd 1700000000 2023-11-14T22:13:20Z\n"), Some(expected));
        for line in ["", "0123abcd", "0123abcd soon 2023", "0123abcd 1 2 3"] {
            assert_eq!(described(line), None, "{line}");
        }
    }
}
