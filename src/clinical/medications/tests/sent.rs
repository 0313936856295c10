//! A medication with its parts as sent, and how it is read.

use super::super::*;
use crate::fhir::Bundle;

pub(super) type Read = State<Medications, (), Warning>;

pub(super) const NHS: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-";

pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// A medication with its parts; each setter replaces members of the JSON.
pub(super) struct Sent {
    pub statement: String,
    pub plan: String,
    pub orders: Vec<String>,
}

pub(super) fn agency(code: &str, more: &str) -> String {
    format!(
        r#"{{"url":"{NHS}PrescribingAgency-1","valueCodeableConcept":{{"coding":[{{"code":"{code}",
            "display":"Prescribed here or there"}}]{more}}}}}"#
    )
}

pub(super) fn last_issue(date: &str) -> String {
    format!(r#","extension":[{{"url":"{NHS}MedicationStatementLastIssueDate-1","valueDateTime":"{date}"}}]"#)
}

pub(super) fn kind(code: &str) -> String {
    format!(
        r#"{{"url":"{NHS}PrescriptionType-1","valueCodeableConcept":{{"coding":[{{"code":"{code}"}}]}}}}"#
    )
}

pub(super) fn repeats(issued: u32, allowed: u32, expiry: &str) -> String {
    format!(
        r#"{{"url":"{NHS}MedicationRepeatInformation-1","extension":[
            {{"url":"numberOfRepeatPrescriptionsAllowed","valuePositiveInt":{allowed}}},
            {{"url":"numberOfRepeatPrescriptionsIssued","valueUnsignedInt":{issued}}},
            {{"url":"authorisationExpiryDate","valueDateTime":"{expiry}"}}]}}"#
    )
}

pub(super) fn extensions(all: &[String]) -> String {
    format!(r#","extension":[{}]"#, all.join(","))
}

pub(super) fn period(start: &str, end: &str) -> String {
    let end = if end.is_empty() { String::new() } else { format!(r#","end":"{end}""#) };
    format!(r#","effectivePeriod":{{"start":"{start}"{end}}}"#)
}

pub(super) fn statement(status: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"MedicationStatement","id":"s","basedOn":[{{"reference":"MedicationRequest/p"}}],
            "status":"{status}","taken":"unk","medicationReference":{{"reference":"Medication/m"}},
            "dosage":[{{"text":"1 tablet a day"}}]{more}}}"#
    )
}

pub(super) fn plan(status: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"MedicationRequest","id":"p","status":"{status}","intent":"plan",
            "medicationReference":{{"reference":"Medication/m"}},"authoredOn":"2026-01-01",
            "requester":{{"agent":{{"reference":"Practitioner/d"}}}},"recorder":{{"reference":"Practitioner/r"}},
            "dosageInstruction":[{{"text":"1 tablet a day"}}]{more}}}"#
    )
}

pub(super) fn order(id: &str, start: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"MedicationRequest","id":"{id}","status":"completed","intent":"order",
            "basedOn":[{{"reference":"MedicationRequest/p"}}],"authoredOn":"2020-02-02",
            "medicationReference":{{"reference":"Medication/m"}},"dosageInstruction":[{{"text":"1 tablet a day"}}],
            "dispenseRequest":{{"validityPeriod":{{"start":"{start}"}},"quantity":{{"value":28,"unit":"tablet"}},
            "expectedSupplyDuration":{{"value":28,"unit":"day","code":"d"}}}}{more}}}"#
    )
}

pub(super) fn medicine(code: &str) -> String {
    format!(r#"{{"resourceType":"Medication","id":"m","code":{code}}}"#)
}

pub(super) fn list(references: &[&str], more: &str) -> String {
    let entries: Vec<String> =
        references.iter().map(|reference| format!(r#"{{"item":{{"reference":"{reference}"}}}}"#)).collect();
    format!(
        r#"{{"resourceType":"List","code":{{"coding":[{{"code":"933361000000108"}}]}},"entry":[{}]{more}}}"#,
        entries.join(",")
    )
}

pub(super) fn people() -> Vec<String> {
    [("d", "Adeyemi"), ("r", "Clerk")]
        .iter()
        .map(|(id, family)| {
            format!(r#"{{"resourceType":"Practitioner","id":"{id}","name":[{{"family":"{family}"}}]}}"#)
        })
        .collect()
}

pub(super) fn sent() -> Sent {
    Sent {
        statement: statement(
            "active",
            &(period("2026-01-01", "") + &extensions(&[agency("prescribed-at-gp-practice", "")])),
        ),
        plan: plan("active", &extensions(&[kind("repeat"), repeats(3, 6, "2027-01-01")])),
        orders: vec![order("o1", "2026-10-05", ""), order("o2", "2026-11-02", "")],
    }
}

impl Sent {
    pub(super) fn resources(&self) -> Vec<String> {
        let mut all = vec![list(&["MedicationStatement/s"], ""), self.statement.clone(), self.plan.clone()];
        all.extend(self.orders.clone());
        all.push(medicine(r#"{"coding":[{"display":"Apixaban 5mg tablets"}]}"#));
        all.extend(people());
        all
    }

    pub(super) fn read(&self) -> Medication {
        let (items, _) = present(&self.resources());
        assert_eq!((items.items.len(), items.apart.len()), (1, 0));
        items.items.into_iter().next().unwrap()
    }
}

pub(super) fn read(resources: &[String]) -> (Read, Vec<usize>) {
    let entries: Vec<String> = resources
        .iter()
        .filter(|json| !json.is_empty())
        .map(|json| format!(r#"{{"resource":{json}}}"#))
        .collect();
    let bundle = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    let bundle = Bundle::read(bundle.as_bytes()).unwrap();
    let (state, positions) = Medications::read(&Index::new(&bundle), today());
    (state, positions.into_iter().collect())
}

pub(super) fn present(resources: &[String]) -> (Medications, Vec<Warning>) {
    match read(resources).0 {
        State::Present { items, warnings } => (items, warnings),
        other => panic!("{other:?}"),
    }
}

pub(super) fn flags(medication: &Medication) -> Vec<String> {
    medication.flags.iter().map(Flag::words).collect()
}

pub(super) fn shown(date: Option<&crate::fhir::DateTime>) -> Option<String> {
    date.map(format::date)
}
