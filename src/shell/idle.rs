//! Locks the screen after idle time, with a warning before it that any key can answer (SC 2.2.1).

use std::time::Duration;

use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;

use super::lock::lock;
use crate::patient::Opening;
use crate::session::drafts::Drafts;
use crate::session::idle::{Idle, in_words};
use crate::session::{UnderWay, clock, session};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;
use crate::ui::memo::memo;

/// Watches for use while anything of a person is on the screen, open or only looked up; else there is nothing to protect.
#[component]
pub fn IdleWatch() -> impl IntoView {
    let (session, opening) = (session(), Opening::here());
    let is_open = memo(move || session.patient().is_some() || opening.shows_somebody());
    move || is_open.get().then(|| view! { <Watch /> })
}

#[component]
fn Watch() -> impl IntoView {
    let session = session();
    let settings = session.settings();
    let (limit, warning) = (settings.features.idle_minutes, settings.features.idle_warning_seconds);
    let last_use = StoredValue::new(clock::moment());
    let left = RwSignal::new(None::<i64>);
    // While the warning is shown only its button counts: a knocked mouse must not keep a record open.
    let used = move || {
        if left.try_get_untracked() == Some(None) {
            last_use.set_value(clock::moment());
        }
    };
    let listening = [
        window_event_listener(leptos::ev::keydown, move |_| used()),
        window_event_listener(leptos::ev::pointerdown, move |_| used()),
        window_event_listener(leptos::ev::wheel, move |_| used()),
    ];
    on_cleanup(move || listening.into_iter().for_each(|one| one.remove()));

    let lock = lock();
    let check = move || {
        // A tick that was already due when the patient closed finds nothing to watch.
        let Some(last_use) = last_use.try_get_value() else { return };
        match Idle::judge(last_use, clock::moment(), limit, warning) {
            Idle::InUse => left.set(None),
            Idle::Warning(seconds) => left.set(Some(seconds)),
            Idle::Over => lock.run(()),
        }
    };
    if let Ok(ticking) = set_interval_with_handle(check, Duration::from_secs(1)) {
        on_cleanup(move || ticking.clear());
    }

    let is_warning = Signal::derive(move || left.get().is_some());
    // Also heard when the lock takes the dialog away: there is nothing left to reset then.
    let stay = move || {
        left.try_set(None);
        last_use.try_set_value(clock::moment());
    };
    let words = move || {
        left.get().map(|seconds| format!("This screen locks in {} min {:02} s.", seconds / 60, seconds % 60))
    };
    let heard = memo(move || left.get().and_then(in_words));
    let signs_out = settings.sign_out.is_some().then_some(" You will be signed out.");
    let drafts = session.drafts();
    // Signing out takes it away; any other lock keeps it in this window.
    let (signed_out, has_draft) = (settings.sign_out.is_some(), move || drafts.with(Drafts::would_be_lost));
    let unsent = move || match (has_draft(), signed_out) {
        (false, _) => " Text that you have not sent is lost.",
        (true, true) => {
            " What you have written for a practice and not sent is lost, and so is other text that you have not sent."
        }
        (true, false) => {
            " What you have written for a practice and not sent is kept in this window. Other text that you have not sent is lost."
        }
    };
    let seen_through = move || {
        session
            .under_way()
            .with(UnderWay::is_busy)
            .then_some(" Anything already sent carries on; the locked screen will show how it ended.")
    };
    view! {
        // Esc closes the dialog and means: still here.
        <Dialog id="idle-heading" title="Are you still there?" open=is_warning on_close=stay>
            <p>{words}</p>
            <p class="nhsuk-u-visually-hidden" role="alert">{heard}</p>
            <p>"Locking closes the patient and clears the record from this screen." {unsent} {signs_out} {seen_through}</p>
            <div class="app-buttons">
                <Button on_press=Callback::new(move |()| stay())>"Stay"</Button>
                <Button kind=ButtonKind::Secondary on_press=lock>"Lock now"</Button>
            </div>
        </Dialog>
    }
}
