//! Allergies at a glance: active ones with their reactions.

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use crate::clinical::allergies::Allergy;
use crate::clinical::{Allergies, Area};
use crate::record::allergies::{NO_REACTION_SENT, marks, reactions, statements};
use crate::record::area_panel::card_panel;
use crate::record::structured::StructuredRecord;
use crate::record::when::when;
use crate::ui::card::Card;
use crate::ui::link::Link;
use crate::ui::written::written;

/// The allergies.
#[component]
pub fn AllergiesCard(
    /// The record.
    record: StructuredRecord,
) -> impl IntoView {
    let body = move || card_panel(record, Area::Allergies, record.allergies(), allergies);
    let count = move || record.allergies().present().map(|items| format!("{} active", items.active.len()));
    let end = move || {
        view! {
            <span class="app-quiet">{count}</span>
            " "
            <Link to="/allergies">"All allergies"</Link>
        }
    };
    // Red is for what can harm, not for an empty list.
    let alert =
        Signal::derive(move || record.allergies().present().is_some_and(|items| !items.active.is_empty()));
    view! {
        <Card heading="Allergies and adverse reactions" alert=alert end=ViewFn::from(end)>
            <div class="app-card__list">{body}</div>
        </Card>
    }
}

fn allergies(items: Arc<Allergies>) -> AnyView {
    let ended = match items.ended.len() {
        0 => None,
        1 => Some("1 ended allergy is listed separately.".to_owned()),
        count => Some(format!("{count} ended allergies are listed separately.")),
    };
    written(html! {
        (statements(&items))
        @if let Some(words) = items.none_active() { p.app-card__body { (words) } }
        ul.app-list { @for one in &items.active { (allergy(one)) } }
        @if let Some(ended) = ended { p.app-card__body.app-quiet.app-small { (ended) } }
    })
}

fn allergy(allergy: &Allergy) -> Markup {
    html! {
        li.app-list__row.app-list__row--allergy {
            div {
                span.app-allergy__agent { (allergy.agent) }
                (marks(allergy))
            }
            div {
                (reactions(&allergy.reactions))
                @if allergy.reactions.is_empty() { (NO_REACTION_SENT) }
            }
            div.app-list__date { (when(allergy.onset.as_ref().or(allergy.asserted.as_ref()))) }
        }
    }
}
