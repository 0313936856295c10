//! The kinds of document that Send Document allows for a summary of an encounter (SDOC-16).

use serde::{Deserialize, Serialize};

/// What a receiver files the document as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DocumentType {
    /// The patient was seen.
    ClinicalEncounter,
    /// The patient was advised from a distance.
    RemoteCorrespondence,
}

impl DocumentType {
    /// Each, in the order of the form.
    pub const ALL: [DocumentType; 2] = [DocumentType::ClinicalEncounter, DocumentType::RemoteCorrespondence];

    /// Its SNOMED CT code.
    pub fn code(self) -> &'static str {
        match self {
            DocumentType::ClinicalEncounter => "371531000",
            DocumentType::RemoteCorrespondence => "149701000000109",
        }
    }

    /// The term of the code.
    pub fn term(self) -> &'static str {
        match self {
            DocumentType::ClinicalEncounter => "Report of clinical encounter",
            DocumentType::RemoteCorrespondence => "Remote health correspondence",
        }
    }

    /// The title of the document.
    pub fn title(self) -> &'static str {
        match self {
            DocumentType::ClinicalEncounter => "Consultation report",
            DocumentType::RemoteCorrespondence => "Remote health correspondence",
        }
    }
}
