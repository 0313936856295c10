//! A search by name and date of birth, where the session has the person's own access to PDS; else what is possible instead.

use leptos::prelude::*;

use crate::clinical::care_record::WrittenDate;
use crate::clinical::{Demographics, State};
use crate::format;
use crate::format::nhs_number::spaced;
use crate::format::uk_time;
use crate::gpconnect::pds_list::{ListPatients, Listed};
use crate::session::{Question, clock, session};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::Callout;
use crate::ui::details::Details;
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::form::TextInput;
use crate::ui::live_region::announce;
use crate::ui::progress::Progress;

/// The search, folded. `shows` is told whether anything of a person stands in it.
#[component]
pub fn ByDetails(
    /// Looks up the number that was chosen.
    on_choose: Callback<String>,
    /// Whether anything of a person is in it.
    shows: RwSignal<bool>,
) -> impl IntoView {
    let session = session();
    if !session.settings().pds_user_access {
        return view! {
            <p class="app-by-details app-quiet app-small">
                "Without the NHS number, ask the patient, look on a letter or a prescription, or telephone their practice. A search by name needs a sign-in with access to the national demographics service (PDS), which this session does not have."
            </p>
        }
        .into_any();
    }
    let [family, given, born] = [(); 3].map(|()| RwSignal::new(String::new()));
    let [family_fault, born_fault] = [(); 2].map(|()| RwSignal::new(None::<String>));
    let question = Question::<Listed>::new();
    let state = question.state();
    Effect::new(move |_| {
        let typed = [family, given, born].iter().any(|entry| !entry.read().is_empty());
        shows.set(typed || !matches!(*state.read(), State::NotRequested));
    });
    on_cleanup(move || {
        shows.try_set(false);
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let name = family.get_untracked().trim().to_owned();
        family_fault.set(name.is_empty().then(|| "Enter the family name".to_owned()));
        let day = WrittenDate::read(&born.read_untracked()).and_then(WrittenDate::range);
        let day = day.filter(|(first, last)| first == last).map(|(first, _)| first);
        born_fault
            .set(day.is_none().then(|| "Enter the whole date of birth, such as 09-Mar-1957".to_owned()));
        let Some(day) = day.filter(|_| !name.is_empty()) else { return };
        let given = Some(given.get_untracked().trim().to_owned()).filter(|given| !given.is_empty());
        let search = ListPatients { family: name, given, born: day };
        let client = session.client(&session.settings().pds);
        question.ask(
            async move |stop| client.send(&search, stop).await,
            |ended| match ended {
                Ok(received) => State::Present { items: received.value, warnings: Vec::new() },
                Err(error) => State::Failed(error),
            },
        );
    };
    let found = move || match state.get() {
        State::NotRequested => ().into_any(),
        State::Loading => {
            view! { <Progress what="Asking the national demographics service (PDS)" /> }.into_any()
        }
        State::Failed(error) => view! { <FaultPanel fault=Fault::from(&error) /> }.into_any(),
        State::Withheld(words) => view! { <p>{words.join(" ")}</p> }.into_any(),
        State::NotSupported(words) | State::Empty(words) => view! { <p>{words}</p> }.into_any(),
        State::Present { items, .. } => found(items, on_choose).into_any(),
    };
    view! {
        <div class="app-by-details">
        <Details summary="Search by name and date of birth">
            <form novalidate=true on:submit=submit>
                <TextInput id="by-family" label="Family name" value=family error=family_fault />
                <TextInput id="by-given" label="First given name, if you know it" value=given />
                <TextInput id="by-born" label="Date of birth" hint="Such as 09-Mar-1957" value=born error=born_fault />
                <Button kind=ButtonKind::Secondary submit=true>"Search PDS"</Button>
            </form>
            <div class="app-by-details__found">{found}</div>
        </Details>
        </div>
    }
    .into_any()
}

fn found(listed: Listed, on_choose: Callback<String>) -> impl IntoView {
    let count = listed.patients.len();
    let says = match (listed.is_too_many, count) {
        (true, _) => {
            "PDS has too many patients like this and lists none. Enter the first given name too.".to_owned()
        }
        (false, 0) => {
            "PDS lists nobody with this name and date of birth. It may be spelt otherwise there.".to_owned()
        }
        (false, 1) => "PDS lists 1 patient. Check the address with the patient before you choose.".to_owned(),
        (false, count) => {
            format!("PDS lists {count} patients. Check the address with the patient before you choose.")
        }
    };
    announce(&says);
    let left_out = (listed.left_out > 0).then(|| {
        view! {
            <Callout heading="Not all of it is shown">
                {format!("{} that PDS sent cannot be shown here. Use the NHS number.", listed.left_out)}
            </Callout>
        }
    });
    let today = uk_time::today(clock::now());
    let rows = listed
        .patients
        .into_iter()
        .map(|(number, patient)| {
            let person = Demographics::of(&patient, None, today);
            let born = person.birth_date.as_ref().map_or_else(|| "not known".to_owned(), format::date);
            let address = person
                .addresses
                .first()
                .map_or_else(|| "not known".to_owned(), |(_, address)| address.clone());
            let name = person.full_name();
            let shown = spaced(&number);
            let press = Callback::new(move |()| on_choose.run(number.clone()));
            view! {
                <tr>
                    <th scope="row"><Button kind=ButtonKind::Link on_press=press>{shown}</Button></th>
                    <td>{name}</td>
                    <td>{born}</td>
                    <td>{address}</td>
                </tr>
            }
        })
        .collect_view();
    let table = (count > 0).then(|| {
        view! {
            <div class="app-demonstration">
                <table>
                    <caption class="nhsuk-u-visually-hidden">"Patients that PDS lists"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"NHS number"</th>
                            <th scope="col">"Name"</th>
                            <th scope="col">"Born"</th>
                            <th scope="col">"Address"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <p role="status">{says}</p>
        {left_out}
        {table}
    }
}
