//! Reading back: when an answer was lost, the practice's own list decides what is booked, never a second request to save.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};

use crate::clinical::appointments::{Appointment, Appointments, BookingMatch, Directory, ListAsked};
use crate::format::uk_time;
use crate::gpconnect::appointments::{ListAppointments, ReadAppointment};
use crate::gpconnect::{Cancel, Client, Error, FoundPatient, Received};

/// One look, at once.
pub(super) const ONCE: &[Duration] = &[Duration::ZERO];

/// Pauses of the looks that go on by themselves after those the user waits for: ten minutes in all.
pub const LATER: &[Duration] = &[
    Duration::from_secs(5),
    Duration::from_secs(10),
    Duration::from_secs(15),
    Duration::from_secs(30),
    Duration::from_secs(60),
    Duration::from_secs(120),
    Duration::from_secs(180),
    Duration::from_secs(180),
];

/// Pauses before each look that the user waits for, by whether the provider may still be at work.
pub(super) fn pauses(still_working: bool) -> &'static [Duration] {
    const THRICE: &[Duration] = &[Duration::ZERO, Duration::from_secs(2), Duration::from_secs(5)];
    if still_working { THRICE } else { ONCE }
}

/// What reading back found.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadBack {
    /// It is booked, as the practice has it.
    Stands(Box<Received<Appointment>>),
    /// These are booked, and one of them might be it.
    MayStand(Vec<Appointment>),
    /// It is not booked, as of this moment.
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
    pauses: &[Duration],
    likeness: impl Fn(&Appointment) -> BookingMatch,
    cancel: &Cancel,
) -> ReadBack {
    let mut found = ReadBack::NotKnown(None);
    for pause in pauses {
        if !pause.is_zero() {
            client.pause(*pause, cancel).await;
        }
        let today = uk_time::today(client.now());
        let list = ListAppointments { patient, from: day.max(today), until: day.max(today) };
        found = match client.send(&list, cancel).await {
            Ok(Received { value, trace_id, at }) => {
                let asked = ListAsked::from_today(&client.provider().name, at);
                let list = Appointments::read(&value, patient.id(), asked);
                let whole = list.is_whole();
                let (mut standing, mut doubtful) = (Vec::new(), Vec::new());
                for one in list.items(directory) {
                    match likeness(&one) {
                        BookingMatch::This => standing.push(one),
                        BookingMatch::Doubtful => doubtful.push(one),
                        BookingMatch::Another => {}
                    }
                }
                match (standing.pop(), standing.is_empty()) {
                    (Some(value), true) => {
                        return ReadBack::Stands(Box::new(Received { value, trace_id, at }));
                    }
                    // Two that fit: nobody chooses between them.
                    (Some(value), false) => {
                        standing.push(value);
                        ReadBack::MayStand(standing)
                    }
                    (None, _) if !doubtful.is_empty() => ReadBack::MayStand(doubtful),
                    (None, _) if whole => ReadBack::DoesNotStand(at),
                    (None, _) => ReadBack::NotKnown(None),
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
