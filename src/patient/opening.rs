//! From an NHS number to a patient who may be opened, step by step, each obstacle named.

use std::sync::Arc;

use crate::clinical::{CrossCheck, Demographics};
use crate::fhir::Patient;
use crate::format::NhsNumber;
use crate::format::date::date;
use crate::format::uk_time;
use crate::gpconnect::decode::reference_id;
use crate::gpconnect::explain::is_not_found;
use crate::gpconnect::foundations::{FindPatient, Found, ReadOrganization};
use crate::gpconnect::pds::TracePatient;
use crate::gpconnect::{
    Cancel, Client, Connection, Error, Failure, FoundPatient, Provider, Refusal, TracedPatient,
};
use crate::session::Settings;
use crate::session::embedding::HostPatient;

/// The state of the search for a patient, for the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Asking PDS.
    Tracing,
    /// Asking the registered practice.
    Finding {
        /// Its name.
        name: String,
        /// Its ODS code.
        ods: String,
    },
}

/// A patient found at the registered practice, not yet opened: the cross-check comes first.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The trace.
    pub traced: TracedPatient,
    /// The practice's record; none where the practice has no service that finds patients, so that nothing was compared.
    pub found: Option<FoundPatient>,
    /// The registered practice.
    pub provider: Arc<Provider>,
    /// National record against practice.
    pub check: CrossCheck,
    /// Trace id of the practice's answer.
    pub trace_id: String,
    /// Why the practice's own code could not be read, so that it was not compared.
    pub practice_unread: Option<Error>,
    /// Whether the user was shown what has to be confirmed, and confirmed the person.
    pub confirmed: bool,
    /// National record against the page around this one, where that page asked for the patient.
    pub by_host: Option<CrossCheck>,
}

impl Candidate {
    /// Whether the two sources are shown and a person confirms before the record opens (FND-12, ARH-05).
    pub fn needs_confirmation(&self) -> bool {
        (self.found.is_some() && self.check.needs_confirmation())
            || self.superseded().is_some()
            || self.by_host.as_ref().is_some_and(CrossCheck::needs_confirmation)
    }

    /// The same, asked for by a page around this one: what that page knows of the patient is compared too.
    pub fn asked_for_by(mut self, host: &HostPatient) -> Self {
        let traced = &self.traced;
        let national = Demographics::of(traced.patient(), Some(traced.practice_ods()), traced.today());
        self.by_host = Some(host.compared(&national));
        self
    }

    /// The page that the record opens with: the first of what the user may see, and where no structured record can be
    /// asked for, the practice's own view.
    pub fn first_page(&self, settings: &Settings) -> &'static str {
        let has_structured = self.found.is_some() || self.provider.roots.structured.is_some();
        if settings.offers_structured() && has_structured {
            "/summary"
        } else if settings.offers_html() {
            "/practice-view"
        } else if settings.offers_appointments() {
            "/appointments"
        } else {
            "/summary"
        }
    }

    /// The words for a number that PDS has replaced: the one asked for and the current one (ARH-05).
    pub fn superseded(&self) -> Option<String> {
        let traced = &self.traced;
        let (asked, current) = (traced.superseded()?.spaced(), traced.nhs_number().spaced());
        Some(format!(
            "The national record (PDS) has replaced {asked} with {current}. The current number is used: check that \
             this is the person you are looking for."
        ))
    }
}

/// Why there is no candidate.
#[derive(Clone, Debug, PartialEq)]
pub enum Obstacle {
    /// PDS does not know the number.
    NotOnPds,
    /// PDS knows the patient, and no request may be sent (sensitive, died, invalidated, no practice).
    Refused(Refusal),
    /// The registered practice is not among this site's practices.
    PracticeNotConfigured {
        /// Its ODS code from the trace.
        ods: String,
    },
    /// The practice publishes neither a service that finds patients nor a record that could be opened without one.
    NothingToOpen {
        /// The practice.
        practice: Arc<Provider>,
    },
    /// The practice returned no record; why is never guessed (L-18).
    Nobody {
        /// The practice asked.
        practice: Arc<Provider>,
        /// The trace, with which the patient may be registered there temporarily.
        traced: Box<TracedPatient>,
    },
    /// The practice returned several records for one number (FND-16).
    Several {
        /// The practice asked.
        practice: Arc<Provider>,
        /// How many.
        count: usize,
    },
    /// The practice's record carries another NHS number (ARH-24).
    NumberMismatch {
        /// The practice asked.
        practice: Arc<Provider>,
        /// Trace id to report.
        trace_id: String,
    },
    /// The pages of the record could not be loaded, so nobody was opened.
    NotLoaded,
    /// A call failed.
    Failed {
        /// Which, and how.
        error: Error,
        /// The practice, when it was the one asked.
        practice: Option<Arc<Provider>>,
    },
}

/// Traces the number, finds the patient at the registered practice and compares the two.
pub async fn look_up(
    connection: &Connection,
    settings: &Settings,
    number: &NhsNumber,
    cancel: &Cancel,
    progress: impl Fn(Step),
) -> Result<Candidate, Obstacle> {
    progress(Step::Tracing);
    let trace = TracePatient { nhs_number: number.clone() };
    let pds = connection.client(settings.pds.clone());
    let traced = match pds.send(&trace, cancel).await {
        Ok(received) => TracedPatient::admit(
            number,
            received.value,
            received.at,
            uk_time::today(received.at),
            settings.features.open_deceased,
        )
        .map_err(Obstacle::Refused)?,
        Err(error) => return Err(not_traced(error)),
    };
    let ods = traced.practice_ods();
    let practice =
        settings.provider(ods).ok_or_else(|| Obstacle::PracticeNotConfigured { ods: ods.to_owned() })?;
    let roots = &practice.roots;
    if roots.foundations.is_none() {
        // Record HTML and the structured record need no search for the patient. Every answer is compared when it comes.
        if roots.html.is_none() && roots.structured.is_none() {
            return Err(Obstacle::NothingToOpen { practice });
        }
        let today = traced.today();
        let national = Demographics::of(traced.patient(), Some(traced.practice_ods()), today);
        let check = CrossCheck::compare(&national, &Demographics::default());
        let trace_id = String::new();
        return Ok(Candidate {
            traced,
            found: None,
            provider: practice,
            check,
            trace_id,
            practice_unread: None,
            confirmed: false,
            by_host: None,
        });
    }
    progress(Step::Finding { name: practice.name.clone(), ods: practice.ods.clone() });
    let client = connection.client(practice.clone());
    let find = FindPatient { patient: &traced, practice_ods: &practice.ods };
    let received = match client.send(&find, cancel).await {
        Ok(received) => received,
        Err(error) => return Err(not_found(error, practice, traced)),
    };
    let found = match received.value {
        Found::Nobody => return Err(Obstacle::Nobody { practice, traced: Box::new(traced) }),
        Found::Several(count) => return Err(Obstacle::Several { practice, count }),
        Found::One(found) => *found,
    };
    let (code, practice_unread) = match practice_code(&client, found.patient(), cancel).await {
        Ok(code) => (code, None),
        Err(error) if error.failure == Failure::Cancelled => {
            return Err(Obstacle::Failed { error, practice: Some(practice) });
        }
        Err(error) => (None, Some(error)),
    };
    let today = traced.today();
    let national = Demographics::of(traced.patient(), Some(traced.practice_ods()), today);
    let check = CrossCheck::compare(&national, &Demographics::of(found.patient(), code.as_deref(), today));
    let found = Some(found);
    Ok(Candidate {
        traced,
        found,
        provider: practice,
        check,
        trace_id: received.trace_id,
        practice_unread,
        confirmed: false,
        by_host: None,
    })
}

/// The practice's own code, which is compared too (FND-14): a Patient points to its Organization.
async fn practice_code(client: &Client, patient: &Patient, cancel: &Cancel) -> Result<Option<String>, Error> {
    if let Some(code) = patient.registered_practice_ods() {
        return Ok(Some(code.to_owned()));
    }
    let reference = patient.managing_organization.as_ref().and_then(|managing| managing.reference.as_deref());
    let Some(id) = reference.and_then(|reference| reference_id(reference, "Organization")) else {
        return Ok(None);
    };
    let organization = client.send(&ReadOrganization { id }, cancel).await?;
    Ok(organization.value.ods().map(str::to_owned))
}

/// PDS answers an unknown and a withdrawn number with 404 and says which. Another 404 is a fault on the way.
fn not_traced(error: Error) -> Obstacle {
    let code = match &error.failure {
        Failure::Outcome { status: 404, outcome } => outcome.code(),
        _ => "",
    };
    match code {
        "RESOURCE_NOT_FOUND" | "PATIENT_NOT_FOUND" | "NO_RECORD_FOUND" => Obstacle::NotOnPds,
        "INVALIDATED_RESOURCE" => Obstacle::Refused(Refusal::Invalidated),
        _ => Obstacle::Failed { error, practice: None },
    }
}

fn not_found(error: Error, practice: Arc<Provider>, traced: TracedPatient) -> Obstacle {
    match &error.failure {
        // Older providers answer 404 where newer ones send an empty bundle: the same words for both (C1).
        Failure::Outcome { outcome, .. } if is_not_found(outcome) => {
            Obstacle::Nobody { practice, traced: Box::new(traced) }
        }
        Failure::PatientMismatch => Obstacle::NumberMismatch { practice, trace_id: error.trace_id },
        _ => Obstacle::Failed { error, practice: Some(practice) },
    }
}

/// An obstacle in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Heading.
    pub title: &'static str,
    /// What happened.
    pub what: String,
    /// What to do next.
    pub next: String,
    /// Trace id to quote, where there is one.
    pub trace_id: Option<String>,
}

impl Obstacle {
    /// Whether the same may succeed in a moment.
    pub fn is_retryable(&self) -> bool {
        match self {
            Obstacle::Failed { error, .. } => error.is_retryable(),
            Obstacle::NotLoaded => true,
            Obstacle::NotOnPds
            | Obstacle::Refused(_)
            | Obstacle::PracticeNotConfigured { .. }
            | Obstacle::NothingToOpen { .. }
            | Obstacle::Nobody { .. }
            | Obstacle::Several { .. }
            | Obstacle::NumberMismatch { .. } => false,
        }
    }

    /// The word for it that a page around this one hears (docs/embedding.md).
    pub fn code(&self) -> &'static str {
        match self {
            Obstacle::NotOnPds => "not-found",
            Obstacle::Refused(Refusal::Sensitive) => "restricted",
            Obstacle::Refused(Refusal::Deceased { .. }) => "deceased",
            Obstacle::Refused(Refusal::Invalidated) => "invalidated",
            Obstacle::Refused(Refusal::NoPractice) => "no-practice",
            Obstacle::PracticeNotConfigured { .. } | Obstacle::NothingToOpen { .. } => "practice-not-set-up",
            Obstacle::Nobody { .. } => "no-record",
            Obstacle::Several { .. } => "several-records",
            Obstacle::NumberMismatch { .. } => "mismatch",
            Obstacle::Failed { error, .. } if matches!(error.failure, Failure::SignIn) => "session",
            Obstacle::Failed { error, .. } if error.failure.status() == Some(401) => "session",
            Obstacle::NotLoaded | Obstacle::Failed { .. } => "failed",
        }
    }

    /// The words the digests prescribe; nothing hints at a sensitive or deceased record at a practice.
    pub fn words(&self) -> Words {
        let phone = |practice: &Provider| match &practice.phone {
            Some(number) => format!("Telephone {} on {number}.", practice.name),
            None => format!("Telephone {}.", practice.name),
        };
        let (title, what, next) = match self {
            Obstacle::NotOnPds => (
                "No patient with this NHS number",
                "The national demographics service (PDS) does not know this NHS number.".to_owned(),
                "Compare each digit with the source, or ask the patient again.".to_owned(),
            ),
            Obstacle::Refused(Refusal::Sensitive) => (
                "This record cannot be opened",
                "The national demographics service (PDS) restricts this patient's details. Nothing was sent to any practice.".to_owned(),
                "Follow your organisation's procedure for restricted records.".to_owned(),
            ),
            Obstacle::Refused(Refusal::Deceased { on }) => (
                "This patient has died",
                match on {
                    Some(on) => format!("The national demographics service (PDS) records that this patient died on {}. Nothing was sent to any practice.", date(on)),
                    None => "The national demographics service (PDS) records that this patient has died. Nothing was sent to any practice.".to_owned(),
                },
                "Check the NHS number. If the patient is with you, correct their details with the national back office.".to_owned(),
            ),
            Obstacle::Refused(Refusal::Invalidated) => (
                "This NHS number is no longer valid",
                "The national demographics service (PDS) has withdrawn this NHS number.".to_owned(),
                "Trace the patient by name and date of birth.".to_owned(),
            ),
            Obstacle::Refused(Refusal::NoPractice) => (
                "No registered practice",
                "The national demographics service (PDS) does not name one GP practice where this patient is registered now.".to_owned(),
                "Ask the patient where they are registered.".to_owned(),
            ),
            Obstacle::PracticeNotConfigured { ods } => (
                "This practice cannot be reached from here",
                format!("The patient is registered at the practice with code {ods}, which is not set up in this service. Nothing was sent to it."),
                "Telephone the practice.".to_owned(),
            ),
            Obstacle::NothingToOpen { practice } => (
                "This practice's records cannot be opened from here",
                format!("This service has no address for {} for finding patients (Foundations), and none for a record that could be opened without finding them first. Nothing was sent to it.", practice.name),
                format!("Report it to your service desk: practices must have had access to the record switched on since 1 October 2025. {}", phone(practice)),
            ),
            Obstacle::Nobody { practice, .. } => (
                "No record at the practice",
                format!("{} returned no record for this patient.", practice.name),
                format!("Check with the patient where they are registered. {}", phone(practice)),
            ),
            Obstacle::Several { practice, count } => (
                "More than one record for this NHS number",
                format!("{} returned {count} records for this NHS number. None is shown, because there is no way to tell here which is right.", practice.name),
                format!("Do not choose. {}", phone(practice)),
            ),
            Obstacle::NumberMismatch { practice, .. } => (
                "The practice answered about someone else",
                format!("The record that {} sent has a different NHS number. None of it is shown.", practice.name),
                format!("Report it to support with the trace id. {}", phone(practice)),
            ),
            Obstacle::NotLoaded => (
                "The record was not opened",
                "The part of this viewer that shows a record could not be loaded.".to_owned(),
                "The network may be down, or a new version of the viewer has been put in place. Try again. If that does \
                 not help, reload the page."
                    .to_owned(),
            ),
            Obstacle::Failed { error, practice } => {
                let explanation = error.explain();
                let number = practice.as_ref().and_then(|practice| practice.phone.as_deref());
                let next = match number.filter(|_| explanation.next.contains("elephone the practice")) {
                    Some(number) => format!("{} The number of {} is {number}.", explanation.next, error.asked),
                    None => explanation.next.to_owned(),
                };
                return Words {
                    title: "The patient could not be looked up",
                    what: explanation.what,
                    next,
                    trace_id: Some(error.trace_id.clone()),
                };
            }
        };
        let trace_id = match self {
            Obstacle::NumberMismatch { trace_id, .. } => Some(trace_id.clone()),
            _ => None,
        };
        Words { title, what, next, trace_id }
    }
}
