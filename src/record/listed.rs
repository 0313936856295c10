//! An area by type, date and text, where it has no view of its own.

use std::sync::Arc;

use leptos::prelude::*;

use super::allergies::NotIncluded;
use super::other_items::table;
use crate::clinical::Listed;
use crate::ui::callout::Callout;

/// The rows of the practice's own list, then what came with other items.
pub fn listed(items: Arc<Listed>) -> AnyView {
    let own = (!items.items.is_empty()).then(|| table("On the practice's list", items.items.iter()));
    let apart = (!items.apart.is_empty()).then(|| {
        view! {
            <Callout heading="Not on the practice's list">
                "These came only because consultations or problems hold or link them. Between them there may be gaps."
            </Callout>
            {table("Linked from other items", items.apart.iter())}
        }
    });
    view! {
        {own}
        {apart}
        <NotIncluded entries=items.not_included.clone() />
    }
    .into_any()
}
