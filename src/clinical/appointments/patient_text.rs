//! An appointment as its patient reads it: NHS content style, the practice's own values, nothing that staff wrote.

use chrono::{DateTime, Utc};

use super::{Appointment, Status};
use crate::clinical::slots::moment;
use crate::fhir;
use crate::format::calendar_event::CalendarEvent;
use crate::format::date;

/// The practice that the patient goes to, as words need it.
#[derive(Clone, Copy, Debug)]
pub struct Host<'a> {
    /// Name.
    pub name: &'a str,
    /// ODS code.
    pub ods: &'a str,
    /// Telephone.
    pub phone: Option<&'a str>,
}

/// What the patient is told. Description and comment are the practice's diary and are left out, and so is who the
/// patient is: it may be read aloud, sent, or lie on a kitchen table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatientText {
    /// `Wednesday 6 August 2026, 5:30pm`.
    pub when: String,
    /// `10 minutes`.
    pub length: Option<String>,
    /// `Dr Paul Adeyemi`, with the role.
    pub who: String,
    /// How the patient is seen, and what they have to do for it.
    pub how: String,
    /// Name and address; `None` where there is nowhere to go, or it is not known.
    pub place: Option<String>,
    /// What to do to cancel or change it.
    pub change: String,
    /// The number to quote.
    pub reference: Option<String>,
}

impl PatientText {
    /// What to tell; only of a booked appointment whose time is sure: nobody sends a patient to one of two times.
    pub fn of(appointment: &Appointment, host: Host<'_>) -> Option<Self> {
        let start = appointment.start.as_ref().filter(|_| appointment.has_sure_time())?;
        match appointment.status {
            Status::Booked => {}
            Status::Cancelled | Status::Other(_) | Status::NotStated => return None,
        }
        let name = host.name;
        let place = || {
            let known = appointment.location.name.as_deref().unwrap_or(name);
            match &appointment.location.address {
                Some(address) => format!("{known}, {address}"),
                None => known.to_owned(),
            }
        };
        let (how, place) = match appointment.channel.as_deref() {
            _ if appointment.is_visit => (format!("{name} will visit you"), None),
            Some("Telephone") => (format!("By telephone. {name} will ring you"), None),
            Some("Video") => (format!("By video. {name} will tell you how to join"), None),
            Some("In person") => ("In person. Go to the address below".to_owned(), Some(place())),
            // Unknown to us, or not sent: said as it is, and nothing promised.
            Some(other) => (format!("{other}. Ask {name} what you need to do"), Some(place())),
            None => (format!("Ask {name} whether to go there"), Some(place())),
        };
        let who = match (&appointment.practitioner.plain_name, &appointment.role) {
            (Some(name), Some(role)) => format!("{name}, {role}"),
            (Some(name), None) => name.clone(),
            (None, Some(role)) => format!("A clinician ({role})"),
            (None, None) => "A clinician at the practice".to_owned(),
        };
        let change = match host.phone {
            Some(number) => format!("Ring {name} on {number} as soon as you can"),
            None => format!("Ring {name} as soon as you can"),
        };
        Some(Self {
            when: when(start),
            length: appointment.minutes.map(|minutes| format!("{minutes} minutes")),
            who,
            how,
            place,
            change,
            reference: appointment.reference.clone(),
        })
    }

    /// Names and values, in the order of reading.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let mut lines = vec![("When", self.when.clone())];
        let mut add = |name, value: &Option<String>| {
            lines.extend(value.clone().map(|value| (name, value)));
        };
        add("Length", &self.length);
        add("Who with", &Some(self.who.clone()));
        add("How", &Some(self.how.clone()));
        add("Where", &self.place);
        add("To cancel or change it", &Some(self.change.clone()));
        add("Reference", &self.reference);
        lines
    }

    /// The same as plain text, to copy.
    pub fn text(&self) -> String {
        let lines = self.lines().into_iter().map(|(name, value)| format!("{name}: {value}"));
        std::iter::once("Your GP appointment".to_owned()).chain(lines).collect::<Vec<_>>().join("\n")
    }
}

/// `Wednesday 6 August 2026, 5:30pm`: the wall time as sent, never converted (APT-09).
fn when(start: &fhir::DateTime) -> String {
    let zone = crate::clinical::slots::zone_note(start).map(|zone| format!(" ({zone})")).unwrap_or_default();
    format!("{}, {}{zone}", date::appointment_day(start), date::appointment_time_for_patient(start))
}

/// The appointment for the patient's calendar; `None` where nothing is told to the patient either.
pub fn calendar_event(
    appointment: &Appointment,
    host: Host<'_>,
    now: DateTime<Utc>,
) -> Option<CalendarEvent> {
    let told = PatientText::of(appointment, host)?;
    let start = moment(appointment.start.as_ref()?)?;
    let minutes = appointment.minutes.filter(|minutes| (1..=24 * 60).contains(minutes)).unwrap_or(10);
    let description: Vec<String> = told
        .lines()
        .into_iter()
        .filter(|(name, _)| !matches!(*name, "When" | "Length"))
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    Some(CalendarEvent {
        // Nothing of the patient, and the same each time.
        uid: format!("{}@{}.gp-connect-appointment", appointment.id.as_deref()?, host.ods),
        written: now,
        start,
        end: start + chrono::Duration::minutes(minutes),
        summary: format!("Appointment, {}", host.name),
        location: told.place.clone().unwrap_or_default(),
        description: description.join("\n"),
    })
}
