//! Any entry of a record in one line, for places that show entries of every kind: a consultation, the links of a problem.
//!
//! What is planned or was not given says so in the words themselves, wherever the line is (ARS-44, ARS-54).

mod observed;

use observed::observation;

use super::medicine::{Dose, Name, line};
use super::note::words;
use super::observation::{is_comment_note, term};
use super::person::person;
use super::reaction::Reaction;
use super::security_label::is_kept_from_patient;
use super::standing::standing;
use super::{Area, Mark, Marked, Marks, OtherItem, Placing};
use crate::fhir::{
    CodeableConcept, Condition, DateTime, DiagnosticReport, Dosage, Found, Index, List, MedicationRequest,
    MedicationStatement, Observation, ProcedureRequest, QuestionnaireItem, ReferralRequest, Resolved,
    Resource, Value,
};
use crate::format;

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// A problem.
    Problem,
    /// A consultation.
    Consultation,
    /// A topic or heading of a consultation.
    Topic,
    /// An allergy.
    Allergy,
    /// A medication.
    Medication,
    /// One issue of a medication.
    Issue,
    /// A report with its results.
    Report,
    /// An immunisation, given or not.
    Immunisation,
    /// A coded entry or a result.
    Observation,
    /// Free text.
    Note,
    /// A referral.
    Referral,
    /// Something planned.
    Planned,
    /// A test that was asked for.
    Request,
    /// A document.
    Document,
    /// Answers to a template.
    Questionnaire,
    /// Anything else, by its type as sent.
    Other(String),
}

impl ItemKind {
    /// In words.
    pub fn words(&self) -> &str {
        match self {
            Self::Problem => "Problem",
            Self::Consultation => "Consultation",
            Self::Topic => "Topic of a consultation",
            Self::Allergy => "Allergy",
            Self::Medication => "Medication",
            Self::Issue => "Medication issue",
            Self::Report => "Investigation",
            Self::Immunisation => "Immunisation",
            Self::Observation => "Entry",
            Self::Note => "Note",
            Self::Referral => "Referral",
            Self::Planned => "Planned",
            Self::Request => "Test request",
            Self::Document => "Document",
            Self::Questionnaire => "Questionnaire",
            Self::Other(other) => other,
        }
    }

    /// The area that shows it in full, where its kind alone says which.
    pub fn area(&self) -> Option<Area> {
        match self {
            Self::Problem => Some(Area::Problems),
            Self::Consultation | Self::Topic => Some(Area::Consultations),
            Self::Allergy => Some(Area::Allergies),
            Self::Medication | Self::Issue => Some(Area::Medications),
            Self::Report | Self::Request => Some(Area::Investigations),
            Self::Immunisation => Some(Area::Immunisations),
            Self::Referral => Some(Area::Referrals),
            Self::Planned => Some(Area::DiaryEntries),
            Self::Document => Some(Area::Documents),
            Self::Observation | Self::Note | Self::Questionnaire | Self::Other(_) => None,
        }
    }
}

/// One entry in a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its position in the response; none for what is inside another entry.
    pub position: Option<usize>,
    /// What it is.
    pub kind: ItemKind,
    /// Its clinical date.
    pub date: Option<DateTime>,
    /// Its words: the original term with its value, or what was said; with what must be said beside them.
    pub text: Marked<String>,
    /// What was written about it, with its line breaks.
    pub comment: Option<String>,
}

impl Item {
    /// Whether it has a date that a heading with this date does not say.
    pub fn is_of_another_day(&self, day: Option<&DateTime>) -> bool {
        let day = day.map(format::date);
        self.date.as_ref().is_some_and(|own| day != Some(format::date(own)))
    }

    /// The line of an entry.
    pub fn of<'a>(placing: &Placing<'a>, position: Option<usize>, resource: &'a Resource) -> Self {
        let plain = OtherItem::of(position.unwrap_or_default(), resource);
        let mut marks = standing(resource);
        if is_kept_from_patient(placing.index(), resource) {
            marks.add(Mark::NotForPatient);
        }
        let item = |kind, text: String, comment: Option<String>, code: Option<&CodeableConcept>| Self {
            position,
            kind,
            date: plain.date.clone(),
            text: Marked::new(text, code.filter(|code| format::is_degraded(code)).map(|_| Mark::Uncoded))
                .with_all(&marks),
            comment: comment.filter(|comment| !comment.is_empty()),
        };
        match resource {
            Resource::AllergyIntolerance(this) => {
                let is_ended = matches!(this.clinical_status.as_deref(), Some("resolved" | "inactive"));
                let ended = if is_ended { "Ended: " } else { "" };
                let term = super::term::of_allergy(this);
                let agent = super::term::allergen(&term);
                let named: Marks = term.is_from_note.then_some(Mark::FromComment).into_iter().collect();
                let said = this.reaction.iter().map(Reaction::read).filter(|said| !said.says_nothing());
                let said = said.map(|said| said.words()).chain(notes(&this.note));
                let comment = said.collect::<Vec<_>>().join("\n");
                item(ItemKind::Allergy, format!("{ended}{agent}"), Some(comment), this.code.as_ref())
                    .with((named, None))
            }
            Resource::MedicationStatement(this) => statement(placing, this, item),
            Resource::MedicationRequest(this) => request(placing, this, item),
            Resource::Condition(this) => {
                let text = problem(this, &super::term::of_problem(this));
                item(ItemKind::Problem, text, None, this.code.as_ref())
            }
            Resource::Encounter(_) => item(ItemKind::Consultation, plain.text.clone(), None, None),
            Resource::List(this) => item(ItemKind::Topic, topic(this), None, None),
            Resource::Observation(this) => observation(this, item),
            Resource::Immunization(_) => item(ItemKind::Immunisation, plain.text.clone(), None, None),
            Resource::DiagnosticReport(this) => {
                let conclusion = this.conclusion.as_deref().map(words);
                item(ItemKind::Report, report(placing.index(), this), conclusion, None)
            }
            Resource::ReferralRequest(this) => {
                let description = this.description.as_deref().map(words);
                item(
                    ItemKind::Referral,
                    referral(placing, this, &plain.text),
                    description,
                    this.reason_code.first(),
                )
            }
            Resource::ProcedureRequest(this) => {
                let term = format::concept_or_missing(this.code.as_ref());
                let kind = if is_planned(this) { ItemKind::Planned } else { ItemKind::Request };
                let text = format!("{}: {term}", kind.words());
                item(kind, text, notes(&this.note), this.code.as_ref())
            }
            Resource::DocumentReference(_) => item(ItemKind::Document, plain.text.clone(), None, None),
            Resource::QuestionnaireResponse(this) => {
                let mut lines = Vec::new();
                answers(placing, &this.item, &mut lines);
                item(
                    ItemKind::Questionnaire,
                    "Answers to a template".to_owned(),
                    Some(lines.join("\n")),
                    None,
                )
            }
            // Another person's entry is not repeated among the patient's: it is said where it can be looked up.
            Resource::SomebodyElses(this) => {
                let kind = Self::of(placing, None, &this.resource).kind;
                Self {
                    date: None,
                    ..item(kind, "Listed separately under other items".to_owned(), None, None)
                }
            }
            Resource::Unreadable(_)
            | Resource::Other(_)
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
            | Resource::Specimen(_)
            | Resource::Slot(_)
            | Resource::Schedule(_)
            | Resource::Device(_)
            | Resource::CapabilityStatement(_) => {
                item(ItemKind::Other(plain.resource_type.clone()), plain.text.clone(), None, None)
            }
        }
    }
}

impl Item {
    /// The same with what must be said beside it, and with words behind its own.
    fn with(self, (marks, words): (Marks, Option<String>)) -> Self {
        let text = self.text.map(|text| match words {
            Some(words) => format!("{text} – {words}"),
            None => text,
        });
        Self { text: text.with_all(&marks), ..self }
    }
}

/// Whether it is a diary entry: without an intent, what has a planned date is one.
pub fn is_planned(request: &ProcedureRequest) -> bool {
    match request.intent.as_deref() {
        Some(intent) => !intent.ends_with("order"),
        None => request.occurrence_date_time.is_some() || request.occurrence_period.is_some(),
    }
}

type Made<'f> = &'f dyn Fn(ItemKind, String, Option<String>, Option<&CodeableConcept>) -> Item;

fn statement<'a>(
    placing: &Placing<'a>,
    this: &'a MedicationStatement,
    item: impl Fn(ItemKind, String, Option<String>, Option<&CodeableConcept>) -> Item,
) -> Item {
    let concept = this.medication_codeable_concept.as_ref();
    let name = Name::read(placing, this.medication_reference.as_ref(), concept);
    let line = medicine(ItemKind::Medication, name, &this.dosage, notes(&this.note), &item);
    line.with(line::of_statement(placing, this))
}

fn request<'a>(
    placing: &Placing<'a>,
    this: &'a MedicationRequest,
    item: impl Fn(ItemKind, String, Option<String>, Option<&CodeableConcept>) -> Item,
) -> Item {
    let concept = this.medication_codeable_concept.as_ref();
    let name = Name::read(placing, this.medication_reference.as_ref(), concept);
    let is_issue = this.intent.as_deref().is_some_and(|intent| intent.ends_with("order"));
    let kind = if is_issue { ItemKind::Issue } else { ItemKind::Medication };
    let line = medicine(kind, name, &this.dosage_instruction, notes(&this.note), &item);
    line.with(line::of_request(this))
}

fn medicine(kind: ItemKind, name: Option<Name>, dosage: &[Dosage], note: Option<String>, item: Made) -> Item {
    let uncoded: Marks = name.iter().filter(|name| name.degraded.is_some()).map(|_| Mark::Uncoded).collect();
    let name = name.map_or_else(|| "Medicine not named".to_owned(), |name| name.text());
    let doses = Dose::in_line(&Dose::read_all(dosage));
    let text = if doses.is_empty() { name } else { format!("{name} – {doses}") };
    let item = item(kind, text, note, None);
    Item { text: item.text.with_all(&uncoded), ..item }
}

fn problem(this: &Condition, term: &str) -> String {
    match this.clinical_status.as_deref() {
        Some("inactive") => format!("{term} (inactive)"),
        Some(_) | None => term.to_owned(),
    }
}

fn topic(this: &List) -> String {
    this.title
        .as_deref()
        .map(words)
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| "Untitled".to_owned())
}

/// The names of its groups and of the results outside of groups; the report's own code is constant.
fn report(index: &Index, this: &DiagnosticReport) -> String {
    let results = this.result.iter().filter_map(|result| index.get::<Observation>(Some(result)));
    let is_member = |result: &Observation| {
        result.related.iter().any(|related| related.kind.as_deref() == Some("derived-from"))
    };
    let mut names: Vec<String> = Vec::new();
    for result in results.filter(|result| !is_member(result) && !is_comment_note(result)) {
        let name = term(result);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() { "Report without results".to_owned() } else { names.join(", ") }
}

/// The reason and to whom, by the names that the area gives.
fn referral<'a>(placing: &Placing<'a>, this: &'a ReferralRequest, reason: &str) -> String {
    let to: Vec<String> =
        this.recipient.iter().filter_map(|one| person(placing, Some(one))).map(|who| who.name).collect();
    if to.is_empty() { reason.to_owned() } else { format!("{reason} (to {})", to.join(", ")) }
}

fn notes(sent: &[crate::fhir::Annotation]) -> Option<String> {
    let notes: Vec<String> = sent.iter().filter_map(|note| note.text.as_deref()).map(words).collect();
    (!notes.is_empty()).then(|| notes.join("\n"))
}

/// Each question with its answers, in order; an answer that is an entry of its own by that entry's line.
fn answers<'a>(placing: &Placing<'a>, items: &'a [QuestionnaireItem], lines: &mut Vec<String>) {
    for item in items {
        let said: Vec<String> = item
            .answer
            .iter()
            .filter_map(|answer| match answer.value.as_ref()? {
                Value::Reference(reference) => Some(match placing.index().resolve(reference) {
                    // Answers to another template, which might lead back here.
                    Resolved::Found(Found { resource: Resource::QuestionnaireResponse(_), .. }) => {
                        "Answers to another template".to_owned()
                    }
                    Resolved::Found(found) => {
                        let line = Item::of(placing, found.position, found.resource);
                        [Some(line.text.words()), line.comment]
                            .into_iter()
                            .flatten()
                            .collect::<Vec<_>>()
                            .join(" – ")
                    }
                    Resolved::Text(words) => words.to_owned(),
                    Resolved::Missing { display } => {
                        display.unwrap_or(super::person::NOT_INCLUDED).to_owned()
                    }
                }),
                value => format::value(value),
            })
            .collect();
        let question = item.text.as_deref().map(words).filter(|question| !question.is_empty());
        match (question, said.is_empty()) {
            (Some(question), true) => lines.push(question),
            (Some(question), false) => lines.push(format!("{question}: {}", said.join("; "))),
            (None, _) => lines.extend(said),
        }
        answers(placing, &item.item, lines);
        for answer in &item.answer {
            answers(placing, &answer.item, lines);
        }
    }
}
