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

use crate::clinical::findable::{Findable, Wanted, turn};

/// How long typing must rest before a list is redrawn.
const REST: Duration = Duration::from_millis(150);

/// A choice of kinds of rows. By default every row is shown.
pub trait Choice<T>: Copy + Default + PartialEq + Send + Sync + 'static {
    /// The kinds with their words, the default first; none where they are not told apart.
    const KINDS: &'static [(Self, &'static str)];

    /// Whether a row is of the kind.
    fn shows(self, row: &T) -> bool;
}

/// Of rows whose kinds are not told apart, all are shown.
impl<T> Choice<T> for () {
    const KINDS: &'static [(Self, &'static str)] = &[];

    fn shows(self, _: &T) -> bool {
        true
    }
}

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
            Memo::new(move |_| {
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

/// Which rows are shown, in their order.
fn positions<T: Findable, S: Choice<T>>(rows: &[T], show: S, wanted: &Wanted, is_turned: bool) -> Vec<usize> {
    let is_shown = |(_, row): &(usize, &T)| show.shows(row) && wanted.is_in(*row);
    let mut shown: Vec<(usize, &T)> = rows.iter().enumerate().filter(is_shown).collect();
    if is_turned {
        turn(&mut shown, |(_, row)| row.date());
    }
    shown.into_iter().map(|(at, _)| at).collect()
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

impl Tally<()> {
    /// Together with another list of the same filter.
    pub fn and(self, other: &Self) -> Self {
        let shown = [self.shown, other.shown];
        let shown = Signal::derive(move || shown.iter().map(Signal::get).sum());
        Self { all: self.all + other.all, shown, ..self }
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::clinical::Marked;
    use crate::clinical::observation::Observed;
    use crate::fhir::DateTime;

    #[derive(Clone, Copy, Default, PartialEq)]
    enum Show {
        #[default]
        All,
        WithComment,
    }

    impl Choice<Observed> for Show {
        const KINDS: &'static [(Self, &'static str)] =
            &[(Show::All, "All"), (Show::WithComment, "With a comment")];

        fn shows(self, row: &Observed) -> bool {
            match self {
                Show::All => true,
                Show::WithComment => row.comment.is_some(),
            }
        }
    }

    fn row(term: &str, date: &str, comment: Option<&str>) -> Observed {
        Observed {
            term: Marked::plain(term.to_owned()),
            date: (!date.is_empty()).then(|| DateTime::new(date)),
            comment: comment.map(str::to_owned),
            ..Observed::default()
        }
    }

    // proves: ARS-66 ARS-68
    #[wasm_bindgen_test]
    fn kind_words_and_order_narrow_together_and_by_default_nothing_is_hidden() {
        let rows = [
            row("Weight", "2024", Some("in shoes")),
            row("Height", "2022-03", None),
            row("Weight", "2019", Some("at home")),
            row("Weight", "", Some("undated")),
        ];
        let shown = |show, words, is_turned| positions(&rows, show, &Wanted::of(words), is_turned);
        assert_eq!(shown(Show::default(), "", false), [0, 1, 2, 3]);
        assert_eq!(shown(Show::All, "", true), [2, 1, 0, 3]);
        assert_eq!(shown(Show::WithComment, "", false), [0, 2, 3]);
        assert_eq!(shown(Show::WithComment, "weight home", true), [2]);
        assert_eq!(shown(Show::WithComment, "height", true), [0; 0]);
    }
}
