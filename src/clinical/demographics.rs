//! Who a patient is, as one source says it: PDS (R4), Foundations and Structured (STU3), Record HTML (DSTU2).

mod contact_points;
mod practice;
mod told;
mod who_to_ask;

use chrono::NaiveDate;

use super::Placing;
use crate::fhir::{
    Bundle, Composition, DateTime, Index, Organization, Patient, Practitioner, PractitionerRole, Reference,
    Resolved,
};
use crate::format;
use contact_points::{addresses, telecoms};
pub(super) use practice::practice;
pub use told::Told;
use who_to_ask::{communication, contacts};

/// One source's demographics.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demographics {
    /// Ten digits.
    pub nhs_number: Option<String>,
    /// Family name.
    pub family: Option<String>,
    /// Given names in order.
    pub given: Vec<String>,
    /// Titles.
    pub prefix: Vec<String>,
    /// Name the patient prefers, when the source marks one (`use` usual or nickname).
    pub preferred: Option<String>,
    /// Date of birth, at the precision given.
    pub birth_date: Option<DateTime>,
    /// `male`, `female`, `other`, `unknown`.
    pub gender: Option<String>,
    /// ODS code of the registered practice.
    pub practice_ods: Option<String>,
    /// Whether the source says that the patient has died, with or without a date.
    pub has_died: bool,
    /// Date of death, at the precision given.
    pub deceased: Option<DateTime>,
    /// Labelled addresses, each on one line: those of the day, the usual one first.
    pub addresses: Vec<(String, String)>,
    /// Labelled telephone numbers and email addresses of the day.
    pub telecoms: Vec<(String, String)>,
    /// Next of kin and other contacts, with how to reach them.
    pub contacts: Vec<(String, String)>,
    /// Languages, and whether an interpreter is needed.
    pub communication: Vec<String>,
    /// The practice and the usual GP by name, where the source is an answer that holds them.
    pub practice: Vec<(String, String)>,
}

impl Demographics {
    /// Reads a Patient of any line; `practice_ods` is what the answer's own Organization says, when it has one. Names,
    /// addresses and numbers are those that hold on `day`, which is the UK's.
    pub fn of(patient: &Patient, practice_ods: Option<&str>, day: NaiveDate) -> Self {
        let official = patient.official_name(day);
        let preferred = patient
            .names(day)
            .find(|name| {
                name.usage.as_ref().is_some_and(|usage| matches!(usage.as_str(), "usual" | "nickname"))
            })
            .filter(|name| Some(*name) != official)
            .and_then(|name| name.text.clone().or_else(|| name.given.first().cloned()));
        Self {
            nhs_number: patient
                .nhs_number()
                .map(|number| number.chars().filter(|digit| !digit.is_whitespace()).collect()),
            family: official.and_then(|name| name.family()),
            given: official.map(|name| name.given.clone()).unwrap_or_default(),
            prefix: official.map(|name| name.prefix.clone()).unwrap_or_default(),
            preferred,
            birth_date: patient.birth_date.clone(),
            gender: patient.gender.as_ref().map(|code| code.as_str().to_owned()),
            practice_ods: practice_ods
                .or_else(|| patient.registered_practice_ods())
                .map(|ods| ods.to_ascii_uppercase()),
            has_died: patient.has_died(),
            deceased: patient.deceased_date_time.clone(),
            addresses: addresses(&patient.address, day),
            telecoms: telecoms(&patient.telecom, day),
            contacts: contacts(patient, day),
            communication: communication(patient),
            practice: Vec::new(),
        }
    }

    /// Reads the Patient of an answer, with the practice and the people that the answer holds about them.
    pub fn within(index: &Index, patient: &Patient, practice_ods: Option<&str>, day: NaiveDate) -> Self {
        Self { practice: practice(&Placing::new(index), patient), ..Self::of(patient, practice_ods, day) }
    }

    /// The demographics in an answer, with the practice's code from its Organization (ARH-22, ARH-25); `None` unless
    /// there is exactly one Patient, in which no member occurs twice.
    pub fn in_bundle(bundle: &Bundle, day: NaiveDate) -> Option<Self> {
        let mut patients = bundle.each::<Patient>();
        let (_, patient) = patients.next()?;
        if patients.next().is_some() || patient.repeats_a_member() {
            return None;
        }
        let index = Index::new(bundle);
        Some(Self::within(&index, patient, practice_ods(&index, patient), day))
    }

    /// Everything that says how to reach the person and with whom to speak, each with its label: what a practice holds
    /// is shown beside the national record, because a practice rings the number that it holds.
    pub fn reached(&self) -> Vec<(String, String)> {
        let communication = self.communication.iter().map(|words| ("Language".to_owned(), words.clone()));
        let points = self.addresses.iter().chain(&self.telecoms).chain(&self.contacts).cloned();
        points.chain(communication).chain(self.practice.iter().cloned()).collect()
    }

    /// `FAMILY, Given (Title)`, or the words for no name.
    pub fn full_name(&self) -> String {
        format::name(self.family.as_deref(), &self.given, &self.prefix)
    }
}

/// The practice's code: from the managing organisation, else the custodian, else the usual GP's organisation, else the
/// only organisation there is (ARH-25).
fn practice_ods<'a>(index: &Index<'a>, patient: &'a Patient) -> Option<&'a str> {
    let bundle = index.bundle();
    let code = |reference: Option<&'a Reference>| index.get::<Organization>(reference)?.ods();
    let custodian =
        || bundle.each::<Composition>().find_map(|(_, composition)| code(composition.custodian.as_ref()));
    let of_gp = |gp: &'a Reference| {
        let practitioner = index.get::<Practitioner>(Some(gp));
        let inline = practitioner.into_iter().flat_map(|practitioner| &practitioner.practitioner_role);
        let roles = bundle.each::<PractitionerRole>().map(|(_, role)| role).filter(|role| {
            let holder = role.practitioner.as_ref().map(|holder| index.resolve(holder));
            matches!((holder, index.resolve(gp)), (Some(Resolved::Found(a)), Resolved::Found(b)) if a == b)
        });
        code(Some(gp))
            .or_else(|| inline.into_iter().find_map(|role| code(role.managing_organization.as_ref())))
            .or_else(|| roles.into_iter().find_map(|role| code(role.organization.as_ref())))
    };
    let only = || {
        let mut organizations = bundle.each::<Organization>();
        let (_, organization) = organizations.next()?;
        organizations.next().is_none().then(|| organization.ods()).flatten()
    };
    code(patient.managing_organization.as_ref())
        .or_else(custodian)
        .or_else(|| patient.general_practitioner.iter().find_map(of_gp))
        .or_else(only)
}
