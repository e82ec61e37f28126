//! Versions that programs print, and versions that the project's files pin.

use anyhow::{Context, Result};
use semver::{Version, VersionReq};
use toml::Table;

/// The first version in what a program prints, such as `trunk 0.21.14` or `v20.20.2`.
pub(crate) fn printed(text: &str) -> Option<Version> {
    text.split_whitespace().find_map(|word| Version::parse(word.trim_start_matches('v')).ok())
}

/// The version of Trunk that Trunk.toml requires, such as `^0.21.14`.
pub(crate) fn required_trunk(trunk_toml: &str) -> Result<VersionReq> {
    let settings: Table = trunk_toml.parse().context("Trunk.toml is not valid TOML")?;
    let required = settings.get("trunk-version").and_then(toml::Value::as_str);
    Ok(VersionReq::parse(required.context("Trunk.toml has no `trunk-version`")?)?)
}

/// The oldest version that a requirement such as `^0.21.14` accepts: the one the project was tested with.
pub(crate) fn oldest(requirement: &VersionReq) -> Result<Version> {
    let text = requirement.to_string();
    Version::parse(text.trim_start_matches('^')).with_context(|| format!("`{text}` does not name one version"))
}

/// The version of a package in Cargo.lock.
pub(crate) fn locked(cargo_lock: &str, package: &str) -> Result<Version> {
    let lock: Table = cargo_lock.parse().context("Cargo.lock is not valid TOML")?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let text = packages
        .into_iter()
        .flatten()
        .find(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))
        .and_then(|entry| entry.get("version")?.as_str())
        .with_context(|| format!("Cargo.lock has no {package}"))?;
    Ok(Version::parse(text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_in_what_a_program_prints() {
        assert_eq!(printed("trunk 0.21.14\n"), Some(Version::new(0, 21, 14)));
        assert_eq!(printed("wasm-bindgen 0.2.126 (1234abcd)"), Some(Version::new(0, 2, 126)));
        assert_eq!(printed("v20.20.2"), Some(Version::new(20, 20, 2)));
        for text in ["", "trunk", "0.21", "1.2.3.4", "1.x.3"] {
            assert_eq!(printed(text), None, "{text}");
        }
    }

    #[test]
    fn the_page_and_the_package_have_one_version() {
        let workspace: Table = include_str!("../../Cargo.toml").parse().expect("Cargo.toml is valid");
        let version = workspace["workspace"]["package"]["version"].as_str().expect("it is a text");
        let package = include_str!("../../embed/package.json");
        let package: serde_json::Value = serde_json::from_str(package).expect("package.json is valid");
        assert_eq!(package["version"], version, "embed/package.json");
    }

    #[test]
    fn the_projects_own_files_pin_trunk_and_wasm_bindgen() {
        let required = required_trunk(include_str!("../../Trunk.toml")).expect("Trunk is pinned");
        assert!(required.matches(&oldest(&required).expect("one version")));
        let lock = include_str!("../../Cargo.lock");
        assert_eq!(locked(lock, "wasm-bindgen").expect("it is locked").major, 0);
        assert!(locked(lock, "trunk").is_err());
    }
}
