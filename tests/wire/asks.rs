//! What was asked in a recording, as one of the app's interactions, and what its answer means in a few words.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures::executor::block_on;
use gp_connect_viewer::fhir::{Appointment, Bundle, Resource};
use gp_connect_viewer::gpconnect::appointments::{
    BookAppointment, Booked, Change, ChangeAppointment, ListAppointments, ReadAppointment, SearchSlots,
};
use gp_connect_viewer::gpconnect::foundations::{
    FindOrganization, FindPatient, FindPractitioner, Found, ReadLocation, ReadMetadata, ReadOrganization,
    ReadPractitioner, RegisterPatient,
};
use gp_connect_viewer::gpconnect::structured::{GetStructuredRecord, Include};
use gp_connect_viewer::gpconnect::{
    Cancel, FoundPatient, Interaction, Mode, Organisation, Request, Response, TracedPatient,
};
use serde_json::json;

use crate::connection::{ODS, Script, connection, identity, now, practice};
use crate::patients::{at_pds, at_practice, nhs_number, patient, with};

/// The number of most recordings.
pub const NUMBER: &str = "9690937286";

/// One interaction with its inputs. A NHS number is [`NUMBER`] unless one is given.
pub enum Ask {
    Find(&'static str),
    Register(&'static str),
    /// First day, last day, organisation type.
    Slots(&'static str, &'static str, Option<&'static str>),
    /// Slots, start, end, and the second at which it was made.
    Book(&'static [&'static str], &'static str, &'static str, u32),
    /// Number and logical id of the patient.
    List(&'static str, &'static str),
    ReadAppointment(&'static str),
    /// Changes the appointment that another recording's answer held.
    Amend(&'static str),
    Cancel(&'static str),
    Structured(&'static str, Areas),
    Practitioner(&'static str),
    FindPractitioner(&'static str),
    Organization(&'static str),
    FindOrganization(&'static str),
    Location(&'static str),
    Metadata,
}

#[derive(Clone, Copy)]
pub enum Areas {
    Both,
    Allergies,
    Medication,
}

fn traced(number: &str) -> TracedPatient {
    // The patient who was registered has this name; for all others only number and practice matter.
    let person =
        with(at_pds(number), "/name/0", json!({ "use": "usual", "family": "Okafor", "given": ["Test"] }));
    let person = with(person, "/birthDate", json!("1990-05-17"));
    TracedPatient::admit(&nhs_number(number), patient(&person), now(), now().date_naive(), false).unwrap()
}

fn found(number: &str, id: &str) -> FoundPatient {
    FoundPatient::verify(&traced(number), ODS, patient(&at_practice(number, id))).unwrap()
}

/// Sends one interaction to a script that answers as recorded.
fn send<I: Interaction>(
    interaction: &I,
    answer: &Response,
    say: impl Fn(I::Response) -> String,
) -> (Option<Request>, String) {
    let script = Script::of(Ok(answer.clone()));
    let (connection, _) = connection(script.clone(), Mode::Direct);
    let ended = block_on(connection.client(Arc::new(practice())).send(interaction, &Cancel::new()));
    let said = match ended {
        Ok(received) => say(received.value),
        Err(error) if error.is_uncertain() => format!("{}, uncertain", error.failure.short()),
        Err(error) => error.failure.short(),
    };
    (script.requests().pop(), said)
}

impl Ask {
    /// The request as it leaves, and the answer in a few words. `before` is another recording's appointment.
    pub fn run(&self, answer: &Response, before: impl Fn(&str) -> Appointment) -> (Option<Request>, String) {
        match *self {
            Ask::Find(number) => {
                send(&FindPatient { patient: &traced(number), practice_ods: ODS }, answer, |it| {
                    found_text(&it)
                })
            }
            Ask::Register(number) => {
                send(&RegisterPatient { patient: &traced(number), practice_ods: ODS }, answer, |it| {
                    found_text(&it)
                })
            }
            Ask::Slots(from, until, kind) => {
                let search = SearchSlots {
                    from: from.parse().unwrap(),
                    until: until.parse().unwrap(),
                    organisation_type: kind.map(str::to_owned),
                    organisation_ods: kind.map(|_| "A20047".to_owned()),
                };
                send(&search, answer, |it| counts(&it))
            }
            Ask::Book(slots, start, end, second) => {
                let organisation = Organisation { kind: None, ..identity().organisation };
                let booking = BookAppointment {
                    patient: &found(NUMBER, "2"),
                    slots: slots.iter().map(|id| (*id).to_owned()).collect(),
                    start: start.to_owned(),
                    end: end.to_owned(),
                    location: "16".to_owned(),
                    practitioners: vec!["1".to_owned()],
                    organisation: &organisation,
                    organisation_type: Some("gp-practice".to_owned()),
                    description: "Probe booking".to_owned(),
                    comment: Some("Patient will bring own chart — naïve “quotes”".to_owned()),
                    created: format!("2026-11-21T03:04:{second}+00:00"),
                };
                send(&booking, answer, |it| match it {
                    Booked::Appointment(booked) => appointment_text(&booked),
                    Booked::WithoutBody => "booked, no body".to_owned(),
                })
            }
            Ask::List(number, id) => {
                let list = ListAppointments {
                    patient: &found(number, id),
                    from: "2026-11-21".parse().unwrap(),
                    until: "2026-12-19".parse().unwrap(),
                };
                send(&list, answer, |it| counts(&it))
            }
            Ask::ReadAppointment(id) => {
                send(&ReadAppointment { patient: &found(NUMBER, "2"), id }, answer, |it| {
                    appointment_text(&it)
                })
            }
            Ask::Amend(read) => {
                let change = Change::Amend {
                    description: "Amended description".to_owned(),
                    comment: Some("Amended comment".to_owned()),
                };
                changed(&before(read), change, answer)
            }
            Ask::Cancel(read) => {
                changed(&before(read), Change::Cancel { reason: "Patient feels better".to_owned() }, answer)
            }
            Ask::Structured(number, areas) => {
                let medication = Include::Medication { issues: true, from: None };
                let include = match areas {
                    Areas::Both => vec![Include::Allergies, medication],
                    Areas::Allergies => vec![Include::Allergies],
                    Areas::Medication => vec![medication],
                };
                send(&GetStructuredRecord { patient: &traced(number), include }, answer, |it| {
                    format!("{} entries", it.entries.len())
                })
            }
            Ask::Practitioner(id) => {
                send(&ReadPractitioner { id }, answer, |it| format!("practitioner {}", it.id.unwrap()))
            }
            Ask::FindPractitioner(value) => {
                send(&FindPractitioner { value }, answer, |it| format!("{} practitioners", it.len()))
            }
            Ask::Organization(id) => {
                send(&ReadOrganization { id }, answer, |it| format!("organisation {}", it.ods().unwrap()))
            }
            Ask::FindOrganization(value) => {
                send(&FindOrganization { value }, answer, |it| format!("{} organisations", it.len()))
            }
            Ask::Location(id) => {
                send(&ReadLocation { id }, answer, |it| format!("location {}", it.id.unwrap()))
            }
            Ask::Metadata => send(&ReadMetadata, answer, |it| format!("version {}", it.version.unwrap())),
        }
    }
}

fn changed(read: &Appointment, change: Change, answer: &Response) -> (Option<Request>, String) {
    let change = ChangeAppointment { patient: &found(NUMBER, "2"), appointment: read, change };
    send(&change, answer, |it| it.map_or("no body".to_owned(), |changed| appointment_text(&changed)))
}

fn found_text(found: &Found) -> String {
    match found {
        Found::Nobody => "nobody".to_owned(),
        Found::One(one) => format!("found, id {}", one.id()),
        Found::Several(count) => format!("{count} patients"),
    }
}

fn appointment_text(appointment: &Appointment) -> String {
    let text = |text: Option<&str>| text.unwrap_or("?").to_owned();
    let reason =
        appointment.extension.named("AppointmentCancellationReason").and_then(|reason| reason.text());
    format!(
        "appointment {} {}, version {}, {} slots{}",
        text(appointment.id.as_deref()),
        text(appointment.status.as_deref()),
        text(appointment.version()),
        appointment.slot.len(),
        reason.map_or(String::new(), |reason| format!(", because: {reason}")),
    )
}

/// How many resources of each kind.
fn counts(bundle: &Bundle) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &bundle.entries {
        *counts.entry(Resource::resource_type(entry)).or_default() += 1;
    }
    let words: Vec<String> = counts.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}
