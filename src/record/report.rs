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
use crate::session::session;
use crate::ui::area_rail::{AreaState, AreaStates};
use crate::ui::patient_banner::{self, AllergiesShown};

/// Keeps the banner's allergies and the rail's states up to date with a record.
pub fn report(record: StructuredRecord) {
    let (rail, banner) = (AreaStates::here(), AllergiesShown::here());
    let (search, documents) = (Search::here(), DocumentSearch::here());
    Effect::new(move |_| {
        let hits = search.hits(record);
        record.with(|askings| {
            let banner_says = if record.is_open(Area::Allergies) { in_banner(askings) } else { not_open() };
            banner.set(banner_says);
            for of in Area::ALL {
                let outline = if record.is_open(of) { outline(askings, of) } else { Outline::NotOpen };
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

/// Keeps the banner from waiting for allergies that nobody will ask for.
pub fn nothing_asked() {
    if !session().settings().access.area(Area::Allergies) {
        AllergiesShown::here().set(not_open());
    }
}

/// Not asked for by this app, and so nothing that a practice would know of.
fn not_open() -> patient_banner::Allergies {
    patient_banner::Allergies::Unavailable {
        reason: "Not open to you, so not asked for. Ask the patient".to_owned(),
    }
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
