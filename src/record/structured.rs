//! The structured record of the open patient: asked for once on opening, kept while the patient is open, gone with it.
//!
//! One request asks for everything, unfiltered (ARS-13): a filter cannot be combined with problems or consultations, whose
//! linked items would arrive from outside it, and asking in two parts would fetch these items twice. A user may then
//! ask for less, or for what may not be combined; the latest answer that covers an area speaks for it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::asked::answers::Answered;
use super::asked::arrived::{AnswerState, Arrived, ReadOn, judge};
use super::asked::asking::{Asking, Spoken, is_replaced, speaker};
use super::asked::compared::{settle, to_confirm};
use super::asked::outline::{Pick, answer, area, outline, whole};
use crate::clinical::cross_check::Confirmations;
use crate::clinical::summary::{AreaReading, Outline};
use crate::clinical::{Allergies, Area, CrossCheck, Demographics, Medications, State, Told};
use crate::gpconnect::structured::{GetStructuredRecord, Include};
use crate::gpconnect::{Cancel, Error};
use crate::session::{Access, ForPatient, Part, session};
use crate::ui::gradually::{idle, next_task};
use crate::ui::memo::memo;

/// The structured record. `Copy`; one for each open patient.
#[derive(Clone, Copy)]
pub struct StructuredRecord {
    askings: RwSignal<Vec<Asking>>,
    /// What the user may ask for: the only door through which areas are asked for and read.
    access: StoredValue<Access>,
    /// The request belongs to the patient, not to the page: leaving the page does not end it.
    patient: ForPatient,
    read_on: ReadOn,
}

impl StructuredRecord {
    /// Puts the record of the open patient into the context of the current owner, and asks for it. None without a
    /// patient, or where the site has switched it off. `read_on` reads what the summary does not show.
    pub fn provide(read_on: ReadOn) -> Option<Self> {
        let patient = ForPatient::here()?;
        let settings = session().settings();
        if !settings.offers_structured() {
            return None;
        }
        let access = StoredValue::new(settings.access.clone());
        let record = Self { askings: RwSignal::new(Vec::new()), access, patient, read_on };
        Effect::new(move |_| record.settle(&patient.confirmed()));
        // ARH-29: when the patient closes, what is under way is aborted.
        let askings = record.askings;
        on_cleanup(move || {
            askings.try_with_untracked(|askings| askings.iter().for_each(|asking| asking.cancel.fire()));
        });
        provide_context(record);
        record.ask_for(Include::everything());
        Some(record)
    }

    /// The record of the open patient.
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// Asks again for all that was asked for.
    pub fn ask(&self) {
        let asked: Vec<Vec<Include>> = self
            .askings
            .with_untracked(|askings| askings.iter().map(|asking| asking.include.clone()).collect());
        for include in asked {
            self.ask_for(include);
        }
    }

    /// Whether the user may ask for an area.
    pub fn is_open(&self, area: Area) -> bool {
        self.access.with_value(|access| access.area(area))
    }

    /// What is not open to the user, and why: areas with their sentences; none where all are.
    pub fn closed(&self) -> Option<(Vec<Area>, String)> {
        self.access.with_value(|access| {
            let areas = access.closed_areas();
            let parts: Vec<Part> = areas.iter().copied().map(Part::Area).collect();
            (!areas.is_empty()).then(|| (areas, access.why(&parts)))
        })
    }

    /// Asks for these areas in one call, those that are not open to the user left out. What was shown for them before is taken away, and what was under way ended.
    pub fn ask_for(&self, mut include: Vec<Include>) {
        include.retain(|one| Area::of_parameter(one.parameter_name()).is_some_and(|area| self.is_open(area)));
        if include.is_empty() {
            return;
        }
        let stop = Cancel::new();
        let areas = Asking::areas(&include);
        let asking = Asking { include: include.clone(), state: State::Loading, cancel: stop.clone() };
        self.askings.update(|askings| {
            askings.push(asking);
            let mut at = 0;
            while let Some(earlier) = askings.get(at) {
                let later = askings.get(at + 1..).unwrap_or_default();
                if is_replaced(earlier, later) {
                    earlier.cancel.fire();
                    askings.remove(at);
                } else {
                    at += 1;
                }
            }
        });
        let (askings, patient, read_on) = (self.askings, self.patient, self.read_on);
        let (open, client) = (patient.open(), patient.client());
        patient.spawn(async move {
            let ended = client.send(&GetStructuredRecord { patient: open.traced(), include }, &stop).await;
            // Only a question that nobody has replaced may speak.
            if stop.is_fired() {
                return;
            }
            // Its bytes were read in a task of their own.
            next_task().await;
            let (state, unread) = judge(&open, &patient.confirmed_untracked(), ended, areas);
            let first = state.content().map(|arrived| arrived.reading.clone());
            set(askings, &stop, |now| *now = state);
            let Some((first, unread)) = first.zip(unread) else { return };
            // What the summary shows is on the screen before the rest is read.
            idle().await;
            let reading = read_on(unread, first).await;
            set(askings, &stop, |now| {
                if let State::Present { items, .. } = now {
                    Arc::make_mut(items).reading = reading;
                }
            });
        });
    }

    /// Reads all questions at once, tracked.
    pub(super) fn with<T>(&self, read: impl FnOnce(&[Asking]) -> T) -> T {
        self.askings.with(|askings| read(askings))
    }

    /// The answer that speaks for an area, or without one the first, tracked.
    pub fn answer(&self, of: Option<Area>) -> AnswerState {
        self.askings.with(|askings| answer(askings, of))
    }

    /// The answer when it has arrived, tracked.
    pub fn arrived(&self, of: Option<Area>) -> Option<Arc<Arrived>> {
        self.answer(of).present()
    }

    /// Every question with what became of it, tracked.
    pub fn answers(&self) -> Vec<Answered> {
        self.askings.with(|askings| Answered::of_all(askings))
    }

    /// What was asked for, of one area or of all, in words, tracked (structured digest 3.13, 3).
    pub fn asked(&self, of: Option<Area>) -> String {
        self.askings.with(|askings| {
            let speaks = |at: usize| of.is_none_or(|of| speaker(askings, of) == Some(at));
            let words = askings.iter().enumerate().filter(|(at, _)| speaks(*at));
            words.map(|(_, asking)| asking.words(of)).collect::<Vec<_>>().join("; then: ")
        })
    }

    /// What the area was asked for with, where that is less than the whole of it; tracked.
    pub fn limit(&self, of: Area) -> Option<String> {
        self.askings.with(|askings| {
            let asking = speaker(askings, of).and_then(|at| askings.get(at))?;
            asking.is_limited(of).then(|| asking.words(Some(of)))
        })
    }

    /// The part of a question that speaks for an area, tracked.
    pub fn include(&self, of: Area) -> Option<Include> {
        self.askings.with(|askings| {
            let asking = speaker(askings, of).and_then(|at| askings.get(at))?;
            asking.include.iter().find(|one| one.parameter_name() == of.parameter()).cloned()
        })
    }

    /// Who is open.
    pub fn patient(&self) -> ForPatient {
        self.patient
    }

    /// Who is open, by the national record.
    pub fn demographics(&self) -> Demographics {
        self.patient.open().demographics()
    }

    /// What the practice's answer says of the patient, tracked.
    pub fn answered(&self) -> Option<Demographics> {
        self.followed(|askings| {
            let mut arrived = askings.iter().filter_map(|asking| asking.state.clone().present());
            arrived.find(|arrived| arrived.likeness.asks().is_none())?.reading.demographics.clone()
        })
    }

    /// How the patient is reached, and with whom to speak, as each source tells it; tracked.
    pub fn told(&self) -> Vec<Told> {
        let answer = self.answered();
        self.patient.open().told(answer.as_ref())
    }

    /// The practice that was asked, by name.
    pub fn practice(&self) -> String {
        self.patient.practice().name.clone()
    }

    /// Differences that nobody has confirmed yet, of the answer that speaks for an area; tracked.
    pub fn differences(&self, of: Option<Area>) -> Option<CrossCheck> {
        self.followed(move |askings| answer(askings, of).present()?.likeness.asks().cloned())
    }

    /// Differences that were confirmed, of the answer that speaks for an area; without one, of every answer; tracked.
    pub fn confirmed(&self, of: Option<Area>) -> Vec<CrossCheck> {
        self.followed(move |askings| {
            let spoken = match of {
                Some(_) => vec![answer(askings, of)],
                None => askings.iter().map(|asking| asking.state.clone()).collect(),
            };
            let mut checks: Vec<CrossCheck> = Vec::new();
            for check in spoken.into_iter().filter_map(|state| state.present()?.likeness.confirmed().cloned())
            {
                if !checks.contains(&check) {
                    checks.push(check);
                }
            }
            checks
        })
    }

    /// When the answer that speaks for an area arrived, tracked.
    pub fn arrived_at(&self, of: Option<Area>) -> Option<DateTime<Utc>> {
        self.followed(move |askings| Some(answer(askings, of).present()?.at))
    }

    /// The first answer as a whole as an area's state, for pages that show several areas, tracked.
    pub fn whole(&self) -> AreaReading<(), Error> {
        let nothing = Arc::new(());
        self.followed(move |askings| whole(answer(askings, None)).map(|_| nothing.clone()))
    }

    /// The first answer once all of it has been read, tracked.
    pub fn read_through(&self) -> AreaReading<Arrived, Error> {
        self.followed(|askings| match whole(answer(askings, None)) {
            State::Present { items, .. } if items.reading.rest.is_none() => State::Loading,
            state => state,
        })
    }

    /// The state of an area, tracked: `record.area(Area::Problems, |reading| &reading.problems)`.
    pub fn area<T>(&self, of: Area, pick: Pick<T>) -> AreaReading<T, Error>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        // What another area links to may come unasked; where it is not open to the user it is not shown as the area.
        let is_open = self.is_open(of);
        self.followed(move |askings| if is_open { area(askings, of, pick) } else { State::NotRequested })
    }

    /// What is read of the questions, followed by itself: whoever shows it is redrawn only when it is another, not
    /// whenever anything of the record has changed.
    fn followed<T>(&self, read: impl Fn(&[Asking]) -> T + Send + Sync + 'static) -> T
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        let askings = self.askings;
        memo(move || askings.with(|askings| read(askings))).get()
    }

    /// The state of the allergies, tracked.
    pub fn allergies(&self) -> AreaReading<Allergies, Error> {
        self.area(Area::Allergies, |reading| &reading.allergies)
    }

    /// The state of the medications, tracked.
    pub fn medications(&self) -> AreaReading<Medications, Error> {
        self.area(Area::Medications, |reading| &reading.medications)
    }

    /// The state of an area in a few words, tracked.
    pub fn outline(&self, of: Area) -> Outline {
        if !self.is_open(of) {
            return Outline::NotOpen;
        }
        self.askings.with(|askings| outline(askings, of))
    }

    /// The entries of every answer that may be shown, in one line each, tracked.
    pub fn entries(&self) -> Vec<Spoken> {
        let open = self.access.with_value(Access::areas);
        self.askings.with(|askings| Spoken::of_all(askings, &open))
    }

    /// The user has seen the differences of an answer and confirmed the person (ARS-59).
    pub fn confirm(&self, check: CrossCheck) {
        let trace_id = self.askings.with_untracked(|askings| {
            let mut seen = askings.iter().filter_map(|asking| to_confirm(&asking.state));
            seen.find(|(asked, _)| *asked == check).map(|(_, trace_id)| trace_id)
        });
        self.patient.confirmed_person(&self.patient.practice(), check, trace_id.unwrap_or_default());
    }

    /// Opens the answers whose differences were confirmed, here or on another screen.
    fn settle(&self, confirmed: &Confirmations) {
        self.askings.maybe_update(|askings| {
            // Every one of them is settled: `any` would stop at the first.
            let mut is_other = false;
            for asking in askings {
                is_other |= settle(&mut asking.state, confirmed);
            }
            is_other
        });
    }
}

/// Sets what became of a question, if it is still asked.
fn set(askings: RwSignal<Vec<Asking>>, which: &Cancel, set: impl FnOnce(&mut AnswerState)) {
    askings.try_update(|askings| {
        if let Some(asking) = askings.iter_mut().find(|asking| asking.cancel.is_same(which)) {
            set(&mut asking.state);
        }
    });
}
