//! The choice and its form, beside the board (APT-08, APT-16, APT-17, APT-33).

use leptos::prelude::*;

use super::chain_rows::ChainRows;
use super::ids::{CHOICE_HEADING, DESCRIPTION, SLOTS};
use crate::appointments::desk::Desk;
use crate::appointments::flow::booking::FormFault;
use crate::appointments::open_ends_bar::Unsettled;
use crate::appointments::told::{TellThePatient, too_long};
use crate::clinical::appointments::text::{
    COMMENT_LIMIT, DESCRIPTION_LIMIT, NO_CLINICAL_INFORMATION, TextFault,
};
use crate::clinical::slots::{Chain, NotAdjoining, Slot, clock};
use crate::format;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::error_summary::{ErrorMessage, ErrorSummary, FieldError};
use crate::ui::form::{Checkbox, TextArea};
use crate::ui::memo::memo;
use crate::ui::summary_list::SummaryList;

const COMMENT: &str = "booking-comment";
const LATE: &str = "booking-late";
const TOLD: &str = "booking-told";

/// The panel.
#[component]
pub fn ChoicePanel() -> impl IntoView {
    let desk = Desk::here();
    let choosing = desk.choosing;
    let faults = choosing.faults;
    let errors = Signal::derive(move || faults.get().iter().map(field_error).collect::<Vec<_>>());
    let error_of = move |field: &'static str| {
        Signal::derive(move || {
            errors.read().iter().find(|error| error.field_id == field).map(|error| error.message.clone())
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.review_booking();
    };
    let choice = move || {
        match choosing.chain.get() {
        Some(chain) => view! { <Chosen chain=chain /> }.into_any(),
        None => view! {
            <p class="app-quiet">
                "No slot is chosen. Use the arrow keys to move around the board, and Enter to choose and go on to the description."
            </p>
        }
        .into_any(),
    }
    };
    view! {
        <section class="app-choice" aria-labelledby=CHOICE_HEADING>
            <h2 id=CHOICE_HEADING tabindex="-1">"Your choice"</h2>
            <ErrorSummary errors=errors />
            <Unsettled />
            {choice}
            <form on:submit=submit novalidate>
                <Late error=error_of(LATE) />
                <TextArea
                    id=DESCRIPTION
                    label="Description"
                    hint=NO_CLINICAL_INFORMATION
                    value=choosing.description
                    error=error_of(DESCRIPTION)
                    limit=DESCRIPTION_LIMIT
                />
                <TextArea
                    id=COMMENT
                    label="Comment for the practice (optional)"
                    value=choosing.comment
                    error=error_of(COMMENT)
                    limit=COMMENT_LIMIT
                    rows=2
                />
                <TellThePatient id=TOLD told=choosing.told error=error_of(TOLD) />
                <div class="app-buttons">
                    <Button submit=true>"Check and book"</Button>
                </div>
                <BookedBy />
            </form>
        </section>
    }
}

/// The question about a slot beyond the time by which the patient should be seen (APT-13).
#[component]
fn Late(#[prop(into)] error: Signal<Option<String>>) -> impl IntoView {
    let desk = Desk::here();
    let (choosing, searching) = (desk.choosing, desk.searching);
    let late = memo(move || {
        let deadline = searching.deadline.get()?;
        let is_late = choosing.chain.with(|chain| deadline.is_before(chain.as_ref()?.first()?).then_some(()));
        is_late.map(|()| deadline.shown(desk.now.get()))
    });
    move || {
        late.get().map(|by| {
            view! {
                <Callout kind=CalloutKind::Danger heading="Later than triage asked for">
                    {format!("The patient should be seen by {by}. This slot is later than that.")}
                </Callout>
                <div class=("nhsuk-form-group--error", move || error.read().is_some())>
                    <ErrorMessage id=format!("{LATE}-error") message=error />
                    <Checkbox id=LATE label="Book anyway" checked=choosing.late_agreed />
                </div>
            }
        })
    }
}

/// Who the practice will see as the booker, and where it can ring back (APT-18).
#[component]
fn BookedBy() -> impl IntoView {
    let organisation = Desk::here().organisation();
    let phone = organisation
        .phone
        .map_or_else(|| "no telephone number in the settings".to_owned(), |phone| format::phone(&phone));
    view! {
        <p class="app-quiet app-small">
            {format!("Booked by {} ({}), {phone}", organisation.name, organisation.ods)}
        </p>
    }
}

#[component]
fn Chosen(chain: Chain) -> impl IntoView {
    let desk = Desk::here();
    let is_odd = chain.slots().iter().any(Slot::has_odd_offset);
    let stored = StoredValue::new(chain);
    let check = memo(move || stored.with_value(|chain| chain.check(desk.now.get())).err());
    let refusal =
        move || check.get().map(|why| view! { <Callout heading="Cannot be booked">{why.words()}</Callout> });
    let odd = is_odd.then(|| {
        view! {
            <Callout heading="Confirm the time">
                "The time that the practice sent can be read in two ways. Ask the practice which it means before you book."
            </Callout>
        }
    });
    view! {
        <SummaryList>
            <ChainRows chain=stored.get_value() />
        </SummaryList>
        {odd}
        {refusal}
        <Adjacent chain=stored />
    }
}

/// Adds the slot before or after, or says why none can be added (APT-16).
#[component]
fn Adjacent(chain: StoredValue<Chain>) -> impl IntoView {
    let desk = Desk::here();
    // Compared, so that the clock's tick does not take the button from under a finger.
    let ends = memo(move || {
        let now = desk.now.get();
        chain.with_value(|chain| {
            let found = desk.searching.of_chain(chain)?.found()?;
            Some((chain.earlier(&found.slots, now), chain.later(&found.slots, now)))
        })
    });
    move || {
        let (earlier, later) = ends.get()?;
        let offer = move |slot: Slot, word: &'static str| {
            let label = format!("Add {word}, {}", clock(&slot.start));
            let add = Callback::new(move |()| {
                let longer = chain.with_value(|chain| chain.with(&slot, desk.now.get_untracked()));
                if let Ok(longer) = longer {
                    desk.choose_chain(longer);
                }
            });
            view! { <Button kind=ButtonKind::Link on_press=add>{label}</Button> }
        };
        let mut offered = Vec::new();
        let said = match (&earlier, &later) {
            (Err(NotAdjoining::Gap(_)), Err(NotAdjoining::Gap(_))) => {
                "There is no free slot just before or after.".to_owned()
            }
            (earlier, later) => {
                let refused = |why: &NotAdjoining, word| format!("Nothing to add {word}: {}. ", why.words());
                let before = earlier.as_ref().err().map(|why| refused(why, "before")).unwrap_or_default();
                let after = later.as_ref().err().map(|why| refused(why, "after")).unwrap_or_default();
                before + &after
            }
        };
        offered.extend(earlier.ok().map(|slot| offer(slot, "the slot before")));
        offered.extend(later.ok().map(|slot| offer(slot, "the slot after")));
        let shorter = chain.with_value(|chain| (chain.slots().len() > 1).then(|| chain.without_last()));
        let shorter = shorter.map(|shorter| {
            let remove = Callback::new(move |()| desk.choose_chain(shorter.clone()));
            view! { <Button kind=ButtonKind::Link on_press=remove>"Remove the last slot"</Button> }
        });
        Some(view! {
            <div class="app-choice__adjacent">
                {offered} {shorter} <span class="app-quiet app-small">{said}</span>
            </div>
        })
    }
}

fn field_error(fault: &FormFault) -> FieldError {
    let (field_id, message) = match fault {
        FormFault::NoSlot => (SLOTS, "Choose a slot".to_owned()),
        FormFault::Slot(why) => {
            (SLOTS, format!("Choose another slot. {}", why.words()))
        }
        FormFault::Late => {
            (LATE, "Choose an earlier slot, or tick the box to book this one anyway".to_owned())
        }
        FormFault::Description(TextFault::Missing) => {
            (DESCRIPTION, "Enter a description: one line for the practice's diary".to_owned())
        }
        FormFault::Description(TextFault::TooLong { limit, over }) => {
            (DESCRIPTION, too_long("Description", *limit, *over))
        }
        FormFault::Comment(TextFault::TooLong { limit, over }) => {
            (COMMENT, too_long("Comment", *limit, *over))
        }
        FormFault::Comment(TextFault::Missing) => (COMMENT, "Enter a comment".to_owned()),
        FormFault::NotTold => {
            (TOLD, "Tell the patient, and tick the box when they agree".to_owned())
        }
        FormFault::NoPhone => (
            CHOICE_HEADING,
            "The settings give no telephone number of your organisation, and a booking needs one. Tell your IT support"
                .to_owned(),
        ),
    };
    FieldError { field_id: field_id.to_owned(), message }
}
