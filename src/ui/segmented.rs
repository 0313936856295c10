//! Segmented control: one choice of a few, all in sight. Radio buttons underneath, so arrow keys move in it.

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
    let name = unique_id("segmented");
    let buttons = move || {
        let button = |(index, (option, label)): (usize, (T, String))| {
            let id = format!("{name}-{index}");
            let option = StoredValue::new(option);
            view! {
                <div class="app-segmented__option">
                    <input
                        autocomplete="off"
                        class="app-segmented__input"
                        type="radio"
                        id=id.clone()
                        name=name.clone()
                        prop:checked=move || option.with_value(|option| *value.read() == *option)
                        // The browser may say so of a button that is going, when nobody keeps its value any more.
                        on:change=move |_| {
                            if let Some(option) = option.try_get_value() {
                                value.set(option);
                            }
                        }
                    />
                    <label class="app-segmented__label" for=id>{label}</label>
                </div>
            }
        };
        options.get().into_iter().enumerate().map(button).collect_view()
    };
    view! {
        <fieldset class="app-segmented">
            <legend class="nhsuk-u-visually-hidden">{legend}</legend>
            {buttons}
        </fieldset>
    }
}
