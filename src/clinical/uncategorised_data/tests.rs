use super::*;
use crate::clinical::area::WarningKind::{NotIncluded, OutsideList};
use crate::fhir::Bundle;

type Read = (State<UncategorisedData, (), Warning>, Vec<usize>);

fn list(code: &str, items: &[&str]) -> String {
    let entries: Vec<String> =
        items.iter().map(|item| format!(r#"{{"item":{{"reference":"{item}"}}}}"#)).collect();
    format!(
        r#"{{"resourceType":"List","code":{{"coding":[{{"code":"{code}"}}]}},"entry":[{}]}}"#,
        entries.join(",")
    )
}

fn own(items: &[&str]) -> String {
    list("826501000000100", items)
}

fn observation(id: &str, term: &str, more: &str) -> String {
    format!(r#"{{"resourceType":"Observation","id":"{id}","status":"final","code":{term}{more}}}"#)
}

fn text(words: &str) -> String {
    format!(r#"{{"text":"{words}"}}"#)
}

fn coded(code: &str, display: &str) -> String {
    format!(r#"{{"coding":[{{"system":"http://snomed.info/sct","code":"{code}","display":"{display}"}}]}}"#)
}

fn mmhg(value: u32) -> String {
    format!(r#","valueQuantity":{{"value":{value},"unit":"mm[Hg]"}}"#)
}

fn derived(from: &str) -> String {
    format!(r#","related":[{{"type":"derived-from","target":{{"reference":"{from}"}}}}]"#)
}

fn read(resources: &[String]) -> Read {
    let entries: Vec<String> = resources.iter().map(|one| format!(r#"{{"resource":{one}}}"#)).collect();
    let json = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    let bundle = Bundle::read(json.as_bytes()).unwrap();
    let (state, positions) = super::read(&Index::new(&bundle));
    (state, positions.into_iter().collect())
}

fn present(resources: &[String]) -> (UncategorisedData, Vec<Warning>) {
    match read(resources).0 {
        State::Present { items, warnings } => (items, warnings),
        other => panic!("{other:?}"),
    }
}

fn only(resources: &[String]) -> UncategorisedEntry {
    let (items, _) = present(resources);
    assert_eq!(items.items.len(), 1, "{items:?}");
    (*items.items[0]).clone()
}

fn value(row: &UncategorisedEntry) -> Option<String> {
    row.value().map(|value| value.words())
}

// proves: ARS-47
#[test]
fn a_blood_pressure_of_two_parts_is_one_value() {
    let parts = |systolic: &str, diastolic: &str, values: [&str; 2]| {
        format!(r#","component":[{{"code":{systolic}{}}},{{"code":{diastolic}{}}}]"#, values[0], values[1])
    };
    let (high, low) = (mmhg(120), mmhg(90));
    let absent = r#","dataAbsentReason":{"coding":[{"system":"http://hl7.org/fhir/data-absent-reason","code":"unknown"}]}"#;
    let (by_code, by_words) = (
        [coded("72313002", "Systolic"), coded("1091811000000102", "Diastolic")],
        [text("O/E - Systolic BP reading"), text("O/E - Diastolic BP reading")],
    );
    for (names, values, shown) in [
        (&by_code, [high.as_str(), low.as_str()], "120/90 mm[Hg]"),
        (&by_words, [&high, &low], "120/90 mm[Hg]"),
        (&by_code, [absent, &low], "–/90 mm[Hg] (systolic not recorded)"),
        (&by_code, [&high, ""], "120/– mm[Hg] (diastolic not recorded)"),
    ] {
        let panel = coded("163020007", "O/E - blood pressure reading");
        let row =
            only(&[own(&["Observation/b"]), observation("b", &panel, &parts(&names[0], &names[1], values))]);
        assert_eq!(value(&row).as_deref(), Some(shown));
    }
    let one = format!(r#","component":[{{"code":{}{high}}}]"#, by_code[0]);
    let row = only(&[own(&["Observation/b"]), observation("b", &coded("75367002", "Blood pressure"), &one)]);
    assert_eq!(value(&row).as_deref(), Some("120/– mm[Hg] (diastolic not recorded)"));
}

// proves: ARS-47
#[test]
fn a_blood_pressure_sent_as_linked_observations_is_one_row_with_the_words_of_each_half() {
    let panel = |members: &[&str]| {
        let related: Vec<String> = members
            .iter()
            .map(|member| format!(r#"{{"type":"has-member","target":{{"reference":"{member}"}}}}"#))
            .collect();
        observation(
            "p",
            &coded("163035008", "Sitting blood pressure"),
            &format!(r#","related":[{}]"#, related.join(",")),
        )
    };
    let systolic = |more: &str| {
        observation("s", &coded("407554009", "Sitting systolic"), &format!("{}{more}", mmhg(120)))
    };
    let diastolic = |more: &str| {
        let more = format!(r#"{},"comment":"After rest"{more}"#, mmhg(90));
        observation("d", &coded("407555005", "Sitting diastolic"), &more)
    };
    let own = own(&["Observation/p", "Observation/s", "Observation/d"]);
    let row = only(&[
        own.clone(),
        panel(&["Observation/s", "Observation/d"]),
        systolic(r#","effectiveDateTime":"2024-03-01""#),
        diastolic(""),
    ]);
    assert_eq!(
        (row.observed.term.parts().0.as_str(), value(&row).as_deref()),
        ("Sitting blood pressure", Some("120/90 mm[Hg]"))
    );
    assert_eq!(row.observed.date.as_ref().map(format::date).as_deref(), Some("01-Mar-2024"));
    assert!(row.halves.iter().any(|half| half.comment.as_deref() == Some("After rest")));

    // The halves alone point to the panel, and one of them did not come.
    let row = only(&[own.clone(), panel(&[]), systolic(&derived("Observation/p"))]);
    assert_eq!(value(&row).as_deref(), Some("120/– mm[Hg] (diastolic not recorded)"));

    // The panel did not come.
    let row = only(&[own.clone(), systolic(&derived("Observation/p")), diastolic(&derived("Observation/p"))]);
    assert_eq!(value(&row).as_deref(), Some("120/90 mm[Hg]"));
    assert_eq!(row.observed.term.words(), "Sitting systolic / Sitting diastolic");
    assert_eq!(row.observed.comment, None);
    assert_eq!(row.halves.len(), 2);

    // One half points to the other.
    let row = only(&[own, systolic(""), diastolic(&derived("Observation/s"))]);
    assert_eq!(value(&row).as_deref(), Some("120/90 mm[Hg]"));
}

// proves: ARS-47
#[test]
fn readings_of_two_days_or_two_readings_of_a_day_are_never_joined() {
    let half = |id: &str, code: &str, name: &str, day: &str| {
        let more = format!(r#"{},"effectiveDateTime":"{day}"{}"#, mmhg(100), derived("Observation/p"));
        observation(id, &coded(code, name), &more)
    };
    let (two_days, _) = present(&[
        own(&["Observation/s", "Observation/d"]),
        half("s", "72313002", "Systolic", "2024-01-01"),
        half("d", "271650006", "Diastolic", "2024-02-01"),
    ]);
    assert_eq!(two_days.items.len(), 2);
    let (two_readings, _) = present(&[
        own(&["Observation/s", "Observation/t", "Observation/d"]),
        half("s", "72313002", "Systolic", "2024-01-01"),
        half("t", "72313002", "Systolic", "2024-01-01"),
        half("d", "271650006", "Diastolic", "2024-01-01"),
    ]);
    assert_eq!(two_readings.items.len(), 3);
    let murmur =
        only(&[own(&["Observation/m"]), observation("m", &coded("31574009", "Systolic murmur"), "")]);
    assert_eq!(murmur.blood_pressure, None);
}

// proves: ARS-48 ARS-50
#[test]
fn words_alone_and_parts_are_rows_and_what_is_undated_comes_last() {
    let referral = r#","component":[{"code":{"text":"Referred to"},"valueString":"Urology"}]"#;
    let (items, _) = present(&[
        own(&["Observation/a", "Observation/b", "Observation/c"]),
        observation("a", &coded("37331000000100", "Comment note"), r#","comment":"one\r\ntwo""#),
        observation("b", &text("Inbound referral"), &format!(r#","effectiveDateTime":"2023"{referral}"#)),
        observation(
            "c",
            &text("Weight"),
            r#","effectiveDateTime":"2023-05-01","valueQuantity":{"value":70.50}"#,
        ),
    ]);
    let terms: Vec<_> = items.items.iter().map(|row| row.observed.term.parts().0.as_str()).collect();
    assert_eq!(terms, ["Weight", "Inbound referral", "Comment note"]);
    assert_eq!(value(&items.items[0]).as_deref(), Some("70.50"));
    assert_eq!(items.items[1].observed.parts[0].measured.words(), "Urology");
    assert_eq!(items.items[2].observed.comment.as_deref(), Some("one\ntwo"));
}

// proves: ARS-14 ARS-20
#[test]
fn what_stands_in_another_area_is_not_repeated_and_nothing_else_is_left_out() {
    let resources = [
        own(&["Observation/a", "Observation/gone"]),
        observation("a", &text("Weight"), ""),
        observation("b", &text("Linked"), ""),
        observation("c", &text("Consent to MMR"), ""),
        list("1102181000000102", &["Observation/c"]),
        observation("d", &text("Serum sodium"), ""),
        r#"{"resourceType":"DiagnosticReport","id":"r","result":[{"reference":"Observation/d"}]}"#.to_owned(),
        observation("e", &coded("37331000000100", "Comment note"), r#","comment":"Seen""#),
        list("24781000000107", &["Observation/e"]),
    ];
    let (items, warnings) = present(&resources);
    assert_eq!(items.items.len(), 1);
    assert_eq!(
        items.apart.iter().map(|row| row.observed.term.parts().0.as_str()).collect::<Vec<_>>(),
        ["Linked"]
    );
    assert_eq!(items.not_included.len(), 1);
    let kinds: Vec<_> = warnings.into_iter().map(|warning| warning.kind).collect();
    assert_eq!(kinds, [NotIncluded, OutsideList]);
    assert_eq!(read(&resources).1, [0, 1, 2]);
    assert!(matches!(read(&[own(&[])]).0, State::Empty(_)));
}

// proves: ARS-69
#[test]
fn a_template_names_its_rows_and_keeps_its_own_answers() {
    let template = r#"{"resourceType":"QuestionnaireResponse","id":"q","authored":"2024-01-01",
        "parent":[{"reference":"Observation/p"}],"item":[{"answer":[{"valueReference":{"reference":"Observation/a"}},
        {"valueReference":{"reference":"Observation/gone"}}]},{"text":"Smoker?","answer":[{"valueBoolean":false}]}]}"#;
    let (items, _) = present(&[
        own(&["Observation/p", "Observation/a"]),
        observation("p", &text("Pharmacy First"), ""),
        observation("a", &text("Temperature"), &derived("QuestionnaireResponse/q")),
        template.to_owned(),
    ]);
    let template = &items.templates[0];
    assert_eq!(template.term.as_deref(), Some("Pharmacy First"));
    let answers: Vec<_> =
        template.answers.iter().map(|(question, answer)| (question.as_deref(), answer.as_str())).collect();
    assert_eq!(
        answers,
        [(None, "Temperature"), (None, "Not included in this response"), (Some("Smoker?"), "No")]
    );
    let row = items.items.iter().find(|row| row.observed.term.words() == "Temperature").unwrap();
    assert_eq!(row.part_of.as_deref(), Some("Pharmacy First"));
}
