//! The medication line (CUI MEDi-001 to MEDi-054): the medicine in bold, then its dose under the label DOSE.

use maud::{Markup, html};

use crate::clinical::medications::{Dose, Name};
use crate::ui::tag::{TagKind, tag};

/// A medicine's name; never cut, degraded ones marked (ARS-26).
pub fn medicine(name: &Name) -> Markup {
    html! {
        span.app-medicine {
            strong class=[name.is_generic.then_some("app-medicine__generic")] { (name.bold) }
            span.app-medicine__rest { (name.rest) }
        }
        @if name.degraded.is_some() {
            " " (tag(TagKind::Incomplete, "Uncoded: original text shown"))
        }
    }
}

/// Doses in words, whole (ARS-32), each with what the patient was told, under this label.
pub fn doses(label: &str, doses: &[Dose]) -> Markup {
    html! {
        @for dose in doses {
            div.app-medicine__dose {
                span.app-medicine__label { @if dose.follows { "THEN" } @else { (label) } }
                " "
                span.app-text { (dose.text) }
            }
            @if let Some(coded) = &dose.coded {
                div.app-medicine__note { "As coded: " (coded) }
            }
            @if let Some(words) = &dose.patient_instruction {
                div.app-medicine__note { "Patient instruction: " (words) }
            }
        }
    }
}
