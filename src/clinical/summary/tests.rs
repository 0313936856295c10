use super::*;
use crate::clinical::OtherKind;
use crate::format::Severity;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn reading(resources: &[&str]) -> Reading<()> {
    let entries: Vec<String> = resources.iter().map(|json| format!(r#"{{"resource":{json}}}"#)).collect();
    let json = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    Reading::of(&Bundle::read(json.as_bytes()).unwrap(), today(), &[Area::Allergies, Area::Medications])
}

const PATIENT: &str = r#"{"resourceType":"Patient","id":"1","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number",
    "value":"9990053207"}],"managingOrganization":{"reference":"Organization/7"},
    "generalPractitioner":[{"reference":"Practitioner/1"}]}"#;
const PRACTICE: &str = r#"{"resourceType":"Organization","id":"7","name":"Millbrook Surgery","identifier":[{
    "system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"y90001"}]}"#;

// proves: ARS-57 ARS-59
#[test]
fn the_answer_names_its_practice_and_patient() {
    let reading = reading(&[PATIENT, PRACTICE]);
    assert_eq!(reading.practice.as_deref(), Some("Millbrook Surgery"));
    let demographics = reading.demographics.unwrap();
    assert_eq!(demographics.nhs_number.as_deref(), Some("9990053207"));
    assert_eq!(demographics.practice_ods.as_deref(), Some("Y90001"));
}

// proves: L-21
#[test]
fn an_answer_without_any_area_is_no_empty_record() {
    let reading = reading(&[PATIENT, PRACTICE]);
    for area in [Area::Allergies, Area::Medications] {
        assert_eq!(reading.outline(area).words(), "not supported");
    }
}

// proves: ARS-17 ARS-18
#[test]
fn notices_about_areas_that_were_not_asked_for_are_kept() {
    let outcome = r#"{"resourceType":"OperationOutcome","issue":[
        {"details":{"text":"includeMedication has been disabled"},"diagnostics":"includeMedication"},
        {"details":{"text":"includeProblems has been disabled"},"diagnostics":"includeProblems"},
        {"details":{"text":"The system is being updated"}}]}"#;
    let reading = reading(&[PATIENT, outcome]);
    let areas: Vec<_> = reading.notices.iter().map(|notice| notice.area).collect();
    assert_eq!(areas, [Some(Area::Problems), None]);
    assert!(
        matches!(&reading.medications, State::NotSupported(words) if words.contains("has been disabled"))
    );
}

// proves: ARS-15 ARS-69
#[test]
fn every_entry_is_counted_and_what_no_area_shows_is_listed() {
    let list = r#"{"resourceType":"List","code":{"coding":[{"code":"886921000000105"}]}}"#;
    let reading = reading(&[
        PATIENT,
        PRACTICE,
        list,
        r#"{"resourceType":"Appointment","id":"c","description":"Asthma review"}"#,
        r#"{"resourceType":"Flag","id":"f"}"#,
        "null",
        r#"{"resourceType":"Appointment","id":"o","description":"Weight","participant":"nobody"}"#,
    ]);
    assert_eq!((reading.received, reading.listed_as_other()), (7, Some(4)));
    assert_eq!(reading.partly_read, ["Appointment: Weight"]);
    let kinds: Vec<OtherKind> = reading.rest.unwrap().others.items.iter().map(|item| item.kind).collect();
    assert_eq!(kinds, [OtherKind::Unreadable, OtherKind::Unknown, OtherKind::Clinical, OtherKind::Clinical]);
}

// proves: ARS-19 FL-09 FR-32
#[test]
fn no_two_states_have_the_same_outline() {
    let warning = |kind| vec![Warning::new(kind, "Medications", "")];
    let states: Vec<State<usize, (), Warning>> = vec![
        State::NotRequested,
        State::Loading,
        State::Failed(()),
        State::Withheld(warning(WarningKind::Confidential)),
        State::Withheld(warning(WarningKind::InTransit)),
        State::Withheld(vec![]),
        State::NotSupported(String::new()),
        State::Empty(String::new()),
        State::Present { items: 11, warnings: vec![] },
        State::Present { items: 11, warnings: warning(WarningKind::Confidential) },
        State::Present { items: 0, warnings: warning(WarningKind::NotIncluded) },
    ];
    let words: Vec<String> = states.iter().map(|state| Outline::of(state, |count| *count).words()).collect();
    assert_eq!(
        words,
        [
            "not asked",
            "loading",
            "failed",
            "withheld",
            "transfer not complete",
            "nothing shown",
            "not supported",
            "none recorded",
            "11",
            "11, not all",
            "0, not all"
        ]
    );
    let state = State::<usize, (), _>::Present { items: 3, warnings: warning(WarningKind::OutsideList) };
    assert_eq!(Outline::of(&state, |count| *count).severity(), Severity::Plain);
}

#[test]
fn an_area_that_is_not_asked_for_says_so() {
    let reading = reading(&[PATIENT]);
    for area in Area::ALL.into_iter().filter(|area| !matches!(area, Area::Allergies | Area::Medications)) {
        assert_eq!(reading.outline(area), Outline::NotAsked);
    }
}

// proves: ARS-20 ARS-67
#[test]
fn what_came_of_an_area_that_was_not_asked_for_is_shown_with_a_warning() {
    let list = r#"{"resourceType":"List","title":"Problems - outbound referrals related to problems",
        "entry":[{"item":{"reference":"ReferralRequest/r"}}]}"#;
    let referral = r#"{"resourceType":"ReferralRequest","id":"r","reasonCode":[{"text":"Chest pain"}]}"#;
    let reading = reading(&[PATIENT, list, referral]);
    assert_eq!(reading.outline(Area::Referrals).severity(), Severity::Incomplete);
    let State::Present { warnings, .. } = reading.referrals else { panic!("shown") };
    assert!(warnings.iter().any(|warning| warning.kind == WarningKind::ListMissing));
}

// proves: ARS-19 ARS-69
#[test]
fn what_has_not_been_read_yet_is_loading_and_nothing_is_counted() {
    let list = r#"{"resourceType":"List","code":{"coding":[{"code":"1102181000000102"}]},
        "entry":[{"item":{"reference":"Immunization/i"}}]}"#;
    let immunisation = r#"{"resourceType":"Immunization","id":"i","notGiven":false}"#;
    let json = [PATIENT, list, immunisation, r#"{"resourceType":"Flag","id":"f"}"#]
        .map(|json| format!(r#"{{"resource":{json}}}"#))
        .join(",");
    let bundle = format!(r#"{{"resourceType":"Bundle","entry":[{json}]}}"#);
    let bundle = Bundle::read(bundle.as_bytes()).unwrap();
    let asked = [Area::Allergies, Area::Immunisations];
    let mut reading: Reading<()> = Reading::first(&bundle, today(), &asked);
    assert_eq!(reading.outline(Area::Immunisations).words(), "loading");
    assert_eq!((reading.received, reading.listed_as_other()), (4, None));
    reading.complete(&bundle, today(), &asked);
    assert_eq!(reading.outline(Area::Immunisations).words(), "1");
    assert_eq!(reading.outline(Area::Referrals), Outline::NotAsked);
    assert_eq!(reading.listed_as_other(), Some(1));
    assert_eq!(reading, Reading::of(&bundle, today(), &asked));
}

// proves: FR-01 FS-02
#[test]
fn letters_that_cannot_be_seen_are_seen_and_said_once_for_the_area() {
    let bundle = r#"{"resourceType":"Bundle","entry":[
        {"resource":{"resourceType":"Observation","code":{"text":"Dose \u202e01\u202c mg, 1\u00962"},"comment":"5\u001310"}},
        {"resource":{"resourceType":"Observation","code":"war\u200bfarin"}},
        {"resource":{"resourceType":"ProcedureRequest","intent":"plan","code":{"text":"Review 1\u00132 weeks"}}}]}"#;
    let bundle = Bundle::read(bundle.as_bytes()).unwrap();
    assert_eq!(bundle.signed, [0, 1]);
    let reading = Reading::<()>::of(&bundle, today(), &Area::ALL);
    let entries = &reading.rest.as_ref().unwrap().entries;
    let of =
        |words: &str| entries.find(words).iter().map(|entry| entry.item.text.words()).collect::<Vec<_>>();
    assert_eq!(of("warfarin"), ["war\u{fffd}farin"]);
    assert_eq!(of("01 mg"), ["Dose \u{fffd}01\u{fffd} mg, 1–2"]);
    assert_eq!(entries.find("dose")[0].item.comment.as_deref(), Some("5–10"));
    let said = |warnings: &[Warning]| {
        warnings.iter().filter(|warning| warning.kind == WarningKind::UnseenLetters).count()
    };
    assert_eq!(said(reading.uncategorised_data.warnings()), 1);
    assert_eq!(said(reading.diary_entries.warnings()), 0);
}

fn warnings_of(extension: &str, value: &str) -> Vec<String> {
    let json = format!(
        r#"{{"resourceType":"Bundle","entry":[{{"resource":{{"resourceType":"Observation","id":"o","code":{{"text":"INR"}},
            "extension":[{extension}],"valueQuantity":{{"value":{value},"unit":"ratio"}}}}}}]}}"#
    );
    let reading = Reading::<()>::of(&Bundle::read(json.as_bytes()).unwrap(), today(), &Area::ALL);
    let State::Present { warnings, .. } = reading.uncategorised_data else { panic!("shown") };
    let said = warnings.iter().filter(|warning| warning.kind == WarningKind::NotShown);
    said.map(|warning| warning.text.clone()).collect()
}

// proves: FR-05 ARS-15
#[test]
fn an_extension_that_is_not_known_is_listed_with_its_text_above_its_area() {
    let unknown = r#"{"url":"https://example.org/Extension-CareConnect-SampleState-1","extension":[
        {"url":"state","valueString":"clotted"},{"url":"by","valueBoolean":true}]}"#;
    assert_eq!(
        warnings_of(unknown, "2.4"),
        [
            "Sent with entries of this area, but not shown in their rows: SampleState: state: clotted, by: Yes."
        ]
    );
    let known =
        r#"{"url":"https://example.org/Extension-CareConnect-GPC-ListWarningCode-1","valueCode":"x"}"#;
    assert!(warnings_of(known, "2.4").is_empty());
}

// proves: ARS-15
#[test]
fn what_the_model_does_not_read_is_listed_with_its_words_above_its_area() {
    let said = |more: &str| {
        let json = format!(
            r#"{{"resourceType":"Bundle","entry":[{{"resource":{{"resourceType":"Condition","id":"c","code":{{"text":"Fracture"}},
                "category":[{{"coding":[{{"code":"problem-list-item"}}]}}],{more}}}}}]}}"#
        );
        let reading = Reading::<()>::of(&Bundle::read(json.as_bytes()).unwrap(), today(), &Area::ALL);
        let State::Present { warnings, .. } = reading.problems else { panic!("shown") };
        let said = warnings.iter().filter(|warning| warning.kind == WarningKind::NotShown);
        said.map(|warning| warning.text.clone()).collect::<String>()
    };
    for (sent, words) in [
        (
            r#""bodySite":[{"text":"Left wrist"},{"coding":[{"code":"1","display":"Ulna"}]}]"#,
            "bodySite: Left wrist, Ulna.",
        ),
        (
            r#""severity":{"coding":[{"system":"http://snomed.info/sct","code":"24484000"}]}"#,
            "severity: 24484000.",
        ),
        (r#""stage":{"summary":{"text":"III"},"assessment":[{"reference":"Observation/x"}]}"#, "stage: III."),
        (r#""abatementAge":{"value":61,"unit":"years"}"#, "abatementAge: 61 years."),
        (r#""evidence":[{"code":[{"text":"X\u202eray"}]}]"#, "evidence: X"),
    ] {
        assert!(said(sent).contains(words), "{sent}: {}", said(sent));
    }
    // Nothing about the patient.
    let silent = r#""text":{"status":"generated","div":"<div>x</div>"},"language":"en","_code":{"id":"x"},"id":"d","evidence":[{"detail":[{"reference":"Observation/x"}]}]"#;
    assert_eq!(said(silent), "");
}

// proves: FR-13 ARS-15
#[test]
fn a_part_of_the_wrong_kind_is_said_in_its_area_too() {
    let said = warnings_of("", r#"{"a":1}"#);
    assert!(said[0].contains("parts of 1 of its entries"), "{said:?}");
}

// proves: ARS-14 FR-09
#[test]
fn whichever_order_entries_came_in_timeline_and_recent_results_are_the_same() {
    let result = |id: &str, value: u32| {
        format!(
            r#"{{"resourceType":"Observation","id":"{id}","code":{{"coding":[{{"system":"s","code":"hb","display":"Hb"}}]}},
                "effectiveDateTime":"2026-05-06","valueQuantity":{{"value":{value},"unit":"g/L"}}}}"#
        )
    };
    let report = r#"{"resourceType":"DiagnosticReport","id":"d","issued":"2026-05-07","result":[
        {"reference":"Observation/a"},{"reference":"Observation/b"},{"reference":"Observation/c"}]}"#;
    let all = [result("a", 120), result("b", 80), result("c", 100), report.to_owned()];
    let shown = |order: [usize; 4]| {
        let texts: Vec<&str> = order.iter().map(|at| all[*at].as_str()).collect();
        let reading = reading(&texts);
        let entries: Vec<String> =
            reading.rest.unwrap().entries.all.iter().map(|entry| entry.item.text.words()).collect();
        let State::Present { items, .. } = reading.investigations else { panic!("shown") };
        (entries, items.recent(6))
    };
    let first = shown([0, 1, 2, 3]);
    for order in [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
        assert_eq!(shown(order), first);
    }
}
