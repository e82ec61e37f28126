//! The arrows between Rust files: from a file that names an item to the file that defines it.
//!
//! Every path counts: in types, expressions, patterns, `use` lines, serde's attributes and the arguments of macros.
//! Re-exports are followed: a path through a parent module leads to the file that defines the item. A path that ends at a
//! module, such as a `mod` line, does not count.
//!
//! Types are not inferred, so method calls do not count, with one exception. Most methods are in the file of their type, and
//! a file that uses the type names it anyway. Where an inherent `impl` block is in another file than its type, a call of one
//! of its methods is an arrow to that file, provided that the calling file names the type or defines it, and that no other
//! `impl` block of the crate has a method of that name.

use std::collections::{BTreeMap, BTreeSet};

use super::circles::Arrows;
use super::repository::Files;
use super::rust_crates::crates;
use super::rust_modules::{Entry, Module, Modules, Path};
use super::tokens::Token;

/// What a path leads to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    Item { file: String, has_members: bool },
    Module(usize),
}

/// The arrows between the Rust files of the workspace.
///
/// # Panics
/// When a file cannot be read as Rust.
pub(super) fn arrows(files: &Files) -> Arrows {
    let modules = Modules::read(&crates(files), files);
    let split_methods = split_methods(&modules);
    let mut arrows = Arrows::default();
    for (index, module) in modules.all.iter().enumerate() {
        let mentions = mentions(&module.code);
        let mut named = BTreeSet::from([module.file.clone()]);
        for path in mentions.paths.iter().chain(&module.imports).chain(&module.globs) {
            for found in modules.resolve(index, path) {
                if let Found::Item { file, .. } = found {
                    arrows.add(&module.file, &file, &path.join("::"));
                    named.insert(file);
                }
            }
        }
        for name in mentions.macros {
            if modules.resolve(index, std::slice::from_ref(&name)).is_empty() {
                for file in modules.macro_files(module, &name) {
                    arrows.add(&module.file, file, &format!("{name}!"));
                }
            }
        }
        for name in mentions.calls {
            if let Some(method) = split_methods.get(&(module.root, name.clone()))
                && named.contains(&method.type_file)
            {
                arrows.add(&module.file, &method.file, &name);
            }
        }
    }
    arrows
}

/// The file of a method and the file of its type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Method {
    file: String,
    type_file: String,
}

/// The methods that are in another file than their type, by crate and name. Names that occur in several files are left
/// out.
fn split_methods(modules: &Modules) -> BTreeMap<(usize, String), Method> {
    let mut methods: BTreeMap<(usize, String), BTreeSet<Method>> = BTreeMap::new();
    for (index, module) in modules.all.iter().enumerate() {
        for (path, names) in &module.impls {
            let file = |found| if let Found::Item { file, .. } = found { Some(file) } else { None };
            let type_file = modules.resolve(index, path).into_iter().find_map(file);
            let method = Method { type_file: type_file.unwrap_or_default(), file: module.file.clone() };
            for name in names {
                methods.entry((module.root, name.clone())).or_default().insert(method.clone());
            }
        }
    }
    let only = |methods: BTreeSet<Method>| Some(methods).filter(|methods| methods.len() == 1)?.pop_first();
    let all = methods.into_iter().filter_map(|(key, methods)| Some((key, only(methods)?)));
    all.filter(|(_, method)| method.file != method.type_file).collect()
}

impl Modules {
    /// What a path in a module leads to.
    fn resolve(&self, module: usize, path: &[String]) -> BTreeSet<Found> {
        self.follow(module, path, &mut BTreeSet::new())
    }

    fn follow(&self, module: usize, path: &[String], seen: &mut BTreeSet<(usize, Path)>) -> BTreeSet<Found> {
        let Some((first, rest)) = path.split_first() else { return BTreeSet::new() };
        // A name can be imported from itself, and re-exports can form a circle.
        if !seen.insert((module, path.to_vec())) {
            return BTreeSet::new();
        }
        let (mut found, mut rest) = (self.step(module, first, seen), rest);
        if first.is_empty() {
            let Some((name, others)) = rest.split_first() else { return found };
            found = self.library(name);
            rest = others;
        } else if found.is_empty() {
            found = self.library(first);
        }
        for name in rest {
            let step = |found: Found| match found {
                Found::Module(module) => self.step(module, name, seen),
                Found::Item { has_members: true, .. } => BTreeSet::from([found]),
                Found::Item { .. } => BTreeSet::new(),
            };
            found = found.into_iter().flat_map(step).collect();
        }
        found
    }

    fn library(&self, name: &str) -> BTreeSet<Found> {
        self.libraries.get(name).map(|root| Found::Module(*root)).into_iter().collect()
    }

    /// The files that may define a macro of this name: the module's own file, else files of its crate, else of others.
    fn macro_files(&self, module: &Module, name: &str) -> Vec<&str> {
        let all: Vec<&(usize, String)> = self.macros.get(name).into_iter().flatten().collect();
        let some = |is_near: &dyn Fn(&(usize, String)) -> bool| {
            let near: Vec<&str> = all.iter().filter(|one| is_near(one)).map(|(_, file)| file.as_str()).collect();
            Some(near).filter(|near| !near.is_empty())
        };
        let own = some(&|(_, file)| *file == module.file).or_else(|| some(&|(root, _)| *root == module.root));
        own.or_else(|| some(&|_| true)).unwrap_or_default()
    }

    /// What a single name in a module leads to.
    fn step(&self, index: usize, name: &str, seen: &mut BTreeSet<(usize, Path)>) -> BTreeSet<Found> {
        let module = &self.all[index];
        match name {
            "crate" => return BTreeSet::from([Found::Module(module.root)]),
            "self" => return BTreeSet::from([Found::Module(index)]),
            "super" => return module.parent.map(Found::Module).into_iter().collect(),
            _ => {}
        }
        let mut found = BTreeSet::new();
        for entry in module.names.get(name).into_iter().flatten() {
            match entry {
                Entry::Item { has_members } => {
                    found.insert(Found::Item { file: module.file.clone(), has_members: *has_members });
                }
                Entry::Module(child) => {
                    found.insert(Found::Module(*child));
                }
                Entry::Import(path) => found.extend(self.follow(index, path, seen)),
            }
        }
        if found.is_empty() && module.macro_names.contains(name) {
            found.insert(Found::Item { file: module.file.clone(), has_members: true });
        }
        // As in Rust, a module's own names shadow those of its glob imports.
        for glob in if found.is_empty() { module.globs.as_slice() } else { &[] } {
            for source in self.follow(index, glob, seen) {
                if let Found::Module(source) = source
                    && seen.insert((source, vec!["*".to_owned(), name.to_owned()]))
                {
                    found.extend(self.step(source, name, seen));
                }
            }
        }
        found
    }
}

/// What code mentions.
#[derive(Default)]
struct Mentions {
    paths: BTreeSet<Path>,
    /// The names of macros that it invokes.
    macros: BTreeSet<String>,
    /// The names of methods and of other associated items.
    calls: BTreeSet<String>,
}

/// Collects what code mentions. The paths include names of variables and fields, which lead nowhere.
fn mentions(code: &[Token]) -> Mentions {
    let mut mentions = Mentions::default();
    let is_colon = |at: usize| code.get(at) == Some(&Token::Punct(':'));
    let is_dot = |at: Option<usize>| at.is_some_and(|at| code[at] == Token::Punct('.'));
    let mut at = 0;
    while at < code.len() {
        let start = at;
        at += 1;
        match &code[start] {
            // `Module::imports` has these.
            Token::Ident(name) if name == "use" && code.get(at) != Some(&Token::Punct('<')) => {
                at += code[at..].iter().take_while(|token| **token != Token::Punct(';')).count();
            }
            Token::AttributeText(text) => {
                mentions.paths.insert(text.split("::").map(str::to_owned).collect());
            }
            Token::Ident(name) => {
                // A path can follow `..`.
                if is_dot(start.checked_sub(1)) && !is_dot(start.checked_sub(2)) {
                    if matches!(code.get(at), Some(Token::Open('(') | Token::Punct(':'))) {
                        mentions.calls.insert(name.clone());
                    }
                    continue;
                }
                let mut path = vec![name.clone()];
                if start >= 2 && is_colon(start - 1) && is_colon(start - 2) {
                    let before = start.checked_sub(3).map(|at| &code[at]);
                    if before == Some(&Token::Punct('>')) {
                        mentions.calls.insert(name.clone());
                        continue;
                    }
                    path.insert(0, String::new());
                }
                while is_colon(at)
                    && is_colon(at + 1)
                    && let Some(Token::Ident(next)) = code.get(at + 2)
                {
                    path.push(next.clone());
                    at += 3;
                }
                let is_macro = code.get(at) == Some(&Token::Punct('!')) && code.get(at + 1) != Some(&Token::Punct('='));
                if let Some(last) = path.last().filter(|_| is_macro) {
                    mentions.macros.insert(last.clone());
                } else if let [_, .., last] = path.as_slice() {
                    mentions.calls.insert(last.clone());
                }
                mentions.paths.insert(path);
            }
            _ => {}
        }
    }
    mentions
}

#[cfg(test)]
mod tests;
