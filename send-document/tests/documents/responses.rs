//! Acknowledgements as they come: read, and matched to what was sent without a guess.

use gp_connect_send_document::message::ACKNOWLEDGEMENTS;
use gp_connect_send_document::response::{Match, Response, Sent, Stage, Unreadable, find, read};
use uuid::Uuid;

use crate::cases::ids;

/// An acknowledgement as a receiver writes it; an empty part is left out.
pub fn acknowledgement(id: &str, answers: &str, reference: &str, code: &str, is_ok: bool) -> String {
    let answers =
        if answers.is_empty() { String::new() } else { format!("<identifier value=\"{answers}\"/>") };
    let word = if is_ok { "ok" } else { "fatal-error" };
    format!(
        "<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"message\"/><entry><resource><MessageHeader><id value=\"{id}\"/>\
         <extension url=\"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ITK-MessageHandling-2\">\
         <extension url=\"SenderReference\"><valueString value=\"{reference}\"/></extension></extension>\
         <response>{answers}<code value=\"{word}\"/></response></MessageHeader></resource></entry>\
         <entry><resource><Practitioner><id value=\"p\"/></Practitioner></resource></entry>\
         <entry><resource><OperationOutcome><issue><severity value=\"fatal\"/><code value=\"not-found\"/><details><coding>\
         <code value=\"{code}\"/><display value=\"As displayed\"/></coding></details><diagnostics value=\"As diagnosed\"/>\
         </issue></OperationOutcome></resource></entry></Bundle>"
    )
}

pub fn response(id: &str, code: &str, is_ok: bool) -> Response {
    read(acknowledgement(id, "", "None", code, is_ok).as_bytes()).unwrap()
}

fn sent(name: &str, encounter: Uuid, is_open: bool) -> Sent {
    let ids = ids(name, 0);
    Sent { header: ids.header, document: ids.document, bundle: ids.bundle, encounter, is_open }
}

// proves: SDOC-31
#[test]
fn an_acknowledgement_is_read_with_its_code_and_whom_it_answers() {
    let one = read(
        acknowledgement("r1", "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", "None", "30002", false).as_bytes(),
    )
    .unwrap();
    assert_eq!((one.code.as_str(), one.is_ok, one.stage()), ("30002", false, Stage::Business));
    assert_eq!(one.answers.as_deref(), Some("1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed"));
    assert_eq!((one.sender_reference.as_deref(), one.id.as_str()), (None, "r1"));
    assert_eq!(one.as_sent(), "30002: As displayed: As diagnosed");
    assert!(ACKNOWLEDGEMENTS.iter().all(|workflow| workflow.ends_with("_ACK")));
}

// proves: SDOC-31 SDOC-42
#[test]
fn what_is_no_acknowledgement_is_said_to_be_none() {
    let unreadable = |bytes: &[u8]| read(bytes).unwrap_err();
    assert_eq!(unreadable(b"<Bundle xmlns=\"http://hl7.org/fhir\"><entry>"), Unreadable::NotXml);
    assert_eq!(unreadable(&[0xff, 0xfe, 0]), Unreadable::NotXml);
    assert_eq!(unreadable(b""), Unreadable::NotXml);
    assert_eq!(unreadable(b"<Bundle xmlns=\"http://hl7.org/fhir\"/>"), Unreadable::NotAResponse);
    let other = acknowledgement("r", "x", "None", "20013", true).replace("value=\"ok\"", "value=\"perhaps\"");
    assert_eq!(unreadable(other.as_bytes()), Unreadable::NotAResponse);
    // Our own message, sent back by mistake, answers nothing.
    let own = crate::cases::Case::new("plain").made().message.xml;
    assert_eq!(unreadable(&own), Unreadable::NotAResponse);
}

// proves: SDOC-31
#[test]
fn an_acknowledgement_goes_to_the_message_it_names_and_to_no_other() {
    let encounter = Uuid::from_u128(7);
    let all = [
        sent("one", encounter, false),
        sent("two", encounter, true),
        sent("three", Uuid::from_u128(8), true),
    ];
    let answer = |answers: &str, reference: &str| {
        find(&read(acknowledgement("r", answers, reference, "20013", true).as_bytes()).unwrap(), &all)
    };
    let upper = all[0].header.to_string().to_uppercase();
    assert_eq!(answer(&upper, "None"), Match::Message(all[0].header));
    assert_eq!(
        answer(&format!("urn:uuid:{}", all[1].document), "None"),
        Match::Message(all[1].header),
        "by its document"
    );
    assert_eq!(answer(&all[2].bundle.to_string(), "None"), Match::Message(all[2].header), "by its bundle");
    assert_eq!(
        answer("", &encounter.to_string()),
        Match::Message(all[1].header),
        "by its encounter: one is open"
    );
    let other = ids("somebody else's", 0).header.to_string();
    assert_eq!(
        answer(&other, &encounter.to_string()),
        Match::Unmatched,
        "what names another message is not ours"
    );
    for reference in ["None", "NONE", "UNREADABLE-IN-ORIGINAL-MESSAGE", "", "not a reference"] {
        assert_eq!(answer("", reference), Match::Unmatched, "{reference}");
    }
    let both_open = [sent("one", encounter, true), sent("two", encounter, true)];
    let by_encounter =
        read(acknowledgement("r", "", &encounter.to_string(), "30001", true).as_bytes()).unwrap();
    assert_eq!(find(&by_encounter, &both_open), Match::Unmatched, "two are open: not to be told apart");
}

// proves: SDOC-42
#[test]
fn the_code_of_itk3_is_taken_among_others_and_a_document_type_is_refused() {
    let plain = acknowledgement("r", "", "None", "30002", false);
    let other = "<coding><system value=\"https://supplier.invalid/codes\"/><code value=\"E7\"/></coding>";
    let own = "<coding><system value=\"https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1\"/>";
    let both = plain.replace("<coding>", &format!("{other}{own}"));
    assert_eq!(read(both.as_bytes()).unwrap().code, "30002");
    let without = plain.replace("<details>", "<!--").replace("</details>", "-->");
    let without = read(without.as_bytes()).unwrap();
    assert_eq!(
        (without.code.as_str(), without.is_positive(), without.diagnostics.as_str()),
        ("", false, "As diagnosed")
    );
    let expanding = format!("<!DOCTYPE b [<!ENTITY a \"aaaaaaaa\">]>{plain}");
    assert_eq!(read(expanding.as_bytes()).unwrap_err(), Unreadable::NotXml);
}
