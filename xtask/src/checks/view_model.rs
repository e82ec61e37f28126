//! Everything in the view model reaches the page.

use std::collections::BTreeSet;

use super::repository::texts;
use syn::visit::{self, Visit};

/// Structs of the view model that are not shown: what it is computed from.
const INPUTS: [&str; 1] = ["Env"];

/// The public fields of a file's structs, as `Struct.field`.
fn fields(code: &str) -> Vec<(String, String)> {
    let file = syn::parse_file(code).expect("the compiler reads it, too");
    let structs = file.items.into_iter().filter_map(|item| match item {
        syn::Item::Struct(item) if !INPUTS.contains(&item.ident.to_string().as_str()) => Some(item),
        _ => None,
    });
    let names = |item: syn::ItemStruct| {
        let public = item.fields.iter().filter(|field| matches!(field.vis, syn::Visibility::Public(_)));
        let names: Vec<_> =
            public.filter_map(|field| Some((item.ident.to_string(), field.ident.as_ref()?.to_string()))).collect();
        names
    };
    structs.flat_map(names).collect()
}

/// The names of all fields that code reads.
#[derive(Default)]
struct Reads(BTreeSet<String>);

impl Visit<'_> for Reads {
    fn visit_expr_field(&mut self, expression: &syn::ExprField) {
        self.member(&expression.member);
        visit::visit_expr_field(self, expression);
    }

    fn visit_field_pat(&mut self, pattern: &syn::FieldPat) {
        // `field: _` reads nothing.
        if !matches!(*pattern.pat, syn::Pat::Wild(_)) {
            self.member(&pattern.member);
        }
        visit::visit_field_pat(self, pattern);
    }
}

/// Collects what public methods read.
struct Methods<'a>(&'a mut Reads);

impl Visit<'_> for Methods<'_> {
    fn visit_impl_item_fn(&mut self, method: &syn::ImplItemFn) {
        if matches!(method.vis, syn::Visibility::Public(_)) && method.sig.receiver().is_some() {
            self.0.visit_impl_item_fn(method);
        }
    }
}

impl Reads {
    fn member(&mut self, member: &syn::Member) {
        if let syn::Member::Named(name) = member {
            self.0.insert(name.to_string());
        }
    }
}

/// The fields of the view model that no code of the page reads.
fn unread<'a>(view_model: impl Iterator<Item = &'a str>, page: impl Iterator<Item = &'a str>) -> Vec<String> {
    let parse = |code| syn::parse_file(code).expect("the compiler reads it, too");
    let mut reads = Reads::default();
    page.for_each(|code| reads.visit_file(&parse(code)));
    let view_model: Vec<&str> = view_model.collect();
    // Views also read by public methods, such as `PageView::figures`.
    view_model.iter().for_each(|code| Methods(&mut reads).visit_file(&parse(code)));
    let unread = view_model.into_iter().flat_map(fields).filter(|(_, field)| !reads.0.contains(field));
    unread.map(|(item, field)| format!("{item}.{field}")).collect()
}

#[test]
fn every_field_of_the_view_model_reaches_the_page() {
    let view_model = texts(|path| path.starts_with("crates/core/src/view_model/"));
    let page = texts(|path| path.starts_with("src/") && path.ends_with(".rs"));
    let unread = unread(view_model.values().map(String::as_str), page.values().map(String::as_str));
    assert_eq!(unread, [""; 0], "the page shows none of these");
}

#[test]
fn a_field_that_nothing_reads_is_found() {
    let view_model = "pub struct PageView { pub title: String, pub heading: String, pub tab: Tab, inner: u8 } pub struct Env { pub zone: Zone }";
    let page = "fn view(page: &PageView) { text(&page.title); let PageView { tab, heading: _, .. } = page; }";
    assert_eq!(unread([view_model].into_iter(), [page].into_iter()), ["PageView.heading"]);
}
