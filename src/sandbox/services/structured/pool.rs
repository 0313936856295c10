//! Every resource of a record, and what must come along with it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::sandbox::world::record::Area;

/// One resource of the pool.
struct Pooled {
    resource: Value,
    /// The area whose lists it is in; none for what only comes along.
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
