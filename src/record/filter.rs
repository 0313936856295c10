//! The bar above a list: which rows are shown, which words they must have, and which end comes first. Off by default,
//! local, reversible, and it says how many rows it hides (ARS-68, HAZ 100).

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use crate::clinical::findable::{Findable, Wanted, oldest_first};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::segmented::Segmented;
use crate::ui::tag::{Tag, TagKind};
use crate::ui::unique_id;

/// How long typing must rest before a list is drawn anew.
const REST: Duration = Duration::from_millis(150);

/// A choice of kinds of rows.
pub trait Choice<T>: Copy + PartialEq + Send + Sync + 'static {
    /// Whether a row is of the kind.
    fn shows(self, row: &T) -> bool;

    /// The choices with their counts: `All 12`.
    fn counted(choices: &[(Self, &str)], rows: &[T]) -> Vec<(Self, String)> {
        let count = |choice: Self| rows.iter().filter(|row| choice.shows(row)).count();
        choices.iter().map(|(choice, words)| (*choice, format!("{words} {}", count(*choice)))).collect()
    }
}

/// Of rows whose kinds are not told apart, all are shown.
impl<T> Choice<T> for () {
    fn shows(self, _: &T) -> bool {
        true
    }
}

/// What a reader chose for one list. Made once for each page, so that it outlives an answer and is gone with the patient.
#[derive(Debug)]
pub struct Filter<S: 'static> {
    show: RwSignal<S>,
    /// What stands in the field.
    entry: RwSignal<String>,
    /// What the rows must have: the entry, once it rests.
    words: RwSignal<String>,
    is_oldest_first: RwSignal<bool>,
}

impl<S> Clone for Filter<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Filter<S> {}

impl<S: Copy + PartialEq + Send + Sync + 'static> Filter<S> {
    /// Everything, the newest first. `all` is the choice that shows every row.
    pub fn off(all: S) -> Self {
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
        Self { show: RwSignal::new(all), entry, words, is_oldest_first: RwSignal::new(false) }
    }

    /// Of rows that stand newest first, those of the chosen kind that have the words, in the chosen order, tracked.
    pub fn rows<'a, T: Findable>(&self, rows: impl IntoIterator<Item = &'a T>) -> Vec<&'a T>
    where
        S: Choice<T>,
    {
        let (show, wanted) = (self.show.get(), Wanted::of(&self.words.read()));
        let is_shown = |row: &&T| show.shows(row) && wanted.is_in(*row);
        let mut rows: Vec<&T> = rows.into_iter().filter(is_shown).collect();
        if self.is_oldest_first.get() {
            oldest_first(&mut rows);
        }
        rows
    }
}

/// The bar, and what it hides.
#[component]
pub fn FilterBar<S>(
    /// What the rows are: `Problems`.
    of: &'static str,
    /// The choices with their counts, the one that shows every row first; none where the kinds are not told apart.
    #[prop(optional)]
    options: Vec<(S, String)>,
    /// What is chosen.
    filter: Filter<S>,
    /// How many rows there are.
    all: usize,
    /// How many of them are shown.
    #[prop(into)]
    shown: Signal<usize>,
    /// Whether the order can be chosen.
    #[prop(optional)]
    sorted: bool,
    /// What a choice means.
    #[prop(optional)]
    remark: Option<&'static str>,
    /// What else can be chosen about the list.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    S: Copy + PartialEq + Send + Sync + 'static,
{
    let id = unique_id("filter");
    let everything = options.first().map(|(all, _)| *all);
    let clear = Callback::new(move |()| {
        if let Some(everything) = everything {
            filter.show.set(everything);
        }
        filter.entry.set(String::new());
        filter.words.set(String::new());
    });
    let says = move || {
        let hidden = all.saturating_sub(shown.get());
        (hidden > 0).then(|| {
            let rows = if hidden == 1 { "row" } else { "rows" };
            let none = if hidden == all { "All " } else { "" };
            view! {
                <Tag kind=TagKind::Incomplete text=format!("{none}{hidden} {rows} hidden by this choice") />
                " "
                <span class="app-not-on-paper">
                    <Button kind=ButtonKind::Link on_press=clear>"Show all"</Button>
                </span>
            }
        })
    };
    let kinds = (!options.is_empty()).then(|| {
        view! { <Segmented legend=format!("{of} shown") options=options value=filter.show /> }
    });
    let order = sorted.then(|| {
        let options = vec![(false, "Newest first".to_owned()), (true, "Oldest first".to_owned())];
        view! { <Segmented legend=format!("Order of {}", of.to_lowercase()) options=options value=filter.is_oldest_first /> }
    });
    view! {
        <div class="app-filter">
            {kinds}
            <div class="app-filter__words">
                <label for=id.clone()>"With the words"</label>
                <input
                    class="nhsuk-input"
                    id=id
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    bind:value=filter.entry
                />
            </div>
            {order}
            {children.map(|children| children())}
            <span class="app-filter__hidden" role="status">{says}</span>
            {remark.map(|remark| view! { <span class="app-filter__remark app-quiet app-small">{remark}</span> })}
        </div>
    }
}
