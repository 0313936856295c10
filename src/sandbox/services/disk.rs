//! Structured-record bundles read from files: each becomes a patient of practice Y90099.
//!
//! A bundle leaves as it was read, byte for byte but for what makes it one patient of this sandbox: the NHS number
//! where the file's own cannot be used, and the code of the serving practice.

use serde_json::{Value, json};

use crate::sandbox::provider::Provider;
use crate::sandbox::resource::from_file::FromFile;
use crate::sandbox::resource::members::{items, push, set, text};
use crate::sandbox::resource::people::nhs_identifier;
use crate::sandbox::world::patient::is_nhs_number;
use crate::sandbox::world::patient::{AtPds, AtPractice, Born, Chart, Patient};
use crate::sandbox::world::practices::FROM_DISK;

/// The first number that is given to a patient whose own cannot be used.
const FIRST_NUMBER: u32 = 999_007_000;

impl Provider {
    /// Makes a patient of practice Y90099 of a structured-record bundle; gives the NHS number to find them by, or why
    /// the text is none.
    pub fn add_record(&mut self, name: &str, bundle: &[u8]) -> Result<String, String> {
        let mut file = FromFile::read(bundle)?;
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
                    "identifier": [nhs_identifier(&number)],
                    "name": [{ "use": "official", "family": "Unnamed", "given": ["File"] }],
                    "gender": "unknown",
                    "birthDate": UNKNOWN_BIRTH,
                });
                self.patients.push(person(name, &number, &patient, self.disk.len()));
                file.add(&patient);
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
    pub(in crate::sandbox) fn bundle_from_disk(&self, place: usize, trace_id: &str) -> Option<String> {
        Some(self.disk.get(place)?.written(trace_id))
    }
}

/// Where a file gives no date of birth, PDS has this one.
const UNKNOWN_BIRTH: &str = "1970-01-01";

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
    push(patient, "identifier", nhs_identifier(number));
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
