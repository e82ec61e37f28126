//! What products contain of others that no manifest lists: code and data that packages bring along.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::licences::{Made, Origin, Package, Text};
use crate::project::Project;

/// Something that a package brings along.
struct Bundled {
    /// The package that has it.
    within: &'static str,
    name: &'static str,
    /// By SPDX. None for what is in the public domain.
    licence: Option<&'static str>,
    repository: &'static str,
    notice: Notice,
}

enum Notice {
    /// A file of the package.
    File(&'static str),
    Text(&'static str),
}

const BUNDLED: [Bundled; 5] = [
    Bundled {
        within: "libsqlite3-sys",
        name: "SQLite",
        licence: Some("blessing"),
        repository: "https://sqlite.org/src",
        notice: Notice::Text(
            "The author disclaims copyright to this source code. In place of a legal notice, here is a blessing:\n\n    \
             May you do good and not evil.\n    May you find forgiveness for yourself and forgive others.\n    \
             May you share freely, never taking more than you give.\n",
        ),
    },
    Bundled {
        within: "ring",
        name: "fiat-crypto",
        licence: Some("Apache-2.0"),
        repository: "https://github.com/mit-plv/fiat-crypto",
        notice: Notice::File("third_party/fiat/LICENSE"),
    },
    Bundled {
        within: "chrono-tz",
        name: "IANA time zone database",
        licence: None,
        repository: "https://www.iana.org/time-zones",
        notice: Notice::File("tz/LICENSE"),
    },
    Bundled {
        within: "regex-syntax",
        name: "Unicode character database",
        licence: Some("Unicode-3.0"),
        repository: "https://www.unicode.org/ucd/",
        notice: Notice::File("src/unicode_tables/LICENSE-UNICODE"),
    },
    // The JavaScript between the page and its WebAssembly, which the program of the same release writes.
    Bundled {
        within: "wasm-bindgen",
        name: "wasm-bindgen's glue in JavaScript",
        licence: Some("MIT OR Apache-2.0"),
        repository: "https://github.com/wasm-bindgen/wasm-bindgen",
        notice: Notice::File("LICENSE-MIT"),
    },
];

/// Adds what the packages of a product bring along.
pub(super) fn add(made: &mut Made, folders: &Folders) -> Result<()> {
    for bundled in &BUNDLED {
        let Some(package) = made.packages.iter().find(|package| package.name == bundled.within) else { continue };
        let version = package.version.clone();
        let folder = folders.of(bundled.within, &version)?;
        let text = match bundled.notice {
            Notice::Text(text) => text.to_owned(),
            Notice::File(file) => std::fs::read_to_string(folder.join(file)).with_context(|| {
                format!("{} {version} has no {file} any more; see xtask/src/release/bundled.rs", bundled.within)
            })?,
        };
        let licence = bundled.licence.unwrap_or("public domain").to_owned();
        made.add(Text {
            licence: licence.clone(),
            text,
            packages: vec![format!("{}, in {} {version}", bundled.name, bundled.within)],
        });
        made.packages.insert(Package {
            name: bundled.name.to_owned(),
            version: own_version(bundled.within, &folder)?.unwrap_or(format!("as in {} {version}", bundled.within)),
            origin: Origin::Elsewhere,
            licence,
            repository: Some(bundled.repository.to_owned()),
            authors: Vec::new(),
        });
    }
    Ok(())
}

/// The version of what a package brings along, where that has one of its own.
fn own_version(within: &str, folder: &Path) -> Result<Option<String>> {
    if within != "libsqlite3-sys" {
        return Ok(None);
    }
    let header = std::fs::read_to_string(folder.join("sqlite3/sqlite3.h"))?;
    Ok(Some(sqlite_version(&header).context("sqlite3.h names no version")?))
}

fn sqlite_version(header: &str) -> Option<String> {
    let line = header.lines().find_map(|line| line.strip_prefix("#define SQLITE_VERSION "))?;
    Some(line.trim().trim_matches('"').to_owned())
}

/// Where cargo keeps the packages' sources.
pub(super) struct Folders(Vec<(String, String, PathBuf)>);

impl Folders {
    /// Asks cargo for those of some targets. Cargo would download those of all others.
    pub(super) fn read(project: &Project, targets: &[&str]) -> Result<Self> {
        let metadata = project.cargo(["metadata", "--format-version", "1", "--locked"]);
        let metadata = targets.iter().fold(metadata, |metadata, target| metadata.args(["--filter-platform", target]));
        let metadata = metadata.read().context("cargo does not list the packages")?;
        let metadata: Value = serde_json::from_str(&metadata)?;
        let listed = metadata["packages"].as_array().context("cargo lists no packages")?;
        let read = |package: &Value| {
            let text = |name: &str| package[name].as_str().map(str::to_owned);
            Some((text("name")?, text("version")?, Path::new(&text("manifest_path")?).parent()?.to_owned()))
        };
        Ok(Self(listed.iter().filter_map(read).collect()))
    }

    fn of(&self, name: &str, version: &str) -> Result<PathBuf> {
        let found = self.0.iter().find(|(other, of, _)| other == name && of == version);
        Ok(found.with_context(|| format!("cargo does not know {name} {version}"))?.2.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::super::build::{PAGE_TARGET, Rust};
    use super::*;

    #[test]
    fn sqlites_version_is_read_from_its_header() {
        let header = "/* */\n#define SQLITE_VERSION        \"3.53.2\"\n#define SQLITE_VERSION_NUMBER 3053002\n";
        assert_eq!(sqlite_version(header).as_deref(), Some("3.53.2"));
        assert_eq!(sqlite_version("#define SQLITE_VERSION_NUMBER 3053002"), None);
    }

    #[test]
    fn what_packages_bring_along_is_found_in_the_locked_ones() {
        let project = Project::find().expect("this is the checkout");
        let rust = Rust::read(&project).expect("it answers");
        let folders = Folders::read(&project, &[PAGE_TARGET, &rust.host]).expect("cargo lists them");
        let mut made = Made::default();
        for (name, version, _) in
            folders.0.iter().filter(|(name, ..)| BUNDLED.iter().any(|bundled| bundled.within == name))
        {
            let package = Package {
                name: name.clone(),
                version: version.clone(),
                origin: Origin::Registry,
                licence: "MIT".to_owned(),
                repository: None,
                authors: Vec::new(),
            };
            made.packages.insert(package);
        }
        assert_eq!(made.packages.len(), BUNDLED.len(), "one of them is not used any more");
        add(&mut made, &folders).expect("each has its notice");
        assert_eq!(made.packages.len(), 2 * BUNDLED.len());
        assert_eq!(made.texts.len(), BUNDLED.len());
    }
}
