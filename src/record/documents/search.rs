//! The search for documents: asked for by the user, kept while the patient is open, gone with it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::clinical::Area;
use crate::clinical::summary::Outline;
use crate::gpconnect::documents::DocumentsPatient;
use crate::record::asked::compared::{settle, to_confirm};
use crate::record::asked::documents::{Found, FoundState, Wanted, judge, outline, search};
use crate::session::{ForPatient, Question, session};

/// The search. `Copy`; one for each open patient whose practice has a documents service.
#[derive(Clone, Copy)]
pub struct DocumentSearch {
    question: Question<Arc<Found>>,
    patient: ForPatient,
    /// The patient as the service knows them, so that each is asked for once.
    known: StoredValue<Option<DocumentsPatient>>,
}

impl DocumentSearch {
    /// Puts the search into the context of the current owner. Nothing is asked before the user asks.
    pub fn provide() {
        let Some(patient) = ForPatient::here() else { return };
        let settings = session().settings();
        let is_open = settings.features.structured && settings.access.area(Area::Documents);
        if patient.practice().roots.documents.is_none() || !is_open {
            return;
        }
        let search = Self { question: Question::new(), patient, known: StoredValue::new(None) };
        Effect::new(move |_| search.question.revise(|state| settle(state, &patient.confirmed())));
        provide_context(search);
    }

    /// The search of the open patient.
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// Its state, tracked.
    pub fn state(&self) -> FoundState {
        self.question.state().get()
    }

    /// Its state, in the words of the rail; tracked.
    pub fn outline(&self) -> Outline {
        self.question.state().with(outline)
    }

    /// The open patient.
    pub fn patient(&self) -> ForPatient {
        self.patient
    }

    /// Searches. What was under way before is ended first.
    pub fn ask(&self, wanted: Wanted) {
        let (patient, known) = (self.patient, self.known);
        let (open, client, before) = (patient.open(), patient.client(), known.get_value());
        let (about, asked) = (open.clone(), wanted.clone());
        self.question.ask(
            async move |stop| search(&client, &about, before, &asked, stop).await,
            move |searched| {
                let (found, state) = judge(&open, &patient.confirmed_untracked(), &wanted, searched);
                known.try_set_value(found);
                state
            },
        );
    }

    /// The user has seen the differences and confirmed the person.
    pub fn confirm(&self) {
        if let Some((check, trace_id)) = self.question.state().with_untracked(to_confirm) {
            self.patient.confirmed_person(&self.patient.practice(), check, trace_id);
        }
    }
}
