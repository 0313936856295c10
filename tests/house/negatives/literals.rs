//! The text literals of Rust code, without comments and tests.

use std::path::{Path, PathBuf};

/// The Rust files under a folder.
pub fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let mut files = Vec::new();
    for path in entries {
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The literals, each on one line, in the order of the code; a file's tests come last and are left out.
pub fn literals(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(at) = rest.find(['"', '/', '\'']) {
        let (before, from) = rest.split_at(at);
        let hashes = before.len() - before.trim_end_matches('#').len();
        let is_raw = from.starts_with('"') && before.trim_end_matches('#').ends_with('r');
        rest = if from.starts_with("//") {
            from.split_once('\n').map_or("", |(_, rest)| rest)
        } else if from.starts_with("'\"'") {
            from.split_at(3).1
        } else if from.starts_with("'\\") {
            from.get(2..).and_then(|from| from.split_once('\'')).map_or("", |(_, rest)| rest)
        } else if is_raw {
            let end = format!("\"{}", "#".repeat(hashes));
            let (text, rest) = from.split_at(1).1.split_once(&end).unwrap_or_default();
            found.push(one_line(text));
            rest
        } else if let Some(text) = from.strip_prefix('"') {
            let (text, rest) = quoted(text);
            found.push(one_line(&text));
            rest
        } else {
            from.split_at(1).1
        };
    }
    found
}

/// The text up to the quote that ends it, and what follows.
fn quoted(from: &str) -> (String, &str) {
    let mut text = String::new();
    let mut rest = from.chars();
    while let Some(next) = rest.next() {
        match next {
            '"' => break,
            '\\' => match rest.next() {
                Some('\n') => {
                    let after = rest.as_str().trim_start();
                    rest = after.chars();
                }
                Some('n') => text.push(' '),
                Some(other) => text.push(other),
                None => break,
            },
            other => text.push(other),
        }
    }
    (text, rest.as_str())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
