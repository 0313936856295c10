//! What a practice's system says that it offers, from its capability statement (foundations digest 2.7, FND-25).
//!
//! A statement is the system's own word and no proof: it never hides an action, it helps to tell why one fails.

use crate::fhir::{CapabilityStatement, RestResource};

/// What one system says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The GP Connect version, such as `1.2.7`.
    pub version: Option<String>,
    /// What the version means for this service; nothing when it is one that this service was built for.
    pub version_note: Option<String>,
    /// The FHIR version.
    pub fhir_version: Option<String>,
    /// Product and its version.
    pub software: Option<String>,
    /// What this service uses, in the order of its use, and whether it is named.
    pub interactions: Vec<(&'static str, bool)>,
    /// Whether slots are filtered by the service that refers (1.2.8 only).
    pub service_filtering: Option<String>,
}

/// Interactions by resource and code. Amending and cancelling are both an update (APT-30 tells them apart).
const USED: [(&str, &str, &str); 9] = [
    ("Find a patient", "Patient", "search-type"),
    ("Search for free slots", "Slot", "search-type"),
    ("Book an appointment", "Appointment", "create"),
    ("List a patient's appointments", "Appointment", "search-type"),
    ("Read an appointment", "Appointment", "read"),
    ("Amend or cancel an appointment", "Appointment", "update"),
    ("Read a clinician", "Practitioner", "read"),
    ("Read a location", "Location", "read"),
    ("Read an organisation", "Organization", "read"),
];

impl Offer {
    /// Reads a capability statement. Unknown parts are left aside, missing ones are "not named".
    pub fn of(statement: &CapabilityStatement) -> Self {
        let resources = || statement.rest.iter().flat_map(|rest| &rest.resource);
        let names = |kind: &str, code: &str| {
            let of_kind = |resource: &&RestResource| resource.kind.as_ref().is_some_and(|own| **own == *kind);
            resources()
                .filter(of_kind)
                .flat_map(|resource| &resource.interaction)
                .any(|interaction| interaction.code.as_ref().is_some_and(|own| **own == *code))
        };
        let registers = statement
            .rest
            .iter()
            .flat_map(|rest| &rest.operation)
            .filter_map(|operation| operation.name.as_deref())
            .any(|name| name.trim_start_matches('$') == "gpc.registerpatient");
        let mut interactions: Vec<_> =
            USED.iter().map(|(words, kind, code)| (*words, names(kind, code))).collect();
        interactions.insert(1, ("Register a patient temporarily", registers));
        let software = statement.software.as_ref().and_then(|software| {
            let parts: Vec<&str> =
                [&software.name, &software.version].into_iter().flatten().map(String::as_str).collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        });
        let filtering = statement.extension.named("ServiceFilteringStatus");
        Self {
            version: statement.version.clone(),
            version_note: version_note(statement.version.as_deref()),
            fhir_version: statement.fhir_version.clone(),
            software,
            interactions,
            service_filtering: filtering.and_then(|extension| extension.code()).map(str::to_owned),
        }
    }
}

fn version_note(version: Option<&str>) -> Option<String> {
    let Some(version) = version else {
        return Some("The system does not say which GP Connect version it has.".to_owned());
    };
    let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    (major != "1").then(|| {
        format!("This service was built for version 1 and has not been tried with {version}. Report anything that does not work.")
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "the statements stand in these tests")]
mod tests {
    use super::*;
    use crate::fhir::Resource;

    fn offer(json: serde_json::Value) -> Offer {
        match Resource::read(json.to_string().as_bytes()).unwrap() {
            Resource::CapabilityStatement(statement) => Offer::of(&statement),
            other => panic!("not a statement: {other:?}"),
        }
    }

    // proves: FND-25
    #[test]
    fn what_is_named_is_offered_and_nothing_else() {
        let offer = offer(serde_json::json!({
            "resourceType": "CapabilityStatement",
            "version": "1.2.7",
            "fhirVersion": "3.0.1",
            "software": { "name": "Practice System", "version": "4.1" },
            "rest": [{
                "resource": [
                    { "type": "Patient", "interaction": [{ "code": "read" }, { "code": "search-type" }] },
                    { "type": "Slot", "interaction": [{ "code": "search-type" }] },
                    { "type": "Appointment", "interaction": [{ "code": "read" }, { "code": "search-type" }] },
                    { "type": "Basic", "interaction": [{ "code": "create" }] },
                ],
                "operation": [{ "name": "gpc.registerpatient" }],
            }],
        }));
        assert_eq!(offer.version.as_deref(), Some("1.2.7"));
        assert_eq!(offer.version_note, None);
        assert_eq!(offer.software.as_deref(), Some("Practice System 4.1"));
        let named: Vec<_> =
            offer.interactions.iter().filter(|(_, named)| *named).map(|(words, _)| *words).collect();
        assert_eq!(
            named,
            [
                "Find a patient",
                "Register a patient temporarily",
                "Search for free slots",
                "List a patient's appointments",
                "Read an appointment",
            ]
        );
    }

    // proves: FND-25
    #[test]
    fn a_version_that_was_not_tried_is_said() {
        let old = offer(serde_json::json!({ "resourceType": "CapabilityStatement", "version": "0.7.4" }));
        assert!(old.version_note.unwrap().contains("0.7.4"));
        let silent = offer(serde_json::json!({ "resourceType": "CapabilityStatement" }));
        assert!(silent.version_note.unwrap().contains("does not say"));
        assert!(silent.interactions.iter().all(|(_, named)| !named));
    }

    #[test]
    fn service_filtering_is_read_where_it_is_stated() {
        let offer = offer(serde_json::json!({
            "resourceType": "CapabilityStatement",
            "version": "1.2.8",
            "extension": [{ "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-ServiceFilteringStatus-1", "valueCode": "enabled" }],
        }));
        assert_eq!(offer.service_filtering.as_deref(), Some("enabled"));
    }
}
