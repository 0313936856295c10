//! From a number to a patient who may be opened: each way in, each obstacle, and no way to a wrong record.

use crate::connection::{self, answer, fhir, outcome};
use crate::patients::{self, IMOGEN, at_practice, searchset, with};
use crate::scene::{Scene, organization, scene, settings};
use gp_connect_viewer::clinical::Demographics;
use gp_connect_viewer::clinical::cross_check::{Field, Likeness, Verdict};
use gp_connect_viewer::gpconnect::{Cancel, Failure, Refusal, TransportError};
use gp_connect_viewer::patient::opening::{Obstacle, Step};
use gp_connect_viewer::session::{Admission, OpenPatient};
use serde_json::{Value, json};

const OTHER: &str = "9990054347";

// proves: FND-10 FND-12 FND-14 ARH-02 ARS-04
#[test]
fn a_patient_is_traced_found_and_compared() {
    let ended = scene().play();
    assert_eq!(ended.asked, ["pds 9990054320", "practice Patient", "practice 7"]);
    assert_eq!(
        ended.steps,
        [Step::Tracing, Step::Finding { name: "Millbrook Surgery".into(), ods: "b82617".into() }]
    );
    let candidate = ended.candidate();
    assert_eq!(candidate.found.as_ref().unwrap().id(), "2");
    assert_eq!(candidate.provider.ods, "b82617", "the practice of the trace");
    let verdicts: Vec<_> = candidate.check.rows.iter().map(|row| (row.field, row.verdict)).collect();
    let fields = [
        Field::NhsNumber,
        Field::FamilyName,
        Field::GivenName,
        Field::Born,
        Field::Gender,
        Field::RegisteredPractice,
        Field::Died,
    ];
    assert_eq!(verdicts, fields.map(|field| (field, Verdict::Same)));
    assert!(!candidate.needs_confirmation());
    let trail: Vec<_> = ended.audit.entries().into_iter().map(|entry| entry.attempt).collect();
    assert!(trail.iter().all(|attempt| attempt.outcome == "ok"));
    assert_eq!(trail[1].trace_id, candidate.trace_id);
}

// proves: ARH-03 ARS-04 FND-11
#[test]
fn nothing_is_sent_to_a_practice_about_a_restricted_patient() {
    let label = |code: Value| json!([{ "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "code": code }]);
    let restricted = [
        label("R".into()),
        label("V".into()),
        label("REDACTED".into()),
        label("u".into()),
        label("X".into()),
        // A label that cannot be read restricts as well.
        label(Value::Null),
        json!([{ "display": "restricted" }]),
        json!([{ "code": "U" }, { "code": "R" }]),
        json!({ "code": "R" }),
    ];
    for security in restricted {
        for features in [json!({}), json!({ "openDeceased": true })] {
            let scene = Scene { features, ..scene() }.pds(|it| with(it, "/meta/security", security.clone()));
            let ended = scene.play();
            assert_eq!(*ended.obstacle(), Obstacle::Refused(Refusal::Sensitive), "{security}");
            assert!(!ended.reached_a_practice(), "{security}");
            assert!(ended.words().contains("Nothing was sent to any practice"), "{}", ended.words());
        }
    }
    for unreadable in [json!("R"), json!(["R"]), json!(7)] {
        let ended = scene().pds(|it| with(it, "/meta/security", unreadable.clone())).play();
        assert!(matches!(ended.obstacle(), Obstacle::Failed { .. }), "{unreadable}");
        assert!(!ended.reached_a_practice(), "{unreadable}");
    }
    // PDS leaves the label out for patients without restriction.
    for unrestricted in [Value::Null, json!([])] {
        assert!(scene().pds(|it| with(it, "/meta/security", unrestricted)).play().result.is_ok());
    }
    assert!(scene().pds(|it| with(it, "/meta", Value::Null)).play().result.is_ok());
}

// proves: ARH-04 ARS-03
#[test]
fn a_deceased_patient_is_blocked_unless_the_site_says_otherwise() {
    let died = |member: &'static str, value: Value| scene().pds(move |it| with(it, member, value));
    for (scene, words) in [
        (died("/deceasedDateTime", "2026-11-07T09:15:00+00:00".into()), "died on 07-Nov-2026"),
        (died("/deceasedDateTime", "2026".into()), "died on 2026"),
        (died("/deceasedBoolean", true.into()), "has died"),
    ] {
        let ended = scene.clone().play();
        assert!(matches!(ended.obstacle(), Obstacle::Refused(Refusal::Deceased { .. })));
        assert!(ended.words().contains(words), "{}", ended.words());
        assert!(!ended.reached_a_practice());
        let open = Scene { features: json!({ "openDeceased": true }), ..scene }.play();
        let row = open.candidate().check.rows.iter().find(|row| row.field == Field::Died).unwrap().clone();
        assert_eq!(row.verdict, Verdict::Differs, "the practice does not know");
        assert!(open.candidate().needs_confirmation());
    }
    assert!(died("/deceasedBoolean", false.into()).play().result.is_ok());
}

// proves: ARH-05 ARS-03
#[test]
fn a_replaced_number_is_used_told_and_confirmed() {
    let current = "9990054533";
    let scene = Scene {
        number: "9990054525",
        pds: fhir(200, &patients::at_pds(current).to_string()),
        find: fhir(200, &searchset(&[at_practice(current, "2")])),
        ..scene()
    };
    let ended = scene.play();
    let candidate = ended.candidate();
    assert_eq!(candidate.traced.nhs_number().digits(), current);
    assert_eq!(
        ended.audit.entries()[1].attempt.nhs_number,
        Some(patients::nhs_number(current)),
        "the practice is asked for the current one"
    );
    let told = candidate.superseded().unwrap();
    assert!(told.contains("999 005 4525") && told.contains("999 005 4533"), "{told}");
    assert!(candidate.check.differences().next().is_none() && candidate.needs_confirmation());
}

// proves: ARS-03
#[test]
fn pds_says_why_it_has_no_patient() {
    let cases = [
        (outcome(404, "RESOURCE_NOT_FOUND", ""), "does not know this NHS number"),
        (outcome(404, "INVALIDATED_RESOURCE", ""), "has withdrawn this NHS number"),
        (outcome(400, "INVALID_RESOURCE_ID", ""), "did not accept the NHS number"),
        // Not PDS's own words: something on the way to it.
        (outcome(404, "SOMETHING", ""), "does not have it"),
        (answer(404, "text/html", "<html></html>"), "was not found at its address"),
        (answer(401, "", ""), "session was not accepted"),
        (answer(503, "", ""), "is busy"),
        (Err(TransportError::Network), "could not be reached"),
        (Err(TransportError::Timeout), "did not answer in time"),
        (fhir(200, "<html>"), "came instead of an answer"),
        (fhir(200, "{"), "could not be read"),
        (fhir(200, r#"{"resourceType":"Bundle"}"#), "could not be read"),
    ];
    for (pds, words) in cases {
        let ended = Scene { pds, ..scene() }.play();
        assert!(ended.words().contains(words), "{words}: {}", ended.words());
        assert!(!ended.reached_a_practice(), "{words}");
    }
    let unknown = Scene { pds: outcome(404, "RESOURCE_NOT_FOUND", ""), ..scene() }.play();
    assert_eq!(*unknown.obstacle(), Obstacle::NotOnPds);
}

// proves: ARH-02 ARS-04
#[test]
fn only_the_one_registered_practice_is_asked() {
    let gp = |ods: &str, end: Option<&str>| {
        json!({ "identifier": { "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": ods,
            "period": { "start": "2001-01-01", "end": end } } })
    };
    let registered = |practices: Value| scene().pds(|it| with(it, "/generalPractitioner", practices));
    for none in [
        Value::Null,
        json!([]),
        json!([gp("B82617", Some("2026-11-20"))]),
        json!([gp("B82617", None), gp("Y90002", None)]),
    ] {
        let ended = registered(none.clone()).play();
        assert_eq!(*ended.obstacle(), Obstacle::Refused(Refusal::NoPractice), "{none}");
        assert!(!ended.reached_a_practice());
    }
    let elsewhere = registered(json!([gp("Y90888", None)])).play();
    assert_eq!(*elsewhere.obstacle(), Obstacle::PracticeNotConfigured { ods: "Y90888".into() });
    assert!(elsewhere.words().contains("Y90888") && !elsewhere.reached_a_practice());
    let moved = registered(json!([gp("Y90888", Some("2012-04-30")), gp("b82617", None)])).play();
    assert!(moved.result.is_ok());
}

// proves: FND-15 L-18 L-19
#[test]
fn nobody_at_the_practice_has_one_set_of_words() {
    let answers = [
        fhir(200, &searchset(&[])),
        fhir(200, r#"{"resourceType":"Bundle","entry":[]}"#),
        outcome(404, "PATIENT_NOT_FOUND", "Patient is sensitive"),
        outcome(404, "PATIENT_SENSITIVE", "Patient is sensitive"),
    ];
    let told: Vec<String> =
        answers.into_iter().map(|find| Scene { find, ..scene() }.play().words()).collect();
    assert!(told[0].contains("Millbrook Surgery returned no record for this patient"), "{}", told[0]);
    assert!(told[0].contains("01632 960123"), "{}", told[0]);
    assert!(told.iter().all(|words| *words == told[0]), "{told:#?}");
    let invalid = Scene { find: outcome(400, "INVALID_NHS_NUMBER", ""), ..scene() }.play();
    assert!(invalid.words().contains("did not accept the NHS number"), "{}", invalid.words());
}

// proves: FND-16
#[test]
fn nobody_chooses_between_two_patients() {
    let twice = searchset(&[at_practice(IMOGEN, "2"), at_practice(IMOGEN, "3")]);
    let ended = Scene { find: fhir(200, &twice), ..scene() }.play();
    assert!(matches!(ended.obstacle(), Obstacle::Several { count: 2, .. }));
    assert!(ended.words().contains("Do not choose"), "{}", ended.words());
}

// proves: ARH-24
#[test]
fn a_practice_that_answers_about_another_number_opens_nothing() {
    let number = |value: Value| scene().practice(|it| with(it, "/identifier/0/value", value));
    for other in [OTHER, "9990054321", "99900543200", "999005432"] {
        let ended = number(other.into()).play();
        assert!(matches!(ended.obstacle(), Obstacle::NumberMismatch { .. }), "{other}");
        let words = ended.obstacle().words();
        assert!(words.what.contains("different NHS number") && words.trace_id.is_some(), "{words:?}");
        assert_eq!(ended.audit.entries()[1].attempt.outcome, "patient mismatch");
    }
    // Blanks are none of the number.
    assert!(number("999 005 4320".into()).play().result.is_ok());
    let without = |change: fn(Value) -> Value| scene().practice(change).play();
    let unusable = [
        without(|it| with(it, "/identifier", json!([]))),
        without(|it| {
            with(it, "/identifier/0/system", "https://fhir.nhs.uk/Id/local-patient-identifier".into())
        }),
        without(|it| with(it, "/id", Value::Null)),
        // Two numbers in one Patient are nobody's, in whichever order.
        without(|it| {
            let second = json!({ "system": "https://fhir.nhs.uk/Id/nhs-number", "value": OTHER });
            let first = it["identifier"][0].clone();
            with(it, "/identifier", json!([first, second]))
        }),
        without(|it| {
            let second = json!({ "system": "http://fhir.nhs.net/Id/nhs-number", "value": OTHER });
            let first = it["identifier"][0].clone();
            with(it, "/identifier", json!([second, first]))
        }),
    ];
    for ended in unusable {
        assert!(matches!(ended.obstacle(), Obstacle::Failed { .. }), "{:?}", ended.result);
        assert!(ended.words().contains("none of it is shown"), "{}", ended.words());
    }
}

#[test]
fn pds_answers_with_one_number_or_none_counts() {
    let changes: [(&str, Value); 5] = [
        ("/id", OTHER.into()),
        ("/identifier/0/value", OTHER.into()),
        ("/identifier/0/value", "999005432".into()),
        ("/identifier/0/value", "99900543AB".into()),
        ("/identifier", json!([])),
    ];
    for (place, value) in changes {
        let ended = scene().pds(|it| with(it, place, value.clone())).play();
        assert!(matches!(ended.obstacle(), Obstacle::Failed { .. }), "{place} {value}");
        assert!(!ended.reached_a_practice(), "{place} {value}");
    }
    // Ten digits whose last does not follow from the others: not an NHS number, whoever says so.
    let wrong = Scene { pds: fhir(200, &patients::at_pds("9990054321").to_string()), ..scene() }.play();
    assert_eq!(*wrong.obstacle(), Obstacle::Refused(Refusal::Invalidated));
    assert!(!wrong.reached_a_practice());
}

#[test]
fn a_practice_that_fails_is_named_with_its_number() {
    for find in [answer(502, "", ""), Err(TransportError::Network), answer(500, "text/html", "<html></html>")]
    {
        let ended = Scene { find, ..scene() }.play();
        assert!(matches!(ended.obstacle(), Obstacle::Failed { practice: Some(_), .. }));
        assert!(
            ended.words().contains("The number of Millbrook Surgery is 01632 960123."),
            "{}",
            ended.words()
        );
    }
    let not_shared =
        Scene { find: outcome(403, "403", "FOT_CHECK_FAILED_MESSAGESENDER_1"), ..scene() }.play();
    assert!(not_shared.words().contains("no data-sharing agreement"), "{}", not_shared.words());
}

// proves: FND-14 ARH-23 ARH-25
#[test]
fn the_practice_code_is_read_and_compared() {
    let code = |scene: Scene| {
        let ended = scene.play();
        let candidate = ended.candidate();
        let row = candidate.check.rows.iter().find(|row| row.field == Field::RegisteredPractice).unwrap();
        (row.national.clone(), row.practice.clone(), row.verdict, candidate.practice_unread.is_some())
    };
    let here = Some("B82617".to_owned());
    let other = Scene { organization: fhir(200, &organization("Y90777").to_string()), ..scene() };
    assert_eq!(code(other), (here.clone(), Some("Y90777".into()), Verdict::Differs, false));
    let versioned = scene().practice(|it| {
        with(it, "/managingOrganization/reference", "Organization/7/_history/1469448000000".into())
    });
    assert_eq!(code(versioned).2, Verdict::Same);
    let none = scene().practice(|it| with(it, "/managingOrganization", Value::Null));
    assert_eq!(code(none), (here.clone(), None, Verdict::NotSupplied, false));
    // Not read is not the same as not supplied, and neither keeps the patient from being opened.
    for failed in
        [answer(500, "", ""), outcome(404, "ORGANISATION_NOT_FOUND", ""), Err(TransportError::Network)]
    {
        let scene = Scene { organization: failed, ..scene() };
        assert_eq!(code(scene), (here.clone(), None, Verdict::NotSupplied, true));
    }
}

// proves: ARH-29
#[test]
fn giving_up_at_any_moment_opens_nothing_and_asks_no_further() {
    for moment in 0..3 {
        let ended = scene().play_with(&Cancel::new(), Some(moment));
        assert!(
            matches!(ended.obstacle(), Obstacle::Failed { error, .. } if error.failure == Failure::Cancelled),
            "{moment}: {:?}",
            ended.result
        );
        assert_eq!(ended.asked.len(), moment + 1);
    }
}

#[test]
fn no_words_of_an_obstacle_are_empty_or_technical() {
    let scenes = [
        Scene { pds: outcome(404, "RESOURCE_NOT_FOUND", ""), ..scene() },
        Scene { pds: outcome(404, "INVALIDATED_RESOURCE", ""), ..scene() },
        scene().pds(|it| with(it, "/generalPractitioner", Value::Null)),
        scene().pds(|it| with(it, "/deceasedBoolean", true.into())),
        Scene { find: fhir(200, &searchset(&[])), ..scene() },
    ];
    for scene in scenes {
        let words = scene.play().obstacle().words();
        for text in [words.title, &words.what, &words.next] {
            assert!(text.len() > 10 && !text.contains("Some(") && !text.contains(IMOGEN), "{text}");
        }
    }
}

// proves: FL-13 FND-02 FND-12
#[test]
fn a_practice_with_record_html_alone_opens_on_the_trace_and_every_answer_is_compared() {
    let html = json!({ "html": "https://provider.example.nhs.uk/B82617" });
    let settings = settings(&json!({}), &html);
    let ended = Scene { roots: html, ..scene() }.play();
    assert_eq!(ended.asked, ["pds 9990054320"], "nothing is asked of a service that is not there");
    let candidate = ended.candidate().clone();
    assert!(candidate.found.is_none() && !candidate.needs_confirmation());
    assert_eq!(candidate.first_page(&settings), "/practice-view");
    let open = OpenPatient::open_on_trace(candidate.traced, candidate.provider, false).unwrap();
    let confirmed = open.confirmed_on_opening();
    assert!(confirmed.is_empty(), "nobody had anything to confirm");
    let answer = |person: Value| {
        let today = connection::now().date_naive();
        open.admit(&Demographics::of(&patients::patient(&person), None, today), &confirmed)
    };
    let same = at_practice(IMOGEN, "2");
    assert_eq!(answer(same.clone()), Admission::Admitted(Likeness::Alike));
    let other = answer(with(same.clone(), "/name/0/family", json!("Hartwell")));
    assert!(matches!(other, Admission::Admitted(Likeness::Asks(_))));
    let bare = with(with(same.clone(), "/name", Value::Null), "/birthDate", Value::Null);
    let Admission::Admitted(Likeness::Asks(check)) = answer(bare) else { panic!("the number alone chose") };
    assert!(!check.is_corroborated());
    assert_eq!(answer(with(same, "/identifier/0/value", json!(OTHER))), Admission::Mismatch);
}

// proves: FL-07 FL-08
#[test]
fn what_the_answer_tells_of_the_patient_stands_once_beside_what_the_practice_holds() {
    let candidate = scene().play().candidate().clone();
    let found = candidate.found.unwrap();
    let mut answer = Demographics::of(found.patient(), None, connection::now().date_naive());
    answer.practice = vec![("Usual GP".to_owned(), "Dr Adeyemi".to_owned())];
    let open = OpenPatient::open(found, candidate.provider, candidate.check, false).unwrap();
    let held = open.told_by_practice(None);
    let mut with_answer = open.told_by_practice(Some(&answer));
    let besides = with_answer.pop().unwrap();
    assert_eq!(
        (besides.source.as_str(), besides.lines),
        ("In the record of Millbrook Surgery", answer.practice)
    );
    assert_eq!(with_answer, held);
    assert_eq!(open.told(None)[0].source, "National record (PDS)");
}

// proves: FL-13
#[test]
fn a_practice_without_any_record_service_says_what_is_missing() {
    let documents = json!({ "documents": "https://provider.example.nhs.uk/B82617" });
    let ended = Scene { roots: documents, ..scene() }.play();
    assert!(matches!(ended.obstacle(), Obstacle::NothingToOpen { .. }));
    assert!(ended.words().contains("for finding patients (Foundations)"), "{}", ended.words());
    assert!(!ended.reached_a_practice());
}
