//! Where a patient is seen.

use crate::fhir;
use crate::format;

/// What stands where the practice did not say where.
pub const NOT_STATED: &str = "Location not stated";
/// What stands where a location is referred to and its name is not known.
pub const NAME_NOT_SENT: &str = "Location's name not available";
/// What stands where a location came without an address.
pub const ADDRESS_NOT_SENT: &str = "No address provided";

/// A location for display (APT-05). What was not sent is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// Logical id at the practice: branches are told apart by it (FND-26).
    pub id: Option<String>,
    /// Name.
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
            id: id.map(str::to_owned),
            name: read.and_then(|location| words(location.name.as_deref())),
            address: read.and_then(|location| location.address.as_ref()).and_then(address),
            phone: read.and_then(|location| phone(&location.telecom)),
        }
    }

    /// The name, or words for why there is none.
    pub fn shown(&self) -> &str {
        match (&self.name, &self.id) {
            (Some(name), _) => name,
            (None, Some(_)) => NAME_NOT_SENT,
            (None, None) => NOT_STATED,
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

/// Logical id of the patient's preferred branch at the practice that holds this Patient (digest 2.6, APT-13).
pub fn preferred_branch(patient: &fhir::Patient) -> Option<&str> {
    patient
        .extension
        .named("RegistrationDetails")?
        .child("preferredBranchSurgery")?
        .reference()?
        .id_of("Location")
}
