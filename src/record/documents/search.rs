//! The search for documents: asked for by the user, kept while the patient is open, gone with it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::clinical::cross_check::{Confirmations, Likeness};
use crate::clinical::summary::{Gravity, Outline};
use crate::clinical::{Demographics, Documents, State};
use crate::format::date::day;
use crate::gpconnect::documents::{
    DocumentsPatient, FindDocumentsPatient, FoundDocumentsPatient, SearchDocuments,
};
use crate::gpconnect::{Cancel, Error, Failure, Interaction, Period};
use crate::record::asked::arrived::refused;
use crate::session::{Admission, ForPatient, OpenPatient, Question, session};

/// What to search for; nothing narrows it at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// First day of creation.
    pub from: Option<chrono::NaiveDate>,
    /// Last day of creation.
    pub until: Option<chrono::NaiveDate>,
    /// ODS code of the organisation that wrote them.
    pub author: Option<String>,
    /// Words of their title or kind.
    pub words: Option<String>,
}

impl Wanted {
    /// What is searched for, in words.
    pub fn said(&self) -> String {
        let parts = [
            self.from.map(|from| format!("created from {}", day(from))),
            self.until.map(|until| format!("created up to {}", day(until))),
            self.author.as_ref().map(|ods| format!("written by the organisation {ods}")),
            self.words.as_ref().map(|words| format!("with “{words}” in the title or kind")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "all documents".to_owned() } else { format!("documents {}", parts.join(", ")) }
    }

    fn created(&self) -> Option<Period> {
        let days = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        (self.from.is_some() || self.until.is_some())
            .then(|| Period { start: days(self.from), end: days(self.until) })
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The documents.
    pub documents: Arc<Documents>,
    /// What was searched for.
    pub wanted: Wanted,
    /// When it arrived.
    pub at: DateTime<Utc>,
    /// Trace id of the call.
    pub trace_id: String,
    /// How the patient's details there compare with the national record; what differs is shown before the content
    /// (ADOC-23).
    pub likeness: Likeness,
}

/// The search. `Copy`; one for each open patient whose practice has a documents service.
#[derive(Clone, Copy)]
pub struct DocumentSearch {
    question: Question<Answer>,
    patient: ForPatient,
    /// The patient as the service knows them, so that each is asked for once.
    known: StoredValue<Option<DocumentsPatient>>,
}

impl DocumentSearch {
    /// Puts the search into the context of the current owner. Nothing is asked before the user asks.
    pub fn provide() {
        let Some(patient) = ForPatient::here() else { return };
        if patient.practice().roots.documents.is_none() || !session().settings().features.structured {
            return;
        }
        let search = Self { question: Question::new(), patient, known: StoredValue::new(None) };
        Effect::new(move |_| search.settle(&patient.confirmed()));
        provide_context(search);
    }

    /// The search of the open patient.
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// Its state, tracked.
    pub fn state(&self) -> State<Answer, Error> {
        self.question.state().get()
    }

    /// Its state, in the words of the rail; tracked.
    pub fn outline(&self) -> Outline {
        let said = |words: String, gravity| Outline { words, gravity };
        self.question.state().with(|state| match state {
            State::NotRequested => Outline::not_asked(),
            State::Loading => Outline::loading(),
            State::Failed(_) => said("failed".to_owned(), Gravity::Failed),
            State::Withheld(_) => said("withheld".to_owned(), Gravity::Incomplete),
            State::NotSupported(_) => said("not supported".to_owned(), Gravity::Incomplete),
            State::Empty(_) => said("none found".to_owned(), Gravity::Plain),
            State::Present { items, .. } if items.likeness.asks().is_some() => Outline::check_person(),
            State::Present { items, .. } => {
                let found = format!("{} found", items.documents.count());
                match items.documents.unreadable {
                    0 => said(found, Gravity::Plain),
                    _ => said(format!("{found}, not all"), Gravity::Incomplete),
                }
            }
        })
    }

    /// The open patient.
    pub fn patient(&self) -> ForPatient {
        self.patient
    }

    /// Searches. What was under way before is ended first.
    pub fn ask(&self, wanted: Wanted) {
        let (patient, known) = (self.patient, self.known);
        let before = known.get_value();
        self.question.ask(
            async move |stop| search(patient, before, &wanted, stop).await,
            move |(patient, state)| {
                known.try_set_value(patient);
                state
            },
        );
    }

    /// The user has seen the differences and confirmed the person.
    pub fn confirm(&self) {
        if let Some(seen) = self.question.state().get_untracked().present()
            && let Some(check) = seen.likeness.asks().cloned()
        {
            self.patient.confirmed_person(&self.patient.practice(), check, seen.trace_id);
        }
    }

    /// Opens the answer once its differences were confirmed, here or on another screen.
    fn settle(&self, confirmed: &Confirmations) {
        self.question.revise(|state| {
            let State::Present { items, .. } = state else { return false };
            let settled = items.likeness.clone().settled(confirmed);
            let is_other = settled != items.likeness;
            items.likeness = settled;
            is_other
        });
    }
}

/// Finds the patient at the documents service, which has ids of its own (ADOC-03), then searches.
async fn search(
    about: ForPatient,
    known: Option<DocumentsPatient>,
    wanted: &Wanted,
    stop: &Cancel,
) -> (Option<DocumentsPatient>, State<Answer, Error>) {
    let (open, client) = (&*about.open(), about.client());
    let patient = match known {
        Some(patient) => patient,
        None => {
            let find = FindDocumentsPatient { patient: open.traced() };
            match client.send(&find, stop).await {
                Err(error) => return (None, refused(error)),
                Ok(found) => match found.value {
                    FoundDocumentsPatient::One(patient) => *patient,
                    FoundDocumentsPatient::Nobody => return (None, State::Empty(nobody(open))),
                    FoundDocumentsPatient::Several(_) => {
                        return (
                            None,
                            State::Failed(mismatch(open, FindDocumentsPatient::CALL.id, found.trace_id)),
                        );
                    }
                },
            }
        }
    };
    let find = SearchDocuments {
        patient: &patient,
        created: wanted.created(),
        author: wanted.author.clone(),
        description: wanted.words.clone(),
    };
    let received = match client.send(&find, stop).await {
        Err(error) => return (Some(patient), refused(error)),
        Ok(received) => received,
    };
    let demographics =
        Demographics::of(patient.patient(), Some(open.traced().practice_ods()), open.traced().today());
    let likeness = match open.admit(&demographics, &about.confirmed_untracked()) {
        Admission::Admitted(likeness) => likeness,
        Admission::Mismatch => {
            return (None, State::Failed(mismatch(open, SearchDocuments::CALL.id, received.trace_id)));
        }
    };
    let documents = Documents::found(&received.value);
    if documents.items.is_empty() && documents.unreadable + documents.about_others == 0 {
        let words =
            format!("The practice was asked for {}, and answered that there are none.", wanted.said());
        return (Some(patient), State::Empty(words));
    }
    let answer = Answer {
        documents: Arc::new(documents),
        wanted: wanted.clone(),
        at: received.at,
        trace_id: received.trace_id,
        likeness,
    };
    (Some(patient), State::Present { items: answer, warnings: Vec::new() })
}

fn nobody(open: &OpenPatient) -> String {
    format!(
        "The documents service of {} has no patient with this NHS number. It does not say why. Do not guess.",
        open.provider().name
    )
}

fn mismatch(open: &OpenPatient, interaction: &'static str, trace_id: String) -> Error {
    Error {
        failure: Failure::PatientMismatch,
        interaction,
        changes_something: false,
        trace_id,
        asked: open.provider().name.clone(),
    }
}
