//! The sandbox provider's record HTML behaves as the digest says.

use crate::asking::*;
use gp_connect_viewer::sandbox::{Behaviour, Provider};
use serde_json::json;

const SECTIONS: [&str; 10] = ["SUM", "ENC", "CLI", "PRB", "ALL", "MED", "REF", "OBS", "IMM", "ADM"];

/// The fragment of a section.
fn fragment(
    provider: &mut Provider,
    nhs_number: &str,
    code: &str,
    period: Option<serde_json::Value>,
) -> String {
    let (status, bundle) = ask(provider, &section(nhs_number, code, period));
    assert_eq!(status, 200, "{nhs_number} {code}: {bundle}");
    let composition = of_type(&bundle, "Composition")[0];
    assert_eq!(composition["section"][0]["code"]["coding"][0]["code"], code);
    composition["section"][0]["text"]["div"].as_str().unwrap().to_owned()
}

#[test]
fn all_ten_sections_are_well_formed_with_their_titles() {
    let mut provider = Provider::new();
    for number in [IMOGEN, "9990054347", "9990054371", "9990054398", "9990054770", "9990054789", "9990054762"]
    {
        for code in SECTIONS {
            let fragment = fragment(&mut provider, number, code, None);
            let document =
                roxmltree::Document::parse(&fragment).unwrap_or_else(|e| panic!("{number} {code}: {e}"));
            assert_eq!(document.root_element().tag_name().name(), "div");
            assert!(!fragment.contains(['\n', '\r', '\t']), "{number} {code}");
        }
    }
}

#[test]
fn companions_travel_with_the_section() {
    let (_, bundle) = ask(&mut Provider::new(), &section(IMOGEN, "ALL", None));
    assert!(bundle.get("id").is_none());
    for kind in ["Composition", "Patient", "Organization", "Practitioner", "Device"] {
        assert_eq!(of_type(&bundle, kind).len(), 1, "{kind}");
    }
    assert_eq!(of_type(&bundle, "Patient")[0]["name"][0]["family"], json!(["Hartley"]));
}

#[test]
fn the_record_of_the_pictures_is_there() {
    let mut provider = Provider::new();
    let allergies = fragment(&mut provider, IMOGEN, "ALL", None);
    assert!(allergies.contains("<td class=\"date-column\">14-Jun-1998</td><td>Penicillin<br/>Anaphylaxis"));
    assert!(allergies.contains("<td class=\"date-column\">2011</td><td>Latex<br/>Contact urticaria"));
    let medications = fragment(&mut provider, IMOGEN, "MED", None);
    assert!(medications.contains("Morphgesic SR 10mg tabs (imported)"));
    assert!(medications.contains("<strong>CONTROLLED DRUG</strong>"));
    assert!(medications.contains("<td class=\"date-column\">02-Nov-2026</td>"));
    let encounters = fragment(&mut provider, IMOGEN, "ENC", None);
    assert!(encounters.contains("17-Nov-2026"));
    assert!(encounters.contains("Confidential Item"));
    assert!(encounters.contains("exclusion-banner"));
    let observations = fragment(&mut provider, IMOGEN, "OBS", None);
    assert!(
        observations.contains("&lt;5 mg/L")
            && observations.contains("eGFR")
            && observations.contains("120/- mm[Hg]")
    );
}

#[test]
fn summary_copies_its_parts_without_date_banners() {
    let summary = fragment(&mut Provider::new(), IMOGEN, "SUM", None);
    assert!(!summary.contains("date-banner"));
    let order: Vec<usize> = [
        "Emergency Codes",
        "Last 3 Encounters",
        "Active Problems and Issues",
        "Major Inactive Problems and Issues",
        "Current Allergies and Adverse Reactions",
        "Acute Medication (Last 12 Months)",
        "Current Repeat Medication",
    ]
    .iter()
    .map(|title| summary.find(&format!("<h2>{title}</h2>")).unwrap())
    .collect();
    assert!(order.is_sorted());
}

#[test]
fn periods_filter_and_say_so() {
    let mut provider = Provider::new();
    let both = Some(json!({ "start": "2026-11-01", "end": "2026-11-10" }));
    let encounters = fragment(&mut provider, IMOGEN, "ENC", both.clone());
    assert!(encounters.contains("For the period '01-Nov-2026' to '10-Nov-2026'"));
    assert!(encounters.contains("Medication review") && !encounters.contains("Productive cough"));
    let start = fragment(&mut provider, IMOGEN, "REF", Some(json!({ "start": "2020" })));
    assert!(start.contains("Data items from '01-Jan-2020'") && !start.contains("cardiology"));
    let end = fragment(&mut provider, IMOGEN, "REF", Some(json!({ "end": "2020-02" })));
    assert!(end.contains("Data items until '29-Feb-2020'") && !end.contains("orthopaedic"));
    let problems = fragment(&mut provider, IMOGEN, "PRB", both.clone());
    assert!(problems.contains("Date filter not applied") && problems.contains("Atrial fibrillation"));
    let medications = fragment(&mut provider, IMOGEN, "MED", both);
    assert_eq!(medications.matches("Date filter not applied").count(), 3);
    assert_eq!(medications.matches("For the period '01-Nov-2026' to '10-Nov-2026'").count(), 2);
}

#[test]
fn the_four_kinds_of_nothing_differ() {
    let mut provider = Provider::new();
    let empty = fragment(&mut provider, "9990054347", "ENC", None);
    assert!(empty.contains("No 'Encounters' data is recorded for this patient."));
    let denied = fragment(&mut provider, "9990054371", "ALL", None);
    assert!(
        denied
            .contains("Access is denied to 'Current Allergies and Adverse Reactions' data for this patient.")
    );
    let not_retrievable = fragment(&mut provider, "9990054355", "ADM", None);
    assert!(
        not_retrievable.contains("This system does not support retrieval of 'Administrative Items' data.")
    );
    let unsupported = fragment(&mut provider, "9990054355", "ALL", None);
    assert!(
        unsupported
            .contains("'Historical Allergies and Adverse Reactions' data is not supported by this system.")
    );
}

#[test]
fn a_record_in_transit_says_so_in_every_section() {
    let mut provider = Provider::new();
    for code in SECTIONS {
        let fragment = fragment(&mut provider, "9990054398", code, None);
        assert!(fragment.contains("gptransfer-banner") && fragment.contains("12-Nov-2026"), "{code}");
    }
}

#[test]
fn the_recently_dead_answer_with_their_date() {
    let (status, bundle) = ask(&mut Provider::new(), &section("9990054452", "SUM", None));
    assert_eq!(status, 200);
    assert_eq!(of_type(&bundle, "Patient")[0]["deceasedDateTime"], "2026-11-07");
}

#[test]
fn refusals_carry_the_documented_codes() {
    let mut provider = Provider::new();
    let mut wrong_system = section_body(IMOGEN, "ENC", None);
    wrong_system["parameter"][0]["valueIdentifier"]["system"] = json!("https://fhir.nhs.uk/Id/nhs-number");
    let mut unknown = section_body(IMOGEN, "ENC", None);
    unknown["parameter"][0]["name"] = json!("PatientNHSNumber");
    for (request, expected) in [
        (section("9990056390", "ENC", None), (404, "PATIENT_NOT_FOUND")),
        (section("9990054401", "ENC", None), (404, "PATIENT_NOT_FOUND")),
        (section("9990054444", "ENC", None), (404, "PATIENT_NOT_FOUND")),
        (section("9990054517", "ENC", None), (403, "NO_PATIENT_CONSENT")),
        (section("9990054321", "ENC", None), (400, "INVALID_NHS_NUMBER")),
        (section(IMOGEN, "INV", None), (422, "INVALID_PARAMETER")),
        (section(IMOGEN, "enc", None), (422, "INVALID_PARAMETER")),
        (section(IMOGEN, "ALL", Some(json!({ "start": "2020-01-01" }))), (400, "INVALID_PARAMETER")),
        (section(IMOGEN, "ENC", Some(json!({}))), (422, "INVALID_PARAMETER")),
        (section(IMOGEN, "ENC", Some(json!({ "start": "abcd" }))), (422, "INVALID_PARAMETER")),
        (section(IMOGEN, "ENC", Some(json!({ "start": "2020-01-01T10:00:00" }))), (422, "INVALID_PARAMETER")),
        (section(IMOGEN, "ENC", Some(json!({ "start": "2021", "end": "2020" }))), (422, "INVALID_PARAMETER")),
        (with_body(section(IMOGEN, "ENC", None), &wrong_system), (400, "INVALID_IDENTIFIER_SYSTEM")),
        (with_body(section(IMOGEN, "ENC", None), &unknown), (422, "INVALID_PARAMETER")),
        (
            with_header(section(IMOGEN, "ENC", None), "Authorization", &token(&older_claims("9990054347"))),
            (400, "INVALID_NHS_NUMBER"),
        ),
        (
            with_header(section(IMOGEN, "ENC", None), "Accept", "application/fhir+json"),
            (415, "UNSUPPORTED_MEDIA_TYPE"),
        ),
    ] {
        let (status, code) = refused(&mut provider, &request);
        assert_eq!(
            (status, code.as_str()),
            expected,
            "{}",
            String::from_utf8_lossy(request.body.as_ref().unwrap())
        );
    }
}

#[test]
fn the_demonstrator_words_its_refusals_differently() {
    let mut provider = Provider::new();
    provider.behaviour = Behaviour::demonstrator();
    let no_trace = without_header(section(IMOGEN, "ENC", None), "Ssp-TraceID");
    assert_eq!(refused(&mut provider, &no_trace), (400, "INVALID_PARAMETER".to_owned()));
    let mut malformed = section(IMOGEN, "ENC", None);
    malformed.body = Some(b"{\"resourceType\":".to_vec());
    let (status, outcome) = ask(&mut provider, &malformed);
    assert_eq!(status, 400);
    assert!(outcome["issue"][0].get("details").is_none());
}

#[test]
fn hostile_and_malformed_fragments_are_what_they_say() {
    let mut provider = Provider::new();
    let hostile = fragment(&mut provider, "9990054606", "ENC", None);
    for poison in ["<script>", "onclick=", "onerror=", "javascript:", "<iframe", "style=", "<form"] {
        assert!(hostile.contains(poison), "{poison}");
    }
    assert!(roxmltree::Document::parse(&hostile).is_ok());
    for code in ["ENC", "SUM", "OBS", "ADM"] {
        let malformed = fragment(&mut provider, "9990054614", code, None);
        assert!(roxmltree::Document::parse(&malformed).is_err(), "{code}");
    }
}
