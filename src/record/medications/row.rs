//! One medication as a row: medicine and dose first, then what tells whether it is taken (ARS-32 to ARS-36).

use crate::clinical::medications::{Flag, Medication, Status};
use crate::fhir::DateTime;
use crate::format::markup::Markup;
use crate::record::medicine::{write_doses, write_medicine};
use crate::record::notes::write_notes;
use crate::record::when::{write_when, write_when_or};
use crate::ui::data_table::{Column, WriteCell, write_missing};
use crate::ui::tag::{TagKind, write_tag};

/// A row: a medication, and whether its details are open.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The medication.
    pub medication: &'a Medication,
    /// Whether its details are beneath the list.
    pub is_open: bool,
}

/// The columns of every group.
pub fn columns() -> Vec<Column> {
    vec![
        Column::text("Medicine and dose"),
        Column::text("Type and status"),
        Column::date("Start and end"),
        Column::date("Last issued"),
        Column::numeric("Issues"),
        Column::text("Quantity"),
        Column::date("Review"),
        Column::text("Prescribed by"),
    ]
}

/// The cells of a row, in the order of the columns.
pub fn cells<'a>() -> [WriteCell<Row<'a>>; 8] {
    [
        |row, into| medicine(row.medication, into),
        |row, into| status(row.medication, into),
        |row, into| dates(row.medication, into),
        |row, into| last_issue(row.medication, into),
        Row::issues,
        |row, into| quantity(row.medication, into),
        |row, into| write_when_or(into, row.medication.review.as_ref(), "Not sent"),
        |row, into| prescribed(row.medication, into),
    ]
}

/// The flags of a medication as tags.
pub fn write_flags(into: &mut Markup, flags: &[Flag]) {
    for flag in flags {
        let kind = if flag.is_caution() { TagKind::Incomplete } else { TagKind::Plain };
        write_tag(into, kind, &flag.words());
        into.text(" ");
    }
}

fn medicine(medication: &Medication, into: &mut Markup) {
    write_medicine(into, &medication.name);
    write_doses(into, "DOSE", &medication.dose);
    write_doses(into, "DOSE FROM THE PLAN", &medication.plan_dose);
    if !medication.flags.is_empty() {
        into.within("div", "app-medicine__flags", |into| write_flags(into, &medication.flags));
    }
    if !medication.notes.is_empty() {
        into.within("div", "app-medicine__note", |into| write_notes(into, &medication.notes));
    }
    if !medication.problems.is_empty() {
        let linked = format!("Linked problem: {}", medication.problems.join(", "));
        into.element("div", "app-medicine__note", &linked);
    }
    let hidden = medication.not_for_patient.then_some("Not to be disclosed to the patient");
    for remark in medication.remarks.iter().map(String::as_str).chain(hidden) {
        into.element("div", "app-medicine__note", remark);
    }
}

impl Row<'_> {
    /// The counts, and the button that opens issues and details beneath the list; the list answers its click.
    fn issues(&self, into: &mut Markup) {
        let medication = self.medication;
        let label = match medication.issues.len() {
            0 => "details".to_owned(),
            1 => "1\u{a0}issue".to_owned(),
            count => format!("{count}\u{a0}issues"),
        };
        into.within("div", "", |into| match medication.issue_count() {
            Some(count) => into.text(&count),
            None => write_missing(into, "Not sent"),
        });
        into.start(
            "button",
            &[
                ("type", "button"),
                ("class", "app-link-button app-small app-not-on-paper"),
                ("id", &button_id(medication.key)),
                ("aria-expanded", if self.is_open { "true" } else { "false" }),
                ("aria-controls", "medication-detail"),
            ],
        );
        into.text(&label);
        let joined = if medication.issues.is_empty() { "" } else { " and details" };
        let of = format!("{joined} of {}", medication.name.text());
        into.element("span", "nhsuk-u-visually-hidden", &of);
        into.end("button");
    }
}

/// The id of a row's button: focus returns there.
pub fn button_id(key: usize) -> String {
    format!("medication-{key}")
}

/// The medication whose button has an id.
pub fn key_of(id: &str) -> Option<usize> {
    id.strip_prefix("medication-")?.parse().ok()
}

fn status(medication: &Medication, into: &mut Markup) {
    into.element("div", "", medication.kind.words());
    let Some(stopped) = &medication.stopped else {
        into.element("div", "app-quiet app-small", medication.status.words());
        return;
    };
    // A reason may come with a plan that goes on: only what is stopped is called so.
    let (changed, quiet) = match medication.status {
        Status::Stopped | Status::Cancelled | Status::InError => (medication.status.words(), None),
        Status::Active | Status::Completed | Status::OnHold | Status::Other(_) | Status::NotStated => {
            ("Status changed", Some(medication.status.words()))
        }
    };
    if let Some(quiet) = quiet {
        into.element("div", "app-quiet app-small", quiet);
    }
    into.within("div", "", |into| {
        into.text(changed);
        into.text(" ");
        write_when_or(into, stopped.date.as_ref(), "date not sent");
    });
    into.element("div", "app-text", stopped.reason.as_deref().unwrap_or("reason not sent"));
}

fn dates(medication: &Medication, into: &mut Markup) {
    write_period(into, medication.start.as_ref(), medication.end.as_ref());
    if let Some(plan) = &medication.plan_period {
        into.element("div", "app-medicine__label", "PLAN");
        write_period(into, plan.start.as_ref(), plan.end.as_ref());
    }
}

fn write_period(into: &mut Markup, start: Option<&DateTime>, end: Option<&DateTime>) {
    write_when_or(into, start, "Start not sent");
    match end {
        Some(end) => into.within("div", "app-small", |into| {
            into.text("to ");
            write_when(into, Some(end));
        }),
        None => into.element("div", "app-quiet app-small", "no end date sent"),
    }
}

fn last_issue(medication: &Medication, into: &mut Markup) {
    match &medication.last_issue {
        Some(last) => {
            write_when(into, Some(&last.date));
            if last.from_issues {
                into.element("div", "app-quiet app-small", "from the issues");
            }
        }
        None => write_missing(into, "Not sent"),
    }
}

fn quantity(medication: &Medication, into: &mut Markup) {
    into.text(&medication.quantity);
    if let Some(duration) = &medication.duration {
        into.element("div", "app-quiet app-small", duration);
    }
}

fn prescribed(medication: &Medication, into: &mut Markup) {
    into.text(&medication.agency.words);
    let Some(prescriber) = &medication.prescriber else {
        into.within("div", "app-small", |into| write_missing(into, "Prescriber not sent"));
        return;
    };
    let recorded = if prescriber.is_recorder { "recorded by " } else { "" };
    // This practice's own name beside each line would only hide another one's.
    let behalf = prescriber.on_behalf_of.as_ref().filter(|_| medication.agency.is_elsewhere);
    let behalf = behalf.map(|behalf| format!(", for {}", behalf.name)).unwrap_or_default();
    into.element("div", "app-quiet app-small", &format!("{recorded}{}{behalf}", prescriber.person.name));
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn a_button_leads_back_to_its_medication() {
        assert_eq!(key_of(&button_id(17)), Some(17));
        assert_eq!(key_of("medication-detail"), None);
    }
}
