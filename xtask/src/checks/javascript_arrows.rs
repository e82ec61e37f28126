//! The arrows between JavaScript files: from a file that uses something to the file that defines it.
//!
//! - An import is an arrow. So is a selector that finds a link of index.html by its attribute, because the script behind the
//!   link is imported by its address. The selector is either `link[data-frame]`, or a template `link[data-${name}]` together
//!   with the string `frame`.
//! - The file that creates an event defines it; files that listen to the event use it.
//! - The file that assigns a property of a shared object defines the property; files that read it use it. The shared objects
//!   are the window and the elements with an id in index.html.
//!
//! Events and properties of tests do not count: each test has a page of its own. Messages between windows do not count
//! either: `postMessage` carries a protocol, as HTTP does, which neither end defines for the other. embed/README.md describes
//! it.

use std::collections::{BTreeMap, BTreeSet};

use super::circles::Arrows;
use super::html::{self, Piece};
use super::javascript::Script;
use super::repository::{self, Files};

/// The names of the window.
const WINDOW: [&str; 3] = ["window", "globalThis", "self"];

/// The arrows between the JavaScript files.
///
/// # Panics
/// When a file imports a missing file, or copies properties to a shared object, which hides their names.
pub(super) fn arrows(files: &Files, scripts: &[(&str, Script)]) -> Arrows {
    let page = Page::of(files);
    let mut arrows = Arrows::default();
    for (path, script) in scripts {
        for import in script.imports.iter().filter(|import| import.starts_with('.')) {
            let target = repository::join(path, import).filter(|target| files.contains_key(target));
            let target = target.unwrap_or_else(|| panic!("{path} imports {import}, which does not exist"));
            arrows.add(path, &target, import);
        }
        let has_template = script.parts.iter().any(|part| part.ends_with("[data-"));
        for (name, target) in &page.links {
            let selector = format!("[data-{name}]");
            let has_selector = script.texts.iter().any(|text| text.contains(&selector));
            if has_selector || has_template && script.texts.contains(name) {
                arrows.add(path, target, &selector);
            }
        }
    }
    let shipped: Vec<&(&str, Script)> = scripts.iter().filter(|(path, _)| is_shipped(path)).collect();
    for (path, script) in &shipped {
        let target = script.copies_to.iter().find(|name| page.shares(name));
        assert!(target.is_none(), "{path} copies properties to {target:?}, a shared object; assign them by name");
        for (other, definer) in shipped.iter().filter(|(other, _)| other != path) {
            for event in script.listens_to.intersection(&definer.dispatches) {
                arrows.add(path, other, event);
            }
            for (object, property) in definer.assigns.iter().filter(|(object, _)| page.shares(object)) {
                let is_window = WINDOW.contains(&object.as_str());
                let is_read = |name: &str| script.reads.contains(&(name.to_owned(), property.clone()));
                let names: &[&str] = if is_window { &WINDOW } else { &[object] };
                if names.iter().any(|name| is_read(name)) || is_window && script.names.contains(property) {
                    arrows.add(path, other, &format!("{object}.{property}"));
                }
            }
        }
    }
    arrows
}

/// Whether a script is for customers or partners.
pub(super) fn is_shipped(path: &str) -> bool {
    !path.starts_with("tests/") && !path.starts_with("xtask/")
}

/// What scripts find in index.html.
pub(super) struct Page {
    /// The linked scripts, by the attributes of their links without `data-`.
    links: BTreeMap<String, String>,
    ids: BTreeSet<String>,
}

impl Page {
    /// Reads index.html.
    pub(super) fn of(files: &Files) -> Self {
        let pieces = files.get("index.html").map(|text| html::pieces("index.html", text)).unwrap_or_default();
        let copied = |name: &str| {
            let hrefs = pieces.iter().filter(|piece| piece.attribute("data-trunk").is_some());
            let mut hrefs = hrefs.filter_map(|piece| piece.attribute("href"));
            Some(hrefs.find(|href| href.rsplit('/').next() == Some(name))?.to_owned())
        };
        let mut links = BTreeMap::new();
        for piece in &pieces {
            if let Some(href) = piece.attribute("href").and_then(|href| href.strip_prefix("./"))
                && href.ends_with(".js")
                && let Piece::Start(_, attributes) = piece
            {
                let target =
                    copied(href).unwrap_or_else(|| panic!("index.html links {href}, which Trunk does not copy"));
                let names = attributes.keys().filter_map(|name| name.strip_prefix("data-"));
                links.extend(names.map(|name| (name.to_owned(), target.clone())));
            }
        }
        let ids = pieces.iter().filter_map(|piece| piece.attribute("id")).map(str::to_owned).collect();
        Self { links, ids }
    }

    /// Whether scripts share the object of this name.
    pub(super) fn shares(&self, object: &str) -> bool {
        WINDOW.contains(&object) || self.ids.contains(object)
    }
}

#[cfg(test)]
mod tests {
    use super::super::javascript::scripts;
    use super::super::repository::files;
    use super::*;

    fn found<const N: usize>(texts: [(&str, &str); N]) -> Vec<String> {
        let mut all = files(texts);
        let page = "<link data-trunk rel=copy-file href=src/f.js><link data-frame href=./f.js><div id=app></div>";
        all.insert("index.html".to_owned(), page.to_owned());
        arrows(&all, &scripts(&all)).0.into_keys().map(|(from, to)| format!("{from} -> {to}")).collect()
    }

    #[test]
    fn imports_are_arrows() {
        let scripts = [("a/b.js", "import '../c.mjs'; import 'd';"), ("c.mjs", "export * from './a/b.js';")];
        assert_eq!(found(scripts), ["a/b.js -> c.mjs", "c.mjs -> a/b.js"]);
    }

    #[test]
    #[should_panic(expected = "a.js imports ./b.js, which does not exist")]
    fn missing_imports_are_reported() {
        found([("a.js", "import './b.js';")]);
    }

    #[test]
    fn links_of_the_page_are_arrows() {
        for a in ["find('link[data-frame]')", "const load = (name) => find(`link[data-${name}]`); load('frame')"] {
            assert_eq!(found([("src/a.js", a), ("src/f.js", "")]), ["src/a.js -> src/f.js"], "{a}");
        }
        assert!(found([("src/a.js", "load('frame')"), ("src/f.js", "")]).is_empty());
    }

    #[test]
    fn listeners_point_to_the_file_that_creates_the_event() {
        let (a, b) = ("dispatchEvent(new Event('x'))", "addEventListener('x', f)");
        assert_eq!(found([("src/a.js", a), ("src/b.js", b)]), ["src/b.js -> src/a.js"]);
        assert!(found([("src/a.js", a), ("src/b.js", "addEventListener('y', f)")]).is_empty());
        assert!(found([("tests/a.js", a), ("tests/b.js", b)]).is_empty());
    }

    #[test]
    fn readers_point_to_the_file_that_assigns_a_shared_property() {
        for (a, b) in [
            ("app.x = 1", "app.x()"),
            ("app.x = 1", "f(app?.x)"),
            ("window.x = 1", "globalThis.x"),
            ("self.x = 1", "x()"),
        ] {
            assert_eq!(found([("src/a.js", a), ("src/b.js", b)]), ["src/b.js -> src/a.js"], "{a}; {b}");
        }
        for (a, b) in
            [("other.x = 1", "other.x"), ("app.x = 1", "other.x"), ("app.x = 1", "app.y"), ("app.x = 1", "x()")]
        {
            assert!(found([("src/a.js", a), ("src/b.js", b)]).is_empty(), "{a}; {b}");
        }
    }

    #[test]
    #[should_panic(expected = "assign them by name")]
    fn copied_properties_are_reported() {
        found([("src/a.js", "Object.assign(app, await load())")]);
    }
}
