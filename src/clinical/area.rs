//! The ten areas of a structured record (structured digest 2.3), and what a response says about each.
//!
//! Each has its view model in its own file beside [`allergies`](super::allergies). Everything around it (lists, warnings,
//! refusals, the words for "nothing") is read here for all ten.

mod list_kind;
mod on_lists;
mod people;
mod supply;
mod unsupported;
mod warning;

pub use list_kind::{LinkedFrom, ListKind};
pub use on_lists::OnLists;
pub use supply::Supply;
pub use unsupported::{Notice, notices};
pub use warning::{Warning, WarningKind};

/// An area of a structured record, in the order of the rail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// Allergies and adverse reactions, active and ended.
    Allergies,
    /// Medications and medical devices.
    Medications,
    /// Problems.
    Problems,
    /// Consultations.
    Consultations,
    /// Investigations and results.
    Investigations,
    /// Immunisations.
    Immunisations,
    /// Anything coded that belongs to no other area.
    UncategorisedData,
    /// Outbound referrals.
    Referrals,
    /// Diary entries: planned, never done.
    DiaryEntries,
    /// Documents.
    Documents,
}

struct Facts {
    title: &'static str,
    route: &'static str,
    list_code: Option<&'static str>,
    parameter: &'static str,
    slug: &'static str,
}

impl Area {
    /// All of them, in the order of the rail.
    pub const ALL: [Area; 10] = [
        Area::Allergies,
        Area::Medications,
        Area::Problems,
        Area::Consultations,
        Area::Investigations,
        Area::Immunisations,
        Area::UncategorisedData,
        Area::Referrals,
        Area::DiaryEntries,
        Area::Documents,
    ];

    /// Its name on screen.
    pub fn title(self) -> &'static str {
        self.facts().title
    }

    /// Its address below the app's own.
    pub fn route(self) -> &'static str {
        self.facts().route
    }

    /// SNOMED CT code of its primary list; documents have none.
    pub fn list_code(self) -> Option<&'static str> {
        self.facts().list_code
    }

    /// Its parameter in a request, which is also its name in an outcome (structured digest 2.9).
    pub fn parameter(self) -> &'static str {
        self.facts().parameter
    }

    /// The area of a request parameter.
    pub fn of_parameter(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|area| area.facts().parameter == name)
    }

    /// Its part of the name of a secondary list: `diary-entries` in
    /// `problems-diary-entries-related-to-problems`.
    fn slug(self) -> &'static str {
        self.facts().slug
    }

    fn facts(self) -> Facts {
        let facts =
            |title, route, list_code, parameter, slug| Facts { title, route, list_code, parameter, slug };
        #[rustfmt::skip]
        let facts = match self {
            Area::Allergies => facts("Allergies", "allergies", Some("886921000000105"), "includeAllergies", "allergies"),
            Area::Medications => facts("Medications", "medications", Some("933361000000108"), "includeMedication", "medications"),
            Area::Problems => facts("Problems", "problems", Some("717711000000103"), "includeProblems", "problems"),
            Area::Consultations => facts("Consultations", "consultations", Some("1149501000000101"), "includeConsultations", "consultations"),
            Area::Investigations => facts("Investigations", "investigations", Some("887191000000108"), "includeInvestigations", "investigations"),
            Area::Immunisations => facts("Immunisations", "immunisations", Some("1102181000000102"), "includeImmunisations", "immunisations"),
            Area::UncategorisedData => facts("Uncategorised data", "uncategorised-data", Some("826501000000100"), "includeUncategorisedData", "uncategorised-data"),
            Area::Referrals => facts("Referrals", "referrals", Some("792931000000107"), "includeReferrals", "outbound-referrals"),
            Area::DiaryEntries => facts("Diary entries", "diary-entries", Some("714311000000108"), "includeDiaryEntries", "diary-entries"),
            Area::Documents => facts("Documents", "documents", None, "DocumentReferences", "documents"),
        };
        facts
    }
}

#[cfg(test)]
mod tests;
