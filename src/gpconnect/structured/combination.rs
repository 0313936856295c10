//! What may be asked for together, found before anything is sent (ARS-09, ARS-10; structured digest 1.4, 1.5).

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::{Consultations, Include};
use crate::gpconnect::error::Failure;

/// What is wrong with a choice of areas and filters, in words that say what to choose instead.
pub fn preflight(include: &[Include], at: DateTime<Utc>) -> Result<(), Failure> {
    // Without an area the answer is a Patient alone, which looks like an empty record (L-21).
    if include.is_empty() {
        return Err(Failure::not_sent("No area of the record is chosen."));
    }
    let mut names: Vec<&str> = include.iter().map(Include::parameter_name).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err(Failure::not_sent("An area of the record is chosen twice."));
    }
    include.iter().try_for_each(|include| include.check(at))?;
    if is_predefined(include, at) {
        return Ok(());
    }
    let has = |wanted: fn(&Include) -> bool| include.iter().any(wanted);
    let consultations = has(|one| matches!(one, Include::Consultations(_)));
    let problems = has(|one| matches!(one, Include::Problems { .. }));
    match include.iter().find_map(|one| forbidden(one, consultations, problems)) {
        Some(words) => Err(Failure::not_sent(words)),
        None => Ok(()),
    }
}

/// Why this area's filter cannot be combined with the others.
fn forbidden(include: &Include, consultations: bool, problems: bool) -> Option<String> {
    let with = match (consultations, problems) {
        (true, true) => "consultations and problems",
        (true, false) => "consultations",
        (false, true) => "problems",
        (false, false) => return None,
    };
    let gaps = |filter: &str| {
        format!(
            "{filter} cannot be asked for together with {with}: these also bring linked items from outside the filter, so the list would look complete but have gaps. Remove the filter, or ask for this area alone."
        )
    };
    match include {
        Include::Medication { from: Some(_), .. } => Some(gaps("Medications since a date")),
        Include::UncategorisedData { period: Some(_) } => Some(gaps("Uncategorised data for a period")),
        Include::Referrals { period: Some(_) } => Some(gaps("Referrals for a period")),
        Include::DiaryEntries { until: Some(_) } => Some(gaps("Diary entries up to a date")),
        Include::Immunisations { not_given: true } => {
            Some(gaps("Immunisations with those that were not given"))
        }
        Include::Problems { status: Some(_) } if consultations => {
            Some(gaps("Problems with one status").replace("consultations and problems", "consultations"))
        }
        // Nothing, or a filter that can be combined with anything.
        Include::Allergies
        | Include::Medication { from: None, .. }
        | Include::Consultations(_)
        | Include::Problems { .. }
        | Include::Immunisations { not_given: false }
        | Include::UncategorisedData { period: None }
        | Include::Investigations { .. }
        | Include::Referrals { period: None }
        | Include::DiaryEntries { until: None } => None,
    }
}

/// The two searches that may break the rules, and only exactly so: the second adds immunisations and uncategorised
/// data. `today` is the UK's day.
pub fn predefined(today: NaiveDate, is_second: bool) -> Vec<Include> {
    let from = today.checked_sub_signed(TimeDelta::days(365)).unwrap_or(today).to_string();
    let mut include = vec![
        Include::Allergies,
        Include::Medication { issues: true, from: Some(from) },
        Include::Problems { status: None },
        Include::Consultations(Consultations::Latest(3)),
    ];
    if is_second {
        include.push(Include::Immunisations { not_given: false });
        include.push(Include::UncategorisedData { period: None });
    }
    include
}

fn is_predefined(include: &[Include], at: DateTime<Utc>) -> bool {
    // In summer the UK's day may be one ahead of the day in UTC.
    let today = at.date_naive();
    let days = [Some(today), today.succ_opt()];
    days.into_iter()
        .flatten()
        .flat_map(|day| [predefined(day, false), predefined(day, true)])
        .any(|exact| exact.len() == include.len() && include.iter().all(|one| exact.contains(one)))
}
