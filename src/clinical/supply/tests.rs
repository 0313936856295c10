use super::*;
use crate::clinical::area::*;
use crate::clinical::{Placing, State};
use crate::fhir::{Bundle, Index, List};

const WARNING: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1";

fn bundle(resources: &[&str]) -> Bundle {
    let entries: Vec<String> = resources.iter().map(|json| format!(r#"{{"resource":{json}}}"#)).collect();
    let json = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    Bundle::read(json.as_bytes()).unwrap()
}

fn kind(list: &str) -> ListKind {
    let bundle = bundle(&[list]);
    ListKind::of(bundle.each::<List>().next().unwrap().1)
}

fn warnings(codes: &[&str], note: &str) -> Vec<(String, String)> {
    let codes: Vec<String> =
        codes.iter().map(|code| format!(r#"{{"url":"{WARNING}","valueCode":"{code}"}}"#)).collect();
    let list = format!(
        r#"{{"resourceType":"List","extension":[{}],"note":[{{"text":{}}}]}}"#,
        codes.join(","),
        serde_json::to_string(note).unwrap()
    );
    let bundle = bundle(&[&list]);
    Warning::of_list(bundle.each::<List>().next().unwrap().1, "Medications")
        .into_iter()
        .map(|warning| (warning.heading(), warning.text))
        .collect()
}

fn outcome(text: &str, diagnostics: &str) -> String {
    format!(
        r#"{{"resourceType":"OperationOutcome","issue":[{{"severity":"warning","code":"not-supported","details":{{
            "coding":[{{"code":"NOT_IMPLEMENTED","display":"Not implemented"}}]{text}}},"diagnostics":"{diagnostics}"}}]}}"#
    )
}

// proves: ARS-20
#[test]
fn a_primary_list_is_known_by_its_code_and_never_by_its_title() {
    for area in Area::ALL {
        let Some(code) = area.list_code() else { continue };
        let list = format!(
            r#"{{"resourceType":"List","title":"Medications and medical devices","code":{{"coding":[{{"code":" {code} "}}]}}}}"#
        );
        assert_eq!(kind(&list), ListKind::Primary(area));
    }
    assert_eq!(kind(r#"{"resourceType":"List","title":"Medications and medical devices"}"#), ListKind::Other);
    assert_eq!(
        kind(r#"{"resourceType":"List","title":"x","code":{"coding":[{"code":"1103671000000101"}]}}"#),
        ListKind::EndedAllergies
    );
    assert_eq!(
        kind(r#"{"resourceType":"List","code":{"coding":[{"code":"25851000000105"}]}}"#),
        ListKind::Consultation
    );
}

// proves: L-22
#[test]
fn secondary_lists_are_known_by_slug_or_title() {
    use LinkedFrom::{Consultations, Problems};
    for (name, area, from) in [
        ("consultations-allergies-contained-in-consultations ", Area::Allergies, Consultations),
        (
            "Consultations - allergies that have been ended contained in consultations",
            Area::Allergies,
            Consultations,
        ),
        ("Consultations - medications contained in consultations", Area::Medications, Consultations),
        ("consultations-diary-entries-contained-in-consultations", Area::DiaryEntries, Consultations),
        ("Consultations - outbound referrals in consultations", Area::Referrals, Consultations),
        (
            "consultations-uncategorised-data-contained-in-consultations",
            Area::UncategorisedData,
            Consultations,
        ),
        ("problems-problems-related-to-problems", Area::Problems, Problems),
        ("Problems - consultations related to problems", Area::Consultations, Problems),
        ("PROBLEMS-DOCUMENTS-RELATED-TO-PROBLEMS", Area::Documents, Problems),
        ("problems-investigations-related-to-problems", Area::Investigations, Problems),
        ("problems-immunisations-related-to-problems", Area::Immunisations, Problems),
    ] {
        let expected = ListKind::Linked { area, from };
        assert_eq!(kind(&format!(r#"{{"resourceType":"List","title":"{name}"}}"#)), expected, "{name}");
        let code =
            format!(r#"{{"resourceType":"List","title":"x","code":{{"coding":[{{"code":"{name}"}}]}}}}"#);
        assert_eq!(kind(&code), expected, "{name}");
    }
    assert_eq!(
        kind(
            r#"{"resourceType":"List","title":"Problems - linked problems not relating to the primary query"}"#
        ),
        ListKind::LinkedProblems
    );
}

// proves: ARS-19
#[test]
fn each_warning_code_gives_the_prescribed_words() {
    let confidential = (
        "Medications: items withheld".to_owned(),
        "Items excluded due to confidentiality and/or patient preferences.".to_owned(),
    );
    let in_transit = (
        "Medications: record transfer not complete".to_owned(),
        "Patient record transfer from previous GP practice not yet complete; information recorded before \
         21-Jun-2021 may be missing."
            .to_owned(),
    );
    let filing = (
        "Medications: items not yet reviewed".to_owned(),
        "Patient record contains some items in the GP practice workflow that have not been reviewed for inclusion in \
         this message; information recorded before 21-Jun-2021 may be missing."
            .to_owned(),
    );
    assert_eq!(warnings(&["confidential-items"], &confidential.1), std::slice::from_ref(&confidential));
    assert_eq!(warnings(&["data-in-transit"], &in_transit.1), std::slice::from_ref(&in_transit));
    assert_eq!(warnings(&["data-awaiting-filing"], &filing.1), [filing]);
    // Concatenated into one note, with the words for an empty list.
    let note = format!("{} {} Information not available", confidential.1, in_transit.1);
    assert_eq!(
        warnings(&["confidential-items", "data-in-transit"], &note),
        [confidential.clone(), in_transit]
    );
    assert_eq!(warnings(&[], "Information not available."), []);
}

// proves: ARS-19 L-22
#[test]
fn a_note_without_its_code_is_a_warning_too_and_other_words_are_shown_as_sent() {
    let confidential = "Items excluded due to confidentiality and/or patient preferences.";
    assert_eq!(
        warnings(&[], confidential),
        [("Medications: items withheld".to_owned(), confidential.to_owned())]
    );
    assert_eq!(
        warnings(&[], "Ask the practice."),
        [("Medications: note from the practice".to_owned(), "Ask the practice.".to_owned())]
    );
    // The older wording: the prescribed words with its date, and the note as sent.
    let older = "Patient record transfer from previous GP practice not yet complete; any information recorded before \
                 26-Feb-2010 has been excluded.";
    let shown = warnings(&["data-in-transit"], older);
    assert!(shown[0].1.contains("before 26-Feb-2010 may be missing"), "{shown:?}");
    assert_eq!(shown[1].1, older);
    let unknown = warnings(&["something-new"], "");
    assert!(unknown[0].1.contains("something-new"));
}

#[test]
fn a_transfer_without_a_date_says_which_date_is_meant() {
    let shown = warnings(&["data-in-transit"], "recorded before long may be missing");
    assert!(shown[0].1.contains("before the patient registered at this practice"), "{shown:?}");
}

// proves: ARS-17 ARS-18 L-20
#[test]
fn an_outcome_names_area_and_part() {
    let resources = [
        outcome(r#","text":"includeDiaryEntries is an unrecognised parameter""#, "includeDiaryEntries"),
        outcome("", "includeMedication.medicationSearchFromDate"),
        outcome(r#","text":"DocumentReferences has been disabled""#, "DocumentReferences"),
        outcome(r#","text":"something else""#, "somewhere"),
        r#"{"resourceType":"OperationOutcome"}"#.to_owned(),
    ];
    let resources: Vec<&str> = resources.iter().map(String::as_str).collect();
    let bundle = bundle(&resources);
    let read = notices(&Index::new(&bundle));
    let named: Vec<_> = read.iter().map(|notice| (notice.area, notice.part.as_deref())).collect();
    assert_eq!(
        named,
        [
            (Some(Area::DiaryEntries), None),
            (Some(Area::Medications), Some("medicationSearchFromDate")),
            (Some(Area::Documents), None),
            (None, None),
            (None, None)
        ]
    );
    assert!(read[0].words().starts_with("Diary entries could not be supplied by this GP practice system."));
    assert!(read[1].words().contains("medicationSearchFromDate"));
    assert!(read[3].words().contains("something else (somewhere)"));
}

// proves: ARS-18
#[test]
fn an_ignored_part_leaves_the_area_and_warns() {
    let list = r#"{"resourceType":"List","code":{"coding":[{"code":"933361000000108"}]}}"#;
    let bundle = bundle(&[list, &outcome("", "includeMedication.medicationSearchFromDate")]);
    let index = Index::new(&bundle);
    let supply = Supply::read(&Placing::new(&index), Area::Medications);
    let state: State<(), (), Warning> = supply.into_state(Some(()), "");
    let State::Present { warnings, .. } = state else { panic!("{state:?}") };
    assert_eq!(warnings[0].kind, WarningKind::NotSupported);
}

#[test]
fn every_area_has_its_own_words() {
    let count = |words: Vec<&str>| words.into_iter().collect::<std::collections::BTreeSet<_>>().len();
    assert_eq!(count(Area::ALL.iter().map(|area| area.title()).collect()), 10);
    assert_eq!(count(Area::ALL.iter().map(|area| area.route()).collect()), 10);
    assert_eq!(count(Area::ALL.iter().map(|area| area.parameter()).collect()), 10);
}

// proves: ARS-22
#[test]
fn a_list_that_gives_another_reason_for_being_empty_is_not_taken_for_an_empty_one() {
    let of = |reason: &str| {
        let list = format!(
            r#"{{"resourceType":"List","code":{{"coding":[{{"code":"933361000000108"}}]}},"emptyReason":{reason}}}"#
        );
        let bundle = bundle(&[&list]);
        let index = Index::new(&bundle);
        let supply = Supply::read(&Placing::new(&index), Area::Medications);
        match supply.into_state::<(), ()>(None, "Nothing recorded.") {
            State::Empty(words) => format!("empty: {words}"),
            State::Withheld(warnings) => {
                warnings.iter().map(|one| format!("{}: {}", one.heading(), one.text)).collect()
            }
            other => panic!("{other:?}"),
        }
    };
    let coded = |code: &str| of(&format!(r#"{{"coding":[{{"code":"{code}"}}]}}"#));
    for plain in ["no-content-recorded", "noContent"] {
        assert_eq!(coded(plain), "empty: Nothing recorded.");
    }
    assert_eq!(
        of(r#"{"coding":[{"code":"no-content-recorded"}],"text":"No Content Recorded"}"#),
        "empty: Nothing recorded."
    );
    assert_eq!(
        coded("withheld"),
        "Medications: items withheld: The practice’s system gives a reason for an empty list: “withheld”."
    );
    for other in ["unavailable", "notstarted", "notasked", "closed", "x-1"] {
        assert_eq!(
            coded(other),
            format!(
                "Medications: nothing sent, for a reason: The practice’s system gives a reason for an empty list: “{other}”."
            )
        );
    }
    // Two that disagree, words alone, and words beside the code.
    assert!(of(r#"{"coding":[{"code":"no-content-recorded"},{"code":"withheld","display":"Information Withheld"}]}"#)
        .ends_with("items withheld: The practice’s system gives a reason for an empty list: “Information Withheld”."));
    assert!(of(r#"{"text":"Lost in migration"}"#).starts_with("Medications: nothing sent, for a reason"));
    assert!(
        of(r#"{"coding":[{"code":"no-content-recorded"}],"text":"Lost in migration"}"#)
            .starts_with("empty: Nothing recorded. Medications: note from the practice")
    );
    assert!(coded("nilknown").starts_with("empty: Nothing recorded. Medications: note from the practice"));
}
