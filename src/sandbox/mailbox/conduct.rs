//! How a practice, or MESH before it, deals with a summary.

use serde_json::Value;

use crate::sandbox::resource::members::text;

/// What becomes of summaries, of one patient's or of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conduct {
    /// Whose; everybody's without.
    pub nhs_number: Option<String>,
    /// What happens: a response code, a code of MESH, or a word.
    pub answers: String,
}

/// Words beside the codes.
const WORDS: [&str; 13] = [
    "accepted",
    "contradictory",
    "turned-away",
    "lost",
    "lost-before",
    "broken-off",
    "never-came",
    "damaged",
    "twice",
    "backwards",
    "elsewhere",
    "unreadable",
    "silent",
];

/// What MESH says after it took a message.
const REPORTS: [(&str, &str); 5] = [
    ("EPL-151", "No matching mailbox for the workflow and organisation"),
    ("EPL-152", "Invalid NHS number"),
    ("EPL-153", "NHS number not found"),
    ("EPL-154", "NHS number supplied does not match the demographics"),
    ("14", "Message not collected by recipient after 5 days"),
];

/// Invented patients whose summaries go wrong, each in its way.
const BY_PATIENT: [(&str, &str); 19] = [
    ("9990054355", "14"),
    ("9990054363", "turned-away"),
    ("9990054371", "20009"),
    ("9990054398", "30003"),
    ("9990054460", "30004"),
    ("9990054568", "EPL-154"),
    ("9990054576", "EPL-152"),
    ("9990054584", "20012"),
    ("9990054614", "lost"),
    ("9990054622", "broken-off"),
    ("9990054630", "30002"),
    ("9990054762", "backwards"),
    ("9990054770", "lost-before"),
    ("9990054789", "elsewhere"),
    ("9990054797", "contradictory"),
    ("9990054800", "EPL-151"),
    ("9990054819", "silent"),
    ("9990054827", "unreadable"),
    ("9990054894", "twice"),
];

/// MESH's words for a report.
pub(super) fn reported(code: &str) -> &'static str {
    REPORTS.iter().find(|(one, _)| *one == code).map(|(_, words)| *words).unwrap_or_default()
}

impl Conduct {
    /// Reads what the sandbox is told: a word or code for every summary, or one with an `nhsNumber`.
    pub fn read(told: &Value) -> Result<Self, String> {
        let (nhs_number, answers) = match told {
            Value::String(answers) => (None, answers.clone()),
            told => {
                let number = text(told, "nhsNumber").to_owned();
                (Some(number).filter(|number| !number.is_empty()), text(told, "answers").to_owned())
            }
        };
        let is_code = answers.len() == 5 && answers.bytes().all(|digit| digit.is_ascii_digit());
        let is_known =
            is_code || WORDS.contains(&answers.as_str()) || REPORTS.iter().any(|(code, _)| *code == answers);
        match is_known {
            true => Ok(Self { nhs_number, answers }),
            false => Err(format!("{answers} is nothing that a mailbox does")),
        }
    }

    /// What becomes of a summary about somebody.
    pub(super) fn of(told: &[Conduct], nhs_number: &str) -> Self {
        let fits = |one: &&Conduct| one.nhs_number.as_deref().is_none_or(|number| number == nhs_number);
        // What was told last counts.
        if let Some(told) = told.iter().rev().find(fits) {
            return told.clone();
        }
        let own =
            BY_PATIENT.iter().find(|(number, _)| *number == nhs_number).map_or("accepted", |(_, word)| word);
        Self { nhs_number: None, answers: own.to_owned() }
    }

    /// What comes back, look by look.
    pub(super) fn steps(&self) -> Vec<Vec<String>> {
        let words = |steps: &[&[&str]]| {
            steps.iter().map(|step| step.iter().map(|word| (*word).to_owned()).collect()).collect()
        };
        match self.answers.as_str() {
            "silent" => Vec::new(),
            "twice" => words(&[&["20013", "same"], &["30001", "same"]]),
            "backwards" => words(&[&["30001"], &["20013"]]),
            "contradictory" => words(&[&["20013"], &["30001", "30002"]]),
            "elsewhere" => words(&[&["elsewhere"]]),
            "unreadable" => words(&[&["unreadable"]]),
            code if REPORTS.iter().any(|(one, _)| *one == code) => words(&[&["report"]]),
            code if code.starts_with('3') && code.len() == 5 => words(&[&["20013"], &[code]]),
            code if code.len() == 5 && code.bytes().all(|digit| digit.is_ascii_digit()) => words(&[&[code]]),
            _ => words(&[&["20013"], &["30001"]]),
        }
    }
}
