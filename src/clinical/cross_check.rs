//! The demographic cross-check: national record against practice, field by field (FND-12, FND-14, ARH-22..27, ARS-59).

mod confirmed;

pub use confirmed::{Confirmation, Confirmations, Likeness};

use super::demographics::Demographics;
use crate::fhir::DateTime;
use crate::format;

/// What is compared. Addresses and telephone numbers are for the eye only (FND-13, ARH-27).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// A difference here is fatal: no record is shown (ARH-24).
    NhsNumber,
    /// Family name.
    FamilyName,
    /// First given name; further ones only where both sources have them.
    GivenName,
    /// Date of birth.
    Born,
    /// Gender.
    Gender,
    /// ODS code of the registered practice.
    RegisteredPractice,
    /// Date of death.
    Died,
}

impl Field {
    /// The label on screen.
    pub fn label(self) -> &'static str {
        match self {
            Field::NhsNumber => "NHS number",
            Field::FamilyName => "Family name",
            Field::GivenName => "Given name",
            Field::Born => "Born",
            Field::Gender => "Gender",
            Field::RegisteredPractice => "Registered practice",
            Field::Died => "Died",
        }
    }
}

impl Field {
    /// Whether two values, as shown, say the same (ARH-26).
    fn same(self, a: &str, b: &str) -> bool {
        match self {
            Field::FamilyName => same_name(a, b),
            Field::GivenName => same_given(a, b),
            Field::NhsNumber | Field::Born | Field::Gender | Field::RegisteredPractice | Field::Died => {
                a == b
            }
        }
    }

    /// Whether a value, though sent, says nothing that could be compared.
    fn is_unknown(self, value: &str) -> bool {
        match self {
            Field::Gender => value == format::gender(None),
            Field::Died => value == DATE_OF_DEATH_NOT_GIVEN,
            Field::NhsNumber
            | Field::FamilyName
            | Field::GivenName
            | Field::Born
            | Field::RegisteredPractice => false,
        }
    }
}

/// What a source says that knows of a death and not of its date.
pub const DATE_OF_DEATH_NOT_GIVEN: &str = "Date not given";

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Equal after case, blanks, accents and apostrophes are set aside (ARH-26).
    Same,
    /// Both given, and not equal.
    Differs,
    /// One source gave nothing, or both say that it is not known, so nothing can be said (ARH-25).
    NotSupplied,
}

/// One line of the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What is compared.
    pub field: Field,
    /// The national record's value, as shown; `None` when it gave none.
    pub national: Option<String>,
    /// The practice's value, as shown; `None` when it gave none.
    pub practice: Option<String>,
    /// How they compare.
    pub verdict: Verdict,
}

/// The whole check: all seven rows in this order, or six of them at a practice other than the registered one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossCheck {
    /// The rows.
    pub rows: Vec<Comparison>,
}

impl CrossCheck {
    /// Compares the national record with what a practice sent.
    pub fn compare(national: &Demographics, practice: &Demographics) -> Self {
        let given = |person: &Demographics| (!person.given.is_empty()).then(|| person.given.join(" "));
        let date = |date: &Option<DateTime>| date.as_ref().map(format::date::date);
        let gender =
            |code: &Option<String>| code.as_deref().map(|code| format::gender(Some(code)).into_owned());
        let number = |number: &Option<String>| number.as_deref().map(format::nhs_number::spaced);
        let died = |person: &Demographics| {
            date(&person.deceased).or(person.has_died.then(|| DATE_OF_DEATH_NOT_GIVEN.to_owned()))
        };
        let rows = vec![
            row(Field::NhsNumber, number(&national.nhs_number), number(&practice.nhs_number)),
            row(Field::FamilyName, national.family.clone(), practice.family.clone()),
            row(Field::GivenName, given(national), given(practice)),
            row(Field::Born, date(&national.birth_date), date(&practice.birth_date)),
            row(Field::Gender, gender(&national.gender), gender(&practice.gender)),
            row(Field::RegisteredPractice, national.practice_ods.clone(), practice.practice_ods.clone()),
            row(Field::Died, died(national), died(practice)),
        ];
        Self { rows }
    }

    /// Compares with a practice at which the patient is not registered: its code says nothing about the person.
    pub fn elsewhere(national: &Demographics, practice: &Demographics) -> Self {
        let mut check = Self::compare(national, practice);
        check.rows.retain(|row| row.field != Field::RegisteredPractice);
        check
    }

    /// Whether the registered practice was among what was compared (FND-14).
    pub fn covers_practice(&self) -> bool {
        self.rows.iter().any(|row| row.field == Field::RegisteredPractice)
    }

    /// The rows that differ.
    pub fn differences(&self) -> impl Iterator<Item = &Comparison> {
        self.rows.iter().filter(|row| row.verdict == Verdict::Differs)
    }

    /// Whether the NHS numbers are both there and equal; otherwise no record content is shown (ARH-24).
    pub fn is_same_number(&self) -> bool {
        self.rows.iter().any(|row| row.field == Field::NhsNumber && row.verdict == Verdict::Same)
    }

    /// Whether the national side of the check is the patient with this NHS number, ten digits.
    pub fn is_about(&self, nhs_number: &format::NhsNumber) -> bool {
        let shown = nhs_number.spaced();
        self.rows.iter().any(|row| row.field == Field::NhsNumber && row.national.as_deref() == Some(&shown))
    }

    /// Whether anything beside the NHS number agrees: family name, given name or date of birth.
    ///
    /// Where nothing does, because a source gave nothing, the number alone would choose the patient.
    pub fn is_corroborated(&self) -> bool {
        let identifies = |field| matches!(field, Field::FamilyName | Field::GivenName | Field::Born);
        self.rows.iter().any(|row| identifies(row.field) && row.verdict == Verdict::Same)
    }

    /// Whether a person must look at the two sources and confirm before anything is opened (FND-12).
    pub fn needs_confirmation(&self) -> bool {
        self.differences().next().is_some() || !self.is_corroborated()
    }
}

fn row(field: Field, national: Option<String>, practice: Option<String>) -> Comparison {
    let verdict = match (&national, &practice) {
        // What is not known on both sides is not taken as equal (ARH-26); a death without its date is one anyway.
        (Some(a), Some(b)) if field.is_unknown(a) && field.is_unknown(b) => Verdict::NotSupplied,
        (Some(a), Some(b)) if field == Field::Died && (field.is_unknown(a) || field.is_unknown(b)) => {
            Verdict::NotSupplied
        }
        (Some(a), Some(b)) if field.same(a, b) => Verdict::Same,
        (Some(_), Some(_)) => Verdict::Differs,
        // Nobody's date of death is a match; one source's alone is a difference, whichever it is (ARH-22).
        (None, None) if field == Field::Died => Verdict::Same,
        _ if field == Field::Died => Verdict::Differs,
        _ => Verdict::NotSupplied,
    };
    Comparison { field, national, practice, verdict }
}

fn same_name(a: &str, b: &str) -> bool {
    let (folded_a, folded_b) = (folded(a), folded(b));
    // Of a name without a single letter nothing is left to compare.
    if folded_a.is_empty() || folded_b.is_empty() { a.trim() == b.trim() } else { folded_a == folded_b }
}

/// Practices often hold the first given name only, so a missing further name is not a difference (ARH-26); a first name
/// that one source writes in two words is none either.
fn same_given(a: &str, b: &str) -> bool {
    let (words_a, words_b): (Vec<&str>, Vec<&str>) =
        (a.split_whitespace().collect(), b.split_whitespace().collect());
    words_a.iter().zip(&words_b).all(|(a, b)| same_name(a, b)) || same_name(a, b)
}

/// Lower case, letters and digits only, accents of European names set aside.
fn folded(name: &str) -> String {
    let letters = name.chars().flat_map(char::to_lowercase).filter(|letter| letter.is_alphanumeric());
    let mut folded = String::with_capacity(name.len());
    for letter in letters {
        match plain(letter) {
            Some(base) => folded.push_str(base),
            None => folded.push(letter),
        }
    }
    folded
}

/// The letter without its accent, where it has one.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' => "o",
        'œ' => "oe",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' => "u",
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' => "w",
        'ý' | 'ÿ' | 'ŷ' | 'ỳ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}
