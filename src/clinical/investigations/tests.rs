use super::*;
use crate::fhir::{Bundle, DateTime};

type Read = (State<Investigations, (), Warning>, Vec<usize>);

fn list(items: &[&str]) -> String {
    let entries: Vec<String> =
        items.iter().map(|item| format!(r#"{{"item":{{"reference":"{item}"}}}}"#)).collect();
    format!(
        r#"{{"resourceType":"List","code":{{"coding":[{{"code":"887191000000108"}}]}},"entry":[{}]}}"#,
        entries.join(",")
    )
}

fn report(id: &str, results: &[&str], more: &str) -> String {
    let results: Vec<String> =
        results.iter().map(|id| format!(r#"{{"reference":"Observation/{id}"}}"#)).collect();
    format!(
        r#"{{"resourceType":"DiagnosticReport","id":"{id}","status":"unknown","issued":"2024-03-01T10:00:00+00:00",
            "code":{{"coding":[{{"code":"721981007","display":"Diagnostic studies report"}}]}},"result":[{}]{more}}}"#,
        results.join(",")
    )
}

fn observation(id: &str, term: &str, more: &str) -> String {
    format!(r#"{{"resourceType":"Observation","id":"{id}","code":{{"text":"{term}"}}{more}}}"#)
}

fn filing(id: &str, day: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"unknown","effectiveDateTime":"{day}",
            "code":{{"coding":[{{"code":"37331000000100"}}]}}{more}}}"#
    )
}

fn related(kind: &str, ids: &[&str]) -> String {
    let links: Vec<String> = ids
        .iter()
        .map(|id| format!(r#"{{"type":"{kind}","target":{{"reference":"Observation/{id}"}}}}"#))
        .collect();
    format!(r#","related":[{}]"#, links.join(","))
}

fn read(resources: &[String]) -> Read {
    let entries: Vec<String> = resources.iter().map(|one| format!(r#"{{"resource":{one}}}"#)).collect();
    let json = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    let bundle = Bundle::read(json.as_bytes()).unwrap();
    let (state, positions) = super::read(&Index::new(&bundle));
    (state, positions.into_iter().collect())
}

fn present(resources: &[String]) -> Investigations {
    match read(resources).0 {
        State::Present { items, .. } => items,
        other => panic!("{other:?}"),
    }
}

fn terms(group: &Group) -> Vec<&str> {
    group.results.iter().map(|outcome| outcome.observed.term.parts().0.as_str()).collect()
}

// proves: ARS-48 ARS-49 ARS-50
#[test]
fn a_report_holds_request_specimen_groups_results_conclusion_and_filing_in_their_order() {
    let resources = [
        list(&["DiagnosticReport/r"]),
        report(
            "r",
            &["g", "single", "f"],
            r#","basedOn":[{"reference":"ProcedureRequest/q"}],"specimen":[{"reference":"Specimen/s"}],
            "conclusion":"  Line one\r\n  Line two","category":{"coding":[{"code":"PAT","display":"Pathology"}]},
            "performer":[{"actor":{"reference":"Organization/o"}}],
            "identifier":[{"system":"2.16.840.1.113883.2.1.4.5.5","value":"LAB 1"}]"#,
        ),
        observation("g", "Full blood count", &(related("has-member", &["b", "a"]) + r#","comment":"Group note""#)),
        observation("a", "White cells", &(related("derived-from", &["g"]) + r#","comment":"A\r\n  B""#)),
        observation("b", "Haemoglobin", ""),
        observation("single", "CRP", r#","valueQuantity":{"value":5,"comparator":"<"}"#),
        filing("f", "2024-03-03", r#","comment":"Normal, no action""#),
        r#"{"resourceType":"ProcedureRequest","id":"q","intent":"order","code":{"text":"FBC"},"reasonCode":[{"text":"Tired"}],
            "note":[{"text":"Ward round"}]}"#
            .to_owned(),
        r#"{"resourceType":"Specimen","id":"s","type":{"text":"SERUM"},"receivedTime":"2024-02-29T08:00:00+00:00",
            "accessionIdentifier":{"value":"S1"},"note":[{"text":"Haemolysed"}],"collection":{"collectedDateTime":"2024-02-28",
            "extension":[{"url":"https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-FastingStatus-1",
            "valueCodeableConcept":{"text":"F"}}]}}"#
            .to_owned(),
        r#"{"resourceType":"Organization","id":"o","name":"Laboratory"}"#.to_owned(),
    ];
    assert_eq!(read(&resources).1, (0..10).collect::<Vec<_>>());
    let all = present(&resources);
    let one = &all.items[0];
    assert_eq!(one.title.words(), "Full blood count, CRP");
    assert_eq!((one.kind.as_deref(), one.category.as_deref()), (None, Some("Pathology")));
    assert_eq!(one.numbers, ["LAB 1"]);
    assert_eq!(one.performers[0].name, "Laboratory");
    assert_eq!(one.requests[0].term, "FBC");
    assert_eq!(one.requests[0].reasons, ["Tired"]);
    assert_eq!(one.requests[0].notes[0].text, "Ward round");
    let specimen = &one.specimens[0];
    assert_eq!(specimen.kind.as_deref(), Some("SERUM"));
    assert_eq!(specimen.collected.as_deref(), Some("28-Feb-2024"));
    assert_eq!(specimen.fasting.as_deref(), Some("Fasting"));
    assert_eq!(specimen.accession.as_deref(), Some("S1"));
    assert_eq!(specimen.notes[0].text, "Haemolysed");
    assert_eq!(one.groups.len(), 2);
    assert_eq!(one.groups[0].header.as_ref().unwrap().comment.as_deref(), Some("Group note"));
    assert_eq!(terms(&one.groups[0]), ["Haemoglobin", "White cells"]);
    assert_eq!(one.groups[0].results[1].observed.comment.as_deref(), Some("A\n  B"));
    assert!(one.groups[1].header.is_none());
    assert_eq!(one.groups[1].results[0].observed.measured.words(), "<5");
    assert_eq!(one.conclusion.as_deref(), Some("  Line one\n  Line two"));
    assert_eq!(one.filings[0].comment.as_deref(), Some("Normal, no action"));
    let words = one.in_words();
    assert!(words.contains("Haemoglobin: no value sent; White cells, comment: A\n  B; CRP <5"), "{words}");
    assert!(all.requests.is_empty());
}

// proves: ARS-51 FR-04
#[test]
fn the_earliest_comment_gives_the_filing_date_and_none_means_not_filed() {
    let resources = |filings: &[String], ids: &[&str]| {
        let mut all = vec![
            list(&["DiagnosticReport/r"]),
            report("r", &[&["a"], ids].concat(), ""),
            observation("a", "Sodium", r#","status":"preliminary""#),
        ];
        all.extend_from_slice(filings);
        present(&all).items.remove(0)
    };
    let none = resources(&[], &[]);
    assert_eq!((none.is_filed, none.filed.as_ref()), (false, None));
    let (_, marks) = none.results().next().unwrap().observed.measured.parts();
    assert_eq!(marks.words(), "Preliminary: may still change");
    let twice = resources(&[filing("f", "2024-03-09", ""), filing("e", "2024-03-04", "")], &["f", "e"]);
    assert_eq!(twice.filed.as_ref().map(format::date).as_deref(), Some("04-Mar-2024"));
    assert!(resources(&[filing("f", "", "")], &["f"]).is_filed);
    let wrong = filing("f", "", r#","comment":"Done""#).replace("unknown", "entered-in-error");
    assert_eq!(resources(&[wrong], &["f"]).filings[0].comment.as_deref(), Some("Entered in error: Done"));
}

// proves: ARS-49
#[test]
fn a_filing_comment_stands_with_what_it_is_about_even_when_only_itself_says_so() {
    let about =
        |target: &str| format!(r#"{},"comment":"about {target}""#, related("derived-from", &[target]));
    let all = present(&[
        list(&["DiagnosticReport/r"]),
        report("r", &["g"], ""),
        observation("g", "Electrolytes", &related("has-member", &["a", "h"])),
        observation("a", "Sodium", ""),
        filing("f", "2024-03-03", &about("a")),
        filing(
            "h",
            "2024-03-03",
            r#","comment":"of the group","valueCodeableConcept":{"text":"Electrolytes"}"#,
        ),
    ]);
    let group = &all.items[0].groups[0];
    assert_eq!(group.results[0].filings[0].comment.as_deref(), Some("about a"));
    assert_eq!(group.filings[0].comment.as_deref(), Some("of the group"));
    assert_eq!(group.filings[0].about.as_ref().map(|about| about.words()).as_deref(), Some("Electrolytes"));
    assert!(all.items[0].filings.is_empty());
}

// proves: ARS-49 ARS-50
#[test]
fn a_report_with_only_a_conclusion_or_a_result_with_only_words_loses_none() {
    let words = r#","valueString":"\r\n  ORGANISM   S\r\n  E coli     R\r\n""#;
    let all = present(&[
        list(&["DiagnosticReport/r", "DiagnosticReport/t"]),
        report("r", &[], r#","conclusion":"No growth","codedDiagnosis":[{"text":"Normal flora"}]"#),
        report("t", &["a", "gone"], ""),
        observation("a", "Culture", words),
    ]);
    assert_eq!(all.items[0].conclusion.as_deref(), Some("No growth"));
    assert_eq!(all.items[0].diagnoses, ["Normal flora"]);
    assert_eq!(all.items[0].title.words(), "Laboratory report");
    let value = all.items[1].results().next().unwrap().observed.measured.words();
    assert_eq!(value, "  ORGANISM   S\n  E coli     R");
    assert_eq!(all.items[1].not_included, ["Result: not included in this response"]);
}

// proves: ARS-52
#[test]
fn no_report_is_left_out_by_its_category_and_links_in_a_circle_end() {
    let all = present(&[
        list(&["DiagnosticReport/r"]),
        report("r", &["g", "a"], r#","category":{"coding":[{"code":"RAD","display":"Radiology"}]}"#),
        observation("g", "Panel", &related("has-member", &["g", "a"])),
        observation("a", "Member", &related("has-member", &["g", "a"])),
        report("x", &["b"], ""),
        observation("b", "Linked", ""),
    ]);
    assert_eq!(all.items[0].category.as_deref(), Some("Radiology"));
    assert_eq!(all.items[0].results().count(), 1);
    assert_eq!(all.apart.len(), 1);
}

// proves: ARS-51
#[test]
fn a_request_without_a_report_is_no_result_and_a_planned_one_is_none_of_them() {
    let all = present(&[
        list(&[]),
        r#"{"resourceType":"ProcedureRequest","id":"q","intent":"order","code":{"text":"Test request : FBC"}}"#.to_owned(),
        r#"{"resourceType":"ProcedureRequest","id":"p","intent":"plan","code":{"text":"Recall"}}"#.to_owned(),
    ]);
    assert_eq!(all.requests.iter().map(|one| one.term.as_str()).collect::<Vec<_>>(), ["Test request : FBC"]);
    assert!(matches!(read(&[list(&[])]).0, State::Empty(_)));
}

// proves: ARS-48
#[test]
fn the_latest_value_of_each_test_stands_beside_the_one_before_it_in_the_same_unit() {
    let value = |id: &str, code: &str, day: &str, value: &str| {
        format!(
            r#"{{"resourceType":"Observation","id":"{id}","code":{{"text":"{code}","coding":[{{"system":"s","code":"{code}"}}]}},
                "effectiveDateTime":"{day}","valueQuantity":{{{value}}}}}"#
        )
    };
    let resources = [
        report("r", &["e1", "e2", "e3", "k1", "k2", "w"], ""),
        value("e1", "eGFR", "2024-01-01", r#""value":52,"unit":"mL/min""#),
        value("e2", "eGFR", "2023-06-01", r#""value":9,"unit":"mL/s""#),
        value("e3", "eGFR", "2023-01-01", r#""value":61,"unit":"mL/min""#),
        value("k1", "K", "2024-02-01", r#""value":4,"comparator":"<","unit":"mmol/L""#),
        value("k2", "K", "2023-01-01", r#""value":5,"unit":"mmol/L""#),
        observation("w", "Words alone", ""),
        list(&["DiagnosticReport/r"]),
        r#"{"resourceType":"Condition","id":"c","code":{"text":"CKD"},"extension":[
            {"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-RelatedClinicalContent-1",
             "valueReference":{"reference":"Observation/e1"}}]}"#
            .to_owned(),
    ];
    let (State::Present { items, .. }, _) = read(&resources) else { panic!("no reports") };
    let recent = items.recent(6);
    assert_eq!((terms_of(&recent), recent.more), (vec!["K", "eGFR"], 0));
    // A bound is not a measurement, and another unit is another scale.
    assert_eq!(recent.shown[0].before, Compared::Nothing);
    let Compared::With(before) = &recent.shown[1].before else { panic!("compared") };
    assert_eq!((before.words.words().as_str(), before.change), ("61 mL/min", Change::Down));
    assert_eq!(recent.shown[1].problems, ["CKD"]);
    let one = items.recent(1);
    assert_eq!((one.shown.len(), one.more, one.more_marked), (1, 1, 0));
}

fn terms_of(recent: &Recent) -> Vec<&str> {
    recent.shown.iter().map(|one| one.term.parts().0.as_str()).collect()
}

fn result(id: &str, code: &str, at: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","code":{{"text":"{code}","coding":[{{"system":"s","code":"{code}"}}]}},
            "effectiveDateTime":"{at}"{more}}}"#
    )
}

fn recent(results: &[String], count: usize) -> Recent {
    let ids: Vec<String> = (0..results.len()).map(|at| format!("o{at}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut all = vec![list(&["DiagnosticReport/r"]), report("r", &ids, "")];
    all.extend_from_slice(results);
    present(&all).recent(count)
}

const HIGH: &str = r#","interpretation":{"coding":[{"code":"H"}]}"#;

fn mmol(value: f64) -> String {
    format!(r#","valueQuantity":{{"value":{value},"unit":"mmol/L"}}"#)
}

// proves: FR-22 FR-03
#[test]
fn marked_results_come_first_and_what_is_left_out_is_counted_with_its_marks() {
    let mut results: Vec<String> =
        (0..8).map(|at| result(&format!("o{at}"), &format!("N{at}"), "2026-05-06", &mmol(4.0))).collect();
    let comment = r#","comment":"Value: 6.9 mmol/L\nInterpretation Code: Above high reference limit""#;
    results.push(result("o8", "K", "2026-05-01", comment));
    results.push(result("o9", "Old", "2019-05-01", &format!("{}{HIGH}", mmol(9.0))));
    results.push(result("o10", "Culture", "2026-05-07", r#","comment":"No growth""#));
    let recent = recent(&results, 3);
    assert_eq!(terms_of(&recent), ["K", "Culture", "N0"]);
    assert_eq!(recent.shown[0].measured.words(), "6.9 mmol/L (Read from the comment)");
    assert_eq!(recent.shown[1].measured.words(), "No growth (Read from the comment)");
    assert_eq!((recent.more, recent.more_marked), (8, 1));
}

// proves: FR-22
#[test]
fn no_marked_result_of_a_report_is_left_out_for_the_room_that_there_is() {
    let of = |at: usize| {
        result(&format!("o{at}"), &format!("N{at}"), "2026-05-06", &format!("{}{HIGH}", mmol(4.0)))
    };
    let recent = recent(&(0..9).map(of).collect::<Vec<_>>(), 6);
    assert_eq!((recent.shown.len(), recent.more, recent.more_marked), (9, 0, 0));
}

// proves: FR-22
#[test]
fn a_report_with_a_conclusion_only_is_a_result() {
    let all =
        present(&[list(&["DiagnosticReport/r"]), report("r", &[], r#","conclusion":"No fracture seen""#)]);
    assert_eq!(all.recent(6).shown[0].measured.words(), "No fracture seen");
}

// proves: FR-09 FR-23
#[test]
fn a_value_is_compared_by_its_moment_and_never_with_one_of_a_day_without_times() {
    let glucose = |values: &[(&str, f64)]| {
        let results: Vec<String> = values
            .iter()
            .enumerate()
            .map(|(at, (when, value))| result(&format!("o{at}"), "Glucose", when, &mmol(*value)))
            .collect();
        recent(&results, 6).shown.remove(0)
    };
    let of_a_day = glucose(&[
        ("2026-05-06T12:00:00+01:00", 9.2),
        ("2026-05-06T06:00:00+01:00", 4.1),
        ("2026-05-06T18:00:00+01:00", 6.3),
    ]);
    assert_eq!(of_a_day.measured.words(), "6.3 mmol/L");
    assert_eq!(
        of_a_day.same_day.iter().map(|(words, _)| words.words()).collect::<Vec<_>>(),
        ["9.2 mmol/L", "4.1 mmol/L"]
    );
    assert!(matches!(&of_a_day.before, Compared::With(before) if before.words.words() == "9.2 mmol/L"));
    let five = glucose(&[("2026-05-06", 5.0), ("2024-01-02", 4.0), ("2024-01-02", 7.0), ("2023", 1.0)]);
    assert_eq!(five.before, Compared::Unordered(DateTime::new("2024-01-02")));
    let newest = glucose(&[("2026-05-06", 5.0), ("2026-05-06", 7.0), ("2024-01-02", 4.0)]);
    assert_eq!((newest.same_day.len(), newest.before), (1, Compared::Unordered(DateTime::new("2026-05-06"))));
    let month = glucose(&[("2026-05-06", 5.0), ("2026-05", 7.0)]);
    assert_eq!(month.before, Compared::Unordered(DateTime::new("2026-05")));
    let plain = glucose(&[("2026-05-06", 5.0), ("2025", 7.0)]);
    assert!(matches!(plain.before, Compared::With(Before { change: Change::Down, .. })));
}

// proves: FR-04
#[test]
fn what_is_in_error_is_neither_latest_nor_before_and_what_may_change_says_so_in_both() {
    let potassium = |id: &str, at: &str, status: &str, value: f64| {
        result(id, "K", at, &format!(r#"{},"status":"{status}""#, mmol(value)))
    };
    let one = recent(
        &[
            potassium("o0", "2026-05-06", "entered-in-error", 60.0),
            potassium("o1", "2026-05-05", "preliminary", 6.9),
            potassium("o2", "2026-05-04", "cancelled", 1.0),
            potassium("o3", "2026-05-03", "amended", 4.2),
        ],
        6,
    )
    .shown
    .remove(0);
    assert_eq!(one.measured.words(), "6.9 mmol/L (Preliminary: may still change)");
    assert!(matches!(one.before, Compared::With(before) if before.words.words() == "4.2 mmol/L (Amended)"));
}

// proves: FR-04
#[test]
fn a_report_that_may_still_change_says_so_on_each_of_its_values() {
    let all = present(&[
        list(&["DiagnosticReport/r"]),
        report("r", &["a"], r#","status":"preliminary""#),
        result("a", "K", "2026-05-06", &mmol(6.9)),
    ]);
    assert_eq!(all.recent(6).shown[0].measured.words(), "6.9 mmol/L (Preliminary: may still change)");
    assert_eq!(all.items[0].title.words(), "K (Preliminary: may still change)");
}

// proves: FR-34
#[test]
fn a_result_has_its_own_date_beside_that_of_its_report_where_they_differ() {
    let all = present(&[
        list(&["DiagnosticReport/r"]),
        report("r", &["same", "other", "bare", "none"], ""),
        // The same moment in another zone is not another date.
        observation("same", "K", r#","effectiveDateTime":"2024-03-01T11:00:00+01:00""#),
        observation(
            "other",
            "Na",
            r#","effectivePeriod":{"start":"2024-02-28"},"issued":"2024-03-01T10:00:00Z""#,
        ),
        observation("bare", "Urea", r#","issued":"2024-03-02T10:00:00+00:00""#),
        observation("none", "CRP", ""),
    ]);
    let report = &all.items[0];
    let beside = |issued: Option<&DateTime>| -> Vec<Option<String>> {
        let results = report.groups.iter().flat_map(|group| &group.results);
        let date = |one: &Outcome| {
            one.observed.date_beside(issued).map(|(label, date)| format!("{label}{}", format::date(date)))
        };
        results.map(date).collect()
    };
    let (other, bare) = (Some("28-Feb-2024".to_owned()), Some("Recorded 02-Mar-2024".to_owned()));
    assert_eq!(beside(report.issued.as_ref()), [None, other.clone(), bare.clone(), None]);
    // Beside no date at all every date is another.
    assert_eq!(beside(None), [Some("01-Mar-2024".to_owned()), other, bare, None]);
}
