//! One appointment with every item, as the practice holds it (APT-06, APT-35, APT-36).

use leptos::prelude::*;
use maud::html;

use crate::clinical::appointments::{
    Appointment, BOOKED_BY_NOT_STATED, BookingOrganisation, DESCRIPTION_NOT_SENT, Difference, Status,
};
use crate::clinical::slots::missing;
use crate::format::date;
use crate::ui::callout::Callout;
use crate::ui::data_table::{Column, DataTable, Missing, Row, RowMark};
use crate::ui::summary_list::{SummaryList, SummaryRow};
use crate::ui::tag::{Tag, TagKind};

/// The appointment as a list of names and values.
#[component]
pub fn AppointmentDetails(appointment: Appointment) -> impl IntoView {
    let one = appointment;
    let or_missing = |value: Option<String>, words: &'static str| match value {
        Some(value) => view! { <span class="app-booking__text">{value}</span> }.into_any(),
        None => view! { <Missing words=words /> }.into_any(),
    };
    let length = one.minutes.map(|minutes| format!(", {minutes} minutes"));
    let role = one.role.clone().unwrap_or_else(|| missing::ROLE.to_owned());
    let gender = one.practitioner.gender.clone().unwrap_or_else(|| missing::GENDER.to_owned());
    let (when, status) = (one.when(), one.status.clone());
    let name = one.shown_practitioner().to_owned();
    let channel = one.shown_channel().to_owned();
    let created = date::date_time_or_missing(one.created.as_ref());
    let reference = one.shown_reference().to_owned();
    let session = or_missing(one.session.clone(), missing::SESSION);
    let slot_type = or_missing(one.slot_type.clone(), missing::SLOT_TYPE);
    let description = or_missing(one.description.clone(), DESCRIPTION_NOT_SENT);
    let comment = or_missing(one.comment.clone(), "No comment");
    let place = one.shown_location().to_owned();
    let address = (!one.is_visit).then(|| {
        let phone = one.location.phone.as_ref().map(|phone| format!(", telephone {phone}"));
        format!(", {}{}", one.location.shown_address(), phone.unwrap_or_default())
    });
    let booked_by = one.booked_by.as_ref().map(BookingOrganisation::shown);
    let reason = (one.status == Status::Cancelled).then(|| {
        let reason = or_missing(one.cancellation_reason.clone(), "Not stated");
        view! { <SummaryRow key="Reason">{reason}</SummaryRow> }
    });
    let is_unsure = status == Status::Booked && one.start.is_some() && !one.has_sure_time();
    let confirm = is_unsure.then(|| {
        view! {
            <Callout heading="Confirm the time">
                "The time that the practice sent can be read in two ways. Ask the practice which it means before you act on it."
            </Callout>
        }
    });
    view! {
        {confirm}
        <SummaryList>
            <SummaryRow key="Status">
                <StatusTag status=status />
            </SummaryRow>
            {reason}
            <SummaryRow key="When">
                <strong>{when}</strong>
                {length}
            </SummaryRow>
            <SummaryRow key="With">
                <strong>{name}</strong>
                {format!(", {role}, {}", gender.to_lowercase())}
            </SummaryRow>
            <SummaryRow key="How">{channel}</SummaryRow>
            <SummaryRow key="Where">
                <strong>{place}</strong>
                {address}
            </SummaryRow>
            <SummaryRow key="Session">{session}</SummaryRow>
            <SummaryRow key="Slot type">{slot_type}</SummaryRow>
            <SummaryRow key="Description">
                {description}
            </SummaryRow>
            <SummaryRow key="Comment">{comment}</SummaryRow>
            <SummaryRow key="Booked by">{or_missing(booked_by, BOOKED_BY_NOT_STATED)}</SummaryRow>
            <SummaryRow key="Booked on">
                {created}
            </SummaryRow>
            <SummaryRow key="Reference">
                <span class="app-number">{reference}</span>
            </SummaryRow>
        </SummaryList>
    }
}

/// The status, cancelled in colour and in words (APT-26).
#[component]
pub fn StatusTag(status: Status) -> impl IntoView {
    let kind = match status {
        Status::Booked => TagKind::Good,
        Status::Cancelled => TagKind::Danger,
        Status::Other(_) | Status::NotStated => TagKind::Plain,
    };
    view! { <Tag kind=kind text=status.words().to_owned() /> }
}

/// What is not as it was seen, chosen or written, side by side.
#[component]
pub fn Differences(
    /// What the first column of values is: `As you saw it`.
    before: &'static str,
    /// What the second is.
    #[prop(default = "At the practice now")]
    now: &'static str,
    /// What the table is about.
    #[prop(default = "What differs")]
    caption: &'static str,
    /// The differences.
    differences: Vec<Difference>,
) -> impl IntoView {
    let columns = vec![Column::text("Detail"), Column::text(before), Column::text(now)];
    let rows = differences
        .into_iter()
        .map(|difference| {
            Row::new(vec![
                html! { (difference.what) },
                html! { (difference.before) },
                html! { strong { (difference.now) } },
            ])
            .marked(RowMark::Differs)
        })
        .collect();
    view! { <DataTable caption=caption columns=columns rows=rows /> }
}
