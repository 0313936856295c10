//! How to read what GP Connect sends: the parts of its guidance that change what a reader may conclude (ARS-63).

use leptos::prelude::*;

use crate::clinical::Area;
use crate::ui::details::Details;

/// What holds for every area.
const RECORD: [&str; 4] = [
    "This is the GP practice's record as it was when it was retrieved. Letters not yet filed, and entries still in transit from another practice, may be missing.",
    "An area without entries does not mean that there is nothing of the kind. The practice may withhold it, may not have recorded it, or may not support the area.",
    "An entry marked as uncoded has only its text: nothing can be worked out from it, so read the text.",
    "Tell the practice about an error in its record. Nothing can be changed here.",
];

/// `How to read allergies`, folded.
#[component]
pub fn Guidance(
    /// The area; without one, the record as a whole.
    of: Option<Area>,
) -> impl IntoView {
    let about = of.map_or("this record".to_owned(), |area| area.title().to_lowercase());
    let lines = of.map_or(&[] as &[_], Area::guidance).iter().chain(&RECORD);
    view! {
        <Details summary=format!("How to read {about}")>
            <ul class="nhsuk-list nhsuk-list--bullet">
                {lines.map(|line| view! { <li>{*line}</li> }).collect_view()}
            </ul>
        </Details>
    }
}
