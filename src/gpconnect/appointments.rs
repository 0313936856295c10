//! Appointment Management: search, book, list, read, amend, cancel (foundations digest 3).

mod book;
mod change;
mod list;
mod search;

pub use book::{BookAppointment, Booked};
pub use change::{Change, ChangeAppointment};
pub use list::{ListAppointments, ReadAppointment};
pub use search::SearchSlots;

use std::sync::Arc;

use super::decode;
use super::error::Failure;
use super::patient::FoundPatient;
use super::wire::Response;
use crate::fhir::{Appointment, Resource};

/// The system of `gp-practice` and `urgent-care`.
pub const ORGANISATION_TYPE: &str = "https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-OrganisationType-1";
/// Characters in a description at most (APT-17).
pub const DESCRIPTION_LENGTH: usize = 100;
/// Characters in a comment at most (APT-17).
pub const COMMENT_LENGTH: usize = 500;

fn appointment(response: &Response) -> Result<Appointment, Failure> {
    match decode::resource(response)? {
        Resource::Appointment(appointment) => Ok(Arc::unwrap_or_clone(appointment)),
        other => Err(decode::unexpected("Appointment", &other)),
    }
}

/// Whose appointment it is, by its participants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// The patient's.
    This,
    /// It names no patient.
    Unknown,
    /// It names another patient.
    Another,
}

fn whose(appointment: &Appointment, patient: &FoundPatient) -> Whose {
    let actors = appointment.participant.iter().filter_map(|participant| participant.actor.as_ref());
    let mut named =
        actors.filter_map(|actor| decode::reference_id(actor.reference.as_deref()?, "Patient")).peekable();
    if named.peek().is_none() {
        Whose::Unknown
    } else if named.all(|id| id == patient.id()) {
        Whose::This
    } else {
        Whose::Another
    }
}

/// What is wrong with the texts of a booking, before a provider says so (APT-17, L-15).
fn check_texts(description: &str, comment: Option<&str>) -> Result<(), Failure> {
    let length = |text: &str| text.chars().count();
    if description.trim().is_empty() {
        return Err(Failure::not_sent("The description is empty."));
    }
    if length(description) > DESCRIPTION_LENGTH {
        return Err(Failure::not_sent("The description is longer than 100 characters."));
    }
    if comment.is_some_and(|comment| length(comment) > COMMENT_LENGTH) {
        return Err(Failure::not_sent("The comment is longer than 500 characters."));
    }
    Ok(())
}
