//! Makers of ordinary entries, shared by the records.

use chrono::{NaiveDate, TimeDelta};

use crate::sandbox::world::record::{Issue, Measured, Medication, Observation, Quantity, Report};
use crate::sandbox::world::term::{Term, term};

/// A plan with its issues, one every so many days, the last one on a given day.
pub fn issued_every(days: i64, last: NaiveDate, count: i64) -> Vec<Issue> {
    let issue = |back: i64| {
        let date = last - TimeDelta::days(days * back);
        Issue {
            date: date.to_string(),
            end: Some((date + TimeDelta::days(days)).to_string()),
            status: "completed",
            note: None,
        }
    };
    (0..count).rev().map(issue).collect()
}

/// A medicine that was issued once, on a day, for so many days.
pub fn acute(
    id: &str,
    medicine: Term,
    dosage: &str,
    quantity: Quantity,
    on: NaiveDate,
    days: u32,
) -> Medication {
    let end = on + TimeDelta::days(i64::from(days));
    Medication {
        id: id.to_owned(),
        term: medicine,
        status: "completed",
        start: on.to_string(),
        end: Some(end.to_string()),
        dosage: dosage.to_owned(),
        quantity,
        days: Some(days),
        issues: vec![Issue {
            date: on.to_string(),
            end: Some(end.to_string()),
            status: "completed",
            note: None,
        }],
        prescriber: "1",
        ..Medication::default()
    }
}

/// A blood pressure; a missing half is nothing.
pub fn blood_pressure(id: &str, date: String, systolic: Option<u32>, diastolic: Option<u32>) -> Observation {
    let half = |value: Option<u32>| {
        value.map_or(Measured::Nothing, |value| Measured::Number("", value.to_string(), "mm[Hg]"))
    };
    Observation {
        id: id.to_owned(),
        term: term("163020007", "O/E - blood pressure reading"),
        date: Some(date),
        components: vec![
            (term("72313002", "Systolic arterial pressure"), half(systolic)),
            (term("1091811000000102", "Diastolic arterial pressure"), half(diastolic)),
        ],
        clinician: "2",
        ..Observation::default()
    }
}

/// A measured value.
pub fn measured(id: &str, what: Term, date: String, value: &str, unit: &'static str) -> Observation {
    Observation {
        id: id.to_owned(),
        term: what,
        date: Some(date),
        value: Measured::Number("", value.to_owned(), unit),
        clinician: "2",
        ..Observation::default()
    }
}

/// A coded entry without a value.
pub fn coded(id: &str, what: Term, date: Option<String>, comment: Option<&str>) -> Observation {
    Observation {
        id: id.to_owned(),
        term: what,
        date,
        comment: comment.map(str::to_owned),
        clinician: "1",
        ..Observation::default()
    }
}

/// A test result with its range.
pub fn result(
    id: &str,
    what: Term,
    date: &str,
    value: &str,
    unit: &'static str,
    range: Option<(&'static str, &'static str)>,
) -> Observation {
    let number = |text: &str| text.parse::<f64>().ok();
    let interpretation = range.and_then(|(low, high)| match (number(value), number(low), number(high)) {
        (Some(value), Some(low), _) if value < low => Some(("L", "Below low reference limit")),
        (Some(value), _, Some(high)) if value > high => Some(("H", "Above high reference limit")),
        _ => None,
    });
    Observation {
        id: id.to_owned(),
        term: what,
        date: Some(date.to_owned()),
        value: Measured::Number("", value.to_owned(), unit),
        interpretation,
        range,
        clinician: "1",
        ..Observation::default()
    }
}

/// A blood test with one group of results, filed by the usual GP.
pub fn blood_test(id: &str, issued: &str, group: Term, results: Vec<Observation>) -> Report {
    Report {
        id: id.to_owned(),
        issued: issued.to_owned(),
        status: "unknown",
        laboratory: "Northvale Pathology",
        request: None,
        specimen: Some(("Blood", "B-2204711", None)),
        groups: vec![(group, None, results)],
        results: Vec::new(),
        conclusion: None,
        filed: vec![(issued.to_owned(), "1", "Normal - no action")],
    }
}
