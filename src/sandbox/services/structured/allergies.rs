//! AllergyIntolerance, active and ended (structured digest 3.3, 7.6).

use serde_json::{Value, json};

use crate::sandbox::resource::members::{maybe, push, set};
use crate::sandbox::resource::record_place::{RecordPlace, nopat};
use crate::sandbox::world::record::{Allergy, Reaction};

const NULL_FLAVOUR: &str = "http://hl7.org/fhir/v3/NullFlavor";

/// The resource. An ended one is meant for `contained` of its list.
pub fn resource(allergy: &Allergy, place: &RecordPlace) -> Value {
    let mut resource = place.resource("AllergyIntolerance", "AllergyIntolerance", &allergy.id);
    if let Some((day, reason)) = &allergy.ended {
        push(
            &mut resource,
            "extension",
            json!({
                "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-AllergyIntoleranceEnd-1",
                "extension": [
                    { "url": "endDate", "valueDateTime": day },
                    { "url": "reasonEnded", "valueString": reason },
                ],
            }),
        );
    }
    set(&mut resource, "clinicalStatus", json!(if allergy.ended.is_some() { "resolved" } else { "active" }));
    // Constant, and without meaning.
    set(&mut resource, "verificationStatus", json!("unconfirmed"));
    maybe(&mut resource, "type", allergy.kind.map(|kind| json!(kind)));
    set(&mut resource, "category", json!([if allergy.is_drug { "medication" } else { "environment" }]));
    maybe(&mut resource, "criticality", allergy.criticality.map(|criticality| json!(criticality)));
    set(&mut resource, "code", allergy.term.concept());
    maybe(&mut resource, "onsetDateTime", allergy.onset.as_ref().map(|day| json!(day)));
    set(&mut resource, "assertedDate", json!(allergy.asserted));
    maybe(&mut resource, "recorder", place.clinician(allergy.recorder));
    maybe(&mut resource, "lastOccurrence", allergy.last.as_ref().map(|day| json!(day)));
    maybe(&mut resource, "note", allergy.note.as_ref().map(|text| json!([{ "text": text }])));
    maybe(&mut resource, "reaction", allergy.reaction.as_ref().map(|one| json!([reaction(one)])));
    if allergy.nopat
        && let Some(meta) = resource.get_mut("meta")
    {
        set(meta, "security", json!([nopat()]));
    }
    resource
}

fn reaction(reaction: &Reaction) -> Value {
    let manifestation = match &reaction.manifestation {
        Ok(term) => term.concept(),
        Err(code) => {
            let display = match *code {
                "NI" => "NoInformation",
                "UNC" => "un-encoded",
                _ => "asked but unknown",
            };
            json!({ "coding": [{ "system": NULL_FLAVOUR, "code": code, "display": display }] })
        }
    };
    let mut value = json!({ "manifestation": [manifestation] });
    maybe(&mut value, "description", reaction.description.as_ref().map(|text| json!(text)));
    maybe(&mut value, "severity", reaction.severity.map(|severity| json!(severity)));
    value
}
