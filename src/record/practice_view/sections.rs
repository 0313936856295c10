//! The sections of the open patient: asked for side by side, kept while the patient is open, gone with it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::clinical::care_record::{AskedPeriod, Section};
use crate::gpconnect::care_record::{GetCareRecord, Period};
use crate::record::asked::compared::{settle, to_confirm};
use crate::record::asked::sections::{SectionState, SectionView, in_list, in_rail, judge};
use crate::session::{ForPatient, Question, session};
use crate::ui::area_rail::AreaStates;

/// The route of this area, for the rail.
const ROUTE: &str = "practice-view";

/// All sections that are open to the user. `Copy`; one for each open patient.
#[derive(Clone, Copy)]
pub struct Sections {
    slots: StoredValue<Vec<Slot>>,
    patient: ForPatient,
    shown: RwSignal<Section>,
}

#[derive(Clone, Copy)]
struct Slot {
    section: Section,
    question: Question<Arc<SectionView>>,
    asked: RwSignal<Option<AskedPeriod>>,
}

impl Sections {
    /// Puts the sections of the open patient into the context of the current owner; none without a patient.
    pub fn provide() {
        let Some(patient) = ForPatient::here() else { return };
        let settings = session().settings();
        let slots: Vec<Slot> = settings
            .access
            .sections()
            .into_iter()
            .map(|section| Slot { section, question: Question::new(), asked: RwSignal::new(None) })
            .collect();
        let Some(first) = slots.first().map(|slot| slot.section) else { return };
        let slots = StoredValue::new(slots);
        let sections = Self { slots, patient, shown: RwSignal::new(first) };
        Effect::new(move |_| {
            let confirmed = patient.confirmed();
            for slot in sections.slots.get_value() {
                slot.question.revise(|state| settle(state, &confirmed));
            }
        });
        let states = AreaStates::here();
        Effect::new(move |_| {
            let listed: Vec<_> =
                sections.slots.get_value().iter().map(|slot| slot.question.state().with(in_list)).collect();
            states.set(ROUTE, in_rail(&listed).into());
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

    /// The sections that are not open to the user (ARH-06).
    pub fn closed(&self) -> Vec<Section> {
        let offered = self.offered();
        Section::ALL.into_iter().filter(|section| !offered.contains(section)).collect()
    }

    /// The state of a section.
    pub fn state(&self, section: Section) -> Option<ReadSignal<SectionState>> {
        self.slot(section).map(|slot| slot.question.state())
    }

    /// The period that a section is or was last asked for.
    pub fn asked(&self, section: Section) -> Option<AskedPeriod> {
        self.slot(section).and_then(|slot| slot.asked.get())
    }

    /// Asks for every section that nobody has asked for yet.
    pub fn ask_for_missing(&self) {
        for section in self.offered() {
            if self.slot(section).is_some_and(|slot| slot.question.is_open()) {
                self.ask(section);
            }
        }
    }

    /// Asks for every section again, each with the period it has.
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
        let (asked, patient) = (slot.asked.get_untracked(), self.patient);
        let (open, client) = (patient.open(), patient.client());
        let about = open.clone();
        slot.question.ask(
            async move |stop| {
                let day = |day: chrono::NaiveDate| day.format("%Y-%m-%d").to_string();
                let period =
                    asked.map(|asked| Period { start: asked.start().map(day), end: asked.end().map(day) });
                let interaction = GetCareRecord { patient: about.traced(), section: section.code(), period };
                client.send(&interaction, stop).await
            },
            move |ended| judge(section, asked, &open, &patient.confirmed_untracked(), ended),
        );
    }

    /// The user has seen the differences of a section and confirmed the person: whatever names no others opens too.
    pub fn confirm(&self, section: Section) {
        let seen = self.slot(section).and_then(|slot| slot.question.state().with_untracked(to_confirm));
        if let Some((check, trace_id)) = seen {
            self.patient.confirmed_person(&self.patient.practice(), check, trace_id);
        }
    }

    /// Prints the section shown, and records that (ARH-47).
    pub fn print(&self) {
        let printed = format!("printed section {}", self.shown.get_untracked().code());
        self.patient.record("local:print", &self.patient.practice(), String::new(), printed);
        // A browser without printing has nothing to say about it.
        let _ = window().print();
    }

    fn slot(&self, section: Section) -> Option<Slot> {
        self.slots.with_value(|slots| slots.iter().find(|slot| slot.section == section).copied())
    }
}
