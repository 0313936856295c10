//! Who it is about, who saw them, and the two organisations between which the summary goes.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// The patient as PDS has them: the same values go onto the page, into the Patient resource and into the address (SDOC-14, SDOC-29).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Patient {
    /// Ten digits.
    pub nhs_number: String,
    /// Whether PDS confirmed the number (SDOC-45).
    pub is_verified: bool,
    /// Whether PDS restricts who may know where the patient is.
    #[serde(default)]
    pub is_restricted: bool,
    /// The family name.
    pub family: String,
    /// The given names, in order.
    pub given: Vec<String>,
    /// The title.
    #[serde(default)]
    pub prefix: Option<String>,
    /// The whole date of birth.
    pub birth_date: NaiveDate,
    /// The gender, where PDS has one.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// The lines of the address.
    #[serde(default)]
    pub address: Vec<String>,
    /// The telephone number at home.
    #[serde(default)]
    pub telephone: Option<String>,
    /// The mobile number.
    #[serde(default)]
    pub mobile: Option<String>,
    /// When PDS was asked for all this (SDOC-06).
    pub traced: DateTime<FixedOffset>,
}

impl Patient {
    /// `DAWES, Minnie Ann (Mrs)`, as clinicians read names.
    pub fn name_for_clinicians(&self) -> String {
        let given = self.given.join(" ");
        let mut name = self.family.to_uppercase();
        if !given.is_empty() {
            name = format!("{name}, {given}");
        }
        match &self.prefix {
            Some(prefix) => format!("{name} ({prefix})"),
            None => name,
        }
    }

    /// `Mrs Minnie Ann Dawes`, as sentences say names.
    pub fn name_in_a_sentence(&self) -> String {
        let parts = self.prefix.iter().chain(&self.given).chain([&self.family]);
        parts.map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// `999 123 4567`.
    pub fn spaced_number(&self) -> String {
        let digits = &self.nhs_number;
        match (digits.get(..3), digits.get(3..6), digits.get(6..)) {
            (Some(area), Some(group), Some(last)) => format!("{area} {group} {last}"),
            _ => digits.clone(),
        }
    }
}

/// A gender as FHIR has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
    /// Neither, or not only one of them.
    Other,
    /// Not known.
    Unknown,
}

impl Gender {
    /// The code of the message.
    pub fn code(self) -> &'static str {
        match self {
            Gender::Male => "male",
            Gender::Female => "female",
            Gender::Other => "other",
            Gender::Unknown => "unknown",
        }
    }

    /// The word on the page.
    pub fn word(self) -> &'static str {
        match self {
            Gender::Male => "Male",
            Gender::Female => "Female",
            Gender::Other => "Other",
            Gender::Unknown => "Unknown",
        }
    }
}

/// Who saw the patient (SDOC-15).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clinician {
    /// The SDS user id of their smartcard.
    pub sds_user_id: String,
    /// The family name.
    pub family: String,
    /// The given names.
    pub given: Vec<String>,
    /// The title.
    #[serde(default)]
    pub prefix: Option<String>,
    /// What they are, such as "Advanced nurse practitioner".
    pub role: String,
    /// Where they can be reached.
    #[serde(default)]
    pub telephone: Option<String>,
}

impl Clinician {
    /// `Dr Ada Okafor`.
    pub fn name(&self) -> String {
        let parts = self.prefix.iter().chain(&self.given).chain([&self.family]);
        parts.map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// The organisation that saw the patient and sends the summary (SDOC-13).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Organisation {
    /// Its ODS code.
    pub ods: String,
    /// Its name.
    pub name: String,
    /// Its telephone number.
    pub telephone: String,
    /// Its address on one line.
    #[serde(default)]
    pub address: Option<String>,
    /// Its own MESH mailbox (SDOC-26).
    pub mailbox: String,
}

/// The practice where the patient is registered.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Practice {
    /// Its ODS code.
    pub ods: String,
    /// Its name.
    pub name: String,
}
