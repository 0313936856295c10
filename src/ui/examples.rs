//! Named examples of every component: the gallery, the axe run, the component tests and the screenshots use them.
//!
//! People and numbers are invented; NHS numbers are from the test range.

mod forms;
mod lists;
mod patients;
mod states;

use leptos::prelude::*;

pub use patients::{allergies_known, imogen};

/// One example: a name that stays, and what it shows.
#[derive(Clone, Copy)]
pub struct Example {
    /// `patient-banner-deceased`: the component, then its state.
    pub name: &'static str,
    /// Draws it.
    pub view: fn() -> AnyView,
}

/// Shorthand for the lists below.
const fn example(name: &'static str, view: fn() -> AnyView) -> Example {
    Example { name, view }
}

/// Every example, grouped by component.
pub fn examples() -> Vec<Example> {
    [forms::EXAMPLES, patients::EXAMPLES, states::EXAMPLES, lists::EXAMPLES].concat()
}
