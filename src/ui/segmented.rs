//! Segmented control: one choice of a few, all in sight. Radio buttons underneath, so arrow keys move in it.

use std::sync::Arc;

use leptos::prelude::*;

use super::unique_id;

/// A choice of a few. Labels may carry counts: `Current 11`.
#[component]
pub fn Segmented<T>(
    /// What is chosen, for a screen reader: `Type of medication`.
    #[prop(into)]
    legend: String,
    /// The choices in order.
    #[prop(into)]
    options: Signal<Vec<(T, String)>>,
    /// What is chosen.
    value: RwSignal<T>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let labels = move || options.with(|all| all.iter().map(|(_, label)| label.clone()).collect());
    let is_chosen =
        move |at: usize| options.with(|all| all.get(at).is_some_and(|(one, _)| *value.read() == *one));
    // The browser may say so of a button that is going, when nobody keeps its value any more.
    let choose = move |at: usize| {
        if let Some(Some(one)) = options.try_with_untracked(|all| all.get(at).map(|(one, _)| one.clone())) {
            value.try_set(one);
        }
    };
    drawn(
        legend,
        Choices { labels: Box::new(labels), is_chosen: Arc::new(is_chosen), choose: Arc::new(choose) },
    )
}

/// The choices by their places. Of which type they are is forgotten here, so that the code is there once.
struct Choices {
    labels: Box<dyn Fn() -> Vec<String> + Send + Sync>,
    is_chosen: Arc<dyn Fn(usize) -> bool + Send + Sync>,
    choose: Arc<dyn Fn(usize) + Send + Sync>,
}

fn drawn(legend: String, choices: Choices) -> AnyView {
    let name = unique_id("segmented");
    let buttons = move || {
        let button = |(at, label): (usize, String)| {
            let id = format!("{name}-{at}");
            let (is_chosen, choose) = (choices.is_chosen.clone(), choices.choose.clone());
            view! {
                <div class="app-segmented__option">
                    <input
                        autocomplete="off"
                        class="app-segmented__input"
                        type="radio"
                        id=id.clone()
                        name=name.clone()
                        prop:checked=move || is_chosen(at)
                        on:change=move |_| choose(at)
                    />
                    <label class="app-segmented__label" for=id>{label}</label>
                </div>
            }
        };
        (choices.labels)().into_iter().enumerate().map(button).collect_view()
    };
    view! {
        <fieldset class="app-segmented">
            <legend class="nhsuk-u-visually-hidden">{legend}</legend>
            {buttons}
        </fieldset>
    }
    .into_any()
}
