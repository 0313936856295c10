//! Whatever arrives, the model does not panic, and every entry that goes in comes out.

use std::fmt::Write as _;

use gp_connect_viewer::clinical::{OtherItems, Placement};
use gp_connect_viewer::fhir::{Bundle, DateTime, Decimal, Index, ReadError, Resource};
use gp_connect_viewer::format;
use proptest::collection::vec;
use proptest::prelude::*;

/// Names that the model knows, and some that it does not.
const NAMES: &[&str] = &[
    "id",
    "meta",
    "identifier",
    "extension",
    "contained",
    "code",
    "coding",
    "system",
    "display",
    "text",
    "value",
    "valueQuantity",
    "valueString",
    "valueCodeableConcept",
    "valueReference",
    "valueDateTime",
    "valueSampledData",
    "unit",
    "status",
    "note",
    "name",
    "family",
    "given",
    "telecom",
    "address",
    "line",
    "subject",
    "reference",
    "period",
    "start",
    "end",
    "dosage",
    "dosageInstruction",
    "dispenseRequest",
    "entry",
    "item",
    "participant",
    "actor",
    "component",
    "related",
    "target",
    "reaction",
    "manifestation",
    "url",
    "userSelected",
    "size",
    "effectiveDateTime",
    "birthDate",
    "notGiven",
    "section",
    "div",
    "issue",
    "details",
    "modifierExtension",
    "unknownMember",
    "resourceType",
    "\\u0063ode",
    "\\ud800",
    "",
];

const TYPES: &[&str] = &[
    "Patient",
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Location",
    "HealthcareService",
    "AllergyIntolerance",
    "Medication",
    "MedicationStatement",
    "MedicationRequest",
    "List",
    "Condition",
    "Encounter",
    "Observation",
    "Immunization",
    "DiagnosticReport",
    "Specimen",
    "ProcedureRequest",
    "ReferralRequest",
    "DocumentReference",
    "QuestionnaireResponse",
    "Slot",
    "Schedule",
    "Appointment",
    "OperationOutcome",
    "Composition",
    "Device",
    "Binary",
    "CapabilityStatement",
    "Flag",
    "",
    "\\u0050atient",
];

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("\"true\"".to_owned()),
        Just("\"\"".to_owned()),
        Just("\"2019-03\"".to_owned()),
        Just("\"2019-03-07T00:00:00Z\"".to_owned()),
        Just("\"#a\"".to_owned()),
        Just("\"Patient/1/_history/2\"".to_owned()),
        Just("\" http://snomed.info/sct \"".to_owned()),
        Just("\"\\ud800\"".to_owned()),
        Just("-0.00e-5".to_owned()),
        Just("1e999".to_owned()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter("JSON has no NaN", |number| number.is_finite())
            .prop_map(|number| number.to_string()),
        ".{0,12}".prop_map(|text| serde_json::to_string(&text).unwrap()),
    ]
}

fn json() -> impl Strategy<Value = String> {
    scalar().prop_recursive(6, 48, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|values| format!("[{}]", values.join(","))),
            members(inner).prop_map(|members| format!("{{{members}}}")),
        ]
    })
}

fn members(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    vec((prop::sample::select(NAMES), value), 0..6).prop_map(|members| {
        members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect::<Vec<_>>().join(",")
    })
}

fn resource() -> impl Strategy<Value = String> {
    (prop::sample::select(TYPES), members(json()), any::<bool>()).prop_map(|(kind, members, first)| {
        let kind = format!("\"resourceType\":\"{kind}\"");
        match (members.is_empty(), first) {
            (true, _) => format!("{{{kind}}}"),
            (false, true) => format!("{{{kind},{members}}}"),
            (false, false) => format!("{{{members},{kind}}}"),
        }
    })
}

fn entry() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => resource().prop_map(|resource| format!("{{\"resource\":{resource}}}")),
        1 => (resource(), resource()).prop_map(|(a, b)| format!("{{\"resource\":{a},\"resource\":{b}}}")),
        1 => json().prop_map(|json| format!("{{\"resource\":{json}}}")),
        1 => json(),
    ]
}

/// Does with a bundle what the app does.
fn use_it(bundle: &Bundle) -> usize {
    let index = Index::new(bundle);
    let placement = Placement::of(&index);
    placement.placed() + OtherItems::of(&index, placement.unplaced()).items.len()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..400)) {
        let _ = Bundle::read(&bytes);
        let _ = Resource::read(&bytes);
    }

    // proves: ARS-15 ARS-67 ARS-69 FND-20
    #[test]
    fn as_many_entries_come_out_as_go_in(entries in vec(entry(), 0..12)) {
        let body = format!("{{\"resourceType\":\"Bundle\",\"entry\":[{}]}}", entries.join(","));
        let bundle = Bundle::read(body.as_bytes()).unwrap();
        prop_assert_eq!(bundle.sent, entries.len());
        prop_assert_eq!(use_it(&bundle), bundle.entries.len());
    }

    #[test]
    fn a_damaged_bundle_is_read_or_refused(
        entries in vec(entry(), 1..4),
        cut in any::<prop::sample::Index>(),
        spoilt in any::<(prop::sample::Index, u8)>(),
    ) {
        let body = format!("{{\"resourceType\":\"Bundle\",\"entry\":[{}]}}", entries.join(","));
        let mut bytes = body.into_bytes();
        let cut = cut.index(bytes.len());
        let truncated = Bundle::read(&bytes[..cut]);
        prop_assert!(matches!(truncated, Err(ReadError::Truncated | ReadError::Empty)), "{:?}", truncated);
        let at = spoilt.0.index(bytes.len());
        bytes[at] = spoilt.1;
        if let Ok(bundle) = Bundle::read(&bytes) {
            prop_assert_eq!(use_it(&bundle), bundle.entries.len());
        }
    }

    // proves: ARS-66
    #[test]
    fn any_date_is_shown_somehow(text in "\\PC{1,24}|[0-9]{1,5}(-[0-9]{1,3}){0,3}(T[0-9:.]{0,12}([+-][0-9:]{0,6}|Z)?)?") {
        let date = DateTime::new(&text);
        prop_assert_eq!(format::date_time(&date).is_empty(), date.text().is_empty());
        prop_assert_eq!(format::date(&date).is_empty(), date.text().is_empty());
        let _ = format::date::long_date_time(&date);
        let _ = format::date::appointment_day(&date);
        let _ = format::date::appointment_time_for_patient(&date);
        let _ = format::date::sort_key(Some(&date));
    }

    #[test]
    fn a_decimal_keeps_every_digit(digits in "-?[0-9]{1,20}(\\.[0-9]{1,20})?") {
        let decimal = Decimal::new(&digits).unwrap();
        prop_assert_eq!(decimal.as_str(), digits);
    }
}

/// Runs a test on the stack that a web page has.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(1 << 20).spawn(test).unwrap().join().unwrap();
}

#[test]
fn nests_of_any_depth_fit_the_stack_of_a_page() {
    on_a_small_stack(|| {
        let deep = 10_000;
        for (open, close) in [
            ("[", "]"),
            ("{\"extension\":[", "]}"),
            ("{\"extension\":", "}"),
            ("{\"resourceType\":\"List\",\"contained\":[", "]}"),
            ("{\"resourceType\":\"List\",\"contained\":", "}"),
            ("{\"resourceType\":\"QuestionnaireResponse\",\"item\":[", "]}"),
            ("{\"resource\":", "}"),
        ] {
            let nest = format!("{}1{}", open.repeat(deep), close.repeat(deep));
            for body in [
                nest.clone(),
                format!("{{\"resourceType\":\"Bundle\",\"entry\":{nest}}}"),
                format!("{{\"resourceType\":\"Bundle\",\"entry\":[{nest}]}}"),
                format!("{{\"resourceType\":\"Bundle\",\"entry\":[{{\"resource\":{nest}}}]}}"),
                format!("{{\"resourceType\":\"Bundle\",\"id\":{nest}}}"),
                format!(
                    "{{\"resourceType\":\"Bundle\",\"entry\":[{{\"resource\":
                     {{\"resourceType\":\"Observation\",\"status\":{nest},\"extension\":{nest},\"x\":{nest}}}}}]}}"
                ),
            ] {
                if let Ok(bundle) = Bundle::read(body.as_bytes()) {
                    assert_eq!(use_it(&bundle), bundle.entries.len());
                }
                let _ = Resource::read(body.as_bytes());
            }
        }
        // The deepest nest that is read, not refused.
        for levels in 50..70 {
            let nest = format!("{}{}", "{\"extension\":[".repeat(levels), "]}".repeat(levels));
            let _ = Resource::read(
                format!("{{\"resourceType\":\"Observation\",\"extension\":{nest}}}").as_bytes(),
            );
        }
    });
}

#[test]
fn five_megabytes_are_read_whole() {
    let note = "Lorem ipsum ".repeat(80);
    let mut body = String::from("{\"resourceType\":\"Bundle\",\"entry\":[");
    let mut entries = 0;
    while body.len() < 5_000_000 {
        let comma = if entries == 0 { "" } else { "," };
        write!(
            body,
            "{comma}{{\"resource\":{{\"resourceType\":\"Observation\",\"id\":\"{entries}\",\"comment\":\"{note}\"}}}}"
        )
        .unwrap();
        entries += 1;
    }
    body.push_str("]}");
    let bundle = Bundle::read(body.as_bytes()).unwrap();
    assert_eq!(bundle.entries.len(), entries);
    assert_eq!(use_it(&bundle), entries);
}

// proves: FR-01
#[test]
fn bytes_that_are_no_utf8_are_windows_1252_or_cost_a_letter_and_not_the_record() {
    let bundle = Bundle::read(b"\xEF\xBB\xBF{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Observation\",\"comment\":\"caf\xE9 1\x962 \xE2\x80\"}}]}").unwrap();
    let Resource::Observation(observation) = &bundle.entries[0] else { panic!() };
    assert_eq!(observation.comment.as_deref(), Some("café 1–2 \u{FFFD}"));
}
