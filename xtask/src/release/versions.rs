//! One version for the page, the package, `leap` and the release.

use anyhow::{Context, Result, bail};
use semver::Version;
use serde_json::Value;
use toml::Table;

/// The version of the workspace, from Cargo.toml.
pub(super) fn of_workspace(cargo_toml: &str) -> Result<Version> {
    let manifest: Table = cargo_toml.parse().context("Cargo.toml is not valid TOML")?;
    let version = manifest.get("workspace").and_then(|workspace| workspace.get("package")?.get("version")?.as_str());
    Ok(Version::parse(version.context("Cargo.toml has no version in [workspace.package]")?)?)
}

/// The version that a file in JSON has as `version`, without the hash that the page's build adds.
pub(super) fn in_json(name: &str, text: &str) -> Result<Version> {
    let value: Value = serde_json::from_str(text).with_context(|| format!("{name} is not valid JSON"))?;
    let version = value.get("version").and_then(Value::as_str).with_context(|| format!("{name} has no version"))?;
    let version = Version::parse(version).with_context(|| format!("{name} has the version `{version}`"))?;
    Ok(Version { build: semver::BuildMetadata::EMPTY, ..version })
}

/// Compares the versions that were found in several places with the workspace's.
pub(super) fn compare(expected: &Version, found: &[(&str, Version)]) -> Result<()> {
    let others: Vec<_> = found.iter().filter(|(_, version)| version != expected).collect();
    if others.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = others.iter().map(|(place, version)| format!("{place} has {version}")).collect();
    bail!("the release has one version, [workspace.package]'s: it is {expected}, but {}.", list.join(" and "))
}

/// Refuses a package that would bring others along: the bill of materials and the notices have none for it.
pub(super) fn has_no_dependencies(package_json: &str) -> Result<()> {
    let package: Value = serde_json::from_str(package_json).context("embed/package.json is not valid JSON")?;
    for kind in ["dependencies", "optionalDependencies", "bundleDependencies", "bundledDependencies"] {
        if package.get(kind).is_some() {
            bail!("embed/package.json has `{kind}`, and the package is to bring nothing along.");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspaces_version_is_read() {
        let version = of_workspace("[workspace.package]\nversion = \"1.2.3\"\n").expect("it has a version");
        assert_eq!(version, Version::new(1, 2, 3));
        assert!(of_workspace(include_str!("../../../Cargo.toml")).is_ok());
        assert!(of_workspace("[package]\nversion = \"1.2.3\"\n").is_err());
    }

    #[test]
    fn the_hash_of_the_pages_files_is_no_part_of_the_version() {
        let read = |text| in_json("a.json", text).map_err(|error| error.to_string());
        assert_eq!(read(r#"{"version": "1.2.3+0123456789ab"}"#), Ok(Version::new(1, 2, 3)));
        assert_eq!(read("{}"), Err("a.json has no version".to_owned()));
    }

    #[test]
    fn every_place_with_another_version_is_named() {
        let one = Version::new(1, 0, 0);
        assert!(compare(&one, &[("a", one.clone()), ("b", one.clone())]).is_ok());
        let places = [("a", Version::new(0, 9, 0)), ("b", one.clone()), ("c", Version::new(1, 0, 1))];
        let refusal = compare(&one, &places).expect_err("two differ").to_string();
        assert!(refusal.contains("it is 1.0.0, but a has 0.9.0 and c has 1.0.1"), "{refusal}");
    }

    #[test]
    fn a_package_may_have_peers_and_no_dependencies() {
        assert!(has_no_dependencies(r#"{"peerDependencies": {"react": "19"}, "devDependencies": {"a": "1"}}"#).is_ok());
        assert!(has_no_dependencies(r#"{"dependencies": {"a": "1"}}"#).is_err());
        assert!(has_no_dependencies(include_str!("../../../embed/package.json")).is_ok());
    }
}
