//! Other items in a response: what no view shows, so that nothing that was sent is kept from the reader (ARS-69).

use super::Mark;
use super::medicine::Dose;
use super::term::{allergen, of_allergy};
use crate::clinical::order;
use crate::fhir::{CodeableConcept, DateTime, Index, Resource};
use crate::format;

/// Why an item is among the others; in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OtherKind {
    /// It is about another person: of no area, and never counted with the patient's own.
    SomebodyElses,
    /// It could not be read.
    Unreadable,
    /// A type of resource that the app does not know.
    Unknown,
    /// Clinical content that no view shows.
    Clinical,
    /// A person, place, organisation, medicine name or list that nothing shown refers to.
    Supporting,
}

/// One item that no view shows.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherItem {
    /// Its position in the bundle.
    pub position: usize,
    /// Why it is here.
    pub kind: OtherKind,
    /// Its resource type as sent; `?` when none was.
    pub resource_type: String,
    /// Its clinical date.
    pub date: Option<DateTime>,
    /// Its words: the original term, the title, or why it could not be read.
    pub text: String,
}

impl OtherItem {
    /// Type, date and words of an entry.
    pub fn of(position: usize, resource: &Resource) -> Self {
        let (kind, date, text) = describe(resource);
        let resource_type = resource.resource_type().to_owned();
        Self { position, kind, resource_type, date: date.cloned(), text }
    }
}

/// The items that no view shows: unreadable first, then unknown, clinical (newest first) and supporting ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OtherItems {
    /// The items.
    pub items: Vec<OtherItem>,
}

impl OtherItems {
    /// The entries at these positions: those that a [`Placement`](super::Placement) leaves over.
    pub fn of(index: &Index, unplaced: impl Iterator<Item = usize>) -> Self {
        let mut items: Vec<OtherItem> = unplaced
            .filter_map(|position| Some((position, index.at(position)?)))
            .map(|(position, resource)| OtherItem::of(position, resource))
            .collect();
        order::by_key(&mut items, |item| {
            (item.kind, std::cmp::Reverse(format::date::sort_key(item.date.as_ref())), item.position)
        });
        Self { items }
    }

    /// How many items are of a kind.
    pub fn count(&self, kind: OtherKind) -> usize {
        self.items.iter().filter(|item| item.kind == kind).count()
    }
}

fn describe(resource: &Resource) -> (OtherKind, Option<&DateTime>, String) {
    use OtherKind::{Clinical, Supporting, Unknown, Unreadable};

    let term = |concept: Option<&CodeableConcept>| format::concept_or_missing(concept).into_owned();
    let words = |text: Option<&str>| text.unwrap_or("No text").to_owned();
    match resource {
        Resource::Unreadable(this) => (Unreadable, None, this.reason.clone()),
        Resource::SomebodyElses(this) => {
            let (_, date, text) = describe(&this.resource);
            (
                OtherKind::SomebodyElses,
                date,
                format!("{}. {text}", Mark::SomebodyElse(this.who.clone()).words()),
            )
        }
        Resource::Other(_) => (Unknown, None, "Not known to this application".to_owned()),

        Resource::AllergyIntolerance(this) => (
            Clinical,
            this.onset_date_time.as_ref().or(this.asserted_date.as_ref()),
            allergen(&of_allergy(this)),
        ),
        Resource::MedicationStatement(this) => {
            let start = this.effective_period.as_ref().and_then(|period| period.start.as_ref());
            let text = this.medication_codeable_concept.as_ref().map(|concept| term(Some(concept)));
            (
                Clinical,
                start.or(this.effective_date_time.as_ref()),
                text.unwrap_or_else(|| dose(&this.dosage)),
            )
        }
        Resource::MedicationRequest(this) => {
            let issued = this.dispense_request.as_ref().and_then(|request| request.validity_period.as_ref());
            let start = issued.and_then(|period| period.start.as_ref());
            let text = this.medication_codeable_concept.as_ref().map(|concept| term(Some(concept)));
            let text = text.unwrap_or_else(|| dose(&this.dosage_instruction));
            (Clinical, start.or(this.authored_on.as_ref()), text)
        }
        Resource::Condition(this) => (
            Clinical,
            this.onset_date_time.as_ref().or(this.asserted_date.as_ref()),
            super::term::of_problem(this),
        ),
        Resource::Encounter(this) => {
            let start = this.period.as_ref().and_then(|period| period.start.as_ref());
            (Clinical, start, term(this.kind.first()))
        }
        Resource::Observation(this) => {
            let start = this.effective_period.as_ref().and_then(|period| period.start.as_ref());
            let text = match &this.comment {
                Some(comment) => format!("{}: {comment}", term(this.code.as_ref())),
                None => term(this.code.as_ref()),
            };
            (Clinical, this.effective_date_time.as_ref().or(start), text)
        }
        Resource::Immunization(this) => {
            let procedure =
                this.extension.named("VaccinationProcedure").and_then(|extension| extension.concept());
            let text = term(procedure.or(this.vaccine_code.as_ref()));
            let is_not_given = this.not_given == Some(true) || this.status.as_deref() == Some("not-done");
            let not_given = if is_not_given { "NOT GIVEN: " } else { "" };
            (Clinical, this.date.as_ref(), format!("{not_given}{text}"))
        }
        Resource::DiagnosticReport(this) => {
            let text = this.conclusion.clone().unwrap_or_else(|| term(this.code.as_ref()));
            (Clinical, this.issued.as_ref(), text)
        }
        Resource::ProcedureRequest(this) => {
            let start = this.occurrence_period.as_ref().and_then(|period| period.start.as_ref());
            let date = this.occurrence_date_time.as_ref().or(start).or(this.authored_on.as_ref());
            // Whatever its wording, it has not been done (ARS-54).
            (Clinical, date, format!("Planned or requested: {}", term(this.code.as_ref())))
        }
        Resource::ReferralRequest(this) => {
            let text = this.reason_code.first().map(|concept| term(Some(concept)));
            let text = text.unwrap_or_else(|| words(this.description.as_deref()));
            (Clinical, this.authored_on.as_ref(), text)
        }
        Resource::DocumentReference(this) => {
            let text = this.description.clone().unwrap_or_else(|| term(this.kind.as_ref()));
            (Clinical, this.created.as_ref().or(this.indexed.as_ref()), text)
        }
        Resource::QuestionnaireResponse(this) => {
            let text = this.item.iter().find_map(|item| item.text.as_deref());
            (Clinical, this.authored.as_ref(), words(text))
        }
        Resource::Appointment(this) => (Clinical, this.start.as_ref(), words(this.description.as_deref())),
        Resource::Composition(this) => {
            let title = this.section.iter().find_map(|section| section.title.as_deref());
            (Clinical, this.date.as_ref(), words(title.or(this.title.as_deref())))
        }
        Resource::OperationOutcome(this) => {
            let text = this.issue.iter().find_map(|issue| issue.diagnostics.as_deref());
            (Clinical, None, words(text))
        }
        Resource::Binary(this) => (Clinical, None, words(this.content_type.as_deref())),

        Resource::Patient(this) => (
            Supporting,
            this.birth_date.as_ref(),
            words(this.name.iter().find_map(|name| name.text.as_deref())),
        ),
        Resource::Practitioner(this) => {
            let name = this.name.first();
            let family = name.and_then(|name| name.family().or_else(|| name.text.clone()));
            (Supporting, None, words(family.as_deref()))
        }
        Resource::PractitionerRole(this) => (Supporting, None, term(this.code.first())),
        Resource::Organization(this) => (Supporting, None, words(this.name.as_deref())),
        Resource::Location(this) => (Supporting, None, words(this.name.as_deref())),
        Resource::HealthcareService(this) => (Supporting, None, words(this.name.as_deref())),
        Resource::Medication(this) => (Supporting, None, term(this.code.as_ref())),
        Resource::List(this) => {
            let text = this.title.clone().unwrap_or_else(|| term(this.code.as_ref()));
            (Supporting, this.date.as_ref(), text)
        }
        Resource::Specimen(this) => (Supporting, this.received_time.as_ref(), term(this.kind.as_ref())),
        Resource::Slot(this) => (Supporting, this.start.as_ref(), term(this.service_type.first())),
        Resource::Schedule(this) => (Supporting, None, term(this.service_category.as_ref())),
        Resource::Device(this) => (Supporting, None, words(this.model.as_deref())),
        Resource::CapabilityStatement(this) => (Supporting, None, words(this.version.as_deref())),
    }
}

fn dose(dosage: &[crate::fhir::Dosage]) -> String {
    let doses = Dose::in_line(&Dose::read_all(dosage));
    if doses.is_empty() { "No text".to_owned() } else { doses }
}
