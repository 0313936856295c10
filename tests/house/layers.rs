//! Holds the sources to the house rules that a compiler does not know: layers, file length, names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const TABLE: &str = "docs/architecture.md";
const LONGEST: usize = 400;

/// Files past [`LONGEST`] lines, each with the reason why they are still one thing: none at present.
const LONG: &[(&str, &str)] = &[];

/// Modules named like these hold whatever nobody found a place for.
const NO_PLACE: [&str; 6] = ["utils", "util", "helpers", "common", "types", "mod"];

type Layers = BTreeMap<String, BTreeSet<String>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a directory, named from the project's root.
fn files(directory: &str, extensions: &[&str]) -> Vec<String> {
    fn walk(directory: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(directory).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { walk(&path, into) } else { into.push(path) }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(directory), &mut found);
    let mut names: Vec<String> = found
        .iter()
        .filter(|path| path.extension().is_some_and(|own| extensions.iter().any(|one| own == *one)))
        .map(|path| path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/"))
        .filter(|name| !name.contains("/target/"))
        .collect();
    names.sort();
    names
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// The names in backticks.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(String::from).collect()
}

/// Module to what it may import, as the table has it.
fn layers() -> Layers {
    let mut layers = Layers::new();
    for line in read(TABLE).lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", layer, module, _, imports, ""] = cells.as_slice()
            && layer.parse::<u8>().is_ok()
        {
            layers.insert(module.trim_matches('`').into(), quoted(imports));
        }
    }
    layers
}

/// The code without comments; string literals stay, as no path hides in one.
fn without_comments(text: &str) -> String {
    text.lines()
        .map(|line| line.split_once("//").map_or(line, |(code, _)| code))
        .collect::<Vec<_>>()
        .join("\n")
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The top-level modules that some code names, as `crate::a::B`, `crate::{a::B, c}` or `super::super::a`.
fn named(code: &str, modules: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (index, _) in code.match_indices("crate::") {
        let rest = code.get(index + "crate::".len()..).unwrap_or_default();
        if !rest.starts_with('{') {
            found.insert(word(rest));
            continue;
        }
        // A group: the first word after the brace and after each comma of its own depth.
        let (mut depth, mut start) = (0, false);
        for (at, character) in rest.char_indices() {
            match character {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if depth == 1 && "{,".contains(character) {
                start = true;
            } else if start && !character.is_whitespace() {
                start = false;
                found.insert(word(rest.get(at..).unwrap_or_default()));
            }
        }
    }
    for (index, _) in code.match_indices("super::") {
        let name = word(code.get(index + "super::".len()..).unwrap_or_default());
        // super::super::format reaches another layer as well as crate::format does.
        if code.get(..index).is_some_and(|before| before.ends_with("super::")) && modules.contains(&name) {
            found.insert(name);
        }
    }
    found.retain(|name| modules.contains(name));
    found
}

fn module_of(file: &str) -> &str {
    file.trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default()
}

#[test]
fn every_module_imports_only_what_the_table_allows() {
    let layers = layers();
    let modules: Vec<String> = layers.keys().cloned().collect();
    let mut faults = Vec::new();
    for file in files("src", &["rs"]) {
        let module = module_of(&file);
        if ["main", "lib"].contains(&module) {
            continue;
        }
        let Some(allowed) = layers.get(module) else {
            faults.push(format!("{file}: {module} has no row in the table of {TABLE}"));
            continue;
        };
        for name in named(&without_comments(&read(&file)), &modules) {
            if name != module && !allowed.contains(&name) {
                faults.push(format!("{file}: {module} may not import {name} ({TABLE})"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_table_itself_points_downwards() {
    let text = read(TABLE);
    let layer_of: BTreeMap<String, u8> = text
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            let layer = cells.next()?.parse().ok()?;
            Some((cells.next()?.trim_matches('`').to_string(), layer))
        })
        .collect();
    assert!(layer_of.len() >= 10, "the table of {TABLE} was not found");
    for (module, imports) in layers() {
        for import in imports {
            let lower = layer_of.get(&import).copied();
            assert!(lower < layer_of.get(&module).copied() && lower.is_some(), "{module} imports {import}");
            assert!(import != "sandbox", "{module} may not import the sandbox: main alone names it");
        }
    }
}

#[test]
fn imports_are_found_in_every_form() {
    let modules: Vec<String> = ["fhir", "format", "ui", "session"].map(String::from).to_vec();
    let code = "use crate::{fhir::{Bundle, ui}, format};\nfn f() -> crate::session::User {} // crate::ui\n";
    let found: Vec<String> = named(&without_comments(code), &modules).into_iter().collect();
    assert_eq!(found, ["fhir", "format", "session"]);
    assert_eq!(
        named("use super::super::ui::Button; use super::format;", &modules),
        BTreeSet::from(["ui".into()])
    );
}

/// Where work may be started that outlives the line it stands in, each with what it is.
const STARTS_WORK: [(&str, &str); 9] = [
    ("src/main.rs", "the app itself"),
    ("src/ui/", "drawing and copying, which ask nobody"),
    ("src/session/for_patient.rs", "whatever belongs to the open patient, or to a question"),
    ("src/session/context.rs", "what is seen through although the patient is closed"),
    ("src/record/documents/pdf.rs", "looking through a file that is here"),
    ("src/shell/lock.rs", "the end of the session, when nobody is open any more"),
    (
        "src/write_back/work.rs",
        "what a screen of consultation summaries asks the outbox, which holds no record",
    ),
    ("src/practices/page.rs", "what a practice offers, about no patient"),
    ("src/shell/embedded/follow.rs", "telling the page around this one, and its token"),
];

#[test]
fn nothing_else_starts_a_call_about_the_open_patient() {
    let may = |file: &String| STARTS_WORK.iter().any(|(allowed, _)| file.starts_with(allowed));
    let started: Vec<String> =
        files("src", &["rs"]).into_iter().filter(|file| read(file).contains("spawn_local")).collect();
    let elsewhere: Vec<&String> = started.iter().filter(|file| !may(file)).collect();
    assert!(elsewhere.is_empty(), "ask with Question or ForPatient::spawn (ARH-29): {elsewhere:?}");
    for (allowed, what) in STARTS_WORK {
        assert!(started.iter().any(|file| file.starts_with(allowed)), "{allowed} starts nothing: {what}");
    }
}

#[test]
fn a_long_file_has_its_reason() {
    let mut faults = Vec::new();
    for directory in ["src", "server", "send-document", "style", "static", "tests", "tools", "examples"] {
        for file in files(directory, &["rs", "mjs", "js", "scss"]) {
            let lines = read(&file).lines().count();
            let reasoned = LONG.iter().any(|(long, reason)| *long == file && !reason.is_empty());
            match (lines > LONGEST, reasoned) {
                (true, false) => {
                    faults.push(format!("{file}: {lines} lines; look for the second thing in it"))
                }
                (false, true) => faults.push(format!("{file}: is short again; take it out of the list")),
                _ => {}
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn no_module_is_named_after_nothing() {
    let misplaced: Vec<String> = ["src", "server", "send-document", "examples"]
        .iter()
        .flat_map(|directory| files(directory, &["rs"]))
        .filter(|file| {
            let stem = Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            NO_PLACE.contains(&stem)
        })
        .collect();
    assert_eq!(misplaced, Vec::<String>::new());
}

#[test]
fn no_test_is_skipped_or_alone() {
    let signs = [
        concat!("#[", "ignore"),
        concat!("test", ".skip("),
        concat!("test", ".fixme("),
        concat!(".on", "ly("),
    ];
    let mut faults = Vec::new();
    for directory in ["src", "server", "send-document", "tests", "examples"] {
        for file in files(directory, &["rs", "mjs"]) {
            let text = read(&file);
            faults.extend(
                signs.iter().filter(|sign| text.contains(**sign)).map(|sign| format!("{file}: {sign}")),
            );
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
