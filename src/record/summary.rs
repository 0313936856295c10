//! `/summary`: who reads it at 3 am sees allergies, medication, problems, what happened last, and what is missing and why.

mod allergies_card;
mod consultations_card;
mod medication_card;
mod problems_card;
mod results_card;

use leptos::prelude::*;
use maud::{Markup, html};

use super::area_panel::{area_panel, page_head};
use super::search::searchable;
use super::source::Asked;
use super::strip::Strip;
use super::structured::StructuredRecord;
use allergies_card::AllergiesCard;
use consultations_card::ConsultationsCard;
use medication_card::MedicationCard;
use problems_card::ProblemsCard;
use results_card::ResultsCard;

/// The summary of the open patient.
#[component]
pub fn SummaryPage() -> impl IntoView {
    let Some(record) = StructuredRecord::here() else {
        return view! { <h1>"Summary"</h1><p>"No record is open."</p> }.into_any();
    };
    // One request, so one state: what failed or was refused as a whole is said once.
    let body = move || {
        area_panel(record, None, record.whole(), move |_| {
            view! {
                <div class="app-summary">
                    <div>
                        <AllergiesCard record=record />
                        <MedicationCard record=record />
                    </div>
                    <div>
                        <ProblemsCard record=record />
                        <ResultsCard record=record />
                        <ConsultationsCard record=record />
                    </div>
                </div>
                <Asked record=record />
            }
            .into_any()
        })
    };
    view! {
        {page_head("Summary", Some(record), None)}
        <Strip record=record />
        {searchable(Some(record), body)}
    }
    .into_any()
}

/// What a card leaves out, counted: `Not shown here: 46 stopped or past.`
fn not_shown(left_out: &[(usize, &str)]) -> Markup {
    let said: Vec<String> = left_out
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    html! {
        @if !said.is_empty() {
            p.app-card__body.app-quiet.app-small { "Not shown here: " (said.join(", ")) "." }
        }
    }
}
