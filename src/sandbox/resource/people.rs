//! Patient, Practitioner, Organization and Location as STU3 resources (foundations digest 7.2 to 7.5).

use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use super::members::{push, set};
use crate::sandbox::behaviour::Behaviour;
use crate::sandbox::world::patient::{AtPractice, Patient};
use crate::sandbox::world::practices::{Clinician, Practice, Site};

/// The version of everything that never changes here.
pub const FIXED_VERSION: &str = "1469448000000";

/// The logical id of the Organization that [`AtPractice::Different`] names instead of the practice.
pub const OTHER_ORGANIZATION: &str = "777";

const PROFILE: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC";

fn meta(kind: &str) -> Value {
    json!({ "versionId": FIXED_VERSION, "profile": [format!("{PROFILE}-{kind}-1")] })
}

/// `Type/id`, with the version behind it where the behaviour says so (L-6).
pub fn reference(behaviour: Behaviour, kind: &str, id: &str) -> Value {
    let version =
        if behaviour.versioned_references { format!("/_history/{FIXED_VERSION}") } else { String::new() };
    json!({ "reference": format!("{kind}/{id}{version}") })
}

/// An ODS code as an identifier.
pub fn ods_identifier(ods: &str) -> Value {
    json!({ "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": ods })
}

/// The patient as the practice holds them.
pub fn patient(
    patient: &Patient,
    practice: &Practice,
    id: &str,
    today: NaiveDate,
    behaviour: Behaviour,
) -> Value {
    let elsewhere = patient.elsewhere.iter().find(|one| one.ods == practice.ods);
    let family = elsewhere.and_then(|one| one.family).unwrap_or(&patient.family);
    let mut name = json!({
        "use": "official",
        "text": format!("{} {}", patient.given_names(), family.to_uppercase()).trim(),
        "family": family,
        "given": patient.given,
    });
    if !patient.prefix.is_empty() {
        set(&mut name, "prefix", json!([patient.prefix]));
    }
    let mut organization = practice.organization_id;
    if patient.at_practice == AtPractice::Different {
        set(&mut name, "given", json!([patient.given.first()]));
        set(
            &mut name,
            "text",
            json!(format!("{} {}", patient.given.first().cloned().unwrap_or_default(), patient.family)),
        );
        organization = OTHER_ORGANIZATION;
    }
    let [line, city, postcode] = &patient.address;
    let preferred = match elsewhere {
        Some(known) => known.branch,
        None => patient.branch.filter(|_| patient.practice == practice.ods),
    };
    let branch = preferred.or_else(|| practice.sites.first().map(|site| site.id)).unwrap_or_default();
    let mut resource = json!({
        "resourceType": "Patient",
        "id": id,
        "meta": meta("Patient"),
        "extension": [{
            "url": format!("{PROFILE_EXTENSION}-RegistrationDetails-1"),
            "extension": [{ "url": "preferredBranchSurgery", "valueReference": reference(behaviour, "Location", branch) }],
        }],
        "identifier": [nhs_identifier(&patient.nhs_number)],
        "active": true,
        "name": [name],
        "gender": patient.gender,
        "birthDate": patient.birth_date(today).to_string(),
        "address": [{ "use": "home", "type": "physical", "line": [line], "city": city, "postalCode": postcode }],
        "managingOrganization": reference(behaviour, "Organization", organization),
    });
    if let Some(phone) = &patient.phone {
        set(&mut resource, "telecom", json!([{ "system": "phone", "value": phone, "use": "mobile" }]));
    }
    if let Some(clinician) = practice.clinicians.first() {
        set(
            &mut resource,
            "generalPractitioner",
            json!([reference(behaviour, "Practitioner", clinician.id)]),
        );
    }
    if let Some(language) = patient.interpreter {
        push(&mut resource, "extension", communication(language));
    }
    if let Some(days) = patient.died_at_practice {
        set(&mut resource, "deceasedDateTime", json!((today - TimeDelta::days(days)).to_string()));
    }
    resource
}

const PROFILE_EXTENSION: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC";

fn communication((code, display): (&str, &str)) -> Value {
    json!({
        "url": format!("{PROFILE_EXTENSION}-NHSCommunication-1"),
        "extension": [
            { "url": "language", "valueCodeableConcept": { "coding": [{
                "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-HumanLanguage-1",
                "code": code,
                "display": display,
            }] } },
            { "url": "preferred", "valueBoolean": true },
            { "url": "interpreterRequired", "valueBoolean": true },
        ],
    })
}

/// An NHS number that is present and verified.
pub fn nhs_identifier(number: &str) -> Value {
    json!({
        "extension": [{
            "url": format!("{PROFILE_EXTENSION}-NHSNumberVerificationStatus-1"),
            "valueCodeableConcept": { "coding": [{
                "system": "https://fhir.nhs.uk/CareConnect-NHSNumberVerificationStatus-1",
                "code": "01",
                "display": "Number present and verified",
            }] },
        }],
        "system": "https://fhir.nhs.uk/Id/nhs-number",
        "value": number,
    })
}

/// Somebody who works at a practice.
pub fn practitioner(clinician: &Clinician) -> Value {
    json!({
        "resourceType": "Practitioner",
        "id": clinician.id,
        "meta": meta("Practitioner"),
        "identifier": [{ "system": "https://fhir.nhs.uk/Id/sds-user-id", "value": clinician.sds_user_id }],
        "name": [{
            "use": "usual",
            "family": clinician.family,
            "given": [clinician.given],
            "prefix": [clinician.prefix],
        }],
        "gender": clinician.gender,
    })
}

/// The practice itself.
pub fn organization(practice: &Practice, behaviour: Behaviour) -> Value {
    let telecom = json!({ "system": "phone", "value": practice.phone, "use": "work" });
    let mut resource = json!({
        "resourceType": "Organization",
        "id": practice.organization_id,
        "meta": meta("Organization"),
        "identifier": [ods_identifier(practice.ods)],
        "name": practice.name,
        "telecom": if behaviour.single_objects { telecom } else { json!([telecom]) },
    });
    if let Some(site) = practice.sites.first() {
        let address =
            json!({ "use": "work", "line": [site.line], "city": site.city, "postalCode": site.postcode });
        set(&mut resource, "address", if behaviour.single_objects { address } else { json!([address]) });
    }
    resource
}

/// The organisation that [`AtPractice::Different`] names: another code, no name.
pub fn other_organization() -> Value {
    json!({
        "resourceType": "Organization",
        "id": OTHER_ORGANIZATION,
        "meta": meta("Organization"),
        "identifier": [ods_identifier("Y90777")],
    })
}

/// A site of a practice.
pub fn location(site: &Site, practice: &Practice, behaviour: Behaviour) -> Value {
    let telecom = json!({ "system": "phone", "value": site.phone, "use": "work" });
    json!({
        "resourceType": "Location",
        "id": site.id,
        "meta": meta("Location"),
        "status": "active",
        "name": site.name,
        "telecom": if behaviour.single_objects { telecom } else { json!([telecom]) },
        "address": { "line": [site.line], "city": site.city, "postalCode": site.postcode, "country": "UK" },
        "managingOrganization": reference(behaviour, "Organization", practice.organization_id),
    })
}

/// The Location of every visit: a placeholder, not an address.
pub const VISIT_SITE: &str = "unknown-visit";

/// The placeholder Location of visits (foundations digest 3.6); its address is a list, as the specification's sample has it.
pub fn visit_location(practice: &Practice) -> Value {
    json!({
        "resourceType": "Location",
        "id": VISIT_SITE,
        "meta": { "versionId": FIXED_VERSION,
            "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Location-1"] },
        "name": "Contact practice for location of the visit",
        "address": [{ "line": ["Unknown"], "city": "Unknown" }],
        "managingOrganization": { "reference": format!("Organization/{}", practice.organization_id) },
    })
}
