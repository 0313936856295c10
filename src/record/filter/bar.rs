//! The bar above a list: its choices, and how many rows they hide.

use leptos::prelude::*;

use super::Tally;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::segmented::Segmented;
use crate::ui::tag::{Tag, TagKind};
use crate::ui::unique_id;

/// The words for the order of a list whose newest rows come first, and for that order turned round.
pub const NEWEST_FIRST: [&str; 2] = ["Newest first", "Oldest first"];

/// The words for the order of a list of what is planned, the earliest first.
pub const EARLIEST_FIRST: [&str; 2] = ["Earliest first", "Latest first"];

/// The bar, and what it hides.
#[component]
pub fn FilterBar<S>(
    /// What the rows are: `Problems`.
    of: &'static str,
    /// The rows.
    tally: Tally<S>,
    /// The words for the order of the list and for that order turned round.
    order: [&'static str; 2],
    /// What a choice means.
    #[prop(optional)]
    remark: Option<&'static str>,
    /// What else can be chosen about the list.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView
where
    S: Copy + Default + PartialEq + Send + Sync + 'static,
{
    let Tally { filter, kinds, all, shown } = tally;
    let kinds = (!kinds.is_empty()).then(|| {
        view! { <Segmented legend=format!("{of} shown") options=kinds value=filter.show /> }.into_any()
    });
    let clear = Callback::new(move |()| filter.clear());
    let order = Order { words: order, is_turned: filter.is_turned };
    let rest = view! {
        {children.map(|children| children())}
        <Hidden all=all shown=shown clear=clear />
        {remark.map(|remark| view! { <span class="app-filter__remark app-quiet app-small">{remark}</span> })}
    };
    drawn(of, filter.entry, kinds, order, rest.into_any())
}

struct Order {
    words: [&'static str; 2],
    is_turned: RwSignal<bool>,
}

/// How many rows are hidden, and the way to all of them.
#[component]
fn Hidden(all: usize, shown: Signal<usize>, clear: Callback<()>) -> impl IntoView {
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
    view! { <span class="app-filter__hidden" role="status">{says}</span> }
}

/// The bar; what depends on the kinds of rows is drawn already.
fn drawn(
    of: &'static str,
    entry: RwSignal<String>,
    kinds: Option<AnyView>,
    order: Order,
    rest: AnyView,
) -> AnyView {
    let id = unique_id("filter");
    let orders: Vec<(bool, String)> = [false, true].into_iter().zip(order.words.map(str::to_owned)).collect();
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
                    bind:value=entry
                />
            </div>
            <Segmented legend=format!("Order of {}", of.to_lowercase()) options=orders value=order.is_turned />
            {rest}
        </div>
    }
    .into_any()
}
