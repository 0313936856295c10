//! How to read what GP Connect sends: the parts of its guidance that change what a reader may conclude (ARS-63).

use leptos::prelude::*;

use crate::clinical::Area;
use crate::ui::details::Details;

/// What holds for every area.
const RECORD: [&str; 4] = [
    "This is the record of the GP practice when it was retrieved. Letters not yet filed, and entries still in transit from another practice, may be missing.",
    "An area without entries does not say that nothing is so. The practice may withhold it, may not have recorded it, or may not support the area.",
    "An entry marked not coded has its text only: nothing can be worked out from it, so read the text.",
    "Tell the practice about an error in its record. Nothing can be changed here.",
];

/// What holds for one area.
fn of_area(area: Area) -> &'static [&'static str] {
    match area {
        Area::Allergies => &[
            "That there are none is said only where the practice recorded it in words. A list without entries is not the same.",
            "Ended allergies are history. They are shown apart and say when and why they ended.",
        ],
        Area::Medications => &[
            "The record says what was prescribed. It does not say what was dispensed or taken.",
            "Medication prescribed elsewhere, over the counter or in hospital is shown only where the practice recorded it.",
            "Dosage and quantity are the words of the practice, and may change between issues.",
        ],
        Area::Problems => &[
            "Active, inactive, major and minor are as the practice chose them. Practices use them differently.",
            "What is linked to a problem was linked by the practice. Something that is not linked may still belong to it.",
        ],
        Area::Consultations => &[
            "A draft consultation was not finished when the record was retrieved.",
            "Topics and headings are the practice's own, in its order. An entry without a heading was written without one.",
        ],
        Area::Immunisations => &[
            "Vaccines that were prescribed may stand under medications. Those given elsewhere may be missing.",
            "An immunisation that was not given is asked for and shown apart, with the reason where there is one.",
        ],
        Area::UncategorisedData => &[
            "Everything coded that belongs to no other area: measurements, history, examinations, administration.",
            "Half of a blood pressure that was not recorded is said to be missing. It is not normal or zero.",
        ],
        Area::Investigations => &[
            "Ranges and units are those of the laboratory that reported. Compare results only in the same unit.",
            "Not filed means that nobody at the practice has recorded looking at the report.",
            "Tests requested by others, and results sent only to them, may be missing.",
        ],
        Area::Referrals => &[
            "A referral says that somebody was asked. It does not say that they accepted, or that their care goes on.",
        ],
        Area::DiaryEntries => {
            &["Diary entries are plans. None of them has been done, and some may no longer be meant."]
        }
        Area::Documents => &[
            "The list has what the practice holds as documents. Scanned letters may not be among them.",
            "A document over 5 MB, or of a kind that is not supported, comes as a note that says why.",
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
