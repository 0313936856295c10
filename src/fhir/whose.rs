//! Whose an entry is. What is about another person than the patient of the bundle is set apart before any view is built,
//! so that none has to think of it (ARH-24).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::lenient::{Json, Notes, object};
use super::resource::SomebodyElses;
use super::{Bundle, HumanName, Identifier, Index, Kind, Patient, Reference, Resolved, Resource};

/// Whose an entry is; the order is that in which one of several statements counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    /// The patient's, or nothing says otherwise.
    Patients,
    /// It names somebody who is not in the bundle, or nobody among several: whom, in words.
    Unclear(String),
    /// Somebody else's.
    SomebodyElses(String),
}

object! {
    /// What a resource of a type that the model does not read may say of whose it is, and of its name.
    pub struct Unread {
        /// Whose it is.
        "subject" | "patient" | "for" | "beneficiary" => pub subjects: Vec<Reference>,
        /// The consultation.
        "context" | "encounter" => pub visit: Option<Reference>,
        /// Its name.
        "name" => pub name: Vec<HumanName>,
    }
}

impl Bundle {
    /// Declares the Patient at a position to be the one that the bundle is about: every other Patient, and what is about
    /// another person, becomes a [`Resource::SomebodyElses`], also where it is inside another entry. What names
    /// somebody who is not in the bundle stays, and is listed in [`Bundle::unclear`].
    pub fn about(&mut self, patient: usize) {
        let mut apart = Vec::new();
        let mut apart_inside = Vec::new();
        let mut unclear = BTreeMap::new();
        {
            let index = Index::new(self);
            let Some(own) = index.at(patient).and_then(Patient::of) else { return };
            let is_another = |(position, _): &(usize, &Patient)| *position != patient;
            let has_others = self.each::<Patient>().any(|one| is_another(&one));
            let judge = Judge { index: &index, position: patient, own, has_others };
            for (position, resource) in self.entries.iter().enumerate() {
                // What is inside another entry is no more the patient's than that one is.
                let container = self.container(position).and_then(|container| index.at(container));
                let around = container.map_or(Whose::Patients, |container| judge.resource(container));
                match judge.entry(position, resource).max(around) {
                    Whose::SomebodyElses(who) => apart.push((position, who)),
                    Whose::Unclear(words) => {
                        unclear.insert(position, words);
                    }
                    Whose::Patients => {}
                }
                // What is read where it is (see `unpack`) is taken out of there.
                let inside = resource.contained().iter().enumerate();
                for (place, inner) in inside.filter(|(_, inner)| inner.is_of_record()) {
                    if let Whose::SomebodyElses(who) = judge.resource(inner) {
                        apart_inside.push((position, place, who));
                    }
                }
            }
        }
        self.unclear = unclear;
        // The last of an entry first, so that the places of the others stay what they were.
        let mut not_behind = Vec::new();
        for (position, place, who) in apart_inside.into_iter().rev() {
            let Some(entry) = self.entries.get_mut(position) else { continue };
            let is_read_there =
                entry.contained().get(place).is_some_and(|inner| entry.is_where_it_is_read(inner));
            let Some(contained) = entry.contained_mut() else {
                // Shared with somebody, so that nothing can be taken out: all of it is set apart.
                apart.push((position, who));
                continue;
            };
            if place >= contained.len() {
                continue;
            }
            let inner = contained.remove(place);
            if is_read_there {
                not_behind
                    .push((position, Resource::SomebodyElses(Arc::new(SomebodyElses::new(who, inner)))));
            }
        }
        for (container, resource) in not_behind.into_iter().rev() {
            self.entries.push(resource);
            self.containers.push(container);
        }
        for (position, who) in apart {
            let entry = self.entries.get_mut(position);
            if let Some(entry) = entry.filter(|entry| !matches!(entry, Resource::SomebodyElses(_))) {
                let resource = std::mem::replace(entry, Resource::none());
                *entry = Resource::SomebodyElses(Arc::new(SomebodyElses::new(who, resource)));
            }
        }
    }
}

/// What knows who the patient is.
struct Judge<'i, 'a> {
    index: &'i Index<'a>,
    position: usize,
    own: &'a Patient,
    /// Whether there is another one, so that whose an entry is has to be said.
    has_others: bool,
}

impl<'a> Judge<'_, 'a> {
    fn entry(&self, position: usize, resource: &'a Resource) -> Whose {
        match resource {
            Resource::Patient(_) if position == self.position => Whose::Patients,
            Resource::Patient(other) => Whose::SomebodyElses(name(other)),
            _ => self.resource(resource),
        }
    }

    /// Whose a resource is by its own words; where it has none, by those of its consultation.
    fn resource(&self, resource: &Resource) -> Whose {
        let unread;
        let (said, visit) = match resource {
            Resource::Other(other) => {
                unread = Unread::of(&other.raw);
                (unread.subjects.iter().collect(), unread.visit.as_ref())
            }
            _ => (subjects(resource), visit(resource)),
        };
        if said.is_empty() {
            let encounter = visit.map(|visit| self.index.resolve(visit));
            return match encounter {
                Some(Resolved::Found(found)) if matches!(found.resource, Resource::Encounter(_)) => {
                    subjects(found.resource).into_iter().map(|one| self.reference(one)).max()
                }
                Some(Resolved::Found(_) | Resolved::Text(_) | Resolved::Missing { .. }) | None => None,
            }
            .unwrap_or_else(|| self.unsaid(resource));
        }
        said.into_iter().map(|one| self.reference(one)).max().unwrap_or(Whose::Patients)
    }

    fn unsaid(&self, resource: &Resource) -> Whose {
        if self.has_others && resource.is_of_record() {
            Whose::Unclear("nobody, though other patients are in the response".to_owned())
        } else {
            Whose::Patients
        }
    }

    fn reference(&self, reference: &Reference) -> Whose {
        let number = reference.identifier.as_deref().and_then(nhs_number);
        let words = || reference.display.clone().filter(|words| !words.trim().is_empty());
        if let (Some(number), Some(own)) = (&number, self.number())
            && *number != own
        {
            return Whose::SomebodyElses(words().unwrap_or_else(|| "another NHS number".to_owned()));
        }
        let own = self.own.id.as_deref();
        let target = reference.reference.as_deref().map(str::trim);
        if own.is_some() && (target == own || reference.id_of(Patient::TYPE) == own) {
            return Whose::Patients;
        }
        match self.index.resolve(reference) {
            Resolved::Found(found) if found.position == Some(self.position) => Whose::Patients,
            Resolved::Found(found) => match found.resource {
                Resource::Patient(other) if found.position.is_none() => self.inner(other),
                Resource::Patient(other) => Whose::SomebodyElses(name(other)),
                other => Whose::SomebodyElses(words().unwrap_or_else(|| thing(other))),
            },
            // The same id where the patient is under another one's, or the number where the id leads nowhere.
            Resolved::Text(_) | Resolved::Missing { .. } if number.is_some() => Whose::Patients,
            Resolved::Text(said) if self.is_named(said) => Whose::Patients,
            Resolved::Text(said) => Whose::Unclear(absent(said)),
            Resolved::Missing { .. } => match reference.target() {
                // By its own words it is not a patient.
                Some((kind, _)) if kind != Patient::TYPE => {
                    Whose::SomebodyElses(words().unwrap_or_else(|| kind_words(kind)))
                }
                _ => match words().or_else(|| reference.reference.clone()) {
                    Some(said) => Whose::Unclear(absent(&said)),
                    // A reference that says nothing.
                    None => Whose::Patients,
                },
            },
        }
    }

    /// A Patient inside an entry: often the same patient again.
    fn inner(&self, other: &Patient) -> Whose {
        let digits = |patient: &Patient| patient.nhs_number().map(digits);
        let families = |patient: &Patient| -> BTreeSet<String> {
            patient.name.iter().filter_map(HumanName::family).map(|name| name.trim().to_lowercase()).collect()
        };
        let (theirs, own) = (families(other), families(self.own));
        let is_another_name = !theirs.is_empty() && !own.is_empty() && theirs.is_disjoint(&own);
        let born = |patient: &Patient| patient.birth_date.as_ref().map(|born| born.text().to_owned());
        let differ = |a: Option<String>, b: Option<String>| matches!((a, b), (Some(a), Some(b)) if a != b);
        match (digits(other), digits(self.own)) {
            (Some(other), Some(own)) if other == own => Whose::Patients,
            (Some(_), Some(_)) => Whose::SomebodyElses(name(other)),
            _ if is_another_name || differ(born(other), born(self.own)) => Whose::SomebodyElses(name(other)),
            _ if !theirs.is_empty() && born(other).is_some() => Whose::Patients,
            _ => Whose::Unclear(format!("“{}”, without an NHS number", name(other))),
        }
    }

    fn number(&self) -> Option<String> {
        self.own.nhs_number().map(digits)
    }

    /// Whether words are the patient's name, in whatever order.
    fn is_named(&self, said: &str) -> bool {
        let words = |text: &str| {
            let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(str::to_lowercase).collect::<BTreeSet<_>>()
        };
        let said = words(said);
        self.own.name.iter().any(|name| {
            let parts = name.family_parts.iter().chain(name.given.first()).map(String::as_str);
            let own = words(&parts.collect::<Vec<_>>().join(" "));
            !own.is_empty() && own.is_subset(&said)
        })
    }
}

impl Unread {
    fn of(raw: &str) -> Self {
        let mut unread = Self::default();
        // What cannot be read says nothing.
        let _ = Json::new(raw).element(&mut unread, &mut Notes::default());
        unread
    }
}

/// The name that a resource of a type that the model does not read gives: a RelatedPerson's, a Group's.
pub fn name_of_unread(raw: &str) -> Option<String> {
    Unread::of(raw).name.iter().find_map(in_words)
}

fn absent(said: &str) -> String {
    format!("“{said}”, who is not in the response")
}

/// Every reference by which a resource says whose it is.
fn subjects(resource: &Resource) -> Vec<&Reference> {
    let one = match resource {
        Resource::AllergyIntolerance(this) => &this.patient,
        Resource::Immunization(this) => &this.patient,
        Resource::MedicationStatement(this) => &this.subject,
        Resource::MedicationRequest(this) => &this.subject,
        Resource::List(this) => &this.subject,
        Resource::Condition(this) => &this.subject,
        Resource::Encounter(this) => &this.subject,
        Resource::Observation(this) => &this.subject,
        Resource::DiagnosticReport(this) => &this.subject,
        Resource::Specimen(this) => &this.subject,
        Resource::ProcedureRequest(this) => &this.subject,
        Resource::ReferralRequest(this) => &this.subject,
        Resource::QuestionnaireResponse(this) => &this.subject,
        Resource::Composition(this) => &this.subject,
        Resource::DocumentReference(this) => {
            let of_source = this.context.as_deref().and_then(|context| context.source_patient_info.as_ref());
            return this.subject.iter().chain(of_source).collect();
        }
        Resource::Patient(_)
        | Resource::Practitioner(_)
        | Resource::PractitionerRole(_)
        | Resource::Organization(_)
        | Resource::Location(_)
        | Resource::HealthcareService(_)
        | Resource::Medication(_)
        | Resource::Slot(_)
        | Resource::Schedule(_)
        | Resource::Appointment(_)
        | Resource::OperationOutcome(_)
        | Resource::Device(_)
        | Resource::Binary(_)
        | Resource::CapabilityStatement(_)
        | Resource::Other(_)
        | Resource::SomebodyElses(_)
        | Resource::Unreadable(_) => &None,
    };
    one.iter().collect()
}

/// The consultation that a resource says that it belongs to.
fn visit(resource: &Resource) -> Option<&Reference> {
    match resource {
        Resource::MedicationStatement(this) => this.context.as_ref(),
        Resource::MedicationRequest(this) => this.context.as_ref(),
        Resource::List(this) => this.encounter.as_ref(),
        Resource::Condition(this) => this.context.as_ref(),
        Resource::Observation(this) => this.context.as_ref(),
        Resource::Immunization(this) => this.encounter.as_ref(),
        Resource::DiagnosticReport(this) => this.context.as_ref(),
        Resource::ProcedureRequest(this) => this.context.as_ref(),
        Resource::ReferralRequest(this) => this.context.as_ref(),
        Resource::QuestionnaireResponse(this) => this.context.as_ref(),
        _ => None,
    }
}

fn nhs_number(identifier: &Identifier) -> Option<String> {
    let is_number = identifier.system.as_deref().is_some_and(|system| system.ends_with("/nhs-number"));
    identifier.value.as_deref().filter(|_| is_number).map(digits)
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

fn name(patient: &Patient) -> String {
    let official = patient.name.iter().find(|name| name.usage.as_deref() == Some("official"));
    official
        .or(patient.name.first())
        .and_then(in_words)
        .unwrap_or_else(|| "a patient without a name".to_owned())
}

fn in_words(name: &HumanName) -> Option<String> {
    let parts = name.prefix.iter().chain(&name.given).chain(&name.family_parts);
    let words = parts.map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let text = name.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if words.is_empty() { text.map(str::to_owned) } else { Some(words) }
}

/// What is not a patient, in words: a group's name, or its type.
fn thing(resource: &Resource) -> String {
    let named = match resource {
        Resource::Other(other) => name_of_unread(&other.raw),
        Resource::Practitioner(this) => this.name.iter().find_map(in_words),
        Resource::Organization(this) => this.name.clone(),
        Resource::Location(this) => this.name.clone(),
        _ => None,
    };
    named.unwrap_or_else(|| kind_words(resource.resource_type()))
}

/// `RelatedPerson` as `related person`.
fn kind_words(kind: &str) -> String {
    let mut words = String::from("a");
    for letter in kind.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}
