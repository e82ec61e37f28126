//! Making a release: everything that is in `target/release-VERSION/`.

use std::fmt;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use semver::Version;
use serde_json::json;

use super::archive::{self, File};
use super::bom::{self, Product};
use super::build::{self, PAGE_TARGET, Rust};
use super::bundled::{self, Folders};
use super::licences::{self, Made, Question};
use super::source::Source;
use super::{notices, versions};
use crate::project::{Project, answer};
use crate::{page, tools};

/// The page's notices in `dist/`: browsers download what is there, so the notices are there, too.
pub(super) const NOTICES: &str = "v1/third-party-notices.txt";

/// What the archive consists of: the page, how to run it, and what the documents in `deploy/` link to.
const ARCHIVED: [&str; 7] = ["CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", "deploy", "dist", "docs"];

/// Folders of which the archive has the documents only.
const DOCUMENTS_OF: [&str; 2] = ["embed", "examples/webview"];

/// Where the notices of Rust's standard library go, beside the others.
const STANDARD_LIBRARY: &str = "THIRD-PARTY-NOTICES-rust-standard-library.html";

/// A release on the disk.
pub(super) struct Release {
    pub(super) version: Version,
    /// Its folder, below the checkout.
    pub(super) folder: String,
    /// The program `leap`, below the checkout.
    pub(super) leap: String,
    /// Its files, with their sizes, by name.
    files: Vec<(String, usize)>,
    source: Source,
}

/// Makes the release.
pub(super) fn make(project: &Project, allow_dirty: bool) -> Result<Release> {
    let source = Source::read(project, allow_dirty)?;
    let version = versions::of_workspace(&project.read("Cargo.toml")?)?;
    let package = project.read("embed/package.json")?;
    versions::compare(&version, &[("embed/package.json", versions::in_json("embed/package.json", &package)?)])?;
    versions::has_no_dependencies(&package)?;
    let rust = Rust::read(project)?;
    // Before anything is built: this is what fails most.
    let [of_page, of_leap] = made_of(project, &rust)?;

    build::page(project)?;
    let leap = build::leap(project, &rust)?;
    let told = project.cmd(&leap).arg("--version").read().context("leap does not start")?;
    let leap_version = crate::version::printed(&told).with_context(|| format!("leap says `{told}` and no version"))?;
    let page_version = versions::in_json("embed.json", &project.read(format!("{}/embed.json", page::RELEASE.dist))?)?;
    versions::compare(&version, &[("the page", page_version), ("leap", leap_version)])?;

    let standard_library = rust.notices()?;
    let folder = format!("target/release-{version}");
    project.remove(&folder)?;
    let tgz = build::package(project, &project.path(""), &folder, &version)?;

    let name = format!("vpp-summary-{version}");
    let of_version = version.to_string();
    let notices_page = notices::write("the page", &of_version, &of_page)?;
    let notices_leap = notices::write("leap", &of_version, &of_leap)?;
    let release_json = format!("{}\n", serde_json::to_string_pretty(&described(project, &version, &source, &rust)?)?);
    let bill = bill(project, &of_version, &source, &rust, &of_page, &of_leap)?;

    let mut archived = collect(project)?;
    let mut add = |path: &str, content: &[u8]| {
        archived.push(File { path: path.to_owned(), content: content.to_owned(), is_executable: false })
    };
    add(&format!("dist/{NOTICES}"), notices_page.as_bytes());
    add(STANDARD_LIBRARY, &standard_library);
    add("THIRD-PARTY-NOTICES-page.txt", notices_page.as_bytes());
    add("release.json", release_json.as_bytes());
    let still = Source::read(project, allow_dirty)?;
    ensure!(still == source, "the checkout was changed while it was released; start again.");
    let archive = archive::pack(&name, archived, source.time)?;

    let host = &rust.host;
    let leap_name = format!("leap-{version}-{host}{}", std::env::consts::EXE_SUFFIX);
    let mut files = vec![
        (format!("{name}.tar.gz"), archive),
        tgz,
        (leap_name.clone(), std::fs::read(&leap)?),
        (format!("{name}.cdx.json"), bill.into_bytes()),
        ("THIRD-PARTY-NOTICES-page.txt".to_owned(), notices_page.into_bytes()),
        ("THIRD-PARTY-NOTICES-leap.txt".to_owned(), notices_leap.into_bytes()),
        (STANDARD_LIBRARY.to_owned(), standard_library),
        ("release.json".to_owned(), release_json.into_bytes()),
    ];
    files.sort();
    let sums = archive::sums(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    files.push(("SHA256SUMS".to_owned(), sums.into_bytes()));
    for (name, bytes) in &files {
        project.write(format!("{folder}/{name}"), bytes)?;
    }
    make_executable(&project.path(format!("{folder}/{leap_name}")))?;
    let files = files.into_iter().map(|(name, bytes)| (name, bytes.len())).collect();
    Ok(Release { leap: format!("{folder}/{leap_name}"), version, folder, files, source })
}

/// What the page and `leap` are made of.
fn made_of(project: &Project, rust: &Rust) -> Result<[Made; 2]> {
    let about = tools::set_up_cargo_about(project)?;
    let folders = Folders::read(project, &[PAGE_TARGET, &rust.host])?;
    let standard_library = rust.library().join("std/Cargo.toml");
    let read = |manifest: &str, target| -> Result<Made> {
        let manifest = project.path(manifest);
        let mut made =
            licences::read(project, &about, &Question { manifest: &manifest, target, standard_library: None })?;
        let question = Question { manifest: &standard_library, target, standard_library: Some(&rust.version) };
        made.extend(licences::read(project, &about, &question)?);
        bundled::add(&mut made, &folders)?;
        Ok(made)
    };
    Ok([read("Cargo.toml", PAGE_TARGET)?, read("crates/leap/Cargo.toml", &rust.host)?])
}

fn bill(project: &Project, version: &str, source: &Source, rust: &Rust, page: &Made, leap: &Made) -> Result<String> {
    let mut checksums = bom::checksums(&project.read("Cargo.lock")?)?;
    checksums.extend(bom::checksums(&std::fs::read_to_string(rust.library().join("Cargo.lock"))?)?);
    let products = [
        Product { name: "vpp-summary", description: "The page and the element, in the archive.", made: page },
        Product {
            name: "vpp-summary-element",
            description: "The npm package, which has no dependencies.",
            made: &Made::default(),
        },
        Product { name: "leap", description: "The command.", made: leap },
    ];
    bom::write(version, source, &products, &checksums)
}

/// The files of the checkout that are packed into the archive.
fn collect(project: &Project) -> Result<Vec<File>> {
    let mut files = Vec::new();
    let mut collect = |path: &str| {
        archive::collect(&project.path(path), path, &mut files).with_context(|| format!("{path} cannot be read"))
    };
    ARCHIVED.iter().try_for_each(|path| collect(path))?;
    for folder in DOCUMENTS_OF {
        for entry in std::fs::read_dir(project.path(folder))? {
            let name = entry?.file_name().display().to_string();
            if name.ends_with(".md") {
                collect(&format!("{folder}/{name}"))?;
            }
        }
    }
    Ok(files)
}

/// What a release says about itself.
fn described(project: &Project, version: &Version, source: &Source, rust: &Rust) -> Result<serde_json::Value> {
    let node = answer(project.cmd("node").arg("--version")).context("node has no version")?;
    Ok(json!({
        "version": version.to_string(),
        "commit": source.commit,
        "date": source.date,
        "clean": source.clean,
        "rust": rust.version,
        "node": node.trim_start_matches('v'),
    }))
}

#[cfg(unix)]
fn make_executable(place: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(place, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

impl fmt::Display for Release {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}/", self.folder)?;
        for (name, size) in &self.files {
            writeln!(formatter, "  {name:58}{size:>12} bytes")?;
        }
        let state = if self.source.clean { "" } else { ", CHANGED SINCE" };
        write!(formatter, "commit {}{state}, {}", self.source.commit, self.source.date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_of_deploy_link_to_nothing_that_the_archive_lacks() {
        let project = Project::find().expect("this is the checkout");
        let read = |path: &str| project.read(path).expect("it is there");
        let is_archived = |path: &str| {
            ARCHIVED.iter().any(|one| path == *one || path.starts_with(&format!("{one}/")))
                || DOCUMENTS_OF.iter().any(|folder| path.starts_with(&format!("{folder}/")) && path.ends_with(".md"))
        };
        for document in ["deploy/README.md", "docs/settings.md"] {
            let text = read(document);
            let links: Vec<&str> =
                text.split("](../").skip(1).filter_map(|rest| rest.split([')', '#']).next()).collect();
            assert!(!links.is_empty(), "{document}");
            for link in links {
                assert!(is_archived(link), "{document}: {link}");
            }
        }
    }
}
