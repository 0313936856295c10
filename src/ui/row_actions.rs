//! What can be done with a row of the record beyond reading it. Whoever offers something says so when a patient is opened;
//! the record draws the buttons where a row's details are, hands the row over in words, and knows nobody who takes it.

use leptos::prelude::*;
use maud::{Markup, html};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::written::written;

/// A row as it is handed over: words alone, with its dates and status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowInWords {
    /// What it is about: `Amlodipine 5 mg tablets`.
    pub name: String,
    /// All of it on a line.
    pub text: String,
}

/// Something that can be done with a row.
#[derive(Clone, Copy)]
struct Offer {
    label: &'static str,
    take: Callback<RowInWords>,
}

/// All that is offered for the open patient. `Copy`.
#[derive(Clone, Copy)]
pub struct RowActions(StoredValue<Vec<Offer>>);

const OFFER: &str = "data-offer";
const ROW: &str = "data-row";

impl RowActions {
    /// Puts an empty place into the context of the current owner, which must be the patient's.
    pub fn provide() {
        provide_context(Self(StoredValue::new(Vec::new())));
    }

    /// Offers something for the rows of the open patient: `Write a task about this`.
    pub fn offer(label: &'static str, take: Callback<RowInWords>) {
        if let Some(all) = use_context::<Self>() {
            all.0.update_value(|offers| offers.push(Offer { label, take }));
        }
    }

    /// What is offered for the open patient; nothing where nothing is. Ask for it while a component is made.
    pub fn here() -> Option<Self> {
        use_context::<Self>().filter(|all| all.0.with_value(|offers| !offers.is_empty()))
    }

    /// The buttons of a row: its key goes with each, and [`RowActions::answer`] takes their clicks.
    pub fn buttons(self, key: usize, name: &str) -> Markup {
        let offers = self.0.get_value();
        html! {
            div.app-row-actions.app-not-on-paper {
                @for (at, offer) in offers.iter().enumerate() {
                    button.app-link-button.app-small type="button" data-offer=(at) data-row=(key) {
                        (offer.label)
                        span.nhsuk-u-visually-hidden { " " (name) }
                    }
                }
            }
        }
    }

    /// Takes a click in a list: where it was on such a button, the row of its key is handed over.
    pub fn answer(self, event: &MouseEvent, row: impl FnOnce(usize) -> Option<RowInWords>) {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| target.closest("button[data-offer]").ok().flatten());
        let Some(button) = button else { return };
        let number = |name: &str| button.get_attribute(name)?.parse::<usize>().ok();
        let offer = number(OFFER).and_then(|at| self.0.with_value(|offers| offers.get(at).copied()));
        if let (Some(offer), Some(row)) = (offer, number(ROW).and_then(row)) {
            offer.take.run(row);
        }
    }
}

/// The buttons of one row whose details are open; no room is taken where nothing is offered.
#[component]
pub fn RowActionButtons(
    /// The row.
    row: RowInWords,
) -> impl IntoView {
    RowActions::here().map(|actions| {
        let buttons = written(actions.buttons(0, &row.name));
        let row = StoredValue::new(row);
        let press = move |event: MouseEvent| actions.answer(&event, |_| row.try_get_value());
        view! { <div on:click=press>{buttons}</div> }
    })
}
