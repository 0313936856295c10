//! The door of this capability: a part of the program that is loaded when its page is first opened.

use leptos::prelude::*;

use super::desk::Desk;
use super::page::TasksPage;
use super::unsettled::UnsettledBar;
use crate::ui::kept::Kept;
use crate::ui::parts::part;

/// The page.
#[derive(Clone, Copy)]
pub struct Pages {
    /// `/tasks`.
    pub tasks: fn() -> AnyView,
}

part!(
    /// The part with the page.
    TASKS: Pages = tasks, load_tasks, Pages { tasks }
);

fn tasks() -> AnyView {
    Kept::once::<Desk>(Desk::provide, || view! { <UnsettledBar /> }.into_any());
    view! { <TasksPage /> }.into_any()
}
