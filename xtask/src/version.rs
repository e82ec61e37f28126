//! Versions, as programs print them and as the project's files pin them.

use std::fmt;

/// A released version: major, minor, patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(pub(crate) u32, pub(crate) u32, pub(crate) u32);

impl Version {
    /// The first version in a text such as `trunk 0.21.14`, `v20.20.2` or `^0.21.14`.
    pub(crate) fn find(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(Self::read)
    }

    /// A version without anything around it but a leading mark.
    fn read(word: &str) -> Option<Self> {
        let mut parts = word.trim_start_matches(['v', '^', '=', '"']).split('.');
        let major = parts.next()?.parse().ok()?;
        let minor = parts.next()?.parse().ok()?;
        let patch = parts.next()?.trim_end_matches('"').parse().ok()?;
        parts.next().is_none().then_some(Self(major, minor, patch))
    }

    /// Whether this version can stand in for the wanted one: the same series, and not older.
    pub(crate) fn fits(self, wanted: Self) -> bool {
        (self.0, self.1) == (wanted.0, wanted.1) && self.2 >= wanted.2
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.0, self.1, self.2)
    }
}

/// The version of a package in Cargo.lock.
pub(crate) fn locked(lock: &str, package: &str) -> Option<Version> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = ").and_then(Version::find)
}

/// The version that a setting such as `trunk-version = "^0.21.14"` of Trunk.toml asks for.
pub(crate) fn wanted(settings: &str, key: &str) -> Option<Version> {
    settings
        .lines()
        .filter_map(|line| line.split_once('='))
        .find(|(name, _)| name.trim() == key)
        .and_then(|(_, value)| Version::find(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_print() {
        assert_eq!(Version::find("trunk 0.21.14\n"), Some(Version(0, 21, 14)));
        assert_eq!(Version::find("wasm-bindgen 0.2.126 (1234abcd)"), Some(Version(0, 2, 126)));
        assert_eq!(Version::find("v20.20.2"), Some(Version(20, 20, 2)));
        assert_eq!(Version::find("\"^0.21.14\""), Some(Version(0, 21, 14)));
        for text in ["", "trunk", "0.21", "0.21.14-beta.1", "1.2.3.4", "1.x.3"] {
            assert_eq!(Version::find(text), None, "{text}");
        }
    }

    #[test]
    fn a_later_patch_fits_and_another_series_does_not() {
        let wanted = Version(0, 21, 14);
        assert!(wanted.fits(wanted));
        assert!(Version(0, 21, 15).fits(wanted));
        assert!(!Version(0, 21, 13).fits(wanted));
        assert!(!Version(0, 22, 14).fits(wanted));
        assert!(!Version(1, 21, 14).fits(wanted));
    }

    #[test]
    fn versions_are_ordered_by_number() {
        assert!(Version(20, 9, 0) < Version(20, 10, 0));
        assert_eq!(Version(0, 2, 126).to_string(), "0.2.126");
    }

    #[test]
    fn the_lock_file_names_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.126\"\nsource = \"x\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some(Version(0, 2, 126)));
        assert_eq!(locked(lock, "trunk"), None);
        assert_eq!(locked("name = \"trunk\"", "trunk"), None);
    }

    #[test]
    fn the_projects_own_files_pin_both_tools() {
        let settings = include_str!("../../Trunk.toml");
        assert!(wanted(settings, "trunk-version").is_some());
        assert_eq!(wanted(settings, "wasm-version"), None);
        let lock = include_str!("../../Cargo.lock");
        assert!(locked(lock, "wasm-bindgen").is_some());
    }
}
