//! What a product is made of, and under which licences. cargo-about finds out and refuses licences that xtask/about.toml does not
//! accept.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use xshell::Cmd;

use crate::project::{Project, say};

/// What is compiled into a product.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// Everything that it is made of.
    pub(super) packages: BTreeSet<Package>,
    /// The texts of others' licences.
    pub(super) texts: Vec<Text>,
}

/// A package, or a part of one that comes from somebody else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) origin: Origin,
    /// An expression of SPDX.
    pub(super) licence: String,
    /// Where its source is.
    pub(super) repository: Option<String>,
    pub(super) authors: Vec<String>,
}

/// Where a package comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// This repository.
    Ours,
    /// The registry of Rust's packages.
    Registry,
    /// Neither: it is part of another package, or comes with the compiler.
    Elsewhere,
}

/// A licence's text, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    /// A name by SPDX.
    pub(super) licence: String,
    pub(super) text: String,
    /// The packages it is of, such as `serde 1.0.0`.
    pub(super) packages: Vec<String>,
}

/// A product, or Rust's standard library, as cargo-about is asked about it.
pub(super) struct Question<'a> {
    pub(super) manifest: &'a Path,
    pub(super) target: &'a str,
    /// The version of Rust's standard library, if that is what is asked about.
    pub(super) standard_library: Option<&'a str>,
}

/// Asks cargo-about.
pub(super) fn read(project: &Project, program: &Path, question: &Question<'_>) -> Result<Made> {
    let Question { manifest, target, .. } = question;
    say(format_args!("Reading the licences of {} for {target}.", manifest.display()));
    let about = project.cmd(program).args(["generate", "--format", "json", "--locked", "--fail", "--target", target]);
    let about = about.arg("--config").arg(project.path("xtask/about.toml")).arg("--manifest-path").arg(manifest);
    let failed = "the licences cannot be listed, or one is not in the list `accepted` of xtask/about.toml";
    let json = with_unstable(about, question.standard_library.is_some()).read().context(failed)?;
    parse(&json, question.standard_library)
}

/// Only a standard library's own build may use unstable features.
fn with_unstable(cmd: Cmd<'_>, allowed: bool) -> Cmd<'_> {
    if allowed { cmd.env("RUSTC_BOOTSTRAP", "1") } else { cmd }
}

/// What cargo-about writes, as far as it is used here.
#[derive(Deserialize)]
struct About {
    crates: Vec<Listed>,
    licenses: Vec<Licence>,
}

#[derive(Deserialize)]
struct Listed {
    package: Crate,
    license: String,
}

#[derive(Deserialize)]
struct Crate {
    name: String,
    version: String,
    authors: Vec<String>,
    repository: Option<String>,
    source: Option<String>,
    manifest_path: PathBuf,
}

#[derive(Deserialize)]
struct Licence {
    id: String,
    text: String,
    source_path: Option<PathBuf>,
    used_by: Vec<User>,
}

#[derive(Deserialize)]
struct User {
    #[serde(rename = "crate")]
    package: Crate,
}

impl Crate {
    fn label(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    fn folder(&self) -> &Path {
        self.manifest_path.parent().unwrap_or(Path::new(""))
    }

    /// The licence files in its folder.
    fn licence_files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder()).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_licence(path)).collect();
        paths.sort();
        paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
    }
}

/// Whether a file's name is one under which packages keep their licence.
fn is_licence(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
    path.is_file() && ["LICENSE", "LICENCE", "COPYING", "NOTICE"].iter().any(|start| name.starts_with(start))
}

fn parse(json: &str, standard_library: Option<&str>) -> Result<Made> {
    let About { crates, licenses } = serde_json::from_str(json).context("cargo-about has written something else")?;
    let mut made = Made::default();
    for Listed { package, license } in crates {
        let origin = match package.source {
            Some(_) => Origin::Registry,
            // Its crates have no versions of their own, and one notice, which Rust itself writes.
            None if standard_library.is_some() => continue,
            None => Origin::Ours,
        };
        let Crate { name, version, repository, authors, .. } = package;
        made.packages.insert(Package { name, version, origin, licence: license, repository, authors });
    }
    if let Some(version) = standard_library {
        made.packages.insert(Package {
            name: "Rust standard library".to_owned(),
            version: version.to_owned(),
            origin: Origin::Elsewhere,
            licence: "(MIT OR Apache-2.0) AND MIT AND Apache-2.0 WITH LLVM-exception AND Unicode-3.0".to_owned(),
            repository: Some("https://github.com/rust-lang/rust".to_owned()),
            authors: Vec::new(),
        });
    }
    for Licence { id, text, source_path, used_by } in licenses {
        let users = used_by.into_iter().map(|User { package }| package).filter(|package| package.source.is_some());
        // A text without a place is the general one. The package's own may be in a form that cargo-about does not know.
        let (with_own, general): (Vec<Crate>, Vec<Crate>) =
            users.partition(|package| source_path.is_none() && !package.licence_files().is_empty());
        for package in with_own {
            let own = package.licence_files().join("\n\n");
            made.add(Text { licence: id.clone(), text: own, packages: vec![package.label()] });
        }
        if !general.is_empty() {
            made.add(Text { licence: id, text, packages: general.iter().map(Crate::label).collect() });
        }
    }
    Ok(made)
}

impl Made {
    /// Adds what another part is made of.
    pub(super) fn extend(&mut self, other: Self) {
        self.packages.extend(other.packages);
        other.texts.into_iter().for_each(|text| self.add(text));
    }

    /// Adds a text. Many packages have the same.
    pub(super) fn add(&mut self, text: Text) {
        match self.texts.iter_mut().find(|known| (&known.licence, &known.text) == (&text.licence, &text.text)) {
            Some(known) => {
                known.packages.extend(text.packages);
                known.packages.sort();
                known.packages.dedup();
            }
            None => self.texts.push(text),
        }
    }

    /// The packages of others that no text is of.
    pub(super) fn without_text(&self) -> Vec<String> {
        let others = self.packages.iter().filter(|package| package.origin == Origin::Registry);
        let labels = others.map(|package| format!("{} {}", package.name, package.version));
        labels.filter(|label| !self.texts.iter().any(|text| text.packages.contains(label))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What cargo-about writes about one package of the registry, one of ours and their licences.
    fn about(manifest: &Path) -> String {
        let registry = format!(
            r#"{{"name": "b", "version": "2.0.0", "authors": ["B"], "repository": "https://b.example", "source": "registry+x", "manifest_path": {:?}}}"#,
            manifest.display().to_string()
        );
        let own = r#"{"name": "a", "version": "1.0.0", "authors": [], "repository": null, "source": null, "manifest_path": "/a/Cargo.toml"}"#;
        format!(
            r#"{{"crates": [{{"package": {registry}, "license": "MIT OR Apache-2.0"}}, {{"package": {own}, "license": "MIT"}}],
            "licenses": [{{"id": "MIT", "text": "general", "source_path": null, "used_by": [{{"crate": {registry}}}, {{"crate": {own}}}]}}]}}"#
        )
    }

    fn names(made: &Made) -> Vec<(&str, Origin)> {
        made.packages.iter().map(|package| (package.name.as_str(), package.origin)).collect()
    }

    #[test]
    fn packages_are_listed_with_their_origin_and_texts_of_others_only() {
        let made = parse(&about(Path::new("/no/such/folder/Cargo.toml")), None).expect("it is read");
        assert_eq!(names(&made), [("a", Origin::Ours), ("b", Origin::Registry)]);
        let text = Text { licence: "MIT".to_owned(), text: "general".to_owned(), packages: vec!["b 2.0.0".to_owned()] };
        assert_eq!(made.texts, [text]);
        assert_eq!(made.without_text(), [""; 0]);
    }

    #[test]
    fn the_standard_library_is_one_package_and_those_that_it_uses() {
        let made = parse(&about(Path::new("/no/such/folder/Cargo.toml")), Some("1.95.0")).expect("it is read");
        assert_eq!(names(&made), [("Rust standard library", Origin::Elsewhere), ("b", Origin::Registry)]);
    }

    #[test]
    fn a_text_that_is_not_recognised_is_taken_as_the_package_has_it() {
        // This package has the licence in its folder's parent, so the check uses that.
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
        let made = parse(&about(&manifest), None).expect("it is read");
        assert_eq!(made.texts.len(), 1);
        assert!(made.texts[0].text.starts_with("MIT License"), "{}", made.texts[0].text);
    }

    #[test]
    fn packages_with_the_same_text_share_it_and_those_without_one_are_found() {
        let mut made = parse(&about(Path::new("/no/such/folder/Cargo.toml")), None).expect("it is read");
        let text =
            |of: &str| Text { licence: "MIT".to_owned(), text: "general".to_owned(), packages: vec![of.to_owned()] };
        made.extend(Made { packages: BTreeSet::new(), texts: vec![text("a 1.0.0"), text("b 2.0.0")] });
        assert_eq!(made.texts[0].packages, ["a 1.0.0", "b 2.0.0"]);
        made.texts.clear();
        assert_eq!(made.without_text(), ["b 2.0.0"]);
    }
}
