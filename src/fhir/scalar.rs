//! Scalars that keep what was sent: codes without stray blanks, decimals with their digits.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use chrono::NaiveDate;

use super::lenient::Scalar;

/// A code, system, url or id: opaque, case exact, stray blanks around it removed (structured digest 8.2).
///
/// The handful of urls that fill real records are shared instead of copied.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Code(Cow<'static, str>);

impl Code {
    /// The code from a text; blanks around it are removed.
    pub fn new(text: &str) -> Self {
        let text = text.trim();
        match shared(text) {
            Some(known) => Self(Cow::Borrowed(known)),
            None => Self(Cow::Owned(text.to_owned())),
        }
    }

    /// The code's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Code {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Code {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Code {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<String> for Code {
    fn from(text: String) -> Self {
        Self::new(&text)
    }
}

impl From<&str> for Code {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self)
    }
}

impl Scalar for Code {
    fn from_json_text(text: Cow<'_, str>, _: Option<NaiveDate>) -> Option<Self> {
        Some(Self::new(&text))
    }
}

/// Urls and codes that make up most of a structured record, so that they need no allocation each.
fn shared(text: &str) -> Option<&'static str> {
    macro_rules! one_of {
        ($($known:literal)*) => { match text { $($known => Some($known),)* _ => None } };
    }
    one_of!(
        "http://snomed.info/sct"
        "http://read.info/readv2"
        "http://read.info/ctv3"
        "http://unitsofmeasure.org"
        "http://hl7.org/fhir/list-order"
        "http://hl7.org/fhir/v3/ParticipationType"
        "http://hl7.org/fhir/v3/NullFlavor"
        "https://fhir.hl7.org.uk/Id/emis-drug-codes"
        "https://fhir.hl7.org.uk/Id/egton-codes"
        "https://fhir.nhs.uk/Id/nhs-number"
        "https://fhir.nhs.uk/Id/ods-organization-code"
        "https://fhir.nhs.uk/Id/sds-user-id"
        "https://fhir.nhs.uk/Id/cross-care-setting-identifier"
        "https://tpp-uk.com/Id/ccs-id"
        "https://tools.ietf.org/html/rfc4122"
        "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-PrescriptionType-1"
        "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-PrescribingAgency-1"
        "https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-ParticipantType-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-coding-sctdescid"
        "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-coding-sctdescid"
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-PrescriptionType-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-PrescribingAgency-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-MedicationQuantityText-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-MedicationRepeatInformation-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-MedicationStatementLastIssueDate-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ClinicalSetting-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-DeliveryChannel-2"
        "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-RelatedClinicalContent-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Observation-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-List-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Encounter-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Medication-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-MedicationRequest-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-MedicationStatement-1"
        "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Slot-1"
        "descriptionId" "descriptionDisplay"
        "numberOfRepeatPrescriptionsAllowed" "numberOfRepeatPrescriptionsIssued" "authorisationExpiryDate"
        "current" "snapshot" "system" "final" "unknown" "active" "completed" "stopped" "finished" "free"
        "plan" "order" "unk" "official" "has-member" "derived-from"
        "REC" "PPRF" "acute" "repeat" "repeat-dispensing" "prescribed-at-gp-practice" "GBR"
    )
}

/// A decimal that keeps its digits: `0.50` stays `0.50` (structured digest 3.2). Words in a number's place (`<5`, `trace`, `12,5`) stay
/// as they were sent, and are not numbers.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Decimal(Box<str>);

impl Decimal {
    /// The decimal from its digits; `None` when the text is not a number.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let number = text.parse::<f64>().is_ok_and(f64::is_finite)
            && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
        number.then(|| Self(text.into()))
    }

    /// The digits as sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value for comparison and charts, never for display; `None` for words in a number's place.
    pub fn approximate(&self) -> Option<f64> {
        Self::new(&self.0)?.0.parse().ok()
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Scalar for Decimal {
    fn from_json_text(text: Cow<'_, str>, _: Option<NaiveDate>) -> Option<Self> {
        Some(Self(text.trim().into()))
    }
}
