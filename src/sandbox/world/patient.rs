//! One synthetic patient: who they are, and how PDS and the practice treat them.

use chrono::{NaiveDate, TimeDelta};

/// A date of birth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Born {
    /// A calendar day.
    On(NaiveDate),
    /// So many days before today: ages that must stay what they are.
    DaysAgo(i64),
}

/// How PDS treats the patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtPds {
    /// Unrestricted.
    Listed,
    /// `meta.security` carries this code: `R`, `V` or `REDACTED`. No request may leave (FND-11).
    Restricted(&'static str),
    /// The number was replaced; PDS answers with the current one.
    SupersededBy(&'static str),
}

/// How the registered practice treats the patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AtPractice {
    /// Found, with a record.
    Known,
    /// Not on the practice's list.
    Unknown,
    /// On the list, and never given out: empty searches, 404 everywhere.
    Hidden,
    /// Two records for one number (FND-16).
    Twice,
    /// The practice holds only the first given name, and another practice's code.
    Different,
    /// The practice answers about somebody else (ARH-24).
    AnswersFor(&'static str),
    /// Found, but every record request is refused: 403 `NO_PATIENT_CONSENT` (L-18).
    NoConsent,
    /// Died within the practice's 28 days: hidden from Foundations, still answered by record HTML and documents.
    DiedRecently,
    /// One resource cannot be built: structured fails whole with 500 (structured digest 2.1).
    Broken,
}

/// Another practice that knows the patient, from an earlier stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// ODS code of the practice.
    pub ods: &'static str,
    /// Logical id of the branch that the patient prefers there.
    pub branch: Option<&'static str>,
    /// The family name that the practice still holds, where it is an old one.
    pub family: Option<&'static str>,
}

/// Which record the patient has. The content is in `records/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Nothing recorded anywhere.
    Empty,
    /// A modest, ordinary record.
    Ordinary,
    /// The record in the pictures.
    Full,
    /// Coded "no known allergy".
    NoKnownAllergies,
    /// "No known allergy" beside an allergy.
    Contradicted,
    /// Confidential items left out of every area.
    Withheld,
    /// A record transfer is under way.
    InTransit,
    /// Allergies of every kind.
    EveryAllergy,
    /// Medicines of every kind.
    EveryMedicine,
    /// Documents of every kind that systems send.
    EveryDocument,
    /// Uncoded entries from an old system.
    Degraded,
    /// A child's record.
    Child,
    /// HTML with scripts, handlers, styles and remote content.
    HostileHtml,
    /// HTML that is not well formed, as the 0.5 line wrote it.
    MalformedHtml,
    /// Thousands of entries.
    Vast,
    /// A bundle read from disk, by its place in the provider's list.
    FromDisk(usize),
    /// As a supplier's system sends it.
    Supplier(Supplier),
}

/// A system that a record comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Supplier {
    /// EMIS Web.
    Emis,
    /// TPP SystmOne.
    Tpp,
    /// Medicus.
    Medicus,
    /// Any of them, the record come from another practice's system by GP2GP.
    Converted,
}

/// A synthetic patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patient {
    /// NHS number, ten digits.
    pub nhs_number: String,
    /// What the patient is for, in one line.
    pub purpose: String,
    /// Title.
    pub prefix: String,
    /// Given names.
    pub given: Vec<String>,
    /// Family name.
    pub family: String,
    /// FHIR gender.
    pub gender: &'static str,
    /// Birth.
    pub born: Born,
    /// Address line, town, postcode.
    pub address: [String; 3],
    /// Telephone, where there is one.
    pub phone: Option<String>,
    /// ODS code of the registered practice on PDS; empty when registered nowhere.
    pub practice: String,
    /// Other practices that know the patient.
    pub elsewhere: &'static [Elsewhere],
    /// Logical id of the preferred branch at the registered practice.
    pub branch: Option<&'static str>,
    /// Language code and name, when an interpreter is needed.
    pub interpreter: Option<(&'static str, &'static str)>,
    /// How PDS treats them.
    pub at_pds: AtPds,
    /// How the practice treats them.
    pub at_practice: AtPractice,
    /// Days since death, as PDS knows it.
    pub died_on_pds: Option<i64>,
    /// Days since death, as the practice knows it.
    pub died_at_practice: Option<i64>,
    /// The record.
    pub chart: Chart,
}

impl Patient {
    /// The date of birth, given today.
    pub fn birth_date(&self, today: NaiveDate) -> NaiveDate {
        match self.born {
            Born::On(day) => day,
            Born::DaysAgo(days) => today - TimeDelta::days(days),
        }
    }

    /// Given names in one text.
    pub fn given_names(&self) -> String {
        self.given.join(" ")
    }
}

/// Whether a text is a ten-digit NHS number with a valid check digit (modulus 11).
pub(in crate::sandbox) fn is_nhs_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    if text.len() != 10 || digits.len() != 10 {
        return false;
    }
    let sum: u32 = digits.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.last() == Some(&((11 - sum % 11) % 11))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_checked() {
        assert!(is_nhs_number("9990054320"));
        assert!(!is_nhs_number("9990054321"));
        assert!(!is_nhs_number("999005432"));
        assert!(!is_nhs_number("99900 4320"));
    }
}
