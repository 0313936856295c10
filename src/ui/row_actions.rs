//! What can be done with a row of the record beyond reading it. Whoever offers something says so when a patient is opened;
//! the record draws the buttons where a row's details are, hands the row over in words, and knows nobody who takes it.

use leptos::prelude::*;

use super::button::{Button, ButtonKind};

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
}

/// The buttons of one row; no room is taken where nothing is offered.
#[component]
pub fn RowActionButtons(
    /// The row.
    row: RowInWords,
) -> impl IntoView {
    let offers = use_context::<RowActions>().map(|all| all.0.get_value()).unwrap_or_default();
    (!offers.is_empty()).then(|| {
        let button = |Offer { label, take }| {
            let (row, name) = (row.clone(), row.name.clone());
            view! {
                <Button
                    kind=ButtonKind::Secondary
                    small=true
                    on_press=Callback::new(move |()| take.run(row.clone()))
                >
                    {label}
                    <span class="nhsuk-u-visually-hidden">" " {name}</span>
                </Button>
            }
        };
        let buttons = offers.into_iter().map(button).collect_view();
        view! { <div class="app-buttons app-not-on-paper">{buttons}</div> }
    })
}
