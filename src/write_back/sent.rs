//! `/sent-summaries`: what this session's organisation sent, with its state, those that need somebody first (SDOC-43, SDOC-44).

use std::time::Duration;

use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;

use super::about::{Judged, Judgement};
use super::attempt::outbox;
use super::desk::begin_again;
use super::maker;
use super::message::Message;
use super::request::on_uk_clock;
use super::work::Work;
use crate::gpconnect::Cancel;
use crate::session::{Session, clock, session};
use crate::ui::afresh::afresh;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::link::{Link, Place};
use crate::ui::progress::Progress;

/// How often the list is read again while it is open.
const AGAIN: Duration = Duration::from_secs(20);

/// What became of a look.
#[derive(Clone, PartialEq)]
pub enum Look {
    /// The first one is on its way.
    Waiting,
    /// The states, and when they were read.
    Come(Judgement),
    /// Nothing came.
    Failed(String),
}

/// Looks into the outbox.
pub async fn look(session: Session, cancel: &Cancel) -> Look {
    let Some(outbox) = outbox(session) else { return Look::Waiting };
    let came = outbox.messages(cancel).await;
    // The states are judged by the second program.
    if maker::ready().await.is_err() {
        return Look::Failed("What reads the states could not be loaded.".to_owned());
    }
    match came {
        Ok(answer) => match maker::judge(&answer, clock::now()) {
            Ok(judgement) => Look::Come(judgement),
            Err(why) => Look::Failed(why),
        },
        Err(failure) => Look::Failed(format!("The outbox could not be read: {}.", failure.short())),
    }
}

/// The page.
#[component]
pub fn SentPage() -> impl IntoView {
    let session = session();
    let seen = RwSignal::new(Look::Waiting);
    let is_looking = RwSignal::new(false);
    let read_at = RwSignal::new(None::<String>);
    let screen = Work::here();
    let look_now = Callback::new(move |()| {
        if is_looking.try_get_untracked() != Some(false) {
            return;
        }
        is_looking.set(true);
        let cancel = screen.cancel();
        let work = async move {
            let came = look(session, &cancel).await;
            if matches!(came, Look::Come(_)) {
                read_at.try_set(Some(on_uk_clock(clock::now()).format("%H:%M:%S").to_string()));
            }
            seen.try_set(came);
            is_looking.try_set(false);
        };
        screen.start(work);
    });
    look_now.run(());
    if let Ok(ticking) = set_interval_with_handle(move || look_now.run(()), AGAIN) {
        on_cleanup(move || ticking.clear());
    }
    let is_open = session.patient_untracked().is_some();
    let place = Place::here();
    let on_replace = Callback::new(move |one: Judged| {
        begin_again(session, &one)?;
        place.go("/write-summary");
        Ok(())
    });
    // Each message is drawn again only when something is new about it: what is open in it stays, and so does the focus.
    let messages = Memo::new(move |_| {
        seen.with(|look| match look {
            Look::Come(judgement) => judgement.messages.clone(),
            Look::Waiting | Look::Failed(_) => Vec::new(),
        })
    });
    let head = Memo::new(move |_| {
        seen.with(|look| match look {
            Look::Waiting => Head::Waiting,
            Look::Failed(why) => Head::Failed(why.clone()),
            Look::Come(judgement) => {
                Head::Come(counted(judgement), judgement.damaged.clone(), judgement.unmatched)
            }
        })
    });
    let shown = move |head: Head| match head {
        Head::Waiting => view! { <Progress what="Reading what was sent" /> }.into_any(),
        Head::Failed(why) => view! { <FaultPanel fault=not_read(&why) on_retry=look_now /> }.into_any(),
        Head::Come(count, damaged, unmatched) => view! {
            <p role="status"><strong>{count}</strong></p>
            {not_readable(&damaged)}
            {placed_nowhere(unmatched)}
        }
        .into_any(),
    };
    let read_at = move || read_at.get().map(|at| format!("Read at {at}."));
    let back = is_open.then(|| {
        view! {
            <p>
                <Link to="/write-summary">"Back to the consultation summary of the open patient"</Link>
            </p>
        }
    });
    view! {
        <h1 tabindex="-1">"Sent consultation summaries"</h1>
        {back}
        <p>"What your organisation sent to practices. It is read again every 20 seconds. " {read_at}</p>
        <p>
            <Button kind=ButtonKind::Secondary small=true on_press=look_now blocked=is_looking>"Refresh"</Button>
        </p>
        {afresh(move || head.get(), shown)}
        <For each=move || messages.get() key=Judged::clone let:one>
            <Message one=one on_change=look_now on_replace=on_replace />
        </For>
    }
}

/// What stands above the messages.
#[derive(Clone, PartialEq)]
enum Head {
    Waiting,
    Failed(String),
    Come(String, Vec<String>, u32),
}

fn counted(judgement: &Judgement) -> String {
    let all = judgement.messages.len() + judgement.damaged.len();
    match (all, judgement.need_somebody + judgement.damaged.len()) {
        (0, _) => "The outbox holds no summary of your organisation.".to_owned(),
        (all, 0) => format!("{all} in the outbox; none needs anybody now."),
        (all, 1) => format!("{all} in the outbox; 1 needs somebody."),
        (all, some) => format!("{all} in the outbox; {some} need somebody."),
    }
}

/// Nothing is known of these, not even whom they are about.
fn not_readable(damaged: &[String]) -> Option<impl IntoView + use<>> {
    (!damaged.is_empty()).then(|| {
        let ids: Vec<&str> = damaged.iter().map(|id| if id.is_empty() { "(id unknown)" } else { id }).collect();
        let words = format!(
            "{} in the outbox cannot be read here: {}. Whether the practice has them is not known. Support has to look at them. Do not send anything anew because of this.",
            damaged.len(),
            ids.join(", ")
        );
        view! { <Callout kind=CalloutKind::Danger heading="Summaries that cannot be read">{words}</Callout> }
    })
}

fn placed_nowhere(unmatched: u32) -> Option<impl IntoView> {
    (unmatched > 0).then(|| {
        let words = format!(
            "{unmatched} came that belong to none of these messages. Support has to look at them: it is not known what they are about."
        );
        view! { <Callout kind=CalloutKind::Incomplete heading="Acknowledgements without a message">{words}</Callout> }
    })
}

/// Nothing is known of any message then.
pub fn not_read(why: &str) -> Fault {
    Fault {
        what: format!("{why} What became of your summaries is not known."),
        next: "Try again. Do not send anything anew because of this.".to_owned(),
        ..Fault::default()
    }
}
