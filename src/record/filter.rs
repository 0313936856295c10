//! What a reader chooses of a list: which kinds of rows, which words they must have, and which end comes first. Off by
//! default, local, reversible, and the bar says how many rows it hides (ARS-68, HAZ 100).
//!
//! ```ignore
//! let list = filter.over(&problems, |problems| &problems.items);
//! view! {
//!     <FilterBar of="Problems" tally=list.tally() order=NEWEST_FIRST />
//!     {list.drawn(|rows| table(rows))}
//! }
//! ```

mod bar;

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

pub use bar::{EARLIEST_FIRST, FilterBar, NEWEST_FIRST};

use crate::clinical::findable::{Choice, Findable, Wanted, positions};
use crate::ui::memo::memo;

/// How long typing must rest before a list is redrawn.
const REST: Duration = Duration::from_millis(150);

/// What a reader chose for one list. Made once for each page, so that it outlives an answer and is gone with the patient.
#[derive(Debug)]
pub struct Filter<S: 'static> {
    show: RwSignal<S>,
    /// What is typed in the field.
    entry: RwSignal<String>,
    /// What the rows must have: the entry, once it rests.
    words: RwSignal<String>,
    is_turned: RwSignal<bool>,
}

impl<S> Clone for Filter<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Filter<S> {}

impl<S: Copy + Default + PartialEq + Send + Sync + 'static> Filter<S> {
    /// Every row, in the order of the list.
    pub fn off() -> Self {
        let (entry, words) = rested();
        Self { show: RwSignal::default(), entry, words, is_turned: RwSignal::default() }
    }

    /// The list that is narrowed: those `rows` of `all`.
    pub fn over<A, T>(self, all: &Arc<A>, rows: fn(&A) -> &[T]) -> Narrowed<S, A, T>
    where
        A: Send + Sync + 'static,
        T: Findable + 'static,
        S: Choice<T>,
    {
        let all = all.clone();
        let shown = {
            let all = all.clone();
            memo(move || {
                let wanted = Wanted::of(&self.words.read());
                positions(rows(&all), self.show.get(), &wanted, self.is_turned.get())
            })
        };
        Narrowed { filter: self, all, rows, shown }
    }

    /// Shows every row; the order stays.
    fn clear(self) {
        self.show.set(S::default());
        self.entry.set(String::new());
        self.words.set(String::new());
    }
}

/// What is typed in a field, and the same once it rests.
fn rested() -> (RwSignal<String>, RwSignal<String>) {
    let [entry, words] = [(); 2].map(|()| RwSignal::<String>::default());
    let mut rest = debounce(REST, move |()| {
        if *words.read_untracked() != *entry.read_untracked() {
            words.set(entry.get_untracked());
        }
    });
    Effect::new(move |_| {
        entry.track();
        rest(());
    });
    (entry, words)
}

/// One list as a filter narrows it.
pub struct Narrowed<S: 'static, A, T> {
    filter: Filter<S>,
    all: Arc<A>,
    rows: fn(&A) -> &[T],
    shown: Memo<Vec<usize>>,
}

impl<S, A, T> Narrowed<S, A, T>
where
    S: Choice<T>,
    A: Send + Sync + 'static,
    T: 'static,
{
    /// What the bar says of the list.
    pub fn tally(&self) -> Tally<S> {
        let (rows, shown) = ((self.rows)(&self.all), self.shown);
        let count = |kind: S| rows.iter().filter(|row| kind.shows(row)).count();
        let kinds = S::KINDS.iter().map(|(kind, words)| (*kind, format!("{words} {}", count(*kind))));
        Tally {
            filter: self.filter,
            kinds: kinds.collect(),
            all: rows.len(),
            shown: Signal::derive(move || shown.read().len()),
        }
    }

    /// The rows that are shown, redrawn whenever they are others.
    pub fn drawn<V: IntoView + 'static>(
        self,
        draw: impl Fn(&[&T]) -> V + Send + 'static,
    ) -> impl Fn() -> V + Send + 'static {
        move || {
            let rows = (self.rows)(&self.all);
            let shown: Vec<&T> = self.shown.read().iter().filter_map(|at| rows.get(*at)).collect();
            draw(&shown)
        }
    }
}

/// How many rows there are of each kind and how many of them are shown.
#[derive(Clone)]
pub struct Tally<S: 'static> {
    filter: Filter<S>,
    kinds: Vec<(S, String)>,
    all: usize,
    shown: Signal<usize>,
}

impl<S> Tally<S> {
    /// With some of the kinds only.
    pub fn of_kinds(mut self, keep: impl Fn(&S) -> bool) -> Self {
        self.kinds.retain(|(kind, _)| keep(kind));
        self
    }
}

impl Tally<()> {
    /// Together with another list of the same filter.
    pub fn and(self, other: &Self) -> Self {
        let shown = [self.shown, other.shown];
        let shown = Signal::derive(move || shown.iter().map(Signal::get).sum());
        Self { all: self.all + other.all, shown, ..self }
    }
}
