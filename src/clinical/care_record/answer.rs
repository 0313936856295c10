//! The DSTU2 bundle of one section: what is taken from it, and when it cannot be used (HTML digest 1.6, 1.7).

use chrono::NaiveDate;

use super::section::Section;
use super::system::System;
use crate::clinical::Demographics;
use crate::fhir::{
    Bundle, CodeableConcept, Composition, DateTime, Device, Index, Organization, Patient, Practitioner,
    Resource,
};

/// One section as the practice answered it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The section asked for, which is the one that came.
    pub section: Section,
    /// The provider's HTML.
    pub html: String,
    /// When the practice's system made it.
    pub generated: Option<DateTime>,
    /// The practice that answered.
    pub practice: Practice,
    /// The practice's system, when the answer names it.
    pub system: System,
    /// The patient, for the cross-check against the open one (ARH-22).
    pub demographics: Demographics,
    /// Oddities to say beside the section.
    pub oddities: Vec<String>,
}

/// The practice that answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Practice {
    /// Its name.
    pub name: Option<String>,
    /// Its ODS code.
    pub ods: Option<String>,
}

/// Why an answer cannot be used. Says nothing about the patient.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// There is no Composition.
    #[error("no Composition")]
    NoComposition,
    /// There is more than one Composition.
    #[error("{0} Compositions")]
    SeveralCompositions(usize),
    /// There is no Patient.
    #[error("no Patient")]
    NoPatient,
    /// There is more than one Patient.
    #[error("{0} Patients")]
    SeveralPatients(usize),
    /// The Composition or the Patient is malformed.
    #[error("{0} cannot be read")]
    Malformed(&'static str),
    /// The Composition has no section.
    #[error("Composition: no section")]
    NoSection,
    /// The section is not the one asked for.
    #[error("section {asked} asked, {got} received")]
    WrongSection {
        /// Code asked for.
        asked: &'static str,
        /// Code received, or words for none.
        got: String,
    },
    /// The section has no HTML.
    #[error("section without text")]
    NoText,
}

/// Reads the answer to a call for `section`: exactly one Composition, one Patient, the right code (ARH-28). `today` is the UK's day on which it arrived.
pub fn answer(bundle: &Bundle, section: Section, today: NaiveDate) -> Result<Answer, Unusable> {
    let malformed = |wanted: &str| {
        bundle.entries.iter().any(|entry| {
            matches!(entry, Resource::Unreadable(bad) if bad.resource_type.as_deref() == Some(wanted))
        })
    };
    if malformed("Composition") {
        return Err(Unusable::Malformed("Composition"));
    }
    if malformed("Patient") {
        return Err(Unusable::Malformed("Patient"));
    }
    let composition =
        match bundle.each::<Composition>().map(|(_, found)| found).collect::<Vec<_>>().as_slice() {
            [] => return Err(Unusable::NoComposition),
            [one] => *one,
            more => return Err(Unusable::SeveralCompositions(more.len())),
        };
    let patient = match bundle.each::<Patient>().map(|(_, found)| found).collect::<Vec<_>>().as_slice() {
        [] => return Err(Unusable::NoPatient),
        [one] => *one,
        more => return Err(Unusable::SeveralPatients(more.len())),
    };
    let mut oddities = Vec::new();
    let html = html(composition, section, &mut oddities)?;
    if composition.status.as_ref().is_some_and(|status| status.as_str() != "final") {
        oddities.push("The practice's system does not call this section final.".to_owned());
    }
    let index = Index::new(bundle);
    let practice = practice(bundle, &index, composition, patient);
    let author = composition.author.iter().find_map(|author| index.resolve(author).of::<Device>());
    let system =
        author.or_else(|| bundle.each::<Device>().map(|(_, device)| device).next()).map(|device| System {
            manufacturer: device.manufacturer.clone(),
            model: device.model.clone(),
            version: device.version.clone(),
        });
    Ok(Answer {
        section,
        html,
        generated: composition.date.clone(),
        demographics: Demographics::of(patient, practice.ods.as_deref(), today),
        practice,
        system: system.unwrap_or_default(),
        oddities,
    })
}

/// Title and code of the section may differ in words; only the code counts (HTML digest trap 3).
fn html(composition: &Composition, asked: Section, oddities: &mut Vec<String>) -> Result<String, Unusable> {
    if composition.section.is_empty() {
        return Err(Unusable::NoSection);
    }
    for section in &composition.section {
        let got = section.code.as_ref().and_then(code);
        if got != Some(asked.code()) {
            let got =
                got.filter(|got| got.len() <= 8 && got.bytes().all(|byte| byte.is_ascii_alphanumeric()));
            let got = got.unwrap_or("no known code").to_owned();
            return Err(Unusable::WrongSection { asked: asked.code(), got });
        }
    }
    if composition.section.len() > 1 {
        oddities.push(format!(
            "The practice sent this section {} times; all are shown.",
            composition.section.len()
        ));
    }
    let html: Vec<&str> = composition
        .section
        .iter()
        .filter_map(|section| section.text.as_ref()?.div.as_deref())
        .filter(|html| !html.trim().is_empty())
        .collect();
    if html.is_empty() { Err(Unusable::NoText) } else { Ok(html.concat()) }
}

fn code(concept: &CodeableConcept) -> Option<&str> {
    let coding = concept.coding.iter().find(|coding| {
        coding.system.as_deref().is_some_and(|system| system.contains("gpconnect-record-section"))
    });
    coding.or(concept.coding.first())?.code.as_ref().map(|code| code.as_str())
}

/// The managing organisation, else the custodian, else the usual GP's, else the only one (ARH-25, HTML digest trap 14).
fn practice<'a>(
    bundle: &'a Bundle,
    index: &Index<'a>,
    composition: &'a Composition,
    patient: &'a Patient,
) -> Practice {
    let only = || match bundle.each::<Organization>().map(|(_, found)| found).collect::<Vec<_>>().as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let of_usual_gp = || {
        patient.general_practitioner.iter().find_map(|gp| {
            let role = index.get::<Practitioner>(Some(gp))?.practitioner_role.first()?;
            index.get::<Organization>(role.managing_organization.as_ref())
        })
    };
    let custodian = composition.custodian.as_ref();
    let found = index
        .get::<Organization>(patient.managing_organization.as_ref())
        .or_else(|| index.get(custodian))
        .or_else(of_usual_gp)
        .or_else(only);
    let is_ods = |system: &str| system.ends_with("/ods-organization-code");
    Practice {
        name: found
            .and_then(|found| found.name.clone())
            .or_else(|| custodian.and_then(|custodian| custodian.display.clone())),
        ods: found.and_then(|found| {
            let ods = found.identifier.iter().find(|own| own.system.as_deref().is_some_and(is_ods))?;
            Some(ods.value.as_ref()?.as_str().to_owned())
        }),
    }
}
