//! Patient, in STU3 and in DSTU2 (where the usual GP is a `careProvider`).

use chrono::NaiveDate;

use super::lenient::{object, resource};
use super::{Address, Code, CodeableConcept, ContactPoint, DateTime, HumanName, Period, Reference};

resource! {
    /// A patient.
    pub struct Patient {
        /// False when the record is no longer in use.
        "active" => pub active: Option<bool>,
        /// Names; the cross-check uses the `official` one.
        "name" => pub name: Vec<HumanName>,
        /// Phone numbers and the like.
        "telecom" => pub telecom: Vec<ContactPoint>,
        /// `male`, `female`, `other`, `unknown`.
        "gender" => pub gender: Option<Code>,
        /// Date of birth.
        "birthDate" => pub birth_date: Option<DateTime>,
        /// Date of death.
        "deceasedDateTime" => pub deceased_date_time: Option<DateTime>,
        /// True when the patient has died and the date was not sent.
        "deceasedBoolean" => pub deceased_boolean: Option<bool>,
        /// Addresses.
        "address" => pub address: Vec<Address>,
        /// Marital status.
        "maritalStatus" => pub marital_status: Option<CodeableConcept>,
        /// Next of kin and other contacts.
        "contact" => pub contact: Vec<Contact>,
        /// Languages, where they are not an extension.
        "communication" => pub communication: Vec<Communication>,
        /// Usual GP or registered practice.
        "generalPractitioner" | "careProvider" => pub general_practitioner: Vec<Reference>,
        /// The practice that answers.
        "managingOrganization" => pub managing_organization: Option<Reference>,
        also repeats: bool,
    }
}

impl Patient {
    /// Whether a member occurs in it twice, so that two readers could take it for two persons: nobody's to use.
    pub fn repeats_a_member(&self) -> bool {
        self.repeats
    }

    /// The NHS number's digits, whichever line's identifier system it is under.
    pub fn nhs_number(&self) -> Option<&str> {
        self.identifier
            .iter()
            .find(|identifier| {
                identifier.system.as_deref().is_some_and(|system| {
                    matches!(
                        system,
                        "https://fhir.nhs.uk/Id/nhs-number" | "http://fhir.nhs.net/Id/nhs-number"
                    )
                })
            })
            .and_then(|identifier| identifier.value.as_deref())
    }

    /// The name that PDS and practices keep the same, on a day: `official`, else `usual`, else another in use. One that has
    /// ended, has not begun or is called old is never it.
    pub fn official_name(&self, day: NaiveDate) -> Option<&HumanName> {
        self.names(day).min_by_key(|name| match name.usage.as_deref() {
            Some("official") => 0,
            Some("usual") => 1,
            None => 2,
            Some(_) => 3,
        })
    }

    /// The names in use on a day.
    pub fn names(&self, day: NaiveDate) -> impl Iterator<Item = &HumanName> {
        self.name.iter().filter(move |name| {
            name.usage.as_deref() != Some("old")
                && name.period.as_deref().is_none_or(|period| period.holds_on(day))
        })
    }

    /// ODS code of the registered practice, where it is carried as an identifier (PDS).
    pub fn registered_practice_ods(&self) -> Option<&str> {
        self.general_practitioner.iter().find_map(|practice| {
            let identifier = practice.identifier.as_deref()?;
            identifier.system.as_deref()?.ends_with("/ods-organization-code").then_some(())?;
            identifier.value.as_deref()
        })
    }

    /// Whether the source says that the patient has died, with the date when it gives one.
    pub fn has_died(&self) -> bool {
        self.deceased_date_time.is_some() || self.deceased_boolean == Some(true)
    }
}

object! {
    /// A patient's contact.
    pub struct Contact {
        /// Next of kin, carer, …
        "relationship" => pub relationship: Vec<CodeableConcept>,
        /// The contact's name.
        "name" => pub name: Option<HumanName>,
        /// How to reach the contact.
        "telecom" => pub telecom: Vec<ContactPoint>,
        /// The contact's address.
        "address" => pub address: Option<Address>,
        /// The contact's gender.
        "gender" => pub gender: Option<Code>,
        /// When the contact held.
        "period" => pub period: Option<Box<Period>>,
    }
}

object! {
    /// A language in which a patient may be spoken with.
    pub struct Communication {
        /// The language.
        "language" => pub language: Option<CodeableConcept>,
    }
}
