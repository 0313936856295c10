//! The medication line (CUI MEDi-001 to MEDi-054): the medicine in bold, then its dose under the label DOSE.

use leptos::prelude::*;

use crate::clinical::medications::{Dose, Name};
use crate::ui::tag::{Tag, TagKind};

/// A medicine's name; never cut, degraded ones marked (ARS-26).
#[component]
pub fn Medicine(
    /// The name.
    name: Name,
) -> impl IntoView {
    let degraded = name.degraded.map(|_| {
        view! {
            " "
            <Tag kind=TagKind::Incomplete text="Uncoded: original text shown" />
        }
    });
    view! {
        <span class="app-medicine">
            <strong class=("app-medicine__generic", name.is_generic)>{name.bold}</strong>
            <span class="app-medicine__rest">{name.rest}</span>
        </span>
        {degraded}
    }
}

/// Doses in words, whole (ARS-32), each with what the patient was told.
#[component]
pub fn Doses(
    /// The doses.
    doses: Vec<Dose>,
    /// The label: `DOSE`.
    #[prop(optional)]
    label: Option<&'static str>,
) -> impl IntoView {
    let label = label.unwrap_or("DOSE");
    doses
        .into_iter()
        .map(|dose| {
            let instruction = dose.patient_instruction.map(|words| {
                view! { <div class="app-medicine__note">"Patient instruction: " {words}</div> }
            });
            view! {
                <div class="app-medicine__dose">
                    <span class="app-medicine__label">{label}</span>
                    " "
                    <span class="app-text">{dose.text}</span>
                </div>
                {instruction}
            }
        })
        .collect_view()
}
