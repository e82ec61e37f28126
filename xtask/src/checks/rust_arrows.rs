//! The arrows between Rust files: from a file that names an item to the file that defines it.
//!
//! Every path counts: in types, expressions, patterns, `use` lines, attributes of serde and what macros are given.
//! Re-exports are followed, so that a path through a parent module leads to the file of the item; a path to a module alone,
//! as on a `mod` line, is no arrow.
//!
//! Types are not inferred, so a method call is an arrow in one case only: when it can but be a method of an `impl` block that
//! stands apart from its type. Otherwise methods are where their type is, and what names the type has the arrow.

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
    let apart = apart(&modules);
    let mut arrows = Arrows::default();
    for (index, module) in modules.all.iter().enumerate() {
        let mut point_to = |file: &str, name: &str| arrows.add(&module.file, file, name);
        let mentions = mentions(&module.code);
        let paths = mentions.paths.iter().chain(&module.imports).chain(&module.globs);
        for path in paths {
            for found in modules.resolve(index, path) {
                if let Found::Item { file, .. } = found {
                    point_to(&file, &path.join("::"));
                }
            }
        }
        for name in mentions.macros {
            if modules.resolve(index, std::slice::from_ref(&name)).is_empty() {
                modules.macro_files(module, &name).into_iter().for_each(|file| point_to(file, &format!("{name}!")));
            }
        }
        for name in mentions.members {
            if let Some(file) = apart.get(&(module.root, name.clone())) {
                point_to(file, &name);
            }
        }
    }
    arrows
}

/// The files of methods which stand apart from their type, by the crate and the name. A name that another file has, too, is
/// left out.
fn apart(modules: &Modules) -> BTreeMap<(usize, String), String> {
    let mut homes: BTreeMap<(usize, String), BTreeSet<(String, bool)>> = BTreeMap::new();
    for (index, module) in modules.all.iter().enumerate() {
        for (path, names) in &module.impls {
            let is_here = |found: &Found| matches!(found, Found::Item { file, .. } if *file == module.file);
            let is_apart = !modules.resolve(index, path).iter().any(is_here);
            for name in names {
                homes.entry((module.root, name.clone())).or_default().insert((module.file.clone(), is_apart));
            }
        }
    }
    let only = |homes: BTreeSet<(String, bool)>| match homes.into_iter().collect::<Vec<_>>().as_slice() {
        [(file, true)] => Some(file.clone()),
        _ => None,
    };
    homes.into_iter().filter_map(|(key, homes)| Some((key, only(homes)?))).collect()
}

impl Modules {
    /// What a path leads to that stands in a module.
    fn resolve(&self, module: usize, path: &[String]) -> BTreeSet<Found> {
        self.follow(module, path, &mut BTreeSet::new())
    }

    fn follow(&self, module: usize, path: &[String], seen: &mut BTreeSet<(usize, Path)>) -> BTreeSet<Found> {
        let Some((first, rest)) = path.split_first() else { return BTreeSet::new() };
        // A name that is imported from itself, or a circle of re-exports.
        if !seen.insert((module, path.to_vec())) {
            return BTreeSet::new();
        }
        let (mut found, mut rest) = (self.step(module, first, seen), rest);
        if first.is_empty() {
            let Some((name, behind)) = rest.split_first() else { return found };
            found = self.library(name);
            rest = behind;
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

    /// The files that may define a macro with this name: the module's own, or one of its crate, or one of another.
    fn macro_files(&self, module: &Module, name: &str) -> Vec<&str> {
        let all: Vec<&(usize, String)> = self.macros.get(name).into_iter().flatten().collect();
        let some = |is_near: &dyn Fn(&(usize, String)) -> bool| {
            let near: Vec<&str> = all.iter().filter(|one| is_near(one)).map(|(_, file)| file.as_str()).collect();
            Some(near).filter(|near| !near.is_empty())
        };
        let own = some(&|(_, file)| *file == module.file).or_else(|| some(&|(root, _)| *root == module.root));
        own.or_else(|| some(&|_| true)).unwrap_or_default()
    }

    /// What one name stands for in a module.
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
        if found.is_empty() && module.made.contains(name) {
            found.insert(Found::Item { file: module.file.clone(), has_members: true });
        }
        // Only then, as in Rust: what a module has itself hides what it brings in with `*`.
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
    /// Names that `!` follows.
    macros: BTreeSet<String>,
    /// Names behind a dot, or behind a type's.
    members: BTreeSet<String>,
}

/// Collects what code mentions. Names of variables and fields are among the paths; they lead nowhere.
fn mentions(code: &[Token]) -> Mentions {
    let mut mentions = Mentions::default();
    let is_colon = |at: usize| code.get(at) == Some(&Token::Punct(':'));
    let is_dot = |at: Option<usize>| at.is_some_and(|at| code[at] == Token::Punct('.'));
    let mut at = 0;
    while at < code.len() {
        let start = at;
        at += 1;
        match &code[start] {
            // Named by the module's imports.
            Token::Ident(name) if name == "use" && code.get(at) != Some(&Token::Punct('<')) => {
                at += code[at..].iter().take_while(|token| **token != Token::Punct(';')).count();
            }
            Token::AttributeText(text) => {
                mentions.paths.insert(text.split("::").map(str::to_owned).collect());
            }
            Token::Ident(name) => {
                // Not `..`, behind which a path begins.
                if is_dot(start.checked_sub(1)) && !is_dot(start.checked_sub(2)) {
                    mentions.members.insert(name.clone());
                    continue;
                }
                let mut path = vec![name.clone()];
                if start >= 2 && is_colon(start - 1) && is_colon(start - 2) {
                    let before = start.checked_sub(3).map(|at| &code[at]);
                    if before == Some(&Token::Punct('>')) {
                        mentions.members.insert(name.clone());
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
                    mentions.members.insert(last.clone());
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
