//! What was written in this session, with one state each.

use leptos::prelude::*;

use super::desk::{Desk, Task};
use super::notes::is_bad;
use super::report::clock;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::data_table::{Column, LiveRow, LiveTable};

/// Longest beginning of a text in the table; the whole is one press away.
const BEGINNING: usize = 60;

/// The table; nothing while there is only the task on screen.
#[component]
pub fn TaskTable() -> impl IntoView {
    let desk = Desk::here();
    // Compared, so that a letter that is typed draws no table afresh.
    let listed = Memo::new(move |_| {
        let on_screen = desk.shown.get();
        let all = desk.tasks().into_iter().filter(|task| is_written(*task));
        let keys: Vec<u32> = all.map(|task| task.key).collect();
        let is_alone = matches!(keys.as_slice(), [only] if Some(*only) == on_screen);
        if is_alone { Vec::new() } else { keys }
    });
    move || {
        let keys = listed.get();
        (!keys.is_empty()).then(|| {
            let tasks = untrack(|| desk.tasks()).into_iter().filter(|task| keys.contains(&task.key));
            let rows = tasks.map(|task| row(desk, task)).collect();
            let columns = vec![
                Column::date("Time"),
                Column::text("Type"),
                Column::text("Text"),
                Column::text("State"),
            ];
            view! {
                <h2>"Tasks of this session"</h2>
                <LiveTable caption="Tasks of this session, newest first".to_owned() hide_caption=true columns=columns rows=rows />
                <p class="app-quiet app-small">
                    "They are kept until you close the patient or lock the screen. What happens to a task after it was sent is not known here."
                </p>
            }
        })
    }
}

fn is_written(task: Task) -> bool {
    let is_empty = task.text.with(|text| text.trim().is_empty()) && task.kind.get().is_none();
    !is_empty || task.reviewed().is_some()
}

fn row(desk: Desk, task: Task) -> LiveRow {
    let beginning = Memo::new(move |_| {
        let text = task.reviewed().map_or_else(|| task.text.get(), |review| review.text);
        let line: String = text.lines().next().unwrap_or_default().chars().take(BEGINNING).collect();
        let rest = if line.chars().count() < text.trim().chars().count() { "…" } else { "" };
        if text.trim().is_empty() { "No text yet".to_owned() } else { format!("{line}{rest}") }
    });
    let kind = move || {
        let reviewed = task.reviewed().map(|review| review.kind);
        reviewed.or(task.kind.get()).map_or("Not chosen", |kind| kind.words())
    };
    let open = Callback::new(move |()| desk.shown.set(Some(task.key)));
    let is_shown = Memo::new(move |_| desk.shown.get() == Some(task.key));
    // The words apart from the button, which paper does not have.
    let more = move || match is_shown.get() {
        true => "(shown above)".into_any(),
        false => view! {
            <Button kind=ButtonKind::Link on_press=open>
                "Show" <span class="nhsuk-u-visually-hidden">" the task: " {beginning}</span>
            </Button>
        }
        .into_any(),
    };
    let text = view! { {beginning} " " {more} };
    let state = move || {
        let state = task.state();
        let asked = task.asked.get().map(|at| format!(", practice asked at {}", clock(at)));
        let words = format!("{}{}", state.words(), asked.unwrap_or_default());
        if is_bad(state) { view! { <strong>{words}</strong> }.into_any() } else { words.into_any() }
    };
    let time = move || clock(task.at());
    LiveRow::new(vec![time.into_any(), kind.into_any(), text.into_any(), state.into_any()])
}
