use super::*;
use crate::checks::repository::files;

/// The arrows of a package with these files in `src`.
fn found<const N: usize>(sources: [(&str, &str); N]) -> Vec<String> {
    let manifest = "workspace.members = [\".\"]\npackage.name = \"one\"";
    let mut all = files([("Cargo.toml", manifest)]);
    all.extend(sources.map(|(path, text)| (format!("src/{path}"), text.to_owned())));
    let name = |path: &str| path.strip_prefix("src/").unwrap_or(path).to_owned();
    arrows(&all).0.into_keys().map(|(from, to)| format!("{} -> {}", name(&from), name(&to))).collect()
}

#[test]
fn mod_lines_and_paths_to_modules_do_not_count() {
    assert!(found([("main.rs", "mod a; mod b;"), ("a.rs", "pub struct A;"), ("b.rs", "use crate::a;")]).is_empty());
}

#[test]
fn every_place_of_a_name_counts() {
    for code in [
        "use crate::a::A;",
        "use super::a::{self, A as B};",
        "use super::a; struct B(Vec<a::A>);",
        "fn b() -> crate::a::A { todo!() }",
        "fn b() { if let Some(super::a::A) = c() {} }",
        "fn b() { use crate::a; let x = 0..a::f(); }",
        "fn b() { vec![crate::a::f()]; }",
        "impl Clone for crate::a::A {}",
        "use super::a::*; fn b(x: &A) {}",
        "use crate::a::E::*;",
        "#[derive(D)] struct B { #[serde(with = \"crate::a::f\")] c: u32 }",
        "mod inner { type B = super::super::a::A; }",
        "fn b() { a_macro!() }",
    ] {
        let a = "macro_rules! a_macro { () => {} } pub struct A; pub enum E { F } pub fn f() {}";
        assert_eq!(found([("main.rs", "mod a; mod b;"), ("a.rs", a), ("b.rs", code)]), ["b.rs -> a.rs"], "{code}");
    }
}

#[test]
fn re_exports_are_followed() {
    let sources = [
        ("main.rs", "mod a; mod d;"),
        ("a.rs", "mod b; mod c; pub use b::*; pub use c::C as D; pub struct Own;"),
        ("a/b.rs", "pub struct B;"),
        ("a/c.rs", "use super::Own; pub struct C(Own);"),
        ("d.rs", "use crate::a::{B, D};"),
    ];
    assert_eq!(found(sources), ["a.rs -> a/c.rs", "a/c.rs -> a.rs", "d.rs -> a/b.rs", "d.rs -> a/c.rs"]);
}

#[test]
fn tests_comments_and_strings_do_not_count() {
    let b = "//! crate::a::A\nfn b() { \"crate::a::A\"; } #[cfg(test)] mod tests { use crate::a::A; }";
    assert!(found([("main.rs", "mod a; mod b;"), ("a.rs", "pub struct A;"), ("b.rs", b)]).is_empty());
}

#[test]
fn fields_and_methods_named_like_an_item_do_not_count() {
    let b = "use super::*; fn b(x: X) { x.f(); x.f; X::f(); }";
    assert!(found([("main.rs", "mod b; fn f() {}"), ("b.rs", b)]).is_empty());
}

#[test]
fn calls_of_split_methods_count() {
    let sources = [
        ("main.rs", "mod a; mod b;"),
        ("a.rs", "pub struct A; impl A { fn near(&self) { self.far(); } }"),
        ("b.rs", "impl crate::a::A { pub fn far(&self) { self.near(); Self::nearest(); } }"),
    ];
    assert_eq!(found(sources), ["a.rs -> b.rs", "b.rs -> a.rs"]);
    // Without the type's name the value may be of another type, and a field is not a method.
    for c in ["fn c(x: X) { x.far() }", "use super::a::A; fn c(x: A) { x.far }"] {
        let arrows = found([("main.rs", "mod a; mod b; mod c;"), sources[1], sources[2], ("c.rs", c)]);
        assert!(!arrows.contains(&"c.rs -> b.rs".to_owned()), "{c}: {arrows:?}");
    }
    let c = ("c.rs", "use super::a::A; fn c(x: A) { x.far() }");
    assert!(
        found([("main.rs", "mod a; mod b; mod c;"), sources[1], sources[2], c]).contains(&"c.rs -> b.rs".to_owned())
    );
    // Only type inference could tell which of two methods is called.
    let a = "pub struct A; impl A { fn near(&self) { self.far(); } } impl B { fn far() {} }";
    assert_eq!(found([sources[0], ("a.rs", a), sources[2]]), ["b.rs -> a.rs"]);
}

#[test]
fn items_from_a_macro_belong_to_the_file_of_the_macro() {
    let a = "macro_rules! make { ($($n:ident)*) => { pub enum Made { $($n,)* } } } make! { B C } pub use b::Other;";
    for code in ["use super::Made;", "fn f() { crate::Made::B; }", "use super::*; struct X(Made);"] {
        let sources = [("main.rs", a), ("b.rs", code)];
        let sources = sources.map(|(path, text)| {
            (path, format!("mod b; {text}").replace(if path == "b.rs" { "mod b; " } else { "" }, ""))
        });
        assert_eq!(found(sources.each_ref().map(|(path, text)| (*path, text.as_str()))), ["b.rs -> main.rs"], "{code}");
    }
}

#[test]
fn arrows_lead_into_other_crates() {
    let all = files([
        ("Cargo.toml", "workspace.members = [\".\", \"crates/two\"]\npackage.name = \"one\""),
        ("crates/two/Cargo.toml", "package.name = \"two-b\""),
        ("crates/two/src/lib.rs", "mod inner; pub use inner::Two;"),
        ("crates/two/src/inner.rs", "pub struct Two;"),
        ("src/main.rs", "mod a; fn main() { two_b::Two; }"),
        ("src/a.rs", "use ::two_b::Two;"),
    ]);
    let ends: Vec<(String, String)> = arrows(&all).0.into_keys().collect();
    let inner = "crates/two/src/inner.rs";
    let expected = [("crates/two/src/lib.rs", inner), ("src/a.rs", inner), ("src/main.rs", inner)];
    assert_eq!(ends, expected.map(|(from, to)| (from.to_owned(), to.to_owned())));
}
