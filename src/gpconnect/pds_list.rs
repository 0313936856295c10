//! The list search by demographics at PDS, which needs the person's own access there: offered only to a session that has it.

use std::sync::Arc;

use chrono::NaiveDate;

use super::decode;
use super::error::Failure;
use super::interaction::{About, Call, Capability, Interaction, Scope};
use super::patient::{carried_number, is_restricted};
use super::wire::Response;
use crate::fhir::{Patient, Resource};

/// `GET /Patient?family=…&birthdate=eq…` at PDS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPatients {
    /// Family name.
    pub family: String,
    /// First given name.
    pub given: Option<String>,
    /// Date of birth.
    pub born: NaiveDate,
}

/// Who was found. Whoever is chosen is traced by number like anybody else, before anything is asked of a practice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// Patients with their NHS numbers.
    pub patients: Vec<(String, Patient)>,
    /// How many are not shown: restricted at PDS, or not readable.
    pub left_out: usize,
    /// Whether PDS has more than it lists, and lists none.
    pub is_too_many: bool,
}

impl Interaction for ListPatients {
    /// [PDS FHIR API](https://digital.nhs.uk/developer/api-catalogue/personal-demographics-service-fhir)
    const CALL: Call = Call::get("pds", Capability::Pds, Scope::PatientRead);
    type Response = Listed;

    fn about(&self) -> About<'_> {
        About::Nobody
    }
    fn path(&self) -> String {
        "Patient".to_owned()
    }
    fn query(&self) -> Vec<(&'static str, String)> {
        let mut query = vec![("family", self.family.clone())];
        query.extend(self.given.clone().map(|given| ("given", given)));
        query.push(("birthdate", format!("eq{}", self.born)));
        query
    }
    fn decode(&self, response: &Response) -> Result<Listed, Failure> {
        // More matches than PDS lists come as an outcome in a good answer.
        if let Ok(Resource::OperationOutcome(_)) = decode::resource(response) {
            return Ok(Listed { is_too_many: true, ..Listed::default() });
        }
        let mut listed = Listed::default();
        for entry in decode::bundle(response)?.entries {
            match entry {
                Resource::Patient(patient) if !is_restricted(&patient) => match carried_number(&patient) {
                    Ok(number) => listed.patients.push((number, Arc::unwrap_or_clone(patient))),
                    Err(_) => listed.left_out += 1,
                },
                _ => listed.left_out += 1,
            }
        }
        Ok(listed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(body: &str) -> Listed {
        let search = ListPatients {
            family: "Hartley".to_owned(),
            given: None,
            born: NaiveDate::from_ymd_opt(1957, 3, 9).unwrap(),
        };
        let response = Response { status: 200, headers: Vec::new(), body: body.as_bytes().to_vec() };
        search.decode(&response).unwrap()
    }

    // proves: FND-11 ARH-03
    #[test]
    fn nobody_who_is_restricted_is_listed() {
        let patient = |code: &str, number: &str| {
            format!(
                r#"{{"resource":{{"resourceType":"Patient","meta":{{"security":[{{"code":"{code}"}}]}},
                "identifier":[{{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"{number}"}}],
                "name":[{{"family":"Hartley"}}]}}}}"#
            )
        };
        let entries = [patient("U", "9990054320"), patient("R", "9990054401")].join(",");
        let found = listed(&format!(r#"{{"resourceType":"Bundle","type":"searchset","entry":[{entries}]}}"#));
        assert_eq!(
            found.patients.iter().map(|(number, _)| number.as_str()).collect::<Vec<_>>(),
            ["9990054320"]
        );
        assert_eq!(found.left_out, 1);
        assert_eq!(listed(r#"{"resourceType":"Bundle","type":"searchset"}"#), Listed::default());
        let many = listed(r#"{"resourceType":"OperationOutcome","issue":[{"code":"multiple-matches"}]}"#);
        assert!(many.is_too_many);
    }
}
