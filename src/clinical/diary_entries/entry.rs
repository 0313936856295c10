//! One diary entry as a row (structured digest 3.11, 7.16). Its status is constant and is never read (ARS-28).

use chrono::NaiveDate;

use crate::clinical::linked_problems::LinkedProblems;
use crate::clinical::note::words;
use crate::clinical::referrals::{asked_by, linked};
use crate::clinical::security_label::is_not_for_patient;
use crate::clinical::standing::of_request;
use crate::clinical::{Marks, Note, Person, Placing, day};
use crate::fhir::{DateTime, Encounter, Period, ProcedureRequest};
use crate::format;

/// How the planned date compares with today. The practice does not say whether it is the earliest, the best or the latest
/// (HAZ 77), and what is past may in fact have been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// It has passed, and the entry is still open in the practice's system.
    Passed,
    /// It is today or to come.
    ToCome,
    /// None was sent.
    NoDate,
}

impl Due {
    /// All of them, in order.
    pub const ALL: [Due; 3] = [Due::Passed, Due::ToCome, Due::NoDate];

    /// The title of the group.
    pub fn title(self) -> &'static str {
        match self {
            Due::Passed => "Planned date passed, still open at the practice",
            Due::ToCome => "Planned",
            Due::NoDate => "Planned, without a date",
        }
    }
}

/// One diary entry.
#[derive(Clone, Debug, PartialEq)]
pub struct DiaryEntry {
    /// Its position in the response: names the row.
    pub key: usize,
    /// What is planned, with the word that says so: `Planned: Influenza vaccination` (ARS-54).
    pub text: String,
    /// Whether its code was lost in transfer (ARS-26).
    pub is_degraded: bool,
    /// The planned date, or the start of the planned period.
    pub planned: Option<DateTime>,
    /// The planned period in words.
    pub period: Option<String>,
    /// How the date compares with today.
    pub due: Due,
    /// When it was entered: the consultation's date where there is one (ARS-55).
    pub entered: Option<DateTime>,
    /// Why.
    pub reasons: Vec<String>,
    /// Who planned it.
    pub requester: Option<Person>,
    /// What else belongs to it.
    pub supporting: Vec<String>,
    /// Notes, whole.
    pub notes: Vec<Note>,
    /// Problems that link it.
    pub problems: Vec<String>,
    /// That it was cancelled, is an error or is not to be done.
    pub marks: Marks,
    /// Not to be disclosed to the patient (ARS-56).
    pub not_for_patient: bool,
}

impl DiaryEntry {
    pub(super) fn read<'a>(
        placing: &Placing<'a>,
        position: usize,
        sent: &'a ProcedureRequest,
        problems: &LinkedProblems,
        today: NaiveDate,
    ) -> Self {
        let period = sent.occurrence_period.as_ref();
        let planned = sent.occurrence_date_time.clone();
        let planned =
            planned.or_else(|| period.and_then(|period| period.start.clone().or(period.end.clone())));
        let consultation = placing.index().get::<Encounter>(sent.context.as_ref());
        let seen = consultation.and_then(|consultation| consultation.period.as_ref()?.start.clone());
        let term = format::concept_or_missing(sent.code.as_ref());
        Self {
            key: position,
            text: format!("Planned: {}", words(&term)),
            is_degraded: sent.code.as_ref().is_some_and(format::is_degraded),
            due: due(planned.as_ref(), period, today),
            planned,
            period: period.map(format::period).filter(|_| sent.occurrence_date_time.is_none()),
            entered: seen.or_else(|| sent.authored_on.clone()),
            reasons: sent.reason_code.iter().map(|reason| format::concept(reason).into_owned()).collect(),
            requester: asked_by(placing, sent.requester.as_ref()).0,
            supporting: sent.supporting_info.iter().map(|one| linked(placing, one)).collect(),
            notes: Note::read_all(placing, &sent.note),
            problems: problems.terms(std::iter::once(position)),
            marks: of_request(sent),
            not_for_patient: is_not_for_patient(sent.meta.as_deref()),
        }
    }
}

/// A partial date has passed when all of it has.
fn due(planned: Option<&DateTime>, period: Option<&Period>, today: NaiveDate) -> Due {
    match period.and_then(|period| period.end.as_ref()).or(planned) {
        None => Due::NoDate,
        Some(last) if day::is_past(last, today) => Due::Passed,
        Some(_) => Due::ToCome,
    }
}
