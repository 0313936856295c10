//! Temporary registration (foundations digest 2.3).

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::Call;
use crate::sandbox::provider::{Listed, Provider};
use crate::sandbox::resource::members::{items, push, text};
use crate::sandbox::resource::searchset::searchset;
use crate::sandbox::world::patient::{AtPds, is_nhs_number};
use crate::sandbox::world::practices::Practice;
use crate::sandbox::world::uk;

const MEMBERS: [&str; 9] =
    ["resourceType", "meta", "extension", "identifier", "name", "telecom", "gender", "birthDate", "address"];

fn invalid(what: impl Into<String>) -> Refusal {
    Refusal::invalid_resource(what)
}

impl Provider {
    /// `POST /Patient/$gpc.registerpatient`: 200 with the patient as a searchset.
    pub(in crate::sandbox) fn register(
        &mut self,
        call: &Call<'_>,
        practice: &'static Practice,
        now: DateTime<Utc>,
    ) -> Result<Value, Refusal> {
        let today = uk::today(now);
        let body = call.body()?;
        if text(&body, "resourceType") != "Parameters" {
            return Err(invalid("The body is not a Parameters resource"));
        }
        let [parameter] = items(&body, "parameter") else {
            return Err(Refusal::bad_request("There must be exactly one parameter, registerPatient"));
        };
        if text(parameter, "name") != "registerPatient" {
            return Err(invalid("The parameter is not registerPatient"));
        }
        let sent = parameter.get("resource").unwrap_or(&Value::Null);
        let number = check(sent)?;
        if self.listed(practice, &number).filter(Listed::is_active).is_some() {
            return Err(Refusal::duplicate(format!("Patient (NHS number - {number}) already exists")));
        }
        let index = self.patients.iter().position(|patient| patient.nhs_number == number);
        let Some((index, patient)) = index.and_then(|at| Some((at, self.patients.get(at)?))) else {
            return Err(Refusal::invalid_demographics("The patient is not on PDS"));
        };
        match patient.at_pds {
            AtPds::SupersededBy(_) => {
                return Err(Refusal::invalid_nhs_number("The NHS number is superseded"));
            }
            AtPds::Restricted(_) => {
                return Err(Refusal::invalid_demographics("The patient could not be verified"));
            }
            AtPds::Listed if patient.died_on_pds.is_some() => {
                return Err(Refusal::invalid_demographics("The patient could not be verified"));
            }
            AtPds::Listed => {}
        }
        let family = sent.pointer("/name/0/family").and_then(Value::as_str).unwrap_or_default();
        let same_family = family.to_lowercase() == patient.family.to_lowercase();
        if !same_family || text(sent, "birthDate") != patient.birth_date(today).to_string() {
            return Err(Refusal::invalid_demographics("The details differ from those on PDS"));
        }
        self.registrations.push((practice.ods.to_owned(), index));
        let listed = self.listed(practice, &number).ok_or_else(Refusal::patient_not_found)?;
        let mut resource = self.patient_resource(&listed, practice, today);
        add_registration(&mut resource, now);
        Ok(searchset(call.trace_id(), vec![resource]))
    }
}

/// Period and type, which only this answer has.
fn add_registration(resource: &mut Value, now: DateTime<Utc>) {
    let Some(details) = resource.pointer_mut("/extension/0") else { return };
    push(
        details,
        "extension",
        json!({ "url": "registrationPeriod", "valuePeriod": { "start": uk::stamp(now), "end": uk::stamp(now + TimeDelta::days(90)) } }),
    );
    push(
        details,
        "extension",
        json!({ "url": "registrationType", "valueCodeableConcept": { "coding": [{
            "system": "https://fhir.nhs.uk/CareConnect-RegistrationType-1",
            "code": "T",
            "display": "Temporary",
        }] } }),
    );
}

/// The permitted elements and no others; the NHS number when all is well.
fn check(patient: &Value) -> Result<String, Refusal> {
    if text(patient, "resourceType") != "Patient" {
        return Err(invalid("The parameter holds no Patient"));
    }
    if let Some((name, _)) =
        patient.as_object().into_iter().flatten().find(|(name, _)| !MEMBERS.contains(&name.as_str()))
    {
        return Err(invalid(format!("Patient.{name} must not be sent")));
    }
    if patient.pointer("/meta/profile/0").and_then(Value::as_str)
        != Some("https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Patient-1")
    {
        return Err(invalid("meta.profile must name the GP Connect patient profile"));
    }
    let [identifier] = items(patient, "identifier") else {
        return Err(Refusal::invalid_nhs_number("There must be one identifier, the NHS number"));
    };
    if text(identifier, "system") != "https://fhir.nhs.uk/Id/nhs-number" {
        return Err(Refusal::bad_request("The identifier is no NHS number"));
    }
    let number = text(identifier, "value");
    if !is_nhs_number(number) {
        return Err(Refusal::invalid_nhs_number(format!("Invalid NHS number submitted: {number}")));
    }
    let official: Vec<&Value> =
        items(patient, "name").iter().filter(|name| text(name, "use") == "official").collect();
    let [name] = official.as_slice() else {
        return Err(Refusal::bad_request("There must be one official name"));
    };
    if text(name, "family").is_empty() || items(name, "given").is_empty() {
        return Err(Refusal::bad_request("The official name must have family and given names"));
    }
    if text(patient, "birthDate").is_empty() {
        return Err(Refusal::bad_request("The Patient date of birth must be supplied"));
    }
    uses(patient)?;
    Ok(number.to_owned())
}

/// At most one address and one telephone of each permitted use, one e-mail address, one language.
fn uses(patient: &Value) -> Result<(), Refusal> {
    let mut seen = Vec::new();
    for address in items(patient, "address") {
        let of = ("address", text(address, "use"));
        if !["home", "temp"].contains(&of.1) || seen.contains(&of) {
            return Err(invalid("Only one home and one temp address may be sent"));
        }
        seen.push(of);
    }
    for telecom in items(patient, "telecom") {
        let of = match text(telecom, "system") {
            "phone" => ("phone", text(telecom, "use")),
            "email" => ("email", ""),
            _ => return Err(Refusal::bad_request("A telecom is neither phone nor email")),
        };
        let permitted = of.0 == "email" || ["home", "work", "mobile", "temp"].contains(&of.1);
        if !permitted || text(telecom, "value").is_empty() || seen.contains(&of) {
            return Err(Refusal::bad_request("Only one telecom of each use may be sent"));
        }
        seen.push(of);
    }
    if items(patient, "extension").len() > 1 {
        return Err(invalid("Only one extension, the language, may be sent"));
    }
    let known =
        items(patient, "extension").iter().all(|one| text(one, "url").ends_with("NHSCommunication-1"));
    if known { Ok(()) } else { Err(invalid("An extension other than the language must not be sent")) }
}
