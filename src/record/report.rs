//! What the record reports to the rail and to the patient banner.

use leptos::prelude::*;

use super::asked::answers::Answered;
use super::asked::asking::Asking;
use super::asked::outline::{answer, area, hits_outline, outline, outline_with_search};
use super::documents::DocumentSearch;
use super::search::Search;
use super::structured::StructuredRecord;
use crate::clinical::summary::Outline;
use crate::clinical::{Area, BannerAllergies, State};
use crate::ui::area_rail::{AreaState, AreaStates};
use crate::ui::patient_banner::{self, AllergiesShown};

/// Keeps the banner's allergies and the rail's states up to date with a record.
pub fn report(record: StructuredRecord) {
    let (rail, banner) = (AreaStates::here(), AllergiesShown::here());
    let (search, documents) = (Search::here(), DocumentSearch::here());
    Effect::new(move |_| {
        let hits = search.hits(record);
        record.with(|askings| {
            banner.set(in_banner(askings));
            for of in Area::ALL {
                let outline = outline(askings, of);
                let searched = documents.filter(|_| of == Area::Documents);
                let said = match (&hits, searched) {
                    (Some(hits), _) => hits_outline(hits.count(of), outline),
                    (None, Some(search)) => outline_with_search(outline, search.outline()),
                    (None, None) => outline,
                };
                rail.set(of.route(), said.into());
            }
            rail.set("other-items", Answered::other_items(&Answered::of_all(askings)).into());
        });
    });
}

impl From<Outline> for AreaState {
    fn from(outline: Outline) -> Self {
        AreaState::new(outline.words(), outline.severity())
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
