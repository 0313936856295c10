use super::*;
use crate::fhir::Bundle;

fn list(id: &str, code: &str, title: &str, encounter: &str, entries: &[&str]) -> String {
    let entries: Vec<String> = entries.iter().map(|item| format!(r#"{{"item":{item}}}"#)).collect();
    format!(
        r#"{{"resourceType":"List","id":"{id}","title":"{title}","code":{{"coding":[{{"code":"{code}"}}]}},
        "encounter":{{"reference":"Encounter/{encounter}"}},"entry":[{}]}}"#,
        entries.join(",")
    )
}

fn to(kind: &str, id: &str) -> String {
    format!(r#"{{"reference":"{kind}/{id}"}}"#)
}

fn note(id: &str, text: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","code":{{"coding":[{{"code":"37331000000100"}}]}},"comment":"{text}"}}"#
    )
}

fn encounter(id: &str, more: &str) -> String {
    format!(r#"{{"resourceType":"Encounter","id":"{id}","type":[{{"text":"Surgery"}}]{more}}}"#)
}

fn primary(ids: &[&str]) -> String {
    let entries: Vec<String> =
        ids.iter().map(|id| format!(r#"{{"item":{}}}"#, to("Encounter", id))).collect();
    format!(
        r#"{{"resourceType":"List","code":{{"coding":[{{"code":"1149501000000101"}}]}},"entry":[{}]}}"#,
        entries.join(",")
    )
}

fn read_all(resources: &[String]) -> (State<Consultations, (), Warning>, BTreeSet<usize>) {
    let entries: Vec<String> = resources.iter().map(|json| format!(r#"{{"resource":{json}}}"#)).collect();
    let json = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    read(&Index::new(&Bundle::read(json.as_bytes()).unwrap()))
}

fn present(resources: &[String]) -> Consultations {
    read_all(resources).0.present().unwrap()
}

/// A tree as indented lines.
fn lines(sections: &[Section]) -> Vec<String> {
    fn walk(section: &Section, depth: usize, into: &mut Vec<String>) {
        into.push(format!("{}[{}]", " ".repeat(depth), section.title.as_deref().unwrap_or_default()));
        for part in &section.parts {
            match part {
                Part::Section(section) => walk(section, depth + 1, into),
                Part::Item(item) => into.push(format!("{} {}", " ".repeat(depth), item.text.words())),
                Part::Words(words) => into.push(format!("{} “{words}”", " ".repeat(depth))),
            }
        }
    }
    let mut all = Vec::new();
    sections.iter().for_each(|section| walk(section, 0, &mut all));
    all
}

const SENTENCE: &str = "Referral items are not supported by the provider system";

fn whole() -> Vec<String> {
    let display = format!(r#"{{"display":"{SENTENCE}"}}"#);
    let misplaced = format!(r#"{{"reference":"{SENTENCE}"}}"#);
    vec![
        // Entries come in no order: what holds comes before and after what is held.
        list("h1", "24781000000107", "Examination", "e", &[&to("Observation", "o"), &to("Observation", "n2"), &misplaced]),
        list("c", "325851000000107", "Surgery", "e", &[&to("List", "t1"), &to("List", "t2")]),
        list("t1", "25851000000105", "Cough", "e", &[&to("List", "h0"), &to("List", "h1")]),
        list("t2", "25851000000105", "", "e", &[&to("Observation", "n3"), &display, &to("ProcedureRequest", "r")]),
        list("h0", "24781000000107", "History", "e", &[&to("Observation", "n1")]),
        encounter("e", r#","status":"finished","period":{"start":"2026-11-02T09:10:00+00:00"}"#),
        primary(&["e"]),
        note("n1", "cough for a week"),
        note("n2", "looks well"),
        note("n3", "advice given"),
        r#"{"resourceType":"Observation","id":"o","code":{"text":"Temperature"},"valueQuantity":{"value":36.7,"unit":"C"},
            "comment":"flushed"}"#.to_owned(),
        r#"{"resourceType":"ProcedureRequest","id":"r","intent":"plan","code":{"text":"Rabies vaccination"}}"#.to_owned(),
    ]
}

// proves: ARS-38 ARS-40 ARS-14
#[test]
fn topics_headings_and_items_keep_their_order_and_words_stand_in_place() {
    let (state, positions) = read_all(&whole());
    let consultations = state.present().unwrap();
    assert_eq!(
        lines(&consultations.items[0].sections),
        [
            "[Cough]".to_owned(),
            " [History]".to_owned(),
            "  cough for a week".to_owned(),
            " [Examination]".to_owned(),
            "  Temperature 36.7 C".to_owned(),
            "  looks well".to_owned(),
            format!("  “{SENTENCE}”"),
            "[]".to_owned(),
            " advice given".to_owned(),
            format!(" “{SENTENCE}”"),
            " Planned: Rabies vaccination".to_owned(),
        ]
    );
    assert_eq!(positions.len(), 12);
    assert_eq!(consultations.items[0].about().words(), "Cough");
    assert_eq!(consultations.items[0].first_note().unwrap().words(), "cough for a week");
}

// proves: ARS-41
#[test]
fn a_draft_is_marked_and_the_newest_comes_first() {
    let read = present(&[
        primary(&["a", "b", "c"]),
        encounter("a", r#","status":"unknown","period":{"start":"2026-11-01"}"#),
        encounter("b", r#","status":"finished""#),
        encounter("c", r#","status":"finished","period":{"start":"2026-11-20T10:00:00Z"}"#),
    ]);
    let rows: Vec<(usize, bool)> =
        read.items.iter().map(|one| (one.key, !one.kind.parts().1.is_empty())).collect();
    assert_eq!(rows, [(3, false), (1, true), (2, false)]);
}

// proves: ARS-67
#[test]
fn a_tree_without_its_encounter_and_a_circle_lose_nothing() {
    let read = present(&[
        primary(&[]),
        list("t", "25851000000105", "Left over", "gone", &[&to("Observation", "n")]),
        note("n", "kept"),
        list("a", "25851000000105", "Round", "gone", &[&to("List", "b")]),
        list("b", "24781000000107", "and round", "gone", &[&to("List", "a")]),
    ]);
    let all = lines(&read.loose).join("\n");
    for words in ["Left over", "kept", "[Round]", "[and round]"] {
        assert!(all.contains(words), "{words} in {all}");
    }
}

// proves: ARS-19 ARS-20
#[test]
fn what_only_came_with_problems_stands_apart_and_withheld_items_warn() {
    let withheld = r#"{"resourceType":"List","title":"Consultations - medications contained in consultations",
        "note":[{"text":"Items excluded due to confidentiality and/or patient preferences."}]}"#;
    let (state, _) =
        read_all(&[primary(&["a"]), encounter("a", ""), encounter("b", ""), withheld.to_owned()]);
    let State::Present { items, warnings } = state else { panic!("present") };
    assert_eq!((items.items.len(), items.apart.len()), (1, 1));
    assert_eq!(warnings[0].heading(), "Medications in consultations: items withheld");
}

// proves: ARS-21
#[test]
fn a_consultation_names_its_problems_people_and_places() {
    let linked = r#"{"resourceType":"Condition","id":"p","code":{"text":"Asthma"},"extension":[{
        "url":"https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-RelatedClinicalContent-1",
        "valueReference":{"reference":"Encounter/e"}}]}"#;
    let who = |code: &str, id: &str| {
        format!(
            r#"{{"type":[{{"coding":[{{"code":"{code}"}}]}}],"individual":{{"reference":"Practitioner/{id}"}}}}"#
        )
    };
    let more = format!(
        r#","participant":[{},{},{}],"location":[{{"location":{{"reference":"Location/l"}}}}],"length":{{"value":12,"unit":"min"}}"#,
        who("REC", "1"),
        who("PPRF", "2"),
        who("REC", "2")
    );
    let read = present(&[
        primary(&["e"]),
        encounter("e", &more),
        linked.to_owned(),
        r#"{"resourceType":"Practitioner","id":"1","name":[{"family":"Lane"}]}"#.to_owned(),
        r#"{"resourceType":"Practitioner","id":"2","name":[{"family":"Adeyemi","prefix":["Dr"]}]}"#
            .to_owned(),
        r#"{"resourceType":"Location","id":"l","name":"Branch"}"#.to_owned(),
    ]);
    let one = &read.items[0];
    let people: Vec<String> =
        one.participants.iter().map(|one| format!("{} {}", one.part, one.person)).collect();
    assert_eq!(people, ["Clinician Dr Adeyemi", "Recorded by Lane"]);
    assert_eq!(
        (one.problems.as_slice(), one.places.as_slice()),
        (["Asthma".to_owned()].as_slice(), ["Branch".to_owned()].as_slice())
    );
    assert_eq!(one.length.as_deref(), Some("12 minutes"));
}

// proves: ARS-48
#[test]
fn a_value_in_a_consultation_keeps_its_side_method_and_range() {
    let observed = r#"{"resourceType":"Observation","id":"o","code":{"text":"Wrist circumference"},"valueQuantity":{"value":19,"unit":"cm"},
        "bodySite":{"text":"Left wrist"},"method":{"text":"Tape"},"referenceRange":[{"low":{"value":15},"high":{"value":18}}]}"#;
    let panel = r#"{"resourceType":"Observation","id":"p","code":{"text":"Panel"},"component":[
        {"code":{"text":"Zinc"},"valueQuantity":{"value":9},"referenceRange":[{"text":"11 to 24"}]}]}"#;
    let read = present(&[
        primary(&["e"]),
        encounter("e", ""),
        list("c", "325851000000107", "Consultation", "e", &[&to("List", "t")]),
        list("t", "25851000000105", "Topic", "e", &[&to("Observation", "o"), &to("Observation", "p")]),
        observed.to_owned(),
        panel.to_owned(),
    ]);
    let said = lines(&read.items[0].sections).join("\n");
    assert!(
        said.contains("Wrist circumference 19 cm (range 15 to 18), Site: Left wrist, Method: Tape"),
        "{said}"
    );
    assert!(said.contains("Zinc 9 (range 11 to 24)"), "{said}");
}
