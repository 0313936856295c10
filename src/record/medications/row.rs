//! One medication as a row: medicine and dose first, then what tells whether it is taken (ARS-32 to ARS-36).

use maud::{Markup, html};

use crate::clinical::medications::{Flag, Medication, Status};
use crate::fhir::DateTime;
use crate::record::medicine::{doses, medicine};
use crate::record::notes::notes;
use crate::record::when::{when, when_or};
use crate::ui::data_table::{Column, Row, missing};
use crate::ui::tag::{TagKind, tag};

/// The columns of every group.
pub fn columns() -> Vec<Column> {
    vec![
        Column::text("Medicine and dose"),
        Column::text("Type and status").wide("6.5rem").on_paper("11%"),
        Column::date("Start and end").wide("6.375rem").on_paper("11%"),
        Column::date("Last issued").wide("6.375rem").on_paper("11%"),
        Column::numeric("Issues").wide("4.5rem").on_paper("6.5%"),
        Column::text("Quantity").wide("5.75rem").on_paper("9%"),
        Column::date("Review").wide("6.375rem").on_paper("11%"),
        Column::text("Prescribed by").wide("8rem").on_paper("11%"),
    ]
}

/// The row of a medication, its details open beneath the list or not.
pub fn row(medication: &Medication, is_open: bool) -> Row {
    Row::new(vec![
        medicine_and_dose(medication),
        status(medication),
        dates(medication),
        last_issue(medication),
        issues(medication, is_open),
        quantity(medication),
        when_or(medication.review.as_ref(), "Not sent"),
        prescribed(medication),
    ])
}

/// The flags of a medication as tags.
pub fn flags(flags: &[Flag]) -> Markup {
    html! {
        @for flag in flags {
            (tag(if flag.is_caution() { TagKind::Incomplete } else { TagKind::Plain }, &flag.words())) " "
        }
    }
}

fn medicine_and_dose(one: &Medication) -> Markup {
    let hidden = one.not_for_patient.then_some("Not to be disclosed to the patient");
    html! {
        (medicine(&one.name))
        (doses("DOSE", &one.dose))
        (doses("DOSE FROM THE PLAN", &one.plan_dose))
        @if !one.flags.is_empty() {
            div.app-medicine__flags { (flags(&one.flags)) }
        }
        @if !one.notes.is_empty() {
            div.app-medicine__note { (notes(&one.notes)) }
        }
        @if !one.problems.is_empty() {
            div.app-medicine__note { "Linked problem: " (one.problems.join(", ")) }
        }
        @for remark in one.remarks.iter().map(String::as_str).chain(hidden) {
            div.app-medicine__note { (remark) }
        }
    }
}

/// The counts, and the button that opens issues and details beneath the list; the list answers its click.
fn issues(one: &Medication, is_open: bool) -> Markup {
    let label = match one.issues.len() {
        0 => "details".to_owned(),
        1 => "1\u{a0}issue".to_owned(),
        count => format!("{count}\u{a0}issues"),
    };
    let joined = if one.issues.is_empty() { "" } else { " and details" };
    html! {
        div {
            @match one.issue_count() {
                Some(count) => (count),
                None => (missing("Not sent")),
            }
        }
        button.app-link-button.app-small.app-not-on-paper
            type="button"
            id=(button_id(one.key))
            aria-expanded=(if is_open { "true" } else { "false" })
            aria-controls="medication-detail"
        {
            (label)
            span.nhsuk-u-visually-hidden { (joined) " of " (one.name.text()) }
        }
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

fn status(one: &Medication) -> Markup {
    let kind = html! { div { (one.kind.words()) } };
    let Some(stopped) = &one.stopped else {
        return html! { (kind) div.app-quiet.app-small { (one.status.words()) } };
    };
    // A reason may come with a plan that goes on: only what is stopped is called so.
    let (changed, quiet) = match one.status {
        Status::Stopped | Status::Cancelled | Status::InError => (one.status.words(), None),
        Status::Active | Status::Completed | Status::OnHold | Status::Other(_) | Status::NotStated => {
            ("Status changed", Some(one.status.words()))
        }
    };
    html! {
        (kind)
        @if let Some(quiet) = quiet {
            div.app-quiet.app-small { (quiet) }
        }
        div { (changed) " " (when_or(stopped.date.as_ref(), "date not sent")) }
        div.app-text { (stopped.reason.as_deref().unwrap_or("reason not sent")) }
    }
}

fn dates(one: &Medication) -> Markup {
    html! {
        (period(one.start.as_ref(), one.end.as_ref()))
        @if let Some(plan) = &one.plan_period {
            div.app-medicine__label { "PLAN" }
            (period(plan.start.as_ref(), plan.end.as_ref()))
        }
    }
}

fn period(start: Option<&DateTime>, end: Option<&DateTime>) -> Markup {
    html! {
        (when_or(start, "Start not sent"))
        @if end.is_some() {
            div.app-small { "to " (when(end)) }
        } @else {
            div.app-quiet.app-small { "no end date sent" }
        }
    }
}

fn last_issue(one: &Medication) -> Markup {
    let Some(last) = &one.last_issue else { return missing("Not sent") };
    html! {
        (when(Some(&last.date)))
        @if last.from_issues {
            div.app-quiet.app-small { "from the issues" }
        }
    }
}

fn quantity(one: &Medication) -> Markup {
    html! {
        (one.quantity)
        @if let Some(duration) = &one.duration {
            div.app-quiet.app-small { (duration) }
        }
    }
}

fn prescribed(one: &Medication) -> Markup {
    html! {
        (one.agency.words)
        @if let Some(prescriber) = &one.prescriber {
            div.app-quiet.app-small {
                @if prescriber.is_recorder { "recorded by " }
                (prescriber.person.name)
                // This practice's own name beside each line would only hide another one's.
                @if let Some(behalf) = prescriber.on_behalf_of.as_ref().filter(|_| one.agency.is_elsewhere) {
                    ", for " (behalf.name)
                }
            }
        } @else {
            div.app-small { (missing("Prescriber not sent")) }
        }
    }
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
