//! The sending of a summary: once, seen through whatever is closed meanwhile, and never repeated by itself.

use std::sync::Arc;

use leptos::prelude::*;
use uuid::Uuid;

use super::about::posting;
use super::desk::{Desk, Ready, Stage};
use crate::gpconnect::outbox::{Outbox, Posted};
use crate::session::drafts::Unsettled;
use crate::session::under_way::{Certainty, End, Matter};
use crate::session::{Session, clock};

/// The outbox of this site, where it has one.
pub fn outbox(session: Session) -> Option<Outbox> {
    let settings = session.settings();
    let road = settings.write_back.as_ref()?;
    Some(Outbox::new(session.connection(), &road.outbox))
}

impl Desk {
    /// Sends what was looked at.
    pub fn send(self, ready: &Arc<Ready>) {
        let Ready { summary, edition, ids, made, .. } = ready.as_ref();
        let Some(body) = posting(summary, edition, ids, &made.metadata, &made.message) else { return };
        // From here on its end is not known until it is.
        self.change(|draft| {
            draft.unsettled = Some(Unsettled { header: ids.header, body, at: clock::now() });
        });
        self.post();
    }

    /// Puts what is not settled into the outbox, under its own header: it cannot go out twice.
    pub fn post(self) {
        let session = self.session;
        let Some(unsettled) = self.draft().unsettled else { return };
        let Some(outbox) = outbox(session) else { return };
        self.stage.set(Stage::Sending);
        self.not_sent.set(None);
        let (number, header) = (self.number(), unsettled.header);
        let practice = self.patient.practice().name.clone();
        let what = format!("A consultation summary to {practice}");
        let about = number.clone();
        let work = async move { outbox.post(unsettled.body, &about).await };
        self.patient.see_through(Matter::Summaries, what, work, move |ended, is_open| {
            session.drafts().update(|drafts| match &ended {
                Posted::Taken | Posted::Known => drafts.sent(header, &number),
                Posted::NotSent(_) => {
                    if let Some(draft) = drafts.of_mut(&number) {
                        draft.unsettled = None;
                    }
                }
                Posted::Unknown => {
                    if let Some(unsettled) = drafts.of_mut(&number).and_then(|draft| draft.unsettled.as_mut())
                    {
                        unsettled.at = clock::now();
                    }
                }
            });
            if !is_open {
                return Some(end(&ended));
            }
            let (stage, heard) = match &ended {
                Posted::Taken => (Stage::Posted(header), "Sent"),
                Posted::Known => (Stage::Posted(header), "The outbox has it: see its state"),
                Posted::NotSent(_) => (Stage::Writing, "Not sent"),
                Posted::Unknown => (Stage::Posted(header), "Whether it was sent is not known"),
            };
            if let Posted::NotSent(why) = ended {
                self.not_sent.try_set(Some(why));
            }
            self.stage.try_set(stage);
            self.patient.say(heard);
            None
        });
    }

    /// The look has shown that the outbox never had it: nothing has left, and it may be changed again.
    pub fn never_left(&self) {
        self.change(|draft| draft.unsettled = None);
        self.not_sent.set(None);
        self.stage.set(Stage::Writing);
    }

    /// The look has shown that the outbox has it: from here on its state is the outbox's to tell.
    pub fn is_there(&self, header: Uuid) {
        let number = self.number();
        let is_ours = untrack(|| {
            self.of_draft(|draft| {
                draft.unsettled.as_ref().is_some_and(|unsettled| unsettled.header == header)
            })
        });
        if is_ours == Some(true) {
            self.session.drafts().update(|drafts| drafts.sent(header, &number));
        }
    }
}

/// How it ended, told outside the patient's pages.
fn end(ended: &Posted) -> End {
    let of = |certainty, title, next: String| End { certainty, title, next, trace_id: None };
    match ended {
        Posted::Taken => of(
            Certainty::Done,
            "Consultation summary sent",
            "The practice has not answered yet. See the sent consultation summaries.".to_owned(),
        ),
        Posted::Known => of(
            Certainty::NotKnown,
            "The outbox has the consultation summary",
            "See its state among the sent consultation summaries.".to_owned(),
        ),
        Posted::NotSent(why) => of(
            Certainty::NotDone,
            "Consultation summary not sent",
            format!("{why} Nothing has left. It is kept: find the patient again to go on with it."),
        ),
        Posted::Unknown => of(
            Certainty::NotKnown,
            "Whether the consultation summary was sent is not known",
            "Do not write it anew. See whether it is among the sent consultation summaries.".to_owned(),
        ),
    }
}
