//! What a browser keeps of a field: nothing. It writes entries to disk to restore them after a crash, sends words to
//! spelling and suggestion services, and remembers what was entered (FND-28).

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Each field of the sources with its attributes.
fn fields() -> Vec<(String, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&source, &mut files);
    let mut fields = Vec::new();
    // What the sandbox provider sends is not a field of the app, and neither is what a test reads.
    let is_of_app =
        |file: &&PathBuf| !file.starts_with(source.join("sandbox")) && !file.ends_with("tests.rs");
    for file in files.iter().filter(is_of_app) {
        let text = fs::read_to_string(file).unwrap();
        for element in ["<input", "<textarea", "<select"] {
            for (at, _) in text.match_indices(element) {
                let rest = text.get(at + element.len()..).unwrap();
                if rest.starts_with(char::is_whitespace) {
                    let end =
                        rest.find("\n                />").or_else(|| rest.find("/>")).unwrap_or(rest.len());
                    let end = rest.find("\n\n").unwrap_or(end).min(end);
                    fields
                        .push((format!("{} {element}", file.display()), rest.get(..end).unwrap().to_owned()));
                }
            }
        }
    }
    fields
}

// proves: FS-05 FND-28
#[test]
fn no_field_lets_the_browser_keep_or_pass_on_what_is_entered() {
    let fields = fields();
    assert!(fields.len() >= 8, "the fields are found: {}", fields.len());
    for (place, attributes) in fields {
        assert!(attributes.contains(r#"autocomplete="off""#), "{place}");
        let is_chosen =
            ["radio", "checkbox", "date"].iter().any(|kind| attributes.contains(&format!("type=\"{kind}\"")));
        if !is_chosen && !place.ends_with("<select") {
            assert!(attributes.contains(r#"spellcheck="false""#), "{place}");
        }
    }
    // Every element inherits this one from the page.
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("index.html")).unwrap();
    let root = page.split('>').find(|tag| tag.contains("<html")).unwrap().to_owned();
    assert!(
        root.contains(r#"writingsuggestions="false""#) && root.contains(r#"spellcheck="false""#),
        "{root}"
    );
}
