//! The door of this capability: a part of the program that whoever only reads a record does not load.

use leptos::prelude::*;

use super::desk::Desk;
use super::sent::SentPage;
use super::write::WritePage;
use crate::ui::kept::Kept;
use crate::ui::parts::part;

/// The pages.
#[derive(Clone, Copy)]
pub struct Pages {
    /// `/write-summary`.
    pub write: fn() -> AnyView,
    /// `/sent-summaries`.
    pub sent: fn() -> AnyView,
}

part!(
    /// The part with the pages.
    WRITE_BACK: Pages = write_back, load_write_back, Pages { write, sent }
);

fn write() -> AnyView {
    Kept::once::<Desk>(Desk::provide, || ().into_any());
    view! { <WritePage /> }.into_any()
}

fn sent() -> AnyView {
    view! { <SentPage /> }.into_any()
}
