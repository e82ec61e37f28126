//! Third-party notices: the texts that licences ask to pass on.

use std::fmt::Write;

use anyhow::{Result, ensure};

use super::licences::{Made, Origin, Package};

/// A line between texts.
const RULE: &str = "--------------------------------------------------------------------------------";

/// Writes the notices of a product, such as `the page`.
pub(super) fn write(product: &str, version: &str, made: &Made) -> Result<String> {
    let missing = made.without_text();
    ensure!(missing.is_empty(), "no licence was found of {}.", missing.join(", "));
    let mut text = format!(
        "Third-party notices of {product}, version {version}\n\n\
         What we release of {product} is compiled from our own source and from the packages below. The list includes those that only\n\
         write code while others are compiled (procedural macros), since what they write is compiled too. After the list come the\n\
         licences' texts, each with the packages that it is of. Where a package offers several licences, we use the one whose text\n\
         is here. A package that has no licence file of its own comes with the licence's general text; the list names its authors as\n\
         far as it says who they are. The notices of Rust's standard library itself are in a file of their own,\n\
         THIRD-PARTY-NOTICES-rust-standard-library.html, as Rust publishes them.\n\n{RULE}\n"
    );
    for package in others(made) {
        let Package { name, version, licence, repository, authors, .. } = package;
        write!(text, "{name} {version}: {licence}")?;
        if let Some(repository) = repository {
            write!(text, "; source: {repository}")?;
        }
        if !authors.is_empty() {
            write!(text, "; by {}", authors.join(", "))?;
        }
        text.push('\n');
    }
    let mut texts: Vec<_> = made.texts.iter().collect();
    texts.sort_by(|one, other| {
        (&one.licence, &one.packages, &one.text).cmp(&(&other.licence, &other.packages, &other.text))
    });
    for licence in texts {
        let body = licence.text.replace("\r\n", "\n");
        write!(
            text,
            "\n{RULE}\n{}, of {}\n{RULE}\n\n{}\n",
            licence.licence,
            licence.packages.join(", "),
            body.trim_end()
        )?;
    }
    Ok(text)
}

/// The packages of others.
fn others(made: &Made) -> impl Iterator<Item = &Package> {
    made.packages.iter().filter(|package| package.origin != Origin::Ours)
}

#[cfg(test)]
mod tests {
    use super::super::licences::Text;
    use super::*;

    fn package(name: &str, origin: Origin) -> Package {
        Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            origin,
            licence: "MPL-2.0".to_owned(),
            repository: Some(format!("https://{name}.example")),
            authors: vec!["Ada".to_owned()],
        }
    }

    #[test]
    fn others_packages_are_listed_with_source_and_authors_and_each_text_with_its_packages() {
        let mut made = Made::default();
        made.packages.extend([package("theirs", Origin::Registry), package("ours", Origin::Ours)]);
        made.add(Text {
            licence: "MPL-2.0".to_owned(),
            text: "Text\r\nof it\n\n".to_owned(),
            packages: vec!["theirs 1.0.0".to_owned()],
        });
        let text = write("the page", "1.2.3", &made).expect("each has a text");
        assert!(text.starts_with("Third-party notices of the page, version 1.2.3\n"), "{text}");
        assert!(text.contains("\ntheirs 1.0.0: MPL-2.0; source: https://theirs.example; by Ada\n"), "{text}");
        assert!(!text.contains("ours 1.0.0: "), "{text}");
        assert!(text.ends_with(&format!("{RULE}\nMPL-2.0, of theirs 1.0.0\n{RULE}\n\nText\nof it\n")), "{text}");
    }

    #[test]
    fn a_package_without_a_text_fails_the_release_by_name() {
        let mut made = Made::default();
        made.packages.insert(package("theirs", Origin::Registry));
        let refusal = write("the page", "1.2.3", &made).expect_err("it has no text").to_string();
        assert_eq!(refusal, "no licence was found of theirs 1.0.0.");
    }
}
