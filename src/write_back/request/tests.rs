use gp_connect_send_document::summary::DocumentType;
use uuid::Uuid;

use super::*;
use crate::format::NhsNumber;

fn between() -> Between {
    let patient = Patient {
        nhs_number: "9990054320".to_owned(),
        is_verified: true,
        is_restricted: false,
        family: "Hartley".to_owned(),
        given: vec!["Imogen".to_owned()],
        prefix: None,
        birth_date: NaiveDate::from_ymd_opt(1957, 3, 9).unwrap(),
        gender: None,
        address: Vec::new(),
        telephone: None,
        mobile: None,
        traced: on_uk_clock(DateTime::UNIX_EPOCH),
    };
    let practice = Practice { ods: "Y90001".to_owned(), name: "Millbrook Surgery".to_owned() };
    let sender = Organisation {
        ods: "Y90500".to_owned(),
        name: "Northvale".to_owned(),
        telephone: String::new(),
        address: None,
        mailbox: "Y90500OT001".to_owned(),
    };
    Between { patient, practice, sender }
}

fn draft(day: &str, start: &str) -> Draft {
    let notes =
        vec![(Heading::FollowUp, " Ring on Monday ".to_owned()), (Heading::History, "Cough".to_owned())];
    let row = Taken {
        heading: Heading::History,
        text: "Asthma".to_owned(),
        area: "Problems".to_owned(),
        practice: "Millbrook Surgery".to_owned(),
        read: DateTime::UNIX_EPOCH,
    };
    Draft {
        nhs_number: NhsNumber::parse("9990054320").unwrap(),
        begun: DateTime::UNIX_EPOCH,
        encounter: Uuid::from_u128(1),
        edition: Edition::First,
        fields: Fields {
            document_type: DocumentType::ClinicalEncounter,
            asks: Asks::Action,
            reason: "Ring".to_owned(),
            day: day.to_owned(),
            start: start.to_owned(),
            end: String::new(),
            notes,
            prefix: " ".to_owned(),
            given: "Nadia".to_owned(),
            family: "Okoro".to_owned(),
            role: "Nurse".to_owned(),
            sds_user_id: "555000000017".to_owned(),
            telephone: String::new(),
            is_administrative: false,
            is_confidential: false,
            is_sensitive: false,
        },
        is_touched: true,
        taken: vec![row],
        attachments: Vec::new(),
        unsettled: None,
    }
}

// proves: SDOC-34
#[test]
fn what_is_typed_and_what_is_taken_stand_under_their_headings_in_the_order_of_the_page() {
    let (summary, remarks) = summary(&draft("2026-07-01", "14:05"), &between(), DateTime::UNIX_EPOCH);
    assert_eq!(remarks, []);
    let headings: Vec<Heading> = summary.sections.iter().map(|section| section.heading).collect();
    assert_eq!(headings, [Heading::History, Heading::FollowUp]);
    let entries: Vec<&Entry> = summary.sections.iter().flat_map(|one| &one.entries).collect();
    let texts: Vec<&str> = entries.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["Cough", "Asthma", "Ring on Monday"]);
    let source = entries.iter().find_map(|one| one.source.as_ref()).unwrap();
    assert_eq!((source.area.as_str(), source.practice.as_str()), ("Problems", "Millbrook Surgery"));
    // A clock in the UK: summer time in July.
    assert_eq!(summary.encounter.start.to_rfc3339(), "2026-07-01T14:05:00+01:00");
    assert_eq!(summary.clinician.prefix, None);
}

// proves: SDOC-29
#[test]
fn text_for_one_patient_is_never_part_of_anothers_summary() {
    let mut other = between();
    other.patient.nhs_number = "9990054347".to_owned();
    let (_, remarks) = summary(&draft("2026-07-01", "14:05"), &other, DateTime::UNIX_EPOCH);
    assert!(remarks.iter().any(|one| one.words.contains("another patient")), "{remarks:?}");
}

// proves: SDOC-04
#[test]
fn what_only_the_form_knows_of_its_gaps_is_said_in_its_place() {
    let mut draft = draft("", "25:00");
    draft.fields.asks = Asks::NotSaid;
    draft.fields.end = "later".to_owned();
    let (_, remarks) = summary(&draft, &between(), DateTime::UNIX_EPOCH);
    let fields: Vec<&str> = remarks.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(fields, ["Encounter", "Encounter", "Reason"]);
}

#[test]
fn an_encounter_may_end_after_midnight_and_a_mistyped_time_is_none_of_the_next_day() {
    let ended = |start: &str, end: &str| {
        let mut draft = draft("2026-07-01", start);
        draft.fields.end = end.to_owned();
        let (summary, remarks) = summary(&draft, &between(), DateTime::UNIX_EPOCH);
        assert_eq!(remarks, []);
        summary.encounter.end.unwrap().to_rfc3339()
    };
    assert_eq!(ended("23:50", "00:20"), "2026-07-02T00:20:00+01:00");
    assert_eq!(ended("22:00", "22:00"), "2026-07-01T22:00:00+01:00");
    assert_eq!(ended("14:05", "14:20"), "2026-07-01T14:20:00+01:00");
    // Refused by the checks: it ends before it begins.
    assert_eq!(ended("14:05", "13:50"), "2026-07-01T13:50:00+01:00");
}

#[test]
fn characters_that_nobody_can_see_are_left_out_of_what_was_typed() {
    let mut draft = draft("2026-07-01", "14:05");
    draft.fields.reason = "Ring\u{200b} on\u{ad} Mon\u{feff}day".to_owned();
    draft.fields.family = "O\u{200b}koro".to_owned();
    let (summary, _) = summary(&draft, &between(), DateTime::UNIX_EPOCH);
    assert_eq!(summary.purpose.reason(), "Ring on Monday");
    assert_eq!(summary.clinician.family, "Okoro");
}
