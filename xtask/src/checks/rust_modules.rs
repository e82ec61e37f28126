//! The modules of Rust crates, the names that each of them has, and the files that define these.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;
use syn::visit::Visit;
use syn::{ForeignItem, ImplItem, Item, ItemUse, UseTree};

use super::repository::Files;
use super::rust_crates::Crate;
use super::tokens::{self, Token};

/// A path as written, such as `["super", "Control"]`. A leading `::` is an empty name.
pub(super) type Path = Vec<String>;

/// What a name in a module refers to.
#[derive(Clone)]
pub(super) enum Entry {
    /// An item that the module defines. `has_members` is true if a path can continue after its name.
    Item { has_members: bool },
    /// A module, by its index.
    Module(usize),
    /// An item or a module that the module imports.
    Import(Path),
}

/// A module.
#[derive(Default)]
pub(super) struct Module {
    /// The index of the crate's root module.
    pub(super) root: usize,
    /// The index of the module around this one.
    pub(super) parent: Option<usize>,
    /// The file with the module's items.
    pub(super) file: String,
    /// What the module's names refer to.
    pub(super) names: BTreeMap<String, Vec<Entry>>,
    /// The modules that it imports with `*`.
    pub(super) globs: Vec<Path>,
    /// Names that macros may define in the module.
    pub(super) macro_names: BTreeSet<String>,
    /// The paths of its other imports.
    pub(super) imports: Vec<Path>,
    /// The code of its items, without its submodules.
    pub(super) code: Vec<Token>,
    /// Its inherent `impl` blocks: the type's path and the names of its functions and constants.
    pub(super) impls: Vec<(Path, Vec<String>)>,
}

/// The modules of several crates.
#[derive(Default)]
pub(super) struct Modules {
    /// All modules. Those of one crate follow each other, with the root first.
    pub(super) all: Vec<Module>,
    /// The root modules of libraries, by the names of the libraries in Rust code.
    pub(super) libraries: BTreeMap<String, usize>,
    /// Where macros are defined with `macro_rules!`, by name: the root of the crate, and the file.
    pub(super) macros: BTreeMap<String, BTreeSet<(usize, String)>>,
}

impl Modules {
    /// Reads the modules of these crates.
    ///
    /// # Panics
    /// When a file is missing or cannot be parsed.
    pub(super) fn read(crates: &[Crate], files: &Files) -> Self {
        let mut modules = Self::default();
        for one in crates {
            let root = modules.all.len();
            if one.is_library {
                modules.libraries.insert(one.name.clone(), root);
            }
            let folder = one.root.rsplit_once('/').map_or("", |(folder, _)| folder);
            modules.read_file(files, one.root.clone(), folder.to_owned(), root, None);
        }
        modules
    }

    /// Reads a file whose submodules are in this folder.
    fn read_file(&mut self, files: &Files, file: String, folder: String, root: usize, parent: Option<usize>) -> usize {
        let text = files.get(&file).unwrap_or_else(|| panic!("there is no {file}"));
        let items = tokens::without_tests(tokens::parse(&file, text)).items;
        self.read_items(files, items, (file, folder), root, parent)
    }

    fn read_items(
        &mut self,
        files: &Files,
        items: Vec<Item>,
        (file, folder): (String, String),
        root: usize,
        parent: Option<usize>,
    ) -> usize {
        let index = self.all.len();
        self.all.push(Module { root, parent, file: file.clone(), ..Module::default() });
        // What a macro defines is attributed to the module of the macro, where it is invoked as a rule.
        for item in &items {
            if let Item::Macro(definition) = item
                && let Some(name) = &definition.ident
            {
                self.macros.entry(name.to_string()).or_default().insert((root, file.clone()));
                self.all[index].macro_names.extend(defined_in(&tokens::of(definition.mac.tokens.clone()), &[]));
            }
        }
        for item in items {
            if let Item::Mod(module) = item {
                let name = module.ident.to_string().trim_start_matches("r#").to_owned();
                let inner = format!("{folder}/{name}");
                let child = match module.content {
                    Some((_, items)) => self.read_items(files, items, (file.clone(), inner), root, Some(index)),
                    None => {
                        let flat = format!("{inner}.rs");
                        let path = if files.contains_key(&flat) { flat } else { format!("{inner}/mod.rs") };
                        self.read_file(files, path, inner, root, Some(index))
                    }
                };
                self.all[index].add(name, Entry::Module(child));
            } else {
                self.all[index].read_item(&item);
            }
        }
        index
    }
}

impl Module {
    fn add(&mut self, name: String, entry: Entry) {
        self.names.entry(name).or_default().push(entry);
    }

    fn define(&mut self, name: &impl ToString, has_members: bool) {
        self.add(name.to_string().trim_start_matches("r#").to_owned(), Entry::Item { has_members });
    }

    fn read_item(&mut self, item: &Item) {
        match item {
            Item::Const(item) => self.define(&item.ident, false),
            Item::Static(item) => self.define(&item.ident, false),
            Item::Fn(item) => self.define(&item.sig.ident, false),
            Item::Enum(item) => self.define(&item.ident, true),
            Item::Struct(item) => self.define(&item.ident, true),
            Item::Union(item) => self.define(&item.ident, true),
            Item::Type(item) => self.define(&item.ident, true),
            Item::Trait(item) => self.define(&item.ident, true),
            Item::TraitAlias(item) => self.define(&item.ident, true),
            Item::ForeignMod(block) => block.items.iter().for_each(|item| match item {
                ForeignItem::Fn(item) => self.define(&item.sig.ident, false),
                ForeignItem::Type(item) => self.define(&item.ident, true),
                ForeignItem::Static(item) => self.define(&item.ident, false),
                _ => {}
            }),
            Item::Macro(item) => {
                let code = tokens::of(item.mac.tokens.clone());
                self.macro_names.extend(defined_in(&code, &code));
            }
            Item::Impl(item) if item.trait_.is_none() => {
                if let syn::Type::Path(path) = &*item.self_ty {
                    let segments = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
                    self.impls.push((segments, item.items.iter().filter_map(name_of).collect()));
                }
            }
            _ => {}
        }
        let mut uses = Uses::default();
        uses.visit_item(item);
        for (path, name) in uses.imports {
            self.imports.push(path.clone());
            self.add(name, Entry::Import(path));
        }
        self.globs.extend(uses.globs);
        self.code.extend(tokens::of(item.to_token_stream()));
    }
}

/// The name of a function or a constant of an `impl` block.
fn name_of(item: &ImplItem) -> Option<String> {
    match item {
        ImplItem::Fn(item) => Some(item.sig.ident.to_string()),
        ImplItem::Const(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// The names that a macro may define: those after a keyword in its code, and every name among its arguments.
fn defined_in(code: &[Token], arguments: &[Token]) -> Vec<String> {
    const KEYWORDS: [&str; 8] = ["const", "enum", "fn", "static", "struct", "trait", "type", "union"];
    let is_keyword = |token: &Token| KEYWORDS.iter().any(|keyword| token.is(keyword));
    let pairs = code.windows(2).filter(|pair| is_keyword(&pair[0])).map(|pair| &pair[1]);
    let ident = |token: &Token| if let Token::Ident(name) = token { Some(name.clone()) } else { None };
    pairs.chain(arguments).filter_map(ident).collect()
}

/// The imports of an item, including those in its blocks.
#[derive(Default)]
struct Uses {
    imports: Vec<(Path, String)>,
    globs: Vec<Path>,
}

impl<'ast> Visit<'ast> for Uses {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let start = if item.leading_colon.is_some() { vec![String::new()] } else { Path::new() };
        self.read(&item.tree, start);
    }
}

impl Uses {
    fn read(&mut self, tree: &UseTree, mut path: Path) {
        match tree {
            UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                self.read(&tree.tree, path);
            }
            UseTree::Name(tree) => self.import(path, tree.ident.to_string(), None),
            UseTree::Rename(tree) => self.import(path, tree.ident.to_string(), Some(tree.rename.to_string())),
            UseTree::Glob(_) => self.globs.push(path),
            UseTree::Group(tree) => tree.items.iter().for_each(|tree| self.read(tree, path.clone())),
        }
    }

    fn import(&mut self, mut path: Path, name: String, rename: Option<String>) {
        if name != "self" {
            path.push(name);
        }
        let name = rename.or_else(|| path.last().cloned()).unwrap_or_default();
        self.imports.push((path, name));
    }
}
