//! Medication, MedicationStatement, MedicationRequest as plan and as orders (structured digest 3.4, 7.7 to 7.9).

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::pool::Pool;
use crate::sandbox::resource::members::{maybe, push, set};
use crate::sandbox::resource::numbers::number;
use crate::sandbox::resource::record_place::RecordPlace;
use crate::sandbox::world::calendar;
use crate::sandbox::world::record::{Agency, Area, Issue, Medication, Prescribed, Quantity};

const EXTENSION: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC";

/// Adds statement, plan, orders and the medicine itself.
pub fn add(pool: &mut Pool, medication: &Medication, place: &RecordPlace) {
    let (medicine, statement, plan) = names(medication);
    let mut drug = place.resource("Medication", "Medication", &medication.id);
    if let Some(members) = drug.as_object_mut() {
        members.remove("identifier");
        members.remove("subject");
    }
    set(&mut drug, "code", medication.term.concept());
    pool.add(drug, None, &[]);
    pool.add(
        statement_resource(medication, place),
        Some(Area::Medications),
        &[plan.clone(), medicine.clone()],
    );
    pool.add(plan_resource(medication, place), None, &[statement, medicine.clone()]);
    for (number, issue) in medication.issues.iter().enumerate() {
        pool.add(order(medication, issue, number, place), None, &[plan.clone(), medicine.clone()]);
    }
}

/// References of medicine, statement and plan.
pub fn names(medication: &Medication) -> (String, String, String) {
    let id = &medication.id;
    (format!("Medication/{id}"), format!("MedicationStatement/{id}"), format!("MedicationRequest/{id}-plan"))
}

/// References of the orders, the newest being number one.
pub fn orders(medication: &Medication) -> impl Iterator<Item = String> {
    let count = medication.issues.len();
    (0..count).map(move |number| format!("MedicationRequest/{}-issue-{}", medication.id, count - number))
}

fn dose(medication: &Medication) -> Value {
    let text = if medication.dosage.is_empty() { "No information available" } else { &medication.dosage };
    let mut dose = json!({ "text": text });
    maybe(&mut dose, "patientInstruction", medication.instruction.map(|text| json!(text)));
    json!([dose])
}

fn period(start: &str, end: Option<&String>) -> Value {
    let mut period = json!({ "start": start });
    maybe(&mut period, "end", end.map(|end| json!(end)));
    period
}

fn statement_resource(medication: &Medication, place: &RecordPlace) -> Value {
    let mut resource = place.resource("MedicationStatement", "MedicationStatement", &medication.id);
    let last = medication.issues.iter().map(|issue| issue.date.as_str()).max().or(medication.last_issued);
    if let Some(last) = last.filter(|_| medication.prescribed != Prescribed::RepeatDispensing) {
        push(
            &mut resource,
            "extension",
            json!({ "url": format!("{EXTENSION}-MedicationStatementLastIssueDate-1"), "valueDateTime": last }),
        );
    }
    push(&mut resource, "extension", agency(&medication.agency));
    if let Some(day) = &medication.dose_changed {
        push(
            &mut resource,
            "extension",
            json!({
                "url": "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-MedicationStatementDosageLastChanged-1",
                "valueDateTime": day,
            }),
        );
    }
    let (medicine, _, plan) = names(medication);
    set(&mut resource, "basedOn", json!([{ "reference": plan }]));
    set(&mut resource, "status", json!(medication.status));
    set(&mut resource, "medicationReference", json!({ "reference": medicine }));
    set(&mut resource, "effectivePeriod", period(&medication.start, medication.end.as_ref()));
    set(&mut resource, "dateAsserted", json!(medication.start));
    set(&mut resource, "taken", json!("unk"));
    maybe(&mut resource, "note", medication.note.as_ref().map(|text| json!([{ "text": text }])));
    set(&mut resource, "dosage", dose(medication));
    resource
}

fn agency(agency: &Agency) -> Value {
    let (code, display, text) = match agency {
        Agency::Practice => ("prescribed-at-gp-practice", "Prescribed at GP practice", None),
        Agency::PreviousPractice => {
            ("prescribed-by-previous-practice", "Prescribed by previous practice", None)
        }
        Agency::Elsewhere(kind) => {
            ("prescribed-by-another-organisation", "Prescribed by another organisation", Some(*kind))
        }
    };
    let mut concept = json!({ "coding": [{
        "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-PrescribingAgency-1",
        "code": code,
        "display": display,
    }] });
    maybe(&mut concept, "text", text.map(|text| json!(text)));
    json!({ "url": format!("{EXTENSION}-PrescribingAgency-1"), "valueCodeableConcept": concept })
}

/// What plan and order have in common.
fn request(medication: &Medication, id: &str, intent: &str, place: &RecordPlace) -> Value {
    let mut resource = place.resource("MedicationRequest", "MedicationRequest", id);
    let kind = match medication.prescribed {
        Prescribed::Acute => Some(("acute", "Acute")),
        Prescribed::Delayed => Some(("delayed-prescribing", "Delayed prescribing")),
        Prescribed::Repeat => Some(("repeat", "Repeat")),
        Prescribed::RepeatDispensing => Some(("repeat-dispensing", "Repeat dispensing")),
        Prescribed::Unstated => None,
    };
    if let Some((code, display)) = kind {
        push(
            &mut resource,
            "extension",
            json!({
                "url": format!("{EXTENSION}-PrescriptionType-1"),
                "valueCodeableConcept": { "coding": [{
                    "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-PrescriptionType-1",
                    "code": code,
                    "display": display,
                }] },
            }),
        );
    }
    let (medicine, ..) = names(medication);
    set(&mut resource, "groupIdentifier", json!({ "value": format!("G-{}", medication.id) }));
    set(&mut resource, "intent", json!(intent));
    set(&mut resource, "medicationReference", json!({ "reference": medicine }));
    set(&mut resource, "authoredOn", json!(medication.start));
    if let Some(prescriber) = place.clinician(medication.prescriber) {
        let organization = format!("Organization/{}", place.practice.organization_id);
        set(
            &mut resource,
            "requester",
            json!({ "agent": prescriber, "onBehalfOf": { "reference": organization } }),
        );
        set(&mut resource, "recorder", prescriber);
    }
    set(&mut resource, "dosageInstruction", dose(medication));
    resource
}

fn dispense(medication: &Medication, validity: Value) -> Value {
    let mut dispense = json!({ "validityPeriod": validity });
    let text =
        |text: &str| json!([{ "url": format!("{EXTENSION}-MedicationQuantityText-1"), "valueString": text }]);
    let quantity = match &medication.quantity {
        Quantity::Missing => None,
        Quantity::Unit(value, unit) => Some(json!({ "value": number(value), "unit": unit })),
        Quantity::Text(words) => Some(json!({ "extension": text(words) })),
        Quantity::ValueAndText(value, words) => {
            Some(json!({ "extension": text(words), "value": number(value) }))
        }
        Quantity::Value(value) => Some(json!({ "value": number(value) })),
    };
    maybe(&mut dispense, "quantity", quantity);
    let supply = medication.days.map(
        |days| json!({ "value": days, "unit": "day", "system": "http://unitsofmeasure.org", "code": "d" }),
    );
    maybe(&mut dispense, "expectedSupplyDuration", supply);
    dispense
}

fn plan_resource(medication: &Medication, place: &RecordPlace) -> Value {
    let mut resource = request(medication, &format!("{}-plan", medication.id), "plan", place);
    if matches!(medication.prescribed, Prescribed::Repeat | Prescribed::RepeatDispensing) {
        let mut details = vec![
            json!({ "url": "numberOfRepeatPrescriptionsIssued", "valueUnsignedInt": medication.issued() }),
        ];
        details.extend(medication.allowed.map(
            |allowed| json!({ "url": "numberOfRepeatPrescriptionsAllowed", "valuePositiveInt": allowed }),
        ));
        details.extend(
            medication
                .expiry
                .as_ref()
                .map(|day| json!({ "url": "authorisationExpiryDate", "valueDateTime": day })),
        );
        push(
            &mut resource,
            "extension",
            json!({ "url": format!("{EXTENSION}-MedicationRepeatInformation-1"), "extension": details }),
        );
    }
    if let Some((day, reason)) = &medication.stopped {
        push(
            &mut resource,
            "extension",
            json!({
                "url": format!("{EXTENSION}-MedicationStatusReason-1"),
                "extension": [
                    { "url": "statusReason", "valueCodeableConcept": { "text": reason } },
                    { "url": "statusChangeDate", "valueDateTime": day },
                ],
            }),
        );
    }
    set(&mut resource, "status", json!(medication.status));
    set(
        &mut resource,
        "dispenseRequest",
        dispense(medication, period(&medication.start, medication.end.as_ref())),
    );
    let prior =
        medication.prior.map(|prior| json!({ "reference": format!("MedicationRequest/{prior}-plan") }));
    maybe(&mut resource, "priorPrescription", prior);
    resource
}

fn order(medication: &Medication, issue: &Issue, number: usize, place: &RecordPlace) -> Value {
    let id = format!("{}-issue-{}", medication.id, medication.issues.len() - number);
    let mut resource = request(medication, &id, "order", place);
    let (_, _, plan) = names(medication);
    set(&mut resource, "basedOn", json!([{ "reference": plan }]));
    set(&mut resource, "status", json!(issue.status));
    if medication.prescribed != Prescribed::RepeatDispensing {
        // Instalments of one authorisation are all authored with it.
        set(&mut resource, "authoredOn", json!(issue.date));
    }
    maybe(&mut resource, "note", issue.note.as_ref().map(|text| json!([{ "text": text }])));
    set(&mut resource, "dispenseRequest", dispense(medication, period(&issue.date, issue.end.as_ref())));
    resource
}

/// Whether a medicine was active on or after a day (structured digest 1.6).
pub fn is_active_since(medication: &Medication, day: NaiveDate) -> bool {
    if medication.agency != Agency::Practice {
        // Prescribed elsewhere is always returned.
        return true;
    }
    let last = match (&medication.end, medication.prescribed) {
        (Some(end), _) => calendar::interval(end).map(|(_, last)| last),
        (None, Prescribed::Acute | Prescribed::Delayed) => {
            calendar::interval(&medication.start).map(|(_, last)| last)
        }
        (None, _) => None,
    };
    last.is_none_or(|last| last >= day)
}
