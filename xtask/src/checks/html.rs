//! HTML as a list of tags and texts.

use std::collections::BTreeMap;

use tree_sitter::Node;

use super::syntax;

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A start tag: its name and its attributes. Attributes without a value have an empty one.
    Start(String, BTreeMap<String, String>),
    /// An end tag: its name.
    End(String),
    /// A text between tags.
    Text(String),
}

impl Piece {
    /// The value of an attribute of a start tag.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        if let Self::Start(_, attributes) = self { attributes.get(name).map(String::as_str) } else { None }
    }
}

/// The pieces of a page, in order.
///
/// # Panics
/// When the page has a syntax error.
pub(super) fn pieces(path: &str, text: &str) -> Vec<Piece> {
    let tree = syntax::parse(&tree_sitter_html::LANGUAGE.into(), text);
    assert!(!tree.root_node().has_error(), "{path} has a syntax error");
    let mut pieces = Vec::new();
    collect(tree.root_node(), text, &mut pieces);
    pieces
}

/// The pieces of a fragment, whose tags may be closed elsewhere.
pub(super) fn pieces_of_fragment(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    collect(syntax::parse(&tree_sitter_html::LANGUAGE.into(), text).root_node(), text, &mut pieces);
    pieces
}

fn collect(node: Node<'_>, text: &str, pieces: &mut Vec<Piece>) {
    match node.kind() {
        "start_tag" | "self_closing_tag" => {
            let attributes = children(node).into_iter().filter(|child| child.kind() == "attribute");
            let value = |node: Node<'_>| {
                let value = descendant(node, "attribute_value", text).unwrap_or_default();
                Some((descendant(node, "attribute_name", text)?, value))
            };
            let attributes = attributes.filter_map(value).collect();
            pieces.push(Piece::Start(descendant(node, "tag_name", text).unwrap_or_default(), attributes));
        }
        "end_tag" => pieces.push(Piece::End(descendant(node, "tag_name", text).unwrap_or_default())),
        "text" | "entity" => pieces.push(Piece::Text(text[node.byte_range()].to_owned())),
        _ => children(node).into_iter().for_each(|child| collect(child, text, pieces)),
    }
}

fn children(node: Node<'_>) -> Vec<Node<'_>> {
    node.named_children(&mut node.walk()).collect()
}

/// The text of the first descendant of this kind.
fn descendant(node: Node<'_>, kind: &str, text: &str) -> Option<String> {
    if node.kind() == kind {
        return Some(text[node.byte_range()].to_owned());
    }
    children(node).into_iter().find_map(|child| descendant(child, kind, text))
}

#[test]
fn tags_and_texts_are_found_in_order() {
    let found =
        pieces("a.html", "<!doctype html><p id=a hidden class=\"\">b <br> c</p><!-- <i> --><script src='d'></script>");
    let start = |name: &str, attributes: &[(&str, &str)]| {
        let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Piece::Start(name.to_owned(), attributes.collect())
    };
    let (text, end) = (|text: &str| Piece::Text(text.to_owned()), |name: &str| Piece::End(name.to_owned()));
    let p = start("p", &[("class", ""), ("hidden", ""), ("id", "a")]);
    let script = start("script", &[("src", "d")]);
    assert_eq!(found, [p, text("b"), start("br", &[]), text("c"), end("p"), script, end("script")]);
}
