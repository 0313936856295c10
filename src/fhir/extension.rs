//! Extensions, found by the tail of their name, because suppliers disagree about the rest of the url.

use super::lenient::{Failed, Json, Member, Notes, object};
use super::{Code, CodeableConcept, DateTime, Period, Reference, Value};

object! {
    /// An extension: a url, and a value or children.
    pub struct Extension {
        /// Its url, or the bare name of a child.
        "url" => pub url: Option<Code>,
        /// Its children.
        "extension" => pub extension: Extensions,
        choice "value" => /// Its value, if it has no children.
            pub value: Option<Value>,
    }
}

/// The extensions of an element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extensions(pub Vec<Extension>);

impl Extensions {
    /// The first extension with this name.
    ///
    /// A name is the tail of the url after `Extension-`, without `CareConnect-`, `GPC-`, `GPConnect-` and the
    /// trailing version, such as `PrescribingAgency`; or the bare url of a child, such as `endDate`. Case does
    /// not count (structured digest 8.2).
    pub fn named(&self, name: &str) -> Option<&Extension> {
        self.0.iter().find(|extension| extension.is_named(name))
    }

    /// All extensions with this name.
    pub fn all_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Extension> {
        self.0.iter().filter(move |extension| extension.is_named(name))
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Extension> {
        self.0.iter()
    }
}

impl Member for Extensions {
    fn read(&mut self, value: &mut Json<'_>, notes: &mut Notes) -> Result<(), Failed> {
        let before = self.0.len();
        self.0.read(value, notes)?;
        let read = self.0.iter().skip(before);
        notes.unread.extend(read.filter(|extension| extension.is_unknown()).cloned());
        Ok(())
    }
}

/// The extensions whose meaning the app knows: it shows them, or they say nothing to a reader.
const KNOWN: [&str; 34] = [
    "ActualProblem",
    "AllergyIntoleranceEnd",
    "AppointmentCancellationReason",
    "BookingOrganisation",
    "ClinicalSetting",
    "coding-sctdescid",
    "coding-sctdecsid",
    "DateRecorded",
    "DeliveryChannel",
    "DosageLastChanged",
    "encounter-associatedEncounter",
    "FastingStatus",
    "ListWarningCode",
    "MainLocation",
    "MedicationDosageLastChanged",
    "MedicationQuantityText",
    "MedicationRepeatInformation",
    "MedicationStatementDosageLastChanged",
    "MedicationStatementLastIssueDate",
    "MedicationStatusReason",
    "NHSCommunication",
    "NHSNumberVerificationStatus",
    "OtherContactSystem",
    "ParentPresent",
    "PractitionerRole",
    "practitioner",
    "PrescribingAgency",
    "PrescriptionType",
    "ProblemSignificance",
    "RegistrationDetails",
    "RelatedClinicalContent",
    "RelatedProblemHeader",
    "ServiceFilteringStatus",
    "VaccinationProcedure",
];

/// Known beside a value only.
const APPROXIMATION: &str = "ValueApproximation";

impl Extension {
    /// True when the url means this name; see [`Extensions::named`].
    pub fn is_named(&self, name: &str) -> bool {
        self.url
            .as_deref()
            .is_some_and(|url| url.eq_ignore_ascii_case(name) || tail(url).eq_ignore_ascii_case(name))
    }

    /// Whether the app does not know what it means. A child has a bare name and belongs to what holds it.
    fn is_unknown(&self) -> bool {
        let url = self.url.as_deref().unwrap_or_default();
        if !url.is_empty() && !url.contains('/') {
            return false;
        }
        let name = tail(url);
        let plain = without_prefix(name, "UKCore-");
        !name.eq_ignore_ascii_case(APPROXIMATION)
            && !KNOWN.iter().any(|known| plain.eq_ignore_ascii_case(known))
    }

    /// The tail of its name; see [`Extensions::named`].
    pub fn name(&self) -> &str {
        self.url.as_deref().map(tail).unwrap_or_default()
    }

    /// The child with this name.
    pub fn child(&self, name: &str) -> Option<&Extension> {
        self.extension.named(name)
    }

    /// Its value as text: string, code, id, uri, number or bool as sent.
    pub fn text(&self) -> Option<&str> {
        self.value.as_ref().and_then(Value::text)
    }

    /// Its code: `valueCode`, or the first code of a `valueCodeableConcept` or `valueCoding`.
    pub fn code(&self) -> Option<&str> {
        match self.value.as_ref()? {
            Value::CodeableConcept(concept) => {
                concept.coding.iter().find_map(|coding| coding.code.as_deref())
            }
            Value::Coding(coding) => coding.code.as_deref(),
            other => other.text(),
        }
    }

    /// Its concept.
    pub fn concept(&self) -> Option<&CodeableConcept> {
        match self.value.as_ref()? {
            Value::CodeableConcept(concept) => Some(concept),
            _ => None,
        }
    }

    /// Its reference.
    pub fn reference(&self) -> Option<&Reference> {
        match self.value.as_ref()? {
            Value::Reference(reference) => Some(reference),
            _ => None,
        }
    }

    /// Its date.
    pub fn date_time(&self) -> Option<&DateTime> {
        match self.value.as_ref()? {
            Value::DateTime(date) => Some(date),
            _ => None,
        }
    }

    /// Its period.
    pub fn period(&self) -> Option<&Period> {
        match self.value.as_ref()? {
            Value::Period(period) => Some(period),
            _ => None,
        }
    }

    /// Its bool.
    pub fn boolean(&self) -> Option<bool> {
        match self.value.as_ref()? {
            Value::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// Its number: `valueUnsignedInt` or `valuePositiveInt` or `valueInteger` (suppliers mix them).
    pub fn number(&self) -> Option<u32> {
        self.value.as_ref().and_then(Value::text)?.trim().parse().ok()
    }
}

fn tail(url: &str) -> &str {
    let last = url.trim_end_matches('/').rsplit(['/', '#']).next().unwrap_or(url);
    let mut name = last;
    for prefix in ["Extensioncoding-", "Extension-", "CareConnect-", "GPConnect-", "GPC-"] {
        name = without_prefix(name, prefix);
    }
    match name.rsplit_once('-') {
        Some((stem, version)) if !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()) => {
            stem
        }
        _ => name,
    }
}

fn without_prefix<'a>(name: &'a str, prefix: &str) -> &'a str {
    match name.split_at_checked(prefix.len()) {
        Some((front, rest)) if front.eq_ignore_ascii_case(prefix) => rest,
        _ => name,
    }
}
