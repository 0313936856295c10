//! The patient banner tells who the patient is, and never says less about allergies than is known.

use gp_connect_viewer::ui::examples::{allergies_known, imogen};
use gp_connect_viewer::ui::patient_banner::{Allergies, Allergy, Died, Patient, PatientBanner};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settle};

fn banner(patient: Patient, allergies: Allergies) -> Page {
    Page::of(
        move || view! { <PatientBanner patient=patient allergies=Signal::stored(allergies) allergies_route=None /> },
    )
}

const TITLES: [&str; 4] =
    ["Known allergies", "No known allergies", "Allergies not recorded", "Allergies unavailable"];

/// The one title that the banner shows.
fn title(allergies: Allergies) -> &'static str {
    let shown = banner(imogen(), allergies).text_of(".app-patient-banner__title");
    let fitting: Vec<_> = TITLES.into_iter().filter(|title| shown.starts_with(title)).collect();
    assert_eq!(fitting.len(), 1, "{shown}");
    fitting[0]
}

// proves: ARH-30
#[wasm_bindgen_test]
fn pab_0016_name_birth_gender_and_number_stand_in_this_order() {
    let text = banner(imogen(), allergies_known()).text();
    let parts =
        ["HARTLEY, Imogen Rose (Mrs)", "Born 09-Mar-1957 (69y)", "Gender Female", "NHS No. 999 005 4320"];
    let places: Vec<_> =
        parts.iter().map(|part| text.find(part).unwrap_or_else(|| panic!("{part} in {text}"))).collect();
    assert!(places.is_sorted(), "{text}");
}

// proves: ARH-30
#[wasm_bindgen_test]
fn pab_0055_to_0060_a_death_is_said_and_changes_the_look() {
    let died = Some(Died { on: "08-Mar-2026".to_owned(), age: Some("68y".to_owned()) });
    let page = banner(Patient { died, ..imogen() }, allergies_known());
    assert!(page.text().contains("Died 08-Mar-2026 Age at Death 68y"), "{}", page.text());
    assert!(!page.text().contains("(69y)"), "a dead person has no present age");
    // The style sheet gives this class another colour and a pattern.
    let look = |page: &Page| page.one(".app-patient-banner").class_name();
    assert_ne!(look(&page), look(&banner(imogen(), allergies_known())));
}

// proves: ARH-55
#[wasm_bindgen_test]
fn pab_0064_each_state_has_its_prescribed_title() {
    assert_eq!(title(allergies_known()), "Known allergies");
    assert_eq!(title(Allergies::NoKnown { warning: None }), "No known allergies");
    assert_eq!(title(Allergies::NotRecorded { remark: None }), "Allergies not recorded");
    for not_known_yet in
        [Allergies::NotAsked, Allergies::Loading, Allergies::Unavailable { reason: "No answer".to_owned() }]
    {
        assert_eq!(title(not_known_yet), "Allergies unavailable");
    }
}

#[wasm_bindgen_test]
fn none_known_with_items_withheld_says_so() {
    let warning = Some("Some items withheld".to_owned());
    let page = banner(imogen(), Allergies::NoKnown { warning });
    assert!(page.text().contains("No known allergies Some items withheld"), "{}", page.text());
}

// proves: FR-33
#[wasm_bindgen_test]
async fn no_allergy_is_hidden_without_being_counted() {
    let allergy = |number: usize| Allergy {
        agent: format!("Agent{number}."),
        reaction: None,
        updated: Some("14-Jun-1998".to_owned()),
        is_drug: number < 12,
        is_severe: number == 9,
    };
    let allergies = (1..=12).map(allergy).collect();
    let page = banner(imogen(), Allergies::Known { allergies, warning: None });
    assert!(page.text().contains("Known allergies (12)"), "{}", page.text());
    assert!(page.text().contains("and 4 more: 3 drugs (1 severe), 1 other"), "{}", page.text());

    page.press("Details").await;
    let all = page.text_of(".app-patient-banner__more");
    for number in 1..=12 {
        assert!(all.contains(&format!("Agent{number}., last updated 14-Jun-1998")), "{number}: {all}");
    }
}

#[wasm_bindgen_test]
fn an_allergy_recorded_again_is_named_once_and_pushes_out_no_other() {
    let allergy = |agent: &str, reaction: Option<&str>| Allergy {
        agent: agent.to_owned(),
        reaction: reaction.map(str::to_owned),
        updated: None,
        is_drug: false,
        is_severe: false,
    };
    let mut allergies = vec![allergy("Peanut", None); 9];
    allergies.extend([allergy("Peanut", Some("rash")), allergy("Latex", None)]);
    let page = banner(imogen(), Allergies::Known { allergies, warning: None });
    let named = "Known allergies (11) Peanut (9 entries), Peanut (rash), Latex";
    assert!(page.text().contains(named), "{}", page.text());
    assert!(!page.text().contains("more"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn the_banner_follows_the_allergies_while_it_stands() {
    let allergies = RwSignal::new(Allergies::Loading);
    let page = Page::of(
        move || view! { <PatientBanner patient=imogen() allergies=allergies allergies_route=None /> },
    );
    assert!(page.text().contains("Allergies unavailable Asking the practice"), "{}", page.text());
    allergies.set(allergies_known());
    settle().await;
    assert!(page.text().contains("Penicillin (anaphylaxis), Latex"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn pab_0006_details_open_and_close_together() {
    let page = banner(imogen(), allergies_known());
    assert!(!page.text().contains("4 Weir Street"));
    page.press("Details").await;
    for part in
        ["Usual address 4 Weir Street, Northvale, NV1 4QX", "Home 01632 960123", "Millbrook Surgery (Y90001)"]
    {
        assert!(page.text_of(".app-patient-banner__more").contains(part), "{part}");
    }
    assert_eq!(page.control("Details").get_attribute("aria-expanded").unwrap(), "true");
    page.press("Details").await;
    assert!(!page.text().contains("4 Weir Street"));
}

#[wasm_bindgen_test]
fn pab_0019_unknown_is_words() {
    let unknown = || "Not known".to_owned();
    let patient = Patient { born: unknown(), age: None, gender: unknown(), ..imogen() };
    let text = banner(patient, Allergies::NotAsked).text();
    assert!(text.contains("Born Not known Gender Not known"), "{text}");
    assert!(!text.contains('?') && !text.contains("()"), "{text}");
}
