//! One question to a practice and what became of it.

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;

use super::for_patient::spawn_within;
use crate::clinical::State;
use crate::gpconnect::{Cancel, Error};

/// A question that is asked again and again, of which the last asking alone may speak. `Copy`; it belongs to the owner in
/// which it is made: with a patient's owner it lives as long as they are open (ARH-29), with a screen's as long as that.
pub struct Question<T: Send + Sync + 'static> {
    state: RwSignal<State<T, Error>>,
    stop: StoredValue<Cancel>,
    owner: StoredValue<Option<WeakOwner>>,
}

impl<T: Send + Sync + 'static> Clone for Question<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Question<T> {}

impl<T: Send + Sync + 'static> Default for Question<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Send + Sync + 'static> Question<T> {
    /// A question that nobody has asked yet. What is under way when its owner goes is ended.
    pub fn new() -> Self {
        let stop = StoredValue::new(Cancel::new());
        on_cleanup(move || {
            stop.try_with_value(Cancel::fire);
        });
        let owner = Owner::current().map(|owner| owner.downgrade());
        Self { state: RwSignal::new(State::NotRequested), stop, owner: StoredValue::new(owner) }
    }

    /// Asks: what was under way is ended and what was shown is taken away. `judge` is told how the call ended, unless nobody
    /// waits for this asking any longer, and says what it means; whatever else follows from the answer it does then.
    pub fn ask<E: 'static>(
        self,
        call: impl AsyncFnOnce(&Cancel) -> E + 'static,
        judge: impl FnOnce(E) -> State<T, Error> + 'static,
    ) {
        let stop = self.begin();
        self.state.set(State::Loading);
        let work = async move {
            let ended = call(&stop).await;
            // Only the last asking may speak.
            if !stop.is_fired() {
                self.state.try_set(judge(ended));
            }
        };
        if let Some(owner) = self.owner.get_value() {
            spawn_within(&owner, work);
        }
    }

    /// Ends what is under way and forgets the answer.
    pub fn forget(self) {
        self.begin();
        self.state.set(State::NotRequested);
    }

    /// Its state.
    pub fn state(self) -> ReadSignal<State<T, Error>> {
        self.state.read_only()
    }

    /// Whether nobody has asked yet; not tracked.
    pub fn is_open(self) -> bool {
        self.state.with_untracked(|state| matches!(state, State::NotRequested))
    }

    /// Changes what is shown; `change` says whether it did.
    pub fn revise(self, change: impl FnOnce(&mut State<T, Error>) -> bool) {
        self.state.maybe_update(change);
    }

    /// Ends the asking before and gives the next one its own signal.
    fn begin(self) -> Cancel {
        let stop = Cancel::new();
        self.stop.with_value(Cancel::fire);
        self.stop.set_value(stop.clone());
        stop
    }
}
