//! Many allergies, allergies sent twice, and allergies named in a note.

use super::sent::*;
use crate::clinical::allergies::*;
use crate::clinical::{Entries, State};
use crate::fhir::Bundle;

/// The lines of search, timeline and copies.
fn lines_of(resources: &[String]) -> Vec<String> {
    let entries: Vec<String> = resources.iter().map(|json| format!(r#"{{"resource":{json}}}"#)).collect();
    let bundle = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    let bundle = Bundle::read(bundle.as_bytes()).unwrap();
    let entries = Entries::of(&crate::fhir::Index::new(&bundle));
    let line = |item: &crate::clinical::Item| {
        format!("{} | {}", item.text.words(), item.comment.as_deref().unwrap_or_default())
    };
    entries.all.iter().map(|entry| line(&entry.item)).collect()
}

/// `category` and whatever else makes an allergy grave or not.
fn of(id: usize, agent: &str, category: &str, asserted: &str, more: &str) -> String {
    let sent = allergy(
        &format!("a{id}"),
        "active",
        &coded(agent),
        &format!(r#","assertedDate":"{asserted}"{more}"#),
    );
    sent.replace(r#""category":["medication"]"#, &format!(r#""category":["{category}"]"#))
}

fn in_banner(resources: &[String]) -> Vec<BannerAllergy> {
    let references: Vec<String> =
        (0..resources.len()).map(|id| format!("AllergyIntolerance/a{id}")).collect();
    let references: Vec<&str> = references.iter().map(String::as_str).collect();
    let mut all = vec![active(&references)];
    all.extend(resources.to_vec());
    let (items, warnings) = present(&all);
    match banner(&State::Present { items, warnings }) {
        BannerAllergies::Known { allergies, .. } => allergies,
        other => panic!("{other:?}"),
    }
}

// proves: FR-33
#[test]
fn the_banner_names_medicines_first_the_severe_ones_before_the_others_and_the_newest_before_the_older() {
    let severe = r#","reaction":[{"severity":"severe","manifestation":[{"text":"Anaphylaxis"}]}]"#;
    let lost = r#"{"coding":[{"code":"196471000000108"}],"text":"Blue dye"}"#;
    let shown = in_banner(&[
        of(0, "Peanut", "environment", "2026-01-01", severe),
        of(1, "Blue dye", "environment", "2026-02-02", &format!(r#","code":{lost}"#)),
        of(2, "Codeine", "medication", "2025-01-01", ""),
        of(3, "Penicillin", "medication", "1999-01-01", severe),
        of(4, "Trimethoprim", "medication", "2026-03-03", ""),
        // Filed as no medicine, and yet one by its words.
        of(5, "Aspirin-induced angio-oedema", "environment", "2001-01-01", r#","criticality":"high""#),
        of(6, "Cats", "environment", "2020-01-01", ""),
    ]);
    let agents: Vec<&str> = shown.iter().map(|allergy| allergy.agent.as_str()).collect();
    assert_eq!(
        agents,
        [
            "Aspirin-induced angio-oedema",
            "Penicillin",
            "Trimethoprim",
            "Codeine",
            "Blue dye",
            "Peanut",
            "Cats"
        ]
    );
    let kinds: Vec<_> = shown.iter().map(|allergy| (allergy.is_drug, allergy.is_severe)).collect();
    assert_eq!(kinds[..3], [(true, true), (true, true), (true, false)]);
    assert_eq!(kinds[4..], [(false, false), (false, true), (false, false)]);
}

// proves: FR-10 ARS-27
#[test]
fn an_ended_allergy_sent_as_an_entry_and_inside_its_list_is_one() {
    let end = format!(
        r#","extension":[{{"url":"{END}","extension":[{{"url":"endDate","valueDateTime":"2020-01-01"}}]}}]"#
    );
    let inside = allergy("e0", "resolved", &coded("Erythromycin"), &end);
    let entry = inside.replace(r#""id":"e0""#, r#""id":"a""#);
    let lines = |resources: &[String]| lines_of(resources).len();
    let resources = [active(&[]), ended(std::slice::from_ref(&inside)), entry.clone()];
    let (items, _) = present(&resources);
    assert_eq!((items.active.len(), items.ended.len(), items.not_included.len()), (0, 1, 0));
    assert!(items.ended[0].remarks.is_empty(), "{:?}", items.ended[0].remarks);
    assert_eq!(lines(&resources), 1);

    // Where the two differ, both are shown, and that is said.
    let resources = [active(&[]), ended(&[inside]), entry.replace("2020-01-01", "2021-02-02")];
    let (items, _) = present(&resources);
    assert_eq!((items.ended.len(), lines(&resources)), (2, 2));
    for allergy in &items.ended {
        assert_eq!(allergy.remarks, ["Sent twice, and the two differ"]);
    }
}

// proves: FR-10
#[test]
fn an_active_allergy_is_not_lost_to_the_ended_one_of_the_same_name() {
    let inside = allergy("e0", "resolved", &coded("Erythromycin"), "");
    let (items, _) = present(&[
        active(&["AllergyIntolerance/a"]),
        ended(&[inside]),
        allergy("a", "active", &coded("Erythromycin"), ""),
    ]);
    assert_eq!((items.active.len(), items.ended.len()), (1, 1));
    assert!(items.active[0].remarks.contains(&"Sent twice, and the two differ".to_owned()));
}

// proves: FR-11 ARS-23 ARS-26
#[test]
fn an_allergy_whose_code_says_nothing_is_called_what_was_recorded() {
    let lost = r#"{"coding":[{"system":"http://snomed.info/sct","code":"196461000000101","display":"Transfer-degraded drug allergy"}]}"#;
    for (code, more, agent) in [
        (
            lost,
            r#","note":[{"text":"Certainty: likely\nOriginal text: H/O: heparin allergy"}]"#,
            "H/O: heparin allergy",
        ),
        (lost, r#","reaction":[{"substance":{"text":"Heparin"}}]"#, "Heparin"),
        (lost, r#","note":[{"text":"Heparin"}]"#, "Heparin"),
        (r#"{"text":"Textual Problem"}"#, r#","note":[{"text":"Heparin"}]"#, "Heparin"),
        (lost, "", "Allergy not named (Transfer-degraded drug allergy)"),
    ] {
        let one = one(allergy("a", "active", code, more));
        assert_eq!(one.agent, agent, "{code} {more}");
        let is_from_note = more.contains("note");
        assert_eq!(one.remarks.contains(&"Named in a note, not by a code".to_owned()), is_from_note);
    }
}

// proves: FR-04 FR-11 ARS-27
#[test]
fn an_allergy_says_in_its_one_line_what_its_row_says() {
    let lost = r#"{"coding":[{"code":"196461000000101","display":"Transfer-degraded drug allergy"}]}"#;
    let reaction =
        r#","reaction":[{"severity":"severe","description":"Blotchy","manifestation":[{"text":"Rash"}]}]"#;
    let line =
        |code: &str, status: &str, more: &str| lines_of(&[active(&[]), allergy("a", status, code, more)]);
    assert_eq!(line(&coded("Penicillin"), "active", reaction), ["Penicillin | Rash, severe. Blotchy"]);
    assert_eq!(
        line(lost, "resolved", r#","note":[{"text":"Original text: Heparin"}]"#),
        ["Ended: Heparin (Read from the comment; Uncoded) | Original text: Heparin"]
    );
    assert_eq!(
        line(&coded("Penicillin"), "active", r#","verificationStatus":"entered-in-error""#),
        ["Penicillin (Entered in error) | "]
    );
    // Its status says nothing, its list that it ended.
    let inside = allergy("e0", "", &coded("Latex"), "");
    assert_eq!(lines_of(&[active(&[]), ended(&[inside])]), ["Latex (Ended) | "]);
}
