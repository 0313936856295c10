//! The search form: days, and on whose behalf; checked before anything is sent (APT-02, APT-03).

use chrono::NaiveDate;
use leptos::prelude::*;

use super::practice_tiles::PracticeChoice;
use crate::appointments::desk::Desk;
use crate::clinical::slots::{LONGEST_DAYS, organisation_type};
use crate::format::{date, uk_time};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::details::Details;
use crate::ui::error_summary::ErrorMessage;
use crate::ui::focus::focus;
use crate::ui::form::Checkbox;

const FROM: &str = "search-from";
const UNTIL: &str = "search-until";

/// The form.
#[component]
pub fn SearchForm() -> impl IntoView {
    let desk = Desk::here();
    let searching = desk.searching;
    let fault = searching.fault;
    let organisation = desk.organisation();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.search();
        if let Some(fault) = fault.get_untracked() {
            focus(if fault.is_about_from() { FROM } else { UNTIL });
        }
    };
    let fault_of = move |from: bool| {
        Signal::derive(move || {
            fault.get().filter(|fault| fault.is_about_from() == from).map(|fault| fault.words().to_owned())
        })
    };
    let at_today = move || {
        let today = uk_time::today(desk.now.get());
        searching.from.with(|from| from.parse::<NaiveDate>().is_ok_and(|from| from <= today))
    };
    let kind = organisation.booking_type().map(str::to_owned);
    let ods = organisation.ods.clone();
    let sent = {
        let (kind, ods) = (kind.clone(), ods.clone());
        move || {
            let kind = kind.as_deref().filter(|_| searching.sends_type.get()).map(organisation_type);
            let ods = searching.sends_ods.get().then_some(ods.as_str());
            match (kind, ods) {
                (Some(kind), Some(ods)) => format!("Asking as {kind}, code {ods}"),
                (Some(kind), None) => format!("Asking as {kind}; no code is sent"),
                (None, Some(ods)) => format!("Asking with code {ods}; no type is sent"),
                (None, None) => "Asking without naming an organisation".to_owned(),
            }
        }
    };
    let type_choice = kind.map(|kind| {
        let label = format!("Send the organisation type: {}", organisation_type(&kind));
        view! { <Checkbox id="search-type" label=label checked=searching.sends_type /> }
    });
    view! {
        <form class="app-search-form" on:submit=submit novalidate>
            <DayField id=FROM label="From" value=searching.from error=fault_of(true) />
            <DayField id=UNTIL label="Until" value=searching.until error=fault_of(false) />
            <Button kind=ButtonKind::Secondary submit=true>
                "Search"
            </Button>
            <div class="app-search-form__sent">
                <Button
                    kind=ButtonKind::Link
                    blocked=Signal::derive(at_today)
                    on_press=Callback::new(move |()| desk.shift_search(false))
                >
                    "Earlier days"
                </Button>
                <Button
                    kind=ButtonKind::Link
                    on_press=Callback::new(move |()| desk.shift_search(true))
                >
                    "Later days"
                </Button>
                <span class="app-quiet app-small">{sent}</span>
                <PracticeChoice />
                <Details summary="What is sent">
                    <p>
                        {format!(
                            "At most {LONGEST_DAYS} days from the first to the last. Practices keep some slots for certain organisations: they show them only when the organisation is named.",
                        )}
                    </p>
                    {type_choice}
                    <Checkbox
                        id="search-ods"
                        label=format!("Send the organisation's code: {ods}")
                        checked=searching.sends_ods
                    />
                </Details>
            </div>
        </form>
    }
}

/// A day, with its weekday and month in words beside it: how a browser writes dates depends on its language.
#[component]
fn DayField(
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let desk = Desk::here();
    let error_id = format!("{id}-error");
    let words_id = format!("{id}-words");
    let words = move || {
        value.with(|value| value.parse::<NaiveDate>().ok()).map(|day| {
            let today = uk_time::today(desk.now.get());
            let name = if day == today { "today".to_owned() } else { day.format("%a").to_string() };
            format!("{name}, {}", date::day(day))
        })
    };
    let described_by = {
        let (error_id, words_id) = (error_id.clone(), words_id.clone());
        move || match error.read().is_some() {
            true => format!("{error_id} {words_id}"),
            false => words_id.clone(),
        }
    };
    view! {
        <div class="app-search-form__day" class=("nhsuk-form-group--error", move || error.read().is_some())>
            <ErrorMessage id=error_id message=error />
            <label class="nhsuk-label" for=id>{label}</label>
            <input
                autocomplete="off"
                class="nhsuk-input"
                class=("nhsuk-input--error", move || error.read().is_some())
                id=id
                type="date"
                min=move || uk_time::today(desk.now.get()).to_string()
                aria-describedby=described_by
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
            <span class="app-quiet app-small" id=words_id>{words}</span>
        </div>
    }
}
