//! Every entry of a response is accounted for: placed in a view, or listed under other items (ARS-15, ARS-69).
//!
//! A view model is built with a [`Placing`]. The view keeps its positions; [`Placement`] collects them; what nobody placed
//! is for [`OtherItems`](super::OtherItems).

use std::collections::BTreeSet;

use super::care_record::{self, Section};
use super::demographics::practice;
use super::slots::{Search, Slots};
use super::{
    Allergies, Area, Medications, Placing, consultations, diary_entries, documents, immunisations,
    investigations, problems, referrals, uncategorised_data,
};
use crate::fhir::{
    Composition, Device, Index, Location, OperationOutcome, Organization, Patient, Practitioner, Schedule,
    Slot,
};

/// The view that shows an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The patient's details.
    Patient,
    /// The warnings above the record (ARS-17).
    Warnings,
    /// An area of the structured record.
    Area(Area),
    /// One section of Access Record HTML, with the practice and the system that made it.
    RecordSection,
    /// Free slots, with whose and where they are.
    Slots,
}

/// Which entries a view shows.
type View = fn(&Index) -> BTreeSet<usize>;

/// Every view of a response but the areas, with the function that says which entries it shows.
const VIEWS: &[(Place, View)] = &[
    (Place::Patient, patient),
    (Place::Warnings, warnings),
    (Place::RecordSection, record_section),
    (Place::Slots, slots),
];

/// Which entries an area shows.
fn shown_by(area: Area, index: &Index) -> BTreeSet<usize> {
    // Which day it is changes flags and groups, never what is shown.
    let any_day = chrono::NaiveDate::default();
    match area {
        Area::Allergies => Allergies::read::<()>(index).1,
        Area::Medications => Medications::read::<()>(index, any_day).1,
        Area::Problems => problems::read::<()>(index).1,
        Area::Consultations => consultations::read::<()>(index).1,
        Area::Investigations => investigations::read::<()>(index).1,
        Area::Immunisations => immunisations::read::<()>(index).1,
        Area::UncategorisedData => uncategorised_data::read::<()>(index).1,
        Area::Referrals => referrals::read::<()>(index).1,
        Area::DiaryEntries => diary_entries::read::<()>(index, any_day).1,
        Area::Documents => documents::read::<()>(index).1,
    }
}

/// Where each entry of a bundle is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    places: Vec<BTreeSet<Place>>,
}

impl Placement {
    /// Asks every view which entries it shows. An entry that was sent twice, word for word, is shown where its twin
    /// is; one that differs from the first with its id stays among the other items (structured digest 2.11, 6).
    pub fn of(index: &Index) -> Self {
        let areas = Area::ALL.into_iter().map(|area| (Place::Area(area), shown_by(area, index)));
        Self::of_record(index, areas.collect())
    }

    /// As [`Placement::of`], with what each area shows, which is not read again: an entry that is missing there is shown among
    /// the other items.
    pub fn of_record(index: &Index, areas: Vec<(Place, BTreeSet<usize>)>) -> Self {
        let others = VIEWS.iter().map(|(place, view)| (*place, view(index)));
        let mut places = vec![BTreeSet::new(); index.bundle().entries.len()];
        for (place, positions) in areas.into_iter().chain(others) {
            for position in positions {
                if let Some(entry) = places.get_mut(position) {
                    entry.insert(place);
                }
            }
        }
        for &position in index.duplicates() {
            let twin = index.first_like(position).filter(|&first| index.at(first) == index.at(position));
            if let Some(shown) = twin.and_then(|first| places.get(first).cloned())
                && let Some(entry) = places.get_mut(position)
            {
                entry.extend(shown);
            }
        }
        Self { places }
    }

    /// The views that show the entry at a position.
    pub fn places(&self, position: usize) -> impl Iterator<Item = Place> {
        self.places.get(position).into_iter().flatten().copied()
    }

    /// How many entries some view shows.
    pub fn placed(&self) -> usize {
        self.places.iter().filter(|places| !places.is_empty()).count()
    }

    /// The positions that no view shows.
    pub fn unplaced(&self) -> impl Iterator<Item = usize> {
        self.places.iter().enumerate().filter(|(_, places)| places.is_empty()).map(|(position, _)| position)
    }
}

/// The patient with practice and usual GP, and the GP's role: what their details tell.
fn patient(index: &Index) -> BTreeSet<usize> {
    let placing = Placing::new(index);
    for (_, patient) in placing.each::<Patient>() {
        practice(&placing, patient);
    }
    placing.into_positions()
}

/// The section, when it can be shown: the answer to any section's call, as no question is at hand here.
fn record_section(index: &Index) -> BTreeSet<usize> {
    let placing = Placing::new(index);
    let bundle = index.bundle();
    let answer = Section::ALL
        .into_iter()
        .find_map(|section| care_record::answer(bundle, section, chrono::NaiveDate::default()).ok());
    let Some(answer) = answer else {
        return BTreeSet::new();
    };
    placing.each::<Composition>().for_each(drop);
    let mut organizations = bundle.each::<Organization>();
    if let Some((position, _)) =
        organizations.find(|(_, practice)| practice.name.is_some() && practice.name == answer.practice.name)
    {
        placing.place(position);
    }
    let mut devices = bundle.each::<Device>();
    if let Some((position, _)) = devices.find(|(_, device)| device.model == answer.system.model) {
        placing.place(position);
    }
    placing.into_positions()
}

/// The slots that can be listed, with their schedules, practitioners and locations. Those left out are counted
/// in words beside the list, and stay among the other items.
fn slots(index: &Index) -> BTreeSet<usize> {
    let placing = Placing::new(index);
    let search = Search {
        practice: String::new(),
        practice_ods: String::new(),
        from: chrono::NaiveDate::MIN,
        until: chrono::NaiveDate::MAX,
        organisation_type: None,
        organisation_ods: None,
    };
    let listed = Slots::read(index.bundle(), search);
    let ids: BTreeSet<&str> = listed.slots.iter().map(|slot| slot.id.as_str()).collect();
    let is_listed = |slot: &Slot| slot.id.as_deref().is_some_and(|id| ids.contains(id));
    for (position, slot) in index.bundle().each::<Slot>().filter(|(_, slot)| is_listed(slot)) {
        if index.duplicates().binary_search(&position).is_ok() {
            continue;
        }
        placing.place(position);
        let actors =
            placing.get::<Schedule>(slot.schedule.as_ref()).map(|schedule| schedule.actor.as_slice());
        for actor in actors.unwrap_or_default() {
            placing.get::<Practitioner>(Some(actor));
            placing.get::<Location>(Some(actor));
        }
    }
    placing.into_positions()
}

/// What the practice's system says it could not supply.
fn warnings(index: &Index) -> BTreeSet<usize> {
    index.bundle().each::<OperationOutcome>().map(|(position, _)| position).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clinical::{OtherItem, OtherItems, OtherKind};
    use crate::fhir::Bundle;

    fn read(entries: &[&str]) -> Bundle {
        let entries: Vec<String> = entries.iter().map(|entry| format!("{{\"resource\":{entry}}}")).collect();
        let body = format!("{{\"resourceType\":\"Bundle\",\"entry\":[{}]}}", entries.join(","));
        Bundle::read(body.as_bytes()).unwrap()
    }

    fn others(bundle: &Bundle) -> Vec<(OtherKind, usize, String)> {
        let index = Index::new(bundle);
        let others = OtherItems::of(&index, Placement::of(&index).unplaced());
        others.items.into_iter().map(|item| (item.kind, item.position, item.text)).collect()
    }

    // proves: ARS-15 ARS-69
    #[test]
    fn what_no_view_shows_is_listed_worst_first_and_newest_first() {
        let bundle = read(&[
            r#"{"resourceType":"Patient","id":"p","managingOrganization":{"reference":"Organization/o"}}"#,
            r#"{"resourceType":"Organization","id":"o"}"#,
            r#"{"resourceType":"Organization","id":"x","name":"Laboratory"}"#,
            r#"{"resourceType":"Composition","title":"Old","date":"2019"}"#,
            r#"{"resourceType":"Composition","title":"New","date":"2020-01-01"}"#,
            r#"{"resourceType":"Flag","id":"f"}"#,
            r#"{"id":"f"}"#,
        ]);
        use OtherKind::{Clinical, Supporting, Unknown, Unreadable};
        assert_eq!(
            others(&bundle),
            [
                (Unreadable, 6, "no resource type was sent".to_owned()),
                (Unknown, 5, "Not known to this application".to_owned()),
                (Clinical, 4, "New".to_owned()),
                (Clinical, 3, "Old".to_owned()),
                (Supporting, 2, "Laboratory".to_owned()),
            ]
        );
    }

    // proves: ARS-67
    #[test]
    fn a_twin_is_shown_once_and_a_contradiction_is_listed() {
        let patient = r#"{"resourceType":"Patient","id":"p","gender":"female"}"#;
        let other = r#"{"resourceType":"Patient","id":"p","gender":"male"}"#;
        let slot = r#"{"resourceType":"Slot","id":"s","status":"free","start":"2026-08-06T09:00:00+01:00",
            "end":"2026-08-06T09:10:00+01:00","schedule":{"reference":"Schedule/h"}}"#;
        let schedule = r#"{"resourceType":"Schedule","id":"h","comment":"a"}"#;
        let changed = r#"{"resourceType":"Schedule","id":"h","comment":"b"}"#;
        let bundle = read(&[slot, schedule, schedule, changed]);
        assert_eq!(others(&bundle).iter().map(|other| other.1).collect::<Vec<_>>(), [3]);
        // Two patients are both the patient view's business, which refuses to choose.
        let bundle = read(&[patient, other]);
        assert!(others(&bundle).is_empty());
    }

    #[test]
    fn planned_and_not_given_are_said_even_here() {
        let bundle = read(&[
            r#"{"resourceType":"ProcedureRequest","code":{"text":"Influenza vaccination"}}"#,
            r#"{"resourceType":"Immunization","notGiven":true,"vaccineCode":{"text":"MMR"}}"#,
        ]);
        let all = bundle.entries.iter().map(|resource| OtherItem::of(0, resource));
        let texts: Vec<String> = all.map(|other| other.text).collect();
        assert_eq!(texts, ["Planned or requested: Influenza vaccination", "NOT GIVEN: MMR"]);
    }
}
