//! The sections of the open patient: asked for side by side, kept while the patient is open, gone with it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use leptos::task::spawn_local_scoped_with_cancellation;

use super::received::{SectionState, in_list, in_rail, judge};
use crate::clinical::State;
use crate::clinical::care_record::{AskedPeriod, Section};
use crate::clinical::cross_check::Confirmations;
use crate::gpconnect::care_record::{GetCareRecord, Period};
use crate::gpconnect::{Attempt, Cancel};
use crate::session::{Confirmed, OpenPatient, clock, session};
use crate::ui::area_rail::AreaStates;

/// The route of this area, for the rail.
const ROUTE: &str = "practice-view";

/// All sections that the user's role may see. `Copy`; one for each open patient.
#[derive(Clone, Copy)]
pub struct Sections {
    slots: StoredValue<Vec<Slot>>,
    open: StoredValue<Arc<OpenPatient>>,
    /// Requests belong to the patient, not to the page: leaving the page does not end them.
    owner: StoredValue<WeakOwner>,
    shown: RwSignal<Section>,
    confirmed: Confirmed,
}

#[derive(Clone, Copy)]
struct Slot {
    section: Section,
    state: RwSignal<SectionState>,
    asked: RwSignal<Option<AskedPeriod>>,
    cancel: StoredValue<Cancel>,
}

impl Sections {
    /// Puts the sections of the open patient into the context of the current owner; none without a patient.
    pub fn provide() {
        let session = session();
        let (Some(open), Some(owner)) = (session.patient_untracked(), Owner::current()) else { return };
        let settings = session.settings();
        let slots: Vec<Slot> = Section::ALL
            .into_iter()
            .filter(|section| settings.allows_section(section.code()))
            .map(|section| Slot {
                section,
                state: RwSignal::new(State::NotRequested),
                asked: RwSignal::new(None),
                cancel: StoredValue::new(Cancel::new()),
            })
            .collect();
        let Some(first) = slots.first().map(|slot| slot.section) else { return };
        let sections = Self {
            slots: StoredValue::new(slots),
            open: StoredValue::new(open),
            owner: StoredValue::new(owner.downgrade()),
            shown: RwSignal::new(first),
            confirmed: Confirmed::here(),
        };
        // ARH-29: when the patient closes, what is under way is aborted.
        let cancels: Vec<StoredValue<Cancel>> =
            sections.slots.get_value().iter().map(|slot| slot.cancel).collect();
        on_cleanup(move || {
            for cancel in cancels {
                cancel.try_with_value(Cancel::fire);
            }
        });
        Effect::new(move |_| sections.settle(&sections.confirmed.get()));
        let states = AreaStates::here();
        Effect::new(move |_| {
            let listed: Vec<_> =
                sections.slots.get_value().iter().map(|slot| slot.state.with(in_list)).collect();
            states.set(ROUTE, in_rail(&listed));
        });
        provide_context(sections);
    }

    /// The sections of the open patient.
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// The section shown.
    pub fn shown(&self) -> RwSignal<Section> {
        self.shown
    }

    /// The sections offered, in catalogue order (ARH-36).
    pub fn offered(&self) -> Vec<Section> {
        self.slots.with_value(|slots| slots.iter().map(|slot| slot.section).collect())
    }

    /// How many sections the user's role may not see (ARH-06).
    pub fn hidden_by_role(&self) -> usize {
        Section::ALL.len() - self.offered().len()
    }

    /// The state of a section.
    pub fn state(&self, section: Section) -> Option<RwSignal<SectionState>> {
        self.slot(section).map(|slot| slot.state)
    }

    /// The period that a section is or was last asked for.
    pub fn asked(&self, section: Section) -> Option<AskedPeriod> {
        self.slot(section).and_then(|slot| slot.asked.get())
    }

    /// Asks for every section that nobody has asked for yet.
    pub fn ask_for_missing(&self) {
        for section in self.offered() {
            let is_missing = self
                .slot(section)
                .is_some_and(|slot| slot.state.with_untracked(|state| matches!(state, State::NotRequested)));
            if is_missing {
                self.ask(section);
            }
        }
    }

    /// Asks for every section anew, each with the period it has.
    pub fn ask_for_all(&self) {
        for section in self.offered() {
            self.ask(section);
        }
    }

    /// Asks for a section with another period, or with none.
    pub fn narrow(&self, section: Section, period: Option<AskedPeriod>) {
        if let Some(slot) = self.slot(section) {
            // ARH-16: the three sections without dates are never asked with any.
            slot.asked.set(period.filter(|_| section.takes_period()));
            self.ask(section);
        }
    }

    /// Asks for a section. What was under way for it before is ended first.
    pub fn ask(&self, section: Section) {
        let Some(slot) = self.slot(section) else { return };
        let stop = Cancel::new();
        slot.cancel.with_value(Cancel::fire);
        slot.cancel.set_value(stop.clone());
        slot.state.set(State::Loading);
        let asked = slot.asked.get_untracked();
        let (open, confirmed) = (self.open.get_value(), self.confirmed);
        let client = session().client(open.provider());
        let work = async move {
            let day = |day: chrono::NaiveDate| day.format("%Y-%m-%d").to_string();
            let period =
                asked.map(|asked| Period { start: asked.start().map(day), end: asked.end().map(day) });
            let interaction = GetCareRecord { patient: open.traced(), section: section.code(), period };
            let ended = client.send(&interaction, &stop).await;
            // Only the last request may speak.
            if !stop.is_fired() {
                slot.state.try_set(judge(section, asked, &open, &confirmed.get_untracked(), ended));
            }
        };
        if let Some(owner) = self.owner.with_value(WeakOwner::upgrade) {
            owner.with(|| spawn_local_scoped_with_cancellation(work));
        }
    }

    /// The user has seen the differences of a section and confirmed the person: whatever names no others opens too.
    pub fn confirm(&self, section: Section) {
        let seen = self.slot(section).and_then(|slot| slot.state.get_untracked().present());
        if let Some(seen) = seen
            && let Some(check) = seen.likeness.asks().cloned()
        {
            let practice = self.open.with_value(|open| open.provider().clone());
            self.confirmed.confirm(&practice, check, seen.trace_id.clone());
        }
    }

    /// Opens the sections whose differences were confirmed, here or on another screen.
    fn settle(&self, confirmed: &Confirmations) {
        for slot in self.slots.get_value() {
            slot.state.maybe_update(|state| {
                let State::Present { items, .. } = state else { return false };
                let settled = items.likeness.clone().settled(confirmed);
                let is_other = settled != items.likeness;
                if is_other {
                    Arc::make_mut(items).likeness = settled;
                }
                is_other
            });
        }
    }

    /// Prints the section shown, and records that (ARH-47).
    pub fn print(&self) {
        self.record("local:print", format!("printed section {}", self.shown.get_untracked().code()));
        // A browser without printing has nothing to say about it.
        let _ = window().print();
    }

    fn record(&self, interaction: &'static str, outcome: String) {
        let open = self.open.get_value();
        session().audit().record(Attempt {
            at: clock::now(),
            interaction,
            ods: open.provider().ods.clone(),
            trace_id: String::new(),
            nhs_number: Some(open.traced().nhs_number().to_owned()),
            status: None,
            outcome,
        });
    }

    fn slot(&self, section: Section) -> Option<Slot> {
        self.slots.with_value(|slots| slots.iter().find(|slot| slot.section == section).copied())
    }
}
