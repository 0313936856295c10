//! The ten sections in the order in which they are shown, with their tables (HTML digest 2.1, 2.3, 2.5).

use Section::*;

/// A section that can be asked for. `INV` and `PAT` of the value set are not part of 0.7.x and not offered (HTML digest 1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// Parts of other sections at a glance.
    Summary,
    /// Consultations and other contacts.
    Encounters,
    /// Coded clinical history.
    ClinicalItems,
    /// Problems by whether they are active.
    ProblemsAndIssues,
    /// Allergies, current and ended.
    Allergies,
    /// Medication in five tables.
    Medications,
    /// Referrals.
    Referrals,
    /// Observations and results.
    Observations,
    /// Immunisations.
    Immunisations,
    /// Letters, recalls and the like.
    AdministrativeItems,
}

/// How a date filter concerns a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodRule {
    /// Narrowed by the period asked for.
    Narrowed,
    /// Always whole, also when a period was asked for.
    Whole,
}

/// One table of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectionTable {
    /// Element id of the specification; some are used by two sections.
    pub id: &'static str,
    /// Its heading: `h2`, or `h1` when the section has one table only.
    pub title: &'static str,
    /// Columns from left to right.
    pub columns: &'static [&'static str],
    /// How a date filter concerns it.
    pub period: PeriodRule,
    /// Whether a practice may leave it out (Emergency Codes: only while switched on nationally).
    pub optional: bool,
}

impl Section {
    /// All sections in catalogue order, which is not the order of the Composition profile (ARH-36, HTML digest trap 2).
    pub const ALL: [Section; 10] = [
        Summary,
        Encounters,
        ClinicalItems,
        ProblemsAndIssues,
        Allergies,
        Medications,
        Referrals,
        Observations,
        Immunisations,
        AdministrativeItems,
    ];

    /// The code on the wire, in upper case.
    pub fn code(self) -> &'static str {
        match self {
            Summary => "SUM",
            Encounters => "ENC",
            ClinicalItems => "CLI",
            ProblemsAndIssues => "PRB",
            Allergies => "ALL",
            Medications => "MED",
            Referrals => "REF",
            Observations => "OBS",
            Immunisations => "IMM",
            AdministrativeItems => "ADM",
        }
    }

    /// The section of a code, upper case only as on the wire.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.code() == code)
    }

    /// The prefix of element ids, so that two sections can share a page (ARH-48).
    pub fn scope(self) -> &'static str {
        match self {
            Summary => "sum",
            Encounters => "enc",
            ClinicalItems => "cli",
            ProblemsAndIssues => "prb",
            Allergies => "all",
            Medications => "med",
            Referrals => "ref",
            Observations => "obs",
            Immunisations => "imm",
            AdministrativeItems => "adm",
        }
    }

    /// The official title, which is the section's `h1`.
    pub fn title(self) -> &'static str {
        match self {
            Summary => "Summary",
            Encounters => "Encounters",
            ClinicalItems => "Clinical Items",
            ProblemsAndIssues => "Problems and Issues",
            Allergies => "Allergies and Adverse Reactions",
            Medications => "Medications",
            Referrals => "Referrals",
            Observations => "Observations",
            Immunisations => "Immunisations",
            AdministrativeItems => "Administrative Items",
        }
    }

    /// Its name where there is little room: a list of sections.
    pub fn label(self) -> &'static str {
        if self == Allergies { "Allergies" } else { self.title() }
    }

    /// Whether a period may be sent: never with SUM, ALL and IMM, which answer 400 (ARH-16).
    ///
    /// The default everywhere is to send no period, which asks for everything relevant (ARH-17; no look-back is switched on
    /// nationally). What the practice applied is read from its banner even so.
    pub fn takes_period(self) -> bool {
        !matches!(self, Summary | Allergies | Immunisations)
    }

    /// Its tables in order.
    pub fn tables(self) -> &'static [SectionTable] {
        match self {
            Summary => SUMMARY,
            Encounters => &[ENCOUNTERS],
            ClinicalItems => &[CLINICAL_ITEMS],
            ProblemsAndIssues => &[ACTIVE_PROBLEMS, MAJOR_INACTIVE_PROBLEMS, OTHER_INACTIVE_PROBLEMS],
            Allergies => &[CURRENT_ALLERGIES, HISTORICAL_ALLERGIES],
            Medications => {
                &[ACUTE_MEDICATION, CURRENT_REPEAT, DISCONTINUED_REPEAT, ALL_MEDICATION, ALL_ISSUES]
            }
            Referrals => &[REFERRALS],
            Observations => &[OBSERVATIONS],
            Immunisations => &[IMMUNISATIONS],
            AdministrativeItems => &[ADMINISTRATIVE_ITEMS],
        }
    }

    /// Whether the section's own heading is the heading of its one table.
    pub fn has_one_table(self) -> bool {
        self.tables().len() == 1
    }
}

const SUMMARY: &[SectionTable] = &[
    table(
        "cli-tab",
        "Emergency Codes",
        &["Date", "Entry", "Details", "Location of further information"],
        PeriodRule::Whole,
        true,
    ),
    whole("enc-tab", "Last 3 Encounters", &["Date", "Title", "Details"]),
    ACTIVE_PROBLEMS,
    whole("prb-tab-majinact", "Major Inactive Problems and Issues", INACTIVE_COLUMNS),
    CURRENT_ALLERGIES,
    ACUTE_MEDICATION,
    CURRENT_REPEAT,
];

const ENCOUNTERS: SectionTable = narrowed("enc-tab", "Encounters", &["Date", "Title", "Details"]);
const CLINICAL_ITEMS: SectionTable = narrowed("cli-tab", "Clinical Items", &["Date", "Entry", "Details"]);
const REFERRALS: SectionTable =
    narrowed("ref-tab", "Referrals", &["Date", "From", "To", "Priority", "Details"]);
const OBSERVATIONS: SectionTable =
    narrowed("obs-tab", "Observations", &["Date", "Entry", "Value", "Range", "Details"]);
const IMMUNISATIONS: SectionTable =
    whole("imm-tab", "Immunisations", &["Date", "Vaccination", "Part", "Contents", "Details"]);
const ADMINISTRATIVE_ITEMS: SectionTable =
    narrowed("adm-tab", "Administrative Items", &["Date", "Entry", "Details"]);

const ACTIVE_PROBLEMS: SectionTable =
    whole("prb-tab-act", "Active Problems and Issues", &["Start Date", "Entry", "Significance", "Details"]);
const INACTIVE_COLUMNS: &[&str] = &["Start Date", "End Date", "Entry", "Significance", "Details"];
const MAJOR_INACTIVE_PROBLEMS: SectionTable =
    narrowed("prb-tab-majinact", "Major Inactive Problems and Issues", INACTIVE_COLUMNS);
const OTHER_INACTIVE_PROBLEMS: SectionTable =
    narrowed("prb-tab-othinact", "Other Inactive Problems and Issues", INACTIVE_COLUMNS);

const CURRENT_ALLERGIES: SectionTable =
    whole("all-tab-curr", "Current Allergies and Adverse Reactions", &["Start Date", "Details"]);
const HISTORICAL_ALLERGIES: SectionTable = whole(
    "all-tab-hist",
    "Historical Allergies and Adverse Reactions",
    &["Start Date", "End Date", "Details"],
);

const ACUTE_MEDICATION: SectionTable = whole(
    "med-tab-acu-med",
    "Acute Medication (Last 12 Months)",
    &[
        "Type",
        "Start Date",
        "Medication Item",
        "Dosage Instruction",
        "Quantity",
        "Scheduled End Date",
        "Days Duration",
        "Additional Information",
    ],
);
const CURRENT_REPEAT: SectionTable = whole(
    "med-tab-curr-rep",
    "Current Repeat Medication",
    &[
        "Type",
        "Start Date",
        "Medication Item",
        "Dosage Instruction",
        "Quantity",
        "Last Issued Date",
        "Number of Prescriptions Issued",
        "Max Issues",
        "Review Date",
        "Additional Information",
    ],
);
const DISCONTINUED_REPEAT: SectionTable = whole(
    "med-tab-dis-rep",
    "Discontinued Repeat Medication",
    &[
        "Type",
        "Last Issued Date",
        "Medication Item",
        "Dosage Instruction",
        "Quantity",
        "Discontinued Date",
        "Discontinuation Reason",
        "Additional Information",
    ],
);
const ALL_MEDICATION: SectionTable = narrowed(
    "med-tab-all-sum",
    "All Medication",
    &[
        "Type",
        "Start Date",
        "Medication Item",
        "Dosage Instruction",
        "Quantity",
        "Last Issued Date",
        "Number of Prescriptions Issued",
        "Discontinuation Details",
        "Additional Information",
    ],
);
const ALL_ISSUES: SectionTable = narrowed(
    "med-tab-all-iss",
    "All Medication Issues",
    &[
        "Type",
        "Issue Date",
        "Medication Item",
        "Dosage Instruction",
        "Quantity",
        "Days Duration",
        "Additional Information",
    ],
);

const fn narrowed(id: &'static str, title: &'static str, columns: &'static [&'static str]) -> SectionTable {
    table(id, title, columns, PeriodRule::Narrowed, false)
}

const fn whole(id: &'static str, title: &'static str, columns: &'static [&'static str]) -> SectionTable {
    table(id, title, columns, PeriodRule::Whole, false)
}

const fn table(
    id: &'static str,
    title: &'static str,
    columns: &'static [&'static str],
    period: PeriodRule,
    optional: bool,
) -> SectionTable {
    SectionTable { id, title, columns, period, optional }
}
