//! The PDS trace that comes before anything else (FND-10). PDS FHIR R4, reached through the gateway.

use std::sync::Arc;

use serde::Deserialize;

use super::decode;
use super::error::Failure;
use super::interaction::{About, Call, Capability, Interaction, Scope};
use super::patient::{carried_number, is_restricted};
use super::wire::Response;
use crate::fhir::{Patient, Resource};
use crate::format::NhsNumber;

/// `GET /Patient/{nhs number}` at PDS. A superseded number answers with the current one as id.
#[derive(Clone, Debug)]
pub struct TracePatient {
    /// Whoever has this number.
    pub nhs_number: NhsNumber,
}

impl Interaction for TracePatient {
    /// [PDS FHIR API](https://digital.nhs.uk/developer/api-catalogue/personal-demographics-service-fhir)
    const CALL: Call = Call::get("pds", Capability::Pds, Scope::PatientRead);
    type Response = Patient;

    fn about(&self) -> About<'_> {
        About::Number(&self.nhs_number)
    }
    fn path(&self) -> String {
        format!("Patient/{}", self.nhs_number.digits())
    }
    fn decode(&self, response: &Response) -> Result<Patient, Failure> {
        let patient = match decode::resource(response)? {
            Resource::Patient(patient) => Arc::unwrap_or_clone(patient),
            other => return Err(decode::unexpected("Patient", &other)),
        };
        // Whatever else may be wrong with the answer: nothing is asked about somebody who is restricted.
        if is_restricted(&patient) {
            return Ok(patient);
        }
        if !says_unrestricted(&response.body) {
            return Err(Failure::decode("Patient.meta.security"));
        }
        let number = carried_number(&patient)?;
        if number.len() != 10 || !number.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(Failure::decode("Patient.identifier: not an NHS number"));
        }
        // PDS uses the current number as id: two numbers in one answer are nobody's.
        if patient.id.as_deref().is_some_and(|id| id != number) {
            return Err(Failure::decode("Patient.id: not the NHS number of Patient.identifier"));
        }
        Ok(patient)
    }
}

/// Whether a body, read strictly, has no label but U. What a lenient reader might have passed over, or what occurs twice
/// in it, must not look like no restriction.
fn says_unrestricted(body: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Labelled {
        meta: Option<Labels>,
    }
    #[derive(Deserialize)]
    struct Labels {
        security: Option<Vec<Label>>,
    }
    #[derive(Deserialize)]
    struct Label {
        code: String,
    }
    let text = String::from_utf8_lossy(body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body));
    let labels = |labelled: Labelled| labelled.meta.and_then(|meta| meta.security).unwrap_or_default();
    serde_json::from_str::<Labelled>(&text)
        .is_ok_and(|labelled| labels(labelled).iter().all(|label| label.code == "U"))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};

    use super::*;
    use crate::gpconnect::{Refusal, TracedPatient};

    const NUMBER: &str = "9990054320";

    /// What becomes of a PDS answer with these members beside a good Patient's.
    fn traced(members: &str) -> Result<Result<TracedPatient, Refusal>, Failure> {
        let body = format!(
            r#"{{"resourceType":"Patient",{members}
                "identifier":[{{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"{NUMBER}"}}],
                "generalPractitioner":[{{"identifier":{{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"B82617"}}}}]}}"#
        );
        let response = Response { status: 200, headers: Vec::new(), body: body.into_bytes() };
        let number = NhsNumber::parse(NUMBER).unwrap();
        TracePatient { nhs_number: number.clone() }.decode(&response).map(|patient| {
            TracedPatient::admit(&number, patient, DateTime::UNIX_EPOCH, NaiveDate::default(), false)
        })
    }

    // proves: FS-18 FND-11 ARH-03
    #[test]
    fn a_restriction_counts_wherever_it_stands() {
        let label = |code: &str| format!(r#""meta":{{"security":[{{"code":"{code}"}}]}},"#);
        for members in [
            format!("{}{}", label("R"), label("U")),
            format!("{}{}", label("U"), label("V")),
            format!("{}{}", label("R"), r#""meta":{},"#),
            format!("{}{}", label("REDACTED"), r#""meta":null,"#),
            r#""meta":{"security":[{"code":"R"}],"security":[{"code":"U"}]},"#.to_owned(),
            r#""met\u0061":{"security":[{"code":"R"}]},"meta":{"security":[{"code":"U"}]},"#.to_owned(),
        ] {
            assert_eq!(traced(&members), Ok(Err(Refusal::Sensitive)), "{members}");
        }
    }

    // proves: FS-18
    #[test]
    fn what_says_two_things_of_safety_is_refused() {
        for members in [
            r#""meta":{"security":[{"code":"R","code":"U"}]},"#,
            r#""meta":{"security":[{"code":["U","R"]}]},"#,
            r#""meta":[{"security":[{"code":"U"}]},{"security":[{"code":"R"}]}],"#,
            r#""meta":{"security":{"code":"U"}},"#,
            r#""birthDate":"1957-03-09","birthDate":"1975-09-03","#,
            r#""deceasedBoolean":true,"deceasedBoolean":false,"#,
            r#""name":[{"family":"Hartley","family":"Hartwell"}],"#,
        ] {
            assert!(matches!(traced(members), Err(Failure::Decode { .. })), "{members}");
        }
        assert!(matches!(traced(""), Ok(Ok(_))));
        assert!(matches!(traced(r#""meta":{"security":[{"code":"U"}]},"#), Ok(Ok(_))));
    }
}
