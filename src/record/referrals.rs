//! `/referrals`: what was asked of whom; never as current involvement (ARS-53).

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::area_panel::area_page;
use super::facts::more;
use super::filter::{Filter, FilterBar, NEWEST_FIRST};
use super::not_included::not_included;
use super::notes::notes;
use super::observed::tags;
use super::when::when;
use crate::clinical::referrals::Referral;
use crate::clinical::{Area, Referrals};
use crate::ui::callout::Callout;
use crate::ui::data_table::{Column, DataTable, Row, missing};
use crate::ui::tag::{TagKind, tag};

/// The referrals of the open patient.
#[component]
pub fn ReferralsPage() -> impl IntoView {
    let filter = Filter::off();
    area_page(
        Area::Referrals,
        "Outbound referrals",
        |reading| &reading.referrals,
        move |items| content(items, filter),
    )
}

fn content(referrals: Arc<Referrals>, filter: Filter<()>) -> AnyView {
    let list = filter.over(&referrals, |referrals| &referrals.items);
    let apart = (!referrals.apart.is_empty()).then(|| {
        view! {
            <Callout heading="Not on the practice's list of referrals">
                "These came only because consultations or problems contain or link to them. There may be gaps between them."
            </Callout>
            {table("Linked from other items", &referrals.apart.iter().collect::<Vec<_>>())}
        }
    });
    view! {
        <p class="app-quiet app-small">
            "A referral says that the practice asked. It does not say whether the patient was seen, or is in anyone's care now."
        </p>
        <FilterBar of="Referrals" tally=list.tally() order=NEWEST_FIRST />
        <div class="app-referrals">
            {list.drawn(|rows| (!rows.is_empty()).then(|| table("Referrals", rows)).into_any())}
            {apart}
        </div>
        {not_included(&referrals.not_included)}
    }
    .into_any()
}

fn table(title: &str, referrals: &[&Referral]) -> AnyView {
    let columns = vec![
        Column::text("Referral or reason").wide("26%"),
        Column::date("Referred").wide("7.5rem"),
        Column::text("To"),
        Column::text("By"),
        Column::text("Text and notes"),
    ];
    let rows = referrals.iter().map(|referral| row(referral)).collect();
    view! { <DataTable caption=format!("{title} ({})", referrals.len()) columns=columns rows=rows /> }
        .into_any()
}

fn row(referral: &Referral) -> Row {
    Row::new(vec![term(referral), when(referral.date.as_ref()), to(referral), by(referral), text(referral)])
}

fn term(referral: &Referral) -> Markup {
    let marks = [
        (referral.is_degraded, "Uncoded: original text shown"),
        (referral.not_for_patient, "Not to be disclosed to the patient"),
    ];
    html! {
        span.app-row__term.app-text { (referral.term) }
        @if let Some(priority) = &referral.priority { " " (tag(TagKind::Plain, priority)) }
        (tags(&referral.marks))
        @for (is_on, text) in marks {
            @if is_on { " " (tag(TagKind::Incomplete, text)) }
        }
        @for more in &referral.more { div.app-row__more { (more) } }
        (more("Linked problem", &referral.problems))
    }
}

fn to(referral: &Referral) -> Markup {
    html! {
        @for who in &referral.recipients { div { (who) } }
        @if referral.recipients.is_empty() { (missing("Recipient not recorded")) }
        (more("Service or specialty", &referral.services))
        (more("e-RS UBRN", referral.ubrn.as_slice()))
    }
}

fn by(referral: &Referral) -> Markup {
    let behalf = referral.on_behalf_of.as_ref().map(ToString::to_string);
    html! {
        @match &referral.requester {
            Some(who) => (who.to_string()),
            None => (missing("Not recorded")),
        }
        (more("For", behalf.as_slice()))
    }
}

fn text(referral: &Referral) -> Markup {
    let is_nothing =
        referral.description.is_none() && referral.notes.is_empty() && referral.documents.is_empty();
    html! {
        @if let Some(words) = &referral.description { div.app-text { (words) } }
        (notes(&referral.notes))
        (more("Document", &referral.documents))
        (more("Follows", &referral.based_on))
        @if is_nothing { (missing("None")) }
    }
}
