//! Parsing and searching JavaScript and HTML with tree-sitter.

use std::collections::BTreeMap;

use tree_sitter::{Language, Parser, Query, QueryCursor, StreamingIterator, Tree};

/// Parses a text. Syntax errors become nodes of the tree.
pub(super) fn parse(language: &Language, text: &str) -> Tree {
    let mut parser = Parser::new();
    parser.set_language(language).expect("the language fits the library");
    parser.parse(text, None).expect("no time limit is set")
}

/// A query over JavaScript.
pub(super) struct Finder {
    language: Language,
    query: Query,
}

/// A match of a query: the captured texts by their names.
pub(super) type Match = BTreeMap<String, String>;

impl Finder {
    /// Compiles a query. JSX is included.
    pub(super) fn javascript(query: &str) -> Self {
        let language = tree_sitter_javascript::LANGUAGE.into();
        let query = Query::new(&language, query).expect("the query fits the language");
        Self { language, query }
    }

    /// All matches in a file, in order.
    ///
    /// # Panics
    /// When the file has a syntax error.
    pub(super) fn find(&self, path: &str, text: &str) -> Vec<Match> {
        let tree = parse(&self.language, text);
        assert!(!tree.root_node().has_error(), "{path} has a syntax error");
        let mut cursor = QueryCursor::new();
        let mut matches = cursor.matches(&self.query, tree.root_node(), text.as_bytes());
        let names = self.query.capture_names();
        let mut found = Vec::new();
        while let Some(one) = matches.next() {
            let capture = |capture: &tree_sitter::QueryCapture<'_>| {
                (names[capture.index as usize].to_owned(), text[capture.node.byte_range()].to_owned())
            };
            found.push(one.captures().iter().map(capture).collect());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captures_are_named() {
        let finder = Finder::javascript("(call_expression function: (identifier) @function)");
        let found: Vec<String> =
            finder.find("a.js", "f(g()); // h()").into_iter().map(|one| one["function"].clone()).collect();
        assert_eq!(found, ["f", "g"]);
    }

    #[test]
    #[should_panic(expected = "a.js has a syntax error")]
    fn syntax_errors_are_reported() {
        Finder::javascript("(identifier) @name").find("a.js", "let = ;(");
    }
}
