//! Holds every citation in the code to docs/sources.md, so that a rule can be followed to the page that it comes from.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The digests by the word that is before "digest".
const DIGESTS: [&str; 3] = ["structured", "foundations", "html"];

/// Rows of docs/sources.md by their first column, in small letters: `structured 3.4`, `haz 88`.
fn rows() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("docs/sources.md")).unwrap();
    text.lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next().map(str::to_lowercase))
        .filter(|id| id.ends_with(|last: char| last.is_ascii_digit()))
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(directory: &Path, into: &mut Vec<PathBuf>) {
    for path in fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
        match path.extension().and_then(|extension| extension.to_str()) {
            _ if path.is_dir() => sources(&path, into),
            Some("rs" | "mjs" | "js" | "scss") => into.push(path),
            _ => {}
        }
    }
}

/// The words of a file, comment marks and line breaks set aside: a citation may run over a line's end.
fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| !matches!(*word, "//" | "///" | "//!" | "*")).collect()
}

/// What a text cites: `structured 3.4` for each number behind "structured digest", `haz 88`; a digest that is not named is
/// `? 3.4`.
fn citations(text: &str) -> Vec<String> {
    let words = words(text);
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_lowercase();
    let number = |word: &str| {
        let number = word.trim_matches(|c: char| !c.is_ascii_digit());
        let is_number = word.trim_start_matches('(').starts_with(|c: char| c.is_ascii_digit())
            && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        is_number.then(|| number.to_owned())
    };
    let mut cited = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let mut rest = words.get(at + 1..).unwrap_or_default().iter().copied().peekable();
        let kind = match bare(word).as_str() {
            "haz" => "haz".to_owned(),
            "digest" => {
                let named = at.checked_sub(1).and_then(|before| words.get(before)).map(|word| bare(word));
                let named = named.filter(|name| DIGESTS.contains(&name.as_str()));
                let name = named.unwrap_or_else(|| "?".to_owned());
                if rest.next_if_eq(&"trap").is_some() { format!("{name} trap") } else { name }
            }
            _ => continue,
        };
        while let Some(found) = rest.peek().and_then(|word| number(word)) {
            cited.push(format!("{kind} {found}"));
            // A list goes on behind a comma or a joining word only.
            let goes_on = rest.next().is_some_and(|word| word.ends_with(','));
            let is_joined = rest.next_if(|word| matches!(*word, "and" | "to")).is_some();
            if !goes_on && !is_joined {
                break;
            }
        }
    }
    cited
}

/// Whether a row stands for what is cited: its own, or the one of the section around it.
fn is_sourced(cited: &str, rows: &BTreeSet<String>) -> bool {
    let mut section = cited;
    loop {
        if rows.contains(section) {
            return true;
        }
        match section.rsplit_once('.') {
            Some((outer, _)) => section = outer,
            None => return false,
        }
    }
}

#[test]
fn every_citation_has_its_source() {
    let rows = rows();
    let mut files = Vec::new();
    for directory in ["src", "tests", "server", "send-document", "examples", "style"] {
        sources(&root().join(directory), &mut files);
    }
    let mut faults = Vec::new();
    let mut found = 0;
    for file in files {
        let name = file.strip_prefix(root()).unwrap().display().to_string().replace('\\', "/");
        if name == "tests/house/citations.rs" {
            continue;
        }
        for cited in citations(&fs::read_to_string(&file).unwrap()) {
            found += 1;
            if !is_sourced(&cited, &rows) {
                faults.push(format!("{name}: {cited}"));
            }
        }
    }
    assert!(found > 100, "the citations are no longer found");
    assert!(faults.is_empty(), "docs/sources.md has no row for\n  {}", faults.join("\n  "));
}

/// What the comments of a text cite that no reader could follow: a section without its document, a plan that is not in this
/// repository, a rule that is in no table.
fn lost(text: &str, rules: &BTreeSet<&str>) -> Vec<String> {
    let comments: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once("//")?.1)).collect();
    let comments = comments.join(" ");
    let words: Vec<&str> = comments.split_whitespace().collect();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_section = |word: &str| {
        let number = word.trim_start_matches('(').trim_end_matches([')', '.', ',', ':', ';']);
        number.split('.').count() == 2 && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let mut lost = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        if word.starts_with('(') && is_section(word) {
            lost.push((*word).to_owned());
        }
        if matches!(*word, "architecture" | "(architecture" | "principle" | "screens") && is_number(next) {
            lost.push(format!("{word} {next}"));
        }
    }
    let kinds: BTreeSet<&str> = rules
        .iter()
        .filter_map(|id| Some(id.split_once('-')?.0))
        .filter(|kind| kind.starts_with(|c: char| c.is_ascii_uppercase()))
        .collect();
    let is_ours = |id: &&str| {
        id.split_once('-').is_some_and(|(kind, number)| kinds.contains(kind) && is_number(number))
    };
    let ids = comments.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(is_ours);
    lost.extend(ids.filter(|id| !rules.contains(id)).map(str::to_owned));
    lost
}

#[test]
fn nothing_is_cited_that_no_reader_can_follow() {
    let table = fs::read_to_string(root().join("docs/conformance.md")).unwrap();
    let rules = table.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next()).collect();
    let mut files = Vec::new();
    for directory in ["src", "tests", "server", "send-document", "examples", "style"] {
        sources(&root().join(directory), &mut files);
    }
    let mut faults = Vec::new();
    for file in files {
        let name = file.strip_prefix(root()).unwrap().display().to_string().replace('\\', "/");
        if !name.starts_with("tests/house/") {
            let text = fs::read_to_string(&file).unwrap();
            faults.extend(lost(&text, &rules).into_iter().map(|cited| format!("{name}: {cited}")));
        }
    }
    assert!(faults.is_empty(), "no reader can follow\n  {}", faults.join("\n  "));
}

#[test]
fn a_section_without_its_document_a_plan_and_an_unknown_rule_are_lost() {
    let rules = BTreeSet::from(["ARH-55"]);
    let text =
        "//! Never alike (ARH-55, ARH-99).\nlet a = (1.5, 2.0); // Not here (2.9), nor in architecture 5.";
    assert_eq!(lost(text, &rules), ["(2.9),", "architecture 5.", "ARH-99"]);
    assert!(lost("// See (structured digest 2.9), ARH-55 and UTF-16.", &rules).is_empty());
}

#[test]
fn citations_are_read_as_they_are_written() {
    let text = "//! Rows (structured digest 3.8,\n//! 3.9, 7.13). See HAZ 84, 85; the HTML digest trap 14; (digest 1.5).";
    let cited = citations(text);
    assert_eq!(
        cited,
        ["structured 3.8", "structured 3.9", "structured 7.13", "haz 84", "haz 85", "html trap 14", "? 1.5"]
    );
    let rows = BTreeSet::from(["structured 3".to_owned(), "haz 84".to_owned()]);
    assert!(
        is_sourced("structured 3.8", &rows) && !is_sourced("haz 85", &rows) && !is_sourced("? 1.5", &rows)
    );
}

#[test]
fn every_call_leads_to_its_page_of_the_specification() {
    let mut files = Vec::new();
    sources(&root().join("src/gpconnect"), &mut files);
    let sourced = fs::read_to_string(root().join("docs/sources.md")).unwrap();
    let (mut calls, mut faults) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let mut above = "";
        let mut whose = "";
        for line in text.lines().map(str::trim) {
            if let Some(name) = line.strip_prefix("impl Interaction for ") {
                whose = name;
            } else if line.starts_with("const CALL: Call =") {
                calls += 1;
                // In a declaration of several, the page is a word of each.
                if !above.starts_with("/// [") && !above.contains("$page") {
                    faults.push(format!("{whose} has no link to its page"));
                }
            }
            for page in line.split("/pages/").skip(1) {
                let page = page.split([')', '"']).next().unwrap_or_default();
                let (_, file) = page.rsplit_once('/').unwrap();
                let short = file.trim_start_matches("accessrecord_structured_development_");
                let folder = page.split('/').next().unwrap_or_default();
                if !sourced.contains(short) && !sourced.contains(&format!("`{folder}/`")) {
                    faults.push(format!("docs/sources.md has no row for {page}"));
                }
            }
            above = line;
        }
    }
    assert!(calls > 10, "the calls are no longer found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
