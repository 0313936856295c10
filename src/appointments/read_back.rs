//! Reading back: when an answer was lost, the practice's own list decides what stands, never a second request to save.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};

use crate::clinical::appointments::{Appointment, Appointments, Directory, ListAsked};
use crate::format::uk_time;
use crate::gpconnect::appointments::{ListAppointments, ReadAppointment};
use crate::gpconnect::{Cancel, Client, Error, Failure, FoundPatient, Received};

/// Whether the provider may still be at work on a request whose answer was lost: then one look is not enough.
pub(super) fn may_still_work(failure: &Failure) -> bool {
    match failure {
        Failure::Network | Failure::Interrupted | Failure::Timeout | Failure::Cancelled | Failure::SignIn => {
            true
        }
        Failure::Busy { status, .. } => *status == Some(503),
        Failure::Outcome { status, .. } | Failure::Status { status, .. } => {
            matches!(status, 408 | 444 | 499 | 502 | 503 | 504 | 599)
        }
        Failure::TooLarge { .. }
        | Failure::Decode { .. }
        | Failure::PatientMismatch
        | Failure::TraceTooOld
        | Failure::NotSent { .. }
        | Failure::NotSupported { .. } => false,
    }
}

/// Pauses before each look, by whether the provider may still be at work.
pub(super) fn pauses(still_working: bool) -> &'static [Duration] {
    const ONCE: &[Duration] = &[Duration::ZERO];
    const THRICE: &[Duration] = &[Duration::ZERO, Duration::from_secs(2), Duration::from_secs(5)];
    if still_working { THRICE } else { ONCE }
}

/// What reading back found.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadBack {
    /// It stands, as the practice has it.
    Stands(Box<Received<Appointment>>),
    /// It does not stand, as of this moment.
    DoesNotStand(DateTime<Utc>),
    /// The practice could not be asked, or its answer was not whole.
    NotKnown(Option<Error>),
}

/// Looks for an appointment of the patient on one UK day, as often as it takes.
pub(super) async fn look_for(
    client: &Client,
    patient: &FoundPatient,
    day: NaiveDate,
    directory: &Directory,
    still_working: bool,
    is_it: impl Fn(&Appointment) -> bool,
    cancel: &Cancel,
) -> ReadBack {
    let mut found = ReadBack::NotKnown(None);
    for pause in pauses(still_working) {
        if !pause.is_zero() {
            client.pause(*pause, cancel).await;
        }
        let today = uk_time::today(client.now());
        let list = ListAppointments { patient, from: day.max(today), until: day.max(today) };
        found = match client.send(&list, cancel).await {
            Ok(Received { value, trace_id, at }) => {
                let asked = ListAsked::from_today(&client.provider().name, at);
                let list = Appointments::read(&value, patient.id(), asked);
                let whole = list.unreadable == 0 && list.of_others == 0 && !list.complained;
                match list.items(directory).into_iter().find(&is_it) {
                    Some(value) => return ReadBack::Stands(Box::new(Received { value, trace_id, at })),
                    None if whole => ReadBack::DoesNotStand(at),
                    None => ReadBack::NotKnown(None),
                }
            }
            Err(error) => ReadBack::NotKnown(Some(error)),
        };
    }
    found
}

/// Reads one appointment again.
pub(super) async fn read_again(
    client: &Client,
    patient: &FoundPatient,
    id: &str,
    directory: &Directory,
    cancel: &Cancel,
) -> Result<Received<Appointment>, Error> {
    let Received { value, trace_id, at } = client.send(&ReadAppointment { patient, id }, cancel).await?;
    Ok(Received { value: Appointment::read(Arc::new(value), directory), trace_id, at })
}
