//! Sending: whom and what the task names is looked up at the practice that receives it, and it is sent once.

use chrono::{DateTime, Utc};

use super::draft::Review;
use crate::format::uk_time;
use crate::gpconnect::foundations::Found;
use crate::gpconnect::tasks::{FindTaskOrganization, FindTaskPatient, Party, SendTask, Unlike};
use crate::gpconnect::{Cancel, Client, Error, Failure, FoundPatient, Received, TracedPatient};
use crate::session::stage::{self, Stage};

/// The state of a task.
pub type Sending = Stage<Review, Ending>;
/// Permission to send once.
pub type Ticket = stage::Ticket<Review>;

/// What the receiver answered about those whom a task names.
#[derive(Clone, Debug, PartialEq)]
pub struct Receiver {
    /// The patient.
    pub patient: Found,
    /// Whether the patient's details there are the known ones.
    pub is_admitted: bool,
    /// The organisation that sends.
    pub source: Option<Party>,
    /// The practice itself.
    pub target: Option<Party>,
}

/// Somebody without whom a task cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The patient.
    Patient,
    /// The patient has several records there, and nobody chooses.
    SeveralPatients,
    /// Under the patient's NHS number are details that nobody has confirmed.
    OtherDetails,
    /// The sending organisation.
    Source,
    /// The practice.
    Target,
}

/// Everybody whom a task names, by their ids at the receiver.
#[derive(Clone, Debug, PartialEq)]
pub struct Parties {
    /// The patient.
    pub patient: FoundPatient,
    /// The organisation that sends.
    pub source: Party,
    /// The practice.
    pub target: Party,
}

impl Receiver {
    /// All three, or which of them the receiver does not know.
    pub fn parties(&self) -> Result<Parties, Vec<Missing>> {
        let patient = match &self.patient {
            Found::One(found) if self.is_admitted => Ok(found.as_ref().clone()),
            Found::One(_) => Err(Missing::OtherDetails),
            Found::Nobody => Err(Missing::Patient),
            Found::Several(_) => Err(Missing::SeveralPatients),
        };
        match (patient, &self.source, &self.target) {
            (Ok(patient), Some(source), Some(target)) => {
                Ok(Parties { patient, source: source.clone(), target: target.clone() })
            }
            (patient, source, target) => {
                let source = source.is_none().then_some(Missing::Source);
                let target = target.is_none().then_some(Missing::Target);
                Err(patient.err().into_iter().chain(source).chain(target).collect())
            }
        }
    }
}

/// Looks everybody up below the root that receives the task: ids of another root may mean somebody else there. `admits`
/// compares the patient's details, as of every answer.
pub async fn look_up(
    client: &Client,
    traced: &TracedPatient,
    admits: impl Fn(&FoundPatient) -> bool,
    cancel: &Cancel,
) -> Result<Receiver, Error> {
    let (own, practice) = (client.identity().organisation.ods.clone(), client.provider().ods.clone());
    let organization = async |ods: &str| client.send(&FindTaskOrganization { ods }, cancel).await;
    let patient = client.send(&FindTaskPatient { patient: traced }, cancel).await?.value;
    Ok(Receiver {
        is_admitted: matches!(&patient, Found::One(found) if admits(found)),
        patient,
        source: organization(&own).await?.value,
        target: organization(&practice).await?.value,
    })
}

/// How a task ended. There is nothing after this: nobody is told when it is read or done (HTML digest 6.3).
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// The practice has it, as it was sent.
    Sent {
        /// The practice's own id of it.
        id: String,
        /// Trace id of the answer.
        trace_id: String,
        /// When the answer came.
        at: DateTime<Utc>,
    },
    /// Refused, or stopped before it was sent. The practice does not have it.
    Rejected {
        /// Why.
        error: Error,
        /// When.
        at: DateTime<Utc>,
    },
    /// The answer was lost: nobody can tell from here whether the practice has it.
    NotKnown {
        /// How.
        error: Error,
        /// When.
        at: DateTime<Utc>,
    },
    /// The practice says that it has kept a task, and not the one that was sent.
    Otherwise {
        /// Its id of it.
        id: Option<String>,
        /// In what it is another one.
        unlike: Vec<Unlike>,
        /// Trace id of the answer.
        trace_id: String,
        /// When the answer came.
        at: DateTime<Utc>,
    },
}

impl Ending {
    /// Whether the practice may have it or not: it is never sent again, and stays in sight until somebody has asked.
    pub fn is_open(&self) -> bool {
        match self {
            Self::NotKnown { .. } | Self::Otherwise { .. } => true,
            Self::Sent { .. } | Self::Rejected { .. } => false,
        }
    }
}

/// The one state of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Being written.
    Draft,
    /// On its way.
    Sending,
    /// The practice has it.
    Sent,
    /// The practice does not have it.
    Rejected,
    /// Nobody knows.
    NotKnown,
}

impl State {
    /// The state of a task.
    pub fn of(sending: &Sending) -> Self {
        match sending {
            Stage::Open | Stage::Reviewing(_) => Self::Draft,
            Stage::Sending(_) => Self::Sending,
            Stage::Ended(_, Ending::Sent { .. }) => Self::Sent,
            Stage::Ended(_, Ending::Rejected { .. }) => Self::Rejected,
            Stage::Ended(_, Ending::NotKnown { .. } | Ending::Otherwise { .. }) => Self::NotKnown,
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Draft => "Draft, not sent",
            Self::Sending => "Sending",
            Self::Sent => "Sent",
            Self::Rejected => "Rejected, not sent",
            Self::NotKnown => "Outcome not known",
        }
    }
}

/// Whether the practice may have kept it although its answer is a failure. There is nothing to read it back with, so that a
/// refusal counts only as the practice's own words; and a conflict may be with this very task, sent a second time by the
/// browser when an idle connection closed.
fn may_be_kept(error: &Error) -> bool {
    let is_duplicate = match &error.failure {
        Failure::Outcome { outcome, .. } => outcome.code() == "DUPLICATE_REJECTED",
        Failure::Status { status, .. } => matches!(status, 400 | 422),
        _ => false,
    };
    error.is_uncertain() || error.failure.is_conflict() || is_duplicate
}

/// Sends what a ticket allows: one POST, never another on its own.
pub async fn send(
    client: &Client,
    parties: &Parties,
    patient_name: &str,
    identifier: &str,
    ticket: Ticket,
    cancel: &Cancel,
) -> Ending {
    let review = ticket.redeem();
    let task = SendTask {
        patient: &parties.patient,
        patient_name,
        identifier,
        kind: review.kind,
        text: &review.text,
        source: &parties.source,
        source_name: &client.identity().organisation.name,
        target: &parties.target,
        target_name: &client.provider().name,
        // Of the moment of sending: a form may have been open since yesterday.
        date: uk_time::today(client.now()),
    };
    match client.send(&task, cancel).await {
        Ok(Received { value: kept, trace_id, at }) => match kept.id {
            Some(id) if kept.unlike.is_empty() => Ending::Sent { id, trace_id, at },
            id => Ending::Otherwise { id, unlike: kept.unlike, trace_id, at },
        },
        Err(error) if may_be_kept(&error) => Ending::NotKnown { error, at: client.now() },
        Err(error) => Ending::Rejected { error, at: client.now() },
    }
}
