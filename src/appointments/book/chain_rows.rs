//! The slots chosen with every item of APT-05, as rows of a summary list: beside the board and at the last look.

use leptos::prelude::*;

use crate::clinical::slots::{Chain, when};
use crate::ui::summary_list::SummaryRow;

/// The rows; nothing for a chain without slots, which does not exist.
#[component]
pub fn ChainRows(chain: Chain) -> impl IntoView {
    let (first, last) = (chain.first()?, chain.last()?);
    let schedule = &first.schedule;
    let when = when(&first.start, Some(&last.end));
    let length = match chain.slots().len() {
        1 => format!("{} minutes", chain.minutes()),
        count => format!("{count} adjacent slots, {} minutes in all", chain.minutes()),
    };
    let name = schedule.practitioner.shown().to_owned();
    let role = format!("{}, {}", schedule.shown_role(), schedule.shown_gender().to_lowercase());
    let channel = first.shown_channel().to_owned();
    let place = schedule.location.shown().to_owned();
    let address = schedule.location.shown_address().to_owned();
    let session = schedule.shown_session().to_owned();
    let slot_type = first.shown_slot_type().to_owned();
    Some(view! {
        <SummaryRow key="When">
            <strong>{when}</strong>
            <br />
            {length}
        </SummaryRow>
        <SummaryRow key="With">
            <strong>{name}</strong>
            <br />
            {role}
        </SummaryRow>
        <SummaryRow key="How">{channel}</SummaryRow>
        <SummaryRow key="Where">
            <strong>{place}</strong>
            <br />
            {address}
        </SummaryRow>
        <SummaryRow key="Session">{session}</SummaryRow>
        <SummaryRow key="Slot type">{slot_type}</SummaryRow>
    })
}
