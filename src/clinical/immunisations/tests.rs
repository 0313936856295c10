use super::*;
use crate::clinical::area::WarningKind::{NotIncluded, OutsideList};
use crate::fhir::Bundle;

type Read = (State<Immunisations, (), Warning>, Vec<usize>);

const NAME: &str = "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect";

fn list(items: &[&str]) -> String {
    let entries: Vec<String> =
        items.iter().map(|item| format!(r#"{{"item":{{"reference":"{item}"}}}}"#)).collect();
    format!(
        r#"{{"resourceType":"List","code":{{"coding":[{{"code":"1102181000000102"}}]}},"entry":[{}]}}"#,
        entries.join(",")
    )
}

fn vaccine(id: &str, name: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"Immunization","id":"{id}","status":"completed","extension":[
            {{"url":"{NAME}-VaccinationProcedure-1","valueCodeableConcept":{{"coding":[{{"display":"{name}"}}]}}}},
            {{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-DateRecorded-1","valueDateTime":"2024-02-02"}},
            {{"url":"{NAME}-ParentPresent-1","valueBoolean":true}}]{more}}}"#
    )
}

fn read(resources: &[String]) -> Read {
    let entries: Vec<String> = resources.iter().map(|one| format!(r#"{{"resource":{one}}}"#)).collect();
    let bundle =
        Bundle::read(format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(",")).as_bytes())
            .unwrap();
    let (state, positions) = super::read(&Index::new(&bundle));
    (state, positions.into_iter().collect())
}

fn present(resources: &[String]) -> (Immunisations, Vec<Warning>) {
    match read(resources).0 {
        State::Present { items, warnings } => (items, warnings),
        other => panic!("{other:?}"),
    }
}

// proves: ARS-28 ARS-44 ARS-45
#[test]
fn one_that_was_not_given_is_never_among_the_given_whatever_its_status() {
    let not_given =
        r#","notGiven":true,"date":"2024-01-05","explanation":{"reasonNotGiven":[{"text":"Unwell"}]}"#;
    let misspelt =
        r#","notGiven":true,"date":"2024-01-06","explanation":{"notGivenReason":[{"text":"Declined"}]}"#;
    let (items, warnings) = present(&[
        list(&["Immunization/a", "Immunization/b", "Immunization/c", "Immunization/d"]),
        vaccine("a", "First MMR", r#","notGiven":false,"date":"2024-01-04""#),
        vaccine("b", "MMR not done", not_given),
        vaccine("c", "Influenza not done", misspelt),
        vaccine("d", "Rotavirus", ""),
    ]);
    assert!(warnings.is_empty(), "{warnings:?}");
    let names = |rows: &[Immunisation]| rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&items.given), ["First MMR", "Rotavirus"]);
    assert_eq!(names(&items.not_given), ["Influenza not done", "MMR not done"]);
    assert_eq!(items.not_given[0].reasons_not_given, ["Declined"]);
    assert_eq!(items.not_given[1].reasons_not_given, ["Unwell"]);
    assert_eq!(items.given[1].given, Given::NotStated);
    assert_eq!(items.given[1].remarks, ["The practice's system does not say whether it was given"]);
}

// proves: ARS-23 ARS-66
#[test]
fn everything_about_a_dose_is_read_and_an_unknown_product_is_none() {
    let more = r#","notGiven":false,"date":"2023","primarySource":true,
        "vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/v3/NullFlavor ","code":"UNK"}]},
        "lotNumber":"AB1","expirationDate":"2024-10","site":{"text":"Left arm"},"route":{"text":"Intramuscular"},
        "doseQuantity":{"value":0.50,"unit":"ml"},"location":{"reference":"Location/l"},
        "manufacturer":{"reference":"Organization/m"},"note":[{"text":"one\r\ntwo"}],
        "explanation":{"reason":[{"text":"Routine"}]},
        "practitioner":[{"role":{"coding":[{"code":"AP"}]},"actor":{"reference":"Practitioner/p"}}],
        "vaccinationProtocol":[{"doseSequence":1,"seriesDoses":3,"targetDisease":[{"text":"hepatitis A"}]}]"#;
    let resources = [
        list(&["Immunization/a"]),
        vaccine("a", "First hepatitis A", more),
        r#"{"resourceType":"Location","id":"l","name":"Millbrook"}"#.to_owned(),
        r#"{"resourceType":"Organization","id":"m","name":"Maker"}"#.to_owned(),
        r#"{"resourceType":"Practitioner","id":"p","name":[{"family":"Okoro"}]}"#.to_owned(),
    ];
    assert_eq!(read(&resources).1, [0, 1, 2, 3, 4]);
    let (items, _) = present(&resources);
    let one = &items.given[0];
    assert_eq!(one.product, None);
    assert_eq!(one.date.as_ref().map(format::date).as_deref(), Some("2023"));
    assert_eq!(one.expiry.as_ref().map(format::date).as_deref(), Some("Oct-2024"));
    assert_eq!(one.recorded.as_ref().map(format::date).as_deref(), Some("02-Feb-2024"));
    assert_eq!(one.parent_present, Some(true));
    let words = |text: &Option<String>| text.clone().unwrap();
    assert_eq!(words(&one.batch), "AB1");
    assert_eq!(words(&one.dose), "0.5 ml");
    assert_eq!(words(&one.site), "Left arm");
    assert_eq!(words(&one.route), "Intramuscular");
    assert_eq!(words(&one.location), "Millbrook");
    assert_eq!(words(&one.manufacturer), "Maker");
    assert_eq!(one.course, ["dose 1 of 3, against hepatitis A"]);
    assert_eq!(one.people[0].0.as_deref(), Some("Given by"));
    assert_eq!(one.people[0].1.name, "Okoro");
    assert_eq!(one.notes[0].text, "one\ntwo");
    assert_eq!(one.reported, None);
}

// proves: ARS-15
#[test]
fn a_dose_that_does_not_count_says_so_and_why() {
    let course = |status: &str| {
        let more = format!(r#","notGiven":false,"vaccinationProtocol":[{{"doseSequence":2{status}}}]"#);
        present(&[list(&["Immunization/a"]), vaccine("a", "MMR", &more)]).0.given[0].course.clone()
    };
    assert_eq!(course(r#","doseStatus":{"coding":[{"code":"count","display":"Counts"}]}"#), ["dose 2"]);
    assert_eq!(course(r#","doseStatus":{"text":"Counts"}"#), ["dose 2"]);
    let not = r#","doseStatus":{"coding":[{"code":"nocount","display":"Does not Count"}]},"doseStatusReason":{"text":"Cold chain break"}"#;
    assert_eq!(
        course(not),
        ["dose 2, dose status: Does not Count, reason for the dose status: Cold chain break"]
    );
}

// proves: ARS-26
#[test]
fn a_real_product_stands_beside_the_name_and_a_lost_code_is_marked() {
    let (items, _) = present(&[
        list(&["Immunization/a", "Immunization/b"]),
        vaccine("a", "Rubella", r#","notGiven":false,"vaccineCode":{"text":"Priorix"}"#),
        vaccine("b", "x", "").replace(
            r#"[{"display":"x"}]"#,
            r#"[{"code":"196411000000103","display":"Transfer-degraded record entry"}],"text":"Yellow fever""#,
        ),
    ]);
    assert_eq!(items.given[0].product.as_deref(), Some("Priorix"));
    assert_eq!(items.given[1].name, "Yellow fever");
    assert!(items.given[1].degraded.is_some());
}

// proves: ARS-44
#[test]
fn a_report_of_somebody_else_is_not_one_of_the_practice() {
    for (sent, words) in [
        (
            r#","primarySource":false,"reportOrigin":{"text":"Parent"}"#,
            Some("Reported, not given here: Parent"),
        ),
        (r#","primarySource":false"#, Some("Reported, not given here")),
        (r#","primarySource":true"#, None),
    ] {
        let (items, _) = present(&[list(&["Immunization/a"]), vaccine("a", "MMR", sent)]);
        assert_eq!(items.given[0].reported.as_deref(), words);
    }
}

// proves: ARS-46
#[test]
fn consent_and_dissent_stand_with_the_immunisations_with_their_periods() {
    let status = |id: &str, words: &str, when: &str| {
        format!(r#"{{"resourceType":"Observation","id":"{id}","code":{{"text":"{words}"}},{when}}}"#)
    };
    let (items, _) = present(&[
        list(&["Observation/c", "Observation/d"]),
        status("c", "Consent to MMR", r#""effectivePeriod":{"start":"2020-01-01","end":"2021-01-01"}"#),
        status("d", "Dissent from MMR", r#""effectiveDateTime":"2021""#),
        status("e", "Weight", r#""effectiveDateTime":"2022""#),
    ]);
    let rows: Vec<_> = items
        .status
        .iter()
        .map(|row| (row.term.parts().0.as_str(), row.until.as_ref().map(format::date)))
        .collect();
    assert_eq!(rows, [("Dissent from MMR", None), ("Consent to MMR", Some("01-Jan-2021".to_owned()))]);
}

// proves: ARS-14 ARS-20 ARS-22
#[test]
fn what_is_on_no_list_is_marked_and_what_leads_nowhere_is_said() {
    let (items, warnings) =
        present(&[list(&["Immunization/gone"]), vaccine("a", "MMR", r#","notGiven":false"#)]);
    assert_eq!(items.given[0].remarks.len(), 1);
    assert_eq!(items.not_included, ["Not included in this response"]);
    let kinds: Vec<_> = warnings.into_iter().map(|warning| warning.kind).collect();
    assert_eq!(kinds, [NotIncluded, OutsideList]);
    assert!(matches!(read(&[list(&[])]).0, State::Empty(_)));
    assert!(matches!(read(&[]).0, State::NotSupported(_)));
}

// proves: FR-28 ARS-44
#[test]
fn nobody_gave_what_was_not_given_and_all_that_was_sent_about_it_stays() {
    let by = |code: &str| {
        let role = r#""system":"http://hl7.org/fhir/v2/0443""#;
        format!(r#"{{"role":{{"coding":[{{{role},"code":"{code}"}}]}},"actor":{{"display":"Nurse Okoro"}}}}"#)
    };
    let both =
        r#"{"role":{"coding":[{"code":"AP"},{"code":"EP"}]},"actor":{"display":"Nurse Okoro"}}"#.to_owned();
    for (roles, not_given, given) in [
        (both, "Entered by", "Given and entered by"),
        (by("EP"), "Entered by", "Entered by"),
        (by("AP"), "To be given by", "Given by"),
    ] {
        for (flag, words) in [("true", not_given), ("false", given)] {
            let more = format!(
                r#","notGiven":{flag},"practitioner":[{roles}],"lotNumber":"B1","expirationDate":"2025-03",
                "manufacturer":{{"display":"Maker"}},"doseQuantity":{{"value":0.50,"unit":"mL"}}"#
            );
            let (items, _) = present(&[list(&["Immunization/a"]), vaccine("a", "MMR", &more)]);
            let row = items.given.iter().chain(&items.not_given).next().unwrap();
            assert_eq!(row.people[0].0.as_deref(), Some(words));
            let sent = [&row.batch, &row.manufacturer, &row.dose].map(|one| one.as_deref().unwrap());
            assert_eq!(sent, ["B1", "Maker", "0.5 mL"]);
            assert_eq!(row.expiry.as_ref().map(format::date).as_deref(), Some("Mar-2025"));
        }
    }
}

// proves: FR-04
#[test]
fn an_entry_in_error_is_neither_given_nor_not_given() {
    for flag in ["true", "false"] {
        let more = format!(r#","notGiven":{flag},"status":"entered-in-error""#);
        let (items, _) = present(&[list(&["Immunization/a"]), vaccine("a", "MMR", &more)]);
        assert_eq!((items.given.len(), items.not_given.len(), items.in_error.len()), (0, 0, 1));
        assert_eq!(
            (items.count(), items.in_error[0].remarks.as_slice()),
            (0, ["Entered in error".to_owned()].as_slice())
        );
    }
    let (items, _) = present(&[
        list(&["Immunization/a"]),
        vaccine("a", "MMR", r#","notGiven":false,"status":"not-done""#),
    ]);
    assert_eq!((items.given.len(), items.not_given.len()), (0, 1));
}
