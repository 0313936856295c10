//! What the record reports to the rail and to the patient banner.

use leptos::prelude::*;

use super::StructuredRecord;
use crate::clinical::summary::{Gravity, Outline};
use crate::clinical::{Area, BannerAllergies, State};
use crate::record::asked::answers::Answered;
use crate::record::asked::asking::Asking;
use crate::record::asked::outline::{answer, area, outline};
use crate::record::documents::DocumentSearch;
use crate::record::search::Search;
use crate::ui::area_rail::{self, AreaStates, Severity};
use crate::ui::patient_banner::{self, AllergiesShown};

impl StructuredRecord {
    /// Keeps the banner's allergies and the rail's states up to date.
    pub(super) fn report(&self) {
        let (askings, rail, banner) = (self.askings, AreaStates::here(), AllergiesShown::here());
        let (record, search, documents) = (*self, Search::here(), DocumentSearch::here());
        Effect::new(move |_| {
            let hits = search.hits(record);
            askings.with(|askings| {
                banner.set(in_banner(askings));
                for of in Area::ALL {
                    let outline = outline(askings, of);
                    rail.set(
                        of.route(),
                        match &hits {
                            Some(hits) => hits_in_rail(hits.count(of), &outline),
                            None if of == Area::Documents => in_rail(with_search(outline, documents)),
                            None => in_rail(outline),
                        },
                    );
                }
                rail.set("other-items", in_rail(Answered::other_items(&Answered::of_all(askings))));
            });
        });
    }
}

/// The documents that the record refers to, or what became of the search for all that the practice shares: nobody reads
/// "not asked" once it was asked.
fn with_search(linked: Outline, documents: Option<DocumentSearch>) -> Outline {
    match documents.map(|documents| documents.outline()) {
        Some(found) if found != Outline::not_asked() => found,
        _ => linked,
    }
}

/// How much was found in an area; what is missing in it stays in words.
fn hits_in_rail(count: usize, outline: &Outline) -> area_rail::AreaState {
    let is_number = outline.words.starts_with(|first: char| first.is_ascii_digit());
    match (count, is_number) {
        (0, false) => in_rail(outline.clone()),
        (_, _) if outline.gravity == Gravity::Plain => {
            area_rail::AreaState::new(format!("{count} found"), Severity::Plain)
        }
        (_, _) => area_rail::AreaState::new(format!("{count} found, not all"), severity(outline.gravity)),
    }
}

fn in_rail(outline: Outline) -> area_rail::AreaState {
    area_rail::AreaState::new(outline.words, severity(outline.gravity))
}

/// The rail's severity of a state.
fn severity(gravity: Gravity) -> Severity {
    match gravity {
        Gravity::Plain => Severity::Plain,
        Gravity::Quiet => Severity::Quiet,
        Gravity::Incomplete => Severity::Incomplete,
        Gravity::Failed => Severity::Failed,
    }
}

fn in_banner(askings: &[Asking]) -> patient_banner::Allergies {
    if let State::Present { items, .. } = answer(askings, Some(Area::Allergies))
        && items.likeness.asks().is_some()
    {
        return patient_banner::Allergies::Unavailable {
            reason: "First check that it is the same person".to_owned(),
        };
    }
    let state = area(askings, Area::Allergies, |reading| &reading.allergies);
    match BannerAllergies::of(&state, |error| error.explain().what) {
        BannerAllergies::NotAsked => patient_banner::Allergies::NotAsked,
        BannerAllergies::Loading => patient_banner::Allergies::Loading,
        BannerAllergies::Known { allergies, warning } => {
            let allergies = allergies
                .into_iter()
                .map(|allergy| patient_banner::Allergy {
                    agent: allergy.agent,
                    reaction: allergy.reaction,
                    updated: allergy.updated,
                    is_drug: allergy.is_drug,
                    is_severe: allergy.is_severe,
                })
                .collect();
            patient_banner::Allergies::Known { allergies, warning }
        }
        BannerAllergies::NoKnown { warning } => patient_banner::Allergies::NoKnown { warning },
        BannerAllergies::NotRecorded { remark } => patient_banner::Allergies::NotRecorded { remark },
        BannerAllergies::Unavailable { reason } => patient_banner::Allergies::Unavailable { reason },
    }
}
