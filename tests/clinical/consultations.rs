//! Every entry of every consultation of the real records is in the view model, in its order.

use std::collections::BTreeSet;

use crate::records::{members, of_type, structured_records, terms};
use chrono::NaiveDate;
use gp_connect_viewer::clinical::consultations::{Consultations, Part, Section};
use gp_connect_viewer::clinical::problems::{Link, Problem};
use gp_connect_viewer::clinical::{
    Area, Item, Reading, State, consultations, diary_entries, problems, referrals,
};
use gp_connect_viewer::fhir::{Bundle, Index};
use serde_json::Value;

const LEVELS: [&str; 3] = ["325851000000107", "25851000000105", "24781000000107"];
const COMMENT: &str = "37331000000100";

/// Texts to look in: blanks, signs and case do not count.
struct Shown(String);

impl Shown {
    fn of(texts: impl IntoIterator<Item = String>) -> Self {
        Self(texts.into_iter().map(|text| plain(&text)).collect::<Vec<_>>().join("\n"))
    }

    /// Whether one of the words is in one of the texts; so are no words at all.
    fn has(&self, words: &[String]) -> bool {
        let words: Vec<String> =
            words.iter().map(|words| plain(words)).filter(|words| !words.is_empty()).collect();
        words.is_empty() || words.iter().any(|words| self.0.contains(words.as_str()))
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

fn has_code(resource: &Value, codes: &[&str]) -> bool {
    members(&resource["code"]["coding"])
        .any(|coding| coding["code"].as_str().is_some_and(|code| codes.contains(&code.trim())))
}

fn parts(sections: &[Section]) -> Vec<&Part> {
    sections.iter().flat_map(Section::each_part).collect()
}

fn all_parts(all: &Consultations) -> Vec<&Part> {
    let of_rows = all.items.iter().chain(&all.apart).flat_map(|one| parts(&one.sections));
    of_rows.chain(parts(&all.loose)).collect()
}

fn words(item: &Item) -> String {
    format!("{} {}", item.text.words(), item.comment.as_deref().unwrap_or_default())
}

/// Entries of structural lists that lead to no structural list, with repeated lists counted once.
fn held(bundle: &Value) -> usize {
    let lists: Vec<&Value> =
        of_type(bundle, "List").into_iter().filter(|list| has_code(list, &LEVELS)).collect();
    let ids: BTreeSet<String> =
        lists.iter().filter_map(|list| list["id"].as_str()).map(|id| format!("List/{id}")).collect();
    let mut seen = BTreeSet::new();
    lists
        .into_iter()
        .filter(|list| seen.insert(list.to_string()))
        .flat_map(|list| members(&list["entry"]))
        .filter(|entry| {
            let target = entry["item"]["reference"].as_str().unwrap_or_default();
            !ids.iter().any(|id| target.ends_with(id.as_str()) || Some(target) == id.strip_prefix("List/"))
        })
        .count()
}

// proves: ARS-38 ARS-40 ARS-67
#[test]
fn nothing_that_a_consultation_holds_is_lost() {
    for (name, bytes) in structured_records() {
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let Ok(bundle) = Bundle::read(&bytes) else { continue };
        let state: State<Consultations, (), _> = consultations::read(&Index::new(&bundle)).0;
        let all = state.present().unwrap_or_default();
        let shown = all_parts(&all);
        assert!(shown.len() >= held(&json), "{name}: {} of {} parts", shown.len(), held(&json));

        let texts = Shown::of(shown.iter().map(|part| match part {
            Part::Item(item) => words(item),
            Part::Words(words) => words.clone(),
            Part::Section(_) => String::new(),
        }));
        for list in of_type(&json, "List").into_iter().filter(|list| has_code(list, &LEVELS)) {
            for entry in members(&list["entry"]) {
                let display = entry["item"]["display"].as_str().unwrap_or_default().to_owned();
                let is_reference = entry["item"]["reference"].is_string();
                assert!(is_reference || texts.has(std::slice::from_ref(&display)), "{name}: {display}");
            }
        }
    }
}

// proves: ARS-23 ARS-38
#[test]
fn every_note_of_a_consultation_is_shown_whole() {
    for (name, bytes) in structured_records() {
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let Ok(bundle) = Bundle::read(&bytes) else { continue };
        let held: BTreeSet<String> = of_type(&json, "List")
            .into_iter()
            .filter(|list| has_code(list, &LEVELS))
            .flat_map(|list| members(&list["entry"]))
            .filter_map(|entry| entry["item"]["reference"].as_str().map(str::to_owned))
            .collect();
        let state: State<Consultations, (), _> = consultations::read(&Index::new(&bundle)).0;
        let all = state.present().unwrap_or_default();
        let texts = Shown::of(all_parts(&all).iter().filter_map(|part| match part {
            Part::Item(item) => Some(words(item)),
            Part::Words(_) | Part::Section(_) => None,
        }));
        for note in of_type(&json, "Observation").into_iter().filter(|one| has_code(one, &[COMMENT])) {
            let id = format!("Observation/{}", note["id"].as_str().unwrap_or_default());
            let comment = note["comment"].as_str().unwrap_or_default().to_owned();
            assert!(
                !held.contains(&id) || texts.has(std::slice::from_ref(&comment)),
                "{name}: {id} {comment}"
            );
        }
    }
}

// proves: ARS-21 ARS-23 ARS-43
#[test]
fn every_problem_is_shown_with_its_notes_and_all_its_links() {
    for (name, bytes) in structured_records() {
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let Ok(bundle) = Bundle::read(&bytes) else { continue };
        let all = problems::read::<()>(&Index::new(&bundle)).0.present().unwrap_or_default();
        let rows: Vec<&Problem> = all.items.iter().chain(&all.apart).collect();
        let texts = Shown::of(rows.iter().map(|one| {
            let notes: Vec<&str> = one.notes.iter().map(|note| note.text.as_str()).collect();
            let links = one.links.iter().chain(&one.is).map(|link| match link {
                Link::Item(item) => words(item),
                Link::Words(words) => words.clone(),
            });
            format!("{} {} {}", one.term, notes.join(" "), links.collect::<Vec<_>>().join(" "))
        }));
        for sent in of_type(&json, "Condition") {
            // A placeholder is not a term: what was recorded is in its place (FR-11), below with the notes.
            let mut said = terms(&sent["code"]);
            said.retain(|term| term != "Textual Problem");
            assert!(texts.has(&said), "{name}: {said:?}");
            for note in members(&sent["note"]) {
                let text = note["text"].as_str().unwrap_or_default().to_owned();
                assert!(texts.has(std::slice::from_ref(&text)), "{name}: {text}");
            }
            for link in members(&sent["extension"]) {
                let display = link["valueReference"]["display"].as_str().unwrap_or_default().to_owned();
                let has_target = link["valueReference"]["reference"].is_string();
                assert!(has_target || texts.has(std::slice::from_ref(&display)), "{name}: {display}");
            }
        }
    }
}

// proves: ARS-53 ARS-54
#[test]
fn every_referral_and_diary_entry_is_shown_with_its_words() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    for (name, bytes) in structured_records() {
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let Ok(bundle) = Bundle::read(&bytes) else { continue };
        let index = Index::new(&bundle);
        let sent = referrals::read::<()>(&index).0.present().unwrap_or_default();
        let shown = Shown::of([format!("{sent:?}").replace("\\n", "\n")]);
        for one in of_type(&json, "ReferralRequest") {
            let note = members(&one["note"]).filter_map(|note| note["text"].as_str());
            let texts = members(&one["description"]).filter_map(Value::as_str).chain(note);
            for text in texts {
                assert!(shown.has(&[text.to_owned()]), "{name}: {text}");
            }
            for reason in members(&one["reasonCode"]) {
                assert!(shown.has(&terms(reason)), "{name}: {:?}", terms(reason));
            }
        }
        let entries = diary_entries::read::<()>(&index, today).0.present().unwrap_or_default();
        let texts: Vec<String> =
            entries.items.iter().chain(&entries.apart).map(|entry| entry.text.clone()).collect();
        assert!(texts.iter().all(|text| text.starts_with("Planned: ")), "{name}");
        let texts = Shown::of(texts);
        for one in of_type(&json, "ProcedureRequest").into_iter().filter(|one| one["intent"] == "plan") {
            assert!(texts.has(&terms(&one["code"])), "{name}: {:?}", terms(&one["code"]));
        }
    }
}

// proves: ARS-18 L-21
#[test]
fn an_area_without_its_list_is_never_empty() {
    for (name, bytes) in structured_records() {
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let Ok(bundle) = Bundle::read(&bytes) else { continue };
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let reading: Reading<()> = Reading::of(&bundle, today, &Area::ALL);
        for area in Area::ALL {
            let Some(code) = area.list_code() else { continue };
            let has_list = of_type(&json, "List").into_iter().any(|list| has_code(list, &[code]));
            let words = reading.outline(area).words();
            assert!(has_list || words != "none recorded", "{name}: {} {words}", area.title());
        }
    }
}
