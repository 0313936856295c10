//! `/appointments`: the patient's appointments at the practice, one of them open beside the list.

use std::sync::Arc;

use leptos::prelude::*;

use super::change_panel::ChangePanel;
use super::changing::Changing;
use super::desk::Desk;
use super::details::{AppointmentDetails, StatusTag};
use super::failed_call::FailedCall;
use super::focus::{focus, focus_soon};
use super::listing::Listed;
use super::patient_copy::PatientCopy;
use crate::clinical::State;
use crate::clinical::appointments::{Appointment, BOOKED_BY_NOT_STATED, BookingOrganisation, ListAsked};
use crate::format::{date, uk_time};
use crate::session::clock;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::Callout;
use crate::ui::card::Nothing;
use crate::ui::data_table::{Column, DataTable, Row, RowMark};
use crate::ui::link::Link;
use crate::ui::on_paper::print_on_every_sheet;
use crate::ui::progress::Progress;

/// The page of a patient's appointments.
#[component]
pub fn AppointmentsOfPatient() -> impl IntoView {
    let desk = Desk::here();
    let listing = desk.listing;
    listing.load_once(desk);
    listing.report();
    let at = listing.at;
    let practice = at.practice().name;
    let asked_of = practice.clone();
    print_on_every_sheet(Signal::derive(move || {
        let read_at = match &*listing.state.read() {
            State::Present { items, .. } => {
                format!("read at {}", date::day_and_time(uk_time::wall_clock(items.at)))
            }
            State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::Withheld(_)
            | State::NotSupported(_)
            | State::Empty(_) => "see below".to_owned(),
        };
        vec![format!("Appointments at {asked_of}, {read_at}")]
    }));
    let limits = ListAsked::from_today(&practice, clock::now()).limits();
    let again = Callback::new(move |()| listing.load(desk));
    let is_loading = move || matches!(&*listing.state.read(), State::Loading);
    let content = move || match listing.state.get() {
        State::NotRequested => view! { <p>"Nothing was asked yet."</p> }.into_any(),
        State::Loading => {
            view! { <Progress what=format!("Asking {practice} for the patient's appointments") /> }.into_any()
        }
        State::Failed(error) => {
            view! { <FailedCall error=error practice=at.practice() on_retry=again /> }.into_any()
        }
        State::Withheld(words) => {
            view! { <Callout heading="Appointments withheld">{words.join(" ")}</Callout> }.into_any()
        }
        State::NotSupported(words) => {
            view! { <Callout heading="Not available at this practice">{words}</Callout> }.into_any()
        }
        State::Empty(words) => view! { <Nothing words=words /> }.into_any(),
        State::Present { items, warnings } => {
            view! { <AppointmentList listed=items warnings=warnings /> }.into_any()
        }
    };
    view! {
        <div class="app-appointments">
            <div class="app-appointments__list">
                <div class="app-page-head">
                    <h1 tabindex="-1">"Appointments"</h1>
                    <Link to="/book">"Book an appointment"</Link>
                    <span class="app-page-head__end">
                        <Button
                            kind=ButtonKind::Secondary
                            small=true
                            blocked=Signal::derive(is_loading)
                            on_press=again
                        >
                            "Read again"
                        </Button>
                    </span>
                </div>
                {content}
                <p class="app-book__note">{limits}</p>
            </div>
            <OpenAppointment />
        </div>
    }
}

#[component]
fn AppointmentList(listed: Arc<Listed>, warnings: Vec<String>) -> impl IntoView {
    let desk = Desk::here();
    let listing = desk.listing;
    let items = Memo::new(move |_| listing.items());
    let warned = (!warnings.is_empty()).then(|| {
        view! { <Callout heading="The list is not complete">{warnings.join(" ")}</Callout> }
    });
    let table = move || {
        let columns = vec![
            Column::date("When"),
            Column::text("Status"),
            Column::text("With"),
            Column::text("How"),
            Column::text("Where"),
            Column::text("Booked by"),
        ];
        let open = listing.open.get();
        let row = |(index, one)| row(desk, index, one, open.as_deref());
        let rows = items.get().into_iter().enumerate().map(row).collect();
        view! {
            <DataTable caption="Appointments, earliest first" hide_caption=true columns=columns rows=rows />
        }
    };
    let read_at = date::day_and_time(uk_time::wall_clock(listed.at));
    view! {
        {warned}
        {table}
        <p class="app-book__note">
            {format!("Read at {read_at} from {}, trace id ", listed.appointments.asked.practice)}
            <span class="app-trace">{listed.trace_id.clone()}</span>
        </p>
    }
}

fn row(desk: Desk, index: usize, one: Appointment, open: Option<&str>) -> Row {
    let is_open = one.id.is_some() && one.id.as_deref() == open;
    let id = one.id.clone();
    let button_id = format!("appointment-{index}");
    let opened_from = button_id.clone();
    let listing = desk.listing;
    let show = move |_| {
        listing.show(id.clone());
        listing.opened_from.set_value(opened_from.clone());
        focus_soon(listing.heading());
    };
    let (when, status) = (one.when(), one.status.clone());
    let when = match &one.id {
        Some(_) => view! {
            <button type="button" class="app-link-button" id=button_id on:click=show>
                {when}
            </button>
        }
        .into_any(),
        None => when.into_any(),
    };
    let booked_by = one.booked_by.as_ref().map(BookingOrganisation::shown);
    Row::new(vec![
        when,
        view! { <StatusTag status=status /> }.into_any(),
        one.shown_practitioner().to_owned().into_any(),
        one.shown_channel().to_owned().into_any(),
        one.shown_location().to_owned().into_any(),
        view! {
            <span class="app-small">
                {booked_by.unwrap_or_else(|| BOOKED_BY_NOT_STATED.to_owned())}
            </span>
        }
        .into_any(),
    ])
    .marked(if is_open { RowMark::Chosen } else { RowMark::Plain })
}

/// The open appointment with what may be done.
#[component]
fn OpenAppointment() -> impl IntoView {
    let desk = Desk::here();
    let listing = desk.listing;
    let open = Memo::new(move |_| {
        let id = listing.open.get()?;
        listing.items().into_iter().find(|one| one.id.as_deref() == Some(id.as_str()))
    });
    let step = Memo::new(move |_| match &*listing.changing.read() {
        Changing::Open => 0_u8,
        Changing::Reviewing(_) | Changing::Sending(_) => 1,
        Changing::Ended(..) => 2,
    });
    Effect::new(move |before: Option<u8>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            focus_soon(listing.heading());
        }
        now
    });
    let busy = Memo::new(move |_| listing.changing.with(|changing| !matches!(changing, Changing::Open)));
    let close = move || {
        listing.close();
        focus(&listing.opened_from.get_value());
    };
    let leave = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            // One step back: first from the form, then from the appointment.
            if listing.fields.action.get_untracked().is_some() {
                listing.fields.clear();
                focus_soon(listing.heading());
            } else {
                close();
            }
        }
    };
    move || {
        // A change under way, and its ending, stand on their own: the list is read again below them.
        let panel = if busy.get() {
            view! { <ChangePanel listing=listing /> }.into_any()
        } else {
            let one = open.get()?;
            view! {
                <div class="app-page-head">
                    <h2 id=listing.heading() tabindex="-1">{one.when()}</h2>
                    <span class="app-page-head__end">
                        <Button kind=ButtonKind::Link on_press=Callback::new(move |()| close())>
                            "Close"
                        </Button>
                    </span>
                </div>
                <AppointmentDetails appointment=one.clone() />
                <ChangePanel listing=listing appointment=one.clone() />
                <PatientCopy appointment=one at=listing.at />
            }
            .into_any()
        };
        Some(view! {
            <section class="app-choice" aria-labelledby=listing.heading() on:keydown=leave>
                {panel}
            </section>
        })
    }
}
