//! Which area shows an entry in full.

use std::collections::{BTreeMap, BTreeSet};

use super::area::ListKind;
use super::item::is_planned;
use super::observation::is_comment_note;
use super::{Area, Marks};
use crate::fhir::{DateTime, Index, List, MedicationStatement, Observation, Resource};

/// What an entry's kind alone does not say about its area.
pub(super) struct Areas {
    /// Plans that a statement says already.
    plans: BTreeSet<usize>,
    /// Results of reports, with what the reports add to them.
    pub(super) results: BTreeMap<usize, (Option<DateTime>, Marks)>,
    /// What the list of immunisations names.
    immunisations: BTreeSet<usize>,
}

impl Areas {
    pub(super) fn of(index: &Index) -> Self {
        let bundle = index.bundle();
        let positions = |references: Vec<&crate::fhir::Reference>| {
            references.into_iter().filter_map(|one| index.resolve(one).position()).collect::<BTreeSet<_>>()
        };
        let plans = bundle.each::<MedicationStatement>().flat_map(|(_, one)| &one.based_on).collect();
        let results = super::results::observations(index);
        let lists = bundle.each::<List>().filter(|(_, list)| {
            matches!(
                ListKind::of(list),
                ListKind::Primary(Area::Immunisations) | ListKind::Linked { area: Area::Immunisations, .. }
            )
        });
        let immunisations = lists.flat_map(|(_, list)| &list.entry).filter_map(|entry| entry.item.as_ref());
        Self { plans: positions(plans), results, immunisations: positions(immunisations.collect()) }
    }

    /// The area of an entry; none for people, places, lists and the like.
    pub(super) fn area(&self, position: usize, resource: &Resource) -> Option<Area> {
        match resource {
            Resource::AllergyIntolerance(_) => Some(Area::Allergies),
            Resource::MedicationStatement(_) => Some(Area::Medications),
            Resource::MedicationRequest(_) => (!self.plans.contains(&position)).then_some(Area::Medications),
            Resource::Condition(_) => Some(Area::Problems),
            Resource::Encounter(_) | Resource::QuestionnaireResponse(_) => Some(Area::Consultations),
            Resource::DiagnosticReport(_) => Some(Area::Investigations),
            Resource::Immunization(_) => Some(Area::Immunisations),
            Resource::ReferralRequest(_) => Some(Area::Referrals),
            Resource::DocumentReference(_) => Some(Area::Documents),
            Resource::ProcedureRequest(this) => {
                Some(if is_planned(this) { Area::DiaryEntries } else { Area::Investigations })
            }
            Resource::Observation(this) => Some(self.of_observation(position, this)),
            Resource::SomebodyElses(_)
            | Resource::Unreadable(_)
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
            | Resource::List(_)
            | Resource::Specimen(_)
            | Resource::Slot(_)
            | Resource::Schedule(_)
            | Resource::Device(_)
            | Resource::CapabilityStatement(_) => None,
        }
    }

    fn of_observation(&self, position: usize, this: &Observation) -> Area {
        if self.results.contains_key(&position) {
            Area::Investigations
        } else if self.immunisations.contains(&position) {
            Area::Immunisations
        } else if is_comment_note(this) {
            Area::Consultations
        } else {
            Area::UncategorisedData
        }
    }
}
