//! What can be done with a row of the record beyond reading it. Whoever offers something says so when a patient is opened;
//! the record draws the buttons where a row's details are, hands the row over in words, and knows nobody who takes it.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use maud::{Markup, html};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::button::{Button, ButtonKind};
use super::written::written;

/// A row as it is handed over: words alone, with its dates and status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowInWords {
    /// What it is about: `Amlodipine 5 mg tablets`.
    pub name: String,
    /// All of it on a line.
    pub text: String,
    /// The area of the record: `Medications`.
    pub area: &'static str,
    /// When it was read.
    pub read: Option<DateTime<Utc>>,
    /// What is said of the whole area, and so of this row: items withheld, a person who was confirmed.
    pub warnings: Vec<String>,
}

/// A document as it is handed over.
#[derive(Clone)]
pub struct FileInHand {
    /// Its title.
    pub title: String,
    /// Its media type as sent.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Something that can be done with a row.
#[derive(Clone, Copy)]
struct Offer {
    label: &'static str,
    take: Callback<RowInWords>,
}

/// All that is offered for the open patient. `Copy`.
#[derive(Clone, Copy)]
pub struct RowActions(StoredValue<Vec<Offer>>, StoredValue<Vec<FileOffer>>);

/// Something that can be done with a document.
type FileOffer = (&'static str, Callback<FileInHand>);

const OFFER: &str = "data-offer";
const ROW: &str = "data-row";

impl RowActions {
    /// Puts an empty place into the context of the current owner, which must be the patient's.
    pub fn provide() {
        provide_context(Self(StoredValue::new(Vec::new()), StoredValue::new(Vec::new())));
    }

    /// Offers something for the rows of the open patient: `Write a task about this`.
    pub fn offer(label: &'static str, take: Callback<RowInWords>) {
        if let Some(all) = use_context::<Self>() {
            all.0.update_value(|offers| offers.push(Offer { label, take }));
        }
    }

    /// Offers something for a document of the open patient.
    pub fn offer_for_files(label: &'static str, take: Callback<FileInHand>) {
        if let Some(all) = use_context::<Self>() {
            all.1.update_value(|files| files.push((label, take)));
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

/// The buttons of one document; no room is taken where nothing is offered.
#[component]
pub fn FileActionButtons(
    /// The document.
    file: FileInHand,
) -> impl IntoView {
    let offers = use_context::<RowActions>().map(|all| all.1.get_value()).unwrap_or_default();
    (!offers.is_empty()).then(|| {
        let button = |(label, take): FileOffer| {
            let file = file.clone();
            view! {
                <Button kind=ButtonKind::Secondary small=true on_press=Callback::new(move |()| take.run(file.clone()))>
                    {label}
                </Button>
            }
        };
        let buttons = offers.into_iter().map(button).collect_view();
        view! { <div class="app-row-actions app-not-on-paper">{buttons}</div> }
    })
}
