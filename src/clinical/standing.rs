//! What an entry's own status says of it: what may still change, was cancelled or is in error says so wherever it is
//! shown or repeated (ARS-51). One place for every kind of entry.

use super::mark::{Mark, Marks};
use super::note;
use crate::fhir::{ProcedureRequest, Resource};

/// The marks that an entry has by its own status, whatever its kind calls that element.
///
/// Where GP Connect gives a status no meaning (ARS-28), only an error and a cancellation are said: FHIR makes them change
/// the entry itself.
pub fn standing(entry: &Resource) -> Marks {
    let mark = match entry {
        Resource::Observation(this) => of_result(this.status.as_deref()),
        Resource::DiagnosticReport(this) => of_result(this.status.as_deref()),
        Resource::Encounter(this) => of_encounter(this.status.as_deref()),
        Resource::DocumentReference(this) => of_result(this.status.as_deref()),
        Resource::AllergyIntolerance(this) => undone(this.verification_status.as_deref()),
        Resource::Immunization(this) => undone(this.status.as_deref()),
        Resource::MedicationStatement(this) => undone(this.status.as_deref()),
        Resource::MedicationRequest(this) => undone(this.status.as_deref()),
        Resource::ReferralRequest(this) => undone(this.status.as_deref()),
        Resource::ProcedureRequest(this) => return of_request(this),
        Resource::QuestionnaireResponse(this) => undone(this.status.as_deref()),
        Resource::SomebodyElses(this) => Some(Mark::SomebodyElse(this.who.clone())),
        Resource::Unreadable(_)
        | Resource::Other(_)
        // Its verification status is not in use (ARS-16): what is sent in it stands above the area.
        | Resource::Condition(_)
        | Resource::Appointment(_)
        | Resource::Composition(_)
        | Resource::OperationOutcome(_)
        | Resource::Binary(_)
        | Resource::Patient(_)
        | Resource::Practitioner(_)
        | Resource::PractitionerRole(_)
        | Resource::Organization(_)
        | Resource::Location(_)
        | Resource::HealthcareService(_)
        | Resource::Medication(_)
        | Resource::List(_)
        | Resource::Specimen(_)
        | Resource::Slot(_)
        | Resource::Schedule(_)
        | Resource::Device(_)
        | Resource::CapabilityStatement(_) => None,
    };
    mark.into_iter().collect()
}

/// The marks of what is planned or asked for: an order not to do it must not read as one to do it.
pub fn of_request(sent: &ProcedureRequest) -> Marks {
    let is_not_to_be_done = sent.do_not_perform == Some(true);
    let not_to_be_done = is_not_to_be_done.then(|| Mark::NotFinal("NOT TO BE DONE".to_owned()));
    undone(sent.status.as_deref()).into_iter().chain(not_to_be_done).collect()
}

/// An entry that was recorded by mistake or called off.
pub fn undone(status: Option<&str>) -> Option<Mark> {
    match status?.trim() {
        "entered-in-error" => Some(Mark::InError),
        "cancelled" => Some(Mark::Cancelled),
        _ => None,
    }
}

/// The mark of a result, a report or a document. `unknown` is what nearly all laboratory data says (structured digest
/// 3.9), so it would only hide the others.
pub fn of_result(status: Option<&str>) -> Option<Mark> {
    let words = match status?.trim() {
        "" | "final" | "unknown" | "finished" | "current" => return None,
        "preliminary" => "Preliminary: may still change".to_owned(),
        "registered" => "Registered: no result yet".to_owned(),
        "partial" => "Partial: results are still to come".to_owned(),
        "amended" => "Amended".to_owned(),
        "corrected" => "Corrected".to_owned(),
        "appended" => "Appended to".to_owned(),
        "superseded" => "Superseded by a newer one".to_owned(),
        other => {
            return undone(status)
                .or_else(|| Some(Mark::NotFinal(format!("Status: {}", note::words(other)))));
        }
    };
    Some(Mark::NotFinal(words))
}

/// The mark of a consultation: `unknown` is a draft (ARS-41).
pub fn of_encounter(status: Option<&str>) -> Option<Mark> {
    match status?.trim() {
        "" | "finished" => None,
        "unknown" => Some(Mark::NotFinal("Draft: not finalised".to_owned())),
        "planned" => Some(Mark::Planned),
        other => undone(status).or_else(|| Some(Mark::NotFinal(format!("Status: {}", note::words(other))))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: ARS-51 FR-04
    #[test]
    fn a_status_is_said_when_the_value_may_change_and_unknown_says_nothing() {
        for (status, words) in [
            ("final", ""),
            ("unknown", ""),
            ("preliminary", "Preliminary: may still change"),
            ("amended", "Amended"),
            ("odd", "Status: odd"),
            ("entered-in-error", "Entered in error"),
            ("cancelled", "Cancelled"),
        ] {
            let marks: Marks = of_result(Some(status)).into_iter().collect();
            assert_eq!(marks.words(), words);
        }
    }

    // proves: ARS-28 ARS-41 ARS-53 FR-04
    #[test]
    fn where_a_status_means_nothing_only_an_error_and_a_cancellation_are_said() {
        let marks = |json: &str| standing(&Resource::read(json.as_bytes()).unwrap()).words();
        for (kind, element) in [
            ("AllergyIntolerance", "verificationStatus"),
            ("Immunization", "status"),
            ("MedicationStatement", "status"),
            ("MedicationRequest", "status"),
            ("ReferralRequest", "status"),
            ("ProcedureRequest", "status"),
            ("Encounter", "status"),
        ] {
            let of = |status: &str| marks(&format!(r#"{{"resourceType":"{kind}","{element}":"{status}"}}"#));
            assert_eq!(of("entered-in-error"), "Entered in error", "{kind}");
            assert_eq!(of("cancelled"), "Cancelled", "{kind}");
            if kind != "Encounter" {
                assert_eq!(of("unknown") + &of("active") + &of("completed"), "", "{kind}");
            }
        }
        assert_eq!(marks(r#"{"resourceType":"Encounter","status":"unknown"}"#), "Draft: not finalised");
    }

    // proves: FR-04
    #[test]
    fn an_error_and_an_order_not_to_do_something_are_both_said() {
        let marks = |json: &str| standing(&Resource::read(json.as_bytes()).unwrap()).words();
        let json = r#"{"resourceType":"ProcedureRequest","status":"entered-in-error","doNotPerform":true}"#;
        assert_eq!(marks(json), "Entered in error; NOT TO BE DONE");
    }
}
