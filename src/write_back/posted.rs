//! What became of the summary that was just posted: looked up by its own identifiers, never guessed.

use chrono::TimeDelta;
use leptos::leptos_dom::helpers::set_timeout_with_handle;
use leptos::prelude::*;
use uuid::Uuid;

use super::about::Judged;
use super::desk::{Desk, Stage, begin_again};
use super::message::Message;
use super::sent::{Look, look, not_read};
use super::work::Work;
use crate::session::clock;
use crate::ui::afresh::afresh;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::fault::FaultPanel;
use crate::ui::link::Link;
use crate::ui::progress::Progress;

/// The panel.
#[component]
pub fn PostedPanel(header: Uuid) -> impl IntoView {
    let desk = Desk::here();
    let seen = RwSignal::new(Look::Waiting);
    let screen = Work::here();
    let look_now = Callback::new(move |()| {
        let cancel = screen.cancel();
        let work = async move {
            let came = look(desk.session, &cancel).await;
            if let Look::Come(judgement) = &came
                && judgement.messages.iter().any(|one| one.header == header)
            {
                desk.is_there(header);
            }
            seen.try_set(came);
        };
        screen.start(work);
    });
    look_now.run(());
    let look_again = Callback::new(move |()| {
        seen.set(Look::Waiting);
        look_now.run(());
    });
    let on_replace = Callback::new(move |one: Judged| {
        begin_again(desk.session, &one)?;
        desk.stage.set(Stage::Writing);
        Ok(())
    });
    let shown = move |look: Look| {
        match look {
        Look::Waiting => view! { <Progress what="Looking the message up by its own identifiers" /> }.into_any(),
        Look::Failed(why) => view! { <FaultPanel fault=not_read(&why) on_retry=look_now /> }.into_any(),
        Look::Come(judgement) => match judgement.messages.iter().find(|one| one.header == header).cloned() {
            Some(one) => view! {
                <Message one=one on_change=look_now on_replace=on_replace />
                <div class="app-buttons">
                    <Button kind=ButtonKind::Secondary on_press=look_now>"Refresh"</Button>
                    <Button kind=ButtonKind::Link on_press=Callback::new(move |()| desk.stage.set(Stage::Writing))>
                        "Write another"
                    </Button>
                </div>
            }
            .into_any(),
            // One of those that cannot be read may be this one.
            None if !judgement.damaged.is_empty() => {
                let why = "The outbox holds a summary that cannot be read, which may be this one.";
                view! { <FaultPanel fault=not_read(why) on_retry=look_now /> }.into_any()
            }
            None => never_came(desk, look_again),
        },
    }
    };
    view! {
        <h1 id="write-heading" tabindex="-1">"The consultation summary"</h1>
        {afresh(move || seen.get(), shown)}
        <p>
            <Link to="/sent-summaries">"Sent consultation summaries"</Link>
        </p>
    }
}

/// For how long after a call broke off the outbox may still be waiting for the rest of it (docs/write-back.md).
const REST: TimeDelta = TimeDelta::seconds(30);

/// The outbox was asked and does not have it.
fn never_came(desk: Desk, look_again: Callback<()>) -> AnyView {
    // Until then nothing else may be sent in its place, as it may yet arrive; then it is looked up once more.
    let ended =
        untrack(|| desk.of_draft(|draft| draft.unsettled.as_ref().map(|unsettled| unsettled.at))).flatten();
    let left = ended.map_or(TimeDelta::zero(), |at| at + REST - clock::now()).to_std().unwrap_or_default();
    if !left.is_zero()
        && let Ok(waiting) = set_timeout_with_handle(move || look_again.run(()), left)
    {
        on_cleanup(move || waiting.clear());
    }
    let is_early = !left.is_zero();
    let (heading, words) = match is_early {
        true => (
            "Not sent so far",
            "The answer was lost, and the outbox does not hold this message. It may still arrive there: in half a minute the outbox is asked once more, and then the message can be changed. The very same message may be sent again now; it cannot go out twice.",
        ),
        false => (
            "Not sent",
            "The answer was lost, and the outbox does not hold this message: nothing has left. The very same message may be sent again; it cannot go out twice.",
        ),
    };
    let change = (!is_early).then(|| {
        view! {
            <Button kind=ButtonKind::Link on_press=Callback::new(move |()| desk.never_left())>"Change it first"</Button>
        }
    });
    view! {
        <Callout kind=CalloutKind::Danger heading=heading>{words}</Callout>
        <div class="app-buttons">
            <Button on_press=Callback::new(move |()| desk.post())>"Send the same message"</Button>
            {change}
        </div>
    }
    .into_any()
}
