//! `/tasks`: what is written, looked at, sent, and what became of it in this session.

use leptos::prelude::*;

use super::desk::Desk;
use super::ended::TaskEnded;
use super::form::TaskForm;
use super::notes::{HEADING, NotLive};
use super::offer::TakenRow;
use super::review::CheckAndSend;
use super::sending::Sending;
use super::table::TaskTable;
use crate::ui::afresh::afresh;
use crate::ui::focus::focus_soon;

/// Which of its screens the page shows.
#[derive(Clone, Copy, PartialEq)]
enum Screen {
    Form,
    LastLook,
    Ended,
}

/// The page.
#[component]
pub fn TasksPage() -> impl IntoView {
    let desk = Desk::here();
    if desk.is_own_practice() {
        return view! {
            <div class="app-page-head"><h1 id=HEADING tabindex="-1">"Tasks"</h1></div>
            <NotLive />
            <p>"Your organisation is the patient's own practice: write the task in its own system."</p>
        }
        .into_any();
    }
    desk.look_once();
    match TakenRow::take() {
        // What is to be done about it goes on the line below.
        Some(row) => desk.begin(format!("{}\n", row.text)),
        None if untrack(|| desk.on_screen()).is_none() => desk.show_draft(),
        None => {}
    }
    let screen = Memo::new(move |_| {
        let task = desk.on_screen()?;
        let screen = task.sending.with(|sending| match sending {
            Sending::Open => Screen::Form,
            Sending::Reviewing(_) | Sending::Sending(_) => Screen::LastLook,
            Sending::Ended(..) => Screen::Ended,
        });
        Some((task.key, screen))
    });
    // The heading of each further screen is the next thing to read.
    Effect::new(move |before: Option<Option<(u32, Screen)>>| {
        let now = screen.get();
        if before.is_some_and(|before| before != now) {
            focus_soon(HEADING);
        }
        now
    });
    let content = afresh(
        move || screen.get(),
        move |shown| match (shown, desk.on_screen()) {
            (Some((_, Screen::Form)), Some(task)) => view! { <TaskForm task=task /> }.into_any(),
            (Some((_, Screen::LastLook)), Some(task)) => view! { <CheckAndSend task=task /> }.into_any(),
            (Some((_, Screen::Ended)), Some(task)) => view! { <TaskEnded task=task /> }.into_any(),
            (None, _) | (_, None) => view! { <h1 id=HEADING tabindex="-1">"Tasks"</h1> }.into_any(),
        },
    );
    let is_last_look = move || matches!(screen.get(), Some((_, Screen::LastLook)));
    view! {
        <div class="app-booking">
            {content}
            {move || (!is_last_look()).then(|| view! { <TaskTable /> })}
        </div>
    }
    .into_any()
}
