//! Every documented error in the words that a clinician reads: what happened, what was saved, what to do next.

use std::sync::Arc;

use crate::calls::{Call, call, calls};
use crate::connection::*;
use crate::patients::TRACED;
use gp_connect_viewer::gpconnect::foundations::FindPatient;
use gp_connect_viewer::gpconnect::{Error, Explanation, Failure, Mode, Response, TransportError};
use gp_connect_viewer::session::AuditTrail;
use serde_json::json;

const TRY: &str = "Try again. If it keeps failing, telephone the practice.";
const PHONE: &str = "Telephone the practice.";
const SUPPORT: &str = "This is a technical fault. Report it to support with the trace id, and telephone the practice in the meantime.";
const NUMBER: &str = "Find the patient again to get the current NHS number.";
const PROVIDER: &str = "Correct what the practice says is wrong, or report it to support with the trace id.";
const LOOK: &str = "Check the current details, then decide.";
const REFRESH: &str = "Refresh the list.";
const WAIT: &str = "Wait a moment, then try again.";
const UNKNOWN: &str = "Check where the patient is registered, or telephone the practice.";
const REFUSED: &str = "Millbrook Surgery did not accept the request.";
const GONE: &str = "Millbrook Surgery does not have it, or no longer has it.";
const NO_RECORD: &str = "Millbrook Surgery returned no record for this patient.";
const NOT_SHARED: &str = "Millbrook Surgery does not share records with your organisation.";
const CHANGED: &str = "It was changed by someone else since you opened it.";
const NOT_OFFERED: &str = "The system at Millbrook Surgery does not offer this.";
pub const NOT_ENABLED: &str = "This is not enabled at Millbrook Surgery. Practices must have had it switched on since 1 October 2025, so this is a fault.";
pub const REPORT: &str = "Report it as a fault: telephone the practice and ask its manager to have it switched on, and give your service desk the trace id.";
const DOWN: &str = "The system at Millbrook Surgery cannot be reached.";
const FAILED: &str = "The system at Millbrook Surgery failed.";
const ON_THE_WAY: &str = "The connection to Millbrook Surgery failed on the way";

/// Status, Spine code, display, diagnostics; what happened, what next, whether to ask again.
pub type Row = (u16, &'static str, &'static str, &'static str, &'static str, &'static str, bool);

#[rustfmt::skip] // one documented error a line
pub const ROWS: &[Row] = &[
    // Foundations digest 5.2, structured digest 6
    (400, "INVALID_IDENTIFIER_SYSTEM", "Invalid identifier system", "", REFUSED, SUPPORT, false),
    (400, "INVALID_IDENTIFIER_VALUE", "Invalid identifier value", "", REFUSED, SUPPORT, false),
    (400, "INVALID_NHS_NUMBER", "NHS number invalid", "", "Millbrook Surgery did not accept the NHS number.", NUMBER, false),
    (400, "INVALID_PATIENT_DEMOGRAPHICS", "Invalid patient demographics", "", "Millbrook Surgery could not verify the patient's details.", PHONE, false),
    (400, "BAD_REQUEST", "Bad request", "Ssp-TraceIDheader blank", REFUSED, SUPPORT, false),
    (400, "CONFLICTING_VALUES", "Conflicting values", "", REFUSED, SUPPORT, false),
    (403, "NO_PATIENT_CONSENT", "Patient has not provided consent to share data", "", "The patient has chosen not to share their GP record. This cannot be overridden here.", "Ask the patient, or telephone the practice.", false),
    (403, "NO_ORGANISATION_CONSENT", "Organisation has not provided consent to share data", "", NOT_SHARED, PHONE, false),
    (403, "NO_ORGANISATIONAL_CONSENT", "Organisation has not provided consent to share data", "", NOT_SHARED, PHONE, false),
    (403, "NO_RELATIONSHIP", "No legitimate relationship exists with this patient", "", NOT_SHARED, PHONE, false),
    (403, "ACCESS DENIED", "Access denied", "", NOT_ENABLED, REPORT, false),
    (403, "ACCESS_DENIED", "Access denied", "", NOT_ENABLED, REPORT, false),
    (404, "PATIENT_NOT_FOUND", "Patient record not found", "", NO_RECORD, UNKNOWN, false),
    (404, "PRACTITIONER_NOT_FOUND", "Practitioner record not found", "", GONE, REFRESH, true),
    (404, "ORGANISATION_NOT_FOUND", "Organisation record not found", "", GONE, REFRESH, true),
    (404, "NO_RECORD_FOUND", "No record found", "", GONE, REFRESH, true),
    (409, "DUPLICATE_REJECTED", "Create would lead to creation of a duplicate resource", "Slot is already in use.", "Millbrook Surgery refused the request: what you asked for already exists or has just been taken.", "Check what is there now before you try again.", false),
    (409, "FHIR_CONSTRAINT_VIOLATION", "FHIR constraint violated", "", CHANGED, LOOK, false),
    (415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported media type", "", REFUSED, SUPPORT, false),
    (422, "INVALID_RESOURCE", "Submitted resource is not valid.", "Status must be booked", "Millbrook Surgery did not accept the request: Status must be booked", PROVIDER, false),
    (422, "INVALID_RESOURCE", "Submitted resource is not valid.", "", REFUSED, PROVIDER, false),
    (422, "INVALID_PARAMETER", "Submitted parameter is not valid.", "Invalid Prefix used", "Millbrook Surgery did not accept the request: Invalid Prefix used", PROVIDER, false),
    (422, "REFERENCE_NOT_FOUND", "FHIR reference not found", "", GONE, REFRESH, true),
    (500, "INTERNAL_SERVER_ERROR", "Unexpected internal server error", "", FAILED, TRY, true),
    (501, "NOT_IMPLEMENTED", "FHIR resource or operation not implemented", "", NOT_OFFERED, PHONE, false),
    // Seen live
    (404, "REFERENCE_NOT_FOUND", "REFERENCE_NOT_FOUND", "No appointment details found", GONE, REFRESH, true),
    (500, "BAD_REQUEST", "BAD_REQUEST", "Failed to call access method", FAILED, TRY, true),
    (500, "INVALID_RESOURCE", "INVALID_RESOURCE", "", FAILED, TRY, true),
    (400, "BAD_REQUEST", "BAD_REQUEST", "JWT Request time has expired", "Millbrook Surgery rejected the request as too old. The clock on this device may be wrong.", "Check the clock, then try again.", true),
    // Record HTML digest 4.2
    (403, "NON_AUTHORITATIVE", "Not the nominated practice", "", "Millbrook Surgery is not the patient's registered practice.", "Find the patient again to get the current practice.", false),
    (400, "INVALID_PARAMETER", "INVALID_PARAMETER", "Authorization header blank", "Millbrook Surgery did not accept the request: Authorization header blank", PROVIDER, false),
    (415, "INVALID_IDENTIFIER_SYSTEM", "INVALID_IDENTIFIER_SYSTEM", "Unsupported content media type", REFUSED, SUPPORT, false),
    (400, "INVALID_ODS_CODE", "Invalid ODS code", "", REFUSED, SUPPORT, false),
    (415, "BAD_REQUEST", "Bad request", "", REFUSED, SUPPORT, false),
    // Statuses that the specification lists without a code
    (401, "", "", "", "Your session was not accepted.", "Sign in again.", false),
    (401, "ACCESS_DENIED", "Access denied", "", "Your session was not accepted.", "Sign in again.", false),
    (405, "", "", "", REFUSED, SUPPORT, false),
    (410, "", "", "", GONE, REFRESH, true),
    (412, "", "", "", "Millbrook Surgery refused the request because of a conflict.", LOOK, false),
    (412, "PRECONDITION_FAILED", "", "", CHANGED, LOOK, false),
    (409, "SOMETHING_NEW", "", "", "Millbrook Surgery refused the request because of a conflict.", LOOK, false),
    (403, "SOMETHING_NEW", "", "", "Access was denied by Millbrook Surgery or on the way to it.", PHONE, false),
    // Spine proxy: foundations digest 5.3, record HTML digest 4.3
    (400, "400", "ENDPOINT_https://a_CPAID_1_VARIES_FROM_TARGETURL_https://b", "", "The address of Millbrook Surgery has changed.", SUPPORT, true),
    (403, "403", "ASID_CHECK_FAILED_MESSAGESENDER_200000000359", "", "This system is not yet authorised for this on the Spine.", SUPPORT, false),
    (403, "403", "PARTYKEY_INTERACTION_CHECK_FAILED_MESSAGERECEIVER_918999198738", "", NOT_ENABLED, REPORT, false),
    (403, "403", "FOT_CHECK_FAILED_MESSAGESENDER_1_MESSAGERECEIVER_2", "", "There is no data-sharing agreement between your organisation and Millbrook Surgery.", "Telephone the practice; ask your information governance lead about the agreement.", false),
    (403, "403", "", "FOT_CHECK_FAILED_MESSAGESENDER_1_MESSAGERECEIVER_2", "There is no data-sharing agreement between your organisation and Millbrook Surgery.", "Telephone the practice; ask your information governance lead about the agreement.", false),
    (405, "405", "405: Method Not Allowed", "", REFUSED, SUPPORT, false),
    (415, "415", "Unsupported_Media_Type", "", REFUSED, SUPPORT, false),
    (502, "502", "ERROR_COMMUNICATING_TO_ENDPOINT_URL_https://a", "", "The Spine cannot reach the system at Millbrook Surgery.", TRY, true),
    (429, "", "", "", "Millbrook Surgery is busy.", WAIT, true),
    (503, "", "", "", "Millbrook Surgery is busy.", WAIT, true),
    (502, "", "", "", DOWN, TRY, true),
    (504, "", "", "", DOWN, TRY, true),
    (599, "", "", "", DOWN, TRY, true),
];

pub fn json_outcome((_, code, display, diagnostics, ..): &Row) -> String {
    let mut coding = json!({ "system": "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1" });
    let mut issue = json!({ "severity": "error", "code": "invalid" });
    if !code.is_empty() {
        coding["code"] = json!(code);
    }
    if !display.is_empty() {
        coding["display"] = json!(display);
    }
    if !diagnostics.is_empty() {
        issue["diagnostics"] = json!(diagnostics);
    }
    issue["details"] = json!({ "coding": [coding] });
    json!({ "resourceType": "OperationOutcome", "issue": [issue] }).to_string()
}

fn xml_outcome((_, code, display, diagnostics, ..): &Row) -> String {
    let part = |name: &str, value: &str| match value {
        "" => String::new(),
        value => format!("<{name} value=\"{value}\"/>"),
    };
    format!(
        "<?xml version=\"1.0\"?><OperationOutcome xmlns=\"http://hl7.org/fhir\"><issue><severity value=\"error\"/>\
         <code value=\"invalid\"/><details><coding>{}{}</coding></details>{}</issue></OperationOutcome>",
        part("code", code),
        part("display", display),
        part("diagnostics", diagnostics)
    )
}

pub fn find() -> Call {
    call("find_patient", FindPatient { patient: &TRACED, practice_ods: ODS })
}

pub fn ask(call: &Call, answer: Result<Response, TransportError>) -> (Error, AuditTrail) {
    let (connection, audit) = connection(Script::of(answer), Mode::Direct);
    ((call.send)(&connection.client(Arc::new(practice()))).unwrap_err(), audit)
}

pub fn explained(answer: Result<Response, TransportError>) -> Explanation {
    ask(&find(), answer).0.explain()
}

// proves: ARH-53 ARS-62 APT-37 L-10 L-12 L-23 L-25 L-30
#[test]
fn every_documented_error_has_its_words_in_json_and_in_xml() {
    for row in ROWS {
        let (status, code, display, diagnostics, what, next, retry) = *row;
        let from_json = explained(fhir(status, &json_outcome(row)));
        assert_eq!(
            (from_json.what.as_str(), from_json.next, from_json.retry, from_json.saved),
            (what, next, retry, None),
            "{status} {code} {display}"
        );
        let from_xml = explained(answer(status, "application/fhir+xml", &xml_outcome(row)));
        assert_eq!(from_xml, from_json, "{status} {code} {display}");
        let is_not_found = code == "PATIENT_NOT_FOUND";
        for said in [code, display, diagnostics].into_iter().filter(|said| !said.is_empty() && !is_not_found)
        {
            let said = if said == "ACCESS DENIED" { "ACCESS_DENIED" } else { said };
            assert!(from_json.details.iter().any(|detail| detail == said), "{said} is not in the details");
        }
    }
}

// proves: ARH-53 L-23
#[test]
fn a_status_without_an_outcome_is_explained_by_itself() {
    for (status, what, next) in [
        (400, REFUSED, SUPPORT),
        (404, "The system at Millbrook Surgery was not found at its address.", SUPPORT),
        (408, "Millbrook Surgery did not answer in time.", TRY),
        (500, FAILED, TRY),
        (501, NOT_OFFERED, PHONE),
        (502, DOWN, TRY),
        (302, "Something on the way to Millbrook Surgery needs you to sign in first.", "Sign in again."),
    ] {
        for (kind, body) in
            [("text/html", "<html><body>Error</body></html>"), ("", ""), ("application/json", "{")]
        {
            let explained = explained(answer(status, kind, body));
            assert_eq!((explained.what.as_str(), explained.next), (what, next), "{status} {kind}");
            assert!(explained.details[0].contains(&status.to_string()), "{:?}", explained.details);
        }
    }
    for status in [444, 495, 496, 497, 499] {
        assert!(explained(answer(status, "", "")).what.starts_with(ON_THE_WAY), "{status}");
    }
}

// proves: L-2
#[test]
fn no_answer_is_never_called_no_results() {
    let words = |error| explained(Err(error)).what;
    assert_eq!(
        words(TransportError::Network),
        "Millbrook Surgery could not be reached, or refused the request before answering."
    );
    assert!(words(TransportError::Interrupted).contains("none of it is shown"));
    assert!(words(TransportError::Timeout).contains("in time"));
    assert!(
        words(TransportError::TooLarge { limit: 20_000_000 })
            .contains("larger than 20 MB, so none of it is shown")
    );
}

#[test]
fn a_good_status_with_a_bad_body_is_an_error_and_not_an_empty_answer() {
    let bodies = [
        ("", "the body is empty"),
        ("Please sign in", "not JSON"),
        (r#"{"resourceType":"Bundle","entry":[{"#, "ends too early"),
        ("[]", "not a FHIR resource"),
        (r#"{"resourceType":"OperationOutcome","issue":[]}"#, "OperationOutcome"),
        (
            r#"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"OperationOutcome"}}]}"#,
            "OperationOutcome",
        ),
        (r#"{"resourceType":"Bundle","entry":[{"resource":null}]}"#, "Patient"),
        (
            r#"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"2"}}]}"#,
            "no NHS number",
        ),
    ];
    for (body, place) in bodies {
        let explained = explained(fhir(200, body));
        assert!(
            explained.what.contains("could not be read, so none of it is shown"),
            "{body}: {}",
            explained.what
        );
        assert!(explained.what.contains(place), "{body}: {}", explained.what);
    }
}

// proves: L-18
#[test]
fn nobody_can_tell_why_a_patient_was_not_found() {
    let reasons = [
        outcome(404, "PATIENT_NOT_FOUND", "Patient is marked sensitive (S-flag)"),
        outcome(404, "PATIENT_NOT_FOUND", "Patient is deceased"),
        outcome(404, "PATIENT_NOT_FOUND", "Patient has left the practice"),
        outcome(404, "PATIENT_SENSITIVE", "Patient is sensitive"),
        outcome(404, "patient not found", ""),
    ];
    let told: Vec<_> = reasons.into_iter().map(|reason| ask(&find(), reason)).collect();
    for (error, audit) in &told {
        assert_eq!(error.explain(), told[0].0.explain(), "{error}");
        let seen =
            format!("{error} {:?} {}", error.explain(), audit.entries()[0].attempt.outcome).to_lowercase();
        for hint in ["sensitiv", "flag", "deceased", "left", "restrict"] {
            assert!(!seen.contains(hint), "{hint}: {seen}");
        }
    }
}

// proves: L-24
#[test]
fn an_outcome_may_lack_anything_or_be_slightly_broken() {
    for (body, what) in [
        (r#"{"resourceType":"OperationOutcome"}"#, "Millbrook Surgery did not accept the request."),
        (r#"{"resourceType":"OperationOutcome","issue":[{}]}"#, REFUSED),
        (r#"{"resourceType":"OperationOutcome","issue":null}"#, REFUSED),
        (r#"{"resourceType":"OperationOutcome","issue":[{"details":null,"diagnostics":7}]}"#, REFUSED),
        (
            r#"{"resourceType":"OperationOutcome","issue":{"details":{"coding":{"code":"PATIENT_NOT_FOUND"}}}}"#,
            NO_RECORD,
        ),
        // A comma too many, as in the specification's sample of a Spine error
        (
            r#"{"resourceType":"OperationOutcome","issue":[{"details":{"coding":[{"code":"PATIENT_NOT_FOUND",},],},}]}"#,
            NO_RECORD,
        ),
        // The known code counts, wherever it is
        (
            r#"{"resourceType":"OperationOutcome","issue":[{"details":{"coding":[{"code":"x1"},{"code":"NOT_IMPLEMENTED"}]}}]}"#,
            NOT_OFFERED,
        ),
        (
            r#"{"resourceType":"OperationOutcome","issue":[{"details":{"text":"no"}},{"details":{"coding":[{"code":"NOT_IMPLEMENTED"}]}}]}"#,
            NOT_OFFERED,
        ),
    ] {
        assert_eq!(explained(fhir(400, body)).what, what, "{body}");
    }
}

// proves: ARH-59
#[test]
fn nothing_about_the_patient_is_in_the_short_texts() {
    let secret = ["9990054320", "HARTLEY", "Imogen"];
    let said = "9990054320 HARTLEY Imogen";
    let mut answers: Vec<Result<Response, TransportError>> = vec![
        outcome(404, said, said),
        outcome(404, "9990054320", said),
        outcome(404, "HARTLEY", said),
        fhir(200, &json!({ "resourceType": said }).to_string()),
        fhir(
            200,
            &json!({ "resourceType": "Bundle", "entry": [{ "resource": { "resourceType": said } }] })
                .to_string(),
        ),
        fhir(200, said),
        answer(500, said, said),
    ];
    answers.push(answer(
        200,
        "",
        &json!({ "resourceType": "Patient", "name": [{ "text": said }] }).to_string(),
    ));
    answers.extend([TransportError::Network, TransportError::Timeout, TransportError::Cancelled].map(Err));
    for answer in answers {
        for call in calls() {
            let (connection, audit) = connection(Script::of(answer.clone()), Mode::Direct);
            let provider = if call.name == "trace_patient" { pds() } else { practice() };
            let Err(error) = (call.send)(&connection.client(Arc::new(provider))) else { continue };
            let place = match &error.failure {
                Failure::Decode { path } => path.as_str(),
                _ => "",
            };
            let outcomes: Vec<String> =
                audit.entries().into_iter().map(|entry| entry.attempt.outcome).collect();
            let seen = format!("{error} {place} {}", outcomes.join(" "));
            assert!(secret.iter().all(|secret| !seen.contains(secret)), "{}: {seen}", call.name);
            assert!(seen.contains(&error.trace_id), "{seen}");
        }
    }
}

#[test]
fn when_pds_fails_no_practice_is_to_be_telephoned() {
    let trace = calls().into_iter().find(|call| call.name == "trace_patient").unwrap();
    for answer in
        [Err(TransportError::Timeout), answer(502, "", ""), answer(403, "", ""), answer(400, "", "")]
    {
        let (connection, _) = connection(Script::of(answer), Mode::Gateway);
        let explained = (trace.send)(&connection.client(Arc::new(pds()))).unwrap_err().explain();
        assert!(!explained.next.to_lowercase().contains("practice"), "{}", explained.next);
        assert!(explained.what.contains("PDS"), "{}", explained.what);
    }
}

// proves: FL-17
#[test]
fn a_name_with_an_article_stands_right_inside_a_sentence() {
    let named =
        |name: &str| Arc::new(gp_connect_viewer::gpconnect::Provider { name: name.to_owned(), ..pds() });
    let trace = calls().into_iter().find(|call| call.name == "trace_patient").unwrap();
    let what = |name: &str, status: u16| {
        let (connection, _) = connection(Script::of(answer(status, "", "")), Mode::Gateway);
        (trace.send)(&connection.client(named(name))).unwrap_err().explain().what
    };
    let service = "The national demographics service (PDS)";
    assert_eq!(what(service, 500), "The system at the national demographics service (PDS) failed.");
    assert_eq!(what(service, 429), "The national demographics service (PDS) is busy.");
    assert_eq!(what("Theale Surgery", 500), "The system at Theale Surgery failed.");
}
