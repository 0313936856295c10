//! The security label NOPAT (ARS-56; structured digest 2.12).

use crate::fhir::{Index, MedicationRequest, Meta, Resource};

/// Whether the practice marked the item as not to be disclosed to the patient. No mark means nothing.
pub fn is_not_for_patient(meta: Option<&Meta>) -> bool {
    meta.is_some_and(|meta| meta.security.iter().any(|label| label.code.as_deref() == Some("NOPAT")))
}

/// The same of any entry: of a document by its own labels too, of a medication also where its plan says so.
pub fn is_kept_from_patient(index: &Index, entry: &Resource) -> bool {
    let is_labelled = match entry {
        Resource::DocumentReference(this) => this.security_label.iter().any(|label| label.has_code("NOPAT")),
        Resource::MedicationStatement(this) => this
            .based_on
            .iter()
            .filter_map(|plan| index.get::<MedicationRequest>(Some(plan)))
            .any(|plan| is_not_for_patient(plan.meta.as_deref())),
        _ => false,
    };
    is_labelled || is_not_for_patient(entry.meta())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::{Code, Coding};

    // proves: ARS-56
    #[test]
    fn nopat_is_a_mark_and_other_labels_are_not() {
        let labelled = |code: &str| Meta {
            security: vec![Coding { code: Some(Code::new(code)), ..Coding::default() }],
            ..Meta::default()
        };
        assert!(is_not_for_patient(Some(&labelled("NOPAT"))));
        assert!(!is_not_for_patient(Some(&labelled("R"))));
        assert!(!is_not_for_patient(None));
    }
}
