//! The structured record of the open patient: asked for once on opening, kept while the patient is open, gone with it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use super::arrived::{AnswerState, Arrived, judge};
use crate::clinical::area::{Warning, WarningKind};
use crate::clinical::summary::{AreaReading, Gravity, Outline};
use crate::clinical::{Allergies, Area, BannerAllergies, Medications, Reading, State};
use crate::gpconnect::structured::{GetStructuredRecord, Include};
use crate::gpconnect::{Attempt, Cancel, Error};
use crate::session::{OpenPatient, clock, session};
use crate::ui::area_rail::{self, AreaStates, Severity};
use crate::ui::patient_banner::{self, AllergiesShown};

/// What was asked for, in words, for the source line (structured digest 3.13, 3).
pub const ASKED: &str = "Asked for: allergies, active and ended; all medications with their issues";

/// The structured record. `Copy`; one for each open patient.
#[derive(Clone, Copy)]
pub struct StructuredRecord {
    answer: RwSignal<AnswerState>,
    open: StoredValue<Arc<OpenPatient>>,
    /// The request belongs to the patient, not to the page: leaving the page does not end it.
    owner: StoredValue<Owner>,
    cancel: StoredValue<Cancel>,
}

impl StructuredRecord {
    /// Puts the record of the open patient into the context of the current owner, and asks for it. None without a
    /// patient, or where the site has switched it off.
    pub fn provide() {
        let session = session();
        let (Some(open), Some(owner)) = (session.patient_untracked(), Owner::current()) else { return };
        if !session.settings().features.structured {
            return;
        }
        let record = Self {
            answer: RwSignal::new(State::NotRequested),
            open: StoredValue::new(open),
            owner: StoredValue::new(owner),
            cancel: StoredValue::new(Cancel::new()),
        };
        // ARH-29: when the patient closes, what is under way is aborted.
        let cancel = record.cancel;
        on_cleanup(move || {
            cancel.try_with_value(Cancel::fire);
        });
        record.report();
        provide_context(record);
        record.ask();
    }

    /// The record of the open patient.
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// Asks for allergies and medications in one call: never medications without allergies (HAZ 16, 37). What was
    /// under way before is ended first.
    pub fn ask(&self) {
        let stop = Cancel::new();
        self.cancel.with_value(Cancel::fire);
        self.cancel.set_value(stop.clone());
        self.answer.set(State::Loading);
        let open = self.open.get_value();
        let client = session().client(open.provider());
        let answer = self.answer;
        let work = async move {
            let include = vec![Include::Allergies, Include::Medication { issues: true, from: None }];
            let ended = client.send(&GetStructuredRecord { patient: open.traced(), include }, &stop).await;
            // Only the last request may speak.
            if !stop.is_fired() {
                answer.try_set(judge(&open, ended));
            }
        };
        self.owner.with_value(|owner| owner.with(|| spawn_local_scoped_with_cancellation(work)));
    }

    /// The answer, tracked.
    pub fn answer(&self) -> AnswerState {
        self.answer.get()
    }

    /// The answer when it has arrived, tracked.
    pub fn arrived(&self) -> Option<Arc<Arrived>> {
        match self.answer.get() {
            State::Present { items, .. } => Some(items),
            State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::Withheld(_)
            | State::NotSupported(_)
            | State::Empty(_) => None,
        }
    }

    /// The practice that was asked, by name.
    pub fn practice(&self) -> String {
        self.open.with_value(|open| open.provider().name.clone())
    }

    /// The answer as a whole as an area's state, for pages that show several areas, tracked.
    pub fn whole(&self) -> AreaReading<Arrived, Error> {
        match self.answer.get() {
            State::NotRequested => State::NotRequested,
            State::Loading => State::Loading,
            State::Failed(error) => State::Failed(error),
            State::Withheld(words) => State::Withheld(vec![not_shared(&words)]),
            State::NotSupported(words) => State::NotSupported(words),
            State::Empty(words) => State::Empty(words),
            State::Present { items, .. } => State::Present { items, warnings: Vec::new() },
        }
    }

    /// The state of the allergies, tracked.
    pub fn allergies(&self) -> AreaReading<Allergies, Error> {
        area(&self.answer.get(), |reading| &reading.allergies)
    }

    /// The state of the medications, tracked.
    pub fn medications(&self) -> AreaReading<Medications, Error> {
        area(&self.answer.get(), |reading| &reading.medications)
    }

    /// The state of an area in a few words, tracked.
    pub fn outline(&self, of: Area) -> Outline {
        outline(&self.answer.get(), of)
    }

    /// The user has seen the differences and confirmed the person (ARS-59).
    pub fn confirm(&self) {
        let mut seen = None;
        self.answer.update(|answer| {
            if let State::Present { items, .. } = answer {
                seen = Arc::make_mut(items).differences.take();
            }
        });
        let Some(seen) = seen else { return };
        let fields: Vec<&str> = seen.differences().map(|row| row.field.label()).collect();
        let open = self.open.get_value();
        session().audit().record(Attempt {
            at: clock::now(),
            interaction: "local:cross-check",
            ods: open.provider().ods.clone(),
            trace_id: String::new(),
            nhs_number: Some(open.traced().nhs_number().to_owned()),
            status: None,
            outcome: format!("user confirmed the person; differing: {}", fields.join(", ")),
        });
    }

    /// Keeps the banner's allergies and the rail's states up to date.
    fn report(&self) {
        let (answer, rail, banner) = (self.answer, AreaStates::here(), AllergiesShown::here());
        Effect::new(move |_| {
            answer.with(|answer| {
                banner.set(in_banner(answer));
                for of in Area::ALL {
                    rail.set(of.route(), in_rail(outline(answer, of)));
                }
                if let State::Present { items, .. } = answer {
                    let count = items.reading.listed_as_other();
                    rail.set("other-items", area_rail::AreaState::new(count.to_string(), Severity::Plain));
                } else {
                    rail.set("other-items", in_rail(outline(answer, Area::Allergies)));
                }
            });
        });
    }
}

/// An area's state within the answer's: what failed or was refused as a whole did so for each area.
fn area<T>(
    answer: &AnswerState,
    pick: impl FnOnce(&Reading<Error>) -> &AreaReading<T, Error>,
) -> AreaReading<T, Error> {
    match answer {
        State::NotRequested => State::NotRequested,
        State::Loading => State::Loading,
        State::Failed(error) => State::Failed(error.clone()),
        State::Withheld(words) => State::Withheld(vec![not_shared(words)]),
        State::NotSupported(words) => State::NotSupported(words.clone()),
        State::Empty(words) => State::Empty(words.clone()),
        State::Present { items, .. } => match pick(&items.reading) {
            State::NotRequested => State::NotRequested,
            State::Loading => State::Loading,
            State::Failed(error) => State::Failed(error.clone()),
            State::Withheld(warnings) => State::Withheld(warnings.clone()),
            State::NotSupported(words) => State::NotSupported(words.clone()),
            State::Empty(words) => State::Empty(words.clone()),
            State::Present { items, warnings } => {
                State::Present { items: items.clone(), warnings: warnings.clone() }
            }
        },
    }
}

fn not_shared(words: &[String]) -> Warning {
    Warning::new(WarningKind::NotShared, "GP record", words.join(" "))
}

fn outline(answer: &AnswerState, of: Area) -> Outline {
    if !of.is_asked_for() {
        return Outline::not_asked();
    }
    match answer {
        State::Present { items, .. } if items.differences.is_some() => {
            Outline { words: "check person".to_owned(), gravity: Gravity::Incomplete }
        }
        State::Present { items, .. } => items.reading.outline(of),
        // What the answer as a whole is, each area is.
        State::NotRequested
        | State::Loading
        | State::Failed(_)
        | State::Withheld(_)
        | State::NotSupported(_)
        | State::Empty(_) => Outline::of(&area(answer, |reading| &reading.allergies), |_| 0),
    }
}

fn in_rail(outline: Outline) -> area_rail::AreaState {
    area_rail::AreaState::new(outline.words, severity(outline.gravity))
}

/// The rail's severity of a state.
pub fn severity(gravity: Gravity) -> Severity {
    match gravity {
        Gravity::Plain => Severity::Plain,
        Gravity::Quiet => Severity::Quiet,
        Gravity::Incomplete => Severity::Incomplete,
        Gravity::Failed => Severity::Failed,
    }
}

fn in_banner(answer: &AnswerState) -> patient_banner::Allergies {
    if let State::Present { items, .. } = answer
        && items.differences.is_some()
    {
        return patient_banner::Allergies::Unavailable {
            reason: "Check first that it is the same person".to_owned(),
        };
    }
    let state = area(answer, |reading| &reading.allergies);
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
                })
                .collect();
            patient_banner::Allergies::Known { allergies, warning }
        }
        BannerAllergies::NoKnown { warning } => patient_banner::Allergies::NoKnown { warning },
        BannerAllergies::NotRecorded { remark } => patient_banner::Allergies::NotRecorded { remark },
        BannerAllergies::Unavailable { reason } => patient_banner::Allergies::Unavailable { reason },
    }
}
