//! Holds docs/conformance.md to the tests: which requirement is proved by which test, in both directions.
//!
//! `UPDATE_CONFORMANCE=1 cargo test --features sandbox --test house conformance` writes the tests into the table's last column.

mod running;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use running::{Runs, standing_still};

const TABLE: &str = "docs/conformance.md";

/// Every id there is: family and last number.
const FAMILIES: [(&str, u32); 14] = [
    ("ARH", 60),
    ("ARS", 72),
    ("ADOC", 24),
    ("FND", 30),
    ("APT", 40),
    ("T", 27),
    ("SDOC", 52),
    ("L", 30),
    ("FR", 34),
    ("FB", 15),
    ("FL", 18),
    ("FS", 20),
    ("GW", 13),
    ("EM", 20),
];

/// What a last column may say in words.
const DUTIES: [&str; 4] = ["gateway: ", "deployment: ", "practice: ", "not applicable: "];

/// Requirement id to the tests that prove it.
type Proofs = BTreeMap<String, BTreeSet<String>>;

struct Row {
    id: String,
    requirement: String,
    proved_by: String,
}

impl Row {
    fn parse(line: &str) -> Option<Row> {
        // An escaped bar belongs to the text.
        let line = line.replace("\\|", "\u{0}");
        let mut cells = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ");
        let (id, requirement, proved_by) = (cells.next()?, cells.next()?, cells.next()?);
        let is_id = id.split_once('-').is_some_and(|(family, number)| {
            FAMILIES.iter().any(|(known, _)| *known == family) && number.bytes().all(|b| b.is_ascii_digit())
        });
        assert!(!is_id || cells.next().is_none(), "{TABLE}: {id} has more than three columns");
        let text = |cell: &str| cell.replace('\u{0}', "\\|");
        is_id.then(|| Row { id: id.into(), requirement: text(requirement), proved_by: text(proved_by) })
    }

    /// The duty in the last column, where there is one.
    fn duty(&self) -> Option<&str> {
        let duty = self.proved_by.split("<br>").next()?;
        DUTIES.iter().any(|word| duty.starts_with(word) && duty.len() > word.len()).then_some(duty)
    }

    /// The last column as duty and tests give it.
    fn expected(&self, proofs: &Proofs) -> String {
        let tests =
            proofs.get(&self.id).into_iter().flatten().map(|test| format!("`{}`", test.replace('|', "\\|")));
        let parts: Vec<String> = self.duty().map(String::from).into_iter().chain(tests).collect();
        if parts.is_empty() { "planned".into() } else { parts.join("<br>") }
    }

    fn write(&self, proved_by: &str) -> String {
        format!("| {} | {} | {proved_by} |", self.id, self.requirement)
    }
}

fn ids() -> Vec<String> {
    let width = |family: &str| if ["L", "GW", "EM"].contains(&family) { 1 } else { 2 };
    FAMILIES
        .iter()
        .flat_map(|(family, last)| {
            (1..=*last).map(move |n| format!("{family}-{n:0width$}", width = width(family)))
        })
        .collect()
}

fn sources(directory: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        match path.extension().and_then(|extension| extension.to_str()) {
            _ if path.is_dir() => sources(&path, into),
            Some("rs" | "mjs") => into.push(path),
            _ => {}
        }
    }
}

/// The name of the first test that starts in these lines.
fn test_name(lines: &[&str]) -> Option<String> {
    for line in lines.iter().map(|line| line.trim()) {
        if line.starts_with("//") || line.starts_with("#[") || line.is_empty() {
            continue;
        }
        if let Some((_, rest)) = line.split_once("fn ") {
            return rest.split(['(', '<']).next().map(String::from);
        }
        // test('title', …) and test(`title of ${each}`, …)
        let title = line.strip_prefix("test(").map(str::trim_start)?;
        let quote = title.chars().next().filter(|first| "'\"`".contains(*first))?;
        return title.get(1..)?.split(quote).next().map(String::from);
    }
    None
}

/// Reads the markers of one file, whose tests run there, into `proofs`; what is wrong with one goes into `faults`.
fn read_markers(name: &str, text: &str, runs: Option<Runs>, proofs: &mut Proofs, faults: &mut Vec<String>) {
    let known = ids();
    let lines: Vec<&str> = text.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let Some(marker) = line.trim().strip_prefix("// proves:") else { continue };
        let following = lines.get(index + 1..).unwrap_or_default();
        let Some(test) = test_name(following) else {
            faults.push(format!("{name}:{}: no test follows the marker", index + 1));
            continue;
        };
        // Journeys are of playwright, which runs every `*.spec.mjs`; the gateway's are named in its `all.mjs`.
        let why_not = match name.strip_suffix(".mjs") {
            Some(script) => (!script.ends_with(".spec") && !is_of_the_gateway(name))
                .then_some("only a *.spec.mjs is run, and what tests/gateway/all.mjs names"),
            None => standing_still(following, runs),
        };
        if let Some(why_not) = why_not {
            faults.push(format!("{name}:{}: {test} proves nothing: {why_not}", index + 1));
            continue;
        }
        for id in marker.split_whitespace() {
            if !known.iter().any(|one| one == id) {
                faults.push(format!("{name}:{}: there is no requirement {id}", index + 1));
            }
            proofs.entry(id.into()).or_default().insert(format!("{name}::{test}"));
        }
    }
}

/// Whether the gateway's tests name this file.
fn is_of_the_gateway(name: &str) -> bool {
    let all = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gateway/all.mjs");
    let named = |file: &str| fs::read_to_string(all).unwrap().contains(&format!("import './{file}'\n"));
    name.strip_prefix("tests/gateway/").is_some_and(named)
}

fn collect() -> (Proofs, Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for directory in ["src", "server", "send-document", "tests", "examples"] {
        if root.join(directory).is_dir() {
            sources(&root.join(directory), &mut files);
        }
    }
    let (mut proofs, mut faults) = (Proofs::new(), Vec::new());
    let running = running::files(root);
    for file in files {
        let name = file.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        // This file's own examples are not markers.
        if name != "tests/house/conformance.rs" {
            let runs = running.get(&file).copied();
            read_markers(&name, &fs::read_to_string(&file).unwrap(), runs, &mut proofs, &mut faults);
        }
    }
    (proofs, faults)
}

#[test]
fn table_and_tests_agree() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(TABLE);
    let text = fs::read_to_string(&path).unwrap();
    let (proofs, mut faults) = collect();
    let update = std::env::var_os("UPDATE_CONFORMANCE").is_some();

    let mut written = String::new();
    let mut seen = Vec::new();
    for line in text.lines() {
        let row = Row::parse(line);
        let new = row.as_ref().map_or(line.to_string(), |row| row.write(&row.expected(&proofs)));
        if new != line && !update {
            faults.push(format!("{TABLE} says\n  {line}\nthe tests say\n  {new}"));
        }
        written += &new;
        written.push('\n');
        seen.extend(row.map(|row| row.id));
    }
    if seen != ids() {
        let lost: Vec<_> = ids().into_iter().filter(|id| !seen.contains(id)).collect();
        faults.push(format!("{TABLE}: every id once and in order; missing: {lost:?}"));
    }
    if update {
        fs::write(&path, written).unwrap();
    }
    assert!(
        faults.is_empty(),
        "{}\n\nUPDATE_CONFORMANCE=1 cargo test --features sandbox --test house conformance writes the last column.",
        faults.join("\n")
    );
}

#[test]
fn markers_are_read_in_both_languages() {
    let (mut proofs, mut faults) = (Proofs::new(), Vec::new());
    let rust = "// proves: ARH-24 L-3\n#[test]\n#[should_panic]\nfn a_mismatch_is_fatal() {}\n";
    let script = "  // proves: APT-22\n  test('the slot | has gone', async () => {})\n";
    read_markers("a.rs", rust, Some(Runs::Native), &mut proofs, &mut faults);
    read_markers("b.spec.mjs", script, None, &mut proofs, &mut faults);
    let of = |id: &str| proofs.get(id).map(|tests| tests.iter().cloned().collect::<Vec<_>>().join(" "));
    assert_eq!(of("L-3").as_deref(), Some("a.rs::a_mismatch_is_fatal"));
    assert_eq!(of("APT-22").as_deref(), Some("b.spec.mjs::the slot | has gone"));
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn a_bad_marker_is_a_fault() {
    let mut faults = Vec::new();
    let mut read = |name: &str, text: &str| {
        read_markers(name, text, Some(Runs::Native), &mut Proofs::new(), &mut faults);
    };
    read("a.rs", "// proves: ARH-61\n#[test]\nfn x() {}\n");
    read("b.rs", "// proves: ARH-60\nlet x = 1;\n");
    assert_eq!(faults, ["a.rs:1: there is no requirement ARH-61", "b.rs:1: no test follows the marker"]);
}

#[test]
fn a_test_that_never_runs_is_no_proof() {
    let plain = "// proves: ARH-24\n#[test]\nfn x() {}\n";
    let browser = "// proves: ARH-24\n#[wasm_bindgen_test]\nfn x() {}\n";
    let ignored = concat!("// proves: ARH-24\n#[test]\n#[", "ignore]\nfn x() {}\n");
    for (name, text, runs, is_proof) in [
        ("a.rs", plain, Some(Runs::Native), true),
        ("a.rs", plain, Some(Runs::Browser), false),
        ("a.rs", plain, None, false),
        ("a.rs", browser, Some(Runs::Browser), true),
        ("a.rs", browser, Some(Runs::Native), false),
        ("a.rs", ignored, Some(Runs::Native), false),
        ("a.rs", "// proves: ARH-24\nfn x() {}\n", Some(Runs::Native), false),
        ("a.mjs", "// proves: ARH-24\ntest('x', () => {})\n", None, false),
    ] {
        let (mut proofs, mut faults) = (Proofs::new(), Vec::new());
        read_markers(name, text, runs, &mut proofs, &mut faults);
        assert_eq!((proofs.is_empty(), faults.is_empty()), (!is_proof, is_proof), "{text}{runs:?}");
    }
}

#[test]
fn files_are_known_by_where_their_tests_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = running::files(root);
    for (name, runs) in [
        ("src/clinical/day.rs", Some(Runs::Native)),
        ("src/record/filter.rs", Some(Runs::Browser)),
        ("tests/web/link.rs", Some(Runs::Browser)),
        ("tests/provider/asking.rs", Some(Runs::Native)),
        ("examples/corpus.rs", None),
    ] {
        assert_eq!(files.get(&root.join(name)).copied(), runs, "{name}");
    }
}

#[test]
fn no_test_stands_where_none_runs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut faults = Vec::new();
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    let running = running::files(root);
    for file in files.into_iter().filter(|file| file.extension().is_some_and(|is| is == "rs")) {
        let text = fs::read_to_string(&file).unwrap();
        let is_native = running.get(&file) == Some(&Runs::Native);
        if !is_native && text.lines().any(|line| line.trim() == "#[test]") {
            faults.push(format!(
                "{}: compiled for the browser alone, where #[test] never runs",
                file.display()
            ));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn a_duty_stays_beside_the_tests() {
    let row = Row::parse("| FND-07 | Token | gateway: it issues it<br>`old` |").unwrap();
    let proofs = Proofs::from([("FND-07".into(), BTreeSet::from(["a.rs::b".into()]))]);
    assert_eq!(row.expected(&proofs), "gateway: it issues it<br>`a.rs::b`");
    assert_eq!(Row::parse("| FND-09 | Query | `gone` |").unwrap().expected(&proofs), "planned");
}
