//! What a screen of this capability does beside drawing: it ends with the screen. Nothing here asks for a record.

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use crate::gpconnect::Cancel;

/// The work of one screen. `Copy`.
#[derive(Clone, Copy)]
pub struct Work {
    owner: StoredValue<Option<Owner>>,
    cancel: StoredValue<Cancel>,
}

impl Work {
    /// Of the screen that is being drawn.
    pub fn here() -> Self {
        let cancel = StoredValue::new(Cancel::new());
        on_cleanup(move || {
            cancel.try_with_value(Cancel::fire);
        });
        Self { owner: StoredValue::new(Owner::current()), cancel }
    }

    /// Fires when the screen is left.
    pub fn cancel(&self) -> Cancel {
        self.cancel.get_value()
    }

    /// Begins something, in the screen's name and not in that of the button that was pressed, which may go.
    pub fn start(&self, work: impl Future<Output = ()> + 'static) {
        if let Some(Some(owner)) = self.owner.try_get_value() {
            owner.with(|| spawn_local_scoped_with_cancellation(work));
        }
    }
}
