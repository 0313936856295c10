//! The security label NOPAT (ARS-56; structured digest 2.12).

use crate::fhir::Meta;

/// Whether the practice marked the item as not to be disclosed to the patient. No mark means nothing.
pub fn is_not_for_patient(meta: Option<&Meta>) -> bool {
    meta.is_some_and(|meta| meta.security.iter().any(|label| label.code.as_deref() == Some("NOPAT")))
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
