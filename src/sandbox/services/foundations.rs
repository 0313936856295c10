//! Foundations: find and read a patient, practitioners, organisations, locations (foundations digest 2.1 to 2.6).

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::sandbox::behaviour::Behaviour;
use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::Call;
use crate::sandbox::provider::{Listed, Provider};
use crate::sandbox::resource::members::{put, set};
use crate::sandbox::resource::people::{self, VISIT_SITE, visit_location};
use crate::sandbox::resource::searchset::searchset;
use crate::sandbox::world::patient::{AtPractice, is_nhs_number};
use crate::sandbox::world::practices::Practice;

const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";

/// The value of a search's one `identifier`, which must be of this system.
pub fn identifier_in<'a>(call: &'a Call<'_>, wanted: &str) -> Result<&'a str, Refusal> {
    let (system, value) = identifier(call)?;
    match system == wanted {
        true => Ok(value),
        false => Err(Refusal::invalid_identifier_system("The given identifier system code does not match")),
    }
}

/// The one `identifier` of a search, as system and value. Any other parameter is ignored, as servers must.
pub fn identifier<'a>(call: &'a Call<'_>) -> Result<(&'a str, &'a str), Refusal> {
    let values = call.values("identifier");
    let [value] = values.as_slice() else {
        return Err(Refusal::bad_request(if values.is_empty() {
            "No identifier parameter found!"
        } else {
            "The identifier parameter must be given once"
        }));
    };
    match value.split_once('|') {
        Some((system, value)) if !system.is_empty() && !value.is_empty() => Ok((system, value)),
        _ => Err(Refusal::invalid_parameter("One or both of the identifier system and value are missing")),
    }
}

impl Provider {
    /// `GET /Patient?identifier=`: nobody is not an error, and nobody is told why (foundations digest 2.1).
    pub(in crate::sandbox) fn find_patient(
        &self,
        call: &Call<'_>,
        practice: &'static Practice,
        today: NaiveDate,
    ) -> Result<Value, Refusal> {
        let number = identifier_in(call, NHS_NUMBER)?;
        if !is_nhs_number(number) {
            return Err(Refusal::invalid_nhs_number("Invalid NHS number in request"));
        }
        let mut found = Vec::new();
        if let Some(listed) = self.listed(practice, number).filter(Listed::is_active) {
            let resource = self.patient_resource(&listed, practice, today);
            if listed.patient.at_practice == AtPractice::Twice {
                let mut second = resource.clone();
                set(&mut second, "id", json!(format!("{}b", listed.id)));
                put(&mut second, "/address/0/line/0", json!("2 Lower Wharf"));
                found.push(second);
            }
            found.push(resource);
        }
        Ok(searchset(call.trace_id(), found))
    }

    /// `GET /Patient/[id]`.
    pub(in crate::sandbox) fn read_patient(
        &self,
        id: &str,
        practice: &'static Practice,
        today: NaiveDate,
    ) -> Result<Value, Refusal> {
        match self.listed_by_id(practice, id).filter(Listed::is_active) {
            Some(listed) => Ok(self.patient_resource(&listed, practice, today)),
            None if self.behaviour.server_errors => Err(Refusal::bad_request("No value present")),
            None => Err(Refusal::patient_not_found()),
        }
    }

    /// The Patient that is given out for somebody on the list; with [`AtPractice::AnswersFor`], somebody else.
    pub(in crate::sandbox) fn patient_resource(
        &self,
        listed: &Listed<'_>,
        practice: &Practice,
        today: NaiveDate,
    ) -> Value {
        let shown = match listed.patient.at_practice {
            AtPractice::AnswersFor(other) => self.patient(other).unwrap_or(listed.patient),
            _ => listed.patient,
        };
        people::patient(shown, practice, &listed.id, today, self.behaviour)
    }
}

/// `GET /Practitioner?identifier=`.
pub fn find_practitioner(call: &Call<'_>, practice: &Practice) -> Result<Value, Refusal> {
    let value = identifier_in(call, "https://fhir.nhs.uk/Id/sds-user-id")?;
    let found = practice.clinicians.iter().filter(|one| one.sds_user_id == value).map(people::practitioner);
    Ok(searchset(call.trace_id(), found.collect()))
}

/// `GET /Practitioner/[id]`.
pub fn read_practitioner(id: &str, practice: &Practice) -> Result<Value, Refusal> {
    let found = practice.clinician(id).map(people::practitioner);
    found.ok_or_else(|| Refusal::not_found("PRACTITIONER_NOT_FOUND", "practitioner"))
}

/// `GET /Organization?identifier=`: an unknown code is an empty answer.
pub fn find_organization(
    call: &Call<'_>,
    practice: &Practice,
    behaviour: Behaviour,
) -> Result<Value, Refusal> {
    let value = identifier_in(call, "https://fhir.nhs.uk/Id/ods-organization-code")?;
    let found = (value == practice.ods).then(|| people::organization(practice, behaviour));
    Ok(searchset(call.trace_id(), found.into_iter().collect()))
}

/// `GET /Organization/[id]`.
pub fn read_organization(id: &str, practice: &Practice, behaviour: Behaviour) -> Result<Value, Refusal> {
    if id == practice.organization_id {
        Ok(people::organization(practice, behaviour))
    } else if id == people::OTHER_ORGANIZATION {
        Ok(people::other_organization())
    } else {
        Err(Refusal::not_found("ORGANISATION_NOT_FOUND", "organisation"))
    }
}

/// `GET /Location/[id]`.
pub fn read_location(id: &str, practice: &Practice, behaviour: Behaviour) -> Result<Value, Refusal> {
    match practice.site(id) {
        Some(site) => Ok(people::location(site, practice, behaviour)),
        None if id == VISIT_SITE => Ok(visit_location(practice)),
        None if behaviour.server_errors => {
            Err(Refusal::bad_request("Failed to call access method").with_status(500))
        }
        None => Err(Refusal::not_found("NO_RECORD_FOUND", "location")),
    }
}
