//! What is said of one medication: group, flags, dose, amount, people.

use super::sent::*;
use crate::clinical::Note;
use crate::clinical::medications::*;

// proves: ARS-33
#[test]
fn the_practices_last_issue_date_comes_before_the_issues() {
    let mut sent = sent();
    sent.statement = statement("active", &last_issue("2026-11-03"));
    let last = sent.read().last_issue.unwrap();
    assert_eq!((format::date(&last.date).as_str(), last.from_issues), ("03-Nov-2026", false));
}

// proves: ARS-33
#[test]
fn nothing_is_called_current_from_its_status_alone() {
    for (issued, allowed, expiry, expected) in [
        (6, 6, "2027-01-01", vec!["All issues used"]),
        (7, 6, "2027-01-01", vec!["All issues used"]),
        (1, 6, "2026-11-20", vec!["Authorisation expired 20-Nov-2026"]),
        (1, 6, "2026-11-21T00:00:00+00:00", vec![]),
        (0, 0, "2027-01-01", vec![]),
    ] {
        let mut sent = sent();
        sent.plan = plan("active", &extensions(&[kind("repeat"), repeats(issued, allowed, expiry)]));
        let row = sent.read();
        assert_eq!(flags(&row), expected);
        // What a completed plan that is over has used up is not a caution any more.
        sent.plan = sent.plan.replace(r#""status":"active""#, r#""status":"completed""#);
        sent.statement = statement("completed", &period("2020-01-01", "2020-02-01"));
        sent.orders = vec![order("o1", "2020-01-01", "")];
        assert!(flags(&sent.read()).is_empty());
    }
}

// proves: ARS-33
#[test]
fn future_unissued_and_overrun_medications_are_flagged() {
    let mut sent = sent();
    sent.orders.clear();
    sent.plan = plan("active", &extensions(&[kind("repeat"), repeats(0, 6, "2027-01-01")]));
    sent.statement = statement("active", &period("2026-12-24", ""));
    assert_eq!(flags(&sent.read()), ["Future dated: starts 24-Dec-2026", "No issue recorded"]);
    sent.statement = statement("active", &period("2020-01-01", "2020-02-01"));
    assert_eq!(flags(&sent.read()), ["Period ended 01-Feb-2020", "No issue recorded"]);
    sent.statement = statement("active", &(period("2020-01-01", "") + &last_issue("2020-01-01")));
    assert!(flags(&sent.read()).is_empty());
}

// proves: ARS-33
#[test]
fn a_stopped_plan_says_when_and_why_and_is_not_completed() {
    let reason = format!(
        r#"{{"url":"{NHS}MedicationStatusReason-1","extension":[
            {{"url":"statusChangeDate","valueDateTime":"2026-10-01T12:08:19.107+01:00"}},
            {{"url":"statusReason","valueCodeableConcept":{{"text":"Clinical Contra-indication"}}}}]}}"#
    );
    let mut sent = sent();
    sent.plan = plan("stopped", &extensions(&[kind("repeat"), reason]));
    let row = sent.read();
    assert_eq!((row.group, &row.status), (Group::Stopped, &Status::Stopped));
    let stopped = row.stopped.clone().unwrap();
    assert_eq!(shown(stopped.date.as_ref()).as_deref(), Some("01-Oct-2026"));
    assert_eq!(stopped.reason.as_deref(), Some("Clinical Contra-indication"));
    assert!(flags(&row).contains(&"The statement says active, the plan stopped".to_owned()));
    assert!(row.issues.iter().all(|issue| issue.status_words() == "Issued"));
}

// proves: ARS-31 ARS-34
#[test]
fn what_others_prescribed_stands_apart_and_is_flagged() {
    for (code, more, words) in [
        ("prescribed-by-another-organisation", r#","text":"Hospital""#, "Hospital"),
        ("prescribed-by-previous-practice", "", "Prescribed here or there"),
    ] {
        let mut sent = sent();
        sent.orders.clear();
        sent.plan = plan("active", &extensions(&[kind("repeat")]));
        sent.statement = statement("active", &extensions(&[agency(code, more)]));
        let row = sent.read();
        assert_eq!((row.group, row.agency.words.as_str()), (Group::PrescribedElsewhere, words));
        // By design there are no issues: that is not a caution.
        assert_eq!(flags(&row), ["Not prescribed by this practice"]);
    }
}

// proves: ARS-33
#[test]
fn each_type_and_status_has_its_group() {
    let group = |status: &str, code: &str, end: &str| {
        let mut sent = sent();
        sent.orders.clear();
        sent.plan = plan(status, &extensions(&[kind(code)]));
        sent.statement = statement(status, &period("2026-01-01", end));
        sent.read().group
    };
    assert_eq!(group("active", "repeat-dispensing", ""), Group::RepeatDispensing);
    assert_eq!(group("active", "acute", ""), Group::Acute);
    assert_eq!(group("active", "delayed-prescribing", ""), Group::Acute);
    assert_eq!(group("completed", "acute", "2026-11-14"), Group::Acute);
    assert_eq!(group("completed", "acute", "2026-10-24"), Group::Acute);
    assert_eq!(group("completed", "acute", "2026-10-23"), Group::Past);
    assert_eq!(group("completed", "acute", ""), Group::MarkedCompleted);
    assert_eq!(group("completed", "repeat", "2026-11-14"), Group::Past);
    assert_eq!(group("stopped", "acute", "2026-11-14"), Group::Stopped);
    assert_eq!(group("odd", "repeat", ""), Group::Repeat);
}

// proves: ARS-35
#[test]
fn a_missing_type_says_that_there_is_no_information() {
    let empty = format!(r#"{{"url":"{NHS}PrescriptionType-1","valueCodeableConcept":{{"coding":[{{}}]}}}}"#);
    let words = format!(
        r#"{{"url":"{NHS}PrescriptionType-1","valueCodeableConcept":{{"text":"No information available"}}}}"#
    );
    for extension in [vec![], vec![empty], vec![words]] {
        let mut sent = sent();
        sent.plan = plan("active", &extensions(&extension));
        let row = sent.read();
        assert_eq!((row.kind.words(), row.group), ("No information available", Group::TypeNotStated));
    }
}

// proves: ARS-32
#[test]
fn the_dose_is_whole_with_its_warning() {
    let warning = "One a day. WARNING – Dosage has changed during the effective period. The latest change was made on \
                   02-Nov-2026";
    let dose = format!("{} {warning}", "Take with plenty of water. ".repeat(40));
    let mut sent = sent();
    sent.statement = statement("active", "").replace("1 tablet a day", &dose);
    let row = sent.read();
    assert_eq!(row.dose[0].text, dose);
    assert_eq!(row.plan_dose[0].text, "1 tablet a day");
    assert!(flags(&row).contains(&"Dose changed".to_owned()));
    sent.statement = statement(
        "active",
        r#","extension":[{"url":"https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-MedicationStatementDosageLastChanged-1",
            "valueDateTime":"2026-11-02T00:00:00+00:00"}]"#,
    );
    assert!(flags(&sent.read()).contains(&"Dose changed 02-Nov-2026".to_owned()));
}

// proves: ARS-31
#[test]
fn dose_and_amount_may_be_words_or_missing() {
    let mut sent = sent();
    sent.statement = statement("active", "").replace(
        r#""dosage":[{"text":"1 tablet a day"}]"#,
        r#""dosage":[{"patientInstruction":"With food\u0013"}]"#,
    );
    sent.plan = plan(
        "active",
        &format!(
            r#","dispenseRequest":{{"quantity":{{"extension":[{{"url":"{NHS}MedicationQuantityText-1","valueString":"5 pens"}}]}}}}"#
        ),
    );
    let row = sent.read();
    assert_eq!(row.dose[0].text, "Not sent");
    assert_eq!(row.dose[0].patient_instruction.as_deref(), Some("With food–"));
    assert_eq!(row.quantity, "5 pens");
    sent.plan = plan("active", "");
    assert_eq!(sent.read().quantity, "Not sent");
}

// proves: ARS-26
#[test]
fn a_degraded_medicine_shows_its_text_and_is_marked() {
    let mut resources = sent().resources();
    let medicine_at = resources.iter().position(|json| json.contains("Apixaban")).unwrap();
    resources[medicine_at] = medicine(
        r#"{"coding":[{"system":"http://snomed.info/sct","code":"196421000000109",
            "display":"Transfer-degraded medication entry"}],"text":"Morphgesic SR 10mg tabs (imported)"}"#,
    );
    let (items, _) = present(&resources);
    let name = &items.items[0].name;
    assert_eq!((name.bold.as_str(), name.rest.as_str()), ("Morphgesic SR 10mg tabs (imported)", ""));
    assert!(name.degraded.is_some());
}

// proves: ARS-23
#[test]
fn a_medicine_may_be_a_code_a_reference_or_words() {
    for (medicine, shown) in [
        (r#""medicationCodeableConcept":{"text":"Special cream"}"#, "Special cream"),
        (r#""medicationReference":{"display":"Cream, as told"}"#, "Cream, as told"),
        (r#""medicationReference":{"reference":"Medication/gone"}"#, "Apixaban 5mg tablets"),
    ] {
        let mut sent = sent();
        sent.statement =
            sent.statement.replace(r#""medicationReference":{"reference":"Medication/m"}"#, medicine);
        let row = sent.read();
        assert_eq!(row.name.text(), shown);
        if shown != "Apixaban 5mg tablets" {
            assert_eq!(row.remarks, ["Also named Apixaban 5mg tablets"]);
        }
    }
}

// proves: ARS-33
#[test]
fn notes_of_statement_plan_and_issue_are_shown_once_each() {
    let mut sent = sent();
    sent.statement = statement("active", r#","note":[{"text":"Patient Notes: with food"}]"#);
    sent.plan = plan("active", r#","note":[{"text":"with food"},{"text":"Pharmacy Notes: blister pack"}]"#);
    sent.orders = vec![order(
        "o1",
        "2026-11-02",
        r#","status":"stopped","note":[{"text":"with food"},{"text":"Cancellation Reason: Error, Cancellation Date: 2026-11-03"}]"#,
    )];
    let row = sent.read();
    let notes: Vec<_> = row.notes.iter().map(|note| (note.label.as_deref(), note.text.as_str())).collect();
    assert_eq!(notes, [(Some("Patient Notes"), "with food"), (Some("Pharmacy Notes"), "blister pack")]);
    let issue = &row.issues[0];
    assert_eq!(issue.notes.len(), 1);
    assert_eq!(issue.notes[0].text, "Error, Cancellation Date: 2026-11-03");
    assert_eq!(issue.status_words(), "Cancelled");
}

// proves: ARS-33
#[test]
fn why_it_is_taken_stands_in_front_of_the_notes_and_an_issues_own_reason_in_its_row() {
    let mut sent = sent();
    sent.statement =
        statement("active", r#","reasonCode":[{"text":"Angina"}],"note":[{"text":"with food"}]"#);
    sent.plan = plan("active", r#","reasonCode":[{"text":"Angina"}]"#);
    sent.orders = vec![order("o1", "2026-11-02", r#","reasonCode":[{"text":"Chest pain"}]"#)];
    let row = sent.read();
    let said = |notes: &[Note]| {
        notes
            .iter()
            .map(|note| (note.label.clone().unwrap_or_default(), note.text.clone()))
            .collect::<Vec<_>>()
    };
    let of = |label: &str, text: &str| (label.to_owned(), text.to_owned());
    assert_eq!(said(&row.notes), [of("Reason", "Angina"), of("", "with food")]);
    assert_eq!(said(&row.issues[0].notes), [of("Reason", "Chest pain")]);
}

#[test]
fn only_a_recorder_is_called_one() {
    let mut sent = sent();
    sent.plan = sent.plan.replace(r#""requester":{"agent":{"reference":"Practitioner/d"}},"#, "");
    let prescriber = sent.read().prescriber.unwrap();
    assert_eq!((prescriber.person.name.as_str(), prescriber.is_recorder), ("Clerk", true));
}

// proves: ARS-28
#[test]
fn taken_has_no_meaning() {
    let mut one = sent();
    let before = one.read();
    one.statement = one.statement.replace(r#""taken":"unk""#, r#""taken":"n""#);
    assert_eq!(one.read(), before);
}

#[test]
fn a_medication_in_words_says_how_it_stands_and_since_when() {
    let mut sent = sent();
    sent.statement = statement("active", &(period("2024-03-03", "") + &last_issue("2026-11-12")));
    let words = sent.read().in_words();
    assert!(words.contains("1 tablet a day") && words.contains("Active"), "{words}");
    assert!(words.contains("Started 03-Mar-2024, no end date sent, last issued 12-Nov-2026."), "{words}");
}
