//! What JavaScript files name and define.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::repository::Files;
use super::syntax::{Finder, Match};

/// What one file names and defines.
#[derive(Debug, Default)]
pub(super) struct Script {
    /// The files that its `import`s and `export … from`s name, as they are written.
    pub(super) imports: BTreeSet<String>,
    /// Its strings, without those that have something filled in.
    pub(super) texts: BTreeSet<String>,
    /// All its names: of variables, functions and properties.
    pub(super) names: BTreeSet<String>,
    /// The types of the events it makes.
    pub(super) makes: BTreeSet<String>,
    /// The types of the events it listens to.
    pub(super) hears: BTreeSet<String>,
    /// The properties of named objects that it assigns, such as `window.x`.
    pub(super) assigns: BTreeSet<(String, String)>,
    /// The properties of named objects that it reads.
    pub(super) reads: BTreeSet<(String, String)>,
    /// The objects to which it copies properties, so that nobody sees which.
    pub(super) copies_to: BTreeSet<String>,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    Finder::javascript(
        r#"
(import_statement source: (string (string_fragment) @import))
(export_statement source: (string (string_fragment) @import))
(call_expression function: (import) arguments: (arguments . (string (string_fragment) @import)))
(string (string_fragment) @text)
(template_string . (string_fragment) @text .)
[(identifier) (property_identifier) (shorthand_property_identifier) (shorthand_property_identifier_pattern)] @name
(new_expression
  constructor: (identifier) @_class (#match? @_class "Event$")
  arguments: (arguments . (string (string_fragment) @makes)))
(call_expression
  function: [(identifier) @_f (member_expression property: (property_identifier) @_f)] (#eq? @_f "addEventListener")
  arguments: (arguments . (string (string_fragment) @hears)))
(member_expression object: (identifier) @object property: (property_identifier) @property)
(assignment_expression left: (member_expression object: (identifier) @target property: (property_identifier) @property))
(augmented_assignment_expression
  left: (member_expression object: (identifier) @target property: (property_identifier) @property))
(call_expression
  function: (member_expression object: (identifier) @_o property: (property_identifier) @_p)
  arguments: (arguments . (identifier) @copy)
  (#eq? @_o "Object") (#eq? @_p "assign"))
"#,
    )
});

/// Reads the JavaScript among the files, by their paths.
pub(super) fn scripts(files: &Files) -> Vec<(&str, Script)> {
    let is_script = |path: &str| [".js", ".mjs", ".jsx"].iter().any(|ending| path.ends_with(ending));
    let scripts = files.iter().filter(|(path, _)| is_script(path));
    scripts.map(|(path, text)| (path.as_str(), Script::of(FINDER.find(path, text)))).collect()
}

impl Script {
    fn of(matches: Vec<Match>) -> Self {
        let mut script = Self::default();
        let mut members = BTreeSet::new();
        for mut one in matches {
            let mut take = |name: &str| one.remove(name);
            let property = take("property");
            let sets = [
                (&mut script.imports, "import"),
                (&mut script.texts, "text"),
                (&mut script.names, "name"),
                (&mut script.makes, "makes"),
                (&mut script.hears, "hears"),
                (&mut script.copies_to, "copy"),
            ];
            for (set, name) in sets {
                set.extend(take(name));
            }
            script.assigns.extend(take("target").zip(property.clone()));
            members.extend(take("object").zip(property));
        }
        // What a file assigns itself it may read as well.
        script.reads = members.difference(&script.assigns).cloned().collect();
        script
    }
}

#[cfg(test)]
mod tests {
    use super::super::repository::files;
    use super::*;

    fn script(text: &str) -> Script {
        scripts(&files([("a.mjs", text), ("b.rs", "")])).remove(0).1
    }

    fn set<const N: usize>(texts: [&str; N]) -> BTreeSet<String> {
        texts.map(str::to_owned).into()
    }

    #[test]
    fn every_kind_of_import_is_found() {
        let text =
            "import a from './a.js'; import './b.js'; export { c } from './c.js'; const d = await import('./d.js');";
        assert_eq!(script(text).imports, set(["./a.js", "./b.js", "./c.js", "./d.js"]));
        assert!(
            script("// import './a.js';\n/** @param {import('./b.js').B} b */ const c = `import './c.js'`;")
                .imports
                .is_empty()
        );
    }

    #[test]
    fn events_are_found() {
        let found = script(
            "dispatchEvent(new Event('a')); new CustomEvent('b', {}); x.addEventListener('c', f); addEventListener('d', f);",
        );
        assert_eq!((found.makes, found.hears), (set(["a", "b"]), set(["c", "d"])));
    }

    #[test]
    fn properties_are_told_by_whether_they_are_assigned() {
        let found = script("a.b = c.d; e?.f(); g.h ??= a.b; Object.assign(i, { j });");
        let pair = |object: &str, property: &str| (object.to_owned(), property.to_owned());
        assert_eq!(found.assigns, [pair("a", "b"), pair("g", "h")].into());
        assert_eq!(found.reads, [pair("Object", "assign"), pair("c", "d"), pair("e", "f")].into());
        assert_eq!(found.copies_to, set(["i"]));
    }

    #[test]
    fn texts_and_names_are_found() {
        let found = script("const { a, b: c } = d.e('f', `g`, `h${i}`);");
        assert_eq!(found.texts, set(["f", "g"]));
        assert_eq!(found.names, set(["a", "b", "c", "d", "e", "i"]));
    }
}
