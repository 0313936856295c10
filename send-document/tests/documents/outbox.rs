//! What the outbox keeps, judged: each message by its own events alone.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gp_connect_send_document::outbox::{Judgement, judge, read};
use serde_json::{Value, json};

const OURS: &str = "11111111-1111-4111-8111-111111111111";
const OTHER: &str = "22222222-2222-4222-8222-222222222222";
const NOBODYS: &str = "99999999-9999-4999-8999-999999999999";

fn acknowledgement(id: &str, answers: &str, code: &str, response: &str) -> String {
    let header = format!(
        r#"<MessageHeader><id value="{id}"/><response><identifier value="{answers}"/><code value="{response}"/></response></MessageHeader>"#
    );
    let outcome = format!(
        r#"<OperationOutcome><issue><details><coding><system value="https://fhir.nhs.uk/STU3/CodeSystem/ITK-ResponseCodes-1"/><code value="{code}"/></coding></details></issue></OperationOutcome>"#
    );
    let entry = |resource: String| format!("<entry><resource>{resource}</resource></entry>");
    let (header, outcome) = (entry(header), entry(outcome));
    STANDARD.encode(format!(r#"<Bundle xmlns="http://hl7.org/fhir">{header}{outcome}</Bundle>"#))
}

fn message(header: &str, version: u32, replaces: Option<&str>, events: &Value) -> Value {
    let document = header.replace("-4", "-5");
    let sent = json!({ "header": header, "document": document, "bundle": header.replace("-8", "-9"), "encounter": NOBODYS });
    let about = json!({
        "patient": "DAWES, Minnie", "nhsNumber": "9990000018", "birthDate": "1952-05-31", "seen": "20-Nov-2026 14:05", "practice": "Osprey",
        "practiceOds": "A99999", "title": "Consultation report", "recipientType": "FA", "clinician": "Dr Ada Okafor",
    });
    json!({ "sent": sent, "version": version, "replaces": replaces, "about": about, "metadata": {}, "events": events })
}

fn judged(messages: &[Value]) -> Judgement {
    let asked =
        json!({ "outbox": { "messages": messages, "unmatched": 1 }, "now": "2026-11-20T15:00:00+00:00" });
    judge(&read(&asked.to_string()).unwrap_or_else(|words| panic!("{words}")))
}

fn event(minute: u32, kind: &str, more: &Value) -> Value {
    let mut event = json!({ "at": format!("2026-11-20T14:{minute:02}:00.000Z"), "kind": kind });
    event.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    event
}

/// The state of our message with one more event, and how many remarks are made of it.
fn with(more: Value) -> (&'static str, usize) {
    let events =
        json!([event(1, "posted", &json!({})), event(1, "taken", &json!({ "message": "M1" })), more]);
    let judgement = judged(&[message(OURS, 1, None, &events), message(OTHER, 1, None, &json!([]))]);
    let one = judgement.messages.into_iter().find(|one| one.header.to_string() == OURS).unwrap();
    (one.told.state, one.remarks.len())
}

// proves: SDOC-31 SDOC-42
#[test]
fn an_answer_counts_only_for_the_message_that_it_names_wherever_it_was_placed() {
    let answered = |answers: &str| {
        with(event(2, "answered", &json!({ "xml": acknowledgement("A1", answers, "30001", "ok") })))
    };
    assert_eq!(answered(OURS), ("Accepted", 0));
    assert_eq!(answered(OTHER), ("Sent", 1));
    assert_eq!(answered(NOBODYS), ("Sent", 1));
    assert_eq!(with(event(2, "answered", &json!({ "xml": "bm8gWE1M" }))), ("Sent", 1));
    let reported = |message: &str| {
        with(event(2, "reported", &json!({ "message": message, "code": "EPL-152", "description": "" })))
    };
    assert_eq!(reported("M1"), ("Rejected", 0));
    assert_eq!(reported("M2"), ("Sent", 1));
    assert_eq!(with(event(2, "surprised", &json!({}))), ("Sent", 1));
}

// proves: SDOC-41
#[test]
fn what_becomes_of_a_version_says_what_becomes_of_the_one_before() {
    let answered = |header: &str, code: &str, response: &str| {
        let xml = acknowledgement(&format!("{header}{code}"), header, code, response);
        json!([
            event(1, "posted", &json!({})),
            event(1, "taken", &json!({ "message": header })),
            event(2, "answered", &json!({ "xml": xml })),
        ])
    };
    let cases = [
        ("30001", "ok", "Accepted", "Replaced"),
        ("20014", "fatal-error", "Void", "Void"),
        ("20013", "ok", "Delivered", "Accepted"),
    ];
    for (code, response, second, first) in cases {
        let document = OURS.replace("-4", "-5");
        let judgement = judged(&[
            message(OTHER, 2, Some(&document), &answered(OTHER, code, response)),
            message(OURS, 1, None, &answered(OURS, "30001", "ok")),
        ]);
        let state =
            |version: u32| judgement.messages.iter().find(|one| one.version == version).unwrap().told.state;
        assert_eq!((state(2), state(1)), (second, first), "{code}");
    }
}

// proves: SDOC-43
#[test]
fn one_that_cannot_be_read_is_named_and_hides_no_other() {
    let well = message(OURS, 1, None, &json!([event(1, "posted", &json!({}))]));
    let mut damaged = message(OTHER, 1, None, &json!([]));
    damaged["about"] = json!(null);
    for (one, named) in [(damaged, OTHER), (json!(null), ""), (json!({ "sent": 1 }), "")] {
        let judgement = judged(&[one, well.clone()]);
        assert_eq!(judgement.damaged, [named]);
        assert_eq!(judgement.messages.iter().map(|one| one.header.to_string()).collect::<Vec<_>>(), [OURS]);
    }
    let asked =
        json!({ "outbox": { "messages": [well], "damaged": [NOBODYS] }, "now": "2026-11-20T15:00:00+00:00" });
    assert_eq!(judge(&read(&asked.to_string()).unwrap()).damaged, [NOBODYS]);
}

// proves: SDOC-43 SDOC-44
#[test]
fn those_that_need_somebody_come_first_and_are_counted() {
    let taken = json!([event(9, "posted", &json!({})), event(9, "taken", &json!({ "message": "M2" }))]);
    let lost = json!([event(1, "posted", &json!({})), event(1, "answerLost", &json!({}))]);
    let judgement = judged(&[message(OTHER, 1, None, &taken), message(OURS, 1, None, &lost)]);
    assert_eq!((judgement.need_somebody, judgement.unmatched), (1, 1));
    let states: Vec<&str> = judgement.messages.iter().map(|one| one.told.state).collect();
    assert_eq!(states, ["Unknown", "Sent"]);
}
