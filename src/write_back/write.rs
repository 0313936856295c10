//! `/write-summary`: the form with its review, the last look, and what became of it.

use std::sync::Arc;
use std::time::Duration;

use gp_connect_send_document::message::MessageIds;
use gp_connect_send_document::summary::Attachment;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use uuid::Uuid;

use super::check::CheckAndSend;
use super::desk::{Desk, Ready, Stage, request};
use super::field::Remarks;
use super::form::{BetweenWhom, Entries, Form};
use super::live_review::{LiveReview, Loading};
use super::maker::{self, Review};
use super::posted::PostedPanel;
use super::request::Remark;
use super::work::Work;
use crate::ui::afresh::afresh;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::error_summary::ErrorSummary;
use crate::ui::focus::focus_soon;
use crate::ui::link::Link;
use crate::ui::progress::Progress;

/// How long after the last change the review is made again: not between two letters of a word.
const PAUSE: Duration = Duration::from_millis(250);

/// The page.
#[component]
pub fn WritePage() -> impl IntoView {
    let desk = Desk::here();
    // Opened again after its answer was lost: that is settled first.
    if let Some(Some(unsettled)) = untrack(|| desk.of_draft(|draft| draft.unsettled.clone()))
        && desk.stage.get_untracked() == Stage::Writing
    {
        desk.stage.set(Stage::Posted(unsettled.header));
    }
    let shown = move |stage: Stage| {
        match stage {
        Stage::Writing => view! { <Writing /> }.into_any(),
        Stage::Checking(ready) => view! { <CheckAndSend ready=ready /> }.into_any(),
        Stage::Sending => view! {
            <h1 id="write-heading" tabindex="-1">"Write a consultation summary"</h1>
            <Progress what="Putting the summary into the outbox" />
            <p>"Please wait. It is sent once and never repeated automatically. It carries on even if you close the patient or lock the screen."</p>
        }
        .into_any(),
        Stage::Posted(header) => view! { <PostedPanel header=header /> }.into_any(),
    }
    };
    Effect::new(move |before: Option<()>| {
        desk.stage.track();
        desk.drawn.track();
        if before.is_some() {
            focus_soon("write-heading");
        }
    });
    afresh(move || (desk.stage.get(), desk.drawn.get()), move |(stage, _)| shown(stage))
}

#[component]
fn Writing() -> impl IntoView {
    let desk = Desk::here();
    let between = match desk.between() {
        Ok(between) => between,
        Err(why) => {
            return view! {
                <h1 id="write-heading" tabindex="-1">"Write a consultation summary"</h1>
                <Callout kind=CalloutKind::Danger heading="Nothing can be sent for this patient">{why}</Callout>
            }
            .into_any();
        }
    };
    let draft = desk.draft();
    let version = draft.edition.version();
    let (entries, remarks) = (Entries::of(&draft.fields), Remarks::new());
    let (review, loading) = (RwSignal::new(Review::default()), RwSignal::new(Loading::Waiting));
    let look = move || look_over(desk, remarks, review);
    watch(desk, entries, look);
    let screen = Work::here();
    let load = Callback::new(move |()| {
        loading.set(Loading::Waiting);
        let work = async move {
            let came = maker::ready().await;
            loading.try_set(if came.is_ok() { Loading::Here } else { Loading::Failed });
            look();
        };
        screen.start(work);
    });
    load.run(());
    let problem = RwSignal::new(None::<String>);
    let go_on = Callback::new(move |()| {
        problem.set(None);
        if loading.get_untracked() != Loading::Here {
            problem
                .set(Some("What makes the document is not loaded yet. What you typed is kept.".to_owned()));
            return;
        }
        look();
        remarks.is_pressed.set(true);
        // Told anew each time, so that the summary of errors takes the focus again.
        remarks.all.update(|_| ());
        if remarks.all.with_untracked(Vec::is_empty) {
            match ready(desk, &review.get_untracked()) {
                Ok(ready) if confirms(desk) => desk.stage.set(Stage::Checking(Arc::new(ready))),
                Ok(ready) => desk.send(&Arc::new(ready)),
                Err(why) => problem.set(Some(why)),
            }
        }
    });
    let words = if confirms(desk) { "Check and preview the PDF" } else { "Send" };
    let discard = Callback::new(move |()| desk.discard());
    let has_draft =
        Memo::new(move |_| desk.of_draft(crate::session::drafts::Draft::holds_something).unwrap_or_default());
    let intro = (version > 1).then(|| {
        let words = format!(
            "This is version {version}. It takes the place of version {} as a whole: write everything that is to stand.",
            version - 1
        );
        view! { <Callout kind=CalloutKind::Note heading="A replacement">{words}</Callout> }
    });
    let not_sent = move || {
        desk.not_sent.get().map(|why| {
            view! {
                <Callout kind=CalloutKind::Danger heading="Not sent">
                    {why} " Nothing has left, and what you wrote is kept."
                </Callout>
            }
        })
    };
    let fault = move || {
        problem
            .get()
            .map(|why| view! { <Callout kind=CalloutKind::Danger heading="Not made">{why}</Callout> })
    };
    view! {
        <h1 id="write-heading" tabindex="-1">"Write a consultation summary"</h1>
        <p>
            "It goes to the patient's own practice, as a PDF. " <Link to="/sent-summaries">"Sent consultation summaries"</Link>
        </p>
        {not_sent}
        {intro}
        <ErrorSummary errors=remarks.summed() />
        <div class="app-write">
            <div class="app-write__form">
                <BetweenWhom between=between remarks=remarks />
                <Form entries=entries remarks=remarks />
                {fault}
                <div class="app-buttons">
                    <Button on_press=go_on>{words}</Button>
                    {move || {
                        has_draft
                            .get()
                            .then(|| {
                                view! {
                                    <Button kind=ButtonKind::Link on_press=discard>"Discard what is written"</Button>
                                }
                            })
                    }}
                </div>
            </div>
            <LiveReview loading=loading review=review remarks=remarks on_retry=load />
        </div>
    }
    .into_any()
}

fn confirms(desk: Desk) -> bool {
    desk.session.settings().write_back.as_ref().is_none_or(|road| road.confirm)
}

/// Keeps what is entered, and has the review follow when nobody types.
fn watch(desk: Desk, entries: Entries, look: impl Fn() + Copy + 'static) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let clear = move || {
        waiting.try_update_value(|waiting| waiting.take().map(|handle| handle.clear()));
    };
    on_cleanup(clear);
    let later = move || {
        clear();
        let handle = set_timeout_with_handle(look, PAUSE).ok();
        waiting.try_set_value(handle);
    };
    Effect::new(move |before: Option<()>| {
        let fields = entries.fields();
        if before.is_some() {
            desk.change(|draft| {
                draft.is_touched |= draft.fields != fields;
                draft.fields = fields;
            });
            later();
        }
    });
    // By what they are and not by how many: one may go and another come before anybody looks.
    let added = Memo::new(move |_| {
        let file = |one: &Attachment| (one.title.clone(), one.content_type.clone(), one.content.len());
        desk.of_draft(|draft| (draft.taken.clone(), draft.attachments.iter().map(file).collect::<Vec<_>>()))
    });
    Effect::new(move |before: Option<()>| {
        // Read, and not only tracked: a memo that nobody reads follows nothing.
        added.with(|_| ());
        if before.is_some() {
            later();
        }
    });
}

/// Makes the review anew.
fn look_over(desk: Desk, remarks: Remarks, review: RwSignal<Review>) {
    if !maker::is_here() {
        return;
    }
    let Ok((summary, edition, mut said)) = untrack(|| desk.summary()) else { return };
    match maker::review(&request(&summary, &edition, None)) {
        Ok(made) => {
            said.extend(
                made.refusals.iter().map(|one| Remark { field: one.field.clone(), words: one.words.clone() }),
            );
            review.try_set(made);
        }
        Err(words) => said.push(Remark { field: "Clinical notes".to_owned(), words }),
    }
    if remarks.all.try_with_untracked(|all| *all != said) == Some(true) {
        remarks.all.set(said);
    }
}

/// Makes document and message.
fn ready(desk: Desk, review: &Review) -> Result<Ready, String> {
    let (summary, edition, _) = desk.summary()?;
    let ids = MessageIds::new(summary.attachments.len(), Uuid::new_v4);
    let made = maker::make(&request(&summary, &edition, Some(&ids)))?;
    let (notices, subject) = (review.notices.clone(), review.subject.clone());
    Ok(Ready { summary, edition, ids, made, notices, subject })
}
