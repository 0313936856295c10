//! Locking: the patient is closed and the page reloaded, so that nothing of the record is left in memory (ARH-58).
//!
//! While something that changes something is on its way, or what became of it has not been read, the page stays instead,
//! without the patient: reloading it would end the request and lose how it ended. It is reloaded once the user has
//! read that and goes on.

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use super::routes::HOME;
use crate::patient::Opening;
use crate::session::drafts::Drafts;
use crate::session::settings::Reach;
use crate::session::sign_out::sign_out;
use crate::session::{Session, UnderWay, session};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::dialog::Dialog;
use crate::ui::link::{Link, Place};
use crate::ui::live_region::Announcer;
use crate::ui::memo::memo;
use crate::ui::progress::Progress;

/// The route of the lock screen.
pub const LOCKED: &str = "locked";

/// What closes the patient and shows the lock screen in place of this page. Ask for it while a component is made.
pub fn lock() -> Callback<()> {
    let (session, place, opening) = (session(), Place::here(), Opening::here());
    Callback::new(move |()| {
        session.close();
        opening.clear();
        if session.has_to_stay() {
            place.go("/locked");
        } else {
            // A whole new page, not a route: the old one's memory goes with it.
            let _ = location().replace(&place.href("locked"));
        }
    })
}

/// Going on from the lock screen inside this page would be going on under the same name: a whole new page asks the gateway
/// who it is. Ask for it while the frame is made.
pub fn ask_anew_after_lock() {
    let (session, place) = (session(), Place::here());
    Effect::new(move |was_locked: Option<bool>| {
        let is_locked = place.is_at(LOCKED);
        if was_locked == Some(true) && !is_locked && session.may_load_anew() {
            let _ = location().reload();
        }
        is_locked
    });
}

/// Whether the user is being asked before the lock, because something is on its way.
#[derive(Clone, Copy)]
pub struct LockAsked(RwSignal<bool>);

impl LockAsked {
    /// Puts one into the context of the current owner.
    pub fn provide() {
        provide_context(Self(RwSignal::new(false)));
    }

    /// Locks, or asks first. Ask for it while a component is made.
    pub fn lock() -> Callback<()> {
        let (asked, session, lock) = (use_context::<Self>(), session(), lock());
        Callback::new(move |()| match asked {
            Some(asked) if untrack(|| session.under_way().with(UnderWay::is_busy) || loses_text(session)) => {
                asked.0.set(true);
            }
            _ => lock.run(()),
        })
    }
}

/// Whether locking would lose what was written for a practice: it signs out, and whoever signs in next need not be the same
/// person; tracked.
fn loses_text(session: Session) -> bool {
    session.settings().sign_out.is_some() && session.drafts().with(Drafts::would_be_lost)
}

/// The question.
#[component]
pub fn LockQuestion() -> impl IntoView {
    let Some(LockAsked(asked)) = use_context() else { return ().into_any() };
    let (session, lock) = (session(), lock());
    let under_way = session.under_way();
    let is_busy = memo(move || under_way.with(UnderWay::is_busy));
    // Answered meanwhile: what it said is on the screen behind.
    let is_open = Signal::derive(move || asked.get() && (is_busy.get() || loses_text(session)));
    let closed = move || {
        asked.try_set(false);
    };
    let what = move || {
        let what = |under_way: &UnderWay| {
            under_way.sent().iter().map(|sent| sent.what.clone()).collect::<Vec<_>>().join(". ")
        };
        under_way.with(what)
    };
    let sent = move || {
        is_busy.get().then(|| {
            view! {
                <p><strong>"Sent. Waiting for an answer: "</strong> {what} "."</p>
                <p>
                    "Locking closes the patient but does not stop this. It carries on, and the locked screen will show how it ended, without saying who it was for."
                </p>
            }
        })
    };
    let unsent = move || {
        loses_text(session).then(|| {
            view! {
                <p>
                    "What you have written for a practice and not sent is lost, because locking signs you out. Send it or discard it first."
                </p>
            }
        })
    };
    view! {
        <Dialog id="lock-heading" title="Lock now?" open=is_open on_close=closed>
            {sent}
            {unsent}
            <div class="app-buttons">
                <Button on_press=Callback::new(move |()| asked.set(false))>"Do not lock yet"</Button>
                <Button kind=ButtonKind::Secondary on_press=lock>"Lock now"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// What became of the gateway's session.
#[derive(Clone, PartialEq)]
enum SigningOut {
    /// Not asked yet: what was sent must end first.
    Waiting,
    /// Being ended.
    Asked,
    /// Ended.
    Done,
    /// It may still be open; why.
    Failed(String),
    /// There is no address to end it at.
    NotSet,
}

/// The lock screen. It ends the gateway's session, and whoever goes on from it asks the gateway for one again.
#[component]
pub fn Locked() -> impl IntoView {
    let (session, place) = (session(), Place::here());
    let under_way = session.under_way();
    let settings = session.settings();
    let stage = RwSignal::new(match settings.sign_out {
        Some(_) => SigningOut::Waiting,
        None => SigningOut::NotSet,
    });
    let announcer = use_context::<Announcer>().unwrap_or_default();
    let address = StoredValue::new(settings.sign_out.clone().unwrap_or_default());
    // The screen's owner: that of the effect ends whenever the stage changes.
    let owner = StoredValue::new(Owner::current());
    let drafts = session.drafts();
    let is_kept = Memo::new(move |_| drafts.with(Drafts::would_be_lost));
    let had_drafts = is_kept.get_untracked();
    let ask = move || {
        stage.set(SigningOut::Asked);
        let work = async move {
            let ended = sign_out(&address.get_value()).await;
            if ended.is_ok() {
                // Whoever signs in next need not be the same person.
                drafts.update(Drafts::forget);
            }
            announcer.say(if ended.is_ok() { "You are signed out" } else { "You are not signed out" });
            stage.try_set(ended.map_or_else(SigningOut::Failed, |()| SigningOut::Done));
        };
        if let Some(owner) = owner.get_value() {
            owner.with(|| spawn_local_scoped_with_cancellation(work));
        }
    };
    // What was sent needs the session to be seen through.
    Effect::new(move |_| {
        if !under_way.with(UnderWay::is_busy) && stage.get() == SigningOut::Waiting {
            ask();
        }
    });
    let again = Callback::new(move |()| stage.set(SigningOut::Waiting));
    let user = settings.identity.user.clone();
    let user =
        [user.given, user.family].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let reach = settings.reach;
    let onward = move || {
        if under_way.with(UnderWay::is_busy) {
            return view! { <p>"You can continue once everything that was sent has ended."</p> }.into_any();
        }
        let href = place.href(HOME);
        match stage.get() {
            SigningOut::Waiting | SigningOut::Asked => view! { <Progress what="Signing out" /> }.into_any(),
            SigningOut::Done => view! {
                <p>"You are signed out." {had_drafts.then_some(" What was written for a practice and not sent went with the session.")}</p>
                <p>
                    <a class="nhsuk-button" href=href rel="external">"Sign in again"</a>
                </p>
            }
            .into_any(),
            SigningOut::Failed(why) => view! {
                <Callout kind=CalloutKind::Danger heading="Not signed out">
                    {why} " Your session may still be open, and whoever uses this browser could go on under your name. Try again. If it keeps failing, close all windows of this browser."
                </Callout>
                <Button on_press=again>"Try to sign out again"</Button>
            }
            .into_any(),
            SigningOut::NotSet if is_kept.get() => view! {
                <p>{still(reach, &user)}</p>
                <p>
                    <Link to="/find" class="nhsuk-button">"Continue"</Link>
                </p>
            }
            .into_any(),
            SigningOut::NotSet => view! {
                <p>{still(reach, &user)}</p>
                <p>
                    <a class="nhsuk-button" href=href rel="external">"Continue"</a>
                </p>
            }
            .into_any(),
        }
    };
    let kept = move || {
        let is_read = under_way.with(|under_way| under_way.is_busy() || under_way.notices().is_empty());
        (!is_read).then(|| view! { <p>"Read the results first: they are not kept."</p> })
    };
    view! {
        <h1>"Locked"</h1>
        <p>"No patient is open. The record that was on this screen was closed and cleared."</p>
        {kept}
        {onward}
    }
}

/// Under whose name whoever continues goes on, where locking ends no session.
fn still(reach: Reach, user: &str) -> String {
    match reach {
        Reach::Gateway => format!(
            "You are not signed out, because this service has no address for that. Whoever continues while the session lasts does so as {user}. Sign out where you signed in."
        ),
        Reach::Direct | Reach::Sandbox => {
            format!(
                "There is no sign-in here. Whoever continues does so as {user}, the user of the settings."
            )
        }
    }
}
