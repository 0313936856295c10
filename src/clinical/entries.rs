//! Every clinical entry of a response in one line, newest first: what search looks through and the timeline shows.

use std::cmp::Reverse;
use std::sync::Arc;

use super::allergies::twin_of;
use super::area::ListKind;
use super::areas::Areas;
use super::{Area, Item, Mark, Placing};
use crate::clinical::order;
use crate::fhir::{AllergyIntolerance, DateTime, Index, Kind, List, Observation, Resource, search_key};
use crate::format;

/// One entry, with the area that shows it in full.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The area.
    pub area: Area,
    /// Its line.
    pub item: Item,
    /// What it is looked for by.
    words: String,
}

/// The entries of a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entries {
    /// The newest first, undated ones last.
    pub all: Vec<Arc<Entry>>,
}

impl Entries {
    /// Reads the entries of a response.
    pub fn of(index: &Index) -> Self {
        let mut lines = Lines::of(index);
        while lines.read_on() {}
        lines.take()
    }

    /// The entries that have every one of these words in them, somewhere; none for no words.
    pub fn find(&self, words: &str) -> Vec<&Arc<Entry>> {
        let words = search_key(words);
        let words: Vec<&str> = words.split_whitespace().collect();
        let has_all = |entry: &&Arc<Entry>| words.iter().all(|word| entry.words.contains(word));
        if words.is_empty() { Vec::new() } else { self.all.iter().filter(has_all).collect() }
    }
}

/// So many entries are read at a time.
const PIECE: usize = 1_000;

/// Entries while they are read.
pub struct Lines<'a> {
    index: &'a Index<'a>,
    areas: Option<Areas>,
    at: usize,
    all: Vec<Arc<Entry>>,
}

impl<'a> Lines<'a> {
    /// None yet of a response.
    pub fn of(index: &'a Index<'a>) -> Self {
        Self { index, areas: None, at: 0, all: Vec::new() }
    }

    /// Reads some more; false once there are none.
    pub fn read_on(&mut self) -> bool {
        let areas = self.areas.get_or_insert_with(|| Areas::of(self.index));
        let placing = Placing::new(self.index);
        let entries = &self.index.bundle().entries;
        for (position, resource) in entries.iter().enumerate().skip(self.at).take(PIECE) {
            if !placing.is_repeated(position)
                && let Some(area) = areas.area(position, resource)
            {
                let mut item = Item::of(&placing, Some(position), resource);
                if let Some((issued, marks)) = areas.results.get(&position) {
                    // The date that its report shows, and that the report may still change (ARS-51).
                    item.date = item.date.or_else(|| issued.clone()).or_else(|| recorded(resource));
                    item.text = item.text.with_all(marks);
                }
                self.all.push(Arc::new(Entry::new(area, item)));
            }
        }
        self.at += PIECE;
        self.at < entries.len()
    }

    /// Those that were read, in their order.
    pub fn take(&mut self) -> Entries {
        let placing = Placing::new(self.index);
        let mut all = std::mem::take(&mut self.all);
        // Ended allergies are inside their list.
        for (_, list) in self.index.bundle().each::<List>() {
            // What was sent as an entry too is there already.
            let is_new = |one: &&Resource| {
                AllergyIntolerance::of(one).is_some_and(|one| twin_of(&placing, one).is_none())
            };
            let is_ended = ListKind::of(list) == ListKind::EndedAllergies;
            let allergies = list.contained.iter().filter(is_new);
            all.extend(allergies.map(|one| {
                let mut item = Item::of(&placing, None, one);
                // What the entry does not say, its list does.
                if is_ended && !item.text.parts().0.starts_with("Ended: ") {
                    item.text = item.text.with(Mark::Ended);
                }
                Arc::new(Entry::new(Area::Allergies, item))
            }));
        }
        // Of one moment by area and words: the order in which entries were sent means nothing (ARS-14).
        order::by_key(&mut all, |entry| {
            let date = format::date::sort_key(entry.item.date.as_ref());
            (
                Reverse(date),
                entry.area,
                entry.item.kind.clone(),
                entry.item.text.words(),
                entry.item.comment.clone(),
            )
        });
        Entries { all }
    }
}

fn recorded(resource: &Resource) -> Option<DateTime> {
    Observation::of(resource)?.issued.clone()
}

impl Entry {
    fn new(area: Area, item: Item) -> Self {
        let date = item.date.as_ref().map(format::date_time).unwrap_or_default();
        let comment = item.comment.as_deref().unwrap_or_default();
        let words = search_key(&format!("{} {} {comment} {date}", item.kind.words(), item.text.words()));
        Self { area, item, words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::Bundle;

    fn entries() -> Entries {
        let bundle = r#"{"resourceType":"Bundle","entry":[
            {"resource":{"resourceType":"MedicationRequest","id":"p","intent":"plan","medicationCodeableConcept":{"text":"Apixaban"}}},
            {"resource":{"resourceType":"MedicationStatement","id":"s","basedOn":[{"reference":"MedicationRequest/p"}],
                "medicationCodeableConcept":{"text":"Apixaban 5mg tablets"},"effectivePeriod":{"start":"2026-01-05"}}},
            {"resource":{"resourceType":"DiagnosticReport","id":"d","issued":"2026-10-01T09:00:00Z","result":[{"reference":"Observation/g"}]}},
            {"resource":{"resourceType":"Observation","id":"g","code":{"text":"Full blood count"},
                "related":[{"type":"has-member","target":{"reference":"Observation/h"}}]}},
            {"resource":{"resourceType":"Observation","id":"h","code":{"text":"Haemoglobin"},"effectiveDateTime":"2026-09",
                "valueQuantity":{"value":128,"unit":"g/L"}}},
            {"resource":{"resourceType":"ProcedureRequest","id":"r","intent":"plan","code":{"text":"Influenza vaccination"}}},
            {"resource":{"resourceType":"Practitioner","id":"1","name":[{"family":"Apixaban"}]}},
            {"resource":{"resourceType":"List","code":{"coding":[{"code":"1103671000000101"}]},"contained":[
                {"resourceType":"AllergyIntolerance","id":"x","clinicalStatus":"resolved","code":{"text":"Latex"}}]}}]}"#;
        Entries::of(&Index::new(&Bundle::read(bundle.as_bytes()).unwrap()))
    }

    fn found(words: &str) -> Vec<(Area, String)> {
        entries().find(words).into_iter().map(|entry| (entry.area, entry.item.text.words())).collect()
    }

    #[test]
    fn every_word_must_be_found_in_any_order_and_case() {
        assert_eq!(found("5MG apix"), [(Area::Medications, "Apixaban 5mg tablets".to_owned())]);
        assert_eq!(found("haemoglobin 128"), [(Area::Investigations, "Haemoglobin 128 g/L".to_owned())]);
        assert_eq!(found("sep-2026"), found("haemoglobin"));
        assert!(found("  ").is_empty() && found("apixaban warfarin").is_empty());
    }

    // proves: ARS-27 ARS-54
    #[test]
    fn ended_and_planned_say_so_in_what_is_found() {
        assert_eq!(found("latex"), [(Area::Allergies, "Ended: Latex".to_owned())]);
        assert_eq!(found("influenza"), [(Area::DiaryEntries, "Planned: Influenza vaccination".to_owned())]);
    }

    // proves: FR-04
    #[test]
    fn a_result_says_in_its_line_that_its_report_may_still_change_or_is_in_error() {
        let of = |status: &str| {
            let bundle = format!(
                r#"{{"resourceType":"Bundle","entry":[
                {{"resource":{{"resourceType":"Observation","id":"k","code":{{"text":"Potassium"}},"valueQuantity":{{"value":6.9}}}}}},
                {{"resource":{{"resourceType":"DiagnosticReport","id":"d","status":"{status}","result":[{{"reference":"Observation/k"}}]}}}}]}}"#
            );
            let entries = Entries::of(&Index::new(&Bundle::read(bundle.as_bytes()).unwrap()));
            entries.find("6.9")[0].item.text.words()
        };
        assert_eq!(of("preliminary"), "Potassium 6.9 (Preliminary: may still change)");
        assert_eq!(of("entered-in-error"), "Potassium 6.9 (Entered in error)");
        assert_eq!(of("unknown"), "Potassium 6.9");
    }

    // proves: ARS-56
    #[test]
    fn what_is_kept_from_the_patient_says_so_in_its_line() {
        let label = r#""meta":{"security":[{"code":"NOPAT"}]}"#;
        let bundle = format!(
            r#"{{"resourceType":"Bundle","entry":[
            {{"resource":{{"resourceType":"Condition","id":"c",{label},"code":{{"text":"Suspected dementia"}}}}}},
            {{"resource":{{"resourceType":"MedicationRequest","id":"p",{label},"intent":"plan"}}}},
            {{"resource":{{"resourceType":"MedicationStatement","id":"s","basedOn":[{{"reference":"MedicationRequest/p"}}],
                "medicationCodeableConcept":{{"text":"Donepezil 5mg tablets"}}}}}},
            {{"resource":{{"resourceType":"DocumentReference","id":"d","securityLabel":[{{"coding":[{{"code":"NOPAT"}}]}}]}}}},
            {{"resource":{{"resourceType":"Observation","id":"o","code":{{"text":"Pulse"}},"valueString":"72"}}}}]}}"#
        );
        let entries = Entries::of(&Index::new(&Bundle::read(bundle.as_bytes()).unwrap()));
        for entry in &entries.all {
            let words = entry.item.text.words();
            assert_eq!(
                words.contains("Not to be disclosed to the patient"),
                !words.starts_with("Pulse"),
                "{words}"
            );
        }
        assert_eq!(entries.all.len(), 4);
    }

    // proves: ARS-66 FL-06
    #[test]
    fn the_newest_comes_first_and_the_undated_last() {
        let texts: Vec<String> = entries().all.into_iter().map(|entry| entry.item.text.words()).collect();
        // A heading without a date of its own has its report's (FL-06).
        assert_eq!(texts[..3], ["Full blood count", "Full blood count", "Haemoglobin 128 g/L"]);
        assert_eq!(texts.len(), 6);
    }

    // proves: ARS-47
    #[test]
    fn a_blood_pressure_is_one_value_in_a_line_too() {
        let part = |code: &str, value: u32| {
            format!(
                r#"{{"code":{{"coding":[{{"code":"{code}"}}]}},"valueQuantity":{{"value":{value},"unit":"mm[Hg]"}}}}"#
            )
        };
        let bundle = format!(
            r#"{{"resourceType":"Bundle","entry":[{{"resource":{{"resourceType":"Observation","id":"b",
                "code":{{"text":"Blood pressure","coding":[{{"code":"75367002"}}]}},"component":[{},{}]}}}}]}}"#,
            part("72313002", 120),
            part("1091811000000102", 80)
        );
        let entries = Entries::of(&Index::new(&Bundle::read(bundle.as_bytes()).unwrap()));
        assert_eq!(entries.all[0].item.text.words(), "Blood pressure 120/80 mm[Hg]");
    }
}
