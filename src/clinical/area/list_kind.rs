//! Which list a List is: by code, never by the title of a primary one (ARS-20; structured digest 2.3, 2.4, L-22).

use super::Area;
use crate::fhir::List;

/// SNOMED CT code of the list of ended allergies.
const ENDED_ALLERGIES: &str = "1103671000000101";
/// SNOMED CT codes of consultation, topic and heading.
const CONSULTATION_LEVELS: [&str; 3] = ["325851000000107", "25851000000105", "24781000000107"];

/// What a List of a response lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// What was asked for, of one area.
    Primary(Area),
    /// Allergies that have ended, inside the list itself (structured digest 2.7).
    EndedAllergies,
    /// Items of one area that came only because consultations or problems hold or link them.
    Linked {
        /// The items' area.
        area: Area,
        /// What brought them.
        from: LinkedFrom,
    },
    /// Problems that are linked to anything in the response.
    LinkedProblems,
    /// A consultation, topic or heading.
    Consultation,
    /// None of these.
    Other,
}

/// What brought the items of a secondary list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkedFrom {
    /// They are contained in consultations.
    Consultations,
    /// They are related to problems.
    Problems,
}

impl LinkedFrom {
    /// Where they came from, in words.
    pub fn words(self) -> &'static str {
        match self {
            LinkedFrom::Consultations => "consultations",
            LinkedFrom::Problems => "problems",
        }
    }
}

impl ListKind {
    /// What `list` lists.
    pub fn of(list: &List) -> Self {
        let codes =
            || list.code.iter().flat_map(|code| &code.coding).filter_map(|coding| coding.code.as_deref());
        if let Some(area) =
            Area::ALL.into_iter().find(|area| codes().any(|code| Some(code) == area.list_code()))
        {
            return Self::Primary(area);
        }
        if codes().any(|code| code == ENDED_ALLERGIES) {
            return Self::EndedAllergies;
        }
        if codes().any(|code| CONSULTATION_LEVELS.contains(&code)) {
            return Self::Consultation;
        }
        // A local code that spells the title, or only the title (L-22).
        codes().chain(list.title.as_deref()).find_map(|name| secondary(&slug(name))).unwrap_or(Self::Other)
    }
}

/// `Consultations - medications contained in consultations` and its code come out alike.
fn slug(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

fn secondary(slug: &str) -> Option<ListKind> {
    if slug.ends_with("not-relating-to-the-primary-query") {
        return Some(ListKind::LinkedProblems);
    }
    let (from, rest) = if let Some(rest) = slug.strip_suffix("-in-consultations") {
        (LinkedFrom::Consultations, rest.strip_suffix("-contained").unwrap_or(rest))
    } else {
        (LinkedFrom::Problems, slug.strip_suffix("-related-to-problems")?)
    };
    let rest = rest.strip_suffix("-that-have-been-ended").unwrap_or(rest);
    // The area is at the end of what is left, after the prefix that repeats where the items came from.
    let area = Area::ALL.into_iter().find(|area| {
        rest.strip_suffix(area.slug()).is_some_and(|front| front.is_empty() || front.ends_with('-'))
    })?;
    Some(ListKind::Linked { area, from })
}
