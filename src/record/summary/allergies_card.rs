//! Allergies at a glance: active ones with their reactions.

use std::sync::Arc;

use leptos::prelude::*;

use crate::clinical::allergies::Allergy;
use crate::clinical::{Allergies, Area};
use crate::record::allergies::{Marks, NO_REACTION_SENT, Statements, reaction};
use crate::record::area_panel::card_panel;
use crate::record::structured::StructuredRecord;
use crate::record::when::When;
use crate::ui::card::Card;
use crate::ui::link::Link;

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
    let none = items.none_active().map(|words| view! { <p class="app-card__body">{words}</p> });
    let rows = items.active.iter().map(allergy).collect_view();
    let ended = match items.ended.len() {
        0 => None,
        1 => Some("1 ended allergy is listed separately.".to_owned()),
        count => Some(format!("{count} ended allergies are listed separately.")),
    };
    view! {
        <Statements allergies=items.clone() />
        {none}
        <ul class="app-list">{rows}</ul>
        {ended.map(|ended| view! { <p class="app-card__body app-quiet app-small">{ended}</p> })}
    }
    .into_any()
}

fn allergy(allergy: &Allergy) -> impl IntoView + use<> {
    let reactions = allergy.reactions.iter().map(reaction).collect_view();
    let none = allergy.reactions.is_empty().then_some(NO_REACTION_SENT);
    let date = allergy.onset.clone().or_else(|| allergy.asserted.clone());
    view! {
        <li class="app-list__row app-list__row--allergy">
            <div>
                <span class="app-allergy__agent">{allergy.agent.clone()}</span>
                <Marks allergy=allergy.clone() />
            </div>
            <div>{reactions} {none}</div>
            <div class="app-list__date"><When date=date /></div>
        </li>
    }
}
