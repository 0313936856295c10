//! The ten areas of a structured record (structured digest 2.3), and what a response says about each.
//!
//! Each has its view model in its own file beside [`allergies`](super::allergies). Everything around it (lists, warnings,
//! refusals, the words for "nothing") is read for all ten in [`supply`](super::supply).

mod facts;
mod list_kind;
mod unsupported;
mod warning;

pub use list_kind::{LinkedFrom, ListKind};
pub(super) use unsupported::not_supplied;
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

    /// The file that its rows are saved as.
    pub fn file_name(self) -> &'static str {
        self.facts().file_name
    }

    /// How to read it: the parts of GP Connect's guidance that change what a reader may conclude (ARS-63).
    pub fn guidance(self) -> &'static [&'static str] {
        self.facts().guidance
    }
}
