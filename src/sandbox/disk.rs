//! Structured-record bundles read from files: each becomes a patient of practice Y90099.
//!
//! A bundle leaves as it was read, byte for byte but for what makes it one patient of this sandbox: the NHS number
//! where the file's own cannot be used, and the code of the serving practice.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::sandbox::door::request::is_nhs_number;
use crate::sandbox::members::{items, set, text};
use crate::sandbox::provider::Provider;
use crate::sandbox::world::patient::{AtPds, AtPractice, Born, Chart, Patient};
use crate::sandbox::world::practices::FROM_DISK;

/// Members of an object as they stand in the file.
type Raw = BTreeMap<String, Box<RawValue>>;

/// A bundle that was read.
pub(super) struct FromFile {
    /// Members of the bundle but its entries.
    envelope: Raw,
    /// What stands in the file before and behind each resource: wrapper and `fullUrl`.
    around: Vec<(String, String)>,
    /// Its resources.
    resources: Vec<Box<RawValue>>,
}

/// The first number that is given to a patient whose own cannot be used.
const FIRST_NUMBER: u32 = 999_007_000;

#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "resourceType", default)]
    resource_type: String,
}

#[derive(Deserialize)]
struct Entry {
    resource: Option<Box<RawValue>>,
}

impl Provider {
    /// Makes a patient of practice Y90099 of a structured-record bundle; gives the NHS number to find them by, or why
    /// the text is none.
    pub fn add_record(&mut self, name: &str, bundle: &[u8]) -> Result<String, String> {
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
        let mut file = FromFile { envelope, around, resources };
        let patient_json = file.first("Patient");
        let own = patient_json.as_ref().map(|patient| nhs_number(patient).to_owned()).unwrap_or_default();
        let number =
            if is_nhs_number(&own) && self.patient(&own).is_none() { own } else { self.free_number() };
        match patient_json {
            Some(mut patient) => {
                let organization = patient.pointer("/managingOrganization/reference").and_then(Value::as_str);
                file.name_practice(organization.unwrap_or_default().to_owned());
                set_nhs_number(&mut patient, &number);
                file.replace("Patient", text(&patient, "id").to_owned().as_str(), &patient);
                self.patients.push(person(name, &number, &patient, self.disk.len()));
            }
            None => {
                let patient = json!({
                    "resourceType": "Patient",
                    "id": "sandbox-patient",
                    "identifier": [crate::sandbox::people::nhs_identifier(&number)],
                    "name": [{ "use": "official", "family": "Unnamed", "given": ["File"] }],
                    "gender": "unknown",
                    "birthDate": UNKNOWN_BIRTH,
                });
                self.patients.push(person(name, &number, &patient, self.disk.len()));
                file.resources.extend(serde_json::value::to_raw_value(&patient));
            }
        }
        self.disk.push(file);
        Ok(number)
    }

    /// The next test number that nobody has.
    fn free_number(&self) -> String {
        let numbers = (FIRST_NUMBER..).flat_map(|stem| (0..10).map(move |digit| format!("{stem}{digit}")));
        let mut free = numbers.filter(|number| is_nhs_number(number) && self.patient(number).is_none());
        free.next().unwrap_or_default()
    }

    /// The bundle of a file, named by the trace id, as text.
    pub(super) fn bundle_from_disk(&self, place: usize, trace_id: &str) -> Option<String> {
        let file = self.disk.get(place)?;
        let mut members: Vec<String> = file
            .envelope
            .iter()
            .filter(|(name, _)| *name != "id")
            .map(|(name, value)| format!("{}:{}", json!(name), value.get()))
            .collect();
        members.push(format!("\"id\":{}", json!(trace_id)));
        let wrapper = ("{\"resource\":".to_owned(), "}".to_owned());
        let around = file.around.iter().chain(std::iter::repeat(&wrapper));
        let entries: Vec<String> = around
            .zip(&file.resources)
            .map(|((before, behind), resource)| format!("{before}{}{behind}", resource.get()))
            .collect();
        members.push(format!("\"entry\":[{}]", entries.join(",")));
        Some(format!("{{{}}}", members.join(",")))
    }
}

/// Where a file gives no date of birth, PDS has this one.
const UNKNOWN_BIRTH: &str = "1970-01-01";

impl FromFile {
    fn first(&self, kind: &str) -> Option<Value> {
        let found = self.resources.iter().find(|raw| is_of_type(raw, kind))?;
        serde_json::from_str(found.get()).ok()
    }

    fn replace(&mut self, kind: &str, id: &str, new: &Value) {
        for raw in &mut self.resources {
            let same = is_of_type(raw, kind)
                && serde_json::from_str::<Value>(raw.get()).is_ok_and(|old| text(&old, "id") == id);
            if same && let Ok(new) = serde_json::value::to_raw_value(new) {
                *raw = new;
            }
        }
    }

    /// Gives the serving practice the code by which this sandbox knows it.
    fn name_practice(&mut self, reference: String) {
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

fn nhs_number(patient: &Value) -> &str {
    let identifiers = items(patient, "identifier").iter();
    identifiers
        .filter(|one| text(one, "system").ends_with("/nhs-number"))
        .map(|one| text(one, "value"))
        .next()
        .unwrap_or_default()
}

fn set_nhs_number(patient: &mut Value, number: &str) {
    for identifier in patient.get_mut("identifier").and_then(Value::as_array_mut).into_iter().flatten() {
        if text(identifier, "system").ends_with("/nhs-number") {
            set(identifier, "value", json!(number));
            return;
        }
    }
    crate::sandbox::members::push(patient, "identifier", crate::sandbox::people::nhs_identifier(number));
}

/// The person as PDS and the practice know them: what the file says.
fn person(file: &str, number: &str, patient: &Value, place: usize) -> Patient {
    let names = items(patient, "name");
    let name = names
        .iter()
        .find(|name| text(name, "use") == "official")
        .or(names.first())
        .cloned()
        .unwrap_or_default();
    let words =
        |member: &str| items(&name, member).iter().filter_map(Value::as_str).map(str::to_owned).collect();
    let born = text(patient, "birthDate").parse().ok().or_else(|| UNKNOWN_BIRTH.parse().ok());
    let prefixes: Vec<String> = words("prefix");
    Patient {
        nhs_number: number.to_owned(),
        purpose: format!("file {file}"),
        prefix: prefixes.into_iter().next().unwrap_or_default(),
        given: words("given"),
        family: match text(&name, "family") {
            "" => "Unnamed".to_owned(),
            family => family.to_owned(),
        },
        gender: match text(patient, "gender") {
            "male" => "male",
            "female" => "female",
            "other" => "other",
            _ => "unknown",
        },
        born: Born::On(born.unwrap_or_default()),
        address: ["1 Archive Road".to_owned(), "Northvale".to_owned(), "NV9 9ZZ".to_owned()],
        phone: None,
        practice: FROM_DISK.ods.to_owned(),
        elsewhere: &[],
        branch: None,
        interpreter: None,
        at_pds: AtPds::Listed,
        at_practice: AtPractice::Known,
        died_on_pds: None,
        died_at_practice: None,
        chart: Chart::FromDisk(place),
    }
}
