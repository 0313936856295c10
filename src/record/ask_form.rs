//! `What to ask for`: the areas and their limits as a reader chooses them, asked for in one request. What may not be
//! asked for together is explained before anything is sent (ARS-09).

mod wish;

use leptos::prelude::*;

use super::structured::StructuredRecord;
use crate::clinical::Area;
use crate::format::uk_time;
use crate::gpconnect::Failure;
use crate::gpconnect::structured::{Include, predefined, preflight};
use crate::session::clock;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::Callout;
use crate::ui::details::Details;
use crate::ui::memo::memo;
use wish::{Wish, WishFields};

/// The form, folded: of one area, or without one of all that are part of the record's request.
#[component]
pub fn AskForm(
    /// The record.
    record: StructuredRecord,
    /// The area.
    #[prop(optional)]
    of: Option<Area>,
) -> impl IntoView {
    let wishes: Vec<Wish> = Area::ALL
        .into_iter()
        .filter(|area| of.is_none_or(|of| of == *area) && record.is_open(*area))
        .filter_map(Wish::of)
        .collect();
    if wishes.is_empty() {
        return ().into_any();
    }
    // The fields of one area show what it was last asked for with. Together such choices might be forbidden, so that the
    // form of all areas starts from the whole.
    if let Some(of) = of {
        let asked = memo(move || record.include(of));
        let wishes = wishes.clone();
        Effect::new(move |_| {
            asked
                .with(|asked| asked.iter().for_each(|asked| wishes.iter().for_each(|wish| wish.show(asked))));
        });
    }
    let refused = RwSignal::new(None::<String>);
    let said = RwSignal::new(None::<String>);
    let send = move |include: Vec<Include>| match preflight(&include, clock::now()) {
        Ok(()) => {
            refused.set(None);
            record.ask_for(include);
            said.set(Some("Asked. The screen will be updated when the practice answers.".to_owned()));
        }
        Err(Failure::NotSent { why }) => {
            said.set(None);
            refused.set(Some(why));
        }
        // No other failure comes before sending.
        Err(_) => refused.set(Some("Check what you entered.".to_owned())),
    };
    let asked = wishes.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        said.set(None);
        refused.set(None);
        let read: Vec<Result<Option<Include>, ()>> = asked.iter().map(Wish::include).collect();
        if let Ok(include) = read.into_iter().collect::<Result<Vec<_>, ()>>() {
            send(include.into_iter().flatten().collect());
        }
    };
    let is_whole = of.is_none();
    let short = Callback::new(move |()| send(predefined(uk_time::today(clock::now()), true)));
    let everything = Callback::new(move |()| send(Include::everything()));
    let presets = is_whole.then(|| {
        view! {
            <p>
                <Button kind=ButtonKind::Link on_press=everything>"Everything"</Button>
                ", or in short: "
                <Button kind=ButtonKind::Link on_press=short>
                    "the last 12 months of medication, the 3 latest consultations, allergies, problems, immunisations and uncategorised data"
                </Button>
            </p>
        }
    });
    let fields =
        wishes.into_iter().map(|wish| view! { <WishFields wish=wish choosable=is_whole /> }).collect_view();
    let summary = match of {
        Some(of) => format!("What to ask for: {}", of.title().to_lowercase()),
        None => "What to ask for".to_owned(),
    };
    view! {
        <div class="app-ask">
            <Details summary=summary>
                {presets}
                <form novalidate=true on:submit=submit>
                    {fields}
                    <div role="alert">
                        {move || refused.get().map(|why| view! { <Callout heading="Nothing was sent">{why}</Callout> })}
                    </div>
                    <Button kind=ButtonKind::Secondary small=true submit=true>"Ask the practice"</Button>
                    " "
                    <span role="status">{move || said.get()}</span>
                </form>
            </Details>
        </div>
    }
    .into_any()
}
