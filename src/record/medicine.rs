//! The medication line (CUI MEDi-001 to MEDi-054): the medicine in bold, then its dose under the label DOSE.

use leptos::prelude::*;

use crate::clinical::medications::{Dose, Name};
use crate::format::markup::Markup;
use crate::ui::tag::{TagKind, write_tag};
use crate::ui::written::written;

/// A medicine's name; never cut, degraded ones marked (ARS-26).
#[component]
pub fn Medicine(
    /// The name.
    name: Name,
) -> impl IntoView {
    written(|into| write_medicine(into, &name))
}

/// [`Medicine`], as markup.
pub fn write_medicine(into: &mut Markup, name: &Name) {
    into.within("span", "app-medicine", |into| {
        into.element("strong", if name.is_generic { "app-medicine__generic" } else { "" }, &name.bold);
        into.element("span", "app-medicine__rest", &name.rest);
    });
    if name.degraded.is_some() {
        into.text(" ");
        write_tag(into, TagKind::Incomplete, "Uncoded: original text shown");
    }
}

/// Doses in words, whole (ARS-32), each with what the patient was told.
#[component]
pub fn Doses(
    /// The doses.
    doses: Vec<Dose>,
) -> impl IntoView {
    written(|into| write_doses(into, "DOSE", &doses))
}

/// [`Doses`], as markup, under this label.
pub fn write_doses(into: &mut Markup, label: &'static str, doses: &[Dose]) {
    for dose in doses {
        into.within("div", "app-medicine__dose", |into| {
            into.element("span", "app-medicine__label", if dose.follows { "THEN" } else { label });
            into.text(" ");
            into.element("span", "app-text", &dose.text);
        });
        if let Some(coded) = &dose.coded {
            into.element("div", "app-medicine__note", &format!("As coded: {coded}"));
        }
        if let Some(words) = &dose.patient_instruction {
            into.element("div", "app-medicine__note", &format!("Patient instruction: {words}"));
        }
    }
}
