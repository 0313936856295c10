//! The answer of a search.

use serde_json::{Value, json};

use super::members::set;

/// A searchset: no `entry` at all when empty (L-3), entries hold the resource only (L-4).
pub fn searchset(trace_id: &str, resources: Vec<Value>) -> Value {
    let mut bundle = json!({
        "resourceType": "Bundle",
        "id": trace_id,
        "meta": { "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Searchset-Bundle-1"] },
        "type": "searchset",
    });
    if !resources.is_empty() {
        set(
            &mut bundle,
            "entry",
            resources.into_iter().map(|resource| json!({ "resource": resource })).collect(),
        );
    }
    bundle
}
