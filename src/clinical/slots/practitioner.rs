//! Who a patient is booked with: name and gender as the practice sent them; the role stands on the schedule.

use crate::fhir;
use crate::format;

/// What stands where a schedule names nobody (a nurse list, say).
pub const NOT_NAMED: &str = "Clinician not named";
/// What stands where a practitioner is referred to and nothing more is known.
pub const NAME_NOT_SENT: &str = "Clinician's name not available";

/// A practitioner for display (APT-05). Nothing here is guessed: what was not sent is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Practitioner {
    /// Logical id at the practice, when the schedule or appointment refers to somebody.
    pub id: Option<String>,
    /// `FAMILY, Given (Title)`.
    pub name: Option<String>,
    /// As a patient reads it: `Dr Paul Adeyemi`.
    pub plain_name: Option<String>,
    /// In words.
    pub gender: Option<String>,
}

impl Practitioner {
    /// Somebody who is referred to by id, with what the answer holds about them.
    pub fn of(id: Option<&str>, read: Option<&fhir::Practitioner>) -> Self {
        Self {
            id: id.map(str::to_owned),
            name: read.and_then(|practitioner| practitioner.name.iter().find_map(name)),
            plain_name: read.and_then(|practitioner| practitioner.name.iter().find_map(plain_name)),
            gender: read
                .and_then(|practitioner| practitioner.gender.as_deref())
                .map(|code| format::gender(Some(code)).into_owned()),
        }
    }

    /// The name, or words for why there is none.
    pub fn shown(&self) -> &str {
        match (&self.name, &self.id) {
            (Some(name), _) => name,
            (None, Some(_)) => NAME_NOT_SENT,
            (None, None) => NOT_NAMED,
        }
    }
}

/// Title, given and family name in the order of speech; the text when there is no family name.
fn plain_name(name: &fhir::HumanName) -> Option<String> {
    let family = name.family().or_else(|| name.text.clone())?;
    let parts: Vec<&str> = if name.family().is_some() {
        let before = name.prefix.iter().chain(name.given.first()).map(String::as_str);
        before.chain([family.as_str()]).map(str::trim).collect()
    } else {
        vec![family.trim()]
    };
    Some(parts.join(" ")).filter(|name| !name.is_empty())
}

/// A staff name: composed from its parts, or its text when it has no family name.
fn name(name: &fhir::HumanName) -> Option<String> {
    match (name.family(), &name.text) {
        (None, Some(text)) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        (None, None) if name.given.is_empty() => None,
        (family, _) => Some(format::name(family.as_deref(), &name.given, &name.prefix)),
    }
}
