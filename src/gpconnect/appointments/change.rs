//! Amending and cancelling: the appointment as received, with two or three members changed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};

use super::{Whose, appointment, check_texts, whose};
use crate::fhir::{Appointment, sendable};
use crate::gpconnect::client::encode;
use crate::gpconnect::error::Failure;
use crate::gpconnect::interaction::{About, Call, Capability, Interaction, Scope};
use crate::gpconnect::patient::FoundPatient;
use crate::gpconnect::wire::Response;

const CANCELLATION_REASON: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-AppointmentCancellationReason-1";

/// What a change does to an appointment; amend and cancel differ in interaction id and body only (APT-30).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// New description and comment; nothing else may differ (APT-27). A text that says what the practice has is sent back
    /// as it was received, however long: limits are for what is written here.
    Amend {
        /// At most 100 characters where it is new.
        description: String,
        /// At most 500 characters where it is new; `None` removes it.
        comment: Option<String>,
    },
    /// Status `cancelled` with a reason (APT-29).
    Cancel {
        /// Why, for the practice.
        reason: String,
    },
}

/// `PUT /Appointment/{id}`: the JSON as received with two or three members changed, unknown ones kept.
#[derive(Clone, Debug)]
pub struct ChangeAppointment<'a> {
    /// Whose appointment.
    pub patient: &'a FoundPatient,
    /// As read just before.
    pub appointment: &'a Appointment,
    /// What to change.
    pub change: Change,
}

impl Interaction for ChangeAppointment<'_> {
    /// [Amend an appointment](https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/appointments/appointments_use_case_amend_an_appointment.md)
    const CALL: Call =
        Call::put("fhir:rest:update:appointment-1", Capability::Foundations, Scope::PatientWrite);
    /// `None` when the answer had no body.
    type Response = Option<Box<Appointment>>;

    /// One verb and one path serve two interactions (APT-30).
    fn call(&self) -> Call {
        match self.change {
            Change::Amend { .. } => Self::CALL,
            Change::Cancel { .. } => Call { id: "fhir:rest:cancel:appointment-1", ..Self::CALL },
        }
    }
    fn about(&self) -> About<'_> {
        About::Found(self.patient)
    }
    fn path(&self) -> String {
        format!("Appointment/{}", encode(self.appointment.id.as_deref().unwrap_or_default()))
    }
    fn wants_representation(&self) -> bool {
        true
    }
    fn version(&self) -> Option<&str> {
        self.appointment.version()
    }
    fn check(&self, at: DateTime<Utc>) -> Result<(), Failure> {
        if whose(self.appointment, self.patient) != Whose::This {
            return Err(Failure::not_sent("The appointment does not name this patient."));
        }
        if self.appointment.id.is_none() || self.body().is_none() {
            return Err(Failure::not_sent("The appointment could not be read in full from the practice."));
        }
        let start = self.appointment.start.as_ref().and_then(|start| start.instant());
        if start.is_some_and(|start| start <= at) {
            return Err(Failure::not_sent(
                "The appointment has already started, so it can no longer be changed.",
            ));
        }
        let cancelled = self.appointment.status.as_deref() == Some("cancelled");
        match &self.change {
            _ if cancelled => Err(Failure::not_sent("The appointment is already cancelled.")),
            Change::Amend { description, comment } => {
                let (held, held_comment) =
                    (self.appointment.description.as_deref(), self.appointment.comment.as_deref());
                // A text that stays has been accepted by the practice already, even without any.
                let description = if is_same(held, Some(description)) { "-" } else { description };
                let comment = comment.as_deref().filter(|comment| !is_same(held_comment, Some(comment)));
                check_texts(description, comment)
            }
            Change::Cancel { reason } if reason.trim().is_empty() => {
                Err(Failure::not_sent("A cancellation needs a reason."))
            }
            Change::Cancel { .. } => Ok(()),
        }
    }
    fn body(&self) -> Option<Vec<u8>> {
        // Members that stay are copied as text, so that numbers and unknown members keep each character.
        let mut members: BTreeMap<String, Cow<'_, RawValue>> =
            serde_json::from_str::<BTreeMap<String, &RawValue>>(self.appointment.as_received())
                .ok()?
                .into_iter()
                .map(|(name, value)| (name, Cow::Borrowed(value)))
                .collect();
        match &self.change {
            Change::Amend { description, comment } => {
                // What is as it was read stays as received, however long, also where a letter of it cannot be seen.
                if !is_same(self.appointment.description.as_deref(), Some(description)) {
                    members.insert("description".to_owned(), raw(&sendable(description))?);
                }
                match comment {
                    same if is_same(self.appointment.comment.as_deref(), same.as_deref()) => {}
                    Some(comment) => {
                        members.insert("comment".to_owned(), raw(&sendable(comment))?);
                    }
                    None => {
                        members.remove("comment");
                    }
                }
            }
            Change::Cancel { reason } => {
                let reason = sendable(reason);
                let reason =
                    to_raw_value(&Reason { url: CANCELLATION_REASON, value_string: &reason }).ok()?;
                let extensions = match members.get("extension") {
                    Some(received) => with_reason(received.get(), &reason)?,
                    None => raw(&[&reason])?,
                };
                members.insert("extension".to_owned(), extensions);
                members.insert("status".to_owned(), raw("cancelled")?);
            }
        }
        serde_json::to_vec(&members).ok()
    }
    fn decode(&self, response: &Response) -> Result<Option<Box<Appointment>>, Failure> {
        if response.body.iter().all(u8::is_ascii_whitespace) {
            return Ok(None);
        }
        let changed = appointment(response)?;
        match whose(&changed, self.patient) {
            Whose::This | Whose::Unknown => Ok(Some(Box::new(changed))),
            Whose::Another => Err(Failure::PatientMismatch),
        }
    }
}

/// Whether a text says what the practice has: blanks around it say nothing, and none is as good as an empty one.
fn is_same(held: Option<&str>, wanted: Option<&str>) -> bool {
    held.map(str::trim).unwrap_or_default() == wanted.map(str::trim).unwrap_or_default()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Reason<'a> {
    url: &'static str,
    value_string: &'a str,
}

fn raw<'a, T: Serialize + ?Sized>(value: &T) -> Option<Cow<'a, RawValue>> {
    to_raw_value(value).ok().map(Cow::Owned)
}

/// The extensions as received with one cancellation reason among them.
fn with_reason<'a>(received: &str, reason: &RawValue) -> Option<Cow<'a, RawValue>> {
    #[derive(Deserialize)]
    struct Url {
        #[serde(default)]
        url: String,
    }
    let mut extensions: Vec<&RawValue> = if received.starts_with('[') {
        serde_json::from_str(received).ok()?
    } else {
        vec![serde_json::from_str(received).ok()?]
    };
    let is_reason = |extension: &&RawValue| {
        serde_json::from_str::<Url>(extension.get()).is_ok_and(|it| it.url == CANCELLATION_REASON)
    };
    extensions.retain(|extension| !is_reason(extension));
    extensions.push(reason);
    raw(&extensions)
}
