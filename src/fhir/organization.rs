//! Organization, Location and HealthcareService.

use super::lenient::resource;
use super::{Address, Code, CodeableConcept, ContactPoint, Reference};

resource! {
    /// A practice, laboratory, manufacturer or other organisation.
    pub struct Organization {
        /// Its name; laboratories may have none.
        "name" => pub name: Option<String>,
        /// Its kinds.
        "type" => pub kind: Vec<CodeableConcept>,
        /// Phone numbers and the like.
        "telecom" => pub telecom: Vec<ContactPoint>,
        /// Addresses.
        "address" => pub address: Vec<Address>,
        /// The organisation above it.
        "partOf" => pub part_of: Option<Reference>,
    }
}

impl Organization {
    /// The ODS code, under any line's identifier system.
    pub fn ods(&self) -> Option<&str> {
        let is_ods = |system: &str| system.ends_with("/ods-organization-code");
        let ods =
            self.identifier.iter().find(|identifier| identifier.system.as_deref().is_some_and(is_ods))?;
        ods.value.as_deref()
    }
}

resource! {
    /// A place.
    pub struct Location {
        /// `active`, …
        "status" => pub status: Option<Code>,
        /// Its name.
        "name" => pub name: Option<String>,
        /// More about it.
        "description" => pub description: Option<String>,
        /// Its kind.
        "type" => pub kind: Option<CodeableConcept>,
        /// Phone numbers and the like.
        "telecom" => pub telecom: Vec<ContactPoint>,
        /// Its address.
        "address" => pub address: Option<Address>,
        /// The practice that runs it.
        "managingOrganization" => pub managing_organization: Option<Reference>,
    }
}

resource! {
    /// A service that a patient can be referred to or booked into.
    pub struct HealthcareService {
        /// Its name.
        "name" => pub name: Option<String>,
        /// Who provides it.
        "providedBy" => pub provided_by: Option<Reference>,
        /// Its kinds.
        "type" => pub kind: Vec<CodeableConcept>,
        /// Phone numbers and the like.
        "telecom" => pub telecom: Vec<ContactPoint>,
        /// More about it.
        "comment" => pub comment: Option<String>,
    }
}
