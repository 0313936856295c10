//! Medicines with their plans and issues.

use crate::sandbox::world::calendar;
use crate::sandbox::world::term::Term;

/// How a medicine is prescribed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prescribed {
    /// Once.
    #[default]
    Acute,
    /// Once, to be collected later.
    Delayed,
    /// Again and again on request.
    Repeat,
    /// In instalments from one authorisation.
    RepeatDispensing,
    /// The old record does not say.
    Unstated,
}

/// Who prescribes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Agency {
    /// This practice.
    #[default]
    Practice,
    /// Another organisation: its kind, and its name in a note.
    Elsewhere(&'static str),
    /// The practice before this one.
    PreviousPractice,
}

/// How much, in every form that suppliers send (structured digest 3.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Quantity {
    /// Not recorded.
    #[default]
    Missing,
    /// `28 tablet` as a value with its unit.
    Unit(&'static str, &'static str),
    /// The text alone.
    Text(&'static str),
    /// A value, with the unit in the text.
    ValueAndText(&'static str, &'static str),
    /// A value alone.
    Value(&'static str),
}

impl Quantity {
    /// As a table shows it.
    pub fn words(&self) -> String {
        match self {
            Quantity::Missing => String::new(),
            Quantity::Unit(value, unit) | Quantity::ValueAndText(value, unit) => format!("{value} {unit}"),
            Quantity::Text(text) | Quantity::Value(text) => (*text).to_owned(),
        }
    }
}

/// A medicine: one statement, its plan, its issues.
#[derive(Clone, Debug, Default)]
pub struct Medication {
    /// Id, the stem of the ids of statement, plan and issues.
    pub id: String,
    /// What.
    pub term: Term,
    /// How.
    pub prescribed: Prescribed,
    /// By whom.
    pub agency: Agency,
    /// `active`, `completed` or `stopped`.
    pub status: &'static str,
    /// First day.
    pub start: String,
    /// Last day.
    pub end: Option<String>,
    /// Dose in words; empty when not recorded.
    pub dosage: String,
    /// What the patient is told besides.
    pub instruction: Option<&'static str>,
    /// How much at a time.
    pub quantity: Quantity,
    /// For how many days.
    pub days: Option<u32>,
    /// Issues that the plan allows.
    pub allowed: Option<u32>,
    /// When the authorisation runs out.
    pub expiry: Option<String>,
    /// When and why it was stopped.
    pub stopped: Option<(String, &'static str)>,
    /// Issues, oldest first.
    pub issues: Vec<Issue>,
    /// Issues that the plan counts beyond those in the system.
    pub issued_on_paper: usize,
    /// Last issue, where issues themselves are not in the system.
    pub last_issued: Option<&'static str>,
    /// The plan that this one replaces.
    pub prior: Option<&'static str>,
    /// Notes of plan and issues.
    pub note: Option<String>,
    /// Day of the last change of dose.
    pub dose_changed: Option<String>,
    /// Prescriber, by clinician id.
    pub prescriber: &'static str,
    /// A controlled drug.
    pub controlled: bool,
}

impl Medication {
    /// The same, its dose changed on a day: the dose's text ends with the warning (structured digest 3.4).
    pub fn dose_changed(mut self, day: String) -> Self {
        self.dosage.push_str(
            " WARNING – Dosage has changed during the effective period. The latest change was made on ",
        );
        self.dosage.push_str(&calendar::display(&day));
        self.dose_changed = Some(day);
        self
    }

    /// How many issues the plan counts.
    pub fn issued(&self) -> usize {
        self.issues.len() + self.issued_on_paper
    }
}

/// One issue of a medicine.
#[derive(Clone, Debug, Default)]
pub struct Issue {
    /// Day of issue; may lie in the future.
    pub date: String,
    /// Last day covered.
    pub end: Option<String>,
    /// `completed`, `active` or `stopped`.
    pub status: &'static str,
    /// What was noted on it.
    pub note: Option<String>,
}
