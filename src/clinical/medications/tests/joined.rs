//! What belongs together, what is kept apart, and what a missing link leaves.

use super::sent::*;
use crate::clinical::State;
use crate::clinical::area::WarningKind;
use crate::clinical::medications::*;

// proves: ARS-14 ARS-33 ARS-34
#[test]
fn statement_plan_and_orders_are_one_row_in_any_order_of_entries() {
    let mut resources = sent().resources();
    for _ in 0..2 {
        let (state, placed) = read(&resources);
        let State::Present { items, warnings } = state else { panic!() };
        assert!(warnings.is_empty(), "{warnings:?}");
        let row = &items.items[0];
        assert_eq!(row.name.text(), "Apixaban 5mg tablets");
        assert_eq!(row.group, Group::Repeat);
        assert_eq!(row.status, Status::Active);
        assert_eq!(row.kind.words(), "Repeat");
        assert_eq!(row.issue_count().as_deref(), Some("3 of 6"));
        assert_eq!(shown(row.start.as_ref()).as_deref(), Some("01-Jan-2026"));
        assert_eq!(row.end, None);
        assert_eq!(shown(row.review.as_ref()).as_deref(), Some("01-Jan-2027"));
        assert_eq!(row.agency.words, "GP practice");
        let prescriber = row.prescriber.as_ref().unwrap();
        assert_eq!((prescriber.person.name.as_str(), prescriber.is_recorder), ("Adeyemi", false));
        let issues: Vec<_> = row.issues.iter().map(|issue| shown(issue.date.as_ref()).unwrap()).collect();
        assert_eq!(issues, ["02-Nov-2026", "05-Oct-2026"]);
        assert!(flags(row).is_empty() && row.remarks.is_empty(), "{row:?}");
        assert_eq!(placed.len(), 8);
        resources.reverse();
    }
}

// proves: ARS-36
#[test]
fn the_issue_date_is_the_start_of_validity_and_a_future_issue_is_marked() {
    let mut sent = sent();
    sent.orders = vec![
        order("o1", "2026-12-01", ""),
        order("o2", "2026-11-02", ""),
        order("o3", "", "").replace(r#""start":"""#, r#""end":"2026-01-01""#),
    ];
    let row = sent.read();
    let issues: Vec<_> = row
        .issues
        .iter()
        .map(|issue| (shown(issue.date.as_ref()), issue.is_future, issue.status_words()))
        .collect();
    assert_eq!(
        issues,
        [
            (Some("01-Dec-2026".into()), true, "Future dated: not yet issued".into()),
            (Some("02-Nov-2026".into()), false, "Issued".into()),
            (None, false, "Issued".into()),
        ]
    );
    // The latest issue is the latest one that was made.
    let last = row.last_issue.unwrap();
    assert_eq!((format::date(&last.date).as_str(), last.from_issues), ("02-Nov-2026", true));
    assert_eq!(
        (row.issues[0].quantity.as_str(), row.issues[0].duration.as_deref()),
        ("28 tablet", Some("28 days"))
    );
}

// proves: ARS-67
#[test]
fn a_missing_link_loses_nothing() {
    let whole = sent();
    let list = || list(&["MedicationStatement/s", "MedicationRequest/p", "MedicationRequest/o1"], "");
    let medicine = || medicine(r#"{"coding":[{"display":"Apixaban 5mg tablets"}]}"#);
    // (statement, plan, issues, remarks)
    let rows = |parts: &[&str]| {
        let mut resources = vec![list(), medicine()];
        resources.extend(parts.iter().map(|part| (*part).to_owned()));
        let (items, _) = present(&resources);
        items.items
    };
    let without_plan = rows(&[&whole.statement, &whole.orders[0]]);
    assert_eq!((without_plan.len(), without_plan[0].issues.len()), (1, 1));
    assert!(without_plan[0].remarks[0].contains("plan is not in the response"));
    let without_statement = rows(&[&whole.plan, &whole.orders[0], &whole.orders[1]]);
    assert_eq!((without_statement.len(), without_statement[0].issues.len()), (1, 2));
    assert!(without_statement[0].remarks[0].starts_with("Only its plan was sent"));
    let orders_only = rows(&[&whole.orders[0], &whole.orders[1]]);
    assert_eq!((orders_only.len(), orders_only[0].issues.len()), (1, 2));
    assert_eq!(orders_only[0].remarks, ["Only issues were sent, without their plan"]);
    // An issue that hangs on nothing is a row of its own.
    let loose = whole.orders[0].replace(r#""basedOn":[{"reference":"MedicationRequest/p"}],"#, "");
    assert_eq!(rows(&[&whole.statement, &whole.plan, &loose]).len(), 2);
    // A statement that hangs on the issue finds the issue's plan.
    let on_issue = whole.statement.replace("MedicationRequest/p", "MedicationRequest/o1");
    let joined = rows(&[&on_issue, &whole.plan, &whole.orders[0]]);
    assert_eq!((joined.len(), joined[0].issues.len(), joined[0].remarks.len()), (1, 1, 0));
    // Doubled and missing type prefixes (structured digest 2.11).
    for reference in ["MedicationRequest/MedicationRequest/p", "p"] {
        let order = whole.orders[0].replace("MedicationRequest/p", reference);
        assert_eq!(rows(&[&whole.statement, &whole.plan, &order])[0].issues.len(), 1);
    }
}

// proves: ARS-67
#[test]
fn two_statements_on_one_plan_are_two_rows_with_its_issues() {
    let sent = sent();
    let second = sent.statement.replace(r#""id":"s""#, r#""id":"s2""#);
    let mut resources = sent.resources();
    resources.push(second);
    resources[0] = list(&["MedicationStatement/s", "MedicationStatement/s2"], "");
    let (items, _) = present(&resources);
    assert_eq!(items.items.iter().map(|row| row.issues.len()).collect::<Vec<_>>(), [2, 2]);
}

// proves: ARS-20 ARS-37
#[test]
fn what_only_other_lists_brought_is_kept_apart_with_a_warning() {
    let sent = sent();
    let mut resources = sent.resources();
    resources[0] = list(&[], "");
    resources.push(
        r#"{"resourceType":"List","code":{"coding":[{"code":"problems-medications-related-to-problems"}]},
            "entry":[{"item":{"reference":"MedicationRequest/p"}}]}"#
            .to_owned(),
    );
    let (state, placed) = read(&resources);
    let State::Present { items, warnings } = state else { panic!() };
    assert_eq!((items.items.len(), items.apart.len()), (0, 1));
    assert_eq!(warnings[0].kind, WarningKind::OutsideList);
    assert!(warnings[0].text.contains("there may be gaps"));
    assert_eq!(placed.len(), resources.len());
    assert_eq!(items.count_current(), 0);
    // The list may name the plan instead of the statement: the same row.
    resources[0] = list(&["MedicationRequest/p"], "");
    assert_eq!(present(&resources).0.items.len(), 1);
}

// proves: ARS-33
#[test]
fn linked_problems_are_found_in_reverse() {
    let problem = |id: &str, text: &str, extension: &str, target: &str| {
        format!(
            r#"{{"resourceType":"Condition","id":"{id}","code":{{"text":"{text}"}},"extension":[{{
                "url":"https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-{extension}-1",
                "valueReference":{{"reference":"{target}"}}}}]}}"#
        )
    };
    let mut resources = sent().resources();
    resources.push(problem("c1", "Atrial fibrillation", "RelatedClinicalContent", "MedicationRequest/p"));
    resources.push(problem("c2", "Stroke", "ActualProblem", "MedicationStatement/s"));
    resources.push(problem("c3", "Atrial fibrillation", "RelatedClinicalContent", "MedicationRequest/o1"));
    resources.push(problem("c4", "Other", "RelatedClinicalContent", "MedicationRequest/gone"));
    let (state, placed) = read(&resources);
    let State::Present { items, .. } = state else { panic!() };
    assert_eq!(items.items[0].problems, ["Stroke", "Atrial fibrillation"]);
    // Named only: the problems themselves are for their own area.
    assert_eq!(placed.len(), 8);
}

#[test]
fn an_issue_names_only_what_differs_from_its_medication() {
    let mut sent = sent();
    let other = order("o1", "2026-11-02", &extensions(&[kind("acute")]))
        .replace("1 tablet a day", "2 tablets a day")
        .replace(
            r#""medicationReference":{"reference":"Medication/m"}"#,
            r#""medicationCodeableConcept":{"text":"Eliquis"}"#,
        );
    sent.orders = vec![other, order("o2", "2026-10-02", "")];
    let row = sent.read();
    let [first, second] = row.issues.as_slice() else { panic!() };
    assert_eq!(first.dose[0].text, "2 tablets a day");
    assert_eq!(first.name.as_ref().map(Name::text).as_deref(), Some("Eliquis"));
    assert_eq!(first.kind, Some(PrescriptionType::Acute));
    assert_eq!((&second.dose, &second.name, &second.kind), (&vec![], &None, &None));
}

#[test]
fn a_split_plan_names_what_it_replaces() {
    let mut sent = sent();
    sent.plan = plan("active", r#","priorPrescription":{"reference":"MedicationRequest/old"}"#);
    assert_eq!(sent.read().replaces.as_deref(), Some("a plan that is not in this response"));
    let mut resources = sent.resources();
    resources.push(
        plan("completed", r#","dispenseRequest":{"validityPeriod":{"start":"2025-01-01"}}"#)
            .replace(r#""id":"p""#, r#""id":"old""#),
    );
    let (items, _) = present(&resources);
    assert_eq!(items.items[0].replaces.as_deref(), Some("Apixaban 5mg tablets, started 01-Jan-2025"));
    assert_eq!(items.apart.len(), 1);
}

// proves: ARS-18 ARS-19 ARS-22 L-20 L-21
#[test]
fn the_kinds_of_nothing_are_told_apart() {
    let (state, _) = read(&[]);
    assert!(
        matches!(&state, State::NotSupported(words) if words.starts_with("Medications could not be supplied"))
    );
    let (state, _) = read(&[list(&[], r#","note":[{"text":"Information not available"}]"#)]);
    assert!(matches!(&state, State::Empty(words) if words.contains("information not available")));
    let confidential = "Items excluded due to confidentiality and/or patient preferences.";
    let (state, _) = read(&[list(&[], &format!(r#","note":[{{"text":"{confidential}"}}]"#))]);
    assert!(matches!(&state, State::Withheld(warnings) if warnings[0].text == confidential));
    let (state, _) = read(&[list(&["MedicationStatement/gone"], "")]);
    let State::Present { items, warnings } = state else { panic!() };
    assert_eq!(items.not_included, ["Not included in this response"]);
    assert_eq!(warnings[0].kind, WarningKind::NotIncluded);
}
