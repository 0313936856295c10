//! Every exchange recorded with the official demonstrator, again: the request as the app makes it, the answer as it reads it.

use crate::asks;
use crate::patients;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::connection::{Script, connection, practice};
use crate::recorded::{ROWS, Row};
use crate::recording::{self, Recording, body_of, folder, names, split};
use gp_connect_viewer::fhir::{Appointment, Composition, Resource};
use gp_connect_viewer::gpconnect::care_record::GetCareRecord;
use gp_connect_viewer::gpconnect::{Cancel, Capability, Mode, Request, Response};
use serde_json::Value;

/// Where the app's request differs from a recorded one, and why it stays so.
struct Difference {
    /// Start of the recordings' names.
    files: &'static str,
    place: Place,
    reason: &'static str,
}

enum Place {
    /// A header with the recorded value, where the app sends another or leaves it to the browser.
    Header(&'static str),
    /// A member that only the recording has.
    Recorded(&'static str),
    /// A member that only the app sends.
    Ours(&'static str),
}

const DIFFERENCES: &[Difference] = &[
    Difference {
        files: "answer-gzip",
        place: Place::Header("Accept-Encoding"),
        reason: "browsers send it themselves",
    },
    Difference {
        files: "appointment-book-minimal-prefer",
        place: Place::Header("Prefer"),
        reason: "the appointment is always asked back; an answer without one is read all the same (L-9)",
    },
    Difference {
        files: "appointment-book",
        place: Place::Recorded("/contained/0/type/0/coding/0/display"),
        reason: "the code decides; the specification's example has none either",
    },
    Difference {
        files: "appointment-book",
        place: Place::Ours("/contained/0/telecom/0/use"),
        reason: "foundations digest 3.4: the organisation's own number is for work",
    },
    Difference {
        files: "register",
        place: Place::Recorded("/parameter/0/resource/telecom"),
        reason: "optional; a practice fills it from PDS (foundations digest 2.3)",
    },
    Difference {
        files: "register",
        place: Place::Recorded("/parameter/0/resource/address"),
        reason: "optional; a practice fills it from PDS (foundations digest 2.3)",
    },
];

fn remove(json: &mut Value, pointer: &str) -> bool {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    json.pointer_mut(parent).and_then(Value::as_object_mut).and_then(|members| members.remove(name)).is_some()
}

/// What differs between a recorded request and the app's, beyond what may. Notes the differences that were met.
fn compare(file: &str, recorded: &Recording, ours: &Request, met: &mut BTreeSet<usize>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut differ = |what: &str, recorded: String, ours: String| {
        if recorded != ours {
            faults.push(format!("{file}: {what}\n  recorded {recorded}\n  ours     {ours}"));
        }
    };
    differ("method", recorded.method.clone(), ours.method.as_str().to_owned());
    let roots = practice().roots;
    let root = [Capability::Structured, Capability::Foundations]
        .into_iter()
        .filter_map(|capability| roots.of(capability))
        .find(|root| ours.url.starts_with(&format!("{root}/")))
        .unwrap();
    let (path, query) = split(&ours.url[root.len() + 1..]);
    differ("path", recorded.path.clone(), path);
    differ("query", format!("{:?}", recorded.query), format!("{query:?}"));

    let mut headers = recorded.headers.clone();
    let mut own: BTreeMap<String, String> =
        ours.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    let (mut body, mut own_body) =
        (recorded.body.clone(), ours.body.as_deref().map(|body| serde_json::from_slice(body).unwrap()));
    for (index, difference) in DIFFERENCES.iter().enumerate().filter(|(_, it)| file.starts_with(it.files)) {
        assert!(!difference.reason.is_empty());
        let found = match difference.place {
            Place::Header(name) => {
                own.remove(name);
                headers.remove(name).is_some()
            }
            Place::Recorded(pointer) => body.as_mut().is_some_and(|body| remove(body, pointer)),
            Place::Ours(pointer) => own_body.as_mut().is_some_and(|body| remove(body, pointer)),
        };
        met.extend(found.then_some(index));
    }
    // New in each request: there, but another one.
    for name in ["Ssp-TraceID", "Authorization"] {
        for headers in [&mut headers, &mut own] {
            if let Some(value) = headers.get_mut(name) {
                *value = "(its own)".to_owned();
            }
        }
    }
    differ("headers", format!("{headers:#?}"), format!("{own:#?}"));
    let text = |body: Option<Value>| body.map_or(String::new(), |body| body.to_string());
    differ("body", text(body), text(own_body));
    faults
}

fn appointment(folder: &Path, name: &str) -> Appointment {
    match Resource::read(&body_of(folder, name)).unwrap() {
        Resource::Appointment(appointment) => std::sync::Arc::unwrap_or_clone(appointment),
        other => panic!("{name}: {}", other.resource_type()),
    }
}

fn replay(folder: &Path, row: &Row, met: &mut BTreeSet<usize>) -> Vec<String> {
    let recorded = Recording::read(folder, row.file);
    let (request, said) = row.ask.run(&recorded.answer, |name| appointment(folder, name));
    let mut faults = match (&request, row.never_sent) {
        (None, _) => vec![format!("{}: nothing was sent: {said}", row.file)],
        (Some(request), None) => compare(row.file, &recorded, request, met),
        (Some(_), Some(why)) => {
            assert!(!why.is_empty());
            Vec::new()
        }
    };
    if said != row.expected {
        faults.push(format!("{}: the answer means {said:?}, the table says {:?}", row.file, row.expected));
    }
    faults
}

// proves: FND-15 FND-27 ARS-06 L-3 L-4 L-9 L-10 L-12 L-13 L-18 L-19 L-23 L-29
#[test]
fn every_recording_of_the_1_line_is_sent_alike_and_read() {
    let Some(folder) = folder("stu3-1.6.0") else { return };
    let (mut faults, mut met) = (Vec::new(), BTreeSet::new());
    for row in ROWS {
        faults.extend(replay(&folder, row, &mut met));
    }
    for (index, difference) in DIFFERENCES.iter().enumerate().filter(|(index, _)| !met.contains(index)) {
        faults.push(format!("difference {index} was met nowhere: {}", difference.reason));
    }
    let rows: Vec<String> = ROWS.iter().map(|row| row.file.to_owned()).collect();
    let unnamed: Vec<_> = names(&folder, "http").into_iter().filter(|name| !rows.contains(name)).collect();
    assert!(unnamed.is_empty(), "recordings without a row: {unnamed:?}");
    assert_eq!(rows.iter().collect::<BTreeSet<_>>().len(), rows.len(), "a recording has two rows");
    let sent = ROWS.iter().filter(|row| row.never_sent.is_none()).count();
    println!("{sent} recordings sent again, {} that the app never sends, all read", rows.len() - sent);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Status and meaning of the 0.x answers that are not a section of the patient in their name.
#[rustfmt::skip] // one recording a line
const OLD: &[(&str, u16, &str)] = &[
    ("invalid-number", 400, "400 INVALID_NHS_NUMBER"),
    ("malformed", 400, "400"),
    ("no-token", 400, "400 INVALID_PARAMETER"),
    ("no-trace", 400, "400 INVALID_PARAMETER"),
    ("range-bad", 422, "422 INVALID_PARAMETER"),
    ("range-both", 200, "section ENC"),
    ("range-empty", 422, "422 INVALID_PARAMETER"),
    ("range-end", 200, "section OBS"),
    ("range-on-allergies", 400, "400 INVALID_PARAMETER"),
    ("range-reversed", 422, "422 INVALID_PARAMETER"),
    ("range-start", 200, "section MED"),
    ("section-INV", 422, "422 INVALID_PARAMETER"),
    ("section-lower", 422, "422 INVALID_PARAMETER"),
    ("stu3-type", 415, "415 INVALID_IDENTIFIER_SYSTEM"),
    ("token-other-patient", 400, "400 INVALID_NHS_NUMBER"),
    ("unknown-patient", 404, "404 PATIENT_NOT_FOUND"),
    ("xml-answer", 200, "unreadable answer"),
];

/// The patient of the answers without a number in their name.
const OLD_NUMBER: &str = "9658218873";

fn care_record(number: &str, section: &str, answer: Response) -> String {
    let (connection, _) = connection(Script::of(Ok(answer)), Mode::Direct);
    let traced = patients::traced(number);
    let get = GetCareRecord { patient: &traced, section, period: None };
    let ended =
        futures::executor::block_on(connection.client(Arc::new(practice())).send(&get, &Cancel::new()));
    match ended {
        Err(error) => error.failure.short(),
        Ok(received) => {
            let section =
                received.value.each::<Composition>().next().and_then(|(_, it)| it.section.first()).unwrap();
            format!("section {}", section.code.as_ref().and_then(|code| code.first_code()).unwrap())
        }
    }
}

// proves: L-18 L-24 L-25 L-26 L-27
#[test]
fn every_answer_of_the_0_line_is_read() {
    let Some(folder) = folder("dstu2-0.7.4") else { return };
    let mut names = names(&folder, "json");
    names.extend(recording::names(&folder, "xml"));
    let (mut read, mut faults) = (0, Vec::new());
    for name in &names {
        let answer = |status| Response { status, headers: Vec::new(), body: body_of(&folder, name) };
        let (said, expected) = match name.split_once('-') {
            Some((number, section)) if number.len() == 10 => {
                let (status, expected) = match number {
                    "9658220142" | "9658220150" => (404, "404 PATIENT_NOT_FOUND".to_owned()),
                    "9658220169" => (403, "403 NO_PATIENT_CONSENT".to_owned()),
                    _ => (200, format!("section {section}")),
                };
                (care_record(number, section, answer(status)), expected)
            }
            _ => {
                let (_, status, expected) =
                    OLD.iter().find(|(old, ..)| old == name).unwrap_or_else(|| panic!("{name} has no row"));
                (care_record(OLD_NUMBER, "SUM", answer(*status)), (*expected).to_owned())
            }
        };
        read += 1;
        if said != expected {
            faults.push(format!("{name}: the answer means {said:?}, expected {expected:?}"));
        }
    }
    println!("{read} answers read");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

// proves: ARH-24
#[test]
fn no_recorded_record_opens_for_another_number() {
    let (Some(new), Some(old)) = (folder("stu3-1.6.0"), folder("dstu2-0.7.4")) else { return };
    let other = "9990054320";
    for name in
        names(&old, "json").iter().filter(|name| name.contains('-') && name.as_bytes()[0].is_ascii_digit())
    {
        let said = care_record(
            other,
            "SUM",
            Response { status: 200, headers: Vec::new(), body: body_of(&old, name) },
        );
        assert!(["patient mismatch", "unreadable answer"].contains(&said.as_str()), "{name}: {said}");
    }
    for name in names(&new, "json")
        .iter()
        .filter(|name| name.starts_with("structured-") || name.starts_with("patient-"))
    {
        let answer = Response { status: 200, headers: Vec::new(), body: body_of(&new, name) };
        let structured = asks::Ask::Structured("9990054320", asks::Areas::Both);
        for ask in [structured, asks::Ask::Find("9990054320")] {
            let (_, said) = ask.run(&answer, |_| unreachable!());
            assert!(
                ["patient mismatch", "unreadable answer", "nobody"].contains(&said.as_str()),
                "{name}: {said}"
            );
        }
    }
}
