//! A patient's appointments: what is shown, what may be done with each, what changed (foundations digest 3.4 to 3.9).
//!
//! All statuses are shown, cancelled ones marked (APT-26); the appointment as received stays beside its view, because
//! amend and cancel patch it (APT-27, APT-29).

mod choice;
mod difference;
mod directory;
mod list;
mod patient_text;
mod permission;
mod status;
pub mod text;

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::slots::{self, Location, Practitioner, moment};
use crate::fhir::{self, DateTime as Sent, Resource};

pub use choice::{BookingMatch, Choice, TimeFit};
pub use difference::{Difference, differences};
pub use directory::{Directory, Lookup};
pub use list::{Appointments, LIST_DAYS, ListAsked};
pub use patient_text::{Host, PatientText, calendar_event};
pub use permission::{Action, NotPermitted};
pub use status::Status;

/// Shown in place of a visit's placeholder location (APT-36).
pub const VISIT_PLACE: &str =
    "Home visit. The address is not part of the appointment: ask the practice for it.";
/// What a view over several practices leaves out (APT-25).
pub const NOT_ASKED_NOT_SHOWN: &str =
    "Practices that were not asked, or do not have the patient, are not shown.";
/// Who tells whom that a patient did not come (APT-40).
pub const NO_SHOW: &str = "Nobody is notified from here when a patient does not attend. Follow your local procedure so that whoever follows it up is told.";
/// Shown where nobody says who booked.
pub const BOOKED_BY_NOT_STATED: &str = "Not stated";
/// Shown where an appointment has no description.
pub const DESCRIPTION_NOT_SENT: &str = "No description";

/// An appointment for display (APT-05, APT-06, APT-35). What was not sent is `None`.
#[derive(Clone, Debug, PartialEq)]
pub struct Appointment {
    /// Logical id at the practice.
    pub id: Option<String>,
    /// Its status.
    pub status: Status,
    /// Start as received.
    pub start: Option<Sent>,
    /// End as received.
    pub end: Option<Sent>,
    /// Length: as sent, else from start to end.
    pub minutes: Option<i64>,
    /// Delivery channel in words; an unknown one as sent.
    pub channel: Option<String>,
    /// Whether it is a home visit.
    pub is_visit: bool,
    /// Slot type, in the practice's words.
    pub slot_type: Option<String>,
    /// Session name, in the practice's words.
    pub session: Option<String>,
    /// The practitioner's role.
    pub role: Option<String>,
    /// With whom.
    pub practitioner: Practitioner,
    /// Where; of a visit nothing (APT-36).
    pub location: Location,
    /// Why, in one line.
    pub description: Option<String>,
    /// More, for the practice.
    pub comment: Option<String>,
    /// Who booked it, and where to ring back.
    pub booked_by: Option<BookingOrganisation>,
    /// When it was booked.
    pub created: Option<Sent>,
    /// Why it was cancelled.
    pub cancellation_reason: Option<String>,
    /// The practice's own number for it, when there is one.
    pub reference: Option<String>,
    /// Logical ids of its slots.
    pub slots: Vec<String>,
    /// Logical id of the patient it names.
    pub patient: Option<String>,
    /// Whether names and places are still being asked for.
    pub is_looking_up: bool,
    /// As received, for changes.
    pub received: Arc<fhir::Appointment>,
}

/// The organisation that booked (APT-35).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookingOrganisation {
    /// Name.
    pub name: Option<String>,
    /// ODS code.
    pub ods: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}

impl Appointment {
    /// Reads an appointment; `directory` holds what is known about the people and places it refers to (APT-38).
    pub fn read(received: Arc<fhir::Appointment>, directory: &Directory) -> Self {
        // An actor without a type might be anybody, the patient too: only one of the kind counts, by id or by own words.
        let actors = |kind: &'static str| {
            let actors = received.participant.iter().filter_map(|participant| participant.actor.as_ref());
            let mut found: Vec<(&str, Option<&str>)> = Vec::new();
            for (id, actor) in actors.filter_map(|actor| Some((actor.id_of(kind)?, actor))) {
                if !found.iter().any(|(known, _)| *known == id) {
                    found.push((id, actor.display.as_deref()));
                }
            }
            found
        };
        let (people, places) = (actors("Practitioner"), actors("Location"));
        let sent_channel = received.extension.named("DeliveryChannel").and_then(|sent| sent.code());
        let is_visit = slots::is_visit(sent_channel)
            || places.iter().any(|(id, _)| directory.location(Some(id)).known().is_some_and(is_placeholder));
        let practitioners = people.iter().map(|(id, display)| {
            let mut one = Practitioner::of(Some(id), directory.practitioner(Some(id)).known());
            one.name = one.name.or_else(|| words(*display));
            one
        });
        let practitioner = Practitioner::together(practitioners.collect());
        let locations = places.iter().map(|(id, display)| {
            let mut one = Location::of(Some(id), directory.location(Some(id)).known());
            one.name = one.name.or_else(|| words(*display));
            one
        });
        let location = if is_visit { Location::default() } else { Location::together(locations.collect()) };
        let is_looking_up =
            people.iter().any(|(id, _)| matches!(directory.practitioner(Some(id)), Lookup::Asking))
                || !is_visit
                    && places.iter().any(|(id, _)| matches!(directory.location(Some(id)), Lookup::Asking));
        Self {
            id: received.id.as_deref().map(str::to_owned),
            status: Status::of(received.status.as_deref()),
            start: received.start.clone(),
            end: received.end.clone(),
            minutes: minutes(&received),
            channel: sent_channel.map(slots::channel),
            is_visit,
            slot_type: slots::concepts(&received.service_type),
            session: received.service_category.as_ref().and_then(slots::concept),
            role: received
                .extension
                .named("PractitionerRole")
                .and_then(|sent| sent.concept())
                .and_then(slots::concept),
            practitioner,
            location,
            description: words(received.description.as_deref()),
            comment: words(received.comment.as_deref()),
            booked_by: booked_by(&received),
            created: received.created.clone(),
            cancellation_reason: received
                .extension
                .named("AppointmentCancellationReason")
                .and_then(|sent| words(sent.text())),
            reference: received.identifier.iter().find_map(|identifier| words(identifier.value.as_deref())),
            slots: received.slot.iter().filter_map(|slot| slot.id_of("Slot")).map(str::to_owned).collect(),
            patient: actors("Patient").first().map(|(id, _)| (*id).to_owned()),
            is_looking_up,
            received,
        }
    }

    /// Day and time as sent: `Sat 21-Nov-2026, 15:00 to 15:20`.
    pub fn when(&self) -> String {
        match &self.start {
            Some(start) => slots::when(start, self.end.as_ref()),
            None => "Time not sent".to_owned(),
        }
    }

    /// With whom, or words for its absence.
    pub fn shown_practitioner(&self) -> &str {
        if self.is_looking_up && self.practitioner.name.is_none() && !self.practitioner.ids.is_empty() {
            return "Looking up the name…";
        }
        self.practitioner.shown()
    }

    /// Where, or words for its absence; of a visit the words of APT-36.
    pub fn shown_location(&self) -> &str {
        if self.is_visit {
            return VISIT_PLACE;
        }
        if self.is_looking_up && self.location.name.is_none() && !self.location.ids.is_empty() {
            return "Looking up the place…";
        }
        self.location.shown()
    }

    /// Delivery channel, or words for its absence.
    pub fn shown_channel(&self) -> &str {
        self.channel.as_deref().unwrap_or(slots::missing::CHANNEL)
    }

    /// Whether the time can be told to a patient: the clock time and the offset that were sent agree on it.
    pub fn has_sure_time(&self) -> bool {
        self.start.as_ref().is_some_and(slots::is_sure)
            && self.end.as_ref().is_none_or(|end| end.time().is_none() || slots::is_sure(end))
    }

    /// The same with the time of the slots that it was booked with, where the practice wrote their moment in another zone:
    /// what the clocks in the UK show is known then, and nobody has to ask.
    #[must_use]
    pub fn timed_by(mut self, start: &Sent, end: &Sent) -> Self {
        let told = |own: &mut Option<Sent>, slot: &Sent| {
            let is_same =
                own.as_ref().is_some_and(|own| moment(own).is_some() && moment(own) == moment(slot));
            if is_same && slots::is_sure(slot) {
                *own = Some(slot.clone());
            }
        };
        told(&mut self.start, start);
        told(&mut self.end, end);
        self
    }

    /// The number to quote: the practice's own, else the logical id.
    pub fn shown_reference(&self) -> &str {
        self.reference.as_deref().or(self.id.as_deref()).unwrap_or("None sent")
    }

    /// Whether its start has come in UK time; without a readable start nobody can say.
    pub fn is_past(&self, now: DateTime<Utc>) -> bool {
        self.start.as_ref().is_some_and(|start| slots::is_past(start, now))
    }

    /// Its place in a list: by start, what has none last.
    fn order(&self) -> (bool, Option<DateTime<Utc>>, Option<String>) {
        let start = self.start.as_ref().and_then(moment);
        (start.is_none(), start, self.id.clone())
    }
}

impl BookingOrganisation {
    /// Name with ODS code and telephone: `Northvale Urgent Treatment Centre (Y90500), 01632 960500`.
    pub fn shown(&self) -> String {
        let name = self.name.as_deref().unwrap_or("Organisation not named");
        let ods = self.ods.as_ref().map(|ods| format!(" ({ods})")).unwrap_or_default();
        let phone = self.phone.as_deref().unwrap_or("no telephone number sent");
        format!("{name}{ods}, {phone}")
    }
}

fn words(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn minutes(received: &fhir::Appointment) -> Option<i64> {
    let (start, end) = (received.start.as_ref().and_then(moment), received.end.as_ref().and_then(moment));
    match (start, end) {
        (Some(start), Some(end)) if end > start => Some((end - start).num_minutes()),
        _ => received.minutes_duration.map(i64::from),
    }
}

fn booked_by(received: &fhir::Appointment) -> Option<BookingOrganisation> {
    let reference = received.extension.named("BookingOrganisation")?.reference()?;
    let named = reference.reference.as_deref().map(|text| text.trim_start_matches('#'));
    let organisation = received.contained.iter().find_map(|contained| match contained {
        Resource::Organization(organisation)
            if organisation.id.as_deref().map(|id| id.trim_start_matches('#')) == named =>
        {
            Some(organisation)
        }
        _ => None,
    });
    Some(BookingOrganisation {
        name: organisation
            .and_then(|organisation| words(organisation.name.as_deref()))
            .or_else(|| words(reference.display.as_deref())),
        ods: organisation.and_then(|organisation| {
            organisation
                .identifier
                .iter()
                .find(|one| one.system.as_deref().is_some_and(|s| s.ends_with("/ods-organization-code")))
                .and_then(|one| words(one.value.as_deref()))
        }),
        phone: organisation.and_then(|organisation| slots::location::phone(&organisation.telecom)),
    })
}

/// The placeholder that stands for "somewhere at the patient's" (foundations digest 3.6).
fn is_placeholder(location: &fhir::Location) -> bool {
    let unknown = |text: &str| text.trim().eq_ignore_ascii_case("unknown");
    location.name.as_deref().is_some_and(|name| name.to_ascii_lowercase().contains("location of the visit"))
        || location.address.as_ref().is_some_and(|address| {
            address.line.iter().any(|line| unknown(line)) && address.city.as_deref().is_some_and(unknown)
        })
}
