//! Making a release: everything that is in `target/release-VERSION/`.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use semver::Version;
use serde_json::json;

use super::archive::{self, File};
use super::bom::{self, Product};
use super::bundled::{self, Folders};
use super::licences::{self, Made, Question};
use super::source::Source;
use super::{notices, versions};
use crate::project::{Project, answer, say};
use crate::{page, tools};

const PAGE_TARGET: &str = "wasm32-unknown-unknown";

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

    build_page(project)?;
    let leap = build_leap(project, &rust)?;
    let told = project.cmd(&leap).arg("--version").read().context("leap does not start")?;
    let of_leap = crate::version::printed(&told).with_context(|| format!("leap says `{told}` and no version"))?;
    let of_page = versions::in_json("embed.json", &project.read(format!("{}/embed.json", page::RELEASE.dist))?)?;
    versions::compare(&version, &[("the page", of_page), ("leap", of_leap)])?;

    let [of_page, of_leap] = made_of(project, &rust)?;
    let standard_library = std::fs::read(rust.sysroot.join("share/doc/rust/COPYRIGHT-library.html")).context(
        "Rust is installed without the notices of its standard library, share/doc/rust/COPYRIGHT-library.html",
    )?;
    let folder = format!("target/release-{version}");
    project.remove(&folder)?;
    let tgz = pack_package(project, &project.path(""), &folder, &version)?;

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

/// The compiler.
struct Rust {
    version: String,
    host: String,
    commit: String,
    sysroot: PathBuf,
}

impl Rust {
    fn read(project: &Project) -> Result<Self> {
        let told = project.cmd("rustc").arg("-vV").read().context("`rustc` does not answer")?;
        let value = |name: &str| {
            let line = told.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            line.map(str::to_owned).with_context(|| format!("`rustc -vV` does not name its {name}"))
        };
        let sysroot = project.cmd("rustc").args(["--print", "sysroot"]).read()?.into();
        Ok(Self { version: value("release")?, host: value("host")?, commit: value("commit-hash")?, sysroot })
    }

    /// The source of the standard library.
    fn library(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib/src/rust/library")
    }
}

/// Builds the page from nothing: somebody may have edited the settings of the last build.
fn build_page(project: &Project) -> Result<()> {
    let tools = page::set_up(project)?;
    ensure!(
        tools::has_rust_src(project),
        "a release needs Rust's component rust-src, without which the page is larger."
    );
    project.remove("dist")?;
    let size = page::RELEASE.run(project, &tools)?;
    size.check()?;
    say(&size);
    Ok(())
}

/// Builds `leap` without the paths of this machine. Returns its program.
fn build_leap(project: &Project, rust: &Rust) -> Result<PathBuf> {
    say(format_args!("Building leap for {}.", rust.host));
    let cargo_home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).context("cargo has no home")?;
    let source = rust.sysroot.join("lib/rustlib/src/rust");
    let mut flags = OsString::new();
    // The last one that fits counts.
    for (from, to) in
        [(project.path(""), "vpp-summary"), (cargo_home, "cargo"), (source, &format!("/rustc/{}", rust.commit))]
    {
        flags.push(if flags.is_empty() { "" } else { "\u{1f}" });
        flags.push("--remap-path-prefix=");
        flags.push(from);
        flags.push(format!("={to}"));
    }
    let build =
        project.cargo(["build", "--release", "--locked", "--package", "leap", "--bin", "leap", "--target", &rust.host]);
    let build = build.env("CARGO_ENCODED_RUSTFLAGS", flags).env("CARGO_PROFILE_RELEASE_STRIP", "symbols");
    build.run().context("leap could not be built")?;
    Ok(project.path(format!("target/{}/release/leap{}", rust.host, std::env::consts::EXE_SUFFIX)))
}

/// What the page and `leap` are made of.
fn made_of(project: &Project, rust: &Rust) -> Result<[Made; 2]> {
    let about = tools::set_up_cargo_about(project)?;
    let folders = Folders::read(project)?;
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

/// Packs a checkout's `embed/` as npm does. Returns the name and the content.
pub(super) fn pack_package(
    project: &Project,
    checkout: &Path,
    folder: &str,
    version: &Version,
) -> Result<(String, Vec<u8>)> {
    let target = project.path(folder);
    std::fs::create_dir_all(&target)?;
    let pack = project.cmd("npm").args(["pack", "--silent", "--ignore-scripts", "--pack-destination"]).arg(&target);
    pack.arg(checkout.join("embed")).read().context("npm cannot pack embed/")?;
    let name = format!("vpp-summary-element-{version}.tgz");
    let bytes = std::fs::read(target.join(&name)).with_context(|| format!("npm has not written {name}"))?;
    Ok((name, bytes))
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
