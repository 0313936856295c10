//! Every call that the app can make, one named example each.

use gp_connect_viewer::fhir::{Appointment, Resource};
use gp_connect_viewer::gpconnect::appointments::{
    BookAppointment, Change, ChangeAppointment, ListAppointments, ReadAppointment, SearchSlots,
};
use gp_connect_viewer::gpconnect::care_record::{GetCareRecord, Period, ReadConformance};
use gp_connect_viewer::gpconnect::documents::{
    FindDocumentsPatient, ReadDocument, ReadDocumentsMetadata, SearchDocuments,
};
use gp_connect_viewer::gpconnect::foundations::{
    FindOrganization, FindPatient, FindPractitioner, ReadLocation, ReadMetadata, ReadOrganization,
    ReadPractitioner, RegisterPatient,
};
use gp_connect_viewer::gpconnect::pds::TracePatient;
use gp_connect_viewer::gpconnect::pds_list::ListPatients;
use gp_connect_viewer::gpconnect::structured::{Consultations, GetStructuredRecord, Include, predefined};
use gp_connect_viewer::gpconnect::tasks::{FindTaskOrganization, FindTaskPatient, Party, SendTask, TaskType};
use gp_connect_viewer::gpconnect::{
    Cancel, Capability, Client, Error, Failure, Interaction, Organisation, Request,
};
use std::sync::LazyLock;

use crate::connection::{ODS, identity, now};
use crate::patients::{DOCUMENTS_PATIENT, FOUND, IMOGEN, TRACED, nhs_number};

type Build = Box<dyn Fn(&Client, &str) -> Result<Request, Failure>>;
type Send = Box<dyn Fn(&Client) -> Result<(), Error>>;

/// One call.
pub struct Call {
    pub name: &'static str,
    pub capability: Capability,
    pub changes_something: bool,
    /// Builds its request under a trace id.
    pub build: Build,
    /// Sends it and forgets what a good answer said.
    pub send: Send,
}

pub fn call<I: Interaction + Clone + 'static>(name: &'static str, interaction: I) -> Call {
    let again = interaction.clone();
    Call {
        name,
        capability: interaction.call().capability,
        changes_something: interaction.call().changes_something(),
        build: Box::new(move |client, trace_id| client.request(&interaction, trace_id, now())),
        send: Box::new(move |client| {
            futures::executor::block_on(client.send(&again, &Cancel::new())).map(|_| ())
        }),
    }
}

static ORGANISATION: LazyLock<Organisation> = LazyLock::new(|| identity().organisation);

/// As received, with members and digits that the model does not know.
pub static APPOINTMENT: LazyLock<Appointment> = LazyLock::new(|| {
    let json = r##"{"resourceType":"Appointment","id":"3","meta":{"versionId":"1795230292000"},
        "contained":[{"resourceType":"Organization","id":"1","name":"Example Hub"}],
        "extension":[{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-BookingOrganisation-1",
            "valueReference":{"reference":"#1"}},{"url":"https://supplier.example/score","valueDecimal":1.10}],
        "status":"booked","priority":0,"supplierMember":{"kept":[1.50,null]},"description":"Sore throat",
        "start":"2026-11-30T15:20:00+00:00","end":"2026-11-30T15:30:00+00:00","minutesDuration":10,
        "slot":[{"reference":"Slot/724"}],"created":"2026-11-21T03:04:52+00:00","comment":"Bring own chart",
        "participant":[{"actor":{"reference":"Patient/2/_history/1"},"status":"accepted"},
            {"actor":{"reference":"Location/16"},"status":"accepted"}]}"##;
    match Resource::read(json.as_bytes()).unwrap() {
        Resource::Appointment(appointment) => std::sync::Arc::unwrap_or_clone(appointment),
        other => panic!("{other:?}"),
    }
});

pub fn booking() -> BookAppointment<'static> {
    BookAppointment {
        patient: &FOUND,
        slots: vec!["724".into(), "725".into()],
        start: "2026-11-30T15:20:00+00:00".into(),
        end: "2026-11-30T15:40:00+00:00".into(),
        location: "16".into(),
        practitioners: vec!["1".into()],
        organisation: &ORGANISATION,
        organisation_type: Some("gp-practice".into()),
        description: "Sore throat".into(),
        comment: Some("Needs a chair — naïve “quotes”".into()),
        created: "2026-11-21T14:02:00+00:00".into(),
    }
}

pub fn search() -> SearchSlots {
    SearchSlots {
        from: "2026-11-21".parse().unwrap(),
        until: "2026-12-04".parse().unwrap(),
        organisation_type: Some("gp-practice".into()),
        organisation_ods: Some("A20047".into()),
    }
}

pub fn care_record(section: &'static str, period: Option<(&str, &str)>) -> GetCareRecord<'static> {
    let end = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let period = period.map(|(from, until)| Period { start: end(from), end: end(until) });
    GetCareRecord { patient: &TRACED, section, period }
}

pub fn structured(include: Vec<Include>) -> GetStructuredRecord<'static> {
    GetStructuredRecord { patient: &TRACED, include }
}

pub fn change(change: Change) -> ChangeAppointment<'static> {
    ChangeAppointment { patient: &FOUND, appointment: &APPOINTMENT, change }
}

pub fn list(from: &str, until: &str) -> ListAppointments<'static> {
    ListAppointments { patient: &FOUND, from: from.parse().unwrap(), until: until.parse().unwrap() }
}

pub fn amend(description: &str, comment: Option<&str>) -> Change {
    Change::Amend { description: description.into(), comment: comment.map(str::to_owned) }
}

static PARTIES: LazyLock<[Party; 2]> =
    LazyLock::new(|| ["9500", "7"].map(|id| Party { id: id.to_owned(), name: None }));

pub fn task() -> SendTask<'static> {
    SendTask {
        patient: &FOUND,
        patient_name: "HARTLEY, Imogen (Mrs)",
        identifier: "0b0d1c1e-5c2f-4a58-9a55-0d3b8e7c1f10",
        kind: TaskType::ActionNeeded,
        text: "Please review amlodipine.\nBP <90/60 & dizzy – “naïve” 🙂",
        source: &PARTIES[0],
        source_name: "Example Hub",
        target: &PARTIES[1],
        target_name: "Millbrook Surgery",
        date: "2026-11-21".parse().unwrap(),
    }
}

/// Every filter that may come without problems and consultations.
pub fn filtered() -> Vec<Include> {
    let period = |start: &str, end: &str| {
        let end_of = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Some(Period { start: end_of(start), end: end_of(end) })
    };
    vec![
        Include::Allergies,
        Include::Medication { issues: true, from: Some("2026-08-21".into()) },
        Include::Immunisations { not_given: true },
        Include::UncategorisedData { period: period("2026-08-21", "") },
        Include::Investigations { period: period("", "2026-11-20") },
        Include::Referrals { period: period("2026-08-21", "2026-11-20") },
        Include::DiaryEntries { until: Some("2027-02-21".into()) },
    ]
}

fn documents(
    created: Option<(&str, &str)>,
    author: Option<&str>,
    words: Option<&str>,
) -> SearchDocuments<'static> {
    let day = |day: &str| Some(day.to_owned()).filter(|day| !day.is_empty());
    SearchDocuments {
        patient: &DOCUMENTS_PATIENT,
        created: created
            .map(|(start, end)| gp_connect_viewer::gpconnect::Period { start: day(start), end: day(end) }),
        author: author.map(str::to_owned),
        description: words.map(str::to_owned),
    }
}

/// The filters that problems and consultations may have.
pub fn linking() -> Vec<Include> {
    let period = Period { start: Some("2026-08-21".into()), end: Some("2026-11-20".into()) };
    vec![
        Include::Consultations(Consultations::Of(period.clone())),
        Include::Problems { status: None },
        Include::Investigations { period: Some(period) },
        Include::Medication { issues: false, from: None },
    ]
}

/// Every call, as the app makes it.
pub fn calls() -> Vec<Call> {
    let from = |date: &str| Some(date.to_owned());
    vec![
        call("trace_patient", TracePatient { nhs_number: nhs_number(IMOGEN) }),
        call("find_patient", FindPatient { patient: &TRACED, practice_ods: ODS }),
        call("register_patient", RegisterPatient { patient: &TRACED, practice_ods: ODS }),
        call("find_practitioner", FindPractitioner { value: "G13579135" }),
        call("read_practitioner", ReadPractitioner { id: "1" }),
        call("find_organization", FindOrganization { value: "B82617" }),
        call("read_organization", ReadOrganization { id: "7" }),
        call("read_location", ReadLocation { id: "16" }),
        call("read_metadata", ReadMetadata),
        call("read_conformance", ReadConformance),
        call(
            "list_patients",
            ListPatients {
                family: "O’Neill-Hartley".to_owned(),
                given: Some("Imogen".to_owned()),
                born: "1957-03-09".parse().unwrap(),
            },
        ),
        call("search_slots", search()),
        call(
            "search_slots_unfiltered",
            SearchSlots { organisation_type: None, organisation_ods: None, ..search() },
        ),
        call("book_appointment", booking()),
        call(
            "book_appointment_least",
            BookAppointment {
                practitioners: Vec::new(),
                organisation_type: None,
                comment: None,
                slots: vec!["724".into()],
                ..booking()
            },
        ),
        call("list_appointments", list("2026-11-21", "2026-12-19")),
        call("read_appointment", ReadAppointment { patient: &FOUND, id: "3" }),
        call("amend_appointment", change(amend("Sore throat, fever", Some("Bring own chart")))),
        call("amend_appointment_without_comment", change(amend("Sore throat", None))),
        call("cancel_appointment", change(Change::Cancel { reason: "Patient feels better".into() })),
        call("care_record", care_record("SUM", None)),
        call("care_record_period", care_record("MED", Some(("2024-11-21", "2026-11-21")))),
        call("care_record_until", care_record("ENC", Some(("", "2016-12-31")))),
        call("structured_record", structured(Include::everything())),
        call(
            "structured_record_no_issues",
            structured(vec![Include::Medication { issues: false, from: from("2025-11-21") }]),
        ),
        call("structured_record_filtered", structured(filtered())),
        call("structured_record_linking", structured(linking())),
        call("structured_record_predefined", structured(predefined("2026-11-21".parse().unwrap(), true))),
        call("find_task_patient", FindTaskPatient { patient: &TRACED }),
        call("find_task_organization", FindTaskOrganization { ods: "B82617" }),
        call("send_task", task()),
        call("documents_metadata", ReadDocumentsMetadata),
        call("documents_find_patient", FindDocumentsPatient { patient: &TRACED }),
        call("search_documents", documents(None, None, None)),
        call(
            "search_documents_narrowed",
            documents(Some(("2024-01-01", "2026-11-21")), Some("A82038"), Some("clinic letter")),
        ),
        call("search_documents_from", documents(Some(("2024-01-01", "")), None, None)),
        call("read_document", ReadDocument { patient: &TRACED, id: "7-letter.1" }),
    ]
}
