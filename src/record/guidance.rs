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

/// What holds for one area.
fn of_area(area: Area) -> &'static [&'static str] {
    match area {
        Area::Allergies => &[
            "This application says that there are none only where the practice recorded it in words. An empty list is not the same.",
            "Ended allergies are history. They are shown separately and say when and why they ended.",
        ],
        Area::Medications => &[
            "The record says what was prescribed. It does not say what was dispensed or taken.",
            "Medication prescribed elsewhere, over the counter or in hospital is shown only where the practice recorded it.",
            "Dosage and quantity are in the practice's own words, and may change between issues.",
        ],
        Area::Problems => &[
            "Active, inactive, major and minor are as the practice chose them. Practices use them differently.",
            "Links to a problem were made by the practice. Something that is not linked may still belong to it.",
        ],
        Area::Consultations => &[
            "A draft consultation was not finished when the record was retrieved.",
            "Topics and headings are the practice's own, in its order. An entry without a heading was written without one.",
        ],
        Area::Immunisations => &[
            "Vaccines that were prescribed may be under medications. Those given elsewhere may be missing.",
            "Immunisations that were not given are asked for and shown separately, with the reason where there is one.",
        ],
        Area::UncategorisedData => &[
            "Everything coded that belongs to no other area: measurements, history, examinations, administration.",
            "If half of a blood pressure was not recorded, it is shown as missing. It is not normal or zero.",
        ],
        Area::Investigations => &[
            "Ranges and units are from the laboratory that reported. Compare results only in the same unit.",
            "Not filed means that nobody at the practice has recorded looking at the report.",
            "Tests requested by others, and results sent only to them, may be missing.",
        ],
        Area::Referrals => &[
            "A referral says that somebody was asked. It does not say that they accepted, or that their care continues.",
        ],
        Area::DiaryEntries => &[
            "Diary entries are plans. They do not show that anything was done, and some may no longer be intended.",
        ],
        Area::Documents => &[
            "The list has what the practice keeps as documents. Scanned letters may not be among them.",
            "A document over 5 MB, or of a kind that is not supported, arrives as a note that says why.",
        ],
    }
}

/// `How to read allergies`, folded.
#[component]
pub fn Guidance(
    /// The area; without one, the record as a whole.
    of: Option<Area>,
) -> impl IntoView {
    let about = of.map_or("this record".to_owned(), |area| area.title().to_lowercase());
    let lines = of.map_or(&[] as &[_], of_area).iter().chain(&RECORD);
    view! {
        <Details summary=format!("How to read {about}")>
            <ul class="nhsuk-list nhsuk-list--bullet">
                {lines.map(|line| view! { <li>{*line}</li> }).collect_view()}
            </ul>
        </Details>
    }
}
