//! What is known of each area, in one place: a new area is one entry here.

use super::Area;

/// What is known of an area.
pub(super) struct Facts {
    /// Its name on screen.
    pub title: &'static str,
    /// Its address below the app's own.
    pub route: &'static str,
    /// SNOMED CT code of its primary list; documents have none.
    pub list_code: Option<&'static str>,
    /// Its parameter in a request, which is also its name in an outcome (structured digest 2.9).
    pub parameter: &'static str,
    /// Its part of the name of a secondary list.
    pub slug: &'static str,
    /// The file that its rows are saved as. Never anything about a patient.
    pub file_name: &'static str,
    /// How to read it (ARS-63).
    pub guidance: &'static [&'static str],
}

impl Area {
    #[rustfmt::skip]
    pub(super) fn facts(self) -> Facts {
        match self {
            Area::Allergies => Facts {
                title: "Allergies",
                route: "allergies",
                list_code: Some("886921000000105"),
                parameter: "includeAllergies",
                slug: "allergies",
                file_name: "allergies.csv",
                guidance: &[
                    "This application says that there are none only where the practice recorded it in words. An empty list is not the same.",
                    "Ended allergies are history. They are shown separately and say when and why they ended.",
                ],
            },
            Area::Medications => Facts {
                title: "Medications",
                route: "medications",
                list_code: Some("933361000000108"),
                parameter: "includeMedication",
                slug: "medications",
                file_name: "medications.csv",
                guidance: &[
                    "The record says what was prescribed. It does not say what was dispensed or taken.",
                    "Medication prescribed elsewhere, over the counter or in hospital is shown only where the practice recorded it.",
                    "Dosage and quantity are in the practice's own words, and may change between issues.",
                ],
            },
            Area::Problems => Facts {
                title: "Problems",
                route: "problems",
                list_code: Some("717711000000103"),
                parameter: "includeProblems",
                slug: "problems",
                file_name: "problems.csv",
                guidance: &[
                    "Active, inactive, major and minor are as the practice chose them. Practices use them differently.",
                    "Links to a problem were made by the practice. Something that is not linked may still belong to it.",
                ],
            },
            Area::Consultations => Facts {
                title: "Consultations",
                route: "consultations",
                list_code: Some("1149501000000101"),
                parameter: "includeConsultations",
                slug: "consultations",
                file_name: "consultations.csv",
                guidance: &[
                    "A draft consultation was not finished when the record was retrieved.",
                    "Topics and headings are the practice's own, in its order. An entry without a heading was written without one.",
                ],
            },
            Area::Investigations => Facts {
                title: "Investigations",
                route: "investigations",
                list_code: Some("887191000000108"),
                parameter: "includeInvestigations",
                slug: "investigations",
                file_name: "investigations.csv",
                guidance: &[
                    "Ranges and units are from the laboratory that reported. Compare results only in the same unit.",
                    "Not filed means that nobody at the practice has recorded looking at the report.",
                    "Tests requested by others, and results sent only to them, may be missing.",
                ],
            },
            Area::Immunisations => Facts {
                title: "Immunisations",
                route: "immunisations",
                list_code: Some("1102181000000102"),
                parameter: "includeImmunisations",
                slug: "immunisations",
                file_name: "immunisations.csv",
                guidance: &[
                    "Vaccines that were prescribed may be under medications. Those given elsewhere may be missing.",
                    "Immunisations that were not given are asked for and shown separately, with the reason where there is one.",
                ],
            },
            Area::UncategorisedData => Facts {
                title: "Uncategorised data",
                route: "uncategorised-data",
                list_code: Some("826501000000100"),
                parameter: "includeUncategorisedData",
                slug: "uncategorised-data",
                file_name: "uncategorised-data.csv",
                guidance: &[
                    "Everything coded that belongs to no other area: measurements, history, examinations, administration.",
                    "If half of a blood pressure was not recorded, it is shown as missing. It is not normal or zero.",
                ],
            },
            Area::Referrals => Facts {
                title: "Referrals",
                route: "referrals",
                list_code: Some("792931000000107"),
                parameter: "includeReferrals",
                slug: "outbound-referrals",
                file_name: "referrals.csv",
                guidance: &[
                    "A referral says that somebody was asked. It does not say that they accepted, or that their care continues.",
                ],
            },
            Area::DiaryEntries => Facts {
                title: "Diary entries",
                route: "diary-entries",
                list_code: Some("714311000000108"),
                parameter: "includeDiaryEntries",
                slug: "diary-entries",
                file_name: "diary-entries.csv",
                guidance: &[
                    "Diary entries are plans. They do not show that anything was done, and some may no longer be intended.",
                ],
            },
            Area::Documents => Facts {
                title: "Documents",
                route: "documents",
                list_code: None,
                parameter: "DocumentReferences",
                slug: "documents",
                file_name: "documents.csv",
                guidance: &[
                    "The list has what the practice keeps as documents. Scanned letters may not be among them.",
                    "A document over 5 MB, or of a kind that is not supported, arrives as a note that says why.",
                ],
            },
        }
    }
}
