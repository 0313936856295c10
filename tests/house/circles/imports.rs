//! Which file of the library names something of which other file, read from the tokens of the code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What one module's code says, tests left out.
#[derive(Default)]
struct Module {
    file: String,
    children: BTreeSet<String>,
    /// Names that `use` gives to what is elsewhere.
    uses: BTreeMap<String, Vec<String>>,
    /// Paths that the code goes, those of its own `use` too; what it only passes on with `pub use` is not gone.
    paths: BTreeSet<Vec<String>>,
}

/// The modules by their path from the root, whose path is empty.
type Modules = BTreeMap<Vec<String>, Module>;

/// Where a path leads.
enum Place {
    Module(Vec<String>),
    /// To something that this file defines.
    Item(String),
}

/// File to the files that it imports from, all named from `root`: of the app, and of the model, which is a crate of its own.
pub fn imports(root: &Path) -> BTreeMap<String, BTreeSet<String>> {
    ["src", "src/fhir"].into_iter().flat_map(|folder| of_crate(root, folder)).collect()
}

/// The same for one crate, beginning with its `lib.rs`.
fn of_crate(root: &Path, folder: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut modules = Modules::new();
    add(root, &format!("{folder}/lib.rs"), folder, Vec::new(), &mut modules);
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, module) in &modules {
        let into = found.entry(module.file.clone()).or_default();
        for path in &module.paths {
            if let Some(Place::Item(file)) = place(&modules, name, path, 0)
                && file != module.file
            {
                into.insert(file);
            }
        }
    }
    found
}

/// Adds the module of a file and its children, whose files are in `folder`.
fn add(root: &Path, file: &str, folder: &str, name: Vec<String>, modules: &mut Modules) {
    let text = std::fs::read_to_string(root.join(file)).unwrap();
    let mut inner = Vec::new();
    modules.insert(name.clone(), module(file, text.parse().unwrap(), &mut inner));
    while let Some((child, tokens)) = inner.pop() {
        modules.insert([name.as_slice(), &[child]].concat(), module(file, tokens, &mut Vec::new()));
    }
    for child in modules.get(&name).map(|module| module.children.clone()).unwrap_or_default() {
        let path = format!("{folder}/{child}.rs");
        if root.join(&path).is_file() {
            let own = [name.as_slice(), std::slice::from_ref(&child)].concat();
            add(root, &path, &format!("{folder}/{child}"), own, modules);
        }
    }
}

/// Reads a module; the modules written within it are put into `inner`.
fn module(file: &str, code: TokenStream, inner: &mut Vec<(String, TokenStream)>) -> Module {
    let mut module = Module { file: file.into(), ..Module::default() };
    read(code, &mut module, inner);
    module
}

fn read(code: TokenStream, module: &mut Module, inner: &mut Vec<(String, TokenStream)>) {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    let (mut at, mut is_public) = (0, false);
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' && is_for_tests(tokens.get(at)) => {
                at += 1 + length_of_item(tokens.get(at + 1..).unwrap_or_default());
            }
            // A macro's paths are gone where it is used.
            TokenTree::Ident(word) if word == "macro_rules" => {
                at += length_of_item(tokens.get(at..).unwrap_or_default());
            }
            TokenTree::Group(group) => read(group.stream(), module, inner),
            TokenTree::Ident(word) if word == "use" => {
                let end = tokens.iter().skip(at).take_while(|token| !is_mark(Some(token), ';')).count();
                let tree = tokens.get(at..at + end).unwrap_or_default();
                for path in leaves(tree, &[]) {
                    module.uses.insert(path.0, path.1.clone());
                    if !is_public {
                        module.paths.insert(path.1);
                    }
                }
                at += end;
            }
            TokenTree::Ident(word) if word == "mod" => {
                let Some(TokenTree::Ident(child)) = tokens.get(at) else { continue };
                module.children.insert(child.to_string());
                at += 1;
                if let Some(TokenTree::Group(group)) = tokens.get(at) {
                    inner.push((child.to_string(), group.stream()));
                    at += 1;
                }
            }
            TokenTree::Ident(word) => {
                let mut path = vec![word.to_string()];
                // A field or method after a full stop is not a path.
                let is_member = at > 1 && is_mark(tokens.get(at - 2), '.');
                while is_mark(tokens.get(at), ':') && is_mark(tokens.get(at + 1), ':') {
                    let Some(TokenTree::Ident(next)) = tokens.get(at + 2) else { break };
                    path.push(next.to_string());
                    at += 3;
                }
                if !is_member {
                    module.paths.insert(path);
                }
            }
            _ => {}
        }
        // `pub` and `pub(crate)` are before what they make public.
        let is_scope =
            matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis);
        is_public = matches!(token, TokenTree::Ident(word) if word == "pub") || (is_public && is_scope);
    }
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(own)) if own.as_char() == mark)
}

/// Whether an attribute's brackets keep what follows to tests.
fn is_for_tests(brackets: Option<&TokenTree>) -> bool {
    brackets.is_some_and(|token| {
        let text = token.to_string().replace(' ', "");
        text == "[cfg(test)]" || text.starts_with("[cfg(all(test,")
    })
}

/// How many tokens an item takes: to its semicolon or its braces.
fn length_of_item(tokens: &[TokenTree]) -> usize {
    let is_end = |token: &TokenTree| {
        is_mark(Some(token), ';')
            || matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
    };
    tokens.iter().position(is_end).map_or(tokens.len(), |at| at + 1)
}

/// The names that a `use` makes, each with the path that it stands for.
fn leaves(tree: &[TokenTree], before: &[String]) -> Vec<(String, Vec<String>)> {
    let mut path = before.to_vec();
    let mut name = None;
    let mut words = tree.iter();
    while let Some(token) = words.next() {
        match token {
            TokenTree::Ident(word) if word == "as" => name = words.next().map(ToString::to_string),
            TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
            TokenTree::Ident(word) => path.push(word.to_string()),
            TokenTree::Group(group) => {
                let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
                return tokens
                    .split(|token| is_mark(Some(token), ','))
                    .filter(|one| !one.is_empty())
                    .flat_map(|one| leaves(one, &path))
                    .collect();
            }
            // Of `use a::*` nothing is known but the module: the library has none of its own outside tests.
            _ => {}
        }
    }
    name.or_else(|| path.last().cloned()).map(|name| (name, path)).into_iter().collect()
}

/// Where a path leads that is in `from`; nowhere in this library, if it begins outside.
fn place(modules: &Modules, from: &[String], path: &[String], depth: usize) -> Option<Place> {
    let (first, rest) = path.split_first().filter(|_| depth < 20)?;
    let mut here = match first.as_str() {
        "crate" => Place::Module(Vec::new()),
        "self" => Place::Module(from.to_vec()),
        "super" => Place::Module(from.split_last()?.1.to_vec()),
        name => named(modules, from, name, depth)?,
    };
    for name in rest {
        let Place::Module(module) = &here else { break };
        here = match name.as_str() {
            "super" => Place::Module(module.split_last()?.1.to_vec()),
            name => match named(modules, module, name, depth) {
                Some(place) => place,
                None => Place::Item(modules.get(module)?.file.clone()),
            },
        };
    }
    Some(here)
}

/// What a name is in a module, where it is not of the module's own making.
fn named(modules: &Modules, module: &[String], name: &str, depth: usize) -> Option<Place> {
    let own = modules.get(module)?;
    let child = [module, &[name.to_owned()]].concat();
    match own.uses.get(name) {
        // `use name::…` of a crate begins with its own name.
        Some(path) if path.first().map(String::as_str) != Some(name) || own.children.contains(name) => {
            place(modules, module, path, depth + 1)
        }
        _ if modules.contains_key(&child) => Some(Place::Module(child)),
        _ => None,
    }
}
