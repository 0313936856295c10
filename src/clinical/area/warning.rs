//! Warnings beside the data that they concern (ARS-19; structured digest 2.8).

use crate::fhir::{CodeableConcept, List};

const CONFIDENTIAL: &str = "Items excluded due to confidentiality and/or patient preferences.";
const IN_TRANSIT: &str = "Patient record transfer from previous GP practice not yet complete;";
const AWAITING_FILING: &str = "Patient record contains some items in the GP practice workflow that have not been \
                               reviewed for inclusion in this message;";
/// What the note of an empty list says; no warning.
const NOT_AVAILABLE: &str = "Information not available";

/// What a warning is about; decides its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// `confidential-items`: the practice held items back.
    Confidential,
    /// `data-in-transit`: the record has not arrived in full at the practice.
    InTransit,
    /// `data-awaiting-filing`: items that nobody at the practice has reviewed.
    AwaitingFiling,
    /// The patient or the practice does not share the record.
    NotShared,
    /// A warning code that the app does not know.
    Unknown(String),
    /// The practice's own words, without a code or beyond the prescribed ones.
    Note,
    /// The list that says what belongs to the area was not sent.
    ListMissing,
    /// The practice's system did not supply the area, or not as asked.
    NotSupported,
    /// Entries of the list that are not in the response.
    NotIncluded,
    /// Entries of the area that came on another list.
    OutsideList,
    /// Letters that cannot be seen, or that turn others round, were sent.
    UnseenLetters,
    /// Something that was sent with entries is not shown in their rows.
    NotShown,
    /// Entries that are about somebody else, and are not shown among the patient's.
    SomebodyElses,
    /// Entries that name a patient who is not in the response: shown, and doubtful.
    WhoseUnclear,
    /// A list has no entries for another reason than that nothing is recorded.
    NoEntries,
}

/// A warning about one area, or about one list of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is about.
    pub kind: WarningKind,
    /// The data that it concerns: `Medications`, `Ended allergies` (REQ GPC-CORE13: named in words).
    pub about: String,
    /// The rest, in the prescribed words where there are some.
    pub text: String,
}

impl Warning {
    /// A warning about `about`.
    pub fn new(kind: WarningKind, about: impl Into<String>, text: impl Into<String>) -> Self {
        Self { kind, about: about.into(), text: text.into() }
    }

    /// The matter in a few words, with the data that it concerns: `Medications: items withheld`.
    pub fn heading(&self) -> String {
        let matter = match &self.kind {
            WarningKind::Confidential => "items withheld",
            WarningKind::InTransit => "record transfer not complete",
            WarningKind::AwaitingFiling => "items not yet reviewed",
            WarningKind::NotShared => "not shared",
            WarningKind::Unknown(_) => "warning from the practice",
            WarningKind::Note => "note from the practice",
            WarningKind::ListMissing => "list not supplied",
            WarningKind::NotSupported => "not supported",
            WarningKind::NotIncluded => "entries missing",
            WarningKind::OutsideList => "entries outside the list",
            WarningKind::UnseenLetters => "characters that cannot be shown",
            WarningKind::NotShown => "something could not be shown",
            WarningKind::SomebodyElses => "entries about somebody else",
            WarningKind::WhoseUnclear => "not clear whose it is",
            WarningKind::NoEntries => "nothing sent, for a reason",
        };
        format!("{}: {matter}", self.about)
    }

    /// Whether the practice says by it that it holds, or may hold, more than it sent.
    pub fn is_withholding(&self) -> bool {
        match self.kind {
            WarningKind::Confidential
            | WarningKind::InTransit
            | WarningKind::AwaitingFiling
            | WarningKind::NotShared
            | WarningKind::NoEntries
            | WarningKind::Unknown(_) => true,
            WarningKind::Note
            | WarningKind::ListMissing
            | WarningKind::NotSupported
            | WarningKind::NotIncluded
            | WarningKind::OutsideList
            | WarningKind::SomebodyElses
            | WarningKind::WhoseUnclear
            | WarningKind::UnseenLetters
            | WarningKind::NotShown => false,
        }
    }

    /// Whether what is shown is not all that the practice holds or listed.
    pub fn is_incomplete(&self) -> bool {
        match self.kind {
            WarningKind::ListMissing | WarningKind::NotSupported | WarningKind::NotIncluded => true,
            WarningKind::Confidential
            | WarningKind::InTransit
            | WarningKind::AwaitingFiling
            | WarningKind::NotShared
            | WarningKind::NoEntries
            | WarningKind::Unknown(_)
            | WarningKind::Note
            | WarningKind::OutsideList
            | WarningKind::SomebodyElses
            | WarningKind::WhoseUnclear
            | WarningKind::UnseenLetters
            | WarningKind::NotShown => self.is_withholding(),
        }
    }

    /// Whether it says that something that came may be about another person.
    pub fn is_about_people(&self) -> bool {
        matches!(self.kind, WarningKind::SomebodyElses | WarningKind::WhoseUnclear)
    }

    /// What it means for the area, in two or three words, where nothing of it is shown.
    pub fn in_short(&self) -> &'static str {
        match self.kind {
            WarningKind::Confidential => "withheld",
            WarningKind::NotShared => "not shared",
            WarningKind::InTransit => "transfer not complete",
            WarningKind::AwaitingFiling => "not yet reviewed",
            WarningKind::Unknown(_) => "warning",
            WarningKind::SomebodyElses => "set apart",
            WarningKind::Note
            | WarningKind::ListMissing
            | WarningKind::NotSupported
            | WarningKind::NotIncluded
            | WarningKind::OutsideList
            | WarningKind::WhoseUnclear
            | WarningKind::UnseenLetters
            | WarningKind::NoEntries
            | WarningKind::NotShown => "nothing shown",
        }
    }

    /// The warnings of a list: one for each code, in the prescribed words with the date of the note, then the note
    /// itself where it says anything else.
    pub fn of_list(list: &List, about: &str) -> Vec<Self> {
        let notes = || list.note.iter().filter_map(|note| note.text.as_deref());
        let date = notes().find_map(before);
        let mut kinds: Vec<WarningKind> = Vec::new();
        for code in list.extension.all_named("ListWarningCode").filter_map(|extension| extension.code()) {
            let kind = match code.trim() {
                "confidential-items" => WarningKind::Confidential,
                "data-in-transit" => WarningKind::InTransit,
                "data-awaiting-filing" => WarningKind::AwaitingFiling,
                other => WarningKind::Unknown(other.to_owned()),
            };
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        // Some providers send the prescribed words without the code (L-22).
        for (words, kind) in [
            (CONFIDENTIAL, WarningKind::Confidential),
            (IN_TRANSIT, WarningKind::InTransit),
            (AWAITING_FILING, WarningKind::AwaitingFiling),
        ] {
            let beginning = words.get(..40).unwrap_or(words);
            if notes().any(|note| note.contains(beginning)) && !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let mut warnings: Vec<Self> = kinds
            .into_iter()
            .map(|kind| {
                let text = text(&kind, date);
                Self::new(kind, about, text)
            })
            .collect();
        let own_words: Vec<Self> = notes()
            .filter(|note| says_more(note, warnings.iter().map(|warning| warning.text.as_str())))
            .map(|note| Self::new(WarningKind::Note, about, note))
            .collect();
        warnings.extend(own_words);
        warnings.extend(list.empty_reason.as_ref().and_then(|sent| of_no_entries(sent, about)));
        warnings
    }
}

/// What the reason for an empty list says beyond "nothing is recorded" (structured digest 2.6): a list that the practice
/// withheld, lost or never began is not an empty one.
fn of_no_entries(sent: &CodeableConcept, about: &str) -> Option<Warning> {
    let letters = |words: &str| words.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let is_plain = |words: &str| {
        ["nocontentrecorded", "nocontent", "informationnotavailable"]
            .contains(&letters(words).to_lowercase().as_str())
    };
    let codes = || sent.coding.iter().filter_map(|one| one.code.as_deref().or(one.display.as_deref()));
    let text = sent.text.as_deref().filter(|text| !is_plain(text));
    let kind = match codes().find(|code| !is_plain(code)) {
        Some("withheld") => WarningKind::Confidential,
        // Nothing is known, in other words: no more than an empty list says, and no negation (ARS-22).
        Some("nilknown") => WarningKind::Note,
        Some(_) => WarningKind::NoEntries,
        None if text.is_none() => return None,
        None if codes().next().is_some() => WarningKind::Note,
        None => WarningKind::NoEntries,
    };
    let said = sent.coding.iter().filter_map(|one| one.display.as_deref().or(one.code.as_deref()));
    let said: Vec<&str> = said.filter(|words| !is_plain(words)).chain(text).collect();
    let words = said.join(", ");
    Some(Warning::new(
        kind,
        about,
        format!("The practice’s system gives a reason for an empty list: “{words}”."),
    ))
}

fn text(kind: &WarningKind, date: Option<&str>) -> String {
    let may_be_missing = |words: &str| {
        let date = date.unwrap_or("the patient registered at this practice");
        format!("{words} information recorded before {date} may be missing.")
    };
    match kind {
        WarningKind::Confidential => CONFIDENTIAL.to_owned(),
        WarningKind::InTransit => may_be_missing(IN_TRANSIT),
        WarningKind::AwaitingFiling => may_be_missing(AWAITING_FILING),
        WarningKind::Unknown(code) => {
            format!("The practice's system sent a warning that this service does not know: {code}.")
        }
        WarningKind::NotShared
        | WarningKind::NoEntries
        | WarningKind::Note
        | WarningKind::ListMissing
        | WarningKind::NotSupported
        | WarningKind::NotIncluded
        | WarningKind::OutsideList
        | WarningKind::SomebodyElses
        | WarningKind::WhoseUnclear
        | WarningKind::UnseenLetters
        | WarningKind::NotShown => String::new(),
    }
}

/// The date in `… recorded before 21-Jun-2021 may be missing` (the older wording has it too).
fn before(note: &str) -> Option<&str> {
    let (_, rest) = note.split_once("recorded before ")?;
    rest.split_whitespace().next().map(|date| date.trim_end_matches(['.', ';', ','])).filter(|date| {
        let mut parts = date.split('-');
        let (day, month, year) = (parts.next(), parts.next(), parts.next());
        let digits =
            |part: Option<&str>| part.is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        digits(day) && month.is_some_and(|month| month.len() == 3) && digits(year) && parts.next().is_none()
    })
}

/// Whether anything of the note is left when the words on screen and the words for "empty" are taken away.
fn says_more<'a>(note: &str, shown: impl Iterator<Item = &'a str>) -> bool {
    let mut rest = note.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in shown.chain([NOT_AVAILABLE]) {
        rest = rest.replace(words, " ");
    }
    rest.chars().any(char::is_alphanumeric)
}
