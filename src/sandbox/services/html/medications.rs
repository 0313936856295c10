//! The five tables of the medications section (record HTML digest 2.5).

use std::collections::BTreeMap;

use super::markup::{Body, Cell, Part, Row, Table, escape};
use super::request::Period;
use super::source::{Source, row};
use crate::sandbox::world::calendar;
use crate::sandbox::world::record::{Agency, Area, Issue, Medication, Prescribed};

/// Acute, current repeat, discontinued repeat, all, all issues.
pub fn parts(source: &Source<'_>) -> Vec<Part> {
    let all = &source.record.medications;
    let is_repeat = |one: &&Medication| !matches!(one.prescribed, Prescribed::Acute | Prescribed::Delayed);
    let year_ago = source.calendar.ago(365);
    let mut acute: Vec<Row> =
        all.iter().filter(|one| !is_repeat(one) && one.start > year_ago).map(acute_row).collect();
    if source.excludes(Area::Medications) {
        let day = source.calendar.ago(90);
        let mut cells = vec![Cell::text("Acute"), Cell::date(&day), Cell::text("Confidential Item")];
        cells.extend(std::iter::repeat_n(Cell::text(""), 5));
        acute.push(row(Some(&day), cells));
    }
    let current = all.iter().filter(is_repeat).filter(|one| one.status == "active").map(repeat_row).collect();
    let discontinued = all.iter().filter(is_repeat).filter_map(discontinued_row).collect();
    let matched: Vec<&Medication> = all.iter().filter(|one| matches(one, source.period)).collect();
    let part = |title, id, columns, rows, filterable| {
        source.part(title, Area::Medications, Table { id, columns, rows }, filterable)
    };
    let mut parts = vec![
        part("Acute Medication (Last 12 Months)", "med-tab-acu-med", ACUTE, acute, false),
        part("Current Repeat Medication", "med-tab-curr-rep", CURRENT, current, false),
        part("Discontinued Repeat Medication", "med-tab-dis-rep", DISCONTINUED, discontinued, false),
        part("All Medication", "med-tab-all-sum", ALL, Vec::new(), true),
        part("All Medication Issues", "med-tab-all-iss", ISSUES, Vec::new(), true),
    ];
    let grouped = [grouped(&matched, 9, |one| vec![all_row(one)]), grouped(&matched, 7, issue_rows)];
    for ((id, columns), (part, rows)) in [("med-tab-all-sum", ALL), ("med-tab-all-iss", ISSUES)]
        .into_iter()
        .zip(parts.iter_mut().skip(3).zip(grouped))
    {
        // Groups are A to Z: their order is not by date, so they do not pass through the sorting.
        if !rows.is_empty() {
            part.body = Body::Table(Table { id, columns, rows });
        }
    }
    for (part, text) in parts.iter_mut().zip(FIXED) {
        part.content.extend(text);
    }
    parts
}

const FIXED: [Option<&str>; 3] = [
    Some(
        "Scheduled End Date is not always captured in the source; where it was not recorded, the displayed date is calculated from start date and days duration",
    ),
    Some(
        "The Review Date is that set for each Repeat Course. Reviews may be conducted according to a diary event which differs from the dates shown",
    ),
    Some("All repeat medication ended by a clinician action"),
];

const ACUTE: &[&str] = &[
    "Type",
    "Start Date",
    "Medication Item",
    "Dosage Instruction",
    "Quantity",
    "Scheduled End Date",
    "Days Duration",
    "Additional Information",
];
const CURRENT: &[&str] = &[
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
];
const DISCONTINUED: &[&str] = &[
    "Type",
    "Last Issued Date",
    "Medication Item",
    "Dosage Instruction",
    "Quantity",
    "Discontinued Date",
    "Discontinuation Reason",
    "Additional Information",
];
const ALL: &[&str] = &[
    "Type",
    "Start Date",
    "Medication Item",
    "Dosage Instruction",
    "Quantity",
    "Last Issued Date",
    "Number of Prescriptions Issued",
    "Discontinuation Details",
    "Additional Information",
];
const ISSUES: &[&str] = &[
    "Type",
    "Issue Date",
    "Medication Item",
    "Dosage Instruction",
    "Quantity",
    "Days Duration",
    "Additional Information",
];

/// `Repeat`, `Repeat Dispense`, `Acute - Dentist` and so on.
fn kind(medication: &Medication) -> String {
    let kind = match medication.prescribed {
        Prescribed::Acute => "Acute",
        Prescribed::Delayed => "Acute Post-Dated",
        Prescribed::Repeat | Prescribed::Unstated => "Repeat",
        Prescribed::RepeatDispensing => "Repeat Dispense",
    };
    match medication.agency {
        Agency::Practice | Agency::PreviousPractice => kind.to_owned(),
        Agency::Elsewhere(agency) => format!("{kind} - {agency}"),
    }
}

fn item(medication: &Medication) -> [Cell; 3] {
    [
        Cell::text(medication.term.words()),
        Cell::Text(medication.dosage.clone()),
        Cell::Text(medication.quantity.words()),
    ]
}

/// Items separated by line breaks, a controlled drug in bold.
fn additional(medication: &Medication, more: Option<String>) -> Cell {
    let mut lines = Vec::new();
    if medication.controlled {
        lines.push("<strong>CONTROLLED DRUG</strong>".to_owned());
    }
    lines.extend(more.map(|text| escape(&text)));
    lines.extend(medication.instruction.map(escape));
    lines.extend(medication.note.as_deref().map(escape));
    if lines.is_empty() { Cell::text("") } else { Cell::Markup(lines.join("<br/>")) }
}

fn days(medication: &Medication) -> Cell {
    Cell::Number(medication.days.map(|days| days.to_string()))
}

/// Repeat dispensing and prescribed elsewhere leave these two empty by rule.
fn last_issued(medication: &Medication) -> [Cell; 2] {
    let counted = medication.prescribed != Prescribed::RepeatDispensing
        && !matches!(medication.agency, Agency::Elsewhere(_))
        && !medication.issues.is_empty();
    if !counted {
        return [Cell::Date(None), Cell::Number(None)];
    }
    [
        Cell::Date(medication.issues.last().map(|issue| issue.date.clone())),
        Cell::Number(Some(medication.issued().to_string())),
    ]
}

fn stopped(medication: &Medication, word: &str) -> Option<String> {
    let (day, reason) = medication.stopped.as_ref()?;
    Some(format!("{word}: {} {reason}", calendar::display(day)))
}

fn acute_row(medication: &Medication) -> Row {
    let mut cells = vec![Cell::Text(kind(medication)), Cell::date(&medication.start)];
    cells.extend(item(medication));
    cells.extend([
        Cell::Date(medication.end.clone()),
        days(medication),
        additional(medication, stopped(medication, "CANCELLED")),
    ]);
    row(Some(&medication.start), cells)
}

fn repeat_row(medication: &Medication) -> Row {
    let mut cells = vec![Cell::Text(kind(medication)), Cell::date(&medication.start)];
    cells.extend(item(medication));
    cells.extend(last_issued(medication));
    cells.extend([
        Cell::Number(medication.allowed.map(|allowed| allowed.to_string())),
        Cell::Date(medication.expiry.clone()),
        additional(medication, None),
    ]);
    row(Some(&medication.start), cells)
}

fn discontinued_row(medication: &Medication) -> Option<Row> {
    let (day, reason) = medication.stopped.as_ref()?;
    let [last, _] = last_issued(medication);
    let mut cells = vec![Cell::Text(kind(medication)), last];
    cells.extend(item(medication));
    cells.extend([Cell::date(day), Cell::text(*reason), additional(medication, None)]);
    Some(row(medication.issues.last().map(|issue| issue.date.as_str()), cells))
}

fn all_row(medication: &Medication) -> Row {
    let mut cells = vec![Cell::Text(kind(medication)), Cell::date(&medication.start)];
    cells.extend(item(medication));
    cells.extend(last_issued(medication));
    cells.push(Cell::Text(stopped(medication, "DISCONTINUED").unwrap_or_default()));
    cells.push(additional(medication, None));
    row(Some(&medication.start), cells)
}

/// Every issue of a matched item: their dates may lie outside the range.
fn issue_rows(medication: &Medication) -> Vec<Row> {
    if matches!(medication.agency, Agency::Elsewhere(_)) {
        return Vec::new();
    }
    let one = |issue: &Issue| {
        let mut cells = vec![Cell::Text(kind(medication)), Cell::date(&issue.date)];
        cells.extend(item(medication));
        cells.extend([days(medication), additional(medication, issue.note.clone())]);
        row(Some(&issue.date), cells)
    };
    medication.issues.iter().rev().map(one).collect()
}

/// Rows under a heading for each medicine, A to Z, newest first inside.
fn grouped(all: &[&Medication], columns: usize, rows: impl Fn(&Medication) -> Vec<Row>) -> Vec<Row> {
    let mut groups: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for medication in all {
        groups.entry(medication.term.words()).or_default().extend(rows(medication));
    }
    groups
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .flat_map(|(name, mut rows)| {
            rows.sort_by(|a, b| b.date.cmp(&a.date));
            std::iter::once(row(None, vec![Cell::Group(columns, name.to_owned())])).chain(rows)
        })
        .collect()
}

/// Whether a medicine's effective period overlaps the range.
fn matches(medication: &Medication, period: Period) -> bool {
    let bounds = |date: Option<&String>| date.and_then(|date| calendar::interval(date));
    let first = bounds(Some(&medication.start)).map(|(first, _)| first);
    let last = match (&medication.end, medication.prescribed) {
        (Some(end), _) => bounds(Some(end)).map(|(_, last)| last),
        // An acute without end is its first day only; a repeat without end goes on.
        (None, Prescribed::Acute | Prescribed::Delayed) => first,
        (None, _) => None,
    };
    period.end.is_none_or(|end| first.is_none_or(|first| first <= end))
        && period.start.is_none_or(|start| last.is_none_or(|last| last >= start))
}
