//! Refusals as OperationOutcomes, with the codes that the digests document for each trigger.

use serde_json::{Value, json};

use super::answer;
use crate::gpconnect::{Line, Response};

/// A refused request: what the provider says and under which status.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// FHIR issue type.
    pub issue: &'static str,
    /// Spine error or warning code; empty where the Spine proxy speaks.
    pub code: String,
    /// The provider's own words.
    pub diagnostics: String,
    /// Said by the Spine proxy, not the practice (foundations digest 5.3).
    pub by_proxy: bool,
}

impl Refusal {
    fn new(status: u16, issue: &'static str, code: &str, diagnostics: impl Into<String>) -> Self {
        Refusal { status, issue, code: code.to_owned(), diagnostics: diagnostics.into(), by_proxy: false }
    }

    /// Any documented status and code, for faults on demand.
    pub fn of(status: u16, code: &str) -> Self {
        let issue = match (status, code) {
            (_, "DUPLICATE_REJECTED") => "duplicate",
            (409, _) => "conflict",
            (403, _) => "forbidden",
            (404, _) => "not-found",
            (501, _) => "not-supported",
            (500.., _) => "processing",
            _ => "invalid",
        };
        Refusal::new(status, issue, code, "Fault on demand")
    }

    /// 400: header, token or query unfit; not for the user to mend.
    pub fn bad_request(diagnostics: impl Into<String>) -> Self {
        Refusal::new(400, "invalid", "BAD_REQUEST", diagnostics)
    }

    /// 400: the number fails its checks.
    pub fn invalid_nhs_number(diagnostics: impl Into<String>) -> Self {
        Refusal::new(400, "value", "INVALID_NHS_NUMBER", diagnostics)
    }

    /// 400: an identifier of a system that is not served.
    pub fn invalid_identifier_system(diagnostics: impl Into<String>) -> Self {
        Refusal::new(400, "value", "INVALID_IDENTIFIER_SYSTEM", diagnostics)
    }

    /// 400: the patient could not be verified (deceased, sensitive, different on PDS).
    pub fn invalid_demographics(diagnostics: impl Into<String>) -> Self {
        Refusal::new(400, "business-rule", "INVALID_PATIENT_DEMOGRAPHICS", diagnostics)
    }

    /// 403: the patient does not share.
    pub fn no_patient_consent() -> Self {
        Refusal::new(403, "forbidden", "NO_PATIENT_CONSENT", "Patient has not consented to share")
    }

    /// 403: the capability is switched off at the practice. The code has a blank (foundations digest 5.2).
    pub fn access_denied() -> Self {
        Refusal::new(403, "forbidden", "ACCESS DENIED", "The capability is not enabled at this practice")
    }

    /// 404: unknown, inactive, deceased, sensitive: nobody is told which.
    pub fn patient_not_found() -> Self {
        Refusal::new(404, "not-found", "PATIENT_NOT_FOUND", "No patient record found")
    }

    /// 404 for any other id.
    pub fn not_found(code: &str, what: &str) -> Self {
        Refusal::new(404, "not-found", code, format!("No record found for the {what} requested"))
    }

    /// 409: a slot is taken, a patient already registered.
    pub fn duplicate(diagnostics: impl Into<String>) -> Self {
        Refusal::new(409, "duplicate", "DUPLICATE_REJECTED", diagnostics)
    }

    /// 409: `If-Match` names another version.
    pub fn stale(asked: &str, current: &str) -> Self {
        Refusal::new(
            409,
            "conflict",
            "FHIR_CONSTRAINT_VIOLATION",
            format!("The specified version ({asked}) did not match the current resource version ({current})"),
        )
    }

    /// 415: not a media type that this line reads or writes.
    pub fn media_type(diagnostics: impl Into<String>) -> Self {
        Refusal::new(415, "not-supported", "UNSUPPORTED_MEDIA_TYPE", diagnostics)
    }

    /// 422: a parameter breaks a rule; the diagnostics name it.
    pub fn invalid_parameter(diagnostics: impl Into<String>) -> Self {
        Refusal::new(422, "invalid", "INVALID_PARAMETER", diagnostics)
    }

    /// 422: the resource sent breaks a rule.
    pub fn invalid_resource(diagnostics: impl Into<String>) -> Self {
        Refusal::new(422, "invalid", "INVALID_RESOURCE", diagnostics)
    }

    /// 422: a resource refers to something unknown.
    pub fn reference_not_found(diagnostics: impl Into<String>) -> Self {
        Refusal::new(422, "invalid", "REFERENCE_NOT_FOUND", diagnostics)
    }

    /// An error of the Spine proxy; `token` is its display and diagnostics.
    pub fn by_proxy(status: u16, issue: &'static str, token: String) -> Self {
        Refusal { status, issue, code: status.to_string(), diagnostics: token, by_proxy: true }
    }

    /// 422: the body is no JSON.
    pub fn unreadable_body(why: &serde_json::Error) -> Self {
        Refusal::invalid_resource(format!("{UNREADABLE}: {why}"))
    }

    /// Whether it is [`Refusal::unreadable_body`].
    pub fn is_unreadable_body(&self) -> bool {
        self.diagnostics.starts_with(UNREADABLE)
    }

    /// The same refusal under another status.
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The OperationOutcome of one line.
    pub fn outcome(&self, line: Line) -> Value {
        if self.by_proxy {
            return json!({
                "resourceType": "OperationOutcome",
                "issue": [{
                    "severity": "error",
                    "code": self.issue,
                    "details": { "coding": [{
                        "system": "http://fhir.nhs.net/ValueSet/gpconnect-schedule-response-code-1-0",
                        "code": self.code,
                        "display": self.diagnostics,
                    }] },
                    "diagnostics": self.diagnostics,
                }],
            });
        }
        let (profile, system) = match line {
            Line::Dstu2 => (
                "http://fhir.nhs.net/StructureDefinition/gpconnect-operationoutcome-1",
                "http://fhir.nhs.net/ValueSet/gpconnect-error-or-warning-code-1",
            ),
            Line::Stu3 => (
                "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1",
                "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1",
            ),
            Line::Pds => ("", "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode"),
        };
        let mut outcome = json!({
            "resourceType": "OperationOutcome",
            "issue": [{
                "severity": "error",
                "code": self.issue,
                "details": { "coding": [{ "system": system, "code": self.code, "display": display(&self.code) }] },
                "diagnostics": self.diagnostics,
            }],
        });
        if !profile.is_empty()
            && let Some(members) = outcome.as_object_mut()
        {
            members.insert("meta".to_owned(), json!({ "profile": [profile] }));
        }
        outcome
    }

    /// The OperationOutcome in XML, as some servers refuse what they do not read (L-23).
    pub fn xml(&self) -> String {
        format!(
            "<OperationOutcome xmlns=\"http://hl7.org/fhir\"><meta><profile \
             value=\"https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1\"/></meta><issue><severity \
             value=\"error\"/><code value=\"{}\"/><details><coding><system \
             value=\"https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1\"/><code value=\"{}\"/><display \
             value=\"{}\"/></coding></details><diagnostics value=\"{}\"/></issue></OperationOutcome>",
            self.issue, self.code, self.code, self.diagnostics
        )
    }

    /// The answer of one line.
    pub fn response(&self, line: Line) -> Response {
        answer::fhir(line, self.status, &self.outcome(line))
    }
}

const UNREADABLE: &str = "Failed to parse request body as JSON resource";

/// The display of a Spine code as the error tables give it.
fn display(code: &str) -> &str {
    match code {
        "BAD_REQUEST" => "Bad request",
        "INVALID_NHS_NUMBER" => "Invalid NHS number",
        "INVALID_IDENTIFIER_SYSTEM" => "Invalid identifier system",
        "INVALID_IDENTIFIER_VALUE" => "Invalid identifier value",
        "INVALID_PATIENT_DEMOGRAPHICS" => "Invalid patient demographics",
        "NO_PATIENT_CONSENT" => "Patient has not provided consent to share data",
        "NO_ORGANISATIONAL_CONSENT" | "NO_ORGANISATION_CONSENT" => {
            "Organisation has not provided consent to share data"
        }
        "ACCESS DENIED" => "Access denied",
        "PATIENT_NOT_FOUND" => "Patient record not found",
        "PRACTITIONER_NOT_FOUND" => "Practitioner record not found",
        "ORGANISATION_NOT_FOUND" => "Organisation record not found",
        "NO_RECORD_FOUND" => "No record found",
        "DUPLICATE_REJECTED" => "Create would lead to creation of a duplicate resource",
        "FHIR_CONSTRAINT_VIOLATION" => "FHIR constraint violated",
        "UNSUPPORTED_MEDIA_TYPE" => "Unsupported media type",
        "INVALID_RESOURCE" => "Submitted resource is not valid",
        "INVALID_PARAMETER" => "Submitted parameter is not valid",
        "REFERENCE_NOT_FOUND" => "FHIR reference not found",
        "INTERNAL_SERVER_ERROR" => "Unexpected internal server error",
        "NOT_IMPLEMENTED" => "FHIR resource or operation not implemented",
        other => other,
    }
}
