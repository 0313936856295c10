//! The model reads what suppliers really send: nothing is lost, nothing fails.

use gp_connect_viewer::fhir::{
    Bundle, Condition, Index, List, Observation, Patient, Practitioner, ReadError, Resolved, Resource,
    Schedule, Slot, Value,
};

fn bundle(entries: &str) -> Bundle {
    Bundle::read(format!(r#"{{"resourceType":"Bundle","type":"collection","entry":[{entries}]}}"#).as_bytes())
        .unwrap()
}

fn resource(json: &str) -> Resource {
    Resource::read(json.as_bytes()).unwrap()
}

fn observation(members: &str) -> Observation {
    match resource(&format!(r#"{{"resourceType":"Observation",{members}}}"#)) {
        Resource::Observation(observation) => std::sync::Arc::unwrap_or_clone(observation),
        other => panic!("{other:?}"),
    }
}

// proves: L-3
#[test]
fn a_searchset_without_entry_is_empty() {
    let read = Bundle::read(br#"{"resourceType":"Bundle","type":"searchset"}"#).unwrap();
    assert!(read.entries.is_empty());
    assert_eq!(read.kind.as_deref(), Some("searchset"));
}

#[test]
fn what_is_no_bundle_says_what_it_is() {
    let read = |body: &str| Bundle::read(body.as_bytes()).unwrap_err();
    assert_eq!(read(""), ReadError::Empty);
    assert_eq!(read("  "), ReadError::Empty);
    assert!(matches!(read("<html>"), ReadError::NotJson { line: 1, .. }));
    assert_eq!(read(r#"{"resourceType":"Bundle","entry":[{"#), ReadError::Truncated);
    assert_eq!(read("[]"), ReadError::NotAResource);
    assert_eq!(read("7"), ReadError::NotAResource);
    assert_eq!(read(r#"{"iss":"x"}"#), ReadError::NotAResource);
    assert_eq!(
        read(r#"{"resourceType":"OperationOutcome"}"#),
        ReadError::NotABundle { resource_type: "OperationOutcome".into() }
    );
    assert!(matches!(read(r#"{"resourceType":"Bundle"} x"#), ReadError::NotJson { .. }));
}

#[test]
fn an_error_repeats_nothing_of_the_body() {
    let error = Bundle::read(br#"{"resourceType":"Mrs Secret, 9990000000"}"#).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("Secret"));
    let error = Bundle::read(br#"{"resourceType":Secret}"#).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("Secret"));
}

// proves: ARS-15 FND-20
#[test]
fn every_entry_comes_out_whatever_it_holds() {
    let read = bundle(
        r#"
        {"resource":{"resourceType":"Patient","id":"p","unknown":{"a":[1,{}]}}},
        {"resource":{"resourceType":"Flag","id":"f"}},
        {"resource":{"id":"f"}},
        {"resource":null},
        {"fullUrl":"Patient/1"},
        null, 5, "text", [1], {},
        {"resource":"Patient"},
        {"resource":[{"resourceType":"Patient"}]},
        {"resource":{"id":"late","resourceType":"Patient"}}
        "#,
    );
    assert_eq!(read.entries.len(), 13);
    let types: Vec<_> = read.entries.iter().map(Resource::resource_type).collect();
    assert_eq!(types, ["Patient", "Flag", "?", "?", "?", "?", "?", "?", "?", "?", "?", "?", "Patient"]);
    assert!(matches!(&read.entries[1], Resource::Other(other) if other.raw.contains("Flag")));
    assert!(matches!(&read.entries[2], Resource::Unreadable(this) if this.id.as_deref() == Some("f")));
    assert_eq!(read.entries[12].id(), Some("late"));
}

// proves: ARS-67
#[test]
fn a_wrong_kind_costs_the_field_and_not_the_row() {
    let observation = observation(
        r#""id":7,"status":{"a":1},"code":{"coding":{"code":" 72313002 ","userSelected":"true"}},
           "valueQuantity":{"value":"123.0000","code":["mm[Hg]","x"],"unit":null},
           "comment":["first"],"performer":{"reference":"Practitioner/1"},"issued":"","related":[],"category":[null,{}]"#,
    );
    assert_eq!(observation.id.as_deref(), Some("7"));
    assert_eq!(observation.status, None);
    let code = observation.code.unwrap();
    assert!(code.has_code("72313002"));
    assert_eq!(code.coding[0].user_selected, Some(true));
    let Some(Value::Quantity(quantity)) = observation.value else { panic!() };
    assert_eq!(quantity.value.unwrap().as_str(), "123.0000");
    assert_eq!(quantity.code.as_deref(), Some("mm[Hg]"));
    assert_eq!(quantity.unit, None);
    assert_eq!(observation.comment.as_deref(), Some("first"));
    assert_eq!(observation.performer.len(), 1);
    assert_eq!(observation.issued, None);
    assert!(observation.category.is_empty());
}

#[test]
fn what_was_left_out_is_noted_by_place() {
    let read = bundle(
        r#"{"resource":{"resourceType":"Patient"}},
           {"resource":{"resourceType":"Observation","status":{"a":1},"modifierExtension":[{"url":"x"}]}}"#,
    );
    let places: Vec<_> = read.skipped.iter().map(|skipped| (skipped.entry, skipped.place)).collect();
    assert_eq!(places, [(1, "Observation.status"), (1, "Observation")]);
}

#[test]
fn numbers_keep_their_digits() {
    let observation =
        observation(r#""valueQuantity":{"value":0.50},"component":[{"valueQuantity":{"value":1E2}}]"#);
    let Some(Value::Quantity(quantity)) = observation.value else { panic!() };
    assert_eq!(quantity.value.unwrap().as_str(), "0.50");
    let Some(Value::Quantity(quantity)) = &observation.component[0].value else { panic!() };
    assert_eq!(quantity.value.as_ref().unwrap().as_str(), "1E2");
}

// proves: ARS-67
#[test]
fn a_member_sent_twice_loses_no_row() {
    let observation = observation(
        r#""comment":"a","comment":"b","issued":"2019","issued":null,
           "performer":[{"reference":"Practitioner/1"}],"performer":[{"reference":"Practitioner/2"}]"#,
    );
    assert_eq!(observation.comment.as_deref(), Some("b"));
    assert_eq!(observation.issued.unwrap().text(), "2019");
    assert_eq!(observation.performer.len(), 2);
}

#[test]
fn text_keeps_its_blanks_breaks_and_entities() {
    let read = observation("\"comment\":\" a\\r\\n &#39;b&#39; \\u0013 \\ud800 \"");
    assert!(read.comment.unwrap().contains("&#39;b&#39;"));
    let read = observation(r#""comment":"  a\r\nb ""#);
    assert_eq!(read.comment.as_deref(), Some("  a\nb "));
}

// proves: ARS-67
#[test]
fn bare_text_stands_for_a_note_or_a_concept() {
    let Resource::Condition(condition) =
        resource(r#"{"resourceType":"Condition","note":"seen","category":"problem","code":"Asthma"}"#)
    else {
        panic!()
    };
    let condition: Condition = std::sync::Arc::unwrap_or_clone(condition);
    assert_eq!(condition.note[0].text.as_deref(), Some("seen"));
    assert_eq!(condition.code.unwrap().text.as_deref(), Some("Asthma"));
}

#[test]
fn names_are_read_in_both_versions() {
    let read = bundle(
        r#"{"resource":{"resourceType":"Practitioner","name":{"family":["van","Dam"],"given":["Jo"]}}},
           {"resource":{"resourceType":"Patient","name":[{"family":"Dam","given":"Jo"}],
            "careProvider":[{"reference":"Practitioner/1"}]}}"#,
    );
    let (_, practitioner) = read.each::<Practitioner>().next().unwrap();
    assert_eq!(practitioner.name[0].family().as_deref(), Some("van Dam"));
    let (_, patient) = read.each::<Patient>().next().unwrap();
    assert_eq!(patient.name[0].family().as_deref(), Some("Dam"));
    assert_eq!(patient.name[0].given, ["Jo"]);
    assert_eq!(patient.general_practitioner.len(), 1);
}

#[test]
fn extensions_are_found_by_name_whatever_their_url() {
    let Resource::MedicationRequest(request) = resource(
        r#"{"resourceType":"MedicationRequest","extension":[
            {"url":"http://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-PrescriptionType-1",
             "valueCodeableConcept":{"coding":[{"code":"repeat"}]}},
            {"url":"https://fhir.nhs.uk/STU3/StructureDefinition/extension-careconnect-gpc-MedicationRepeatInformation-1",
             "extension":[{"url":"numberOfRepeatPrescriptionsIssued","valuePositiveInt":"6"},
                          {"url":"AuthorisationExpiryDate","valueDateTime":"2019-03"}]}]}"#,
    ) else {
        panic!()
    };
    assert_eq!(request.extension.named("PrescriptionType").unwrap().code(), Some("repeat"));
    let repeats = request.extension.named("MedicationRepeatInformation").unwrap();
    assert_eq!(repeats.child("numberOfRepeatPrescriptionsIssued").unwrap().number(), Some(6));
    assert_eq!(repeats.child("authorisationExpiryDate").unwrap().date_time().unwrap().text(), "2019-03");
    assert!(request.extension.named("PrescribingAgency").is_none());
}

#[test]
fn a_description_is_found_under_each_url_even_misspelt() {
    for url in [
        "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-coding-sctdescid",
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-coding-sctdescid-1",
        "http://x/Extension-coding-sctdecsid",
        "http://x/extension-Coding-SCTDESCID",
    ] {
        let observation = observation(&format!(
            r#""code":{{"coding":[{{"extension":[{{"url":"{url}","extension":[
                {{"url":"DescriptionID","valueId":"1787065011"}},
                {{"url":"descriptionDisplay","valueString":"Mole of skin"}}]}}]}}]}}"#
        ));
        let coding = &observation.code.unwrap().coding[0];
        assert_eq!(coding.description_display(), Some("Mole of skin"), "{url}");
        assert_eq!(coding.description_id(), Some("1787065011"), "{url}");
    }
}

// proves: L-6 ARS-14 FND-21
#[test]
fn references_are_resolved_in_every_form() {
    let read = bundle(
        r##"{"resource":{"resourceType":"Organization","id":"7","name":"A"}},
           {"resource":{"resourceType":"List","encounter":{"reference":"Organization/7/_history/1469448000000"},
             "contained":[{"resourceType":"AllergyIntolerance","id":"a1"}],
             "code":{"coding":[{"code":"1103671000000101"}]},
             "entry":[
               {"item":{"reference":"Organization/7"}},
               {"item":{"reference":"https://host/base/Organization/7"}},
               {"item":{"reference":"Organization/Organization/7"}},
               {"item":{"reference":"7"}},
               {"item":{"reference":"https://host/base/Organization/7/_history/2"}},
               {"item":{"reference":"#a1"}},
               {"item":{"reference":"AllergyIntolerance/a1"}},
               {"item":{"reference":"Organization/8","display":"gone"}},
               {"item":{"reference":"Practitioner/7"}},
               {"item":{"reference":"Referral items are not supported by the provider system"}},
               {"item":{"display":"Referral items have been disabled"}},
               {"item":{}}
             ]}},
           {"resource":{"resourceType":"Organization","id":"7","name":"B"}},
           {"resource":{"resourceType":"List"}}"##,
    );
    let index = Index::new(&read);
    let (_, list) = read.each::<List>().next().unwrap();
    let found = |position: usize| {
        let item = list.entry[position].item.as_ref().unwrap();
        match index.resolve(item) {
            Resolved::Found(found) => found.position.map_or("contained".to_owned(), |at| at.to_string()),
            Resolved::Text(text) => text.to_owned(),
            Resolved::Missing { display } => format!("missing {}", display.unwrap_or("-")),
        }
    };
    for position in 0..5 {
        assert_eq!(found(position), "0", "{position}");
    }
    assert_eq!(found(5), "contained");
    assert_eq!(found(6), "contained");
    assert_eq!(found(7), "missing gone");
    assert_eq!(found(8), "missing -");
    assert_eq!(found(9), "Referral items are not supported by the provider system");
    assert_eq!(found(10), "Referral items have been disabled");
    assert!(list.entry.len() == 11 || list.entry[11].item.is_none());
    assert_eq!(index.duplicates(), [2]);
    assert!(matches!(index.resolve(list.encounter.as_ref().unwrap()), Resolved::Found(_)));
    // An ended allergy is found from another resource, too.
    let elsewhere = list.entry[5].item.as_ref().unwrap();
    assert!(matches!(index.resolve(elsewhere), Resolved::Found(found) if found.position.is_none()));
}

#[test]
fn an_appointment_keeps_its_json_as_received() {
    let json = r#"{"resourceType":"Appointment","id":"1","vendor":{"x":1.50},"status":"booked"}"#;
    let Resource::Appointment(appointment) = resource(json) else { panic!() };
    assert_eq!(appointment.as_received(), json);
    let read = bundle(&format!(r#"{{"resource":{json}}}"#));
    let Resource::Appointment(appointment) = &read.entries[0] else { panic!() };
    assert_eq!(appointment.as_received(), json);
}

#[test]
fn too_deep_a_nest_is_unreadable_and_nothing_more() {
    let deep = format!(
        r#"{{"resource":{{"resourceType":"Observation","id":"deep",{}{}}}}}"#,
        r#""extension":[{"url":"x","#.repeat(400) + r#""valueString":"y""#,
        "}]".repeat(400)
    );
    let ignored = format!(
        r#"{{"resource":{{"resourceType":"Observation","x":{}{}}}}}"#,
        "[".repeat(9000),
        "]".repeat(9000)
    );
    let read = bundle(&format!(r#"{deep},{ignored},{{"resource":{{"resourceType":"Patient"}}}}"#));
    assert!(matches!(&read.entries[0], Resource::Unreadable(this) if this.id.as_deref() == Some("deep")));
    assert!(matches!(&read.entries[1], Resource::Observation(_)));
    assert!(matches!(&read.entries[2], Resource::Patient(_)));
}

// proves: L-4 FND-21
#[test]
fn entries_need_neither_full_url_nor_search_mode() {
    let read = bundle(
        r#"{"resource":{"resourceType":"Schedule","id":"h"}},
           {"resource":{"resourceType":"Slot","id":"s","schedule":{"reference":"Schedule/h"}}},
           {"fullUrl":"Schedule/misleading","search":{"mode":"match"},"resource":{"resourceType":"Schedule","id":"i"}}"#,
    );
    assert_eq!(read.each::<Slot>().map(|(position, _)| position).collect::<Vec<_>>(), [1]);
    let (_, slot) = read.each::<Slot>().next().unwrap();
    let index = Index::new(&read);
    let schedule: &Schedule = index.get(slot.schedule.as_ref()).unwrap();
    assert_eq!(schedule.id.as_deref(), Some("h"));
}

// proves: FND-22
#[test]
fn ids_are_opaque_and_their_case_counts() {
    let read = bundle(
        r#"{"resource":{"resourceType":"Patient","id":"9000000000000000_10fe","name":{"text":"A"}}},
           {"resource":{"resourceType":"Patient","id":"aB.c-1","name":{"text":"B"}}},
           {"resource":{"resourceType":"Patient","id":"AB.c-1","name":{"text":"C"}}},
           {"resource":{"resourceType":"List","entry":[
             {"item":{"reference":"Patient/9000000000000000_10fe"}},
             {"item":{"reference":"Patient/AB.c-1"}},
             {"item":{"reference":"Patient/ab.c-1"}}]}}"#,
    );
    let index = Index::new(&read);
    assert!(index.duplicates().is_empty());
    let (_, list) = read.each::<List>().next().unwrap();
    let name = |position: usize| {
        let patient: Option<&Patient> = index.get(list.entry[position].item.as_ref());
        patient.and_then(|patient| patient.name[0].text.as_deref())
    };
    assert_eq!((name(0), name(1), name(2)), (Some("A"), Some("C"), None));
}

// proves: L-24
#[test]
fn an_outcome_without_details_is_an_outcome() {
    let Resource::OperationOutcome(outcome) = resource(
        r#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","diagnostics":"no"},{}]}"#,
    ) else {
        panic!()
    };
    assert_eq!(outcome.issue[0].diagnostics.as_deref(), Some("no"));
    assert!(outcome.issue[0].details.is_none());
}
