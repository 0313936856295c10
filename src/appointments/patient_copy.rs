//! An appointment for its patient: to print, to copy, for their calendar.

use leptos::prelude::*;

use super::desk::at_practice::AtPractice;
use crate::clinical::appointments::{Appointment, Host, PatientText, Status, calendar_event};
use crate::gpconnect::Provider;
use crate::session::clock;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::copy::CopyButton;
use crate::ui::download::DownloadButton;
use crate::ui::summary_list::{SummaryList, SummaryRow};

/// Marks the page while only the patient's part of it is printed.
const PRINTING: &str = "app-printing-for-patient";

/// What the patient is told, in the practice's own values. Nothing for an appointment that is not booked.
#[component]
pub fn PatientCopy(
    /// As the practice holds it.
    appointment: Appointment,
    /// Where.
    at: AtPractice,
) -> impl IntoView {
    let provider = at.provider();
    let Some(told) = PatientText::of(&appointment, host(&provider)) else {
        let is_unsure = appointment.status == Status::Booked
            && appointment.start.is_some()
            && !appointment.has_sure_time();
        return is_unsure.then(|| {
            view! {
                <Callout kind=CalloutKind::Danger heading="Nothing to give the patient yet: the time is not certain">
                    {format!("{}. {}", appointment.when(), at.practice().call())}
                    " Ask the practice which time it means, and tell the patient. You cannot print or save a calendar entry until the practice sends one time."
                </Callout>
            }
            .into_any()
        });
    };
    let rows =
        told.lines().into_iter().map(|(key, value)| view! { <SummaryRow key=key>{value}</SummaryRow> });
    let rows = rows.collect_view();
    let file = move || calendar_event(&appointment, host(&provider), clock::now()).map(|event| event.file());
    let calendar = file().is_some().then(|| {
        let content = Callback::new(move |()| file().unwrap_or_default());
        view! {
            <DownloadButton name="appointment.ics" media_type="text/calendar;charset=utf-8" content=content>
                "Add to calendar (.ics)"
            </DownloadButton>
        }
    });
    let printed = window_event_listener(leptos::ev::afterprint, |_| mark_printing(false));
    on_cleanup(move || printed.remove());
    let section = view! {
        <section class="app-for-patient" aria-labelledby="for-patient">
            <h2 id="for-patient">"For the patient"</h2>
            <SummaryList>{rows}</SummaryList>
            <div class="app-buttons">
                <Button kind=ButtonKind::Secondary on_press=Callback::new(|()| print_for_patient())>
                    "Print for the patient"
                </Button>
                {calendar}
                <CopyButton text=told.text() what="the text for the patient" />
            </div>
        </section>
    };
    Some(section.into_any())
}

/// Prints the patient's part alone: the rest of the page is the record's, and stays here.
fn print_for_patient() {
    mark_printing(true);
    // A browser that cannot print says so itself.
    let _ = window().print();
}

fn mark_printing(on: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.class_list().toggle_with_force(PRINTING, on);
    }
}

fn host(provider: &Provider) -> Host<'_> {
    Host { name: &provider.name, ods: &provider.ods, phone: provider.phone.as_deref() }
}
