//! Rows: what is read of each allergy, and where it is listed.

use super::sent::*;
use crate::clinical::State;
use crate::clinical::allergies::*;
use crate::clinical::area::WarningKind::{ListMissing, NotIncluded, OutsideList};

// proves: ARS-14 ARS-20 ARS-23
#[test]
fn active_and_contained_ended_allergies_are_read_in_any_order_of_entries() {
    let end = format!(
        r#","extension":[{{"url":"{END}","extension":[{{"url":"endDate","valueDateTime":"2016-11-01T00:00:00+00:00"}},
            {{"url":"reasonEnded","valueString":"Desensitised"}}]}}]"#
    );
    let mut resources = vec![
        allergy("a", "active", r#"{"text":"Penicillin V","coding":[{"display":"Penicillin"}]}"#, ""),
        active(&["AllergyIntolerance/a"]),
        ended(&[allergy("e0", "resolved", &coded("Peanut"), &end)]),
        practitioner(),
    ];
    for _ in 0..2 {
        let (state, placed) = read(&resources);
        let State::Present { items, warnings } = &state else { panic!("{state:?}") };
        assert!(warnings.is_empty(), "{warnings:?}");
        assert_eq!(items.active[0].agent, "Penicillin V");
        assert_eq!(items.active[0].recorder.as_ref().map(|who| who.name.as_str()), Some("Dr Ferris"));
        assert_eq!(items.active[0].category_words(), "Drug");
        let peanut = &items.ended[0];
        assert_eq!(peanut.agent, "Peanut");
        let ended = peanut.ended.as_ref().unwrap();
        assert_eq!(ended.date.as_ref().map(crate::format::date).as_deref(), Some("01-Nov-2016"));
        assert_eq!(ended.reason.as_deref(), Some("Desensitised"));
        assert_eq!(placed, [0, 1, 2, 3]);
        resources.reverse();
    }
}

// proves: ARS-27
#[test]
fn an_ended_allergy_never_looks_active() {
    let (items, _) = present(&[
        active(&["AllergyIntolerance/a"]),
        allergy("a", "resolved", &coded("Cat"), ""),
        ended(&[allergy("e0", "resolved", &coded("Peanut"), "")]),
    ]);
    assert!(items.active.is_empty());
    assert_eq!(items.ended.len(), 2);
    assert!(items.ended.iter().all(|allergy| allergy.ended.is_some()));
    let cat = items.ended.iter().find(|allergy| allergy.agent == "Cat").unwrap();
    assert_eq!(cat.remarks, ["Marked as ended, but on the practice's list of active allergies"]);
    let state: Read = State::Present { items, warnings: vec![] };
    assert_eq!(banner(&state), BannerAllergies::NotRecorded { remark: Some("2 ended entries".into()) });
}

// proves: ARS-27 ARS-67
#[test]
fn in_doubt_an_allergy_is_active() {
    for (status, remark) in [
        ("active", "Marked as active, but on the practice's list of ended allergies"),
        ("entered", "Status not stated by the practice"),
    ] {
        let on_ended_list = list("1103671000000101", &["AllergyIntolerance/a"], "");
        let lists = if status == "active" { on_ended_list } else { active(&["AllergyIntolerance/a"]) };
        let (items, _) = present(&[lists, allergy("a", status, &coded("Latex"), "")]);
        assert_eq!(items.active[0].remarks, [remark]);
    }
}

// proves: ARS-67
#[test]
fn allergies_without_a_list_are_shown_and_the_missing_list_is_said() {
    let (items, warnings) = present(&[allergy("a", "active", &coded("Latex"), "")]);
    assert_eq!(items.active[0].agent, "Latex");
    assert_eq!(warnings.iter().map(|warning| &warning.kind).collect::<Vec<_>>(), [&ListMissing]);
}

// proves: ARS-20 ARS-67
#[test]
fn allergies_outside_the_list_and_entries_that_lead_nowhere_are_shown_and_said() {
    let more = r#"{"resourceType":"List","code":{"coding":[{"code":"886921000000105"}]},"entry":[
        {"item":{"reference":"AllergyIntolerance/gone"}},{"item":{"display":"Clinical item not supported"}}]}"#;
    let (items, warnings) = present(&[more.into(), allergy("a", "active", &coded("Latex"), "")]);
    assert_eq!(items.not_included, ["Not included in this response", "Clinical item not supported"]);
    assert_eq!(items.active[0].remarks, ["Not on the practice's list of allergies"]);
    let kinds: Vec<&WarningKind> = warnings.iter().map(|warning| &warning.kind).collect();
    assert_eq!(kinds, [&OutsideList, &NotIncluded]);
}

// proves: ARS-26
#[test]
fn a_degraded_allergy_shows_its_text_is_marked_and_comes_first() {
    let degraded = r#"{"coding":[{"system":"http://snomed.info/sct","code":"196461000000101",
        "display":"Transfer-degraded drug allergy"}],"text":"Rash with blue tablets"}"#;
    let (items, _) = present(&[
        active(&["AllergyIntolerance/a", "AllergyIntolerance/b"]),
        allergy("a", "active", &coded("Penicillin"), r#","criticality":"high""#),
        allergy("b", "active", degraded, ""),
    ]);
    assert_eq!(items.active[0].agent, "Rash with blue tablets");
    assert_eq!(items.active[0].degraded, Some(crate::format::concept::Degraded::DrugAllergy));
    assert_eq!(items.active[1].degraded, None);
}

#[test]
fn the_gravest_come_first_then_the_newest() {
    let severity = |severity: &str| format!(r#","reaction":[{{"severity":"{severity}"}}]"#);
    let dated = |date: &str| format!(r#","assertedDate":"{date}""#);
    let (items, _) = present(&[
        active(&[]),
        allergy("a", "active", &coded("old"), &dated("1990")),
        allergy("b", "active", &coded("new"), &dated("2020-05-01")),
        allergy("c", "active", &coded("mild"), &severity("mild")),
        allergy("d", "active", &coded("severe"), &severity("severe")),
        allergy("e", "active", &coded("high"), r#","criticality":"high""#),
    ]);
    let agents: Vec<&str> = items.active.iter().map(|allergy| allergy.agent.as_str()).collect();
    assert_eq!(agents, ["high", "severe", "mild", "new", "old"]);
}

// proves: ARS-67
#[test]
fn reactions_without_a_code_are_words() {
    let flavour = |code: &str, system: &str, more: &str| {
        format!(
            r#","reaction":[{{"manifestation":[{{"coding":[{{"system":"{system}","code":"{code}",
                "display":"NoInformation"}}]}}],"severity":"severe"{more}}}]"#
        )
    };
    let (old, new) =
        ("http://hl7.org/fhir/v3/NullFlavor ", "http://terminology.hl7.org/CodeSystem/v3-NullFlavor");
    for (more, shown, is_known) in [
        (flavour("NI", old, ""), "Reaction not recorded", false),
        (flavour("UNC", new, r#","description":"Swollen lips""#), "Swollen lips", true),
        (flavour("UNC", old, ""), "Reaction not coded, and no text was sent", false),
        (flavour("ASKU", new, ""), "The patient was asked and could not say", false),
        (flavour("UNK", new, ""), "Reaction not known", false),
    ] {
        let read = one(allergy("a", "active", &coded("Latex"), &more));
        let reaction = &read.reactions[0];
        assert_eq!((reaction.manifestation.as_str(), reaction.is_known), (shown, is_known));
        assert_eq!(reaction.severity, Some(Severity::Severe));
    }
}

#[test]
fn a_description_beside_a_coded_reaction_is_kept_apart() {
    let read = one(allergy(
        "a",
        "active",
        &coded("Latex"),
        r#","reaction":[{"manifestation":[{"text":"Rash"}],"description":"After gloves"},
            {"manifestation":[{"text":"Rash"}],"description":"rash"}]"#,
    ));
    let shown: Vec<_> =
        read.reactions.iter().map(|one| (one.manifestation.as_str(), one.description.as_deref())).collect();
    assert_eq!(shown, [("Rash", Some("After gloves")), ("Rash", None)]);
}

// proves: ARS-66 ARS-67
#[test]
fn dates_keep_their_precision_and_strange_values_keep_the_row() {
    let read = one(allergy(
        "a",
        "active",
        &coded("Latex"),
        r#","type":"sensitivity","category":["environment","food"],"criticality":"grave",
            "onsetDateTime":"2011","assertedDate":"2007-01","lastOccurrence":"1978-12-31",
            "reaction":[{"severity":"terrible"}],"note":[{"text":"Certainty = Likely\nSeverity = Moderate"}],
            "meta":{"security":[{"code":"NOPAT"}]}"#,
    ));
    assert_eq!(read.onset.as_ref().map(crate::format::date).as_deref(), Some("2011"));
    assert_eq!(read.asserted.as_ref().map(crate::format::date).as_deref(), Some("Jan-2007"));
    assert_eq!(read.category_words(), "Drug and Non-drug and food");
    assert_eq!(read.kind.as_deref(), Some("sensitivity"));
    assert_eq!(read.criticality.as_ref().map(Criticality::words).as_deref(), Some("grave"));
    assert_eq!(read.severity().map(Severity::words), Some("terrible"));
    assert_eq!(read.notes[0].text, "Certainty = Likely\nSeverity = Moderate");
    assert!(read.not_for_patient);
}

// proves: ARS-28
#[test]
fn verification_status_has_no_meaning() {
    let sent = allergy("a", "active", &coded("Latex"), "");
    let refuted = sent.replace("confirmed", "refuted");
    assert_eq!(one(sent), one(refuted));
}

// proves: ARS-67
#[test]
fn an_entry_sent_twice_is_shown_once_unless_it_differs() {
    let (same, other) =
        (allergy("a", "active", &coded("Latex"), ""), allergy("a", "active", &coded("Rubber"), ""));
    let (state, placed) = read(&[active(&["AllergyIntolerance/a"]), same.clone(), same.clone()]);
    let State::Present { items, .. } = state else { panic!() };
    assert_eq!((items.active.len(), placed.len()), (1, 3));
    let (items, _) = present(&[active(&["AllergyIntolerance/a"]), same, other]);
    assert_eq!(items.active.len(), 2);
}
