//! The address by which MESH finds the practice: NHS number, birth date and surname (SDOC-28, SDOC-29).

use super::Refusal;
use crate::characters::Unprintable;
use crate::settings::BirthDateForm;
use crate::summary::Patient;

/// What MESH takes.
const LONGEST: usize = 100;

/// `GPPROVIDER_9990000018_19520531_DAWES`.
///
/// No published text says how accents, underscores or long names are to be written: PDS's own spelling goes as it is, and what
/// might reach another patient's practice, or none, is refused before it is sent.
pub(super) fn of(patient: &Patient, form: BirthDateForm) -> Result<String, Refusal> {
    let surname = patient.family.trim();
    if surname.is_empty() {
        return Err(Refusal::NoSurname);
    }
    if surname.contains('_') {
        return Err(Refusal::UnderscoreInSurname);
    }
    if let Some(letter) = surname.chars().find(|c| !c.is_ascii() || c.is_ascii_control()) {
        return Err(Refusal::LetterInSurname(Unprintable(letter)));
    }
    let birth_date = patient.birth_date.format(match form {
        BirthDateForm::YearFirst => "%Y%m%d",
        BirthDateForm::DayFirst => "%d%m%Y",
    });
    let address = format!("GPPROVIDER_{}_{birth_date}_{surname}", patient.nhs_number);
    match address.len() {
        0..=LONGEST => Ok(address),
        length => Err(Refusal::LongSurname(length)),
    }
}
