//! One referral as a row (structured digest 3.10, 7.18).

use crate::clinical::linked_problems::LinkedProblems;
use crate::clinical::note::words;
use crate::clinical::security_label::is_not_for_patient;
use crate::clinical::standing::undone;
use crate::clinical::{Item, Marks, Note, Person, Placing, person};
use crate::fhir::{
    CodeableConcept, DateTime, HealthcareService, Reference, ReferralRequest, Requester, Resolved,
};
use crate::format;

/// How the identifier system of the e-Referral Service's number ends: as specified, and as it is mostly sent.
const UBRN: [&str; 2] = ["/ubrn", "/ubr-number"];

/// One referral.
#[derive(Clone, Debug, PartialEq)]
pub struct Referral {
    /// Its position in the response: names the row.
    pub key: usize,
    /// The main entry, by its original term: a reason or a service, whatever the practice put first (ARS-23).
    pub term: String,
    /// Whether its code was lost in transfer (ARS-26).
    pub is_degraded: bool,
    /// Further entries.
    pub more: Vec<String>,
    /// When the user referred.
    pub date: Option<DateTime>,
    /// `Urgent`, `Routine`, …
    pub priority: Option<String>,
    /// That it was cancelled or is an error: the statuses that are shown.
    pub marks: Marks,
    /// Services and specialty asked for.
    pub services: Vec<String>,
    /// To whom.
    pub recipients: Vec<String>,
    /// Who referred.
    pub requester: Option<Person>,
    /// For which organisation.
    pub on_behalf_of: Option<Person>,
    /// Free text.
    pub description: Option<String>,
    /// Letters and other documents.
    pub documents: Vec<String>,
    /// Earlier referrals that it is based on.
    pub based_on: Vec<String>,
    /// The number in the e-Referral Service.
    pub ubrn: Option<String>,
    /// Notes, whole.
    pub notes: Vec<Note>,
    /// Problems that link it.
    pub problems: Vec<String>,
    /// Not to be disclosed to the patient (ARS-56).
    pub not_for_patient: bool,
}

impl Referral {
    pub(super) fn read<'a>(
        placing: &Placing<'a>,
        position: usize,
        sent: &'a ReferralRequest,
        problems: &LinkedProblems,
    ) -> Self {
        let term = |concept: &CodeableConcept| format::concept(concept).into_owned();
        let main = sent.reason_code.first();
        let description = sent.description.as_deref().map(words).filter(|words| !words.is_empty());
        let (requester, on_behalf_of) = asked_by(placing, sent.requester.as_ref());
        let number = sent.identifier.iter().find(|one| one.system.as_deref().is_some_and(is_ubrn));
        Self {
            key: position,
            term: main.map_or_else(|| "Reason not recorded".to_owned(), term),
            is_degraded: main.is_some_and(format::is_degraded),
            more: sent.reason_code.iter().skip(1).map(term).collect(),
            date: sent.authored_on.clone(),
            priority: sent.priority.as_deref().map(priority),
            marks: undone(sent.status.as_deref()).into_iter().collect(),
            services: sent.service_requested.iter().chain(sent.specialty.as_ref()).map(term).collect(),
            recipients: sent.recipient.iter().map(|recipient| recipient_name(placing, recipient)).collect(),
            requester,
            on_behalf_of,
            description,
            documents: sent.supporting_info.iter().map(|document| linked(placing, document)).collect(),
            based_on: sent.based_on.iter().map(|earlier| linked(placing, earlier)).collect(),
            ubrn: number.and_then(|number| number.value.as_deref()).map(str::to_owned),
            notes: Note::read_all(placing, &sent.note),
            problems: problems.terms(std::iter::once(position)),
            not_for_patient: is_not_for_patient(sent.meta.as_deref()),
        }
    }
}

fn is_ubrn(system: &str) -> bool {
    let system = system.trim_end_matches('/').to_ascii_lowercase();
    UBRN.iter().any(|ending| system.ends_with(ending))
}

fn priority(code: &str) -> String {
    match code.trim() {
        "routine" => "Routine".to_owned(),
        "urgent" => "Urgent".to_owned(),
        "asap" => "As soon as possible".to_owned(),
        "stat" => "Immediate".to_owned(),
        other => words(other),
    }
}

/// Who asked, and for which organisation.
pub(in crate::clinical) fn asked_by<'a>(
    placing: &Placing<'a>,
    requester: Option<&'a Requester>,
) -> (Option<Person>, Option<Person>) {
    let agent = requester.and_then(|requester| requester.agent.as_ref());
    let behalf = requester.and_then(|requester| requester.on_behalf_of.as_ref());
    (person(placing, agent), person(placing, behalf))
}

fn recipient_name<'a>(placing: &Placing<'a>, reference: &'a Reference) -> String {
    let is_service = placing.index().get::<HealthcareService>(Some(reference)).is_some();
    person(placing, Some(reference))
        .map_or_else(String::new, |who| if is_service { who.name } else { who.to_string() })
}

/// Another entry in words.
pub(in crate::clinical) fn linked<'a>(placing: &Placing<'a>, reference: &'a Reference) -> String {
    match placing.index().resolve(reference) {
        Resolved::Found(found) => {
            let item = Item::of(placing, found.position, found.resource);
            format!("{} ({})", item.text.words(), format::date_or_missing(item.date.as_ref()))
        }
        Resolved::Text(words) => words.to_owned(),
        Resolved::Missing { display } => display.unwrap_or(crate::clinical::person::NOT_INCLUDED).to_owned(),
    }
}
