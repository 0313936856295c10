//! The style sheet and the code know the same classes: what one names and the other does not is a leftover or a slip.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Drawn as everything is without it: the theme that a site has where it names none.
const PLAIN: [&str; 1] = ["app-theme-blue"];

/// The files of a folder and the folders in it.
fn texts(folder: &Path, extensions: &[&str], into: &mut String) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() && path.ends_with("src/sandbox") {
            // What a practice sends has its own names.
        } else if path.is_dir() {
            texts(&path, extensions, into);
        } else if path.extension().is_some_and(|own| extensions.iter().any(|one| own == *one)) {
            // Without comments, which may speak of what was.
            for line in fs::read_to_string(&path).unwrap().lines() {
                into.push_str(line.split_once("// ").map_or(line, |(code, _)| code));
                into.push('\n');
            }
        }
    }
}

fn all(folders: &[&str], extensions: &[&str]) -> String {
    let mut text = String::new();
    for folder in folders {
        texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), extensions, &mut text);
    }
    text
}

/// The names of our own in a text that stand after one of these signs.
fn names<'a>(text: &'a str, before: &str) -> BTreeSet<&'a str> {
    text.match_indices("app-")
        .filter(|(at, _)| text[..*at].chars().next_back().is_some_and(|sign| before.contains(sign)))
        .map(|(at, _)| {
            let rest = &text[at..];
            let end = rest.find(|sign: char| !(sign.is_ascii_alphanumeric() || "-_".contains(sign)));
            &rest[..end.unwrap_or(rest.len())]
        })
        .collect()
}

#[test]
fn every_class_is_styled_or_tested_and_every_styled_class_is_drawn() {
    let style = all(&["style"], &["scss"]);
    let styled = names(&style, ".");
    let code = all(&["src", "static"], &["rs", "js"]);
    let drawn = names(&code, "\" '.");
    let journeys = all(&["tests/browser", "tests/web", "tests/bench"], &["rs", "mjs"]);
    let tested = names(&journeys, ". \"'");
    let mut faults = Vec::new();
    for class in &styled {
        // `app-tag--{kind}`: the code writes the beginning.
        if !drawn.iter().any(|own| own == class || (own.ends_with(['-', '_']) && class.starts_with(own))) {
            faults.push(format!("style/ has .{class}, which nothing draws"));
        }
    }
    for class in &drawn {
        // A modifier may only be told from the others of its kind, and a block may only hold its elements.
        let base = class.split_once("--").map_or(*class, |(base, _)| base);
        let is_of_it = |rest: &str| rest.is_empty() || rest.starts_with("__") || rest.starts_with("--");
        let is_styled = styled.iter().any(|one| one.strip_prefix(base).is_some_and(is_of_it));
        let is_beginning = class.ends_with(['-', '_']);
        if !is_styled && !is_beginning && !tested.contains(class) && !PLAIN.contains(class) {
            faults.push(format!("src/ draws {class}, which style/ does not have and no journey looks for"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn names_are_read_to_their_end() {
    assert_eq!(names(".app-a__b--c:hover, .app-d{", "."), BTreeSet::from(["app-a__b--c", "app-d"]));
}
