//! One allergy as a row (structured digest 3.3, 7.6).

use std::cmp::Reverse;

use super::{Reaction, Severity};
use crate::clinical::medicine::speaks_of_a_medicine;
use crate::clinical::security_label::is_not_for_patient;
use crate::clinical::term::{allergen, of_allergy};
use crate::clinical::{Note, Person, Placing, person};
use crate::fhir::{AllergyIntolerance, Code, DateTime};
use crate::format::concept::Degraded;
use crate::format::{self};

/// Drug or not. Unreliable in real data, so it is shown and never used to hide or to sort (structured digest 3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Category {
    /// `medication`.
    Drug,
    /// `environment`: everything else.
    NonDrug,
    /// Any other value, as sent.
    Other(String),
}

impl Category {
    fn of(code: &Code) -> Self {
        match code.as_str() {
            "medication" => Self::Drug,
            "environment" => Self::NonDrug,
            other => Self::Other(other.to_owned()),
        }
    }

    /// In words.
    pub fn words(&self) -> &str {
        match self {
            Self::Drug => "Drug",
            Self::NonDrug => "Non-drug",
            Self::Other(other) => other,
        }
    }
}

/// How dangerous the next reaction may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Criticality {
    /// `high`: potentially life-threatening.
    High,
    /// `low`.
    Low,
    /// `unable-to-assess`.
    UnableToAssess,
    /// Any other value, as sent.
    Other(String),
}

impl Criticality {
    fn of(code: &Code) -> Self {
        match code.as_str() {
            "high" => Self::High,
            "low" => Self::Low,
            "unable-to-assess" => Self::UnableToAssess,
            other => Self::Other(other.to_owned()),
        }
    }

    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::High => "High: potentially life-threatening".to_owned(),
            Self::Low => "Low".to_owned(),
            Self::UnableToAssess => "Unable to assess".to_owned(),
            Self::Other(other) => other.clone(),
        }
    }
}

/// When and why an allergy ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// The end date.
    pub date: Option<DateTime>,
    /// The reason; `No information available` on legacy entries.
    pub reason: Option<String>,
}

/// One allergy.
#[derive(Clone, Debug, PartialEq)]
pub struct Allergy {
    /// The agent, or "allergy to …": the original term (ARS-23).
    pub agent: String,
    /// Set when its code was lost in transfer: decision support cannot see it (ARS-26).
    pub degraded: Option<Degraded>,
    /// Drug, non-drug, or both.
    pub category: Vec<Category>,
    /// `Allergy` or `Intolerance`, when sent.
    pub kind: Option<String>,
    /// Reactions; by convention one at most.
    pub reactions: Vec<Reaction>,
    /// How dangerous the next reaction may be.
    pub criticality: Option<Criticality>,
    /// When it first showed.
    pub onset: Option<DateTime>,
    /// When it was asserted or recorded.
    pub asserted: Option<DateTime>,
    /// When it last happened.
    pub last_occurrence: Option<DateTime>,
    /// Who recorded it.
    pub recorder: Option<Person>,
    /// Who said so.
    pub asserter: Option<Person>,
    /// Notes, whole.
    pub notes: Vec<Note>,
    /// When and why it ended; on ended ones only.
    pub ended: Option<Ended>,
    /// What is odd about where it was found, in words.
    pub remarks: Vec<String>,
    /// Not to be disclosed to the patient (ARS-56).
    pub not_for_patient: bool,
}

impl Allergy {
    pub(super) fn read<'a>(placing: &Placing<'a>, sent: &'a AllergyIntolerance) -> Self {
        let end = sent.extension.named("AllergyIntoleranceEnd");
        let child = |name: &str| end.and_then(|end| end.child(name));
        let ended = end.map(|_| Ended {
            date: child("endDate").and_then(|date| date.date_time()).cloned(),
            reason: child("reasonEnded")
                .or_else(|| child("endReason"))
                .and_then(|reason| reason.text())
                .map(crate::clinical::note::words),
        });
        let term = of_allergy(sent);
        let mut remarks = Vec::new();
        if term.is_from_note {
            remarks.push("Named in a note, not by a code".to_owned());
        }
        Self {
            agent: allergen(&term),
            degraded: sent.code.as_ref().and_then(format::degraded),
            category: sent.category.iter().map(Category::of).collect(),
            kind: sent.kind.as_deref().map(|kind| match kind {
                "allergy" => "Allergy".to_owned(),
                "intolerance" => "Intolerance".to_owned(),
                other => other.to_owned(),
            }),
            reactions: sent.reaction.iter().map(Reaction::read).collect(),
            criticality: sent.criticality.as_ref().map(Criticality::of),
            onset: sent.onset_date_time.clone(),
            asserted: sent.asserted_date.clone(),
            last_occurrence: sent.last_occurrence.clone(),
            recorder: person(placing, sent.recorder.as_ref()),
            asserter: person(placing, sent.asserter.as_ref()),
            notes: Note::read_all(placing, &sent.note),
            ended,
            remarks,
            not_for_patient: is_not_for_patient(sent.meta.as_deref()),
        }
    }

    /// Whether it may be an allergy to a medicine: by category, which is unreliable, by what was lost in transfer, or by
    /// its own words. What nobody classified may be one.
    pub fn may_be_drug(&self) -> bool {
        let is_other = |category: &Category| match category {
            Category::Drug => false,
            Category::NonDrug => true,
            Category::Other(other) => other != "biologic",
        };
        self.degraded == Some(Degraded::DrugAllergy)
            || self.category.is_empty()
            || !self.category.iter().all(is_other)
            || speaks_of_a_medicine(&self.agent)
    }

    /// Whether a reaction was severe, or the next one may be life-threatening.
    pub fn is_severe(&self) -> bool {
        self.severity() == Some(&Severity::Severe) || self.criticality == Some(Criticality::High)
    }

    /// The order of the banner, which has room for some of many: medicines with a severe reaction, other medicines, the
    /// rest; within these the newest.
    pub(super) fn banner_order(&self) -> impl Ord + use<> {
        let group = match (self.may_be_drug(), self.is_severe()) {
            (true, true) => 0,
            (true, false) => 1,
            (false, _) => 2,
        };
        let newest = format::date::sort_key(self.asserted.as_ref().or(self.onset.as_ref()));
        (group, Reverse(newest))
    }

    /// The gravest severity of its reactions.
    pub fn severity(&self) -> Option<&Severity> {
        self.reactions.iter().filter_map(|reaction| reaction.severity.as_ref()).max()
    }

    /// The categories in words.
    pub fn category_words(&self) -> String {
        if self.category.is_empty() {
            return "Not stated".to_owned();
        }
        self.category.iter().map(Category::words).collect::<Vec<_>>().join(" and ")
    }

    /// Degraded ones first, then the most dangerous, then the newest (structured digest 3.3).
    pub(super) fn order(&self) -> impl Ord + use<> {
        let is_high = self.criticality == Some(Criticality::High);
        let asserted = format::date::sort_key(self.asserted.as_ref().or(self.onset.as_ref()));
        (self.degraded.is_none(), !is_high, Reverse(self.severity().cloned()), Reverse(asserted))
    }
}
