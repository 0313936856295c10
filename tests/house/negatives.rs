//! Never a negative that nothing supports, never a comfort that hides: every sentence of negation or comfort in the code
//! is in `tests/house/negatives/said.txt` with the condition that allows it. A new one has to be thought about.
//!
//! `UPDATE_NEGATIVES=1 cargo test --features sandbox --test house negatives` adds what is new, without a condition, takes
//! away what is gone, and lets the condition go with a sentence that moved.

mod literals;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use literals::{literals, sources};

const LIST: &str = "tests/house/negatives/said.txt";

/// What allows a sentence: the word that is before it in the list, and what must be so wherever it is said.
const CONDITIONS: [(&str, &str); 11] = [
    (
        "absent",
        "stands in the place of one value, where neither that element nor another that may hold it was sent",
    ),
    (
        "answered",
        "the practice's own answer says so: an empty list with its reason, an empty searchset, a section's words",
    ),
    ("sent", "a status, code, flag or text that was sent means this"),
    ("elsewhere", "the reference was looked up in its container and in the response, and is not there"),
    ("counted", "worked out from all that was received, and the number or the other side is said too"),
    ("asked", "the state of a request: not made, under way, narrowed, failed"),
    ("unsupported", "the practice's system said that it cannot, or sent no list where one was asked for"),
    ("doubt", "says what is not known, or that something says nothing about something else"),
    ("rule", "says what this app, GP Connect or the user's own site always does or never does"),
    ("refused", "said by the code that refuses to go on, beside its reason"),
    ("unseen", "never shown: a name in the page's code, or words that are looked for in what was sent"),
];

/// Words that deny.
const DENIALS: [&str; 8] = ["no", "none", "nothing", "not", "never", "nobody", "nowhere", "without"];

/// Words that comfort.
const COMFORTS: [&str; 8] =
    ["unchanged", "as it was", "all shown", "all of", "all areas", "every entry", " complete", "up to date"];

/// Whether a text denies or comforts. Names in the page's code are not sentences.
fn speaks(text: &str) -> bool {
    let is_name = |word: &&str| word.starts_with("app-") || word.starts_with("nhsuk-") || word.contains('_');
    let text: String = text.split(' ').filter(|word| !is_name(word)).collect::<Vec<_>>().join(" ");
    let lower = text.to_lowercase();
    let words: BTreeSet<&str> = lower.split(|c: char| !c.is_alphabetic()).collect();
    let is_sentence = text.contains(' ') || text.starts_with(char::is_uppercase);
    is_sentence
        && (DENIALS.iter().any(|word| words.contains(word))
            || COMFORTS.iter().any(|words| lower.contains(words)))
}

/// Every such text: file and words, on one line.
fn said() -> BTreeSet<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = BTreeSet::new();
    for file in sources(&root.join("src")) {
        let name = file.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        let is_on_screen = !name.starts_with("src/sandbox")
            && !name.starts_with("src/ui/examples")
            && !name.contains("/tests/")
            && !name.ends_with("/tests.rs");
        if is_on_screen {
            let texts = literals(&std::fs::read_to_string(&file).unwrap());
            all.extend(texts.into_iter().filter(|text| speaks(text)).map(|text| (name.clone(), text)));
        }
    }
    all
}

/// The list: sentence to condition.
fn listed() -> BTreeMap<(String, String), String> {
    let list = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(LIST)).unwrap_or_default();
    let mut all = BTreeMap::new();
    let mut file = "";
    for line in list.lines() {
        match line.split_once(": ").filter(|_| line.starts_with(' ')) {
            Some((condition, words)) => {
                all.insert((file.to_owned(), words.to_owned()), condition.trim().to_owned());
            }
            None => file = line,
        }
    }
    all
}

/// The condition of a sentence that was in another file and no longer does: where code moves, its reasons go with it.
fn moved<'a>(
    (_, words): &(String, String),
    said: &BTreeSet<(String, String)>,
    listed: &'a BTreeMap<(String, String), String>,
) -> Option<&'a String> {
    let mut gone =
        listed.iter().filter(|(key, _)| key.1 == *words && !said.contains(*key)).map(|(_, why)| why);
    let first = gone.next()?;
    gone.all(|other| other == first).then_some(first)
}

#[test]
fn every_negative_and_every_comfort_has_the_condition_that_allows_it() {
    let (said, listed) = (said(), listed());
    if std::env::var_os("UPDATE_NEGATIVES").is_some() {
        let mut text = String::new();
        let mut last = "";
        for key in &said {
            if key.0 != last {
                text.push_str(&format!("{}\n", key.0));
            }
            last = &key.0;
            let condition =
                listed.get(key).or_else(|| moved(key, &said, &listed)).map_or("?", String::as_str);
            text.push_str(&format!("  {condition}: {}\n", key.1));
        }
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(LIST), text).unwrap();
        return;
    }
    let known = |condition: &str| CONDITIONS.iter().any(|(word, _)| *word == condition);
    let mut faults: Vec<String> = said
        .iter()
        .filter(|key| !listed.get(*key).is_some_and(|condition| known(condition)))
        .map(|(file, words)| format!("{file}: what allows it to say “{words}”?"))
        .collect();
    faults.extend(
        listed
            .keys()
            .filter(|key| !said.contains(*key))
            .map(|(file, words)| format!("{file} no longer says “{words}”")),
    );
    let conditions: Vec<String> = CONDITIONS.iter().map(|(word, what)| format!("  {word}: {what}")).collect();
    assert!(
        faults.is_empty(),
        "{}\n\nThe conditions:\n{}\n\nUPDATE_NEGATIVES=1 cargo test --features sandbox --test house negatives writes {LIST}; give each its condition.",
        faults.join("\n"),
        conditions.join("\n")
    );
}

#[test]
fn a_condition_goes_with_its_sentence_and_with_no_other() {
    let key = |file: &str, words: &str| (file.to_owned(), words.to_owned());
    let listed = BTreeMap::from([
        (key("old.rs", "No value"), "absent".to_owned()),
        (key("stays.rs", "None"), "counted".to_owned()),
    ]);
    let said = BTreeSet::from([key("new.rs", "No value"), key("stays.rs", "None"), key("new.rs", "None")]);
    assert_eq!(moved(&key("new.rs", "No value"), &said, &listed).map(String::as_str), Some("absent"));
    assert_eq!(moved(&key("new.rs", "None"), &said, &listed), None);
}

#[test]
fn sentences_are_found_and_names_are_not() {
    for (text, is_one) in [
        ("No value", true),
        ("None", true),
        ("Every entry is shown", true),
        ("nothing was sent", true),
        ("app-link-button app-not-on-paper", false),
        ("Notes", false),
        ("Known", false),
    ] {
        assert_eq!(speaks(text), is_one, "{text}");
    }
    let code = "let a = \"No\\\n    value\"; // \"None\"\nlet b = r#\"say \"nothing\"\"#; let c = '\"'; f(\"x\");\n#[cfg(test)]\nmod tests { f(\"None\") }";
    assert_eq!(literals(code), ["Novalue", "say \"nothing\"", "x"]);
}
