//! Practitioner and PractitionerRole.

use super::lenient::{object, resource};
use super::{Address, Code, CodeableConcept, ContactPoint, HumanName, Reference};

resource! {
    /// A member of staff.
    pub struct Practitioner {
        /// Names; in DSTU2 a single object. Family only, text only and given only all occur.
        "name" => pub name: Vec<HumanName>,
        /// `male`, `female`, `other`, `unknown`.
        "gender" => pub gender: Option<Code>,
        /// Phone numbers and the like.
        "telecom" => pub telecom: Vec<ContactPoint>,
        /// Addresses.
        "address" => pub address: Vec<Address>,
        /// Roles, in DSTU2 only.
        "practitionerRole" => pub practitioner_role: Vec<PractitionerRoleInline>,
    }
}

object! {
    /// A role inside a DSTU2 Practitioner.
    pub struct PractitionerRoleInline {
        /// Where.
        "managingOrganization" => pub managing_organization: Option<Reference>,
        /// As what.
        "role" => pub role: Option<CodeableConcept>,
    }
}

resource! {
    /// A role of a practitioner at an organisation; one at most is sent for each practitioner.
    pub struct PractitionerRole {
        /// Who.
        "practitioner" => pub practitioner: Option<Reference>,
        /// Where.
        "organization" => pub organization: Option<Reference>,
        /// As what (SDS job roles).
        "code" => pub code: Vec<CodeableConcept>,
        /// Specialties.
        "specialty" => pub specialty: Vec<CodeableConcept>,
        /// Places.
        "location" => pub location: Vec<Reference>,
        /// Phone numbers and the like.
        "telecom" => pub telecom: Vec<ContactPoint>,
    }
}
