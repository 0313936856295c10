//! "Write a task about this", beside the rows of the record: small, because it is there before the page is loaded.

use leptos::prelude::*;

use crate::ui::link::Place;
use crate::ui::row_actions::{RowActions, RowInWords};

/// The row that a task is to be written about, until the page takes it.
#[derive(Clone, Copy)]
pub struct TakenRow(RwSignal<Option<RowInWords>>);

impl TakenRow {
    /// Takes it, where there is one.
    pub fn take() -> Option<RowInWords> {
        use_context::<Self>().and_then(|taken| taken.0.try_update(Option::take).flatten())
    }
}

/// Offers it for the rows of the open patient, whose owner the current one must be.
pub fn offer() {
    let (taken, place) = (TakenRow(RwSignal::new(None)), Place::here());
    provide_context(taken);
    let take = Callback::new(move |row: RowInWords| {
        taken.0.set(Some(row));
        place.go("/tasks");
    });
    RowActions::offer("Write a task about this", take);
}
