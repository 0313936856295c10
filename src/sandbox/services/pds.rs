//! A pretend Personal Demographics Service (PDS FHIR API, R4): a patient by NHS number, and a search by name and birth.

use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use crate::gpconnect::{Line, Method, Response};
use crate::sandbox::door::answer;
use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::{Call, is_uuid};
use crate::sandbox::resource::members::set;
use crate::sandbox::world::patient::{AtPds, Born, Patient, is_nhs_number};

/// Answers `GET /pds/Patient/{nhs}` and `GET /pds/Patient?family=…&birthdate=eq…`.
pub fn answer(call: &Call<'_>, patients: &[Patient], today: NaiveDate) -> Result<Response, Refusal> {
    let segments = call.segments();
    let number = match (call.request.method, segments.as_slice()) {
        (Method::Get, ["Patient", number]) => Some(*number),
        (Method::Get, ["Patient"]) => None,
        _ => {
            return Err(pds(
                405,
                "UNSUPPORTED_SERVICE",
                "Only GET /Patient/{id} and GET /Patient are served",
            ));
        }
    };
    match call.request.header("X-Request-ID") {
        None => {
            return Err(pds(
                412,
                "PRECONDITION_FAILED",
                "Invalid request with error - X-Request-ID header must be supplied",
            ));
        }
        Some(id) if !is_uuid(id) => {
            return Err(pds(400, "INVALID_VALUE", "Invalid value - X-Request-ID header is not a UUID"));
        }
        Some(_) => {}
    }
    let Some(number) = number else { return search(call, patients, today) };
    if !is_nhs_number(number) {
        return Err(pds(400, "INVALID_RESOURCE_ID", "Resource Id is invalid"));
    }
    let by = |number: &str| patients.iter().find(|patient| patient.nhs_number == number);
    let not_found = || pds(404, "RESOURCE_NOT_FOUND", "Patient not found");
    let mut patient = by(number).ok_or_else(not_found)?;
    if let AtPds::SupersededBy(current) = patient.at_pds {
        patient = by(current).ok_or_else(not_found)?;
    }
    let mut response = answer::fhir(Line::Pds, 200, &resource(patient, today));
    response.headers.push(("ETag".to_owned(), "W/\"2\"".to_owned()));
    Ok(response)
}

/// Everybody with this family name, birth date and, where one is given, first given name.
fn search(call: &Call<'_>, patients: &[Patient], today: NaiveDate) -> Result<Response, Refusal> {
    let one = |name: &str| call.values(name).first().map(|value| value.to_lowercase());
    let (Some(family), Some(born)) = (one("family"), one("birthdate")) else {
        return Err(pds(
            400,
            "MISSING_VALUE",
            "Not enough search parameters were provided to be able to make a search",
        ));
    };
    let given = one("given");
    let is_found = |patient: &&Patient| {
        patient.family.to_lowercase() == family
            && born.strip_prefix("eq") == Some(&patient.birth_date(today).to_string())
            && given
                .as_ref()
                .is_none_or(|given| patient.given.first().is_some_and(|own| own.to_lowercase() == *given))
            && !matches!(patient.at_pds, AtPds::SupersededBy(_))
    };
    let entries: Vec<Value> = patients
        .iter()
        .filter(is_found)
        .map(|patient| json!({ "resource": resource(patient, today), "search": { "score": 1 } }))
        .collect();
    let mut bundle = json!({ "resourceType": "Bundle", "type": "searchset", "total": entries.len() });
    if !entries.is_empty() {
        set(&mut bundle, "entry", json!(entries));
    }
    Ok(answer::fhir(Line::Pds, 200, &bundle))
}

fn pds(status: u16, code: &str, diagnostics: &str) -> Refusal {
    Refusal { diagnostics: diagnostics.to_owned(), ..Refusal::of(status, code) }
}

fn resource(patient: &Patient, today: NaiveDate) -> Value {
    let (code, display) = match patient.at_pds {
        AtPds::Restricted("R") => ("R", "restricted"),
        AtPds::Restricted("V") => ("V", "very restricted"),
        AtPds::Restricted(_) => ("REDACTED", "redacted"),
        AtPds::Listed | AtPds::SupersededBy(_) => ("U", "unrestricted"),
    };
    let birth_date = patient.birth_date(today);
    let mut name = json!({
        "id": "n1",
        "use": "usual",
        "period": { "start": birth_date.to_string() },
        "given": patient.given,
        "family": patient.family,
    });
    if !patient.prefix.is_empty() {
        set(&mut name, "prefix", json!([patient.prefix]));
    }
    let mut resource = json!({
        "resourceType": "Patient",
        "id": patient.nhs_number,
        "identifier": [{
            "extension": [{
                "url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus",
                "valueCodeableConcept": { "coding": [{
                    "system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus",
                    "version": "1.0.0",
                    "code": "01",
                    "display": "Number present and verified",
                }] },
            }],
            "system": "https://fhir.nhs.uk/Id/nhs-number",
            "value": patient.nhs_number,
        }],
        "meta": {
            "versionId": "2",
            "security": [{
                "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
                "code": code,
                "display": display,
            }],
        },
        "name": [name],
        "gender": patient.gender,
        "birthDate": birth_date.to_string(),
    });
    // Where somebody lives and is registered is not given out for the sensitive.
    if code == "U" {
        let [line, city, postcode] = &patient.address;
        set(
            &mut resource,
            "address",
            json!([{
                "id": "a1",
                "use": "home",
                "period": { "start": birth_date.to_string() },
                "line": [line, city],
                "postalCode": postcode,
            }]),
        );
        if let Some(phone) = &patient.phone {
            set(
                &mut resource,
                "telecom",
                json!([{ "id": "t1", "system": "phone", "use": "mobile", "value": phone }]),
            );
        }
        if !patient.practice.is_empty() {
            set(
                &mut resource,
                "generalPractitioner",
                json!([{
                    "id": "g1",
                    "type": "Organization",
                    "identifier": {
                        "system": "https://fhir.nhs.uk/Id/ods-organization-code",
                        "value": patient.practice,
                        "period": { "start": "2012-05-01" },
                    },
                }]),
            );
        }
    }
    if let Born::DaysAgo(_) = patient.born
        && let Some(members) = resource.as_object_mut()
    {
        members.insert("multipleBirthInteger".to_owned(), json!(1));
    }
    if let Some((code, display)) = patient.interpreter {
        set(
            &mut resource,
            "extension",
            json!([{
                "url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication",
                "extension": [
                    { "url": "language", "valueCodeableConcept": { "coding": [{
                        "system": "https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage",
                        "version": "1.0.0",
                        "code": code,
                        "display": display,
                    }] } },
                    { "url": "interpreterRequired", "valueBoolean": true },
                ],
            }]),
        );
    }
    if let Some(days) = patient.died_on_pds {
        set(
            &mut resource,
            "deceasedDateTime",
            json!(format!("{}T09:15:00+00:00", today - TimeDelta::days(days))),
        );
    }
    resource
}
