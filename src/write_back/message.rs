//! One message that was sent: its state in words, and what may be done about it.

use leptos::prelude::*;

use super::about::{Again, Judged};
use super::attempt::outbox;
use super::check::Document;
use super::maker;
use super::work::Work;
use crate::format::NhsNumber;
use crate::format::nhs_number::spaced;
use crate::gpconnect::Cancel;
use crate::gpconnect::outbox::Posted;
use crate::session::session;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::details::Details;
use crate::ui::tag::{Tag, TagKind};

/// What a state looks like beside its words.
fn kind(one: &Judged) -> TagKind {
    match one.told.state.as_str() {
        "Accepted" if one.needs_somebody => TagKind::Incomplete,
        "Accepted" => TagKind::Good,
        _ if one.needs_somebody => TagKind::Danger,
        _ => TagKind::Plain,
    }
}

/// The message. `on_change` looks again after something was done.
#[component]
pub fn Message(
    one: Judged,
    on_change: Callback<()>,
    on_replace: Callback<Judged, Result<(), String>>,
) -> impl IntoView {
    let heading = format!("message-{}", one.header);
    let (labelled, needs) = (heading.clone(), one.needs_somebody);
    let gets = if one.about.recipient_type == "FI" { "For information" } else { "For action" };
    let line = format!(
        "{}, NHS number {}. Seen {}. To {} ({}). {gets}, version {}.",
        one.about.title,
        spaced(&one.about.nhs_number).replace(' ', "\u{a0}"),
        one.about.seen,
        one.about.practice,
        one.about.practice_ods,
        one.version
    );
    let posted = one.posted.map(|at| format!("Put into the outbox {}", at.format("%d-%b-%Y %H:%M")));
    let reached = one.reached.clone();
    let remarks =
        one.remarks.iter().map(|words| view! { <p class="app-quiet">{words.clone()}</p> }).collect_view();
    let as_sent = one.told.as_sent.clone().map(|words| {
        view! { <Details summary="As it was sent"><p>{words}</p></Details> }
    });
    view! {
        <article class="app-card app-sent" class=("app-sent--needs", needs) aria-labelledby=labelled>
            <div class="app-card__head">
                <h2 id=heading>{one.about.patient.clone()}</h2>
                <Tag kind=kind(&one) text=one.told.state.clone() />
                {posted.map(|words| view! { <span class="app-card__end app-quiet app-small">{words}</span> })}
            </div>
            <div class="app-sent__body">
                <p>{line}</p>
                <p>
                    <strong>{one.told.what.clone()}</strong>
                    " "
                    {reached}
                    " "
                    {one.told.next.clone()}
                </p>
                {remarks}
                {as_sent}
                <Actions one=one on_change=on_change on_replace=on_replace />
            </div>
        </article>
    }
}

#[component]
fn Actions(
    one: Judged,
    on_change: Callback<()>,
    on_replace: Callback<Judged, Result<(), String>>,
) -> impl IntoView {
    let session = session();
    let said = RwSignal::new(None::<String>);
    let document = RwSignal::new(None::<Vec<u8>>);
    let screen = Work::here();
    let spawn = move |work: std::pin::Pin<Box<dyn Future<Output = ()>>>| {
        screen.start(work);
    };
    let header = one.header.to_string();
    let number = NhsNumber::parse(&one.about.nhs_number).ok();
    let same = (one.again == Again::SameBytes).then(|| {
        let (header, number) = (header.clone(), number.clone());
        let press = Callback::new(move |()| {
            let (Some(outbox), Some(number)) = (outbox(session), number.clone()) else { return };
            let header = header.clone();
            spawn(Box::pin(async move {
                let words = match outbox.again(&header, &number).await {
                    Posted::Taken | Posted::Known => None,
                    Posted::NotSent(why) => Some(format!("{why} It was not sent again.")),
                    Posted::Unknown => {
                        Some("The answer was lost again. Look again before anything else.".to_owned())
                    }
                };
                said.try_set(words);
                on_change.run(());
            }));
        });
        view! {
            <Button kind=ButtonKind::Secondary small=true on_press=press>
                "Send the same message once more"
            </Button>
        }
    });
    let words = match one.again {
        Again::Replacement => Some("Replace it with a new version"),
        Again::NewMessage => Some("Send it again in a new message"),
        Again::NewDocument => Some("Correct it and send it as a new summary"),
        Again::No | Again::SameBytes => None,
    };
    let patient = session.patient_untracked();
    let is_open = patient.is_some_and(|open| open.traced().nhs_number().digits() == one.about.nhs_number);
    let whose = words.map(|words| {
        if is_open {
            let own = one.clone();
            let press = Callback::new(move |()| {
                said.set(on_replace.run(own.clone()).err());
            });
            view! {
                <Button kind=ButtonKind::Secondary small=true on_press=press>{words}</Button>
            }
            .into_any()
        } else {
            view! { <span class="app-quiet app-small">{format!("{words}: open the patient first.")}</span> }
                .into_any()
        }
    });
    let see = {
        let header = header.clone();
        Callback::new(move |()| {
            let Some(outbox) = outbox(session) else { return };
            let header = header.clone();
            spawn(Box::pin(async move {
                let found = outbox.message(&header, &Cancel::new()).await.ok();
                match found.map(|bytes| maker::document_in(&bytes)) {
                    Some(Ok(pdf)) => {
                        document.try_set(Some(pdf));
                    }
                    Some(Err(why)) => {
                        said.try_set(Some(why));
                    }
                    None => {
                        said.try_set(Some("The document could not be fetched. Try again.".to_owned()));
                    }
                }
            }));
        })
    };
    let shown = move || document.get().map(|pdf| view! { <Document pdf=pdf /> });
    let heard = move || said.get().map(|words| view! { <p role="alert">{words}</p> });
    view! {
        <div class="app-sent__actions app-not-on-paper">
            {same} {whose}
            <Button kind=ButtonKind::Link small=true on_press=see>"See the document"</Button>
        </div>
        {heard}
        {shown}
    }
}
