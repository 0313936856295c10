//! The patient banner: who the patient is, on every patient screen, at every zoom (CUI PAB-0001 to PAB-0076, ARH-30).
//!
//! Plain text comes in (`format` makes it), so that nothing here can change what it means.

use leptos::prelude::*;

use super::copy::CopyButton;
use super::unique_id;
use crate::format::NhsNumber;
use allergies::allergies_view;

pub use allergies::{Allergies, AllergiesShown, Allergy};
pub use micro::MicroBanner;

mod allergies;
mod micro;

/// The patient, ready to draw. An unknown value is words (`Not known`), never empty (PAB-0019).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patient {
    /// `HARTLEY, Imogen Rose (Mrs)`.
    pub name: String,
    /// The name the patient wants to be called by.
    pub preferred_name: Option<String>,
    /// `09-Mar-1957`.
    pub born: String,
    /// `69y`; nothing when it cannot be told.
    pub age: Option<String>,
    /// `Female`.
    pub gender: String,
    /// The NHS number, drawn as `999 005 4320` (NUM-0002).
    pub nhs_number: NhsNumber,
    /// The death, when one is recorded.
    pub died: Option<Died>,
    /// `Millbrook Surgery (Y90001)`.
    pub practice: String,
    /// Addresses, each on one line with its label: `Usual address`, `Temporary address, until 31-Dec-2026`.
    pub addresses: Vec<(String, String)>,
    /// Telephone numbers and email with their labels, in the order Home, Work, Mobile, Email (PAB-0029).
    pub telecoms: Vec<(String, String)>,
    /// More under headings of their own: contacts, languages.
    pub more: Vec<Lines>,
}

/// A heading with its lines, each with its label.
pub type Lines = (String, Vec<(String, String)>);

/// A death.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Died {
    /// `08-Mar-2026`, or `Date not known`.
    pub on: String,
    /// `68y`.
    pub age: Option<String>,
}

/// The banner. It sticks to the top; opened, it pushes the page down and covers nothing (PAB-0013).
#[component]
pub fn PatientBanner(
    /// Who.
    patient: Patient,
    /// What is known about allergies; changes while the banner is shown.
    #[prop(into)]
    allergies: Signal<Allergies>,
    /// What the practice tells of the patient; more of it arrives while the banner is shown.
    #[prop(optional, into)]
    by_practice: Signal<Vec<Lines>>,
    /// Route of the allergies area; without it the title is not a link (roles without clinical access, PAB-0008).
    #[prop(optional_no_strip)]
    allergies_route: Option<String>,
    /// What must be said of the person for as long as they are open; it is below, inside the banner.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let more_id = unique_id("patient-banner-more");
    let deceased = patient.died.is_some();
    let toggle = {
        let more_id = more_id.clone();
        move || {
            view! {
                <button
                    type="button"
                    class="app-patient-banner__toggle"
                    aria-expanded=move || open.get().to_string()
                    aria-controls=more_id.clone()
                    title="Address, telephone, and allergies with their dates"
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    "Details"
                </button>
            }
        }
    };
    let zone_one = zone_one(&patient);
    let practice = patient.practice.clone();
    view! {
        <section
            class="app-patient-banner"
            class=("app-patient-banner--deceased", deceased)
            aria-label="Patient"
        >
            <div class="app-patient-banner__zone">
                <div class="app-patient-banner__item app-patient-banner__item--name">
                    <strong class="app-patient-banner__name">{patient.name.clone()}</strong>
                    {patient
                        .preferred_name
                        .clone()
                        .map(|preferred| {
                            view! {
                                <span>
                                    <span class="app-patient-banner__label">"Preferred name "</span>
                                    <span class="app-patient-banner__value">{preferred}</span>
                                </span>
                            }
                        })}
                    <span class="app-patient-banner__label app-patient-banner__practice">
                        "Registered at " {practice}
                    </span>
                </div>
                {zone_one}
                {move || allergies_view(&allergies.read(), allergies_route.clone())}
                {toggle()}
            </div>
            <div id=more_id hidden=move || !open.get()>
                {zone_two(patient, by_practice, allergies)}
            </div>
            {children.map(|children| children())}
        </section>
    }
}

/// Born and, below it, died (PAB-0058, PAB-0063).
fn born_and_died(patient: &Patient) -> impl IntoView + use<> {
    let Patient { born, age, died, .. } = patient.clone();
    let age = age.filter(|_| died.is_none()).map(|age| {
        view! { <span class="app-patient-banner__age">" ("{age}")"</span> }
    });
    let died = died.map(|died| {
        let age = died.age.map(|age| {
            view! {
                <span class="app-patient-banner__nowrap">
                    " " <span class="app-patient-banner__label">"Age at Death "</span>
                    <strong class="app-patient-banner__value">{age}</strong>
                </span>
            }
        });
        view! {
            <span class="app-patient-banner__died">
                <span class="app-patient-banner__nowrap">
                    <span class="app-patient-banner__label">"Died "</span>
                    <strong class="app-patient-banner__value">{died.on}</strong>
                </span>
                {age}
            </span>
        }
    });
    view! {
        <div class="app-patient-banner__item">
            <span class="app-patient-banner__label">"Born "</span>
            <span class="app-patient-banner__nowrap">
                <strong class="app-patient-banner__value">{born}</strong>
                {age}
            </span>
            {died}
        </div>
    }
}

fn number(patient: &Patient) -> impl IntoView + use<> {
    let nhs_number = patient.nhs_number.spaced();
    view! {
        <div class="app-patient-banner__item">
            <span
                class="app-patient-banner__label"
                title="The ten-digit number that identifies a person in the NHS"
            >
                "NHS No. "
            </span>
            <strong class="app-patient-banner__value app-patient-banner__nowrap">{nhs_number}</strong>
        </div>
    }
}

/// Born, gender and NHS number, in this order (PAB-0016).
fn zone_one(patient: &Patient) -> impl IntoView + use<> {
    let gender = patient.gender.clone();
    view! {
        {born_and_died(patient)}
        <div class="app-patient-banner__item">
            <span
                class="app-patient-banner__label app-patient-banner__gender-label"
                title="The person's current gender; it may differ from the sex registered at birth"
            >
                "Gender "
            </span>
            <strong class="app-patient-banner__value">{gender}</strong>
        </div>
        {number(patient)}
    }
}

/// Address, telephone and email, practice, and every allergy with the date of its entry (PAB-0025 to PAB-0032, 0065).
fn zone_two(
    patient: Patient,
    by_practice: Signal<Vec<Lines>>,
    allergies: Signal<Allergies>,
) -> impl IntoView {
    let Patient { addresses, more, telecoms, practice, nhs_number, .. } = patient;
    let addresses =
        if addresses.is_empty() { vec![("Address".to_owned(), "Not known".to_owned())] } else { addresses };
    let address = |(label, line): (String, String)| view! { <div><dt>{label}</dt><dd>{line}</dd></div> };
    let addresses = addresses.into_iter().map(address).collect_view();
    let telecoms = if telecoms.is_empty() {
        view! { <dd>"Not known"</dd> }.into_any()
    } else {
        let line = |(label, value): (String, String)| view! { <dd>{label}" "<strong>{value}</strong></dd> };
        telecoms.into_iter().map(line).collect_view().into_any()
    };
    let more = more.into_iter().map(headed).collect_view();
    let listed = move || {
        let allergies = allergies.read();
        let entries = allergies
            .listed()
            .iter()
            .cloned()
            .map(|allergy| {
                let updated = allergy.updated.unwrap_or_else(|| "date not known".to_owned());
                view! {
                    <dd>
                        <strong>{allergy.agent}</strong>
                        {allergy.reaction.map(|reaction| format!(" ({reaction})"))}
                        <span class="app-quiet">", last updated " {updated}</span>
                    </dd>
                }
            })
            .collect_view();
        view! {
            <div>
                <dt>{allergies.title()}</dt>
                {entries}
                {allergies.words().map(|words| view! { <dd>{words}</dd> })}
            </div>
        }
    };
    view! {
        <dl class="app-patient-banner__more">
            {addresses}
            <div>
                <dt>"Phone and email"</dt>
                {telecoms}
            </div>
            <div>
                <dt>"Registered practice"</dt>
                <dd>{practice}</dd>
            </div>
            <div>
                <dt>"NHS No."</dt>
                <dd>{nhs_number.spaced()} " " <CopyButton text=nhs_number.digits().to_owned() what="NHS number" /></dd>
            </div>
            {more}
            {move || by_practice.get().into_iter().map(headed).collect_view()}
            {listed}
        </dl>
    }
}

fn headed((heading, lines): Lines) -> impl IntoView {
    let line = |(label, value): (String, String)| view! { <dd>{label} " " <strong>{value}</strong></dd> };
    view! {
        <div>
            <dt>{heading}</dt>
            {lines.into_iter().map(line).collect_view()}
        </div>
    }
}
