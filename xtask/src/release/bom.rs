//! The bill of materials, in CycloneDX's JSON. cargo-about has already found what each product is made of; a tool that lists it again
//! would follow other rules: cargo-cyclonedx, for one, adds packages of features that nobody has switched on.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use toml::Table;

use super::licences::{Made, Origin, Package};
use super::source::Source;

/// What is released as a part.
pub(super) struct Product<'a> {
    pub(super) name: &'a str,
    pub(super) description: &'a str,
    pub(super) made: &'a Made,
}

/// The checksums of packages by name and version.
pub(super) type Checksums = BTreeMap<(String, String), String>;

/// Reads the checksums of a lock file.
pub(super) fn checksums(cargo_lock: &str) -> Result<Checksums> {
    let lock: Table = cargo_lock.parse().context("Cargo.lock is not valid TOML")?;
    let packages = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();
    let read = |package: &toml::Value| {
        let text = |name| package.get(name).and_then(toml::Value::as_str).map(str::to_owned);
        Some(((text("name")?, text("version")?), text("checksum")?))
    };
    Ok(packages.filter_map(read).collect())
}

/// Writes the bill of materials of a release.
pub(super) fn write(version: &str, source: &Source, products: &[Product<'_>], checksums: &Checksums) -> Result<String> {
    let release = reference("vpp-summary-release", version);
    let mut components: Vec<Value> = products.iter().map(|product| application(product, version)).collect();
    let packages: BTreeSet<&Package> = products.iter().flat_map(|product| &product.made.packages).collect();
    // A part has the name of the package that it is compiled from.
    let parts: Vec<&str> = products.iter().map(|product| product.name).collect();
    let packages: Vec<&Package> = packages.into_iter().filter(|package| !is_part(package, &parts)).collect();
    components.extend(packages.iter().map(|package| library(package, checksums)));
    let refers = |product: &Product<'_>| {
        let of = product.made.packages.iter().filter(|package| !is_part(package, &parts)).map(reference_of);
        json!({ "ref": reference(product.name, version), "dependsOn": of.collect::<BTreeSet<String>>() })
    };
    let parts: Vec<String> = parts.iter().map(|name| reference(name, version)).collect();
    let mut dependencies = vec![json!({ "ref": release, "dependsOn": parts })];
    dependencies.extend(products.iter().map(refers));
    let bom = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": source.date,
            "component": {
                "type": "application",
                "bom-ref": release,
                "name": "vpp-summary-release",
                "version": version,
                "licenses": licences("MIT"),
            },
            "properties": [{ "name": "vpp-summary:commit", "value": source.commit }],
        },
        "components": components,
        "dependencies": dependencies,
    });
    Ok(format!("{}\n", serde_json::to_string_pretty(&bom)?))
}

fn is_part(package: &Package, parts: &[&str]) -> bool {
    package.origin == Origin::Ours && parts.contains(&package.name.as_str())
}

fn application(product: &Product<'_>, version: &str) -> Value {
    json!({
        "type": "application",
        "bom-ref": reference(product.name, version),
        "name": product.name,
        "version": version,
        "description": product.description,
        "licenses": licences("MIT"),
    })
}

fn library(package: &Package, checksums: &Checksums) -> Value {
    let Package { name, version, origin, licence, repository, authors } = package;
    let mut component = json!({
        "type": "library",
        "bom-ref": reference_of(package),
        "name": name,
        "version": version,
        "licenses": licences(licence),
    });
    if *origin == Origin::Registry {
        component["purl"] = reference_of(package).into();
    }
    if !authors.is_empty() {
        component["author"] = authors.join(", ").into();
    }
    if let Some(repository) = repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    if let Some(sum) = checksums.get(&(name.clone(), version.clone())).filter(|_| *origin == Origin::Registry) {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    component
}

/// An expression of SPDX, or what SPDX has no name for.
fn licences(licence: &str) -> Value {
    if licence == "public domain" {
        return json!([{ "license": { "name": licence } }]);
    }
    json!([{ "expression": licence }])
}

/// How the bill refers to a package: a package URL for what has one.
fn reference_of(package: &Package) -> String {
    let Package { name, version, origin, .. } = package;
    match origin {
        Origin::Registry => format!("pkg:cargo/{name}@{}", version.replace('+', "%2B")),
        Origin::Ours | Origin::Elsewhere => reference(name, version),
    }
}

fn reference(name: &str, version: &str) -> String {
    format!("{name}@{version}").replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use cyclonedx_bom::prelude::{Bom, Validate};

    use super::*;

    fn package(name: &str, version: &str, origin: Origin, licence: &str) -> Package {
        let repository = Some(format!("https://{name}.example").replace(' ', "-"));
        Package {
            name: name.into(),
            version: version.into(),
            origin,
            licence: licence.into(),
            repository,
            authors: vec!["Ada".into()],
        }
    }

    fn written() -> Value {
        let mut page = Made::default();
        page.packages.extend([
            package("vpp-summary", "1.0.0", Origin::Ours, "MIT"),
            package("vpp-core", "1.0.0", Origin::Ours, "MIT"),
            package("toml", "1.2.1+spec-1.1.0", Origin::Registry, "MIT OR Apache-2.0"),
        ]);
        let mut leap = Made::default();
        leap.packages.extend([
            package("toml", "1.2.1+spec-1.1.0", Origin::Registry, "MIT OR Apache-2.0"),
            package("IANA time zone database", "as in a 1.0.0", Origin::Elsewhere, "public domain"),
        ]);
        let source = Source { commit: "0123".into(), time: 0, date: "2026-11-26T10:33:00Z".into(), clean: true };
        let products = [
            Product { name: "vpp-summary", description: "The page.", made: &page },
            Product { name: "leap", description: "The command.", made: &leap },
        ];
        let lock = "[[package]]\nname = \"toml\"\nversion = \"1.2.1+spec-1.1.0\"\nchecksum = \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"\n";
        let bom =
            write("1.0.0", &source, &products, &checksums(lock).expect("it is a lock file")).expect("it is written");
        serde_json::from_str(&bom).expect("it is JSON")
    }

    #[test]
    fn the_bill_is_valid_by_the_official_model() {
        let bom = Bom::parse_json_value(written()).expect("it is CycloneDX");
        let result = bom.validate();
        assert!(result.passed(), "{result:?}");
        assert_eq!(bom.components.expect("there are components").0.len(), 5);
    }

    #[test]
    fn each_package_is_listed_once_and_each_part_refers_to_its_own() {
        let bom = written();
        let names: Vec<_> =
            bom["components"].as_array().expect("a list").iter().map(|one| one["name"].as_str()).collect();
        assert_eq!(names, ["vpp-summary", "leap", "IANA time zone database", "toml", "vpp-core"].map(Some));
        let toml = "pkg:cargo/toml@1.2.1%2Bspec-1.1.0";
        assert_eq!(
            bom["dependencies"],
            json!([
                { "ref": "vpp-summary-release@1.0.0", "dependsOn": ["vpp-summary@1.0.0", "leap@1.0.0"] },
                { "ref": "vpp-summary@1.0.0", "dependsOn": [toml, "vpp-core@1.0.0"] },
                { "ref": "leap@1.0.0", "dependsOn": ["IANA-time-zone-database@as-in-a-1.0.0", toml] },
            ])
        );
        assert_eq!(bom["components"][3]["hashes"][0]["alg"], "SHA-256");
        assert_eq!(bom["components"][3]["purl"], toml);
    }
}
