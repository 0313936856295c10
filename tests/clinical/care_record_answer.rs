//! Access Record HTML: the answer's envelope, and the corpus of real answers.

use chrono::NaiveDate;
use std::fs;
use std::path::{Path, PathBuf};

use gp_connect_viewer::clinical::care_record::{
    Brand, Caveat, Completeness, Outline, Review, Section, SectionMarks, Unusable, answer, review,
};
use gp_connect_viewer::fhir::Bundle;
use gp_connect_viewer::format::narrative::{self, same_text};

fn bundle(entries: &[&str]) -> Bundle {
    let entries: Vec<String> = entries.iter().map(|entry| format!(r#"{{"resource":{entry}}}"#)).collect();
    let json = format!(r#"{{"resourceType":"Bundle","type":"searchset","entry":[{}]}}"#, entries.join(","));
    Bundle::read(json.as_bytes()).unwrap()
}

fn composition(code: &str) -> String {
    format!(
        r#"{{"resourceType":"Composition","date":"2024-05-01T09:30:00+01:00","status":"final","author":[{{"reference":"Device/d1"}}],"custodian":{{"reference":"Hl7.Fhir.Model.Organization","display":"Example Surgery"}},"section":[{{"title":"A title of its own","code":{{"coding":[{{"system":"http://fhir.nhs.net/ValueSet/gpconnect-record-section-1","code":"{code}"}}]}},"text":{{"status":"generated","div":"<div><h1>Encounters<\/h1><\/div>"}}}}]}}"#
    )
}

const PATIENT: &str = r#"{"resourceType":"Patient","id":"2","identifier":[{"system":"http://fhir.nhs.net/Id/nhs-number","value":"9990053207"}],"name":[{"use":"official","family":["HARTLEY"],"given":["Imogen"]}],"birthDate":"1957-03-09","deceasedDateTime":"2024-04-30"}"#;
const ORGANIZATION: &str = r#"{"resourceType":"Organization","id":"7","identifier":[{"system":"http://fhir.nhs.net/Id/ods-organization-code","value":"Y90001"}],"name":"Millbrook Surgery"}"#;
const DEVICE: &str =
    r#"{"resourceType":"Device","id":"d1","manufacturer":"EMIS","model":"Web","version":"9.1"}"#;

// proves: ARH-25 ARH-28 ARH-40 L-6 L-27
#[test]
fn the_section_is_found_by_kind_and_code_wherever_it_stands() {
    let bundle = bundle(&[PATIENT, DEVICE, ORGANIZATION, &composition("ENC")]);
    let answer = answer(&bundle, Section::Encounters, NaiveDate::MIN).unwrap();
    assert_eq!(answer.html, "<div><h1>Encounters</h1></div>");
    assert_eq!(answer.practice.name.as_deref(), Some("Millbrook Surgery"));
    assert_eq!(answer.practice.ods.as_deref(), Some("Y90001"));
    assert_eq!(answer.system.words().as_deref(), Some("EMIS Web 9.1"));
    assert_eq!(answer.system.brand(), Some(Brand::Emis));
    assert_eq!(answer.generated.unwrap().text(), "2024-05-01T09:30:00+01:00");
    assert_eq!(answer.demographics.nhs_number.as_deref(), Some("9990053207"));
    assert_eq!(answer.demographics.practice_ods.as_deref(), Some("Y90001"));
    assert!(answer.demographics.deceased.is_some());
}

// proves: ARH-28
#[test]
fn an_answer_that_cannot_be_trusted_is_refused_by_name() {
    let enc = composition("ENC");
    let other = PATIENT.replace("9990053207", "9990050801").replace("\"2\"", "\"3\"");
    let refused =
        |entries: &[&str]| answer(&bundle(entries), Section::Encounters, NaiveDate::MIN).unwrap_err();
    assert_eq!(refused(&[PATIENT]), Unusable::NoComposition);
    assert_eq!(refused(&[&enc, &enc, PATIENT]), Unusable::SeveralCompositions(2));
    assert_eq!(refused(&[&enc]), Unusable::NoPatient);
    assert_eq!(refused(&[&enc, PATIENT, &other]), Unusable::SeveralPatients(2));
}

// proves: ARH-28
#[test]
fn a_section_that_was_not_asked_for_is_refused() {
    let refused = |composition: &str| {
        answer(&bundle(&[composition, PATIENT]), Section::Encounters, NaiveDate::MIN).unwrap_err()
    };
    assert_eq!(refused(&composition("MED")), Unusable::WrongSection { asked: "ENC", got: "MED".into() });
    let none = composition("ENC").replace(r#""section":["#, r#""was":["#);
    assert_eq!(refused(&none), Unusable::NoSection);
    let blank = composition("ENC").replace(r#"<div><h1>Encounters<\/h1><\/div>"#, " ");
    assert_eq!(refused(&blank), Unusable::NoText);
    let leaky = composition("HARTLEY Imogen 9990053207");
    assert!(!refused(&leaky).to_string().contains("HARTLEY"), "an error says nothing about the patient");
}

// proves: ARH-25
#[test]
fn an_answer_without_practice_or_device_is_used_and_says_so_little() {
    let answer =
        answer(&bundle(&[&composition("ENC"), PATIENT]), Section::Encounters, NaiveDate::MIN).unwrap();
    assert_eq!(answer.practice.name.as_deref(), Some("Example Surgery"), "the custodian's own words");
    assert_eq!(answer.practice.ods, None);
    assert_eq!(answer.system.words(), None);
}

fn corpus(folder: &str) -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus").join(folder);
    let Ok(files) = fs::read_dir(&folder) else {
        println!("skipped: no corpus at {}", folder.display());
        return None;
    };
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    Some(files)
}

/// Reads an answer and reviews it; checks that every word of its HTML is shown.
fn read(section: Section, file: &Path) -> Option<Review> {
    let bundle = Bundle::read(&fs::read(file).unwrap()).ok()?;
    let answer = answer(&bundle, section, NaiveDate::MIN)
        .unwrap_or_else(|unusable| panic!("{}: {unusable}", file.display()));
    let reading = narrative::read(&answer.html, section.scope(), &SectionMarks).unwrap();
    let all: String = narrative::inspect(&answer.html, |root| {
        root.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
    })
    .unwrap();
    assert!(same_text(&all, &reading.text), "{}", file.display());
    Some(review(section, &Outline::read(&answer.html).unwrap(), None, answer.system.brand()))
}

// proves: ARH-31 ARH-55 L-26 L-27
#[test]
fn the_demonstrators_answers_are_read_and_judged() {
    let Some(files) = corpus("demonstrator-live/dstu2-0.7.4") else { return };
    let mut reviewed = 0;
    for file in &files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let Some((patient, code)) = name.split_once('-') else { continue };
        let Some(section) = Section::from_code(code) else { continue };
        let Some(review) = read(section, file) else { continue };
        reviewed += 1;
        let completeness = review.completeness();
        match patient {
            "9658219691" => {
                assert!(matches!(completeness, Completeness::Incomplete { .. }), "{name}: {completeness:?}")
            }
            "9658218865" => assert_eq!(completeness, Completeness::NothingRecorded, "{name}: {review:?}"),
            _ => assert!(
                matches!(completeness, Completeness::Complete { .. } | Completeness::NothingRecorded),
                "{name}: {review:?}"
            ),
        }
    }
    assert!(reviewed > 60, "{reviewed}");
}

// proves: ARH-31 ARH-55
#[test]
fn answers_of_the_older_tool_kit_are_read() {
    let Some(files) = corpus("tkw-json/dstu2/gp_connect_patients") else { return };
    let mut reviewed = 0;
    for file in &files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let Some(section) = name.split('_').nth(1).and_then(Section::from_code) else { continue };
        let Some(review) = read(section, file) else { continue };
        reviewed += 1;
        let asked_a_period = name.ends_with("with_time");
        assert_eq!(
            asked_a_period,
            review.caveats.iter().any(|caveat| matches!(caveat, Caveat::OtherPeriod { .. })),
            "{name}: {review:?}"
        );
    }
    assert!(reviewed > 40, "{reviewed}");
}
