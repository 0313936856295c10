//! Every resource of a record, and what must come along with it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::sandbox::members::set;
use crate::sandbox::world::practices::Practice;
use crate::sandbox::world::record::Area;

/// Where the resources of a record live.
pub struct Place {
    /// Logical id of the patient.
    pub patient_id: String,
    /// The practice.
    pub practice: &'static Practice,
    /// Address of the practice's documents root.
    pub documents_root: String,
    /// The moment, as lists give it.
    pub stamp: String,
}

impl Place {
    /// A resource with its profile, identifier and subject, ready for its own members.
    pub fn resource(&self, kind: &str, profile: &str, id: &str) -> Value {
        let subject =
            if matches!(kind, "AllergyIntolerance" | "Immunization") { "patient" } else { "subject" };
        let mut resource = json!({
            "resourceType": kind,
            "id": id,
            "meta": { "versionId": "1", "profile": [profile_url(profile)] },
            "identifier": [{ "system": "https://sandbox.invalid/Id/record", "value": format!("{}-{id}", self.practice.ods) }],
        });
        set(&mut resource, subject, json!({ "reference": format!("Patient/{}", self.patient_id) }));
        resource
    }

    /// A clinician as a reference; nobody when the old record does not say.
    pub fn clinician(&self, id: &str) -> Option<Value> {
        // A practice with fewer staff than the record names: the usual GP stands in.
        let known = self.practice.clinician(id).or_else(|| self.practice.clinicians.first())?;
        (!id.is_empty()).then(|| json!({ "reference": format!("Practitioner/{}", known.id) }))
    }
}

/// A GP Connect profile.
pub fn profile_url(name: &str) -> String {
    format!("https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-{name}-1")
}

/// One resource of the pool.
struct Pooled {
    resource: Value,
    /// The area whose lists it stands in; none for what only comes along.
    area: Option<Area>,
    /// Resources that it is not to be sent without.
    needs: Vec<String>,
}

/// Resources by reference, in the order in which they were made.
#[derive(Default)]
pub struct Pool {
    entries: BTreeMap<String, Pooled>,
    order: Vec<String>,
}

impl Pool {
    /// Adds a resource; its reference is its type and id.
    pub fn add(&mut self, resource: Value, area: Option<Area>, needs: &[String]) {
        let member = |name: &str| resource.get(name).and_then(Value::as_str).unwrap_or_default();
        let reference = format!("{}/{}", member("resourceType"), member("id"));
        self.order.push(reference.clone());
        self.entries.insert(reference, Pooled { resource, area, needs: needs.to_vec() });
    }

    /// Whether something is in the pool.
    pub fn holds(&self, reference: &str) -> bool {
        self.entries.contains_key(reference)
    }

    /// The area of something.
    pub fn area(&self, reference: &str) -> Option<Area> {
        self.entries.get(reference)?.area
    }

    /// The resource itself.
    pub fn get(&self, reference: &str) -> Option<&Value> {
        self.entries.get(reference).map(|pooled| &pooled.resource)
    }

    /// References of an area in order.
    pub fn of_area(&self, area: Area) -> impl Iterator<Item = &String> {
        self.order.iter().filter(move |reference| self.area(reference) == Some(area))
    }

    /// A selection with everything that it needs.
    pub fn with_needs(&self, wanted: &BTreeSet<String>) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        let mut open: Vec<String> = wanted.iter().cloned().collect();
        while let Some(reference) = open.pop() {
            let Some(pooled) = self.entries.get(&reference) else { continue };
            if all.insert(reference) {
                open.extend(pooled.needs.iter().cloned());
            }
        }
        all
    }

    /// The chosen resources in the pool's order: each once.
    pub fn take(&self, chosen: &BTreeSet<String>) -> Vec<Value> {
        let taken = self.order.iter().filter(|reference| chosen.contains(*reference));
        taken.filter_map(|reference| self.get(reference).cloned()).collect()
    }
}

/// Every reference that a resource makes.
pub fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(reference) = members.get("reference").and_then(Value::as_str) {
                found.insert(reference.to_owned());
            }
            members.values().for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// Sets a member where there is a value.
pub fn maybe(resource: &mut Value, name: &str, value: Option<Value>) {
    if let Some(value) = value {
        set(resource, name, value);
    }
}
