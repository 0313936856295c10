//! A recorded exchange: `NAME.http` with request and answer head, `NAME.json` or `.xml` with the answer's body.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gp_connect_viewer::gpconnect::Response;
use percent_encoding::percent_decode_str;

/// Where the recordings lie, beside the project; never inside it.
pub fn folder(line: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/demonstrator-live").join(line);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no recordings at {}", folder.display());
    None
}

/// File names without extension, of files with this extension.
pub fn names(folder: &Path, extension: &str) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|own| own == extension))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// One exchange.
pub struct Recording {
    pub method: String,
    /// Below the service root, decoded.
    pub path: String,
    /// Decoded, sorted: a multiset.
    pub query: Vec<(String, String)>,
    pub headers: BTreeMap<String, String>,
    pub body: Option<serde_json::Value>,
    pub answer: Response,
}

impl Recording {
    pub fn read(folder: &Path, name: &str) -> Self {
        let text = fs::read_to_string(folder.join(format!("{name}.http"))).unwrap();
        let (request, answer) = text.split_once("\n-> ").unwrap();
        let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
        let mut lines = head.lines();
        let (method, target) = lines.next().unwrap().split_once(' ').unwrap();
        let (path, query) = split(target.strip_prefix("{root}/").unwrap());
        let mut answer = answer.lines();
        let status = answer.next().unwrap().trim().parse().unwrap();
        Recording {
            method: method.to_owned(),
            path,
            query,
            headers: headers(lines).into_iter().collect(),
            body: serde_json::from_str(body).ok(),
            answer: Response { status, headers: headers(answer), body: body_of(folder, name) },
        }
    }
}

/// The answer's body; none was recorded for an empty one.
pub fn body_of(folder: &Path, name: &str) -> Vec<u8> {
    let read = |extension| fs::read(folder.join(format!("{name}.{extension}")));
    read("json").or_else(|_| read("xml")).unwrap_or_default()
}

/// A target below the root as decoded path and sorted, decoded query.
pub fn split(target: &str) -> (String, Vec<(String, String)>) {
    let decode = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut pairs: Vec<(String, String)> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect();
    pairs.sort();
    (decode(path), pairs)
}

fn headers<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<(String, String)> {
    let header =
        |line: &'a str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
    lines.filter_map(header).collect()
}
