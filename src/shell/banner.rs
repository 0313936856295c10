//! The banner of the open patient: the national demographics in the banner's words.

use std::sync::Arc;

use leptos::prelude::*;

use super::routes;
use crate::clinical::Demographics;
use crate::format;
use crate::format::NhsNumber;
use crate::record::StructuredRecord;
use crate::session::confirmed_mark::ConfirmedStrip;
use crate::session::embedding::Banner;
use crate::session::{Embedded, OpenPatient, Permission, clock, session};
use crate::ui::memo::memo;
use crate::ui::on_paper::print_on_every_sheet;
use crate::ui::patient_banner::{AllergiesShown, Died, MicroBanner, Patient, PatientBanner};

const NOT_KNOWN: &str = "Not known";

/// The banner of the open patient.
#[component]
pub fn OpenBanner(
    /// Who is open.
    open: Arc<OpenPatient>,
) -> impl IntoView {
    let embedded = Embedded::here();
    let banner = move || embedded.map(|embedded| embedded.look.with(|look| look.banner)).unwrap_or_default();
    let banner = memo(banner);
    let practice = open.provider();
    let person = open.demographics();
    let mut patient = patient(open.traced().nhs_number(), &person);
    patient.practice = format!("{} ({})", practice.name, practice.ods);
    // A source may say that someone has died without saying when.
    if patient.died.is_none() && person.has_died {
        patient.died = Some(Died { on: "Date not known".to_owned(), age: None });
    }
    let unpermitted = open.permission().filter(|permission| !permission.is_given()).map(Permission::line);
    let permission = open.permission().map(|permission| (permission.line(), permission.sentence()));
    patient.more.extend(permission.clone().map(|(line, _)| ("Permission".to_owned(), vec![line])));
    print_on_every_sheet(Signal::stored(
        permission.map(|(_, sentence)| sentence).into_iter().collect::<Vec<_>>(),
    ));
    // Side by side: the practice rings the number that it holds, whatever the national record says (FND-13).
    let record = StructuredRecord::here();
    let by_practice = memo(move || {
        let answer = record.and_then(|record| record.answered());
        open.told_by_practice(answer.as_ref())
            .into_iter()
            .map(|told| (told.source, told.lines))
            .collect::<Vec<_>>()
    });
    // Nobody agreed to it: not only for whoever looks at the details.
    let unpermitted = move || {
        unpermitted.clone().map(|(label, words)| {
            view! {
                <div class="app-confirmed app-confirmed--strip app-not-on-paper">
                    <p><strong>{label} ":"</strong> " " {words}</p>
                </div>
            }
        })
    };
    let allergies = AllergiesShown::here();
    let settings = session().settings();
    let route = routes::find("allergies", &settings.features)
        .filter(|page| routes::refusal(page, &settings.access).is_none())
        .map(|page| page.route.to_owned());
    move || {
        // The host shows who it is with a banner of its own; what was confirmed and permitted is not the host's to know.
        let unpermitted = unpermitted.clone();
        let besides = move || view! { <ConfirmedStrip /> {unpermitted()} };
        match banner.get() {
            Banner::Full => view! {
                <PatientBanner patient=patient.clone() by_practice=by_practice allergies=allergies allergies_route=route.clone()>
                    {besides()}
                </PatientBanner>
            }
            .into_any(),
            Banner::Micro => view! { <MicroBanner patient=patient.clone()>{besides()}</MicroBanner> }.into_any(),
            Banner::None => besides().into_any(),
        }
    }
}

fn patient(number: &NhsNumber, person: &Demographics) -> Patient {
    let born = person.birth_date.as_ref();
    let known = born.filter(|born| !born.means_unknown());
    let age = known.and_then(|born| format::age(born.text(), format::uk_time::wall_clock(clock::now())));
    let died = person.deceased.as_ref().map(|died| Died {
        on: format::date(died),
        age: known.and_then(|born| format::age_at_death(born.text(), died.text())),
    });
    Patient {
        name: person.full_name(),
        preferred_name: person.preferred.clone(),
        born: born.map_or_else(|| NOT_KNOWN.to_owned(), format::date),
        age,
        gender: format::gender(person.gender.as_deref()).into_owned(),
        nhs_number: number.clone(),
        died,
        practice: String::new(),
        addresses: person.addresses.clone(),
        telecoms: person.telecoms.clone(),
        more: Vec::from_iter(national_more(person)),
    }
}

/// Contacts and languages of the national record.
fn national_more(person: &Demographics) -> Option<(String, Vec<(String, String)>)> {
    let languages = person.communication.iter().map(|words| ("Language".to_owned(), words.clone()));
    let lines: Vec<_> = person.contacts.iter().cloned().chain(languages).collect();
    (!lines.is_empty()).then(|| ("Contacts and language (PDS)".to_owned(), lines))
}
