//! The patient's appointments at one practice: their state, in the words of that practice alone (APT-15, APT-25, APT-26).

use std::sync::Arc;

use leptos::prelude::*;

use crate::appointments::desk::Desk;
use crate::appointments::desk::listing::{Listed, Listing};
use crate::appointments::details::StatusTag;
use crate::clinical::State;
use crate::clinical::appointments::{Appointment, BOOKED_BY_NOT_STATED, BookingOrganisation};
use crate::format::{date, uk_time};
use crate::session::failed_call::FailedCall;
use crate::ui::callout::Callout;
use crate::ui::card::Nothing;
use crate::ui::data_table::{Column, LiveRow, LiveTable, RowMark};
use crate::ui::focus::focus_soon;
use crate::ui::memo::memo;
use crate::ui::progress::Progress;

/// The list of one practice, whatever became of the others.
#[component]
pub fn ListOfPractice(
    /// The list.
    listing: Listing,
) -> impl IntoView {
    let desk = Desk::here();
    let practice = listing.at.practice();
    let name = practice.name.clone();
    let again = Callback::new(move |()| desk.load(listing));
    let content = move || match listing.state.get() {
        State::NotRequested => view! { <p>"Nothing has been asked yet."</p> }.into_any(),
        State::Loading => {
            view! { <Progress what=format!("Asking {} for the patient's appointments", practice.name) /> }
                .into_any()
        }
        State::Failed(error) => {
            view! { <FailedCall error=error practice=practice.clone() on_retry=again /> }.into_any()
        }
        State::Withheld(words) => {
            view! { <Callout heading="Appointments withheld">{words.join(" ")}</Callout> }.into_any()
        }
        State::NotSupported(words) => {
            view! { <Callout heading="Not available at this practice">{words}</Callout> }.into_any()
        }
        State::Empty(words) => view! { <Nothing words=words /> }.into_any(),
        State::Present { items, warnings } => {
            view! { <Appointments listing=listing listed=items warnings=warnings /> }.into_any()
        }
    };
    let heading = format!("list-at-{}", listing.at.provider().ods);
    let own = desk
        .is_own(&listing.at)
        .then(|| view! { " " <span class="nhsuk-tag nhsuk-tag--grey">"own practice"</span> });
    view! {
        <section class="app-appointments__practice" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{name} {own}</h2>
            {content}
        </section>
    }
}

#[component]
fn Appointments(listing: Listing, listed: Arc<Listed>, warnings: Vec<String>) -> impl IntoView {
    let desk = Desk::here();
    let items = memo(move || listing.items());
    let warned = (!warnings.is_empty()).then(|| {
        view! { <Callout heading="The list is not complete">{warnings.join(" ")}</Callout> }
    });
    let practice = listed.appointments.asked.practice.clone();
    let limits = listed.appointments.asked.limits();
    let caption = match desk.is_own(&listing.at) {
        true => "Appointments, earliest first".to_owned(),
        false => format!("Appointments at {practice}, earliest first"),
    };
    let table = move || {
        let columns = vec![
            Column::text("When"),
            Column::text("Status"),
            Column::text("With"),
            Column::text("How"),
            Column::text("Where"),
            Column::text("Booked by"),
        ];
        let open = listing.open.get();
        let row = |(index, one)| row(desk, listing, index, one, open.as_deref());
        let rows = items.get().into_iter().enumerate().map(row).collect();
        view! { <LiveTable caption=caption.clone() hide_caption=true columns=columns rows=rows /> }
    };
    let read_at = date::day_and_time(uk_time::wall_clock(listed.at));
    view! {
        {warned}
        {table}
        <p class="app-book__note">
            {limits}
            {format!(" Read at {read_at} from {practice}, trace id ")}
            <span class="app-trace">{listed.trace_id.clone()}</span>
        </p>
    }
}

fn row(desk: Desk, listing: Listing, index: usize, one: Appointment, open: Option<&str>) -> LiveRow {
    let is_open = one.id.is_some() && one.id.as_deref() == open;
    let id = one.id.clone();
    let button_id = format!("{}-{index}", listing.heading());
    let opened_from = button_id.clone();
    let show = move |_| {
        desk.show(listing, id.clone());
        listing.opened_from.set_value(opened_from.clone());
        focus_soon(listing.heading());
    };
    let (when, status) = (one.when(), one.status.clone());
    let when = match &one.id {
        Some(_) => view! {
            <button type="button" class="app-link-button app-when" id=button_id on:click=show>
                {in_two(&when)}
            </button>
        }
        .into_any(),
        None => view! { <span class="app-when">{in_two(&when)}</span> }.into_any(),
    };
    let booked_by = one.booked_by.as_ref().map(BookingOrganisation::shown);
    LiveRow::new(vec![
        when,
        view! { <StatusTag status=status /> }.into_any(),
        one.shown_practitioner().to_owned().into_any(),
        one.shown_channel().to_owned().into_any(),
        one.shown_location().to_owned().into_any(),
        view! {
            <span class="app-small app-booked-by">
                {booked_by.unwrap_or_else(|| BOOKED_BY_NOT_STATED.to_owned())}
            </span>
        }
        .into_any(),
    ])
    .marked(if is_open { RowMark::Chosen } else { RowMark::Plain })
}

/// A day and a time of day, each in one piece: where there is little room the time goes to the next line.
fn in_two(when: &str) -> impl IntoView + use<> {
    match when.split_once(", ") {
        Some((day, time)) => {
            view! { <span>{format!("{day},")}</span> " " <span>{time.to_owned()}</span> }.into_any()
        }
        None => view! { <span>{when.to_owned()}</span> }.into_any(),
    }
}
