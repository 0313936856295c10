//! Which tests run: a proof in a file that no target includes, or on a machine that has no such test, proves nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the tests of a file run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// On this machine.
    Native,
    /// In a browser alone: its module is compiled for nothing else.
    Browser,
}

/// Every source file that `cargo test` compiles with its tests, and where these run.
pub fn files(root: &Path) -> BTreeMap<PathBuf, Runs> {
    let mut found = BTreeMap::new();
    let crates = [
        "src/lib.rs",
        "src/main.rs",
        "src/fhir/lib.rs",
        "server/src/lib.rs",
        "server/src/main.rs",
        "send-document/src/lib.rs",
    ];
    let mut targets: Vec<PathBuf> = crates.iter().map(|file| root.join(file)).collect();
    for directory in ["tests", "server/tests", "send-document/tests"] {
        let entries = fs::read_dir(root.join(directory)).unwrap().map(|entry| entry.unwrap().path());
        targets.extend(entries.map(|path| if path.is_dir() { path.join("main.rs") } else { path }));
    }
    for target in
        targets.iter().filter(|path| path.extension().is_some_and(|is| is == "rs") && path.is_file())
    {
        let directory = target.parent().unwrap_or(root);
        walk(target, directory, Runs::Native, &mut found);
    }
    found
}

/// Adds a file and the modules that it declares; `children` is the folder in which they are.
fn walk(file: &Path, children: &Path, runs: Runs, found: &mut BTreeMap<PathBuf, Runs>) {
    let Ok(text) = fs::read_to_string(file) else { return };
    let runs = if text.lines().any(|line| line.starts_with("#![cfg(") && is_browser_alone(line)) {
        Runs::Browser
    } else {
        runs
    };
    // A file of two targets runs where either does.
    let before = found.get(file).copied();
    found.insert(file.to_owned(), if before == Some(Runs::Native) { Runs::Native } else { runs });
    for (name, path, is_browser) in modules(&text) {
        let runs = if is_browser { Runs::Browser } else { runs };
        let beside = file.parent().unwrap_or(children);
        let module = path.map_or_else(|| children.join(format!("{name}.rs")), |path| beside.join(path));
        let folder = module.with_extension("");
        walk(&module, &folder, runs, found);
    }
}

/// The modules in files of their own: name, path where one is given, and whether for the browser alone.
fn modules(text: &str) -> Vec<(String, Option<String>, bool)> {
    let mut all = Vec::new();
    let (mut path, mut is_browser) = (None, false);
    for line in text.lines().map(str::trim) {
        if let Some(given) = line.strip_prefix("#[path = \"").and_then(|rest| rest.strip_suffix("\"]")) {
            path = Some(given.to_owned());
        } else if line.starts_with("#[cfg(") && is_browser_alone(line) {
            is_browser = true;
        } else if !line.starts_with("#[") && !line.starts_with("//") {
            let declared = line.strip_suffix(';').and_then(|line| line.rsplit_once("mod "));
            if let Some((before, name)) = declared
                && (before.is_empty() || before.starts_with("pub"))
            {
                all.push((name.to_owned(), path.take(), is_browser));
            }
            (path, is_browser) = (None, false);
        }
    }
    all
}

fn is_browser_alone(attribute: &str) -> bool {
    attribute.contains("target_arch = \"wasm32\"")
        && !attribute.contains("not(")
        && !attribute.contains("any(")
}

/// Why the test that starts in these lines does not run, where it does not.
pub fn standing_still(lines: &[&str], runs: Option<Runs>) -> Option<&'static str> {
    let attributes: Vec<&str> = lines
        .iter()
        .map(|line| line.trim())
        .take_while(|line| line.is_empty() || line.starts_with(['#', '/']))
        .collect();
    let has = |words: &str| attributes.iter().any(|line| line.starts_with("#[") && line.contains(words));
    match runs {
        None => Some("no target includes this file"),
        Some(_) if has("ignore") => Some("the test is ignored"),
        Some(Runs::Browser) if !has("wasm_bindgen_test") => {
            Some("the module is compiled for the browser alone, where #[test] never runs")
        }
        Some(Runs::Native) if has("wasm_bindgen_test") || !has("test") => {
            Some("no #[test] stands above the function")
        }
        Some(_) => None,
    }
}
