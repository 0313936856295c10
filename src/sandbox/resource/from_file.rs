//! A bundle read from a file, its parts as they stand there, byte for byte.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::members::{set, text};
use crate::sandbox::world::practices::FROM_DISK;

/// Members of an object as they stand in the file.
type Raw = BTreeMap<String, Box<RawValue>>;

/// A bundle that was read.
pub struct FromFile {
    /// Members of the bundle but its entries.
    envelope: Raw,
    /// What the file has before and after each resource: wrapper and `fullUrl`.
    around: Vec<(String, String)>,
    /// Its resources.
    resources: Vec<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "resourceType", default)]
    resource_type: String,
}

#[derive(Deserialize)]
struct Entry {
    resource: Option<Box<RawValue>>,
}

impl FromFile {
    /// Reads a collection, or says why the text is none.
    pub fn read(bundle: &[u8]) -> Result<Self, String> {
        let mut envelope: Raw = serde_json::from_slice(bundle).map_err(|error| error.to_string())?;
        let is = |name: &str, wanted: &str| {
            envelope.get(name).is_some_and(|raw| raw.get().trim_matches('"') == wanted)
        };
        if !is("resourceType", "Bundle") {
            return Err("not a Bundle".to_owned());
        }
        if !is("type", "collection") {
            return Err("not a collection".to_owned());
        }
        let entries = envelope.remove("entry").ok_or("no entry")?;
        let entries: Vec<Box<RawValue>> =
            serde_json::from_str(entries.get()).map_err(|error| error.to_string())?;
        let (around, resources) = entries.into_iter().map(taken_apart).unzip();
        Ok(FromFile { envelope, around, resources })
    }

    /// The bundle, named by a trace id, as text.
    pub fn written(&self, trace_id: &str) -> String {
        let mut members: Vec<String> = self
            .envelope
            .iter()
            .filter(|(name, _)| *name != "id")
            .map(|(name, value)| format!("{}:{}", json!(name), value.get()))
            .collect();
        members.push(format!("\"id\":{}", json!(trace_id)));
        let wrapper = ("{\"resource\":".to_owned(), "}".to_owned());
        let around = self.around.iter().chain(std::iter::repeat(&wrapper));
        let entries: Vec<String> = around
            .zip(&self.resources)
            .map(|((before, behind), resource)| format!("{before}{}{behind}", resource.get()))
            .collect();
        members.push(format!("\"entry\":[{}]", entries.join(",")));
        format!("{{{}}}", members.join(","))
    }

    /// Adds a resource of our own behind the others.
    pub fn add(&mut self, resource: &Value) {
        self.resources.extend(serde_json::value::to_raw_value(resource));
    }

    /// The first resource of a type.
    pub fn first(&self, kind: &str) -> Option<Value> {
        let found = self.resources.iter().find(|raw| is_of_type(raw, kind))?;
        serde_json::from_str(found.get()).ok()
    }

    /// Puts a resource in the place of the one with this type and id.
    pub fn replace(&mut self, kind: &str, id: &str, new: &Value) {
        for raw in &mut self.resources {
            let same = is_of_type(raw, kind)
                && serde_json::from_str::<Value>(raw.get()).is_ok_and(|old| text(&old, "id") == id);
            if same && let Ok(new) = serde_json::value::to_raw_value(new) {
                *raw = new;
            }
        }
    }

    /// Gives the serving practice the code by which this sandbox knows it.
    pub fn name_practice(&mut self, reference: String) {
        let Some(id) = reference.strip_prefix("Organization/") else { return };
        let organizations = self.resources.iter().filter(|raw| is_of_type(raw, "Organization"));
        let found = organizations
            .filter_map(|raw| serde_json::from_str::<Value>(raw.get()).ok())
            .find(|organization| text(organization, "id") == id);
        let Some(mut organization) = found else { return };
        for identifier in
            organization.get_mut("identifier").and_then(Value::as_array_mut).into_iter().flatten()
        {
            if text(identifier, "system").ends_with("/ods-organization-code") {
                set(identifier, "value", json!(FROM_DISK.ods));
            }
        }
        self.replace("Organization", id, &organization);
    }
}

/// An entry as it stands in the file: what is around its resource, and the resource; all of it where there is no wrapper.
fn taken_apart(entry: Box<RawValue>) -> ((String, String), Box<RawValue>) {
    let wrapped = serde_json::from_str::<Entry>(entry.get()).ok().and_then(|entry| entry.resource);
    if let Some(resource) = wrapped
        && let Some((before, behind)) = entry.get().split_once(resource.get())
    {
        return ((before.to_owned(), behind.to_owned()), resource);
    }
    ((String::new(), String::new()), entry)
}

fn is_of_type(raw: &RawValue, kind: &str) -> bool {
    serde_json::from_str::<Kind>(raw.get()).is_ok_and(|read| read.resource_type == kind)
}
