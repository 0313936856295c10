//! What practices' systems say that they offer: each capability statement is read once in a session, and what it lacks is
//! not asked for (ARH-21, FND-25). A statement that did not come, or says nothing, hides nothing.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::interaction::{Call, Capability};
use crate::fhir::CapabilityStatement;

/// Where a statement names an interaction.
enum Named {
    /// A resource type and the code of what is done with it.
    Resource(&'static str, &'static str),
    /// An operation.
    Operation(&'static str),
}

/// What is looked up in a statement: interaction id, the words for it, and where it is named. Only what a statement of the
/// same service root speaks for.
const LOOKED_UP: [(&str, &str, Named); 10] = [
    (
        "fhir:operation:gpc.registerpatient-1",
        "temporary registration",
        Named::Operation("gpc.registerpatient"),
    ),
    ("fhir:rest:search:slot-1", "free slots", Named::Resource("Slot", "search-type")),
    ("fhir:rest:create:appointment-1", "booking appointments", Named::Resource("Appointment", "create")),
    (
        "fhir:rest:search:patient_appointments-1",
        "a list of a patient's appointments",
        Named::Resource("Appointment", "search-type"),
    ),
    ("fhir:rest:read:appointment-1", "reading an appointment", Named::Resource("Appointment", "read")),
    ("fhir:rest:update:appointment-1", "amending appointments", Named::Resource("Appointment", "update")),
    ("fhir:rest:cancel:appointment-1", "cancelling appointments", Named::Resource("Appointment", "update")),
    (
        "fhir:rest:search:practitioner-1",
        "finding a clinician",
        Named::Resource("Practitioner", "search-type"),
    ),
    (
        "fhir:operation:gpc.getcarerecord",
        "the record as the practice shows it (HTML)",
        Named::Operation("gpc.getcarerecord"),
    ),
    ("fhir:rest:create:order", "tasks", Named::Resource("Order", "create")),
];

/// A practice's ODS code and the name of the service root.
type Place = (String, &'static str);

/// The statements by ODS code and service root; none where reading one failed. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Statements(Arc<Mutex<BTreeMap<Place, Option<CapabilityStatement>>>>);

impl Statements {
    /// Keeps a statement that was read.
    pub fn keep(&self, ods: &str, capability: Capability, statement: CapabilityStatement) {
        self.set(ods, capability, Some(statement));
    }

    /// What the practice's system says that it lacks of a call, in words; nothing where it offers it or nobody knows.
    pub(super) fn lacks(&self, ods: &str, call: &Call) -> Option<&'static str> {
        let (_, words, named) = LOOKED_UP.iter().find(|(id, _, _)| *id == call.id)?;
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let statement = known.get(&key(ods, call.capability))?.as_ref()?;
        (!names(statement, named)).then_some(*words)
    }

    /// Whether nobody has asked for this statement in this session; from now on somebody has.
    pub(super) fn begin(&self, ods: &str, capability: Capability) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = key(ods, capability);
        let is_first = !known.contains_key(&key);
        if is_first {
            known.insert(key, None);
        }
        is_first
    }

    fn set(&self, ods: &str, capability: Capability, statement: Option<CapabilityStatement>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key(ods, capability), statement);
    }
}

fn key(ods: &str, capability: Capability) -> Place {
    (ods.to_uppercase(), capability.name())
}

/// Whether a statement names it. One that lists nothing at all says nothing, and a type without any code leaves open what may
/// be done with it.
fn names(statement: &CapabilityStatement, named: &Named) -> bool {
    let resources = || statement.rest.iter().flat_map(|rest| &rest.resource);
    let operations = || statement.rest.iter().flat_map(|rest| &rest.operation);
    if resources().next().is_none() && operations().next().is_none() {
        return true;
    }
    match named {
        Named::Resource(kind, code) => {
            resources().filter(|one| one.kind.as_ref().is_some_and(|own| **own == **kind)).any(|one| {
                one.interaction.is_empty()
                    || one.interaction.iter().any(|its| its.code.as_ref().is_some_and(|own| **own == **code))
            })
        }
        Named::Operation(name) => {
            // Systems write `$`, capitals and the version or leave them out.
            let bare = |name: &str| {
                let name = name.trim().trim_start_matches('$').to_ascii_lowercase();
                let name = name.strip_prefix("gpc.").unwrap_or(&name);
                name.strip_suffix("-1").unwrap_or(name).to_owned()
            };
            operations().any(|one| one.name.as_deref().map(bare) == Some(bare(name)))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "the statements stand in these tests")]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::fhir::Resource;
    use crate::gpconnect::interaction::Scope;

    fn said(rest: &Value) -> Statements {
        let statements = Statements::default();
        for (kind, capability) in
            [("CapabilityStatement", Capability::Foundations), ("Conformance", Capability::Html)]
        {
            let json = json!({ "resourceType": kind, "rest": rest });
            match Resource::read(json.to_string().as_bytes()).unwrap() {
                Resource::CapabilityStatement(statement) => {
                    statements.keep("y90001", capability, std::sync::Arc::unwrap_or_clone(statement))
                }
                other => panic!("not a statement: {other:?}"),
            }
        }
        statements
    }

    fn lacks(rest: &Value, id: &'static str, capability: Capability) -> bool {
        said(rest).lacks("Y90001", &Call::get(id, capability, Scope::PatientRead)).is_some()
    }

    // proves: ARH-21 FND-25
    #[test]
    fn what_a_statement_lacks_is_known_and_what_it_leaves_open_is_not() {
        let slots = "fhir:rest:search:slot-1";
        let html = "fhir:operation:gpc.getcarerecord";
        let patients = json!({ "type": "Patient", "interaction": [{ "code": "search-type" }] });
        let only_patients = json!([{ "resource": [patients] }]);
        assert!(lacks(&only_patients, slots, Capability::Foundations));
        assert!(lacks(&only_patients, html, Capability::Html));
        assert!(lacks(&only_patients, "fhir:operation:gpc.registerpatient-1", Capability::Foundations));
        // The statement of one service root says nothing of another (FND-02), and not every interaction is looked up.
        assert!(!lacks(&only_patients, "fhir:operation:gpc.getstructuredrecord-1", Capability::Structured));
        assert!(!lacks(&only_patients, "fhir:rest:search:patient-1", Capability::Foundations));
        for open in [
            json!([]),
            json!([{ "mode": "server" }]),
            json!([{ "resource": [{ "type": "Slot" }] }]),
            json!([{ "resource": [{ "type": "Slot", "interaction": [{ "code": "search-type" }] }] }]),
        ] {
            assert!(!lacks(&open, slots, Capability::Foundations), "{open}");
        }
        for name in ["gpc.getcarerecord", "$gpc.getcarerecord", "GPC.GetCareRecord-1"] {
            assert!(!lacks(&json!([{ "operation": [{ "name": name }] }]), html, Capability::Html), "{name}");
        }
    }

    // proves: ARH-21
    #[test]
    fn a_statement_that_was_not_read_hides_nothing_and_is_asked_for_once() {
        let statements = Statements::default();
        let call = Call::get("fhir:rest:search:slot-1", Capability::Foundations, Scope::OrganizationRead);
        assert!(statements.begin("Y90001", Capability::Foundations));
        assert!(!statements.begin("y90001", Capability::Foundations));
        assert!(statements.begin("Y90001", Capability::Html));
        assert_eq!(statements.lacks("Y90001", &call), None);
    }
}
