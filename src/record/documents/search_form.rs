//! What to search for, and what was found.

use std::sync::Arc;

use leptos::prelude::*;

use super::list::narrowed;
use super::search::DocumentSearch;
use crate::clinical::State;
use crate::format::date::day_and_time;
use crate::format::uk_time::wall_clock;
use crate::record::asked::documents::{Found, Wanted};
use crate::record::day_entry::{End, day};
use crate::record::differences::Differences;
use crate::record::filter::Filter;
use crate::session::confirmed_mark::ConfirmedMark;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::Callout;
use crate::ui::card::Nothing;
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::form::TextInput;
use crate::ui::progress::Progress;

/// The fields; empty ones narrow nothing.
#[component]
pub fn SearchForm(
    /// The search.
    search: DocumentSearch,
) -> impl IntoView {
    let [first, last, author, words] = [(); 4].map(|()| RwSignal::new(String::new()));
    let [fault_of_first, fault_of_last, fault_of_author] = [(); 3].map(|()| RwSignal::new(None::<String>));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let from = day(first, fault_of_first, End::First);
        let until = day(last, fault_of_last, End::Last);
        let ods = author.get_untracked().trim().to_uppercase();
        let is_ods = ods.bytes().all(|byte| byte.is_ascii_alphanumeric());
        fault_of_author
            .set((!is_ods).then(|| "Enter an ODS code: letters and digits, such as A82038".to_owned()));
        let (Ok(from), Ok(until), true) = (from, until, is_ods) else { return };
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            fault_of_last.set(Some("The last day is before the first".to_owned()));
            return;
        }
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        let words = given(words.get_untracked().trim().to_owned());
        search.ask(Wanted { from, until, author: given(ods), words });
    };
    view! {
        <form class="app-document-search app-not-on-paper" novalidate=true on:submit=submit>
            <TextInput id="documents-first-day" label="Created from" hint="Such as 27-Mar-2024, Mar 2024 or 2024" value=first error=fault_of_first />
            <TextInput id="documents-last-day" label="Created up to" hint="Filed, where no creation date is known" value=last error=fault_of_last />
            <TextInput id="documents-author" label="Written by, ODS code" hint="An organisation; people cannot be searched for" value=author error=fault_of_author />
            <TextInput id="documents-words" label="Words in the title or kind" hint="Leave all fields empty to find every document" value=words />
            <Button kind=ButtonKind::Secondary small=true submit=true>"Search documents"</Button>
        </form>
    }
}

/// What was found, in whatever state it is.
#[component]
pub fn Found(
    /// The search.
    search: DocumentSearch,
) -> impl IntoView {
    let practice = search.patient().practice().name.clone();
    move || {
        match search.state() {
        State::NotRequested => {
            view! { <Nothing words="No search yet. This does not say whether the practice has any documents." /> }.into_any()
        }
        State::Loading => view! { <Progress what=format!("Asking {practice} for documents") /> }.into_any(),
        State::Failed(error) => view! { <FaultPanel fault=Fault::from(&error) /> }.into_any(),
        State::Withheld(words) => view! { <Callout heading="Documents: not shared">{words.join(" ")}</Callout> }.into_any(),
        State::NotSupported(words) => {
            view! { <Callout heading="Documents: not supported">{words}</Callout> }.into_any()
        }
        State::Empty(words) => view! { <Nothing words=words /> }.into_any(),
        State::Present { items, .. } => answer(search, items, &practice),
    }
    }
}

fn answer(search: DocumentSearch, answer: Arc<Found>, practice: &str) -> AnyView {
    if let Some(check) = answer.likeness.asks().cloned() {
        let confirm = Callback::new(move |()| search.confirm());
        return view! { <Differences check=check on_confirm=confirm /> }.into_any();
    }
    let (others, unclear) = (answer.documents.about_others, answer.documents.unclear);
    let others = (others > 0).then(|| {
        view! {
            <Callout heading="Documents: entries about somebody else">
                {format!("{others} entries in the answer give another person as their patient. They are not listed.")}
            </Callout>
        }
    });
    let unclear = (unclear > 0).then(|| {
        view! {
            <Callout heading="Documents: not clear whose">
                {format!("{unclear} documents give as their patient somebody who is not in the answer. They are listed; check each before you rely on it.")}
            </Callout>
        }
    });
    let unreadable = answer.documents.unreadable;
    let unreadable = (unreadable > 0).then(|| {
        view! {
            <Callout heading="Some entries could not be read">
                {format!("{unreadable} entries in the answer could not be read. There may be more documents than are listed.")}
            </Callout>
        }
    });
    let at = day_and_time(wall_clock(answer.at));
    let marked = answer.likeness.confirmed().cloned();
    let marked = marked.map(|check| view! { <ConfirmedMark check=check source=practice /> });
    view! {
        <p class="app-quiet app-small">{format!("Asked {practice} for {}, answered {at}.", answer.wanted.said())}</p>
        {marked}
        {unreadable}
        {others}
        {unclear}
        // Another search is another list: what narrowed the last one is gone.
        {narrowed("Documents found", answer.documents.clone(), Filter::off())}
    }
    .into_any()
}
