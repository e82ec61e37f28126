//! What JavaScript files use and define.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::repository::Files;
use super::syntax::{Finder, Match};

/// What one file uses and defines.
#[derive(Debug, Default)]
pub(super) struct Script {
    /// The files that it imports or re-exports, as written.
    pub(super) imports: BTreeSet<String>,
    /// Its strings, without templates that have substitutions.
    pub(super) texts: BTreeSet<String>,
    /// The literal parts of its templates.
    pub(super) parts: BTreeSet<String>,
    /// All names of variables, functions and properties.
    pub(super) names: BTreeSet<String>,
    /// The types of the events that it creates.
    pub(super) dispatches: BTreeSet<String>,
    /// The types of the events that it listens to.
    pub(super) listens_to: BTreeSet<String>,
    /// The properties of named objects that it assigns, such as `window.x`.
    pub(super) assigns: BTreeSet<(String, String)>,
    /// The properties of named objects that it reads.
    pub(super) reads: BTreeSet<(String, String)>,
    /// The objects to which it copies properties with `Object.assign`.
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
(template_string (string_fragment) @part)
[(identifier) (property_identifier) (shorthand_property_identifier) (shorthand_property_identifier_pattern)] @name
(new_expression
  constructor: (identifier) @_class (#match? @_class "Event$")
  arguments: (arguments . (string (string_fragment) @dispatches)))
(call_expression
  function: [(identifier) @_f (member_expression property: (property_identifier) @_f)] (#eq? @_f "addEventListener")
  arguments: (arguments . (string (string_fragment) @listens_to)))
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

/// Parses the JavaScript files, each with its path.
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
                (&mut script.parts, "part"),
                (&mut script.names, "name"),
                (&mut script.dispatches, "dispatches"),
                (&mut script.listens_to, "listens_to"),
                (&mut script.copies_to, "copy"),
            ];
            for (set, name) in sets {
                set.extend(take(name));
            }
            script.assigns.extend(take("target").zip(property.clone()));
            members.extend(take("object").zip(property));
        }
        // A file may also read what it assigns itself.
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
        assert_eq!((found.dispatches, found.listens_to), (set(["a", "b"]), set(["c", "d"])));
    }

    #[test]
    fn assigned_and_read_properties_are_distinguished() {
        let found = script("a.b = c.d; e?.f(); g.h ??= a.b; Object.assign(i, { j });");
        let pair = |object: &str, property: &str| (object.to_owned(), property.to_owned());
        assert_eq!(found.assigns, [pair("a", "b"), pair("g", "h")].into());
        assert_eq!(found.reads, [pair("Object", "assign"), pair("c", "d"), pair("e", "f")].into());
        assert_eq!(found.copies_to, set(["i"]));
    }

    #[test]
    fn texts_and_names_are_found() {
        let found = script("const { a, b: c } = d.e('f', `g`, `h${i}`);");
        assert_eq!((found.texts, found.parts), (set(["f", "g"]), set(["g", "h"])));
        assert_eq!(found.names, set(["a", "b", "c", "d", "e", "i"]));
    }
}
