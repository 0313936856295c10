//! The real structured records of ../shared/corpus, read apart from the model, for tests that compare texts.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Every JSON file of the corpus that is a bundle with a List, by path; empty (and said so) without the corpus.
pub fn structured_records() -> Vec<(String, Vec<u8>)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !corpus.is_dir() {
        println!("skipped: no ../shared/corpus");
        return Vec::new();
    }
    let mut files = Vec::new();
    walk(&corpus, &mut files);
    files.sort();
    files
        .into_iter()
        .filter_map(|path| {
            let bytes = fs::read(&path).ok()?;
            let json: Value = serde_json::from_slice(&bytes).ok()?;
            let is_record = json["resourceType"] == "Bundle"
                && members(&json["entry"]).any(|entry| entry["resource"]["resourceType"] == "List");
            is_record.then(|| (path.display().to_string(), bytes))
        })
        .collect()
}

/// What the official demonstrator answered, by file name; nothing (and said so) without the corpus.
pub fn recorded(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpus/demonstrator-live/stu3-1.6.0")
        .join(name);
    let read = fs::read(path).ok();
    if read.is_none() {
        eprintln!("the corpus is not here: {name} is not read");
    }
    read
}

fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            walk(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            into.push(path);
        }
    }
}

/// The members of an array; one value is an array of one, nothing is an empty one.
pub fn members(value: &Value) -> impl Iterator<Item = &Value> {
    let (many, one) = match value {
        Value::Array(many) => (many.as_slice(), None),
        Value::Null => (&[][..], None),
        one => (&[][..], Some(one)),
    };
    many.iter().chain(one)
}

/// Every resource of a type, as an entry or contained.
pub fn of_type<'a>(bundle: &'a Value, kind: &str) -> Vec<&'a Value> {
    let entries = || members(&bundle["entry"]).map(|entry| &entry["resource"]);
    entries()
        .chain(entries().flat_map(|resource| members(&resource["contained"])))
        .filter(|resource| resource["resourceType"] == kind)
        .collect()
}

/// The words of a concept: its text alone when it has one, else all displays and descriptions.
pub fn terms(concept: &Value) -> Vec<String> {
    if let Some(text) = concept["text"].as_str().filter(|text| !text.trim().is_empty()) {
        return vec![text.to_owned()];
    }
    let mut terms = BTreeSet::new();
    for coding in members(&concept["coding"]) {
        terms.extend(coding["display"].as_str().map(str::to_owned));
        for child in members(&coding["extension"]).flat_map(|extension| members(&extension["extension"])) {
            terms.extend(child["valueString"].as_str().map(str::to_owned));
        }
    }
    terms.into_iter().collect()
}

/// Whether one of the words is in one of the texts; blanks, signs and case do not count.
pub fn is_in(words: &[String], texts: &[String]) -> bool {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let words: Vec<String> =
        words.iter().map(|words| plain(words)).filter(|words| !words.is_empty()).collect();
    words.is_empty()
        || texts.iter().map(|text| plain(text)).any(|text| words.iter().any(|words| text.contains(words)))
}
