//! Patient banners: alive, deceased, long, unknown, and each of the four allergy titles.

use leptos::prelude::*;

use super::{Example, example};
use crate::format::NhsNumber;
use crate::ui::patient_banner::{Allergies, Allergy, Died, Patient, PatientBanner};

pub(super) const EXAMPLES: &[Example] = &[
    example("patient-banner", || banner(imogen(), allergies_known())),
    example("patient-banner-no-known-allergies", || banner(imogen(), Allergies::NoKnown { warning: None })),
    example("patient-banner-allergies-not-recorded", || {
        banner(imogen(), Allergies::NotRecorded { remark: None })
    }),
    example("patient-banner-allergies-failed", || {
        banner(imogen(), Allergies::Unavailable { reason: "Millbrook Surgery did not answer".to_owned() })
    }),
    example("patient-banner-allergies-loading", || banner(imogen(), Allergies::Loading)),
    example("patient-banner-allergies-withheld", || {
        let warning = Some("Some items withheld".to_owned());
        banner(imogen(), Allergies::NoKnown { warning })
    }),
    example("patient-banner-many-allergies", || {
        let agents = "Penicillin Latex Aspirin Codeine Iodine Peanut Egg Trimethoprim Morphine";
        let allergies = agents.split(' ').map(|agent| allergy(agent, None)).collect();
        banner(imogen(), Allergies::Known { allergies, warning: None })
    }),
    example("patient-banner-deceased", || {
        let died = Some(Died { on: "08-Mar-2026".to_owned(), age: Some("68y".to_owned()) });
        banner(Patient { died, ..imogen() }, allergies_known())
    }),
    example("patient-banner-infant", || {
        let patient = Patient {
            name: "OYELARAN, Baby".to_owned(),
            born: "20-Nov-2026".to_owned(),
            age: Some("26hrs".to_owned()),
            preferred_name: None,
            ..imogen()
        };
        banner(patient, Allergies::NotRecorded { remark: None })
    }),
    example("patient-banner-long-name", || {
        let patient = Patient {
            name: "WOLFESCHLEGELSTEINHAUSENBERGERDORFF, Bartholomew-Christopher Maximilian-Alexander (Professor)"
                .to_owned(),
            preferred_name: Some("Bart".to_owned()),
            ..imogen()
        };
        banner(patient, allergies_known())
    }),
    example("patient-banner-unknown", || {
        let not_known = || "Not known".to_owned();
        let patient = Patient {
            name: "Name not known".to_owned(),
            born: not_known(),
            age: None,
            gender: not_known(),
            addresses: Vec::new(),
            telecoms: Vec::new(),
            ..imogen()
        };
        banner(patient, Allergies::NotAsked)
    }),
];

fn banner(patient: Patient, allergies: Allergies) -> AnyView {
    let route = Some("allergies".to_owned());
    view! { <PatientBanner patient=patient allergies=Signal::stored(allergies) allergies_route=route /> }
        .into_any()
}

/// The patient of the design pictures.
pub fn imogen() -> Patient {
    Patient {
        name: "HARTLEY, Imogen Rose (Mrs)".to_owned(),
        preferred_name: None,
        born: "09-Mar-1957".to_owned(),
        age: Some("69y".to_owned()),
        gender: "Female".to_owned(),
        nhs_number: NhsNumber::example(),
        died: None,
        practice: "Millbrook Surgery (Y90001)".to_owned(),
        addresses: vec![("Usual address".to_owned(), "4 Weir Street, Northvale, NV1 4QX".to_owned())],
        more: vec![(
            "Held by Millbrook Surgery".to_owned(),
            vec![("Home".to_owned(), "01632 960199".to_owned())],
        )],
        telecoms: vec![
            ("Home".to_owned(), "01632 960123".to_owned()),
            ("Mobile".to_owned(), "07700 900123".to_owned()),
            ("Email".to_owned(), "imogen.hartley@example.com".to_owned()),
        ],
    }
}

/// Two allergies, the first of them grave.
pub fn allergies_known() -> Allergies {
    Allergies::Known {
        allergies: vec![allergy("Penicillin", Some("anaphylaxis")), allergy("Latex", None)],
        warning: None,
    }
}

fn allergy(agent: &str, reaction: Option<&str>) -> Allergy {
    Allergy {
        agent: agent.to_owned(),
        reaction: reaction.map(str::to_owned),
        updated: Some("14-Jun-1998".to_owned()),
        is_drug: true,
        is_severe: false,
    }
}
