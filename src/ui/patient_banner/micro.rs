//! The banner beside a host's own: name, birth date and NHS number, and no clinical data (CUI micro banner).

use leptos::prelude::*;

use super::{Patient, born_and_died, number};

/// The small banner. A death is said here too: it changes what everything below means.
#[component]
pub fn MicroBanner(
    /// Who.
    patient: Patient,
    /// What must be said of the person for as long as they are open.
    children: Children,
) -> impl IntoView {
    let deceased = patient.died.is_some();
    view! {
        <section
            class="app-patient-banner app-patient-banner--micro"
            class=("app-patient-banner--deceased", deceased)
            aria-label="Patient"
        >
            <div class="app-patient-banner__zone">
                <div class="app-patient-banner__item app-patient-banner__item--name">
                    <strong class="app-patient-banner__name">{patient.name.clone()}</strong>
                </div>
                {born_and_died(&patient)}
                {number(&patient)}
            </div>
            {children()}
        </section>
    }
}
