//! Reading 2xx bodies: what is not the expected resource is a named failure, never something empty.

use super::error::Failure;
use super::patient::{TracedPatient, carried_number, carries};
use super::wire::Response;
use crate::fhir::{Bundle, Patient, Resource};

/// The body as a Bundle; a missing `entry` is zero entries (L-3).
pub fn bundle(response: &Response) -> Result<Bundle, Failure> {
    Bundle::read(&response.body).map_err(|error| Failure::decode(error.to_string()))
}

/// The body as one resource.
pub fn resource(response: &Response) -> Result<Resource, Failure> {
    Resource::read(&response.body).map_err(|error| Failure::decode(error.to_string()))
}

/// The id of `Type/id`, also with a version behind it (L-6) or as an absolute address.
pub fn reference_id<'a>(reference: &'a str, kind: &str) -> Option<&'a str> {
    let target = reference.split_once("/_history").map_or(reference, |(target, _)| target);
    let (front, id) = target.trim().rsplit_once('/')?;
    (front.rsplit('/').next() == Some(kind) && !id.is_empty()).then_some(id)
}

/// A resource of another kind than asked for.
pub fn unexpected(wanted: &str, got: &Resource) -> Failure {
    match got {
        Resource::Unreadable(unreadable) => Failure::decode(format!("{wanted}: {}", unreadable.reason)),
        // The type's name is the body's own word, so that anything might be in it.
        Resource::Other(_) => Failure::decode(format!("{wanted} expected, another resource received")),
        other => Failure::decode(format!("{wanted} expected, {} received", other.resource_type())),
    }
}

/// Every Patient in the bundle must carry the traced NHS number (ARH-24, ARH-28): exactly one Patient.
pub fn same_patient(bundle: &Bundle, traced: &TracedPatient) -> Result<(), Failure> {
    match patients(bundle)?.as_slice() {
        [] => Err(Failure::decode("Bundle: no Patient")),
        [one] if carried_number(one)? == traced.nhs_number().digits() => Ok(()),
        [_] => Err(Failure::PatientMismatch),
        more => Err(Failure::decode(format!("Bundle: {} Patients", more.len()))),
    }
}

/// Sets apart what is about other people: exactly one Patient must carry the traced NHS number, and what names another
/// Patient of the bundle is nothing of the traced one's (ARH-24).
pub fn about_patient(mut bundle: Bundle, traced: &TracedPatient) -> Result<Bundle, Failure> {
    let found = patients(&bundle)?;
    if found.len() < 2 {
        same_patient(&bundle, traced)?;
    }
    let is_traced = |patient: &&Patient| carries(patient, traced.nhs_number().digits());
    let mut own = found.iter().filter(|one| is_traced(one));
    let (Some(first), None) = (own.next(), own.next()) else {
        // Nobody may choose between two.
        return Err(Failure::decode(format!("Bundle: {} Patients", found.len())));
    };
    carried_number(first)?;
    if found.iter().filter(|one| one.id == first.id).count() > 1 {
        return Err(Failure::decode("Bundle: two Patients with one id"));
    }
    let position = bundle.each::<Patient>().find(|(_, one)| is_traced(one)).map(|(position, _)| position);
    if let Some(position) = position {
        bundle.about(position);
    }
    Ok(bundle)
}

/// The Patients of a bundle. One that cannot be read might be anybody, so it is a failure.
pub fn patients(bundle: &Bundle) -> Result<Vec<&Patient>, Failure> {
    let mut found = Vec::new();
    for entry in &bundle.entries {
        match entry {
            Resource::Patient(patient) => found.push(&**patient),
            Resource::Unreadable(it) if it.resource_type.as_deref() == Some("Patient") => {
                return Err(unexpected("Patient", entry));
            }
            _ => {}
        }
    }
    Ok(found)
}
