//! Links in Markdown files lead to existing files and headings.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{BrokenLink, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::html;
use super::repository::{self, Files};

/// The links of a file, and the anchors that links can lead to.
#[derive(Debug, Default)]
struct Document {
    /// The anchors of its headings, and the ids of its HTML.
    anchors: BTreeSet<String>,
    /// The destinations of links and images, with their lines.
    links: Vec<(usize, String)>,
    /// References such as `[text][name]` without a definition.
    undefined: Vec<(usize, String)>,
}

/// Describes the links that do not resolve.
fn dead_links(files: &Files, paths: &BTreeSet<String>) -> Vec<String> {
    let documents: BTreeMap<&str, Document> =
        files.iter().map(|(path, text)| (path.as_str(), Document::read(text))).collect();
    let mut dead = Vec::new();
    for (path, document) in &documents {
        for (line, link) in &document.links {
            if let Err(reason) = resolve(path, link, &documents, paths) {
                dead.push(format!("{path}:{line}: {link}: {reason}"));
            }
        }
        for (line, name) in &document.undefined {
            dead.push(format!("{path}:{line}: [{name}]: it is not defined"));
        }
    }
    dead
}

/// Resolves a link. Links to other sites are not checked.
fn resolve(
    from: &str,
    link: &str,
    documents: &BTreeMap<&str, Document>,
    paths: &BTreeSet<String>,
) -> Result<(), &'static str> {
    if ["https://", "http://", "mailto:"].iter().any(|scheme| link.starts_with(scheme)) {
        return Ok(());
    }
    let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
    let target = if file.is_empty() {
        from.to_owned()
    } else {
        repository::join(from, &file.replace("%20", " ")).ok_or("it leaves the repository")?
    };
    let is_folder = target.is_empty() || paths.iter().any(|path| path.starts_with(&format!("{target}/")));
    if !paths.contains(&target) && !is_folder {
        return Err("no such file");
    }
    match (anchor, documents.get(target.as_str())) {
        (None, _) => Ok(()),
        (Some(anchor), Some(document)) if document.anchors.contains(anchor) => Ok(()),
        (Some(_), Some(_)) => Err("no such heading"),
        (Some(_), None) => Err("only Markdown files have headings"),
    }
}

impl Document {
    fn read(text: &str) -> Self {
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        let mut undefined = Vec::new();
        let mut note = |link: BrokenLink<'_>| {
            // A single pair of brackets may be plain text.
            if link.link_type != LinkType::Shortcut {
                undefined.push((line(link.span.start), link.reference.to_string()));
            }
            None
        };
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        let mut document = Self::default();
        let mut heading: Option<String> = None;
        let mut counts = BTreeMap::new();
        for (event, range) in Parser::new_with_broken_link_callback(text, options, Some(&mut note)).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => {
                    let anchor = anchor(&heading.take().unwrap_or_default());
                    let count = counts.entry(anchor.clone()).or_insert(0);
                    document.anchors.insert(if *count == 0 { anchor } else { format!("{anchor}-{count}") });
                    *count += 1;
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    document.links.push((line(range.start), dest_url.to_string()));
                }
                Event::Html(html) | Event::InlineHtml(html) => {
                    for piece in html::pieces_of_fragment(&html) {
                        let links = ["href", "src"].iter().filter_map(|name| piece.attribute(name));
                        document.links.extend(links.map(|link| (line(range.start), link.to_owned())));
                        let ids = ["id", "name"].iter().filter_map(|name| piece.attribute(name));
                        document.anchors.extend(ids.map(str::to_owned));
                    }
                }
                _ => {}
            }
        }
        document.undefined = undefined;
        document
    }
}

/// The anchor that GitHub gives to a heading.
fn anchor(heading: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || "-_ ".contains(*c);
    heading.to_lowercase().chars().filter(kept).map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn links_resolve() {
    let documents = repository::texts(|path| path.ends_with(".md"));
    assert!(documents.contains_key("README.md"));
    let dead = dead_links(&documents, &repository::paths());
    assert!(dead.is_empty(), "\n{}", dead.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::super::repository::files;
    use super::*;

    /// The links of `docs/a.md` that do not resolve.
    fn dead(text: &str) -> Vec<String> {
        let files = files([("docs/a.md", text), ("b.md", "# One `two`, *three*!\n## Ünder_score\n## One\n## One\n")]);
        let paths = files.keys().map(String::as_str).chain(["docs/c d.png", "src/e.rs"]).map(str::to_owned).collect();
        dead_links(&files, &paths)
    }

    #[test]
    fn working_links_pass() {
        for link in [
            "[x](../b.md)",
            "[x](../b.md#one-two-three)",
            "[x](../b.md#ünder_score)",
            "[x](../b.md#one-1)",
            "[x](a.md) [x](./a.md) [x](..)",
            "![x](c%20d.png)",
            "[x](https://example.com/nowhere#y) <mailto:a@b.example>",
            "# Here\n[x](#here)",
            "[x][y]\n\n[y]: ../src/",
            "<img src=\"c d.png\"> <a id=\"z\"></a> [x](#z)",
            "`[x](y)` and [plain brackets]",
            "```\n[x](y)\n```",
        ] {
            assert!(dead(link).is_empty(), "{link}: {:?}", dead(link));
        }
    }

    #[test]
    fn dead_links_are_reported_with_their_lines() {
        for (text, reason) in [
            ("\n[x](c.md)", "docs/a.md:2: c.md: no such file"),
            ("[x](../b.md#two)", "docs/a.md:1: ../b.md#two: no such heading"),
            ("[x](#two)", "docs/a.md:1: #two: no such heading"),
            ("[x](../b.md#one-2)", "docs/a.md:1: ../b.md#one-2: no such heading"),
            ("[x](../src/e.rs#L1)", "docs/a.md:1: ../src/e.rs#L1: only Markdown files have headings"),
            ("[x](../../b.md)", "docs/a.md:1: ../../b.md: it leaves the repository"),
            ("[x](/b.md)", "docs/a.md:1: /b.md: it leaves the repository"),
            ("![x](c.png)", "docs/a.md:1: c.png: no such file"),
            ("| a |\n|---|\n| [x](c.md) |", "docs/a.md:3: c.md: no such file"),
            ("[x][y]", "docs/a.md:1: [y]: it is not defined"),
            ("[x]\n\n[x]: c.md", "docs/a.md:1: c.md: no such file"),
            ("<p>\n<img src=\"c.png\">\n</p>", "docs/a.md:2: c.png: no such file"),
        ] {
            assert_eq!(dead(text), [reason], "{text}");
        }
    }
}
