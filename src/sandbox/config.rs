//! The settings that make an app talk to this provider.

use serde_json::{Value, json};

use crate::sandbox::provider::Provider;
use crate::sandbox::world::federation;
use crate::sandbox::world::patient::Patient;
use crate::sandbox::world::practices::{FROM_DISK, PRACTICES, Practice};

/// The origin of the provider inside the page: an address that no request ever leaves for.
pub const ORIGIN: &str = "https://sandbox.invalid";

/// The practices that book for each other: two that answer at once and one that takes its time.
const FEDERATION: [&str; 3] = ["Y90001", "Y90002", "Y90003"];

/// `config.json` for a provider at an origin (`http://127.0.0.1:8081`, or [`ORIGIN`] inside the page).
pub fn config(origin: &str) -> String {
    Provider::new().config(origin)
}

impl Provider {
    /// `config.json` for this provider at an origin; with as many generated practices as it was told, and the practice
    /// of records read from disk, if there are any.
    pub fn config(&self, origin: &str) -> String {
        let disk = self.patients.iter().any(|patient| patient.practice == FROM_DISK.ods);
        let generated = federation::practices().iter().take(self.federation);
        let practices = PRACTICES.iter().chain(generated).chain(disk.then_some(&FROM_DISK));
        // Generated practices are there to be booked with; the others are told to fail, or hold records only.
        let generated = federation::practices().iter().take(self.federation).map(|practice| practice.ods);
        let booked_with: Vec<&str> = FEDERATION.into_iter().chain(generated).collect();
        settings(origin, practices, &booked_with, &self.patients)
    }
}

fn settings<'a>(
    origin: &str,
    practices: impl Iterator<Item = &'a Practice>,
    booked_with: &[&str],
    patients: &[Patient],
) -> String {
    let origin = origin.trim_end_matches('/');
    let root = |ods: &str, service: &str| format!("{origin}/{ods}/{service}");
    let providers: Vec<Value> = practices
        .map(|practice| {
            json!({
                "ods": practice.ods,
                "name": practice.name,
                "asid": practice.asid,
                "phone": practice.phone,
                "roots": {
                    "foundations": root(practice.ods, "STU3/1/gpconnect"),
                    "structured": root(practice.ods, "STU3/1/gpconnect/structured"),
                    "documents": root(practice.ods, "STU3/1/gpconnect/documents"),
                    "html": root(practice.ods, "DSTU2/0/gpconnect"),
                },
                "sendsIfMatch": true,
            })
        })
        .collect();
    let demonstration: Vec<Value> = patients
        .iter()
        .map(|patient| json!({ "nhsNumber": patient.nhs_number, "purpose": patient.purpose }))
        .collect();
    let config = json!({
        "mode": if origin == ORIGIN { "sandbox" } else { "direct" },
        "organisation": {
            "ods": "Y90500",
            "name": "Northvale Urgent Treatment Centre",
            "type": "urgent-care",
            "phone": "01632 960500",
        },
        "user": {
            "id": "u-7731",
            "family": "Okoro",
            "given": "Nadia",
            "prefix": "Ms",
            "role": "nurse practitioner",
            "sdsUserId": "555000000017",
            "sdsRoleProfileId": "UNK",
            "jobRoleCode": "R0600",
        },
        "asid": "200000000359",
        "pds": { "root": format!("{origin}/pds") },
        "writeBack": { "outbox": format!("{origin}/mesh/"), "mailbox": "Y90500OT001" },
        "providers": providers,
        "federation": booked_with,
        // The demonstration of the embedded app (embed-demo.html) is a page of the same host.
        "embedding": { "hosts": ["self"] },
        "features": { "tasks": {} },
        "demonstration": demonstration,
    });
    serde_json::to_string_pretty(&config).unwrap_or_default()
}
