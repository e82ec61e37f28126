//! Rust code as a flat list of tokens, without comments and tests.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, File, ImplItem, Item, Lit};

/// A token. Numbers, characters and lifetimes are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A name or a keyword.
    Ident(String),
    /// The value of a string.
    Text(String),
    /// The value of a string in an attribute.
    AttributeText(String),
    /// A character of an operator.
    Punct(char),
    /// The start of a group, with its opening bracket, or a space if the group has none.
    Open(char),
    /// The end of a group, with its opening bracket.
    Close(char),
}

impl Token {
    /// Whether the token is this name.
    pub(super) fn is(&self, name: &str) -> bool {
        matches!(self, Self::Ident(ident) if ident == name)
    }
}

/// The tokens of a file without its tests.
///
/// # Panics
/// When the text is not Rust.
pub(super) fn of_file(path: &str, text: &str) -> Vec<Token> {
    of(without_tests(parse(path, text)).to_token_stream())
}

/// Parses a file.
///
/// # Panics
/// When the text is not Rust.
pub(super) fn parse(path: &str, text: &str) -> File {
    syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Removes items under `#[cfg(test)]`.
pub(super) fn without_tests(mut file: File) -> File {
    remove_tests(&mut file.items);
    file
}

/// The tokens of a piece of code.
pub(super) fn of(stream: TokenStream) -> Vec<Token> {
    let mut tokens = Vec::new();
    flatten(stream, false, &mut tokens);
    tokens
}

fn remove_tests(items: &mut Vec<Item>) {
    items.retain(|item| !is_for_tests(item));
    for item in items {
        match item {
            Item::Mod(module) => {
                if let Some((_, content)) = &mut module.content {
                    remove_tests(content);
                }
            }
            Item::Impl(item) => item.items.retain(|item: &ImplItem| !is_for_tests(item)),
            _ => {}
        }
    }
}

/// Whether an item is under `#[cfg(test)]`.
fn is_for_tests(item: &impl ToTokens) -> bool {
    let attributes = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<TokenStream>()?;
        Ok(attributes)
    };
    let attributes = attributes.parse2(item.to_token_stream()).unwrap_or_default();
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

fn flatten(stream: TokenStream, in_attribute: bool, tokens: &mut Vec<Token>) {
    let mut rest = stream.into_iter().peekable();
    while let Some(tree) = rest.next() {
        match tree {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                // `#[…]` or `#![…]`; macros may contain a bare `#`.
                rest.next_if(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '!'));
                if let Some(TokenTree::Group(group)) = rest.next_if(|tree| matches!(tree, TokenTree::Group(_))) {
                    let first = group.stream().into_iter().next();
                    if !matches!(first, Some(TokenTree::Ident(name)) if name == "doc") {
                        flatten(group.stream(), true, tokens);
                    }
                    // Separates the attribute's last name from the next token.
                    tokens.push(Token::Close('['));
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                rest.next();
            }
            TokenTree::Punct(punct) => tokens.push(Token::Punct(punct.as_char())),
            TokenTree::Ident(ident) => tokens.push(Token::Ident(ident.to_string().trim_start_matches("r#").to_owned())),
            TokenTree::Literal(literal) => {
                if let Lit::Str(text) = Lit::new(literal) {
                    let text = text.value();
                    tokens.push(if in_attribute { Token::AttributeText(text) } else { Token::Text(text) });
                }
            }
            TokenTree::Group(group) => {
                let bracket = match group.delimiter() {
                    Delimiter::Parenthesis => '(',
                    Delimiter::Bracket => '[',
                    Delimiter::Brace => '{',
                    Delimiter::None => ' ',
                };
                tokens.push(Token::Open(bracket));
                flatten(group.stream(), in_attribute, tokens);
                tokens.push(Token::Close(bracket));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let ident = |token| if let Token::Ident(name) = token { Some(name) } else { None };
        of_file("a.rs", text).into_iter().filter_map(ident).collect()
    }

    #[test]
    fn comments_are_left_out() {
        assert_eq!(names("//! Doc.\n/// Doc.\nstatic A: B = c; // d\n"), ["static", "A", "B", "c"]);
    }

    #[test]
    fn tests_are_left_out() {
        assert_eq!(names("#[cfg(test)] use a::{b, c}; mod d { #[cfg(test)] mod e {} }"), ["mod", "d"]);
        assert_eq!(names("impl A { #[cfg(test)] fn b() {} } #[cfg(not(test))] mod c;").last().unwrap(), "c");
    }

    #[test]
    fn names_strings_and_attributes_are_distinguished() {
        let tokens = of_file("a.rs", r##"#[b(c = "d")] static A: &'e str = concat!(r#"f "g""#, 'h', b"i", "j\n");"##);
        assert!(tokens.contains(&Token::AttributeText("d".to_owned())));
        assert!(tokens.contains(&Token::Text("f \"g\"".to_owned())));
        assert!(tokens.contains(&Token::Text("j\n".to_owned())));
        assert!(!tokens.iter().any(|token| token.is("e") || token.is("h")));
    }
}
