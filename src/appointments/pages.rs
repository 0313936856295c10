//! The door of this capability: a part of the program that whoever only reads a record does not load.

use leptos::prelude::*;

use super::book::Book;
use super::desk::Desk;
use super::desk::left_out::PracticesLeftOut;
use super::list::AppointmentsOfPatient;
use super::open_ends_bar::OpenEndsBar;
use crate::ui::kept::Kept;
use crate::ui::parts::part;

/// The pages.
#[derive(Clone, Copy)]
pub struct Pages {
    /// `/appointments`.
    pub appointments: fn() -> AnyView,
    /// `/book`.
    pub book: fn() -> AnyView,
}

part!(
    /// The part with the pages.
    APPOINTMENTS: Pages = appointments, load_appointments, Pages { appointments, book }
);

fn appointments() -> AnyView {
    keep_desk();
    view! { <AppointmentsOfPatient /> }.into_any()
}

fn book() -> AnyView {
    keep_desk();
    view! { <Book /> }.into_any()
}

/// The desk is there from the first visit on, and tells above every page of what is not settled.
fn keep_desk() {
    let provide = || {
        PracticesLeftOut::provide();
        Desk::provide();
    };
    Kept::once::<Desk>(provide, || view! { <OpenEndsBar /> }.into_any());
}
