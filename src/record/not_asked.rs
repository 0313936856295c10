//! An area that this version does not ask for: said in words, never a blank.

use leptos::prelude::*;

use crate::clinical::Area;
use crate::clinical::area::NOT_ASKED_FOR;
use crate::ui::card::Nothing;
use crate::ui::link::Link;

/// The page of an area that this version does not ask for.
#[component]
pub fn NotAskedPage(
    /// The area.
    area: Area,
) -> impl IntoView {
    view! {
        <div class="app-page-head">
            <h1>{area.title()}</h1>
        </div>
        <Nothing words=NOT_ASKED_FOR />
        <p>"Look in the " <Link to="/practice-view">"practice view (HTML)"</Link> "."</p>
    }
}
