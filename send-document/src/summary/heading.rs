//! The headings of a summary, in the order in which they are printed (SDOC-34).

use serde::{Deserialize, Serialize};

/// A heading of the clinical notes; follow-up is last, where the template has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Heading {
    /// Why the patient came.
    Reason,
    /// What they told.
    History,
    /// What was found.
    Examination,
    /// What was measured.
    Observations,
    /// What was tested.
    Investigations,
    /// What it is thought to be.
    Diagnosis,
    /// What was done.
    Procedures,
    /// What was given or prescribed.
    Medication,
    /// What the patient must not be given.
    Allergies,
    /// How the patient lives, and who is at risk.
    Social,
    /// What the patient was told.
    Advice,
    /// What is planned.
    Plan,
    /// What is to follow.
    FollowUp,
}

impl Heading {
    /// Each, in the order of the page.
    pub const ALL: [Heading; 13] = [
        Heading::Reason,
        Heading::History,
        Heading::Examination,
        Heading::Observations,
        Heading::Investigations,
        Heading::Diagnosis,
        Heading::Procedures,
        Heading::Medication,
        Heading::Allergies,
        Heading::Social,
        Heading::Advice,
        Heading::Plan,
        Heading::FollowUp,
    ];

    /// The words of the heading.
    pub fn words(self) -> &'static str {
        match self {
            Heading::Reason => "Reason for contact",
            Heading::History => "History",
            Heading::Examination => "Examination",
            Heading::Observations => "Observations",
            Heading::Investigations => "Investigations",
            Heading::Diagnosis => "Diagnosis and problems",
            Heading::Procedures => "Procedures",
            Heading::Medication => "Medication given or prescribed",
            Heading::Allergies => "Allergies recorded",
            Heading::Social => "Social and safeguarding",
            Heading::Advice => "Advice given",
            Heading::Plan => "Plan",
            Heading::FollowUp => "Follow-up actions",
        }
    }
}
