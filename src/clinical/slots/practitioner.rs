//! Who a patient is booked with: names and genders as the practice sent them; the role is on the schedule.

use crate::clinical::order;
use crate::fhir;
use crate::format;

/// Shown where a schedule names nobody (a nurse list, say).
pub const NOT_NAMED: &str = "Clinician not named";
/// Shown where a practitioner is referred to and nothing more is known.
pub const NAME_NOT_SENT: &str = "Clinician's name not available";

/// A practitioner for display (APT-05), or all of several who see the patient together. Nothing here is guessed: what was
/// not sent is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Practitioner {
    /// Logical ids at the practice of whoever the schedule or appointment refers to, each once.
    pub ids: Vec<String>,
    /// `FAMILY, Given (Title)`; of several all, a semicolon between.
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
            ids: id.map(str::to_owned).into_iter().collect(),
            name: read.and_then(|practitioner| practitioner.name.iter().find_map(name)),
            plain_name: read.and_then(|practitioner| practitioner.name.iter().find_map(plain_name)),
            gender: read
                .and_then(|practitioner| practitioner.gender.as_deref())
                .map(|code| format::gender(Some(code)).into_owned()),
        }
    }

    /// Several as one, so that no place can show the first and forget the others.
    pub fn together(mut all: Vec<Self>) -> Self {
        if all.len() < 2 {
            return all.pop().unwrap_or_default();
        }
        let names: Vec<&str> = all.iter().map(Self::shown).collect();
        let plain: Option<Vec<&str>> = all.iter().map(|one| one.plain_name.as_deref()).collect();
        let mut genders: Vec<&str> = all.iter().filter_map(|one| one.gender.as_deref()).collect();
        genders.dedup();
        let mut ids: Vec<String> = all.iter().flat_map(|one| one.ids.clone()).collect();
        order::by(&mut ids, Ord::cmp);
        ids.dedup();
        Self {
            name: Some(names.join("; ")),
            plain_name: plain.map(|names| names.join(" and ")),
            gender: (!genders.is_empty()).then(|| genders.join(" and ")),
            ids,
        }
    }

    /// The name, or words for why there is none.
    pub fn shown(&self) -> &str {
        match &self.name {
            Some(name) => name,
            None if self.ids.is_empty() => NOT_NAMED,
            None => NAME_NOT_SENT,
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
