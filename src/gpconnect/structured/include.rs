//! One area of the request with its part parameters (structured digest 1.3).

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use crate::gpconnect::Period;
use crate::gpconnect::error::Failure;
use crate::gpconnect::interaction::whole_date;

/// One clinical area of the request. Dates are whole days, `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq)]
pub enum Include {
    /// Allergies; ended ones are always asked for too, so that "none" can be told from "ended".
    Allergies,
    /// Medications and devices.
    Medication {
        /// Issues (`intent=order`) too (ARS-11: always stated).
        issues: bool,
        /// Only what was active on or after this day.
        from: Option<String>,
    },
    /// Consultations with all that they hold.
    Consultations(Consultations),
    /// Problems.
    Problems {
        /// Only those with this status, and what they are directly linked to.
        status: Option<ProblemStatus>,
    },
    /// Immunisations, and consent, dissent and the like.
    Immunisations {
        /// Those not given too (ARS-12: stated when wanted, and left out else, because it may not be combined).
        not_given: bool,
    },
    /// Coded entries that belong to no other area.
    UncategorisedData {
        /// Only of this period.
        period: Option<Period>,
    },
    /// Investigations.
    Investigations {
        /// Only those issued in this period.
        period: Option<Period>,
    },
    /// Outbound referrals.
    Referrals {
        /// Only those of this period.
        period: Option<Period>,
    },
    /// Diary entries; overdue ones always come.
    DiaryEntries {
        /// Only those planned up to this day.
        until: Option<String>,
    },
}

/// Which consultations. A period and a number at once cannot be said (ARS-10).
#[derive(Clone, Debug, PartialEq)]
pub enum Consultations {
    /// All of them.
    All,
    /// Those of a period.
    Of(Period),
    /// So many of the latest.
    Latest(u32),
}

/// The status that problems are asked for by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemStatus {
    /// `active`
    Active,
    /// `inactive`
    Inactive,
}

impl Include {
    /// Everything that a practice holds, unfiltered, so that nothing linked can arrive from outside a filter
    /// (structured digest 1.4). Immunisations not given need a request of their own.
    pub fn everything() -> Vec<Self> {
        vec![
            Include::Allergies,
            Include::Medication { issues: true, from: None },
            Include::Problems { status: None },
            Include::Consultations(Consultations::All),
            Include::Investigations { period: None },
            Include::Immunisations { not_given: false },
            Include::UncategorisedData { period: None },
            Include::Referrals { period: None },
            Include::DiaryEntries { until: None },
        ]
    }

    /// Whether it asks for all that a practice holds of the area. Immunisations that were not given are another thing
    /// than immunisations, and said apart.
    pub fn is_whole(&self) -> bool {
        match self {
            Include::Allergies | Include::Immunisations { .. } => true,
            Include::Medication { issues, from } => *issues && from.is_none(),
            Include::Problems { status } => status.is_none(),
            Include::Consultations(which) => *which == Consultations::All,
            Include::UncategorisedData { period }
            | Include::Investigations { period }
            | Include::Referrals { period } => period.is_none(),
            Include::DiaryEntries { until } => until.is_none(),
        }
    }

    /// The parameter's name on the wire.
    pub fn parameter_name(&self) -> &'static str {
        match self {
            Include::Allergies => "includeAllergies",
            Include::Medication { .. } => "includeMedication",
            Include::Consultations(_) => "includeConsultations",
            Include::Problems { .. } => "includeProblems",
            Include::Immunisations { .. } => "includeImmunisations",
            Include::UncategorisedData { .. } => "includeUncategorisedData",
            Include::Investigations { .. } => "includeInvestigations",
            Include::Referrals { .. } => "includeReferrals",
            Include::DiaryEntries { .. } => "includeDiaryEntries",
        }
    }

    /// Whether its days are whole, in order and on the right side of today (ARS-08).
    pub(super) fn check(&self, at: DateTime<Utc>) -> Result<(), Failure> {
        // The UK's day is at most one ahead of the day in UTC.
        let today = at.date_naive();
        let tomorrow = today.succ_opt().unwrap_or(NaiveDate::MAX);
        let past = |day: &Option<String>, words: &str| match day {
            Some(day) if whole_date(day)? > tomorrow => Err(Failure::not_sent(words)),
            _ => Ok(()),
        };
        let past_period = |period: &Period| {
            period.check()?;
            past(&period.start, "The first day of the period is in the future.")?;
            past(&period.end, "The last day of the period is in the future.")
        };
        match self {
            Include::Allergies
            | Include::Problems { .. }
            | Include::Immunisations { .. }
            | Include::Consultations(Consultations::All) => Ok(()),
            Include::Medication { from, .. } => past(from, "The date of the medicines is in the future."),
            Include::Consultations(Consultations::Latest(0)) => {
                Err(Failure::not_sent("Ask for at least one consultation."))
            }
            Include::Consultations(Consultations::Latest(_)) => Ok(()),
            Include::Consultations(Consultations::Of(period)) => past_period(period),
            Include::UncategorisedData { period }
            | Include::Investigations { period }
            | Include::Referrals { period } => period.as_ref().map_or(Ok(()), past_period),
            Include::DiaryEntries { until: Some(until) } if whole_date(until)? < today => {
                Err(Failure::not_sent("The last day of the diary entries is in the past."))
            }
            Include::DiaryEntries { .. } => Ok(()),
        }
    }

    /// The parameter on the wire; `all` are the areas of the request, this one among them.
    pub(super) fn parameter(&self, all: &[Include]) -> Value {
        let part = |name: &str, kind: &str, value: Value| {
            let mut part = json!({ "name": name });
            if let Some(part) = part.as_object_mut() {
                part.insert(kind.to_owned(), value);
            }
            part
        };
        let period = |name: &str, period: &Option<Period>| -> Vec<Value> {
            period.iter().map(|period| part(name, "valuePeriod", json!(period))).collect()
        };
        let parts = match self {
            Include::Allergies => vec![part("includeResolvedAllergies", "valueBoolean", json!(true))],
            Include::Medication { issues, from } => {
                // A predefined search is sent exactly as it is defined, and issues are its default (structured digest 1.4).
                let is_predefined =
                    from.is_some() && all.iter().any(|other| matches!(other, Include::Consultations(_)));
                let issues = (!is_predefined)
                    .then(|| part("includePrescriptionIssues", "valueBoolean", json!(issues)));
                let from = from.iter().map(|day| part("medicationSearchFromDate", "valueDate", json!(day)));
                issues.into_iter().chain(from).collect()
            }
            Include::Consultations(Consultations::All) => Vec::new(),
            Include::Consultations(Consultations::Of(of)) => {
                vec![part("consultationSearchPeriod", "valuePeriod", json!(of))]
            }
            Include::Consultations(Consultations::Latest(count)) => {
                vec![part("includeNumberOfMostRecent", "valuePositiveInt", json!(count))]
            }
            Include::Problems { status } => status
                .iter()
                .map(|status| {
                    let code = match status {
                        ProblemStatus::Active => "active",
                        ProblemStatus::Inactive => "inactive",
                    };
                    part("filterStatus", "valueCode", json!(code))
                })
                .collect(),
            Include::Immunisations { not_given: true } => {
                vec![part("includeNotGiven", "valueBoolean", json!(true))]
            }
            Include::Immunisations { not_given: false } => Vec::new(),
            Include::UncategorisedData { period: of } => period("uncategorisedDataSearchPeriod", of),
            Include::Investigations { period: of } => period("investigationSearchPeriod", of),
            Include::Referrals { period: of } => period("referralSearchPeriod", of),
            Include::DiaryEntries { until } => {
                until.iter().map(|day| part("diaryEntriesSearchDate", "valueDate", json!(day))).collect()
            }
        };
        // "part": [] is refused, so it is left out when empty.
        if parts.is_empty() {
            json!({ "name": self.parameter_name() })
        } else {
            json!({ "name": self.parameter_name(), "part": parts })
        }
    }
}
