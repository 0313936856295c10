//! The sandbox's federation: generated practices, patients known at several, and each practice with a standing of its own.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::asking::*;
use crate::diary::*;
use gp_connect_viewer::gpconnect::{Method, Request};
use gp_connect_viewer::sandbox::{Lost, Provider};
use gp_connect_viewer::session::Settings;
use serde_json::{Value, json};

/// ODS code and ASID of every practice that the settings of a sandbox with so many generated ones name.
fn named(generated: usize) -> Vec<(String, String)> {
    let mut provider = Provider::new();
    provider.tell("practices", &json!(generated)).unwrap();
    let settings = Settings::read(provider.config("http://127.0.0.1:8081").as_bytes()).unwrap();
    settings.providers.iter().map(|one| (one.ods.clone(), one.asid.clone())).collect()
}

/// The same request at another practice.
fn at(request: Request, (ods, asid): &(String, String)) -> Request {
    let url = request.url.replace("Y90001", ods);
    with_header(Request { url, ..request }, "Ssp-To", asid)
}

fn hub() -> (String, String) {
    ("Y90002".to_owned(), "918999198994".to_owned())
}

#[test]
fn the_settings_name_as_many_practices_as_are_asked_for() {
    assert_eq!(named(0).len(), 7);
    let all = named(20);
    assert_eq!(all.len(), 27);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 27, "each has a code and an ASID of its own");
    assert!(Provider::new().tell("practices", &json!(21)).is_err());
}

#[test]
fn twenty_practices_have_ten_thousand_slots_in_a_fortnight_with_the_same_ids() {
    let mut provider = Provider::new();
    let mut total = 0;
    let mut ids = Vec::new();
    for practice in named(20).iter().filter(|(ods, _)| ods.starts_with("Y901")) {
        let (status, bundle) =
            ask(&mut provider, &at(search(&between("2026-11-22", "2026-12-05")), practice));
        assert_eq!(status, 200, "{bundle}");
        let slots = of_type(&bundle, "Slot");
        total += slots.len();
        let clinicians = of_type(&bundle, "Practitioner").len();
        assert_eq!((clinicians, of_type(&bundle, "Location").len()), (4, 2), "{practice:?}");
        let channels: BTreeSet<_> =
            slots.iter().map(|slot| slot["extension"][0]["valueCode"].as_str()).collect();
        assert_eq!(channels.len(), 3, "in person, by telephone and by video");
        ids.push(slots.iter().map(|slot| slot["id"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>());
    }
    assert_eq!(total, 10_000);
    assert!(ids[0].intersection(&ids[4]).count() > 200, "ids are per server and so collide");
}

#[test]
fn a_slot_booked_at_one_practice_is_free_at_the_next() {
    let mut provider = Provider::new();
    let practices = named(5);
    let (first, fifth) = (&practices[7], &practices[11]);
    let patient = "9990054819";
    let (_, found) = ask(&mut provider, &at(find_patient(patient), first));
    let id = of_type(&found, "Patient")[0]["id"].as_str().unwrap().to_owned();
    let mut body =
        booking(&id, &["1-20261123-0830"], "2026-11-23T08:30:00+00:00", "2026-11-23T08:40:00+00:00");
    body["created"] = json!("2026-11-21T14:02:00+00:00");
    let (status, booked) = ask(&mut provider, &at(post(&body), first));
    assert_eq!(status, 201, "{booked}");
    assert_eq!(refused(&mut provider, &at(post(&body), first)), (409, "DUPLICATE_REJECTED".to_owned()));
    let free_at = |provider: &mut Provider, practice| {
        let (_, bundle) = ask(provider, &at(search(&between("2026-11-23", "2026-11-23")), practice));
        of_type(&bundle, "Slot").iter().any(|slot| slot["id"] == "1-20261123-0830")
    };
    assert_eq!((free_at(&mut provider, first), free_at(&mut provider, fifth)), (false, true));
}

#[test]
fn patients_may_be_known_at_several_practices_and_differ_there() {
    let mut provider = Provider::new();
    let mut found = |number: &str, practice: &(String, String)| {
        let (status, bundle) = ask(&mut provider, &at(find_patient(number), practice));
        assert_eq!(status, 200);
        of_type(&bundle, "Patient").first().map(|patient| (*patient).clone())
    };
    let millbrook = ("Y90001".to_owned(), ASID.to_owned());
    let alderbrook = named(1)[7].clone();
    assert!(found(IMOGEN, &millbrook).is_some() && found(IMOGEN, &hub()).is_none(), "her own practice only");
    assert_eq!(
        found("9990054797", &millbrook).unwrap()["identifier"][0]["value"],
        found("9990054797", &hub()).unwrap()["identifier"][0]["value"]
    );
    let names = [&millbrook, &hub()].map(|at| found("9990054800", at).unwrap()["name"][0]["family"].clone());
    assert_eq!(names, ["Delacroix", "Maguire"]);
    let branch =
        |patient: Value| patient["extension"][0]["extension"][0]["valueReference"]["reference"].clone();
    assert_eq!(branch(found("9990054819", &alderbrook).unwrap()), "Location/18");
    assert_eq!(branch(found("9990054819", &millbrook).unwrap()), "Location/17");
}

#[test]
fn whoever_is_known_elsewhere_is_not_registered_again() {
    let mut provider = Provider::new();
    let register = |number: &str, family: &str, born: &str| {
        let body = json!({ "resourceType": "Parameters", "parameter": [{ "name": "registerPatient", "resource": {
            "resourceType": "Patient",
            "meta": { "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Patient-1"] },
            "identifier": [{ "system": "https://fhir.nhs.uk/Id/nhs-number", "value": number }],
            "name": [{ "use": "official", "family": family, "given": ["Any"] }],
            "birthDate": born } }] });
        let request = foundations(
            Method::Post,
            "Patient/$gpc.registerpatient",
            "fhir:operation:gpc.registerpatient-1",
            "patient/*.write",
        );
        at(with_body(request, &body), &hub())
    };
    let known = register("9990054797", "Achebe", "1976-08-19");
    assert_eq!(refused(&mut provider, &known), (409, "DUPLICATE_REJECTED".to_owned()));
    let imogen = register(IMOGEN, "Hartley", "1957-03-09");
    let (status, bundle) = ask(&mut provider, &imogen);
    assert_eq!(status, 200, "{bundle}");
    let branch =
        &of_type(&bundle, "Patient")[0]["extension"][0]["extension"][0]["valueReference"]["reference"];
    assert_eq!(*branch, "Location/17", "a branch of the hub, not the one she prefers at home");
    assert_eq!(refused(&mut provider, &imogen), (409, "DUPLICATE_REJECTED".to_owned()));
}

#[test]
fn each_practice_can_be_told_how_it_stands() {
    let mut provider = Provider::new();
    let practices = named(8);
    let mut answer = |practice: usize, standing: &str| {
        let (ods, _) = &practices[practice];
        provider.tell("standing", &json!({ "practice": ods, "standing": standing })).unwrap();
        provider.handle(&at(search(&between("2026-11-23", "2026-11-23")), &practices[practice]), now())
    };
    assert_eq!(answer(8, "slow:3000").delay, Duration::from_secs(3));
    assert_eq!(answer(9, "not-enabled").response.status, 403);
    assert_eq!(answer(10, "error-page").response.header("Content-Type"), Some("text/html;charset=utf-8"));
    assert_eq!(answer(11, "unreachable").response.status, 502);
    assert_eq!(answer(12, "no-agreement").response.status, 403);
    assert_eq!(answer(13, "silent").lost, Lost::BeforeSave);
    assert_eq!(answer(3, "open").response.status, 200, "and can be put right");
    assert_eq!(ask(&mut provider, &at(search(&between("2026-11-23", "2026-11-23")), &practices[14])).0, 200);
    for wrong in [
        json!({ "practice": "Y99999", "standing": "open" }),
        json!({ "practice": "Y90101", "standing": "odd" }),
        json!({ "practice": "Y90101", "standing": "slow" }),
    ] {
        assert!(provider.tell("standing", &wrong).is_err(), "{wrong}");
    }
}

#[test]
fn one_practice_can_behave_like_the_demonstrator_beside_others_by_the_book() {
    let mut provider = Provider::told(&json!({
        "behaviour": { "practice": "Y90002", "demonstrator": true },
        "practices": 3,
        "standing": [{ "practice": "Y90102", "standing": "silent" }],
        "faults": [{ "fault": "no-body:503", "interaction": "fhir:rest:search:slot-1", "practice": "Y90103" }],
    }))
    .unwrap();
    let unknown =
        foundations(Method::Get, "Location/404", "fhir:rest:read:location-1", "organization/*.read");
    assert_eq!(ask(&mut provider, &unknown).0, 404);
    assert_eq!(ask(&mut provider, &at(unknown, &hub())).0, 500, "L-12");
    assert!(provider.behaviour_for(&at(find_patient(IMOGEN), &hub())).cors_without_if_match);
    assert!(!provider.behaviour_for(&find_patient(IMOGEN)).cors_without_if_match);
    assert_eq!(Provider::told(&json!({ "standing": 3 })).err().unwrap().0, "sandbox.standing");
    assert_eq!(Provider::told(&json!({ "sanding": {} })).err().unwrap().0, "sandbox.sanding");
}

#[test]
fn the_diary_of_every_practice_can_be_looked_at() {
    let mut provider = Provider::new();
    let look = request(Method::Get, "http://127.0.0.1:8081/sandbox/diary", "", "");
    let (status, before) = ask(&mut provider, &look);
    let body = saturday(&mut provider);
    assert_eq!(ask(&mut provider, &post(&body)).0, 201);
    let (_, after) = ask(&mut provider, &look);
    let (before, after) = (before.as_array().unwrap(), after.as_array().unwrap());
    assert_eq!((status, after.len()), (200, before.len() + 1));
    let newest = after.last().unwrap();
    assert_eq!(newest["practice"], "Y90001");
    assert_eq!(newest["slots"], json!(["Slot/1-20261121-1440"]));
    assert_eq!(newest["status"], "booked");
}
