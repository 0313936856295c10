//! The search for documents, judged: whose they are, and how many there are.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::compared::{Compared, admit, unusable};
use crate::clinical::cross_check::{Confirmations, Likeness};
use crate::clinical::summary::Outline;
use crate::clinical::{Demographics, Documents, State};
use crate::fhir::Bundle;
use crate::format::date::day;
use crate::gpconnect::client::Received;
use crate::gpconnect::documents::{
    DocumentsPatient, FindDocumentsPatient, FoundDocumentsPatient, SearchDocuments,
};
use crate::gpconnect::{Cancel, Client, Error, Failure, Interaction, Period};
use crate::session::OpenPatient;

/// What to search for; nothing narrows it at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// First day of creation.
    pub from: Option<NaiveDate>,
    /// Last day of creation.
    pub until: Option<NaiveDate>,
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

    /// The days of creation, as the practice is asked.
    pub fn created(&self) -> Option<Period> {
        let days = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        (self.from.is_some() || self.until.is_some())
            .then(|| Period { start: days(self.from), end: days(self.until) })
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
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

impl Compared for Found {
    fn likeness(&self) -> &Likeness {
        &self.likeness
    }
    fn likeness_mut(&mut self) -> &mut Likeness {
        &mut self.likeness
    }
    fn trace_id(&self) -> &str {
        &self.trace_id
    }
}

/// Where the search stands.
pub type FoundState = State<Arc<Found>, Error>;

/// How a search ended.
pub enum Searched {
    /// The service does not have the patient.
    Nobody,
    /// It has several for one NHS number: nobody chooses. The trace id says of which call.
    Several(String),
    /// The service could not be asked for the patient.
    NotFound(Error),
    /// It has the patient; what it answered when it was asked for their documents.
    Of(Box<DocumentsPatient>, Result<Received<Bundle>, Error>),
}

/// Finds the patient at the documents service, which has ids of its own (ADOC-03), then searches.
pub async fn search(
    client: &Client,
    open: &OpenPatient,
    known: Option<DocumentsPatient>,
    wanted: &Wanted,
    stop: &Cancel,
) -> Searched {
    let patient = match known {
        Some(patient) => Box::new(patient),
        None => match client.send(&FindDocumentsPatient { patient: open.traced() }, stop).await {
            Err(error) => return Searched::NotFound(error),
            Ok(found) => match found.value {
                FoundDocumentsPatient::One(patient) => patient,
                FoundDocumentsPatient::Nobody => return Searched::Nobody,
                FoundDocumentsPatient::Several(_) => return Searched::Several(found.trace_id),
            },
        },
    };
    let find = SearchDocuments {
        patient: &patient,
        created: wanted.created(),
        author: wanted.author.clone(),
        description: wanted.words.clone(),
    };
    let answered = client.send(&find, stop).await;
    Searched::Of(patient, answered)
}

/// Turns the end of a search into a state, with the patient as the service knows them, so that each is asked for once.
/// Nothing that is about another person gets any further (ARH-24).
pub fn judge(
    open: &OpenPatient,
    confirmed: &Confirmations,
    wanted: &Wanted,
    searched: Searched,
) -> (Option<DocumentsPatient>, FoundState) {
    let (patient, received) = match searched {
        Searched::NotFound(error) => return (None, error.into()),
        Searched::Nobody => return (None, State::Empty(nobody(open))),
        Searched::Several(trace_id) => {
            let call = FindDocumentsPatient::CALL.id;
            return (None, State::Failed(unusable(Failure::PatientMismatch, open, call, &trace_id)));
        }
        Searched::Of(patient, Err(error)) => return (Some(*patient), error.into()),
        Searched::Of(patient, Ok(received)) => (*patient, received),
    };
    let there =
        Demographics::of(patient.patient(), Some(open.traced().practice_ods()), open.traced().today());
    let call = SearchDocuments::CALL.id;
    let likeness = match admit(open, confirmed, Some(&there), call, &received.trace_id) {
        Ok(likeness) => likeness,
        Err(mismatch) => return (None, State::Failed(mismatch)),
    };
    let documents = Documents::found(&received.value);
    if documents.items.is_empty() && documents.unreadable + documents.about_others == 0 {
        let words =
            format!("The practice was asked for {}, and answered that there are none.", wanted.said());
        return (Some(patient), State::Empty(words));
    }
    let found = Found {
        documents: Arc::new(documents),
        wanted: wanted.clone(),
        at: received.at,
        trace_id: received.trace_id,
        likeness,
    };
    (Some(patient), State::Present { items: Arc::new(found), warnings: Vec::new() })
}

/// Where the search stands, in the words of the rail.
pub fn outline(state: &FoundState) -> Outline {
    match state {
        State::NotRequested => Outline::NotAsked,
        State::Loading => Outline::Loading,
        State::Failed(_) => Outline::Failed,
        State::Withheld(_) => Outline::NotShown("withheld".to_owned()),
        State::NotSupported(_) => Outline::NotSupported,
        State::Empty(_) => Outline::Nothing("none found"),
        State::Present { items, .. } if items.likeness.asks().is_some() => Outline::CheckPerson,
        State::Present { items, .. } => {
            let found = format!("{} found", items.documents.count());
            match items.documents.unreadable {
                0 => Outline::all(found),
                _ => Outline::not_all(found),
            }
        }
    }
}

fn nobody(open: &OpenPatient) -> String {
    format!(
        "The documents service of {} has no patient with this NHS number. It does not say why. Do not guess.",
        open.provider().name
    )
}
