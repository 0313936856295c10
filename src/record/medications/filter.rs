//! The filter of the medications: off by default, reversible, and it says what it hides (ARS-68, HAZ 100).

use std::sync::Arc;

use leptos::prelude::*;

use crate::clinical::Medications;
use crate::clinical::medications::Group;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::segmented::Segmented;
use crate::ui::tag::{Tag, TagKind};

/// Which groups are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// All of them: no filter.
    All,
    /// Those that may be current.
    Current,
    /// Stopped and past ones.
    Past,
}

impl Show {
    /// Whether a group is shown.
    pub fn shows(self, group: Group) -> bool {
        match self {
            Show::All => true,
            Show::Current => group.may_be_current(),
            Show::Past => !group.may_be_current(),
        }
    }
}

/// The choice, and what it hides.
#[component]
pub fn Filter(
    /// The medications.
    medications: Arc<Medications>,
    /// What is shown.
    show: RwSignal<Show>,
) -> impl IntoView {
    let all = medications.items.len();
    let current = medications.count_current();
    let past = all - current;
    let options = vec![
        (Show::All, format!("All {all}")),
        (Show::Current, format!("Current {current}")),
        (Show::Past, format!("Past {past}")),
    ];
    let hidden = move || match show.get() {
        Show::All => 0,
        Show::Current => past,
        Show::Past => current,
    };
    let says = move || {
        let hidden = hidden();
        (hidden > 0).then(|| {
            let rows = if hidden == 1 { "row" } else { "rows" };
            view! {
                <Tag kind=TagKind::Incomplete text=format!("{hidden} {rows} hidden by this choice") />
                " "
                <Button kind=ButtonKind::Link on_press=Callback::new(move |()| show.set(Show::All))>
                    "Show all"
                </Button>
            }
        })
    };
    view! {
        <div class="app-filter">
            <Segmented legend="Medications shown" options=options value=show />
            <span class="app-filter__hidden" role="status">{says}</span>
            <span class="app-quiet app-small">
                "Current: active in the practice's system, or an acute that ended in the last 28 days. Active does not mean taken: check the dates and marks of each line."
            </span>
        </div>
    }
}
