//! HTML enters the page at two places: what we wrote ourselves by `ui::written`, what a provider sent by the sanitiser's
//! gate (docs/decisions/0002 and 0006). Clippy sees calls of web-sys; this sees the rest.

use std::fs;
use std::path::{Path, PathBuf};

/// What makes elements of a text, and what tells maud that a text is HTML already.
const SINKS: [&str; 16] = [
    "inner_html",
    "outer_html",
    "adjacent_html",
    "set_html",
    "set_srcdoc",
    "InertElement",
    "PreEscaped",
    "from_html",
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "setHTML",
    "parseFromString",
    "parseHTML",
    "createContextualFragment",
    "document.write",
];

/// The doors, each with what it may name.
const DOORS: [(&str, &[&str]); 2] =
    [("src/ui/written.rs", &["inner_html"]), ("src/ui/provider_html/gate.rs", &["set_html", "setHTML"])];

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "rs" || kind == "js" || kind == "mjs") {
            into.push(path);
        }
    }
}

/// What is outside of its door, as `file: line`.
fn outside(file: &str, text: &str) -> Vec<String> {
    let may = DOORS.iter().find(|(door, _)| *door == file).map_or(&[] as &[_], |(_, may)| *may);
    let code = |line: &&str| !line.trim_start().starts_with("//");
    let breaks = |line: &&str| SINKS.iter().any(|sink| line.contains(sink) && !may.contains(sink));
    text.lines().filter(code).filter(breaks).map(|line| format!("{file}: {}", line.trim())).collect()
}

// proves: ARH-49
#[test]
fn html_enters_the_page_at_two_places_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    files(&root.join("src"), &mut all);
    files(&root.join("static"), &mut all);
    assert!(all.len() > 300);
    let found: Vec<String> = all
        .iter()
        .flat_map(|path| {
            let file = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            outside(&file, &fs::read_to_string(path).unwrap())
        })
        .collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn another_door_would_be_seen() {
    let seen = |file: &str, line: &str| !outside(file, line).is_empty();
    assert!(seen("src/record/notes.rs", "view! { <p inner_html=words></p> }"));
    assert!(seen("src/record/notes.rs", "html! { (maud::PreEscaped(words)) }"));
    assert!(seen("static/start.js", "main.innerHTML = words"));
    assert!(seen("src/ui/written.rs", "PreEscaped(words)"));
    assert!(!seen("src/ui/written.rs", "view! { <div inner_html=markup></div> }"));
    assert!(!seen("src/record/notes.rs", "// set_html is for the gate"));
}
