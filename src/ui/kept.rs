//! What a part of the program keeps for the open patient from the moment that it is first entered, and what it shows above
//! every page of theirs.

use leptos::prelude::*;

/// The place for it; the shell gives one for each patient.
#[derive(Clone, Copy)]
pub struct Kept {
    owner: StoredValue<Option<Owner>>,
    above: RwSignal<Vec<fn() -> AnyView>>,
}

impl Kept {
    /// Puts an empty place into the context of the current owner, which must be the patient's.
    pub fn provide() {
        provide_context(Self { owner: StoredValue::new(Owner::current()), above: RwSignal::default() });
    }

    /// Keeps a `T` for the patient, unless one is kept: `provide` puts it into the context. What `above` draws stands above
    /// every page from then on.
    pub fn once<T: Clone + 'static>(provide: fn(), above: fn() -> AnyView) {
        let Some(kept) = use_context::<Self>().filter(|_| use_context::<T>().is_none()) else { return };
        kept.owner.with_value(|owner| owner.as_ref().map(|owner| owner.with(provide)));
        kept.above.update(|all| all.push(above));
    }

    /// What stands above every page of the patient; tracked.
    pub fn above() -> Vec<AnyView> {
        let kept = use_context::<Self>();
        kept.map(|kept| kept.above.get().into_iter().map(|draw| draw()).collect()).unwrap_or_default()
    }
}
