//! Conditions as problem headers (structured digest 3.6, 7.11).

use serde_json::{Value, json};

use super::pool::Pool;
use crate::sandbox::resource::members::{maybe, push, set};
use crate::sandbox::resource::record_place::RecordPlace;
use crate::sandbox::world::record::{Area, Problem};

const EXTENSION: &str = "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect";

/// Adds a problem; `unavailable` gives the words in place of items of an area that is switched off.
pub fn add(
    pool: &mut Pool,
    problem: &Problem,
    place: &RecordPlace,
    unavailable: &dyn Fn(&str) -> Option<String>,
) {
    let mut resource = place.resource("Condition", "ProblemHeader-Condition", &problem.id);
    let significance = if problem.major { "major" } else { "minor" };
    push(
        &mut resource,
        "extension",
        json!({ "url": format!("{EXTENSION}-ProblemSignificance-1"), "valueCode": significance }),
    );
    for (kind, target) in &problem.related {
        let target = json!({ "reference": format!("Condition/{target}") });
        push(
            &mut resource,
            "extension",
            json!({
                "url": format!("{EXTENSION}-RelatedProblemHeader-1"),
                "extension": [
                    { "url": "type", "valueCode": kind },
                    { "url": "target", "valueReference": target },
                ],
            }),
        );
    }
    for link in &problem.links {
        let target: Value = match unavailable(link) {
            Some(words) => json!({ "display": words }),
            None => json!({ "reference": link }),
        };
        push(
            &mut resource,
            "extension",
            json!({ "url": format!("{EXTENSION}-RelatedClinicalContent-1"), "valueReference": target }),
        );
    }
    set(&mut resource, "clinicalStatus", json!(if problem.active { "active" } else { "inactive" }));
    set(
        &mut resource,
        "category",
        json!([{ "coding": [{
            "system": "https://fhir.hl7.org.uk/STU3/CodeSystem/CareConnect-ConditionCategory-1",
            "code": "problem-list-item",
            "display": "Problem List Item",
        }] }]),
    );
    set(&mut resource, "code", problem.term.concept());
    maybe(&mut resource, "onsetDateTime", problem.onset.as_ref().map(|day| json!(day)));
    maybe(&mut resource, "abatementDateTime", problem.ended.as_ref().map(|day| json!(day)));
    set(&mut resource, "assertedDate", json!(problem.recorded));
    maybe(&mut resource, "asserter", place.clinician(problem.recorder));
    maybe(&mut resource, "note", problem.note.as_ref().map(|text| json!([{ "text": text }])));
    pool.add(resource, Some(Area::Problems), &[]);
}
