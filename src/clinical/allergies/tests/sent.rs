//! Small bundles of allergies, and how they are read.

use super::super::*;
use crate::fhir::Bundle;

pub(super) type Read = State<Allergies, (), Warning>;

pub(super) const END: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-AllergyIntoleranceEnd-1";
pub(super) const WARNING: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1";
pub(super) const CONFIDENTIAL: &str = "Items excluded due to confidentiality and/or patient preferences.";

pub(super) fn allergy(id: &str, status: &str, code: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"AllergyIntolerance","id":"{id}","clinicalStatus":"{status}",
            "verificationStatus":"confirmed","category":["medication"],"code":{code},"assertedDate":"2012-05-07",
            "recorder":{{"reference":"Practitioner/p"}}{more}}}"#
    )
}

pub(super) fn coded(display: &str) -> String {
    format!(r#"{{"coding":[{{"system":"http://snomed.info/sct","code":"1","display":"{display}"}}]}}"#)
}

pub(super) fn snomed(code: &str, display: &str) -> String {
    format!(r#"{{"coding":[{{"system":"http://snomed.info/sct","code":"{code}","display":"{display}"}}]}}"#)
}

pub(super) fn list(code: &str, references: &[&str], more: &str) -> String {
    let entries: Vec<String> =
        references.iter().map(|reference| format!(r#"{{"item":{{"reference":"{reference}"}}}}"#)).collect();
    format!(
        r#"{{"resourceType":"List","title":"Misleading","code":{{"coding":[{{"system":"http://snomed.info/sct",
            "code":"{code}"}}]}},"entry":[{}]{more}}}"#,
        entries.join(",")
    )
}

pub(super) fn active(references: &[&str]) -> String {
    list("886921000000105", references, "")
}

pub(super) fn ended(contained: &[String]) -> String {
    let references: Vec<String> = (0..contained.len()).map(|number| format!("#e{number}")).collect();
    let references: Vec<&str> = references.iter().map(String::as_str).collect();
    list("1103671000000101", &references, &format!(r#","contained":[{}]"#, contained.join(",")))
}

pub(super) fn empty(code: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"List","code":{{"coding":[{{"code":"{code}"}}]}},"emptyReason":{{"coding":[{{
            "code":"no-content-recorded"}}]}}{more}}}"#
    )
}

pub(super) fn withheld(code: &str) -> String {
    empty(
        code,
        &format!(
            r#","extension":[{{"url":"{WARNING}","valueCode":"confidential-items"}}],
            "note":[{{"text":"{CONFIDENTIAL} Information not available."}}]"#
        ),
    )
}

pub(super) fn read(resources: &[String]) -> (Read, Vec<usize>) {
    let entries: Vec<String> = resources.iter().map(|json| format!(r#"{{"resource":{json}}}"#)).collect();
    let bundle = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    let bundle = Bundle::read(bundle.as_bytes()).unwrap();
    let (state, positions) = Allergies::read(&Index::new(&bundle));
    (state, positions.into_iter().collect())
}

pub(super) fn present(resources: &[String]) -> (Allergies, Vec<Warning>) {
    match read(resources).0 {
        State::Present { items, warnings } => (items, warnings),
        other => panic!("{other:?}"),
    }
}

pub(super) fn one(resource: String) -> Allergy {
    let (mut items, _) = present(&[active(&["AllergyIntolerance/a"]), resource]);
    assert_eq!(items.active.len(), 1);
    items.active.remove(0)
}

pub(super) fn banner(state: &Read) -> BannerAllergies {
    BannerAllergies::of(state, |()| "failed".to_owned())
}

pub(super) fn practitioner() -> String {
    r#"{"resourceType":"Practitioner","id":"p","name":[{"family":"Ferris","prefix":["Dr"]}]}"#.to_owned()
}
