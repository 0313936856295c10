//! An answer whose details differ from the national record: the difference first, the content after (ARS-59).

use leptos::prelude::*;
use maud::html;

use crate::clinical::CrossCheck;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::data_table::{Column, DataTable, Row, RowMark, missing};

/// The differing details, and the decision.
#[component]
pub fn Differences(
    /// The check of this answer.
    check: CrossCheck,
    /// The user has checked that it is the same person.
    on_confirm: Callback<()>,
) -> impl IntoView {
    let value = |value: &Option<String>| match value {
        Some(value) => html! { (value) },
        None => missing("Not supplied"),
    };
    let rows = check
        .differences()
        .map(|row| {
            let cells = vec![html! { (row.field.label()) }, value(&row.national), value(&row.practice)];
            Row::new(cells).marked(RowMark::Differs)
        })
        .collect();
    let columns =
        vec![Column::text("Detail"), Column::text("National record (PDS)"), Column::text("This answer")];
    let heading = match check.differences().next() {
        Some(_) => "This answer has different details from the national record",
        None => "This answer has nothing but the NHS number to compare",
    };
    let table = check.differences().next().is_some().then(|| {
        view! { <DataTable caption="Details that differ" columns=columns rows=rows /> }
    });
    view! {
        <Callout kind=CalloutKind::Danger heading=heading>
            "Check with the patient that it is the same person. The record is not shown until you have."
        </Callout>
        {table}
        <Button kind=ButtonKind::Secondary on_press=on_confirm>
            "I have checked: same person, show the record"
        </Button>
    }
}
