//! The page around this one says whose record: in place of the NHS number that is typed, and never of the cross-check.

use leptos::prelude::*;

use super::in_hand::Opening;
use super::looking::{LookUp, LookedUp, Looking};
use super::opening::Obstacle;
use crate::session::embedded::{Embedded, Stage, Trouble, Wanted};
use crate::session::session;
use crate::ui::button::Button;
use crate::ui::callout::Callout;
use crate::ui::fault::{Fault, FaultPanel};

/// The first screen of an embedded app: the wait for the host's patient, or why there is none to be seen.
#[component]
pub(super) fn AskedByHost(
    /// The page around this one.
    embedded: Embedded,
) -> impl IntoView {
    let opening = Opening::here();
    session().close();
    let look_up = LookUp::here();
    let start = move || {
        if let Wanted::Patient(patient) = embedded.wanted.get_untracked() {
            look_up.start(patient.nhs_number.clone(), Some(patient));
        }
    };
    Effect::new(move |_| match embedded.wanted.get() {
        Wanted::Patient(_) => start(),
        Wanted::Nobody | Wanted::Declined | Wanted::Faulty(_) => untrack(|| look_up.stop()),
    });
    Effect::new(move |_| {
        let (wanted, looking) = (embedded.wanted.get(), look_up.at());
        opening.shows(!look_up.is_idle());
        if let Looking::Stopped(obstacle) = &looking {
            embedded.trouble(&trouble(obstacle));
        }
        embedded.finding.set(match (wanted, looking) {
            (Wanted::Nobody, _) => Stage::Ready,
            (Wanted::Patient(_), Looking::Idle | Looking::At(_)) => Stage::Opening,
            (Wanted::Patient(_) | Wanted::Declined | Wanted::Faulty(_), _) => Stage::Stopped,
        });
    });
    on_cleanup(move || opening.shows(false));
    let again = Callback::new(move |()| start());
    let words = move || match embedded.wanted.get() {
        Wanted::Nobody => view! {
            <p>"No patient is open. The page around this one says whose record is shown."</p>
        }
        .into_any(),
        Wanted::Declined => view! {
            <p>{DECLINED} " No record is open."</p>
            <Button on_press=Callback::new(move |()| embedded.ask_again())>"Look up again"</Button>
        }
        .into_any(),
        Wanted::Faulty(what) => {
            let fault = Fault {
                what,
                saved: None,
                next: "Nothing was sent. Tell whoever looks after the page around this one.".to_owned(),
                trace_id: None,
                wait: None,
                details: Vec::new(),
            };
            view! { <FaultPanel fault /> }.into_any()
        }
        Wanted::Patient(_) if look_up.at() == Looking::GivenUp => view! {
            <Callout heading="Nothing is open">"The look-up was stopped."</Callout>
            <Button on_press=again>"Look up again"</Button>
        }
        .into_any(),
        Wanted::Patient(_) => ().into_any(),
    };
    view! {
        <div>
            <h1 tabindex="-1">"GP record"</h1>
            {words}
            <LookedUp look_up on_again=again />
        </div>
    }
}

/// What is said, here and to the host, of a patient whom the user did not take for the one they wanted.
pub(super) const DECLINED: &str = "Not opened: the details were not those of this patient.";

/// The user was shown what differs and says that it is somebody else.
pub(super) fn declined(embedded: Embedded) {
    embedded.decline();
    let message = DECLINED.to_owned();
    embedded.trouble(&Trouble { code: "declined", message, trace_id: None, is_retryable: false });
}

fn trouble(obstacle: &Obstacle) -> Trouble {
    let words = obstacle.words();
    // The title alone: the sentences below it name the practice, or the day of a death.
    Trouble {
        code: obstacle.code(),
        message: words.title.to_owned(),
        trace_id: words.trace_id,
        is_retryable: obstacle.is_retryable(),
    }
}
