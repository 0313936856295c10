//! Every request as it leaves: method, address, headers, token, body; and what never leaves.

use crate::golden;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::calls::{self, Call, call, calls};
use crate::connection::*;
use crate::patients::{self, FOUND, IMOGEN, TRACED, traced_ago};
use chrono::TimeDelta;
use gp_connect_viewer::gpconnect::appointments::{Change, ChangeAppointment};
use gp_connect_viewer::gpconnect::foundations::{FindOrganization, FindPatient, ReadLocation};
use gp_connect_viewer::gpconnect::{Capability, Client, Failure, Method, Mode, Provider, Request};

const TRACE_ID: &str = "09a01679-2564-4fb4-9129-aecc81ea2706";

fn client(mode: Mode, provider: Provider) -> Client {
    connection(Script::of(Ok(Default::default())), mode).0.client(Arc::new(provider))
}

fn request(call: &Call, mode: Mode, practice: Provider) -> Request {
    let provider = if call.capability == Capability::Pds { pds() } else { practice };
    (call.build)(&client(mode, provider), TRACE_ID)
        .unwrap_or_else(|failure| panic!("{}: {failure:?}", call.name))
}

/// The calls to practices.
fn practice_calls() -> Vec<Call> {
    calls().into_iter().filter(|call| call.capability != Capability::Pds).collect()
}

// proves: ADOC-04 ADOC-11 ADOC-21 ARH-12 ARH-13 ARH-14 ARS-05 ARS-07 ARS-11 FND-05 FND-06 FND-07 FND-17 FND-24 FND-30 APT-01 APT-03 APT-04
// proves: APT-18 APT-19 APT-20 APT-24 APT-27 APT-29 APT-30 L-14
#[test]
fn every_call_is_written_as_the_digests_say() {
    let mut faults = Vec::new();
    for call in calls() {
        golden::compare(call.name, &golden::text(&request(&call, Mode::Direct, practice())), &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_interaction_is_left_out_of_the_calls() {
    fn sources(directory: &std::path::Path, into: &mut String) {
        for path in std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                sources(&path, into);
            } else {
                into.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut text = String::new();
    sources(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/gpconnect"), &mut text);
    let word = |text: &str| text.chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
    let written = text.split("impl Interaction for ").skip(1).map(word);
    // What is declared with others of its shape has its comment first.
    let declared = ["read_by_id! {", "find_by_identifier! {"]
        .into_iter()
        .flat_map(|macro_| text.split(macro_).skip(1))
        .filter_map(|one| one.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with("//")))
        .map(word);
    let names: Vec<String> = written.chain(declared).filter(|name| !name.is_empty()).collect();
    assert!(names.len() > 15, "the interactions are no longer found: {names:?}");
    let examples = include_str!("calls.rs");
    let without: Vec<_> = names
        .iter()
        .filter(|name| !examples.contains(&format!("{name} {{")) && !examples.contains(&format!(", {name})")))
        .collect();
    assert!(without.is_empty(), "no example in tests/wire/calls.rs: {without:?}");
}

// proves: L-1 FND-09 FS-11
#[test]
fn reserved_characters_are_encoded() {
    let odd = "a/b|c?d#e&f=g h+i%j:k\"é";
    let encoded = "a%2Fb%7Cc%3Fd%23e%26f%3Dg%20h%2Bi%25j%3Ak%22%C3%A9";
    let client = client(Mode::Direct, practice());
    assert!(client.request(&ReadLocation { id: odd }, TRACE_ID, now()).is_err(), "no id of FHIR (FS-11)");
    let find = client.request(&FindOrganization { value: odd }, TRACE_ID, now()).unwrap();
    assert!(find.url.ends_with(&format!("%7C{encoded}")), "{}", find.url);
    for call in calls() {
        let url = request(&call, Mode::Direct, practice()).url;
        let query = url.split_once('?').map_or("", |(_, query)| query);
        for value in query.split('&').filter_map(|pair| pair.split_once('=')).map(|(_, value)| value) {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
            assert!(value.bytes().all(plain), "{}: {value}", call.name);
        }
        assert!(!url.contains(['|', ' ']), "{}: {url}", call.name);
    }
}

// proves: ARH-13 ARS-05 FND-07 L-30
#[test]
fn a_token_is_unsigned_lives_five_minutes_and_names_the_user() {
    for call in practice_calls() {
        let (text, header, claims) = golden::token(&request(&call, Mode::Direct, practice())).unwrap();
        let name = call.name;
        assert_eq!(header.to_string(), r#"{"alg":"none","typ":"JWT"}"#, "{name}");
        assert!(
            text.ends_with('.') && text.matches('.').count() == 2,
            "{name}: three parts, the last one empty"
        );
        assert!(!text.contains('='), "{name}: no padding");
        let seconds = |claim: &str| claims[claim].as_i64().unwrap();
        assert_eq!(seconds("iat"), now().timestamp(), "{name}");
        assert_eq!(seconds("exp") - seconds("iat"), 300, "{name}");
        assert_eq!(claims["sub"], claims["requesting_practitioner"]["id"], "{name}");
        assert_eq!(claims["reason_for_request"], "directcare", "{name}");
    }
}

// proves: ARH-13 L-25
#[test]
fn the_two_lines_have_their_own_tokens() {
    let claims = |name: &str| {
        let call = calls().into_iter().find(|call| call.name == name).unwrap();
        golden::token(&request(&call, Mode::Direct, practice())).unwrap().2
    };
    let (old, new) = (claims("care_record"), claims("structured_record"));
    assert_eq!(old["aud"], "https://authorize.fhir.nhs.net/token");
    assert_eq!(old["requested_record"]["identifier"][0]["value"], IMOGEN);
    assert_eq!(old["requesting_practitioner"]["name"]["family"][0], "Okoro");
    assert_eq!(old["requesting_practitioner"]["identifier"][0]["system"], "http://fhir.nhs.net/sds-user-id");
    assert_eq!(new["aud"], practice().roots.structured.unwrap());
    assert!(new.get("requested_record").is_none());
    assert_eq!(new["requesting_practitioner"]["name"][0]["family"], "Okoro");
}

#[test]
fn a_user_without_title_has_no_empty_one_in_the_token() {
    let (mut connection, _) = connection(Script::of(Ok(Default::default())), Mode::Direct);
    let mut identity = identity();
    identity.user.prefix.clear();
    connection.identity = Arc::new(identity);
    let client = connection.client(Arc::new(practice()));
    let request = client.request(&ReadLocation { id: "16" }, TRACE_ID, now()).unwrap();
    let (_, _, claims) = golden::token(&request).unwrap();
    assert!(claims["requesting_practitioner"]["name"][0].get("prefix").is_none(), "{claims}");
}

// proves: FND-06 FND-07
#[test]
fn through_a_gateway_nothing_says_who_asks() {
    for call in practice_calls() {
        let (direct, gateway) =
            (request(&call, Mode::Direct, practice()), request(&call, Mode::Gateway, practice()));
        for name in ["Authorization", "Ssp-From", "Ssp-To"] {
            assert!(direct.header(name).is_some(), "{}: {name}", call.name);
            assert_eq!(gateway.header(name), None, "{}: {name}", call.name);
        }
        let mut rest = direct.clone();
        rest.headers.retain(|(name, _)| !["Authorization", "Ssp-From", "Ssp-To"].contains(name));
        assert_eq!(gateway, rest, "{}: nothing else differs", call.name);
    }
}

// proves: FND-23 L-28
#[test]
fn an_update_names_the_version_that_was_read_where_it_can_be_sent() {
    let without = Provider { sends_if_match: false, ..practice() };
    for call in calls() {
        let if_match = |mode, provider: &Provider| {
            request(&call, mode, provider.clone()).header("If-Match").map(str::to_owned)
        };
        let version = (call.name.starts_with("amend") || call.name.starts_with("cancel"))
            .then(|| "W/\"1795230292000\"".to_owned());
        assert_eq!(if_match(Mode::Direct, &practice()), version, "{}", call.name);
        assert_eq!(if_match(Mode::Direct, &without), None, "{}", call.name);
        assert_eq!(if_match(Mode::Gateway, &without), version, "{}: the gateway always sends it", call.name);
    }
}

// proves: FND-02 FND-05 ARS-01 ARH-19
#[test]
fn each_capability_goes_to_its_own_root_as_it_stands() {
    for call in calls() {
        let url = request(&call, Mode::Direct, practice()).url;
        let root = match call.capability {
            Capability::Pds => pds().roots.pds,
            capability => practice().roots.of(capability).map(str::to_owned),
        };
        assert!(url.starts_with(&format!("{}/", root.unwrap())), "{}: {url}", call.name);
    }
    let mut poor = practice();
    poor.roots.structured = None;
    let structured = calls().into_iter().find(|call| call.name == "structured_record").unwrap();
    let failure = (structured.build)(&client(Mode::Direct, poor), TRACE_ID).unwrap_err();
    assert!(matches!(failure, Failure::NotSupported { .. }), "{failure:?}");
}

// proves: ARH-12 ARS-05 FND-06
#[test]
fn each_attempt_has_its_own_trace_id_and_token() {
    let script = Script::of(answer(503, "text/html", "<html>busy</html>"));
    let (mut connection, audit) = connection(script.clone(), Mode::Direct);
    connection.now = ticking;
    let client = connection.client(Arc::new(practice()));
    let find = call("find_patient", FindPatient { patient: &TRACED, practice_ods: ODS });
    (find.send)(&client).unwrap_err();
    let sent = script.requests();
    assert_eq!(sent.len(), 3);
    let distinct = |value: &dyn Fn(&Request) -> String| sent.iter().map(value).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(&|request| request.header("Ssp-TraceID").unwrap().to_owned()), 3);
    assert_eq!(distinct(&|request| golden::token(request).unwrap().2["iat"].to_string()), 3);
    let trail = audit.entries();
    let traces: Vec<_> = trail.iter().map(|entry| entry.attempt.trace_id.as_str()).collect();
    let headers: Vec<_> = sent.iter().map(|request| request.header("Ssp-TraceID").unwrap()).collect();
    assert_eq!(traces, headers, "each attempt is audited under its own id");
    assert_eq!(trail.iter().map(|entry| entry.sequence).collect::<Vec<_>>(), [1, 2, 3]);
}

// proves: ARH-01 ARS-02 FND-10
#[test]
fn a_trace_older_than_a_day_blocks_the_call_and_is_audited() {
    let cases = [
        (TimeDelta::hours(24), true),
        (TimeDelta::hours(24) + TimeDelta::seconds(1), false),
        (TimeDelta::hours(25), false),
        // The clock was set back: nobody knows how old the trace is.
        (-TimeDelta::minutes(4), true),
        (-TimeDelta::hours(1), false),
    ];
    for (age, leaves) in cases {
        let script = Script::of(fhir(200, r#"{"resourceType":"Bundle"}"#));
        let (connection, audit) = connection(script.clone(), Mode::Direct);
        let traced = traced_ago(IMOGEN, age);
        let find = FindPatient { patient: &traced, practice_ods: ODS };
        let client = connection.client(Arc::new(practice()));
        let ended = futures::executor::block_on(client.send(&find, &Default::default()));
        assert_eq!(script.count(), usize::from(leaves), "{age}");
        let attempt = &audit.entries()[0].attempt;
        assert_eq!(attempt.status, leaves.then_some(200), "{age}");
        if !leaves {
            let error = ended.unwrap_err();
            assert_eq!(error.failure, Failure::TraceTooOld);
            assert!(error.explain().what.contains("24 hours"), "the reason is said");
            assert_eq!(attempt.outcome, "blocked: trace older than 24 h");
        }
    }
}

// proves: ARH-02 ARS-04 FND-22
#[test]
fn a_call_goes_to_the_practice_that_it_is_about_and_to_no_other() {
    let other = Provider { ods: "Y90002".into(), name: "Harbour Lane Hub".into(), ..practice() };
    for call in practice_calls() {
        let about_a_patient = golden::text(&request(&call, Mode::Direct, practice())).contains("patient/*");
        let elsewhere = (call.build)(&client(Mode::Direct, other.clone()), TRACE_ID);
        match elsewhere {
            Err(Failure::NotSent { why }) => {
                assert!(about_a_patient && why.contains("Harbour Lane Hub"), "{}", call.name)
            }
            other => assert!(!about_a_patient && other.is_ok(), "{}: left for another practice", call.name),
        }
    }
    // One code, whichever case a settings file writes it in.
    let shouting = Provider { ods: ODS.to_lowercase(), ..practice() };
    assert!(
        client(Mode::Direct, shouting).request(&calls::care_record("SUM", None), TRACE_ID, now()).is_ok()
    );
}

#[test]
fn nothing_about_the_patient_is_in_an_address_but_what_the_protocol_wants() {
    for call in calls() {
        let url = request(&call, Mode::Direct, practice()).url;
        let by_number = ["trace_patient", "find_patient", "documents_find_patient", "find_task_patient"]
            .contains(&call.name);
        assert_eq!(url.contains(IMOGEN), by_number, "{}: {url}", call.name);
        // PDS offers its list search by GET alone.
        let by_name = call.name == "list_patients";
        assert_eq!(url.to_lowercase().contains("hartley"), by_name, "{}: {url}", call.name);
    }
}

// proves: APT-27 APT-29 FND-20
#[test]
fn an_update_keeps_what_it_does_not_know_digit_for_digit() {
    for change in [calls::amend("Fever", Some("None")), Change::Cancel { reason: "Better".into() }] {
        let update = ChangeAppointment { patient: &FOUND, appointment: &calls::APPOINTMENT, change };
        let sent = client(Mode::Direct, practice()).request(&update, TRACE_ID, now()).unwrap();
        assert_eq!(sent.method, Method::Put);
        let body = String::from_utf8(sent.body.unwrap()).unwrap();
        assert!(body.contains(r#""supplierMember":{"kept":[1.50,null]}"#), "{body}");
        assert!(body.contains(r#""valueDecimal":1.10"#), "{body}");
    }
}

// proves: FB-06
#[test]
fn a_booking_names_every_clinician_of_the_schedule() {
    let mut booking = calls::booking();
    booking.practitioners = vec!["1".to_owned(), "9".to_owned()];
    let sent = client(Mode::Direct, practice()).request(&booking, TRACE_ID, now()).unwrap();
    let body: serde_json::Value = serde_json::from_slice(&sent.body.unwrap()).unwrap();
    let actors: Vec<_> =
        body["participant"].as_array().unwrap().iter().map(|one| &one["actor"]["reference"]).collect();
    assert_eq!(actors, ["Patient/2", "Location/16", "Practitioner/1", "Practitioner/9"]);
}

// proves: FB-02
#[test]
fn the_registered_practice_is_that_of_the_day() {
    let mut json = patients::at_pds(IMOGEN);
    let practice = |ods: &str, start: &str, end: serde_json::Value| {
        serde_json::json!({ "identifier": { "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": ods,
            "period": { "start": start, "end": end } } })
    };
    json["generalPractitioner"] = serde_json::json!([
        practice("Y90001", "2001-01-01", "2012-04-30".into()),
        practice("Y90002", "2012-05-01", "2026-06-30".into()),
        practice(ODS, "2026-07-01", "2026-12-31".into()),
        practice("Y90003", "2027-01-01", serde_json::Value::Null),
    ]);
    let traced = |at: &str| {
        let at = at.parse().unwrap();
        let today = gp_connect_viewer::format::uk_time::today(at);
        gp_connect_viewer::gpconnect::TracedPatient::admit(
            &patients::nhs_number(IMOGEN),
            patients::patient(&json),
            at,
            today,
            false,
        )
        .map(|traced| traced.practice_ods().to_owned())
    };
    assert_eq!(traced("2026-11-21T12:00:00Z").as_deref(), Ok(ODS));
    // 23:59 and 00:30 of British summer time: in UTC both are on the last day of June.
    assert_eq!(traced("2026-06-30T22:59:00Z").as_deref(), Ok("Y90002"));
    assert_eq!(traced("2026-06-30T23:30:00Z").as_deref(), Ok(ODS));
    assert_eq!(traced("2027-01-01T00:00:00Z").as_deref(), Ok("Y90003"));
    assert_eq!(traced("2012-04-30T12:00:00Z").as_deref(), Ok("Y90001"));
    assert!(traced("1999-01-01T12:00:00Z").is_err());
}
