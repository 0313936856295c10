//! The practices that the user left out of the search for this patient; the next patient begins with all of them.

use std::collections::BTreeSet;

use leptos::prelude::*;

/// ODS codes of the practices that are not searched; practices tell nothing about a patient.
#[derive(Clone, Copy)]
pub struct PracticesLeftOut(StoredValue<BTreeSet<String>>);

impl PracticesLeftOut {
    /// Puts one with nothing left out into the context of the current owner, that of the open patient.
    pub fn provide() {
        provide_context(Self(StoredValue::new(BTreeSet::new())));
    }

    /// The one that the shell provided.
    #[allow(clippy::expect_used, reason = "the shell provides it before any screen exists")]
    pub fn here() -> Self {
        use_context().expect("the practices left out are provided by the shell")
    }

    /// Whether a practice is left out.
    pub fn has(&self, ods: &str) -> bool {
        self.0.with_value(|left_out| left_out.contains(ods))
    }

    /// Leaves a practice out, or takes it in again.
    pub fn set(&self, ods: &str, is_left_out: bool) {
        self.0.update_value(|left_out| {
            match is_left_out {
                true => left_out.insert(ods.to_owned()),
                false => left_out.remove(ods),
            };
        });
    }
}
