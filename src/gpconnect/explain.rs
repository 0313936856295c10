//! Failures in the words a clinician needs: what happened, whether anything was saved, what to do next.
//!
//! Decided by the Spine code first and the HTTP status second, because providers disagree on statuses
//! (record HTML digest 4.1). Never guesses why a patient was not found: sensitive patients hide there.

mod enabled;
mod lost;

use std::borrow::Cow;

use enabled::{REPORT_OFF, explain_gateway, is_not_enabled, not_enabled, says};

use super::error::{Error, Failure};
use super::outcome::Outcome;

/// An error in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What happened, one or two sentences.
    pub what: String,
    /// Whether anything was saved; only for calls that change something.
    pub saved: Option<&'static str>,
    /// What to do next.
    pub next: &'static str,
    /// Whether asking again, by hand, makes sense.
    pub retry: bool,
    /// Seconds before asking again makes sense.
    pub wait: Option<u32>,
    /// The provider's own words, for the technical details.
    pub details: Vec<String>,
}

const NOT_SAVED: &str = "Nothing was saved.";
const UNCERTAIN: &str = "It is not known whether it was saved.";
const TRY_AGAIN: &str = "Try again. If it keeps failing, telephone the practice.";
const PHONE: &str = "Telephone the practice.";
const NOT_OFFERED: &str = "Not offered";
const SUPPORT: &str = "This is a technical fault. Report it to support with the trace id, and telephone the practice in the meantime.";
const SIGN_IN: &str = "Sign in again.";
const REFRESH: &str = "Refresh the list.";
const LOOK_AGAIN: &str = "Check the current details, then decide.";

/// What happened, what to do next, whether asking again by hand makes sense.
type Told = (String, &'static str, bool);

impl Error {
    /// Whether it is unknown if a change was saved: no answer, a broken one, or a status that says neither (L-12, T-25).
    pub fn is_uncertain(&self) -> bool {
        self.changes_something
            && match &self.failure {
                Failure::Network
                | Failure::Interrupted
                | Failure::Timeout
                | Failure::Cancelled
                | Failure::TooLarge { .. }
                | Failure::SignIn
                | Failure::Decode { .. }
                | Failure::PatientMismatch => true,
                Failure::Busy { status, .. } => status.is_some_and(|status| status >= 500),
                // 408, 444 and 499 are time-outs on the way; 501 is a refusal.
                Failure::Outcome { status, .. } | Failure::Status { status, .. } => {
                    matches!(status, 408 | 444 | 499) || (*status >= 500 && *status != 501)
                }
                Failure::TraceTooOld | Failure::NotSent { .. } | Failure::NotSupported { .. } => false,
            }
    }

    /// Whether asking again, by hand, makes sense. Never for a change that may have been saved.
    pub fn is_retryable(&self) -> bool {
        self.explain().retry
    }

    /// The error in plain words.
    pub fn explain(&self) -> Explanation {
        let (what, next, retry) = self.told();
        let uncertain = self.is_uncertain();
        let next = match next {
            _ if uncertain => lost::next(next, self.interaction),
            _ if self.interaction == PDS => without_practice(next),
            next => next,
        };
        let saved = self.changes_something.then_some(if uncertain { UNCERTAIN } else { NOT_SAVED });
        let wait = match &self.failure {
            Failure::Busy { seconds, .. } => Some(*seconds),
            _ => None,
        };
        Explanation { what, saved, next, retry: retry && !uncertain, wait, details: self.details() }
    }

    /// The failure in two or three words, where several practices stand side by side; [`Error::explain`] says the rest.
    pub fn in_brief(&self) -> &'static str {
        const LATE: &str = "No answer in time";
        const OFF: &str = "Not enabled";
        const UNREACHED: &str = "Not reached";
        match &self.failure {
            Failure::Timeout => LATE,
            Failure::Network | Failure::Interrupted => UNREACHED,
            Failure::Cancelled => "Stopped",
            Failure::NotSupported { .. } => "Not available",
            Failure::Outcome { status, outcome } => match outcome.code() {
                _ if is_not_enabled(*status, outcome) => OFF,
                "NOT_IMPLEMENTED" => NOT_OFFERED,
                _ if says(outcome, "ERROR_COMMUNICATING_TO_ENDPOINT") => UNREACHED,
                _ => status_in_brief(*status),
            },
            Failure::Status { status, .. } => status_in_brief(*status),
            Failure::SignIn => "Sign in again",
            Failure::Busy { .. } => "Busy",
            Failure::TooLarge { .. } => "Answer too large",
            Failure::Decode { .. } => "Answer not readable",
            Failure::PatientMismatch => "Another patient",
            Failure::TraceTooOld | Failure::NotSent { .. } => "Not sent",
        }
    }

    fn told(&self) -> Told {
        let asked = &self.asked;
        let within = inside_a_sentence(asked);
        match &self.failure {
            Failure::Network => (
                format!("{asked} could not be reached, or refused the request before answering."),
                TRY_AGAIN,
                true,
            ),
            Failure::Interrupted => (
                format!("The answer from {within} was cut off part-way, so none of it is shown."),
                TRY_AGAIN,
                true,
            ),
            Failure::Timeout => (format!("{asked} did not answer in time."), TRY_AGAIN, true),
            Failure::Cancelled => {
                ("The request was stopped before an answer came.".to_owned(), TRY_AGAIN, true)
            }
            Failure::SignIn => (
                format!(
                    "A web page, or the address of one, came instead of an answer from {within}. Your session may have ended. Signing in again in another window keeps what is written here."
                ),
                SIGN_IN,
                true,
            ),
            Failure::Busy { seconds, .. } => (
                format!("{asked} is busy and asks you to wait {}.", duration(*seconds)),
                "Wait that long, then try again.",
                true,
            ),
            Failure::TooLarge { limit } => (
                format!(
                    "The answer from {within} is larger than {} MB, so none of it is shown.",
                    limit / 1_000_000
                ),
                "Ask for less, for example a shorter period.",
                false,
            ),
            Failure::Outcome { status, outcome } if is_not_enabled(*status, outcome) => {
                (not_enabled(asked, self.interaction), REPORT_OFF, false)
            }
            Failure::Outcome { status, outcome } => explain_gateway(outcome, asked)
                .or_else(|| explain_spine(outcome, asked))
                .or_else(|| explain_code(*status, outcome, asked))
                .unwrap_or_else(|| explain_status(*status, asked)),
            // Whoever answers 404 without FHIR does not know the address; a practice's system would have said what
            // it lacks.
            Failure::Status { status: 404, .. } => {
                (format!("The system at {within} was not found at its address."), SUPPORT, true)
            }
            Failure::Status { status, .. } => explain_status(*status, asked),
            Failure::Decode { path } => (
                format!("The answer from {within} could not be read, so none of it is shown ({path})."),
                SUPPORT,
                true,
            ),
            Failure::PatientMismatch => (
                format!("{asked} answered about a different NHS number. None of the answer is shown."),
                "Do not use this record. Report it to support with the trace id.",
                false,
            ),
            Failure::TraceTooOld => (
                "The national (PDS) check of this patient is more than 24 hours old, so nothing was sent."
                    .to_owned(),
                "Find the patient again.",
                false,
            ),
            Failure::NotSent { why } => (
                format!("Nothing was sent. {why}"),
                "Check what you entered. If it is right, report this to support with the trace id.",
                false,
            ),
            Failure::NotSupported { what } => (what.clone(), PHONE, false),
        }
    }

    /// For the technical details: everything that the answer said, each text once.
    fn details(&self) -> Vec<String> {
        match &self.failure {
            // The provider's own words about a patient who was not found could tell why (L-18).
            Failure::Outcome { status, outcome } if is_not_found(outcome) => {
                vec![format!("HTTP status {status}"), NOT_FOUND.to_owned()]
            }
            Failure::Outcome { status, outcome } => {
                let mut details = vec![format!("HTTP status {status}")];
                for issue in &outcome.issues {
                    for text in
                        [&issue.code, &issue.display, &issue.text, &issue.diagnostics].into_iter().flatten()
                    {
                        if !details.contains(text) {
                            details.push(text.clone());
                        }
                    }
                }
                details
            }
            Failure::Busy { status: Some(status), .. } => vec![format!("HTTP status {status}, Retry-After")],
            Failure::Busy { status: None, .. } => {
                vec!["Not sent: Retry-After of an earlier answer".to_owned()]
            }
            Failure::Status { status, content_type } => {
                let kind = content_type.as_deref().unwrap_or("no content type");
                vec![format!("HTTP status {status}, {kind}, no OperationOutcome")]
            }
            _ => Vec::new(),
        }
    }
}

/// `5 seconds`, `2 minutes`.
fn duration(seconds: u32) -> String {
    match seconds {
        1 => "1 second".to_owned(),
        ..=90 => format!("{seconds} seconds"),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}

const PDS: &str = "pds";
const NOT_FOUND: &str = "PATIENT_NOT_FOUND";

/// Not on the list, left, died or sensitive: one and the same to a reader (L-18, structured digest 6).
pub fn is_not_found(outcome: &Outcome) -> bool {
    matches!(outcome.code(), NOT_FOUND | "PATIENT_SENSITIVE")
}

/// When the national service fails, no practice is known yet that could be telephoned.
fn without_practice(next: &'static str) -> &'static str {
    match next {
        TRY_AGAIN => {
            "Try again. If it keeps failing, follow your organisation's procedure for when PDS is down."
        }
        PHONE => "Follow your organisation's procedure for when PDS is down.",
        SUPPORT => "This is a technical fault. Report it to support with the trace id.",
        other => other,
    }
}

/// A name where it does not begin the sentence: `the national demographics service (PDS)`.
fn inside_a_sentence(name: &str) -> Cow<'_, str> {
    match name.strip_prefix("The ") {
        Some(rest) => format!("the {rest}").into(),
        None => name.into(),
    }
}

/// Decided by the Spine code: foundations digest 5.2, record HTML digest 4.2, structured digest 6, PDS.
fn explain_code(status: u16, outcome: &Outcome, asked: &str) -> Option<Told> {
    let within = inside_a_sentence(asked);
    let diagnostics = outcome.issues.iter().find_map(|issue| issue.diagnostics.as_deref());
    Some(match outcome.code() {
        _ if is_not_found(outcome) => (
            format!("{asked} returned no record for this patient."),
            "Check where the patient is registered, or telephone the practice.",
            false,
        ),
        "NO_PATIENT_CONSENT" => (
            "The patient has chosen not to share their GP record. This cannot be overridden here.".to_owned(),
            "Ask the patient, or telephone the practice.",
            false,
        ),
        "NO_ORGANISATION_CONSENT" | "NO_ORGANISATIONAL_CONSENT" | "NO_RELATIONSHIP" => {
            (format!("{asked} does not share records with your organisation."), PHONE, false)
        }
        "NON_AUTHORITATIVE" => (
            format!("{asked} is not the patient's registered practice."),
            "Find the patient again to get the current practice.",
            false,
        ),
        "INVALID_NHS_NUMBER" | "INVALID_RESOURCE_ID" => (
            format!("{asked} did not accept the NHS number."),
            "Find the patient again to get the current NHS number.",
            false,
        ),
        "INVALID_PATIENT_DEMOGRAPHICS" => {
            (format!("{asked} could not verify the patient's details."), PHONE, false)
        }
        "DUPLICATE_REJECTED" => (
            format!("{asked} refused the request: what you asked for already exists or has just been taken."),
            "Check what is there now before you try again.",
            false,
        ),
        "FHIR_CONSTRAINT_VIOLATION" | "PRECONDITION_FAILED" => {
            ("It was changed by someone else since you opened it.".to_owned(), LOOK_AGAIN, false)
        }
        "INVALID_RESOURCE" | "INVALID_PARAMETER" if status < 500 => (
            match diagnostics {
                Some(said) => format!("{asked} did not accept the request: {said}"),
                None => format!("{asked} did not accept the request."),
            },
            "Correct what the practice says is wrong, or report it to support with the trace id.",
            false,
        ),
        "REFERENCE_NOT_FOUND"
        | "NO_RECORD_FOUND"
        | "ORGANISATION_NOT_FOUND"
        | "PRACTITIONER_NOT_FOUND"
        | "RESOURCE_NOT_FOUND"
            if status < 500 =>
        {
            (format!("{asked} does not have it, or no longer has it."), REFRESH, true)
        }
        "NOT_IMPLEMENTED" => (format!("The system at {within} does not offer this."), PHONE, false),
        "BAD_REQUEST" if diagnostics.is_some_and(|said| said.to_ascii_lowercase().contains("expired")) => (
            format!("{asked} rejected the request as too old. The clock on this device may be wrong."),
            "Check the clock, then try again.",
            true,
        ),
        _ => return None,
    })
}

/// The Spine proxy puts its token at the start of the display or diagnostics (foundations digest 5.3).
fn explain_spine(outcome: &Outcome, asked: &str) -> Option<Told> {
    let within = inside_a_sentence(asked);
    let said = |token: &str| says(outcome, token);
    if said("FOT_CHECK_FAILED") {
        Some((
            format!("There is no data-sharing agreement between your organisation and {within}."),
            "Telephone the practice; ask your information governance lead about the agreement.",
            false,
        ))
    } else if said("ASID_CHECK_FAILED") {
        Some(("This system is not yet authorised for this on the Spine.".to_owned(), SUPPORT, false))
    } else if said("ERROR_COMMUNICATING_TO_ENDPOINT") {
        Some((format!("The Spine cannot reach the system at {within}."), TRY_AGAIN, true))
    } else if said("ENDPOINT_") {
        Some((format!("The address of {within} has changed."), SUPPORT, true))
    } else {
        None
    }
}

fn status_in_brief(status: u16) -> &'static str {
    match status {
        408 => "No answer in time",
        400..=403 | 405..=407 | 409..=428 | 430..=443 | 445..=494 => "Refused",
        404 | 444 | 495..=499 | 502 | 504 | 599 => "Not reached",
        429 | 503 => "Busy",
        501 => NOT_OFFERED,
        _ => "Failed",
    }
}

/// Decided by the HTTP status, when no code says more.
fn explain_status(status: u16, asked: &str) -> Told {
    let within = inside_a_sentence(asked);
    match status {
        401 => ("Your session was not accepted.".to_owned(), SIGN_IN, false),
        // A redirect without an address to follow, and a network that wants to know who is there first.
        301..=303 | 307 | 308 | 407 | 511 => {
            (format!("Something on the way to {within} needs you to sign in first."), SIGN_IN, false)
        }
        403 => (format!("Access was denied by {within} or on the way to it."), PHONE, false),
        404 | 410 => (format!("{asked} does not have it, or no longer has it."), REFRESH, true),
        408 => (format!("{asked} did not answer in time."), TRY_AGAIN, true),
        409 | 412 => (format!("{asked} refused the request because of a conflict."), LOOK_AGAIN, false),
        429 | 503 => (format!("{asked} is busy."), "Wait a moment, then try again.", true),
        444 | 495..=499 => {
            (format!("The connection to {within} failed on the way (status {status})."), SUPPORT, true)
        }
        400..=499 => (format!("{asked} did not accept the request."), SUPPORT, false),
        501 => (format!("The system at {within} does not offer this."), PHONE, false),
        502 | 504 | 599 => (format!("The system at {within} cannot be reached."), TRY_AGAIN, true),
        500..=598 => (format!("The system at {within} failed."), TRY_AGAIN, true),
        _ => (
            format!("{asked} sent an answer that this service does not understand (status {status})."),
            SUPPORT,
            true,
        ),
    }
}
