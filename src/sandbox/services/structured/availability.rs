//! What a practice's system does not give out, and what is said in its place.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::request::{self, Asked};
use crate::sandbox::world::practices::Practice;
use crate::sandbox::world::record::Area;

/// Text and diagnostics of a warning inside a 200.
pub type Warning = (String, String);

/// Takes out what the practice's system does not know or has switched off, as warnings (structured digest 1.7, 2.9).
pub fn take_unsupported(asked: &mut Asked, practice: &Practice) -> Vec<Warning> {
    let mut warnings: Vec<Warning> = asked
        .unrecognised
        .iter()
        .map(|name| (format!("{name} is an unrecognised parameter"), name.clone()))
        .collect();
    asked.areas.retain(|area, _| {
        let name = request::parameter(*area);
        if practice.unknown_areas.contains(&name) {
            warnings.push((format!("{name} is an unrecognised parameter"), name.to_owned()));
        } else if practice.disabled_areas.contains(&name) {
            warnings.push((format!("{name} has been disabled"), name.to_owned()));
        } else {
            return true;
        }
        false
    });
    warnings
}

/// Which items cannot be given out, and the words in their place (structured digest 2.10).
pub struct Availability {
    practice: &'static Practice,
    /// Areas that were met and are switched off.
    met: RefCell<BTreeSet<Area>>,
}

impl Availability {
    /// What a practice gives out; nothing switched off has been met yet.
    pub fn of(practice: &'static Practice) -> Self {
        Availability { practice, met: RefCell::default() }
    }

    /// Whether an area is given out at all.
    pub fn has(&self, area: Area) -> bool {
        let name = request::parameter(area);
        !self.practice.unknown_areas.contains(&name) && !self.practice.disabled_areas.contains(&name)
    }

    /// The words in place of an item, if it cannot be given out.
    pub fn words(&self, reference: &str) -> Option<String> {
        let (area, name) = match reference.split('/').next()? {
            "MedicationRequest" | "MedicationStatement" => (Area::Medications, "Medication"),
            "ReferralRequest" => (Area::Referrals, "Referral"),
            "DiagnosticReport" => (Area::Investigations, "Pathology report"),
            "ProcedureRequest" => (Area::Diary, "Diary entry"),
            "Immunization" => (Area::Immunisations, "Immunisation"),
            "AllergyIntolerance" => (Area::Allergies, "Allergy"),
            "Encounter" => (Area::Consultations, "Consultation"),
            "Observation" => (Area::Uncategorised, "Uncategorised data"),
            _ => return None,
        };
        let parameter = request::parameter(area);
        if self.practice.disabled_areas.contains(&parameter) {
            self.met.borrow_mut().insert(area);
            return Some(format!("{name} items have been disabled"));
        }
        let unknown = self.practice.unknown_areas.contains(&parameter);
        unknown.then(|| format!("{name} items are not supported by the provider system"))
    }

    /// Areas switched off that were not asked for, but linked from what was.
    pub fn warnings(&self, asked: &Asked) -> Vec<Warning> {
        let linking =
            asked.areas.contains_key(&Area::Consultations) || asked.areas.contains_key(&Area::Problems);
        let met = self.met.borrow();
        let named = met.iter().filter(|_| linking).map(|area| request::parameter(*area));
        named.map(|name| (format!("{name} has been disabled"), name.to_owned())).collect()
    }
}
