//! Observations: uncategorised data, vaccination status, blood pressure, results (structured digest 3.8, 7.13).

use serde_json::{Value, json};

use super::pool::Pool;
use crate::sandbox::resource::members::{maybe, set};
use crate::sandbox::resource::numbers::number;
use crate::sandbox::resource::record_place::RecordPlace;
use crate::sandbox::world::record::{Area, Measured, Observation};

/// Adds an observation that is in an area's list.
pub fn add(pool: &mut Pool, observation: &Observation, area: Area, place: &RecordPlace) {
    pool.add(resource(observation, place), Some(area), &[]);
}

/// The resource.
pub fn resource(observation: &Observation, place: &RecordPlace) -> Value {
    let mut resource = place.resource("Observation", "Observation", &observation.id);
    set(&mut resource, "status", json!("final"));
    set(&mut resource, "code", observation.term.concept());
    maybe(&mut resource, "effectiveDateTime", observation.date.as_ref().map(|date| json!(date)));
    // The audit date: needed, and never the clinical one.
    set(&mut resource, "issued", json!(place.stamp));
    maybe(&mut resource, "performer", place.clinician(observation.clinician).map(|who| json!([who])));
    value(&mut resource, &observation.value);
    maybe(
        &mut resource,
        "interpretation",
        observation.interpretation.map(|(code, display)| {
            json!({ "coding": [{ "system": "http://hl7.org/fhir/v2/0078", "code": code, "display": display }] })
        }),
    );
    maybe(&mut resource, "comment", observation.comment.as_ref().map(|text| json!(text)));
    let unit = match &observation.value {
        Measured::Number(_, _, unit) => *unit,
        _ => "",
    };
    let bound = |digits: &str| json!({ "value": number(digits), "unit": unit });
    let range = observation.range.map(|(low, high)| json!([{ "low": bound(low), "high": bound(high) }]));
    maybe(&mut resource, "referenceRange", range);
    if !observation.components.is_empty() {
        let components = observation.components.iter().map(|(term, measured)| {
            let mut component = json!({ "code": term.concept() });
            if *measured == Measured::Nothing {
                let absent =
                    json!([{ "system": "http://hl7.org/fhir/data-absent-reason", "code": "unknown" }]);
                set(&mut component, "dataAbsentReason", json!({ "coding": absent }));
            }
            value(&mut component, measured);
            component
        });
        set(&mut resource, "component", components.collect());
    }
    resource
}

fn value(resource: &mut Value, measured: &Measured) {
    match measured {
        Measured::Nothing => {}
        Measured::Text(text) => set(resource, "valueString", json!(text)),
        Measured::Number(comparator, digits, unit) => {
            let mut quantity = json!({ "value": number(digits) });
            maybe(&mut quantity, "comparator", (!comparator.is_empty()).then(|| json!(comparator)));
            maybe(&mut quantity, "unit", (!unit.is_empty()).then(|| json!(unit)));
            set(resource, "valueQuantity", quantity);
        }
    }
}
