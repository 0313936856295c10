//! Where a patient is seen.

use crate::clinical::order;
use crate::fhir;
use crate::format;

/// Shown where the practice did not say where.
pub const NOT_STATED: &str = "Location not stated";
/// Shown where a location is referred to and its name is not known.
pub const NAME_NOT_SENT: &str = "Location's name not available";
/// Shown where a location came without an address.
pub const ADDRESS_NOT_SENT: &str = "No address provided";

/// A location for display (APT-05), or all of several that are named for one appointment. What was not sent is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// Logical ids at the practice, each once: branches are told apart by them (FND-26).
    pub ids: Vec<String>,
    /// Name; of several all, a semicolon between.
    pub name: Option<String>,
    /// Address on one line.
    pub address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}

impl Location {
    /// A location that is referred to by id, with what the answer holds about it.
    pub fn of(id: Option<&str>, read: Option<&fhir::Location>) -> Self {
        Self {
            ids: id.map(str::to_owned).into_iter().collect(),
            name: read.and_then(|location| words(location.name.as_deref())),
            address: read.and_then(|location| location.address.as_ref()).and_then(address),
            phone: read.and_then(|location| phone(&location.telecom)),
        }
    }

    /// Several as one, so that no place can show the first and forget the others.
    pub fn together(mut all: Vec<Self>) -> Self {
        if all.len() < 2 {
            return all.pop().unwrap_or_default();
        }
        let joined = |what: &dyn Fn(&Self) -> Option<String>| {
            let all: Vec<String> = all.iter().filter_map(what).collect();
            (!all.is_empty()).then(|| all.join("; "))
        };
        let mut ids: Vec<String> = all.iter().flat_map(|one| one.ids.clone()).collect();
        order::by(&mut ids, Ord::cmp);
        ids.dedup();
        Self {
            name: joined(&|one| Some(one.shown().to_owned())),
            address: joined(&|one| one.address.clone()),
            phone: joined(&|one| one.phone.clone()),
            ids,
        }
    }

    /// The name, or words for why there is none.
    pub fn shown(&self) -> &str {
        match &self.name {
            Some(name) => name,
            None if self.ids.is_empty() => NOT_STATED,
            None => NAME_NOT_SENT,
        }
    }

    /// The address, or words for why there is none.
    pub fn shown_address(&self) -> &str {
        self.address.as_deref().unwrap_or(ADDRESS_NOT_SENT)
    }
}

fn words(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn address(address: &fhir::Address) -> Option<String> {
    let parts: Vec<&str> = address
        .line
        .iter()
        .map(String::as_str)
        .chain(address.city.as_deref())
        .chain(address.district.as_deref())
        .filter(|part| !part.trim().is_empty())
        .collect();
    match address.postal_code.as_deref().filter(|code| !code.trim().is_empty()) {
        None if parts.is_empty() => words(address.text.as_deref()),
        code => Some(format::address_line(&parts, code)),
    }
}

/// The first telephone number of a list; a point without a system counts as one.
pub fn phone(telecom: &[fhir::ContactPoint]) -> Option<String> {
    telecom
        .iter()
        .filter(|point| point.system.as_deref().is_none_or(|system| system == "phone"))
        .find_map(|point| words(point.value.as_deref()))
        .map(|number| format::phone(&number))
}

/// Logical id of the patient's preferred branch at the practice that holds this Patient (foundations digest 2.6, APT-13).
pub fn preferred_branch(patient: &fhir::Patient) -> Option<&str> {
    patient
        .extension
        .named("RegistrationDetails")?
        .child("preferredBranchSurgery")?
        .reference()?
        .id_of("Location")
}
